"""What a learner or teacher is shown about one answer, as plain data for pages."""

from dataclasses import dataclass

from quizapp.questions.content import Answer, Evidence
from quizapp.questions.dates import display
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.timeline import Event, Timeline, grade


@dataclass(frozen=True, slots=True)
class OptionFeedback:
    """One option of a multiple-choice question in a result."""

    text: str
    is_key: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class EventFeedback:
    """One event at the place the learner gave it. ``is_right``: swapped with no other event."""

    label: str
    date_text: str
    is_right: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Swap:
    """Two events in the wrong order, with their dates where known."""

    earlier: str
    later: str


def option_feedback(
    content: MultipleChoice, answer: Answer | None, order: list[tuple[str, str]]
) -> list[OptionFeedback]:
    """The options in the ``order`` the learner saw them; ``answer`` of None means not answered."""
    chosen = (answer or {}).get("choice")
    return [OptionFeedback(text, value == "0", value == chosen) for value, text in order]


def event_feedback(content: Timeline, answer: Answer | None) -> list[EventFeedback]:
    """The events in the learner's order; in a right order where nothing was answered."""
    moved = {event_id for pair in _swapped(content, answer) for event_id in pair}
    return [
        EventFeedback(
            label=event.label,
            date_text=display(event.date) if event.date else "",
            is_right=event.id not in moved,
            quote=event.evidence.quote if event.evidence else "",
        )
        for event in _in_given_order(content, answer)
    ]


def swaps(content: Timeline, answer: Answer | None) -> list[Swap]:
    """Every decidable pair that the learner turned round."""
    return [
        Swap(_named(content.event(earlier)), _named(content.event(later)))
        for earlier, later in _swapped(content, answer)
    ]


def evidence_of(content: MultipleChoice | Timeline) -> list[Evidence]:
    """The quotes that prove the question, in order, each once."""
    if isinstance(content, MultipleChoice):
        return list(content.evidence)
    return list(dict.fromkeys(event.evidence for event in content.right_order() if event.evidence))


def _swapped(content: Timeline, answer: Answer | None) -> tuple[tuple[str, str], ...]:
    return grade(content, answer).swapped if answer else ()


def _in_given_order(content: Timeline, answer: Answer | None) -> list[Event]:
    given = (answer or {}).get("order", ())
    known = {event.id for event in content.events}
    return [content.event(event_id) for event_id in given] if set(given) == known else content.right_order()


def _named(event: Event) -> str:
    return f"{event.label} ({display(event.date)})" if event.date else event.label
