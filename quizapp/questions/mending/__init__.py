"""One-click mends: changed contents that are rid of a flaw."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from quizapp.questions.content import Content
from quizapp.questions.flaws import Flaw, flaws
from quizapp.questions.matching import Matching
from quizapp.questions.mending import options, timeline, written
from quizapp.questions.mending.mend import Change, Mend
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.number import Number
from quizapp.questions.short_answer import ShortAnswer
from quizapp.questions.timeline import Timeline
from quizapp.questions.true_false import TrueFalse

__all__ = ["Mend", "mends"]

_Mender = Callable[[Any, Flaw], Iterator[Change]]
_MENDERS: Mapping[type[Content], tuple[_Mender, ...]] = {
    MultipleChoice: (options.of_choice, written.of_stem),
    MultipleResponse: (options.of_response, written.of_stem),
    TrueFalse: (written.of_statement,),
    ShortAnswer: (written.of_stem,),
    Number: (written.of_number, written.of_stem),
    Matching: (),
    Timeline: (timeline.of_timeline,),
}


def mends(content: Content, flaw: Flaw) -> list[Mend]:
    """Ways to be rid of the flaw, the likeliest first; none where only the author can help.

    Each gives content that fits its type and no longer has the flaw. It may have others. What the checks here
    do not know, such as a doubt about the proof, the caller has to check again.
    """
    found = []
    for mender in _MENDERS.get(type(content), ()):
        for label, changes in mender(content, flaw):
            try:
                mended = type(content).model_validate({**content.model_dump(), **changes})
            except ValidationError:
                continue
            if flaw not in flaws(mended):
                found.append(Mend(label, mended))
    return found
