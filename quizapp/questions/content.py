"""What every question type shares: evidence, grades and the shape of a type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, model_validator

Answer = dict[str, Any]


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


@dataclass(frozen=True, slots=True)
class Grade:
    """``credit`` in [0, 1]. ``swapped`` holds pairs (earlier, later) that the answer turned round."""

    credit: Fraction
    swapped: tuple[tuple[str, str], ...] = ()


class InvalidAnswer(ValueError):
    """The submitted form holds no answer to this question; the message says what is missing."""


class QuestionType(Protocol):
    """What the app asks of a type. One module each; the registry is in the package."""

    name: str
    label: str

    def parse(self, data: Mapping[str, Any]) -> Any:
        """Content from stored or imported data. Raises pydantic's ``ValidationError``."""

    def to_dict(self, content: Any) -> dict[str, Any]:
        """Content as JSON data: the inverse of ``parse``."""

    def presented(self, content: Any, seed: int) -> list[tuple[str, str]]:
        """(value, text) of what is shown, in the order for an attempt with this seed."""

    def answer_from_form(self, content: Any, form: Mapping[str, Sequence[str]]) -> Answer:
        """The answer in a submitted form (every field a list). Raises ``InvalidAnswer``."""

    def grade(self, content: Any, answer: Answer) -> Grade:
        """Credit for an answer that ``answer_from_form`` made for this content."""

    def guess_score(self, content: Any) -> Fraction:
        """The credit that random answering is expected to earn."""
