"""Questions that name nobody are tied to the place that the article is about."""

import re
from dataclasses import replace

from quizapp.generation.english import lower_first
from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.generation.world import World, bare_name
from quizapp.knowledge.places import country_behind, find, with_article
from quizapp.questions.dates import MONTHS

_ANCHORED = frozenset({"place", "person", "thing", "year", "date", "number", "share", "list"})
_NAME = re.compile(r"(?<!^)\b[A-Z][\w\u2019'-]+")
_MONTHS = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
# A question that begins with another word begins with a name.
_PREPOSITIONS = (
    "According In On At By For From To With Of Under Within Since Until About More Up After Over During Between Against"
).split()
_ASKING_WORDS = "Which Who Whom What When Where How The A An Through All Most Some Every Each People Women Men".split()
_ASKING = re.compile(rf"^(?:{'|'.join([*_ASKING_WORDS, *_PREPOSITIONS])})\b")
# "Section 33 allows ...": of the law that the article is about.
_SECTION = re.compile(r"\b(?:[Ss]ection|[Aa]rticle) \d+(?! of|\()\b(?![^?]* of the [A-Z])")
_OF_RULES = frozenset({"number", "share", "thing", "person"})
_PAST = re.compile(r"\b(?:did|was|were|had|became|\w{2,}ed)\b|\d{4}")
_NAMES_IN_HEADING = re.compile(r"[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)*")
_ENOUGH_TOLD = 4
# Bodies and offices that every state has: which state's, only the article tells.
_OF_MANY_STATES = frozenset(
    "Parliament Government Senate House Representatives Commons Congress Cabinet President Premier Prime Minister "
    "Supreme High Constitutional Court National Assembly Council Speaker Constitution Governor Statistician Electoral "
    "Commission Minister Ministry Chief Justice Attorney General".split()
)
_SAYING_LITTLE = frozenset("which what that with were have been from they their this".split())
_DATED = re.compile(rf"\b(?:{'|'.join(MONTHS)}) (?:\d+,? )?\d{{4}}\b")
_DATE_LEADS = re.compile(r"^(?:In|On|Since|By|Until|From) [^?]*?\d{4},")


def anchored(candidate: Candidate, sentences: list[Sentence], world: World) -> Candidate | None:
    """The candidate, its stem told of the article's place where it names nothing; None where that is not certain.

    A definitional article speaks of no place in particular, so its questions stay as they are.
    """
    if candidate.kind not in _ANCHORED or "article" in candidate.stem:
        return candidate
    if world.law and (section := _SECTION.search(candidate.stem)):
        at = section.end()
        return replace(candidate, stem=f"{candidate.stem[:at]} of {world.law}{candidate.stem[at:]}")
    if _is_rule_of_the_law(candidate, world):
        return replace(candidate, stem=f"Under {world.law}, {lower_first(candidate.stem, is_name=False)}")
    named = _NAME.findall(_MONTHS.sub("", candidate.stem))
    if not _ASKING.match(candidate.stem) or set(named) - _OF_MANY_STATES:
        return candidate
    place = find(candidate.key) if candidate.kind in {"place", "list"} else None
    if place is not None and place.kind == "country":
        return candidate
    where = _where(candidate, sentences, world) if not world.has_many_subjects else ""
    if not where and (named or world.has_many_subjects):
        return candidate
    telling = set(re.findall(r"[a-z]{4,}", candidate.stem.casefold())) - _SAYING_LITTLE
    is_told = candidate.kind in {"thing", "place"} and len(telling) >= _ENOUGH_TOLD
    if not where and (is_told or _DATED.search(candidate.stem)):
        # Its date, or all that is said of it, tells what is meant.
        return replace(candidate, stem=f"According to the article, {lower_first(candidate.stem, is_name=False)}")
    if not where:
        return None
    stem = candidate.stem
    # "In 1893, which Premier ..." takes its place at the end; there, it would else belong to the last thing said.
    told = f"{stem[:-1]} in {where}?" if _DATE_LEADS.match(stem) else f"In {where}, {lower_first(stem, is_name=False)}"
    return replace(candidate, stem=told)


def _is_rule_of_the_law(candidate: Candidate, world: World) -> bool:
    """Whether the question asks for a rule and names nothing: in an article about one law, it is that law's."""
    if not world.law or candidate.kind not in _OF_RULES or not _ASKING.match(candidate.stem):
        return False
    named = [name for name in _NAME.findall(candidate.stem) if not name.isupper()]
    return not set(named) - _OF_MANY_STATES and not _PAST.search(candidate.stem)


def _where(candidate: Candidate, sentences: list[Sentence], world: World) -> str:
    """The article's own place; where the paragraph speaks of another country, the one that the proof says "in" of."""
    own = next((s for s in sentences if s.quote.start <= candidate.evidence.start < s.quote.end), None)
    if own is None:
        return ""
    paragraph = [sentence for sentence in sentences if sentence.offset == own.offset]
    named = {
        country
        for sentence in paragraph
        for entity in sentence.span.ents
        if entity.label_ in {"GPE", "NORP"} and (country := country_behind(bare_name(entity)))
    }
    headed = country_of_section(own)
    if headed and named <= {headed}:
        return with_article(headed)
    home = country_behind(world.home)
    if not named or named == {home}:
        return world.home
    placed = [country for country in sorted(named) if f"in {with_article(country)}" in candidate.evidence.quote]
    return with_article(placed[0]) if len(placed) == 1 else ""


def country_of_section(sentence: Sentence) -> str | None:
    """The one country that the heading above the sentence names, if it does."""
    if sentence.place != "section" or sentence.context is None:
        return None
    named = _NAMES_IN_HEADING.findall(sentence.context.text)
    found = {country for name in named for word in (name, *name.split()) if (country := country_behind(word))}
    return found.pop() if len(found) == 1 else None
