"""What every question type shares: evidence, grades and the shape of a type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Answer = dict[str, Any]
# Where a part of a content stands: names of fields and positions from 0.
Place = tuple[str | int, ...]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Frozen(BaseModel):
    """Content never changes: an edit makes a new version. Unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Evidence(BaseModel):
    """A verbatim quote with its span, in characters of the article's text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)

    @model_validator(mode="after")
    def _span_fits_quote(self) -> "Evidence":
        if self.end - self.start != len(self.quote):
            raise ValueError("end - start must be the length of the quote")
        return self


class Content(Frozen):
    """What is asked, whatever its type."""

    stem: str = Field(min_length=1)

    def quotes(self) -> list[tuple[Place, Evidence]]:
        """Every quote that proves the question, with its place, in the order of reading."""
        raise NotImplementedError

    def unproven(self) -> list[Place]:
        """The places that lack a quote; the empty place stands for the whole question."""
        raise NotImplementedError


class Proven(Content):
    """A question whose quotes prove it as a whole."""

    evidence: tuple[Evidence, ...] = ()

    def quotes(self) -> list[tuple[Place, Evidence]]:
        return [(("evidence", number), quote) for number, quote in enumerate(self.evidence)]

    def unproven(self) -> list[Place]:
        return [] if self.evidence else [()]


def evidence_of(content: Content) -> list[Evidence]:
    """The quotes that prove the question, in order, each once."""
    return list(dict.fromkeys(quote for _, quote in content.quotes()))


def doubled(texts: Sequence[str]) -> list[str]:
    """The texts that stand more than once, each once, whatever their case and spaces."""
    folded = [" ".join(text.casefold().split()) for text in texts]
    return [text for number, text in enumerate(texts) if folded.index(folded[number]) == number < _last(folded, number)]


def _last(folded: Sequence[str], number: int) -> int:
    return len(folded) - 1 - folded[::-1].index(folded[number])


@dataclass(frozen=True, slots=True)
class Grade:
    """``credit`` in [0, 1]. ``swapped`` holds pairs (earlier, later) that the answer turned round."""

    credit: Fraction
    swapped: tuple[tuple[str, str], ...] = ()


class InvalidAnswer(ValueError):
    """The submitted form holds no answer to this question; the message says what is missing."""


def is_complete(_content: Content, _answer: Answer) -> bool:
    """For the types whose every answer is a whole one."""
    return True


class QuestionType(Protocol):
    """What the app asks of a type. One module each; the registry is in the package.

    A type also has a template of its name in ``templates/questions/`` and a form in ``banks/question_forms.py``.
    """

    name: str
    label: str
    summary: str

    def parse(self, data: Mapping[str, Any]) -> Any:
        """Content from stored or imported data. Raises pydantic's ``ValidationError``."""

    def to_dict(self, content: Any) -> dict[str, Any]:
        """Content as JSON data: the inverse of ``parse``."""

    def presented(self, content: Any, seed: int) -> list[tuple[str, str]]:
        """(value, text) of what may be chosen, in the order for an attempt with this seed; none to be written."""

    def answer_from_form(self, content: Any, form: Mapping[str, Sequence[str]]) -> Answer:
        """The answer in a submitted form (every field a list). Raises ``InvalidAnswer``."""

    def form_from_answer(self, content: Any, answer: Answer) -> dict[str, list[str]]:
        """The form fields that give this answer: the inverse of ``answer_from_form``."""

    def is_complete(self, content: Any, answer: Answer) -> bool:
        """Whether nothing that the question asks for was left open."""

    def grade(self, content: Any, answer: Answer) -> Grade:
        """Credit for an answer that ``answer_from_form`` made for this content."""

    def guess_score(self, content: Any) -> Fraction:
        """The credit that random answering is expected to earn."""

    def feedback(self, content: Any, answer: Answer | None, seed: int) -> Any:
        """What the type's template shows about an answer; None: not answered."""

    def tally(self, content: Any, answers: Sequence[Answer], asked: int) -> Any:
        """What the type's template shows about the answers of a class, of which ``asked`` were asked."""
