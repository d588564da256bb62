"""What generation works on and gives back."""

from dataclasses import dataclass

from quizapp.questions.content import Evidence
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.timeline import Timeline

# Ranks: the lower, the sooner a candidate is taken. Side details (where somebody lived) come late; announcements
# and the like only fill up what the others leave.
SIDE, WEAK = 5, 6


@dataclass(frozen=True, slots=True)
class Draft:
    """A question for a teacher to review."""

    id: str
    type: str
    content: MultipleChoice | Timeline
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not asked, and why. ``quote`` is what it would have been asked about.

    A question that was written and then refused has its ``stem`` and ``key``, the wrong answers that are surely
    wrong, and the place of its quote: a teacher may want it all the same.
    """

    code: str
    message: str
    quote: str
    start: int | None = None
    stem: str = ""
    key: str = ""
    distractors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generation:
    """Drafts in the order a teacher should read them, and the refusals in text order."""

    questions: tuple[Draft, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question before its checks.

    ``others`` are wrong answers of the same kind, the best first, of which ``from_article`` names
    those that the article mentions elsewhere. ``is_number`` keys are shown in order and their
    neighbours may be drawn from both sides.
    """

    kind: str
    stem: str
    key: str
    others: tuple[str, ...]
    evidence: Evidence
    from_article: frozenset[str] = frozenset()
    is_number: bool = False
    # What a number counts, with the number ("30 day"): an article tells one rule in several places.
    counted: str = ""
    # Content words of the predicate that was asked about, to prove a wrong answer wrong.
    predicate: frozenset[str] = frozenset()
    # Candidates of one rank are taken by weight: how much their sentence has to do with the article's subject.
    rank: int = 5
    weight: int = 0
    # The question without its dates and scores: asked where in full it would answer another one.
    shorter: str = ""
    # Where wrong answers come from that do not stand in the article word for word.
    origins: tuple[tuple[str, Evidence], ...] = ()


def number_candidate(
    evidence: Evidence,
    stem: str,
    key: str,
    others: list[str],
    *,
    kind: str = "number",
    rank: int = 3,
    counted: str = "",
) -> Candidate:
    """A candidate whose key is a number; the lower ``rank``, the sooner it is taken."""
    return Candidate(
        kind=kind,
        stem=stem,
        key=key,
        others=tuple(others),
        evidence=evidence,
        is_number=True,
        counted=counted,
        rank=rank,
    )
