"""What counts for those who were asked a question that turned out to be faulty.

A version never changes. A ruling says beside it what is right after all; answers stay as they were given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, Literal

from quizapp.questions.content import Answer, Frozen, QuestionType
from quizapp.questions.feedback import OptionCount, OptionFeedback
from quizapp.questions.matching import Matching
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.presenting import wants_fewer_options

KEY: Final = "key"
EVERYONE: Final = "everyone"
DROP: Final = "drop"
NEVER: Final = "never"
ALWAYS: Final = "always"
IF_BETTER: Final = "if better"


Act = Literal["key", "everyone", "drop"]


class Ruling(Frozen):
    """What counts instead of what the version says.

    ``contents``: each is a way of being right (none: the version's own). ``kept`` earn their credit too, although
    they are right no longer, so that nobody loses. ``all_earn``: everyone has the credit, answered or not.
    ``drops``: whether the question is left out of the score, or only where its learner does better without it.
    """

    act: Act
    contents: tuple[dict[str, Any], ...] = ()
    kept: tuple[dict[str, Any], ...] = ()
    all_earn: bool = False
    drops: Literal["never", "always", "if better"] = "never"


def ruling(
    act: Act,
    before: Ruling | None,
    version: Mapping[str, Any],
    contents: Sequence[Mapping[str, Any]] = (),
    *,
    raise_only: bool,
) -> Ruling:
    """The ruling that follows the one ``before`` on a version with this content.

    ``contents`` are for the act "key". With ``raise_only``, no share of the points that holds before can fall.
    """
    last = before or Ruling(act=KEY)
    was_right = last.contents or (dict(version),)
    if act == EVERYONE:
        return Ruling(act=EVERYONE, contents=last.contents, all_earn=True)
    if act == DROP:
        return last.model_copy(update={"act": DROP, "drops": IF_BETTER if raise_only else ALWAYS})
    right = tuple(dict(content) for content in contents)
    if not raise_only:
        return Ruling(act=KEY, contents=right)
    return Ruling(
        act=KEY,
        contents=right,
        kept=tuple(content for content in (*was_right, *last.kept) if content not in right),
        all_earn=last.all_earn,
        drops=NEVER if last.drops == NEVER else IF_BETTER,
    )


@dataclass(frozen=True, slots=True)
class Ruled:
    """A version's content under a ruling: grades, feedback and counts as the type gives them, by what is right now."""

    kind: QuestionType
    content: Any
    right: tuple[Any, ...]
    kept: tuple[Any, ...]
    all_earn: bool
    drops: str

    def credit(self, answer: Answer | None, seed: int = 0) -> Fraction:
        """The credit for an answer in the version's own numbering; None: not answered."""
        if self.all_earn:
            return Fraction(1)
        if answer is None:
            return Fraction(0)
        if self._hid_what_is_right(seed):
            return Fraction(1)
        return max(self._graded(content, answer) for content in (*self.right, *self.kept))

    def is_right(self, answer: Answer) -> bool:
        """Whether the answer is right now, whatever else keeps its credit."""
        return any(self._graded(content, answer) == 1 for content in self.right)

    def note(self, answer: Answer | None) -> str:
        """Why an answer earns more than what is right now would say; "" where it does not."""
        if self.all_earn:
            return "Everyone has the credit for this question."
        if answer is None or not self.kept:
            return ""
        earns_now = max(self._graded(content, answer) for content in self.right)
        earned = max(self._graded(content, answer) for content in self.kept)
        return "This answer keeps the credit from before the question was corrected." if earned > earns_now else ""

    def _graded(self, content: Any, answer: Answer) -> Fraction:
        return self.kind.grade(content, carried(self.content, content, answer)).credit

    def _hid_what_is_right(self, seed: int) -> bool:
        """Whether the learner needed fewer options, and what turned out to be right was not among them."""
        if not isinstance(self.content, MultipleChoice) or not wants_fewer_options(seed):
            return False
        shown = {text for _, text in self.kind.presented(self.content, seed)}
        return not shown & {content.key for content in self.right}

    def feedback(self, answer: Answer | None, seed: int) -> Any:
        """What the type's template shows: the options as the learner saw them, marked by what is right now."""
        shown = self.kind.feedback(self.content, answer, seed)
        if self._is_unchanged:
            return shown
        if _are(OptionFeedback, shown):
            keys = self._keys()
            return [replace(option, is_key=option.text in keys) for option in shown]
        content = max(self.right, key=lambda each: self._graded(each, answer)) if answer else self.right[0]
        return self.kind.feedback(content, carried(self.content, content, answer) if answer else None, seed)

    def tally(self, answers: Sequence[Answer], asked: int) -> Any:
        """The counts of a class, marked by what is right now; what is right stands first."""
        if self._is_unchanged:
            return self.kind.tally(self.content, answers, asked)
        if _are(OptionFeedback, self.kind.feedback(self.content, None, 0)):
            keys = self._keys()
            counted = [
                replace(option, is_key=option.text in keys)
                for option in self.kind.tally(self.content, answers, asked)
            ]
            return sorted(counted, key=lambda option: not option.is_key)
        first = self.right[0]
        counted = self.kind.tally(first, [carried(self.content, first, answer) for answer in answers], asked)
        if not _are(OptionCount, counted):
            return counted
        counted = [replace(each, is_key=each.is_key or self.is_right({"written": each.text})) for each in counted]
        return sorted(counted, key=lambda each: not each.is_key)

    @property
    def _is_unchanged(self) -> bool:
        return self.right == (self.content,)

    def _keys(self) -> set[str]:
        shown = [option for content in self.right for option in self.kind.feedback(content, None, 0)]
        return {option.text for option in shown if option.is_key}


def ruled(kind: QuestionType, content: Any, given: Ruling | None) -> Ruled:
    """The content under a ruling; None: as it was asked."""
    given = given or Ruling(act=KEY)
    right = tuple(kind.parse(each) for each in given.contents) or (content,)
    kept = tuple(kind.parse(each) for each in given.kept)
    return Ruled(kind, content, right, kept, given.all_earn, given.drops)


def _are(row: type, rows: Any) -> bool:
    return isinstance(rows, list) and bool(rows) and all(isinstance(each, row) for each in rows)


def carried(before: Any, after: Any, answer: Answer) -> Answer:
    """The same answer in the numbering of other content: options are numbered by whether they are right.

    What stands nowhere in the other content has the number "".
    """
    if before is after or not isinstance(before, MultipleChoice | MultipleResponse | Matching):
        return answer
    number = {
        str(place): str(after.options.index(text)) if text in after.options else ""
        for place, text in enumerate(before.options)
    }
    moved = dict(answer)
    if "choice" in answer:
        moved["choice"] = number.get(answer["choice"], "")
    if "choices" in answer:
        moved["choices"] = [number.get(each, "") for each in answer["choices"]]
    if "matches" in answer:
        moved["matches"] = {left: number.get(each, "") for left, each in answer["matches"].items()}
    return moved
