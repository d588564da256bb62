from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.questions import timeline
from quizapp.questions.content import InvalidAnswer
from quizapp.questions.timeline import Timeline

THREE = {"rome": "1957-03-25", "direct": "1979-06", "lisbon": "2009-12-01"}


def a_timeline(dates: dict[str, str | None], after: dict[str, tuple[str, ...]] | None = None) -> Timeline:
    return timeline.parse(
        {
            "stem": "Put these events in order, earliest first.",
            "events": [
                {"id": id_, "label": f"Event {id_}", "date": when, "after": (after or {}).get(id_, ())}
                for id_, when in dates.items()
            ],
        }
    )


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Timelines with days, months, years, spans and gaps, so that many pairs are undecidable."""
    first = date(1950, 1, 1)
    day = st.integers(0, 1500).map(lambda days: (first + timedelta(days=days)).isoformat())
    written = st.one_of(
        day,
        day.map(lambda text: text[:7]),
        day.map(lambda text: text[:4]),
        day.map(lambda text: text[:4] + "~"),
        day.map(lambda text: f"{text}/.."),
        day.map(lambda text: f"../{text}"),
        st.none(),
    )
    ids = [f"e{number}" for number in range(draw(st.integers(3, 6)))]
    after = {ids[1]: (ids[0],)} if draw(st.booleans()) else {}
    try:
        return a_timeline({id_: draw(written) for id_ in ids}, after)
    except ValidationError:
        assume(False)
        raise


def credit(content: Timeline, order: Any) -> Fraction:
    return timeline.grade(content, {"order": list(order)}).credit


def allowed(content: Timeline, order: Any) -> bool:
    place = {event_id: index for index, event_id in enumerate(order)}
    return all(place[earlier] < place[later] for earlier, later in content.decidable_pairs())


@given(timelines(), st.randoms())
def test_credit_is_one_only_for_orders_that_the_evidence_allows(content, random):
    order = [event.id for event in content.events]
    random.shuffle(order)
    assert (credit(content, order) == 1) == allowed(content, order)


@given(timelines())
def test_the_right_order_is_one_that_the_evidence_allows(content):
    assert credit(content, [event.id for event in content.right_order()]) == 1


@given(timelines())
def test_a_reversed_right_order_earns_nothing_and_names_every_pair(content):
    reverse = [event.id for event in reversed(content.right_order())]
    grade = timeline.grade(content, {"order": reverse})
    assert (grade.credit, set(grade.swapped)) == (0, set(content.decidable_pairs()))


@given(timelines(), st.integers(0, 2**32))
def test_what_is_presented_never_earns_full_credit(content, seed):
    assert credit(content, [value for value, _ in timeline.presented(content, seed)]) < 1


@given(timelines(), st.integers(0, 2**32))
def test_what_is_presented_is_every_event_and_the_same_for_the_same_seed(content, seed):
    shown = timeline.presented(content, seed)
    assert sorted(shown) == sorted((event.id, event.label) for event in content.events)
    assert timeline.presented(content, seed) == shown


@given(timelines(), st.randoms())
def test_an_undecidable_pair_never_counts(content, random):
    order = [event.id for event in content.events]
    random.shuffle(order)
    decidable = {frozenset(pair) for pair in content.decidable_pairs()}
    for index, neighbours in enumerate(pairwise(order)):
        if frozenset(neighbours) not in decidable:
            other = [*order[:index], neighbours[1], neighbours[0], *order[index + 2 :]]
            assert credit(content, other) == credit(content, order)


@given(timelines())
def test_right_and_wrong_pairs_balance_over_all_orders(content):
    pairs = len(content.decidable_pairs())
    orders = [list(order) for order in permutations([event.id for event in content.events])]
    swapped = sum(len(timeline.grade(content, {"order": order}).swapped) for order in orders)
    assert 2 * swapped == pairs * len(orders)


@given(timelines())
def test_the_guess_score_is_the_mean_credit_of_all_orders(content):
    orders = list(permutations([event.id for event in content.events]))
    mean = sum((credit(content, order) for order in orders), Fraction(0)) / len(orders)
    assert timeline.guess_score(content) == mean


@given(timelines())
def test_content_survives_storage(content):
    assert timeline.parse(timeline.to_dict(content)) == content


def test_one_swapped_pair_of_three_costs_two_thirds_and_is_named():
    grade = timeline.grade(a_timeline(THREE), {"order": ["direct", "rome", "lisbon"]})
    assert (grade.credit, grade.swapped) == (Fraction(1, 3), (("rome", "direct"),))


def test_events_with_overlapping_dates_may_stand_either_way():
    content = a_timeline({"a": "1957", "b": "1957-03", "c": "1960"})
    assert credit(content, ["a", "b", "c"]) == credit(content, ["b", "a", "c"]) == 1


def test_known_order_reaches_through_events_without_a_date():
    content = a_timeline({"a": None, "b": None, "c": None}, {"b": ("a",), "c": ("b",)})
    assert ("a", "c") in content.decidable_pairs()


def test_years_before_the_common_era_come_in_order():
    content = a_timeline({"august": "0014", "actium": "-0030", "ides": "-0043-03-15"})
    assert [event.id for event in content.right_order()] == ["ides", "actium", "august"]


@pytest.mark.parametrize("order", [[], ["rome"], ["rome", "direct", "lisbon", "rome"], ["rome", "direct", "x"]])
def test_an_answer_that_is_no_order_of_the_events_earns_nothing(order):
    assert credit(a_timeline(THREE), order) == 0


@pytest.mark.parametrize(
    ("dates", "after", "message"),
    [
        ({"a": "1957", "b": "1958"}, {}, "at least 3"),
        ({"a": "1957", "b": "1958", "c": "soon"}, {}, "not an EDTF date"),
        ({"a": "1957", "b": "1957", "c": "1957"}, {}, "no pair"),
        ({"a": "1957", "b": "1958", "c": None}, {"a": ("b",)}, "contradict"),
        ({"a": None, "b": None, "c": None}, {"a": ("b",), "b": ("c",), "c": ("a",)}, "contradict"),
        ({"a": "1957", "b": "1958", "c": None}, {"c": ("x",)}, "unknown"),
    ],
)
def test_an_unsound_timeline_is_refused(dates, after, message):
    with pytest.raises(ValidationError, match=message):
        a_timeline(dates, after)


@pytest.mark.parametrize("same", ["id", "label"])
def test_two_events_that_are_the_same_are_refused(same):
    events = [{"id": f"e{year}", "label": f"Event {year}", "date": str(year)} for year in (1957, 1958, 1959)]
    events[1][same] = events[0][same]
    with pytest.raises(ValidationError, match=f"same {same}"):
        timeline.parse({"stem": "Order these.", "events": events})


def test_the_order_of_the_script_wins_over_the_number_boxes():
    form = {
        "order": ["lisbon,rome,direct"],
        "place-rome": ["1"],
        "place-direct": ["2"],
        "place-lisbon": ["3"],
    }
    assert timeline.answer_from_form(a_timeline(THREE), form) == {"order": ["lisbon", "rome", "direct"]}


def test_number_boxes_alone_make_an_order():
    form = {"place-rome": ["2"], "place-direct": [" 3 "], "place-lisbon": ["1"]}
    assert timeline.answer_from_form(a_timeline(THREE), form) == {"order": ["lisbon", "rome", "direct"]}


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "in order first"),
        ({"order": [""], "place-rome": ["1"]}, "number from 1 to 3"),
        ({"place-rome": ["1"], "place-direct": ["4"], "place-lisbon": ["2"]}, "number from 1 to 3"),
        ({"place-rome": ["²"], "place-direct": ["1"], "place-lisbon": ["2"]}, "number from 1 to 3"),
        ({"place-rome": ["1"], "place-direct": ["1"], "place-lisbon": ["2"]}, "same number"),
        ({"order": ["rome,rome,direct"]}, "every event its place"),
    ],
)
def test_a_form_without_an_order_is_refused_with_what_is_missing(form, message):
    with pytest.raises(InvalidAnswer, match=message):
        timeline.answer_from_form(a_timeline(THREE), form)
