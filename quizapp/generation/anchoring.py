"""Questions that name nobody are tied to the place that the article is about."""

import re
from dataclasses import replace

from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.generation.world import World, bare_name
from quizapp.knowledge.places import country_behind, find

_ANCHORED = frozenset({"place", "person", "thing", "year", "date", "number", "share", "list"})
_NAME = re.compile(r"(?<!^)\b[A-Z][\w\u2019'-]+")
_MONTHS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
# A question that begins with another word begins with a name.
_ASKING = re.compile(
    r"^(?:Which|Who|Whom|What|When|Where|How|The|An?|In|On|At|By|For|From|To|With|Of|Under|Within|Since|Until|About|"
    r"More|Up|After|Over|During|Between|Against|Through|All|Most|Some|Every|Each|People|Women|Men|Voters|Students)\b"
)
_LEADS = re.compile(r"^(?:In|On|At|By|For|From|To|With|Of|Under|Within|Since|Until|About|More|Up|After|Over|During)\b")


def anchored(candidate: Candidate, sentences: list[Sentence], world: World) -> Candidate | None:
    """The candidate, its stem told of the article's place where it names nothing; None where that is not certain.

    A definitional article speaks of no place in particular, so its questions stay as they are.
    """
    names_somebody = _NAME.search(_MONTHS.sub("", candidate.stem)) or not _ASKING.match(candidate.stem)
    if candidate.kind not in _ANCHORED or names_somebody or "article" in candidate.stem:
        return candidate
    if world.has_many_subjects:
        return candidate
    if not world.home or not _at_home(candidate, sentences, world):
        return None
    stem, place = candidate.stem, f"in {world.home}"
    # A question that begins with "In which year" takes its place at the end.
    said = f"{stem[:-1]} {place}?" if _LEADS.match(stem) else f"In{place[2:]}, {stem[:1].lower()}{stem[1:]}"
    return replace(candidate, stem=said)


def _at_home(candidate: Candidate, sentences: list[Sentence], world: World) -> bool:
    """Whether the sentence and its paragraph name no other country."""
    own = next((s for s in sentences if s.quote.start <= candidate.evidence.start < s.quote.end), None)
    if own is None:
        return False
    home = country_behind(world.home)
    for sentence in sentences:
        if sentence.offset != own.offset:
            continue
        for entity in sentence.span.ents:
            country = country_behind(bare_name(entity)) if entity.label_ in {"GPE", "NORP"} else None
            known = find(world.home) is None or country in {home, None}
            if not known:
                return False
    return True
