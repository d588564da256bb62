"""Item-writing flaws: the 19 criteria of the published rubric, and ours for questions from an article."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quizapp.questions.content import Content
from quizapp.questions.flaws.cues import CUE_CHECKS
from quizapp.questions.flaws.evidence import EVIDENCE_CHECKS
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.matching import MATCHING_CHECKS
from quizapp.questions.flaws.multiple_response import MULTIPLE_RESPONSE_CHECKS
from quizapp.questions.flaws.neighbours import answered_by_another_stem, duplicated_stem
from quizapp.questions.flaws.number import NUMBER_CHECKS
from quizapp.questions.flaws.options import OPTION_CHECKS
from quizapp.questions.flaws.short_answer import SHORT_ANSWER_CHECKS
from quizapp.questions.flaws.stem import STEM_CHECKS
from quizapp.questions.flaws.timeline import TIMELINE_CHECKS
from quizapp.questions.flaws.true_false import TRUE_FALSE_CHECKS
from quizapp.questions.matching import Matching
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.number import Number
from quizapp.questions.short_answer import ShortAnswer
from quizapp.questions.timeline import Timeline
from quizapp.questions.true_false import TrueFalse

__all__ = ["Flaw", "flaws"]

# The checks of a type take its content.
_CHECKS: Mapping[type[Content], Sequence[Callable[[Any], list[Flaw]]]] = {
    MultipleChoice: (*STEM_CHECKS, *OPTION_CHECKS, *CUE_CHECKS, *EVIDENCE_CHECKS),
    MultipleResponse: MULTIPLE_RESPONSE_CHECKS,
    TrueFalse: TRUE_FALSE_CHECKS,
    ShortAnswer: SHORT_ANSWER_CHECKS,
    Number: NUMBER_CHECKS,
    Matching: MATCHING_CHECKS,
    Timeline: TIMELINE_CHECKS,
}
# Many timelines and matchings of a bank ask with the same words for different things.
_TYPES_WITH_COMMON_STEMS = (Timeline, Matching)


def flaws(content: Content, *, stems_of_others: Sequence[str] = ()) -> list[Flaw]:
    """What a reviewer should look at in this question, in the order of the checks.

    ``stems_of_others`` are the stems of the other questions of the same bank. A flaw is advice and may be
    overruled. A question type without checks has none.
    """
    found = [flaw for check in _CHECKS.get(type(content), ()) for flaw in check(content)]
    if not isinstance(content, _TYPES_WITH_COMMON_STEMS):
        found += duplicated_stem(content, stems_of_others)
    if isinstance(content, MultipleChoice | ShortAnswer):
        found += answered_by_another_stem(content, stems_of_others)
    return found
