"""The criteria about neighbours, for every question of a bank at once: the same codes as one by one, sooner."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from quizapp.questions import matching, multiple_choice, short_answer, timeline
from quizapp.questions.flaws.neighbours import COMMON_SHARE, LINKING_WORDS
from quizapp.questions.flaws.wording import fold, names, subjects

_HAVE_COMMON_STEMS = frozenset({timeline.name, matching.name})
_HAVE_A_KEY = frozenset({multiple_choice.name, short_answer.name})
_RUN = re.compile(r"\w+")
_Codes = tuple[str, ...]


class Asked(NamedTuple):
    """What of a question its neighbours are compared by. ``key`` is "" where no stem could give it away.

    A rejected question does not count: it is compared with the others, and no other with it.
    """

    stem: str
    key: str
    may_repeat: bool
    counts: bool


def asked(type_name: str, content: Mapping[str, Any], *, counts: bool) -> Asked:
    """The question in stored content of this type."""
    key = content.get("key") if type_name in _HAVE_A_KEY else ""
    return Asked(str(content.get("stem", "")), str(key or ""), type_name in _HAVE_COMMON_STEMS, counts)


@lru_cache(maxsize=16)
def codes_among(questions: tuple[Asked, ...]) -> tuple[_Codes, ...]:
    """The codes of the flaws that each question of a bank has for its neighbours, in the same order."""
    neighbours = _Neighbours(questions)
    return tuple(neighbours.codes(number) for number in range(len(questions)))


@lru_cache(maxsize=20_000)
def _subjects(text: str) -> frozenset[str]:
    return frozenset(subjects(text))


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


class _Neighbours:
    """Looks up which stems say what, so that no two questions without a word in common are compared."""

    def __init__(self, questions: Sequence[Asked]) -> None:
        self._questions = questions
        counting = [number for number, each in enumerate(questions) if each.counts]
        self._how_many = len(counting)
        self._equal = Counter(_folded(questions[number].stem) for number in counting)
        self._spread = Counter(part for number in counting for part in _subjects(questions[number].stem))
        self._with_run: dict[str, list[int]] = defaultdict(list)
        for number in counting:
            for run in set(_RUN.findall(_folded(questions[number].stem))):
                self._with_run[run].append(number)
        self._counting = counting

    def codes(self, number: int) -> _Codes:
        question = self._questions[number]
        found = []
        if not question.may_repeat and self._equal[_folded(question.stem)] > question.counts:
            found.append("duplicated-stem")
        if question.key and self._is_given_away(number, question):
            found.append("answered-by-another-stem")
        return tuple(found)

    def _is_given_away(self, number: int, question: Asked) -> bool:
        wanted = _folded(question.key)
        if len(wanted) < 3:
            return False
        told = _subjects(question.stem) - _subjects(question.key)
        asked_about = told - set(self._common(question, told))
        return any(
            other != number
            and len(asked_about & _subjects(self._questions[other].stem)) >= LINKING_WORDS
            and names(self._questions[other].stem, question.key)
            for other in self._stems_with(wanted)
        )

    def _common(self, question: Asked, parts: Iterable[str]) -> Iterable[str]:
        """The parts that are the subject of the whole bank."""
        own = 0 if question.counts else 1
        many = max(2, (self._how_many + own) * COMMON_SHARE)
        return (part for part in parts if self._spread[part] + own > many)

    def _stems_with(self, wanted: str) -> list[int]:
        """Every stem that can hold the phrase: those with its rarest run of letters and digits."""
        runs = _RUN.findall(wanted)
        return min((self._with_run.get(run, []) for run in runs), key=len) if runs else self._counting
