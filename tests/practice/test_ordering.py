"""The order of a day: most overdue first, new ones later, what went wrong last, and banks mixed."""

from collections import Counter
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizapp.practice.ordering import Item, in_order, mixed

banks = st.lists(st.integers(1, 4), max_size=30).map(
    lambda numbers: [Item(question_id, bank_id) for question_id, bank_id in enumerate(numbers)]
)


def neighbours_of_one_bank(items: list[Item]) -> int:
    return sum(one.bank_id == other.bank_id for one, other in pairwise(items))


def test_what_is_overdue_longest_comes_first_then_new_ones_then_what_went_wrong() -> None:
    wrong = Item(1, 1, due_on=date(2026, 11, 25), is_again=True)
    new = Item(2, 1)
    today = Item(3, 1, due_on=date(2026, 11, 25))
    overdue = Item(4, 1, due_on=date(2026, 11, 2))
    assert in_order([wrong, new, today, overdue]) == [overdue, today, new, wrong]


def test_the_first_question_comes_from_another_bank_than_the_last_one() -> None:
    items = [Item(1, 1), Item(2, 1), Item(3, 2)]
    assert [item.question_id for item in in_order(items, after_bank=1)] == [3, 1, 2]


@given(banks)
def test_mixing_loses_nothing_and_keeps_the_order_within_a_bank(items: list[Item]) -> None:
    after = mixed(items)
    assert sorted(item.question_id for item in after) == [item.question_id for item in items]
    for bank in {item.bank_id for item in items}:
        ours = [item.question_id for item in after if item.bank_id == bank]
        assert ours == sorted(ours)


@given(banks)
def test_no_two_neighbours_share_a_bank_unless_one_bank_outnumbers_the_others(items: list[Item]) -> None:
    most = max(Counter(item.bank_id for item in items).values(), default=0)
    unavoidable = max(0, most - (len(items) - most) - 1)
    assert neighbours_of_one_bank(mixed(items)) == unavoidable


@given(banks)
def test_asking_one_by_one_mixes_as_well_as_asking_all_at_once(items: list[Item]) -> None:
    left, asked = list(items), []
    while left:
        asked.append(in_order(left, after_bank=asked[-1].bank_id if asked else None)[0])
        left.remove(asked[-1])
    assert neighbours_of_one_bank(asked) == neighbours_of_one_bank(in_order(items))
