"""Questions about terms: what one means, and which one means this."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.articles.model import Article
from quizapp.generation.calling import Told, names_told
from quizapp.generation.clauses import Clause
from quizapp.generation.english import lower_first, with_indefinite
from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.generation.world import World
from quizapp.knowledge import glossary
from quizapp.knowledge.words import sort_of
from quizapp.questions.content import Evidence

_ASKED = re.compile(
    r"^what (?:(?:is|are|was|were) (?:(?:meant by )?(?:an?|the) )?(?P<term>[^?,]{3,60}?)"
    r"|does (?:an?|the)? ?(?P<meant>[^?,]{3,60}?) mean)\?$",
    re.IGNORECASE,
)
# "A quorum is the number of ...": what any such thing is, said in the text itself.
_DEFINED = re.compile(
    r"^An? (?P<term>[a-z][a-z-]+(?: [a-z][a-z-]+){0,3}) is (?P<definition>(?:an?|the|any) [^;:()\u201c\u201d]+?)\.?$"
)
# "Appropriation \u2013 permission, given by law, to spend ...": a line of a list of words.
_LISTED = re.compile(
    r"^(?:[\u2022*\u00b7-] )?(?P<term>[A-Z][\w\u2019'-]*(?: [\w\u2019'-]+){0,3})(?: [\u2013\u2014-] |: )"
    r"(?P<definition>[a-z][^;:()\u201c\u201d\d]+?)\.?$"
)
_A_THING = re.compile(r"^(?:An?|The) [a-z]")
_FEWEST_LISTED = 3
_POINTING = re.compile(r"\b(?:this|these|that day|such|here|its own|another|same)\b|[;:\u201c\u201d]")
_SHORTEST, _LONGEST = 5, 26
_SHORTEST_LISTED = 4
# In the singular a term takes the article it was asked with; this many words name a term, more describe it.
_TERM_WORDS = 5
_UNLIKE = 70


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term and what the article says it is. One of a list may be no thing that there can be "a" of."""

    term: str
    definition: str
    sentence: Sentence
    evidence: Evidence
    listed: bool = False


def meanings_of(article: Article, sentences: list[Sentence]) -> list[Meaning]:
    """The terms that the article's FAQ defines in the first sentence of an answer."""
    found = []
    for entry in article.faq:
        asked = _ASKED.match(entry.question.text)
        first = next((s for s in sentences if s.context and s.context.start == entry.question.start), None)
        term = (asked["term"] or asked["meant"]).strip() if asked else ""
        if first is None or not term or len(term.split()) > _TERM_WORDS:
            continue
        verb = r"(?:is|are|was|were|means?|refers? to)"
        pattern = rf"^(?:(?:an?|the) )?{re.escape(term)} {verb} (?P<definition>(?:an?|the|any|every|when) .+?)\.?$"
        said = re.match(pattern, first.text, re.IGNORECASE)
        if said and len(said["definition"].split()) <= _LONGEST and not _POINTING.search(said["definition"]):
            found.append(Meaning(term, said["definition"], first, first.quote))
    known = {meaning.term.casefold() for meaning in found}
    for sentence in sentences:
        said = _DEFINED.match(sentence.text)
        words = len(said["definition"].split()) if said else 0
        if said is None or said["term"] in known or not _SHORTEST <= words <= _LONGEST:
            continue
        if not _POINTING.search(said["definition"]):
            known.add(said["term"])
            found.append(Meaning(said["term"], said["definition"], sentence, sentence.quote))
    listed = [each for each in _listed(article, sentences) if each.term.casefold() not in known]
    lists = Counter(_list_of(each) for each in listed)
    return [*found, *(each for each in listed if lists[_list_of(each)] >= _FEWEST_LISTED)]


def _listed(article: Article, sentences: list[Sentence]) -> Iterator[Meaning]:
    """The lines of a list of words, and key points that say what a thing is."""
    points = {point.detail.start: point for point in article.key_points}
    for sentence in sentences:
        point = points.get(sentence.quote.start)
        if point is not None:
            term, definition = point.label.text, lower_first(sentence.text.rstrip("."), is_name=False)
            said, start, end = _A_THING.match(sentence.text) and _says_nothing(sentence), point.start, point.end
        else:
            line = _LISTED.match(sentence.text)
            term, definition = (line["term"], line["definition"]) if line else ("", "")
            said, end = line is not None and _is_thing(sentence, definition), sentence.quote.end
            start = sentence.quote.start + (line.start("term") if line else 0)
        words = len(definition.split())
        if not said or not _SHORTEST_LISTED <= words <= _LONGEST or _POINTING.search(definition):
            continue
        if _stems(term) & _stems(definition):
            continue
        name = re.search(rf"(?<=[a-z,] ){re.escape(term)}\b", article.text) or (" " in term and term.istitle())
        evidence = Evidence(quote=article.text[start:end], start=start, end=end)
        yield Meaning(term if name else lower_first(term, is_name=False), definition, sentence, evidence, listed=True)


def _list_of(meaning: Meaning) -> tuple[str, int]:
    """The key points, or the section in which the line stands."""
    place, context = meaning.sentence.place, meaning.sentence.context
    return place, context.start if context is not None and place == "section" else 0


def _is_thing(sentence: Sentence, definition: str) -> bool:
    """Whether the words after the dash are those of a thing: "a message ...", no "where they rested"."""
    at = sentence.text.find(definition)
    token = next((t for t in sentence.span if t.idx - sentence.span.start_char == at), None)
    return token is not None and token.pos_ in {"DET", "NOUN", "ADJ"} and token.tag_ not in {"WDT", "WP"}


def _says_nothing(sentence: Sentence) -> bool:
    """Whether the line is a thing, not a statement."""
    return sentence.span.root.pos_ in {"NOUN", "PROPN"}


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{4,}", text.casefold())}


def term_candidates(
    article: Article, sentences: list[Sentence], clauses: list[Clause], world: World
) -> Iterator[Candidate]:
    """For each defined term a question one way or the other, in turn, so that neither gives the other away."""
    meanings = [each for each in meanings_of(article, sentences) if not world.is_central(each.term)]
    for number, meaning in enumerate(meanings):
        rivals = [other for other in meanings if not _related(other.term, meaning.term)]
        if number % 2 == 0 and not meaning.listed:
            yield _what_is(meaning, rivals, article.text)
        else:
            yield _which_term(meaning, rivals, article.text)
    sorts = {meaning.term: sort_of(meaning.definition) for meaning in meanings}
    own = [meaning.term for meaning in meanings]
    made = list(names_told(clauses, sentences, world))
    own += [each.key for each in made]
    for each in made:
        own_sort = sort_of(each.meaning)
        alike = [term for term in own if term not in sorts or ((sorts[term] == "person") == (own_sort == "person"))]
        alike.sort(key=lambda term: sorts.get(term) != own_sort)
        yield from _with_terms(each, alike, article.text)


def _related(one: str, other: str) -> bool:
    """Whether two terms share a word ("bond", "revenue bond"): one may then be the other as well."""
    ours, theirs = ({word.casefold().rstrip("s") for word in term.split()} for term in (one, other))
    return bool(ours & theirs)


def _glossary(meaning: str, term: str, text: str) -> list[glossary.Term]:
    """The pack's terms of the field that the meaning and the article speak of, none related to the term.

    A name ("Suffrage Day") is no term, so there are none for it.
    """
    if not term[0].islower():
        return []
    field = glossary.field_of(term, meaning, text)
    known = [t for t in glossary.terms() if t.field == field and not _related(t.name, term)]
    return [t for t in known if sort_of(t.definition) == sort_of(meaning)]


def _of_field(meaning: Meaning, text: str) -> list[str]:
    """The pack's terms of the field, of whatever sort, but none for people."""
    if not meaning.term[0].islower():
        return []
    field = glossary.field_of(meaning.term, meaning.definition, text)
    known = [t for t in glossary.terms() if t.field == field and not _related(t.name, meaning.term)]
    return [t.name for t in known if t.name.islower() and sort_of(t.definition) != "person"]


def _what_is(meaning: Meaning, rivals: list[Meaning], text: str) -> Candidate:
    alike = [rival for rival in rivals if rival.term[0].isupper() == meaning.term[0].isupper()]
    same = [rival for rival in alike if sort_of(rival.definition) == sort_of(meaning.definition)]
    # Of two sorts only where the article defines too few of one.
    alike = [*same, *(rival for rival in alike if rival not in same and not _one_is_a_person(rival, meaning))]
    own = [rival.definition for rival in alike if abs(len(rival.definition) - len(meaning.definition)) < _UNLIKE]
    packed = [term.definition for term in _glossary(meaning.definition, meaning.term, text)]
    asked = meaning.sentence.context if meaning.sentence.place == "faq" else None
    if asked is None or meaning.term.casefold() not in asked.text.casefold():
        stem = f"What is {with_indefinite(meaning.term)}, according to the article?"
    else:
        stem = asked.text
    return Candidate(
        kind="term",
        stem=stem,
        key=meaning.definition,
        others=(*own, *packed),
        evidence=meaning.evidence,
        from_article=frozenset(own),
        rank=1,
    )


def _one_is_a_person(one: Meaning, other: Meaning) -> bool:
    return "person" in {sort_of(one.definition), sort_of(other.definition)}


def _which_term(meaning: Meaning, rivals: list[Meaning], text: str) -> Candidate:
    alike = [rival for rival in rivals if rival.term[0].isupper() == meaning.term[0].isupper()]
    person = sort_of(meaning.definition) == "person"
    own = [rival.term for rival in alike if (sort_of(rival.definition) == "person") == person]
    same = {rival.term for rival in rivals if sort_of(rival.definition) == sort_of(meaning.definition)}
    # A bond is no period: the article's own words of another sort stand last.
    fitting = [term for term in own if term in same]
    packed = [term.name for term in _glossary(meaning.definition, meaning.term, text) if term.name.islower()]
    of_field = _of_field(meaning, text) if not person else []
    rest = [term for term in own if term not in same]
    if glossary.is_known(meaning.term):
        packed = [*packed, *of_field, *rest]
    else:
        # The field of a term that the pack lacks is a guess, which only helps out, or serves a list of words.
        packed = [*rest, *packed, *(of_field if meaning.listed else ())]
    return Candidate(
        kind="term",
        stem=f"What is the term for {meaning.definition}?",
        key=meaning.term,
        others=tuple(dict.fromkeys([*fitting, *packed])),
        evidence=meaning.evidence,
        from_article=frozenset(fitting),
        rank=1,
    )


def _with_terms(name: Told, own: list[str], text: str) -> Iterator[Candidate]:
    if re.search(r"[A-Z]", name.key):
        return
    rivals = [term for term in own if not _related(term, name.key) and term.islower()]
    packed = [term.name for term in _glossary(name.meaning, name.key, text) if term.name.islower()]
    others = [term if _is_plural(term) or not name.plural else _plural(term) for term in [*rivals, *packed]]
    if not name.plural:
        others = [term for term in others if not _is_plural(term)]
    yield Candidate(
        kind="term",
        stem=name.stem,
        key=name.key,
        others=tuple(dict.fromkeys(others)),
        evidence=name.evidence,
        from_article=frozenset(rivals),
        rank=1,
    )


def _is_plural(term: str) -> bool:
    return term.endswith("s") and not term.endswith(("ss", "us", "is"))


def _plural(name: str) -> str:
    if re.search(r"[^aeiou]y$", name):
        return f"{name[:-1]}ies"
    return f"{name}es" if re.search(r"(?:s|x|ch|sh)$", name) else f"{name}s"
