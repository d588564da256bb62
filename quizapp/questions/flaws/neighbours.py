"""Criteria about a question among the others of its bank."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from quizapp.questions.content import Content
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.wording import fold, names, subjects
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.short_answer import ShortAnswer

# A word in more than this share of a bank's stems is the subject of the whole bank, and links no two of them.
COMMON_SHARE = 0.25
LINKING_WORDS = 2


def duplicated_stem(content: Content, stems_of_others: Sequence[str]) -> list[Flaw]:
    """Another question of the bank asks the same."""
    if fold(content.stem) not in {fold(stem) for stem in stems_of_others}:
        return []
    return [Flaw("duplicated-stem", "Another question of this bank has the same stem.", "stem")]


def answered_by_another_stem(content: MultipleChoice | ShortAnswer, stems_of_others: Sequence[str]) -> list[Flaw]:
    """Another stem names this key and speaks of the same thing."""
    if len(fold(content.key)) < 3:
        return []
    # Few stems name the key, so that most questions of a large bank need no count of all its words.
    naming = [stem for stem in stems_of_others if names(stem, content.key)]
    if not naming:
        return []
    every_stem = [*stems_of_others, content.stem]
    spread = Counter(part for stem in every_stem for part in _subjects_of(stem))
    common = {part for part, stems in spread.items() if stems > max(2, len(every_stem) * COMMON_SHARE)}
    asked = set(subjects(content.stem)) - set(subjects(content.key)) - common
    for stem in naming:
        if len(asked & _subjects_of(stem)) >= LINKING_WORDS:
            return [Flaw("answered-by-another-stem", f"Another stem gives the answer: “{stem}”", "key")]
    return []


@lru_cache(maxsize=8192)
def _subjects_of(stem: str) -> frozenset[str]:
    """The stems of a bank are read again at every keystroke of its author."""
    return frozenset(subjects(stem))
