"""Criteria about the proof of a multiple-choice question."""

import re

from quizapp.questions.content import Proven
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.wording import names, subjects, words
from quizapp.questions.multiple_choice import MultipleChoice

_SMALL_IN_NAMES = frozenset({"of", "the", "and", "for", "on", "de", "von"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPELLED = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip


def no_evidence(content: Proven) -> list[Flaw]:
    """A question without any quote."""
    if content.evidence:
        return []
    return [Flaw("no-evidence", "No sentence of the article proves the right option. Quote one.", "evidence")]


def evidence_lacks_key(content: MultipleChoice) -> list[Flaw]:
    """Quotes without the key's numbers, without its names, or without any of its words.

    A key may be reworded, so that nothing less is taken as a sign.
    """
    quotes = " ".join(evidence.quote for evidence in content.evidence)
    if not content.evidence or names(quotes, content.key):
        return []
    said = set(subjects(quotes))
    parts = [part for part in subjects(content.key) if not part.isdigit()]
    unsaid = [part for part in parts if not any(_akin(part, other) for other in said)]
    names_in_key = _names_in(content.key)
    unsaid_names = [part for part in names_in_key if part in unsaid]
    if (
        _numbers(content.key) <= _numbers(quotes)
        and len(unsaid_names) * 2 <= len(names_in_key)
        and (len(parts) < 2 or len(unsaid) < len(parts))
    ):
        return []
    return [Flaw("evidence-lacks-key", "The quote does not say what the right option says.", "evidence")]


def _names_in(key: str) -> list[str]:
    """Stems of capitalised words; the capital at the start counts only where the whole key is a name."""
    first, *rest = key.split()
    whole_key_is_a_name = all(word[0].isupper() or word in _SMALL_IN_NAMES for word in rest)
    counting = [first, *rest] if whole_key_is_a_name else rest
    return [part for word in counting if word[0].isupper() for part in subjects(word)]


def _akin(one: str, other: str) -> bool:
    # "Constitution" has to find "constitutional", and "elected" "election".
    return one == other or (min(len(one), len(other)) >= 5 and one[:5] == other[:5])


def _numbers(text: str) -> set[str]:
    """Numbers above 1 ("a single day" is one day), digits and words alike."""
    digits = {number.replace(",", "") for number in _NUMBER.findall(text)} - {"1"}
    # "A seven-year term" is a term of seven years.
    return digits | {_SPELLED[part] for word in words(text) for part in word.split("-") if part in _SPELLED}


EVIDENCE_CHECKS = (no_evidence, evidence_lacks_key)
