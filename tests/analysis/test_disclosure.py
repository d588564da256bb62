"""Shared figures tell nothing about few people: whoever tries to subtract them gets nowhere."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.analysis.disclosure import SMALLEST_GROUP, Group, may_renew, may_see, objection

SPREAD_OUT = [0.2, 0.5, 0.9]


def a_group(learners: range | set[int], *versions: int) -> Group:
    return Group(frozenset(learners), frozenset(versions or (1, 2, 3)))


def test_ten_may_be_shared_and_nine_may_not() -> None:
    assert objection(a_group(range(10)), SPREAD_OUT, []) == ""
    assert "9 of this class have finished" in objection(a_group(range(9)), SPREAD_OUT, [])


def test_the_same_class_with_one_student_more_may_not_be_shared_again() -> None:
    shared = a_group(range(20))
    assert "subtracted" in objection(a_group(range(21)), SPREAD_OUT, [shared])
    assert "subtracted" in objection(a_group(range(20)), SPREAD_OUT, [shared])


def test_a_class_inside_another_may_not_be_shared_beside_it() -> None:
    assert "subtracted" in objection(a_group(range(12)), SPREAD_OUT, [a_group(range(21))])
    assert "subtracted" in objection(a_group(range(21)), SPREAD_OUT, [a_group(range(12))])


def test_other_students_and_other_questions_may_be_shared() -> None:
    assert objection(a_group(range(20, 40)), SPREAD_OUT, [a_group(range(20))]) == ""
    assert objection(a_group(range(20), 4, 5), SPREAD_OUT, [a_group(range(20), 1, 2)]) == ""
    assert "subtracted" in objection(a_group(range(20), 3, 4), SPREAD_OUT, [a_group(range(20), 1, 2, 3)])


def test_a_class_in_which_all_have_the_same_result_is_not_told() -> None:
    assert "Everybody has the same result" in objection(a_group(range(20)), [1.0] * 20, [])


def test_a_reader_who_teaches_all_but_nine_sees_nothing() -> None:
    assert may_see(SMALLEST_GROUP)
    assert not may_see(SMALLEST_GROUP - 1)


def test_the_spread_of_a_class_is_renewed_by_tens() -> None:
    assert not may_renew(None, 9)
    assert may_renew(None, 10)
    assert not may_renew(10, 19)
    assert may_renew(10, 20)
    assert not may_renew(20, 20, changed=9)
    assert may_renew(20, 20, changed=10)
    assert may_renew(20, 25, changed=5)
    assert not may_renew(12, 9, changed=12)


# Classes that overlap, contain each other and differ by a student, with sets of questions that overlap, too.
GROUPS = st.builds(
    lambda begin, size, without, versions: Group(
        frozenset(range(begin, begin + size)) - frozenset(without), frozenset(versions)
    ),
    st.integers(0, 30),
    st.integers(8, 30),
    st.sets(st.integers(0, 60), max_size=2),
    st.sets(st.integers(1, 4), min_size=1),
)


@settings(max_examples=200)
@given(st.lists(GROUPS, max_size=12), st.sets(st.integers(0, 60), max_size=15))
def test_no_sum_or_difference_of_shared_figures_is_about_few(wanted: list[Group], taught: set[int]) -> None:
    shared: list[Group] = []
    for group in wanted:
        if not objection(group, SPREAD_OUT, shared):
            shared.append(group)
    seen = [group for group in shared if may_see(len(group.learners - taught))]
    for signs in product((-1, 0, 1), repeat=min(len(seen), 4)):
        weights: dict[tuple[int, int], int] = {}
        for sign, group in zip(signs, seen, strict=False):
            for cell in product(group.learners, group.versions):
                weights[cell] = weights.get(cell, 0) + sign
        # Who is left once equal parts have gone, and once the reader's own students, whom they know, are taken off.
        left = {learner for (learner, _), weight in weights.items() if weight}
        assert len(left) == 0 or len(left) >= SMALLEST_GROUP
        assert len(left - taught) == 0 or len(left - taught) >= SMALLEST_GROUP
