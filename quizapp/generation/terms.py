"""Questions about terms: what one means, and which one means this."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.articles.model import Article
from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.knowledge import glossary

_ASKED = re.compile(r"^what (?:is|are|was|were) (?P<article>an?|the) ?(?P<term>[^?,]{3,60})\?$", re.IGNORECASE)
_LONGEST = 26
# In the singular a term takes the article it was asked with; this many words name a term, more describe it.
_TERM_WORDS = 5


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term and what the article says it is."""

    term: str
    definition: str
    sentence: Sentence


def meanings_of(article: Article, sentences: list[Sentence]) -> list[Meaning]:
    """The terms that the article's FAQ defines in the first sentence of an answer."""
    found = []
    for entry in article.faq:
        asked = _ASKED.match(entry.question.text)
        first = next((s for s in sentences if s.context and s.context.start == entry.question.start), None)
        if asked is None or first is None or len(asked["term"].split()) > _TERM_WORDS:
            continue
        pattern = rf"^(?:an?|the) {re.escape(asked['term'])} (?:is|are|was|were) (?P<definition>.+?)\.?$"
        said = re.match(pattern, first.text, re.IGNORECASE)
        if said and len(said["definition"].split()) <= _LONGEST:
            found.append(Meaning(asked["term"].strip(), said["definition"], first))
    return found


def term_candidates(article: Article, sentences: list[Sentence]) -> Iterator[Candidate]:
    """For each defined term a question one way or the other, in turn, so that neither gives the other away."""
    meanings = meanings_of(article, sentences)
    for number, meaning in enumerate(meanings):
        rivals = [other for other in meanings if other.term != meaning.term]
        if number % 2 == 0:
            yield _what_is(meaning, rivals)
        else:
            yield _which_term(meaning, rivals)
    yield from _called(sentences, meanings)


def _glossary(text: str, exclude: str) -> list[glossary.Term]:
    field = glossary.field_of(text)
    words = set(exclude.casefold().split())
    return [t for t in glossary.terms() if t.field == field and not words & set(t.name.casefold().split())]


def _what_is(meaning: Meaning, rivals: list[Meaning]) -> Candidate:
    own = [rival.definition for rival in rivals if abs(len(rival.definition) - len(meaning.definition)) < 70]
    packed = [term.definition for term in _glossary(meaning.definition, meaning.term)]
    return Candidate(
        kind="term",
        stem=meaning.sentence.context.text if meaning.sentence.context else "",
        key=meaning.definition,
        others=(*own, *packed),
        evidence=meaning.sentence.quote,
        from_article=frozenset(own),
        rank=1,
    )


def _which_term(meaning: Meaning, rivals: list[Meaning]) -> Candidate:
    own = [rival.term for rival in rivals if rival.term[0].isupper() == meaning.term[0].isupper()]
    packed = [term.name for term in _glossary(meaning.definition, meaning.term)]
    return Candidate(
        kind="term",
        stem=f"What is the term for {meaning.definition}?",
        key=meaning.term,
        others=(*own, *packed),
        evidence=meaning.sentence.quote,
        from_article=frozenset(own),
        rank=1,
    )


def _called(sentences: list[Sentence], meanings: list[Meaning]) -> Iterator[Candidate]:
    """ "The yearly cost of repaying a loan is called debt service." asks for the name."""
    pattern = re.compile(
        r"^(?P<what>The [^,;]{12,140}) (?P<be>is|are) (?:often |usually )?called (?P<term>[a-z -]{4,40})[.,]"
    )
    for sentence in sentences:
        said = pattern.match(sentence.text)
        if not said or said["what"].split()[-1].casefold() in said["term"]:
            continue
        packed = [term.name for term in _glossary(sentence.text, said["term"])]
        yield Candidate(
            kind="term",
            stem=f"What {said['be']} {said['what'][0].lower()}{said['what'][1:]} called?",
            key=said["term"],
            others=tuple(packed),
            evidence=sentence.quote,
            rank=1,
        )
