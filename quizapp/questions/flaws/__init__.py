"""Item-writing flaws: the 19 criteria of the published rubric, and ours for questions from an article."""

from collections.abc import Callable, Sequence

from quizapp.questions.content import Frozen
from quizapp.questions.flaws.cues import CUE_CHECKS
from quizapp.questions.flaws.evidence import EVIDENCE_CHECKS
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.neighbours import answered_by_another_stem, duplicated_stem
from quizapp.questions.flaws.options import OPTION_CHECKS
from quizapp.questions.flaws.stem import STEM_CHECKS
from quizapp.questions.flaws.timeline import TIMELINE_CHECKS
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.timeline import Timeline

__all__ = ["Flaw", "flaws"]

_MULTIPLE_CHOICE_CHECKS: tuple[Callable[[MultipleChoice], list[Flaw]], ...] = (
    *STEM_CHECKS,
    *OPTION_CHECKS,
    *CUE_CHECKS,
    *EVIDENCE_CHECKS,
)


def flaws(content: Frozen, *, stems_of_others: Sequence[str] = ()) -> list[Flaw]:
    """What a reviewer should look at in this question, in the order of the checks.

    ``stems_of_others`` are the stems of the other questions of the same bank. A flaw is advice and may be
    overruled. A question type without checks has none.
    """
    if isinstance(content, Timeline):
        return [flaw for check in TIMELINE_CHECKS for flaw in check(content)]
    if not isinstance(content, MultipleChoice):
        return []
    found = [flaw for check in _MULTIPLE_CHOICE_CHECKS for flaw in check(content)]
    found += duplicated_stem(content, stems_of_others)
    found += answered_by_another_stem(content, stems_of_others)
    return found
