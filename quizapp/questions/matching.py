"""Matching: every thing on the left gets what belongs to it, such as a key point its detail."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pydantic import Field, model_validator

from quizapp.questions.amounts import shown
from quizapp.questions.content import Answer, Content, Evidence, Frozen, Grade, InvalidAnswer, Line, Place, doubled
from quizapp.questions.feedback import PairCount, PairFeedback

name = "matching"
label = "Matching"
summary = "Pairs to put together, such as a key point and its detail."

# Longer options do not fit into a list to choose from, and are shown beside it by letter.
LONGEST_PLAIN_OPTION = 32


class Pair(Frozen):
    """What is given, what belongs to it, and the quote that proves it."""

    left: Line
    right: Line
    evidence: Evidence | None = None


class Matching(Content):
    """Pairs, and distractors that belong to none. Several pairs may share one right side."""

    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=10)
    distractors: tuple[Line, ...] = Field(default=(), max_length=6)
    explanation: str = ""

    @model_validator(mode="after")
    def _sides_are_sound(self) -> "Matching":
        problems = [f"“{left}” stands on the left twice" for left in doubled([pair.left for pair in self.pairs])]
        rights = list(dict.fromkeys(pair.right for pair in self.pairs))
        problems += [
            f"“{text}” stands twice among what may be chosen" for text in doubled([*rights, *self.distractors])
        ]
        if len(self.options) < 2:
            problems.append("needs at least two different options to choose from")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def options(self) -> tuple[str, ...]:
        """What may be chosen: the right sides, each once, then the distractors."""
        return tuple(dict.fromkeys([*(pair.right for pair in self.pairs), *self.distractors]))

    def right_values(self) -> list[str]:
        """The number of the option that belongs to each pair, as text."""
        return [str(self.options.index(pair.right)) for pair in self.pairs]

    @property
    def is_lettered(self) -> bool:
        """Whether the options are too long for a list to choose from, so that letters stand for them."""
        return max(map(len, self.options)) > LONGEST_PLAIN_OPTION

    def quotes(self) -> list[tuple[Place, Evidence]]:
        return [
            (("pairs", number, "evidence"), pair.evidence) for number, pair in enumerate(self.pairs) if pair.evidence
        ]

    def unproven(self) -> list[Place]:
        return [("pairs", number) for number, pair in enumerate(self.pairs) if pair.evidence is None]


def parse(data: Mapping[str, Any]) -> Matching:
    return Matching.model_validate(data)


def to_dict(content: Matching) -> dict[str, Any]:
    return content.model_dump(mode="json")


def presented(content: Matching, seed: int) -> list[tuple[str, str]]:
    """The options as a learner with this attempt seed sees them."""
    return shown(content.options, f"{seed}:{content.stem}")


def answer_from_form(content: Matching, form: Mapping[str, Sequence[str]]) -> Answer:
    """The option chosen for each pair. A pair left open earns nothing, but what is matched is an answer."""
    known = {str(number) for number in range(len(content.options))}
    chosen = {str(number): next(iter(form.get(f"match-{number}", ())), "") for number in range(len(content.pairs))}
    matches = {number: value for number, value in chosen.items() if value}
    if not matches or set(matches.values()) - known:
        raise InvalidAnswer("Choose what belongs to each, at least to one.")
    return {"matches": matches}


def form_from_answer(content: Matching, answer: Answer) -> dict[str, list[str]]:
    return {f"match-{number}": [value] for number, value in answer["matches"].items()}


def is_complete(content: Matching, answer: Answer) -> bool:
    """Whether every pair has something."""
    return len(answer.get("matches", {})) == len(content.pairs)


def grade(content: Matching, answer: Answer) -> Grade:
    """Credit: right pairs / pairs."""
    matches = answer.get("matches", {})
    right = sum(matches.get(str(number)) == value for number, value in enumerate(content.right_values()))
    return Grade(credit=Fraction(right, len(content.pairs)))


def guess_score(content: Matching) -> Fraction:
    """One option in all of them is right for each pair, whether or not a guesser uses every option once."""
    return Fraction(1, len(content.options))


def feedback(content: Matching, answer: Answer | None, seed: int) -> list[PairFeedback]:
    texts = dict(enumerate(content.options))
    matches = (answer or {}).get("matches", {})
    return [
        PairFeedback(
            left=pair.left,
            chosen=texts[int(matches[str(number)])] if str(number) in matches else None,
            right=pair.right,
            is_right=matches.get(str(number)) == value,
        )
        for number, (pair, value) in enumerate(zip(content.pairs, content.right_values(), strict=True))
    ]


def tally(content: Matching, answers: Sequence[Answer], asked: int) -> list[PairCount]:
    """How often each pair was matched, and the most frequent wrong match of each."""
    return [
        _pair_count(content, pair, value, [answer.get("matches", {}).get(str(number)) for answer in answers], asked)
        for number, (pair, value) in enumerate(zip(content.pairs, content.right_values(), strict=True))
    ]


def _pair_count(content: Matching, pair: Pair, value: str, chosen: list[str | None], asked: int) -> PairCount:
    counts = Counter(each for each in chosen if each is not None)
    right = counts.pop(value, 0)
    wrong, wrong_count = counts.most_common(1)[0] if counts else ("", 0)
    return PairCount(
        left=pair.left,
        right=pair.right,
        count=right,
        share=right / asked if asked else 0.0,
        often_wrong=content.options[int(wrong)] if wrong else "",
        wrong_count=wrong_count,
    )
