"""Questions about terms: what one means, and which one means this."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.articles.model import Article
from quizapp.generation.clauses import Clause
from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.generation.stems import NotAskable, ask
from quizapp.generation.world import World
from quizapp.knowledge import glossary
from quizapp.questions.content import Evidence

_ASKED = re.compile(r"^what (?:is|are|was|were) (?P<article>an?|the) ?(?P<term>[^?,]{3,60})\?$", re.IGNORECASE)
_LONGEST = 26
# In the singular a term takes the article it was asked with; this many words name a term, more describe it.
_TERM_WORDS = 5
_FEWEST_STEM = 7


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


def term_candidates(
    article: Article, sentences: list[Sentence], clauses: list[Clause], world: World
) -> Iterator[Candidate]:
    """For each defined term a question one way or the other, in turn, so that neither gives the other away."""
    meanings = meanings_of(article, sentences)
    for number, meaning in enumerate(meanings):
        rivals = [other for other in meanings if other.term != meaning.term]
        if number % 2 == 0:
            yield _what_is(meaning, rivals)
        else:
            yield _which_term(meaning, rivals)
    yield from _called(clauses, world)
    yield from _explained_beside(sentences)


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


def _called(clauses: list[Clause], world: World) -> Iterator[Candidate]:
    """ "The yearly cost of repaying a loan is called debt service." asks for the name."""
    for clause in clauses:
        verb = clause.verb
        if verb.lower_ not in {"called", "known", "termed", "named"} or not any(
            child.dep_ == "auxpass" for child in verb.children
        ):
            continue
        name = _name_of(verb)
        if name is None or not {t.i for t in name.subtree} <= clause.kept:
            continue
        key = "".join(t.text_with_ws for t in name.subtree).strip()
        tokens = {t.i for t in name.subtree} | ({name.head.i} if name.dep_ == "pobj" else set())
        adverbs = {c.i for c in verb.children if c.dep_ == "advmod"}
        try:
            stem = ask(clause, tokens | adverbs, "what", world)
        except NotAskable:
            continue
        if len(stem.split()) < _FEWEST_STEM or set(key.casefold().split()) & set(stem.casefold().split()):
            continue
        stem = re.sub(r" known\?$", " called?", stem)
        yield from _with_terms(stem, key, clause.sentence.text, clause.evidence, plural=name.tag_ in {"NNS", "NNPS"})


def _name_of(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ == "oprd" and child.pos_ in {"NOUN", "PROPN"}:
            return child
        if child.dep_ == "prep" and child.lower_ == "as":
            return next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in {"NOUN", "PROPN"}), None)
    return None


def _explained_beside(sentences: list[Sentence]) -> Iterator[Candidate]:
    """ "appropriations, which are permissions to spend ..." asks what such permissions are called."""
    for sentence in sentences:
        for verb in sentence.span:
            noun = verb.head
            if (
                verb.dep_ != "relcl"
                or verb.lemma_ != "be"
                or noun.pos_ != "NOUN"
                or noun.dep_ not in {"dobj", "pobj", "attr"}
            ):
                continue
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            meaning = next((c for c in verb.children if c.dep_ == "attr"), None)
            if subject is None or meaning is None or subject.lower_ != "which" or verb.left_edge.nbor(-1).text != ",":
                continue
            if any(c.dep_ in {"neg", "advmod"} for c in verb.children):
                continue
            said = "".join(t.text_with_ws for t in meaning.subtree).strip(" ,.")
            key = "".join(t.text_with_ws for t in noun.lefts if t.dep_ in {"amod", "compound"}) + noun.text
            if not 4 <= len(said.split()) <= 20 or re.search(r"\b(?:this|it|its|their|these)\b|[:;,]", said):
                continue
            plural = noun.tag_ == "NNS"
            stem = f"What {'are' if plural else 'is'} {said} called?"
            if not set(key.casefold().split()) & set(said.casefold().split()):
                yield from _with_terms(stem, key, sentence.text, sentence.quote, plural=plural)


def _with_terms(stem: str, key: str, text: str, evidence: Evidence, *, plural: bool) -> Iterator[Candidate]:
    packed = [term.name for term in _glossary(f"{text} {stem}", key)]
    if plural:
        packed = [_plural(name) for name in packed if " " not in name or not name.endswith("s")]
    if key[0].isupper():
        return
    yield Candidate(kind="term", stem=stem, key=key, others=tuple(packed), evidence=evidence, rank=1)


def _plural(name: str) -> str:
    if re.search(r"[^aeiou]y$", name):
        return f"{name[:-1]}ies"
    return f"{name}es" if re.search(r"(?:s|x|ch|sh)$", name) else f"{name}s"
