"""Timelines of articles that give no dates."""

from itertools import pairwise

import pytest

from tests.generation.written import generated, timelines

NOW = "President Anton Weber of Austria is meeting with the Danish leader Peter Olsen in Bern. "
BEFORE = "Weber\u2019s predecessor was critical of Denmark. "
FIRST = "Weber\u2019s visit is welcome as it marks the first by an Austrian leader since 2011. "
TESTS = "Talks were slow after recent missile tests in the desert. "


def labels(text: str) -> list[list[str]]:
    made = timelines(generated(text, title="Anton Weber and Peter Olsen"))
    return [[event.label for event in timeline.events] for timeline in made]


def test_the_last_one_before_a_first_since_a_year_is_dated() -> None:
    made = timelines(generated(FIRST + TESTS + NOW, title="Anton Weber and Peter Olsen"))
    first = made[0].events[0]
    assert (first.label, first.date) == ("The last earlier visit by an Austrian leader takes place", "2011")


def test_every_event_of_bands_comes_after_the_one_before() -> None:
    made = timelines(generated(FIRST + TESTS + NOW, title="Anton Weber and Peter Olsen"))
    for timeline in made:
        assert all(event.after == (before.id,) for before, event in pairwise(timeline.events))
        assert "confirm" in timeline.explanation


def test_a_second_timeline_needs_two_events_of_its_own() -> None:
    assert len(labels(BEFORE + TESTS + NOW)) == 1
    assert len(labels(BEFORE + FIRST + TESTS + NOW + "Others speak of recent port strikes in the north. ")) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Weber\u2019s visit is welcome. " + TESTS + NOW, id="no-year"),
        pytest.param("Weber\u2019s coat is the first by an Austrian tailor since 2011. " + TESTS + NOW, id="no-event"),
    ],
)
def test_two_bands_make_no_timeline(text: str) -> None:
    assert labels(text) == []
