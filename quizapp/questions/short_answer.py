"""Short answer: a word or a name is written, and compared with what is accepted."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pydantic import Field, model_validator

from quizapp.questions.content import Answer, Grade, InvalidAnswer, Line, Proven
from quizapp.questions.content import is_complete as is_complete
from quizapp.questions.feedback import OptionCount, WrittenFeedback, written_counts

name = "short-answer"
label = "Short answer"
summary = "A word or a name to write; you say which wordings count."

LONGEST_ANSWER = 200

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)")
_AROUND = " \t\r\n.,;:!?…\"'()"
# Keyboards and word processors write these for the plain ones.
_PLAIN = str.maketrans("‘’‛ʼ“”„«»‐‑‒–—−", "''''\"\"\"\"\"------")


class ShortAnswer(Proven):
    """A stem, its key, other wordings that are just as right, and those that are worth half."""

    key: str = Field(min_length=1, max_length=LONGEST_ANSWER)
    accepted: tuple[Line, ...] = Field(default=(), max_length=60)
    partly: tuple[Line, ...] = Field(default=(), max_length=60)
    accents_optional: bool = False
    explanation: str = ""

    @model_validator(mode="after")
    def _answers_differ(self) -> "ShortAnswer":
        problems, seen = [], set()
        for text in (*self.answers, *self.partly):
            plain = fold(text, accents_optional=self.accents_optional)
            if not plain:
                problems.append(f"“{text}” has no letter or digit to compare")
            elif plain in seen:
                problems.append(f"“{text}” is accepted already, since case, spaces and articles do not count")
            seen.add(plain)
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """Every wording that is right, the key first."""
        return (self.key, *self.accepted)


def fold(text: str, *, accents_optional: bool = False) -> str:
    """What of an answer counts: no case, no spaces, no punctuation or article around it.

    Letters that only look different (compatibility forms, NFKC) are equal; accents count unless optional.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_PLAIN)
    if accents_optional:
        plain = "".join(each for each in unicodedata.normalize("NFD", plain) if not unicodedata.combining(each))
    without_article = _ARTICLE.sub("", plain.strip(_AROUND), count=1)
    return "".join(without_article.strip(_AROUND).split())


def parse(data: Mapping[str, Any]) -> ShortAnswer:
    return ShortAnswer.model_validate(data)


def to_dict(content: ShortAnswer) -> dict[str, Any]:
    # Left out where there are none, so that what was stored before they existed is still the same.
    return content.model_dump(mode="json", exclude=None if content.partly else {"partly"})


def presented(content: ShortAnswer, seed: int) -> list[tuple[str, str]]:
    return []


def answer_from_form(content: ShortAnswer, form: Mapping[str, Sequence[str]]) -> Answer:
    written = next(iter(form.get("written", ())), "").strip()
    if not written:
        raise InvalidAnswer("Write your answer in the box.")
    if len(written) > LONGEST_ANSWER:
        raise InvalidAnswer(f"Write at most {LONGEST_ANSWER} characters: a word or a name is enough.")
    return {"written": written}


def form_from_answer(content: ShortAnswer, answer: Answer) -> dict[str, list[str]]:
    return {"written": [answer["written"]]}


def grade(content: ShortAnswer, answer: Answer) -> Grade:
    """Credit 1 for a right wording, half for one that is partly right, else 0."""
    written = str(answer.get("written", ""))
    if _is_right(content, written):
        return Grade(credit=Fraction(1))
    return Grade(credit=Fraction(int(_is_among(content.partly, written, content)), 2))


def _is_right(content: ShortAnswer, written: str) -> bool:
    return _is_among(content.answers, written, content)


def _is_among(wordings: Sequence[str], written: str, content: ShortAnswer) -> bool:
    folded = fold(written, accents_optional=content.accents_optional)
    return folded in {fold(text, accents_optional=content.accents_optional) for text in wordings}


def guess_score(content: ShortAnswer) -> Fraction:
    return Fraction(0)


def feedback(content: ShortAnswer, answer: Answer | None, seed: int) -> WrittenFeedback:
    written = answer.get("written") if answer else None
    return WrittenFeedback(
        written=written,
        is_right=written is not None and _is_right(content, written),
        key=content.key,
        also_right=_also_right(content),
    )


def _also_right(content: ShortAnswer) -> str:
    right = f"Also right: {', '.join(content.accepted)}." if content.accepted else ""
    half = f"Half right: {', '.join(content.partly)}." if content.partly else ""
    return f"{right} {half}".strip()


def tally(content: ShortAnswer, answers: Sequence[Answer], asked: int) -> list[OptionCount]:
    """What was written and how often; wordings that mean the same to the grader are one."""
    written = [str(answer.get("written", "")) for answer in answers]
    return written_counts(
        [
            (fold(text, accents_optional=content.accents_optional), text, _is_right(content, text))
            for text in written
        ],
        asked,
    )
