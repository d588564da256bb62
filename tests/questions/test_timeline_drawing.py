"""The drawing of a timeline says nothing that the evidence does not say."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions import timeline
from quizapp.questions.timeline import Timeline
from quizapp.questions.timeline_drawing import LINE, Drawing, Mark
from tests.questions.test_timeline import THREE, a_timeline, timelines


def drawn(content: Timeline, order: list[str] | None = None) -> Drawing:
    return timeline.feedback(content, {"order": order} if order else None, seed=1).drawing


def by_letter(drawing: Drawing) -> dict[str, Mark]:
    return {mark.letter: mark for mark in drawing.marks}


@given(timelines(), st.randoms(use_true_random=False))
def test_decided_pairs_stand_in_their_order_within_the_drawing(content, random):
    order = [event.id for event in content.events]
    random.shuffle(order)
    drawing = drawn(content, order)
    marks = by_letter(drawing)
    letters = {event_id: chr(ord("A") + place) for place, event_id in enumerate(order)}
    for earlier, later in content.decidable_pairs():
        assert marks[letters[earlier]].y <= marks[letters[later]].y
    for mark in drawing.marks:
        assert drawing.top <= mark.y <= drawing.bottom
        assert mark.order_y is not None


@given(timelines())
def test_words_never_stand_on_other_words(content):
    marks = sorted(drawn(content).marks, key=lambda mark: mark.first_line)
    for one, other in pairwise(marks):
        assert other.first_line - one.first_line >= LINE * (len(one.date_lines) + len(one.label_lines))


@given(timelines())
def test_at_most_ten_steps_of_time_are_marked(content):
    drawing = drawn(content)
    assert len(drawing.ticks) <= 11
    assert bool(drawing.ticks) == bool(drawing.tick_text)


def test_dates_stand_to_scale():
    marks = by_letter(drawn(a_timeline({"a": "1900-01-01", "b": "1910-01-01", "c": "2000-01-01"})))
    share = (marks["B"].y - marks["A"].y) / (marks["C"].y - marks["A"].y)
    assert share == pytest.approx(0.1, abs=0.002)


def test_a_known_order_of_overlapping_dates_narrows_what_they_may_mean():
    content = a_timeline({"a": "1950/1960", "b": "1951/1952", "c": "1970"}, {"b": ("a",)})
    marks = by_letter(drawn(content))
    assert marks["A"].y < marks["B"].y < marks["C"].y


def test_swapped_events_are_drawn_so_and_others_not():
    marks = by_letter(drawn(a_timeline(THREE), ["direct", "rome", "lisbon"]))
    assert {letter: mark.is_moved for letter, mark in marks.items()} == {"A": True, "B": True, "C": False}
    assert marks["A"].order_y < marks["B"].order_y < marks["C"].order_y
    assert marks["B"].y < marks["A"].y < marks["C"].y


def test_without_an_answer_there_is_no_order_beside_the_line():
    assert {mark.order_y for mark in drawn(a_timeline(THREE)).marks} == {None}


def test_an_event_without_a_date_stands_between_its_neighbours_and_says_so():
    content = a_timeline({"a": "1900", "b": None, "c": "2000"}, {"b": ("a",), "c": ("b",)})
    marks = by_letter(drawn(content))
    assert marks["A"].y < marks["B"].y < marks["C"].y
    assert marks["B"].bar is None
    assert "date not given" in " ".join(marks["B"].date_lines)
    shown = timeline.feedback(content, None, seed=1)
    assert [event.notes for event in shown.right_order] == [[], ["order known, date not given"], []]


def test_one_date_alone_makes_no_scale():
    content = a_timeline({"a": "2019-12", "b": None, "c": None}, {"b": ("a",), "c": ("b",)})
    drawing = drawn(content)
    marks = by_letter(drawing)
    assert (drawing.ticks, drawing.tick_text, marks["A"].bar[1]) == ([], "", 0)
    assert marks["A"].y < marks["B"].y < marks["C"].y


def test_an_uncertain_date_is_a_bar_of_all_that_it_may_mean():
    marks = by_letter(drawn(a_timeline({"a": "1900-01-01", "b": "195X", "c": "2000-01-01"})))
    assert marks["A"].bar[1] == marks["C"].bar[1] == 0
    assert marks["B"].bar[1] == pytest.approx((marks["C"].y - marks["A"].y) / 10, abs=0.3)


def test_pairs_that_the_evidence_leaves_open_are_marked():
    content = a_timeline({"a": "1991", "b": "1991-03", "c": "2000"})
    assert len(drawn(content).ties) == 1
    notes = {event.label: event.notes for event in timeline.feedback(content, None, seed=1).events}
    assert notes == {
        "Event a": ["either order was right with “Event b”"],
        "Event b": ["either order was right with “Event a”"],
        "Event c": [],
    }


def test_an_event_that_nothing_is_known_of_was_right_anywhere():
    content = a_timeline({"a": "1991", "b": "2000", "c": None})
    shown = timeline.feedback(content, {"order": ["c", "a", "b"]}, seed=1)
    assert shown.events[0].notes == ["date not given: any place was right"]


def test_a_swapped_pair_is_named_with_the_time_between():
    content = a_timeline({"rights": "1965", "lisbon": "1991", "later": None}, {"later": ("lisbon",)})
    swaps = timeline.feedback(content, {"order": ["lisbon", "rights", "later"]}, seed=1).swaps
    assert [(swap.earlier, swap.gap, swap.later) for swap in swaps] == [
        ("Event rights (1965)", "26 years", "Event lisbon (1991)")
    ]


def test_without_both_dates_a_swapped_pair_has_no_time_between():
    content = a_timeline({"a": "1965", "b": None, "c": "1991"}, {"b": ("a",), "c": ("b",)})
    swaps = timeline.feedback(content, {"order": ["b", "a", "c"]}, seed=1).swaps
    assert [(swap.earlier, swap.gap) for swap in swaps] == [("Event a (1965)", "")]
