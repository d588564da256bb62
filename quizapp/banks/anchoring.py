"""The quotes inside a question's content, and putting them where they stand in another text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.questions import question_type

_EVIDENCE = {"quote", "start", "end"}


def evidence_in(content: Any) -> list[dict[str, Any]]:
    """Every quote with its span, wherever the question's type keeps it."""
    if isinstance(content, dict):
        if content.keys() == _EVIDENCE:
            return [content]
        content = list(content.values())
    return [found for each in content for found in evidence_in(each)] if isinstance(content, list) else []


def with_evidence(content: Any, renew: Callable[[Mapping[str, Any]], dict[str, Any] | None]) -> Any:
    """The content with every quote renewed; in lists, a quote that is gone leaves no gap."""
    if isinstance(content, dict):
        if content.keys() == _EVIDENCE:
            return renew(content)
        return {name: with_evidence(value, renew) for name, value in content.items()}
    if isinstance(content, list):
        return [new for each in content if (new := with_evidence(each, renew)) is not None or each is None]
    return content


@dataclass(frozen=True, slots=True)
class Anchored:
    """A content whose quotes stand in a text; ``lost`` are the quotes that it does not have."""

    content: dict[str, Any]
    lost: list[str]


def anchored(type_name: str, content: dict[str, Any], text: str | None) -> Anchored:
    """The content with its spans counted in the text (None: there is none, so that nothing can be proven).

    A quote stays where it stands; else it goes to the place nearest by. Quotes that the text does not have
    are left out. Raises pydantic's ``ValidationError`` where the type cannot be without them.
    """
    lost: list[str] = []

    def renew(evidence: Mapping[str, Any]) -> dict[str, Any] | None:
        start = nearest(str(evidence["quote"]), text or "", int(evidence["start"]))
        if start is None:
            lost.append(str(evidence["quote"]))
            return None
        return {"quote": evidence["quote"], "start": start, "end": start + len(evidence["quote"])}

    kind = question_type(type_name)
    return Anchored(kind.to_dict(kind.parse(with_evidence(content, renew))), lost)


def can_be_anchored(content: dict[str, Any], text: str | None) -> bool:
    """Whether every quote of the content stands somewhere in the text."""
    return all(str(evidence["quote"]) in (text or "") for evidence in evidence_in(content))


def nearest(quote: str, text: str, start: int) -> int | None:
    """Where the quote stands in the text, the nearest to ``start``; None where it does not."""
    if text.startswith(quote, start):
        return start
    behind, before = text.find(quote, start), text.rfind(quote, 0, start + len(quote))
    places = [place for place in (before, behind) if place >= 0]
    return min(places, key=lambda place: abs(place - start), default=None)
