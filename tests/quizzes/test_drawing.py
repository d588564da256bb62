"""Drawing by rule: by a seed, none twice, and as many as there are to be had."""

from hypothesis import given
from hypothesis import strategies as st

from quizapp.quizzes.catalogue import Entry, Filter, found, supply
from quizapp.quizzes.drawing import Wish, draw


def entry(number: int, *, tags: tuple[str, ...] = (), difficulty: str = "", kind: str = "multiple-choice") -> Entry:
    stem = f"Question number {number}?"
    return Entry(number, 100 + number, 1 + number % 2, f"Bank {number % 2}", kind, stem, tags, difficulty)


ENTRIES = [entry(number, tags=("even",) if number % 2 == 0 else ()) for number in range(20)]
ANY = Filter()


def ids(lists: list[list[Entry]]) -> list[list[int]]:
    return [[each.id for each in drawn] for drawn in lists]


def test_the_same_seed_draws_the_same_questions_however_they_were_stored() -> None:
    assert ids(draw(ENTRIES, [(5, ANY)], seed=3)) == ids(draw(ENTRIES[::-1], [(5, ANY)], seed=3))


def test_another_seed_draws_other_questions() -> None:
    drawn = {tuple(ids(draw(ENTRIES, [(5, ANY)], seed=seed))[0]) for seed in range(10)}
    assert len(drawn) == 10


def test_no_question_is_drawn_twice_over_rules_and_none_that_was_picked_by_hand() -> None:
    first, second = ids(draw(ENTRIES, [(8, ANY), (8, ANY)], seed=1, without={0, 1, 2}))
    assert len({*first, *second}) == 16
    assert not {0, 1, 2} & {*first, *second}


def test_a_wide_rule_leaves_a_narrow_one_what_it_needs() -> None:
    even = Filter(tag="even")
    lists = ids(draw(ENTRIES, [(10, ANY), (10, even)], seed=1))
    assert [len(each) for each in lists] == [10, 10]


def test_a_rule_that_cannot_be_met_gets_what_there_is() -> None:
    assert len(draw(ENTRIES, [(50, Filter(tag="even"))], seed=1)[0]) == 10


def test_what_was_drawn_before_stays_as_long_as_it_is_there() -> None:
    lists = ids(draw(ENTRIES, [(4, Filter(tag="even"))], seed=9, keep={4: 0, 5: 0, 16: 0, 99: 0}))
    assert {4, 5, 16} < set(lists[0])
    assert len(lists[0]) == 4


def test_a_smaller_number_lets_go_of_some_that_were_drawn() -> None:
    assert set(ids(draw(ENTRIES, [(1, ANY)], seed=9, keep={4: 0, 5: 0}))[0]) < {4, 5}


WISHES = st.lists(
    st.tuples(
        st.integers(0, 8),
        st.builds(Filter, bank_id=st.sampled_from([None, 1, 2]), tag=st.sampled_from(["", "even", "third"])),
    ),
    max_size=4,
)


def most_places(entries: list[Entry], wishes: list[Wish]) -> int:
    """The most places that any draw can fill, by trying to seat each single place in turn."""
    seats = [wanted for count, wanted in wishes for _ in range(count)]
    taken: dict[int, int] = {}

    def seat(number: int, seen: set[int]) -> bool:
        for each in found(entries, seats[number]):
            if each.id not in seen:
                seen.add(each.id)
                if each.id not in taken or seat(taken[each.id], seen):
                    taken[each.id] = number
                    return True
        return False

    return sum(seat(number, set()) for number in range(len(seats)))


@given(st.integers(0, 12), WISHES, st.integers(0, 100))
def test_no_other_draw_fills_more_places(size: int, wishes: list[Wish], seed: int) -> None:
    tags = {True: ("third",), False: ()}
    entries = [entry(n, tags=(("even",) if n % 2 == 0 else ()) + tags[n % 3 == 0]) for n in range(size)]
    lists = draw(entries, wishes, seed=seed)
    drawn = [each.id for drawn in lists for each in drawn]
    assert len(drawn) == len(set(drawn)) == most_places(entries, wishes)
    assert all(wanted.fits(each) for (_, wanted), drawn in zip(wishes, lists, strict=True) for each in drawn)
    assert all(len(drawn) <= count for (count, _), drawn in zip(wishes, lists, strict=True))


def test_words_are_found_in_any_order_and_case() -> None:
    assert [each.id for each in found(ENTRIES, Filter(words="7 QUESTION"))] == [7, 17]


def test_questions_of_unknown_difficulty_count_only_for_any() -> None:
    stock = supply([entry(1, difficulty="easy"), entry(2, difficulty="hard"), entry(3)])
    assert [stock.of(level) for level in ("", "easy", "medium", "hard")] == [3, 1, 0, 1]
