"""A question's content as labelled parts, and two of them side by side with what differs marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.banks.passages import Piece, differences
from quizapp.questions.dates import display

# In the order of reading.
_LABELS = {
    "stem": "Question",
    "key": "Right answer",
    "keys": "Right option",
    "distractors": "Wrong option",
    "spare_distractors": "Spare option",
    "accepted": "Also right",
    "partly": "Half right",
    "accents_optional": "Accents may be left out",
    "tolerance": "Tolerance",
    "unit": "Unit",
    "events": "Event",
    "pairs": "Pair",
    "explanation": "Explanation",
    "evidence": "Proof",
}
_ORDER = {name: place for place, name in enumerate(_LABELS)}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a question under the name it has for a teacher."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A part of two states; a side is empty where that state does not have it."""

    label: str
    old: list[Piece]
    new: list[Piece]

    @property
    def differs(self) -> bool:
        return any(piece.differs for piece in [*self.old, *self.new])


def parts(content: Mapping[str, Any], tags: Sequence[str] = ()) -> list[Part]:
    """The content of any type, and its tags, part by part in the order of reading."""
    ordered = sorted(content.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER)))
    found = [part for name, value in ordered for part in _parts_of(name, value)]
    return [*found, Part("Tags", ", ".join(tags))] if tags else found


def _parts_of(name: str, value: Any) -> Iterator[Part]:
    label = _LABELS.get(name, name.replace("_", " ").capitalize())
    if isinstance(value, list | tuple):
        for number, item in enumerate(value, start=1):
            yield from _item_parts(f"{label} {number}", item)
    elif value not in (None, "", False) or name == "key":
        yield Part(label, _text(value))


def _item_parts(label: str, item: Any) -> Iterator[Part]:
    """An item of a list: an option, a quote, an event or a pair, the latter two with their proof."""
    if not isinstance(item, Mapping):
        yield Part(label, _text(item))
    elif "quote" in item:
        yield Part(label, str(item["quote"]))
    else:
        yield Part(label, _event(item) if "label" in item else f"{item.get('left', '')} – {item.get('right', '')}")
        if evidence := item.get("evidence"):
            yield Part(f"Proof of {label.lower()}", str(evidence["quote"]))


def _event(event: Mapping[str, Any]) -> str:
    date = f" ({display(event['date'])})" if event.get("date") else ""
    after = f", after {', '.join(event['after'])}" if event.get("after") else ""
    return f"{event['label']}{date}{after}"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def compared(old: Sequence[Part], new: Sequence[Part]) -> list[ComparedPart]:
    """Both states side by side: parts of the same name stand beside each other."""
    before, after = _by_label(old), _by_label(new)
    labels = [*after, *(label for label in before if label not in after)]
    return [ComparedPart(label, *differences(before.get(label, ""), after.get(label, ""))) for label in labels]


def _by_label(given: Sequence[Part]) -> dict[str, str]:
    return {part.label: part.text for part in given}
