"""Pronouns and short names of clauses, replaced by what they certainly mean."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from quizapp.generation.anaphora import Antecedent, antecedent, evidence_over, noun_meant
from quizapp.generation.clauses import Clause, clauses_of, with_whole_dates
from quizapp.generation.leaning import is_bare, is_vague_subject
from quizapp.generation.meant import person_meant
from quizapp.generation.naming_again import fuller_name
from quizapp.generation.parsing import Sentence
from quizapp.generation.side_clauses import side_clauses_of
from quizapp.generation.stems import NotAskable, subject_text
from quizapp.generation.world import World
from quizapp.knowledge.words import VAGUE_NOUNS

_PRONOUNS = frozenset({"it", "they", "he", "she"})
_OTHER_PRONOUNS = frozenset({"it", "them", "him", "her", "his", "its", "their"})
# A vague noun says which one it means in more words than its article and itself.
_NAMED = 2
# So many words behind a noun may be said with it.
_TAIL = 6
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|she|his|her|him|this|these|those)\b", re.IGNORECASE)
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_SEX = {"he": "m", "she": "f"}


def needs_no_other_sentence(clause: Clause) -> bool:
    """Whether no pronoun of the clause may mean somebody whom only an earlier sentence or an aside names."""
    personal = {clause.doc[i].lower_ for i in clause.kept} & {"he", "she", "him", "her", "his", "they", "them", "it"}
    return not personal or (personal <= {"his", "her"} and clause.subject.ent_type_ == "PERSON")


def resolved_clauses(sentences: list[Sentence], world: World) -> Iterator[Clause]:
    """All clauses, pronouns and short names replaced by what they certainly mean."""
    said: Clause | None = None
    for sentence in sentences:
        found = list(resolved(sentence, sentences, world, said))
        yield from found
        # Who is meant by "it" here may be meant by "it" in the next sentence too.
        main = next((c for c in found if c.verb == sentence.span.root), None)
        said = main if main is not None and main.proof is not None else None


def resolved(sentence: Sentence, sentences: list[Sentence], world: World, said: Clause | None) -> Iterator[Clause]:
    before = sentences[sentence.number - 1] if sentence.number else None
    for clause in [*clauses_of(sentence), *side_clauses_of(sentence)]:
        clause = replace(clause, kept=with_whole_dates(clause.kept, clause.doc))
        bracketed = _in_brackets(sentence)
        if clause.verb.i in bracketed or clause.subject.i in bracketed:
            continue
        clause = replace(clause, kept=clause.kept - bracketed)
        swapped = replace(clause, swaps=dict(_swaps(clause, sentences, world)))
        if clause.subject.lower_ not in _PRONOUNS:
            yield swapped
            continue
        found = antecedent(clause.subject, sentence, before)
        meant = _subject_before(found, before, sentences, world) if found and before else ""
        proof = found.evidence if found is not None else None
        if meant and not _may_be_called(clause.subject.lower_, meant, world):
            meant = ""
        if found is None and said is not None and said.sentence.number == sentence.number - 1:
            same = said.subject.lower_ == clause.subject.lower_ and said.sentence.offset == sentence.offset
            if same and said.proof is not None:
                meant, proof = said.subject_as, evidence_over(said.proof, sentence)
        if meant:
            yield replace(swapped, subject_as=meant, proof=proof)
            continue
        inside = _meant(clause.subject, clause) if clause.subject.lower_ == "it" else None
        yield replace(swapped, subject_as=inside) if inside else swapped


def _in_brackets(sentence: Sentence) -> frozenset[int]:
    """What is said in brackets, which the parser ties to anything; nothing where the whole sentence is."""
    found: set[int] = set()
    opened = None
    for token in sentence.span:
        if token.text in {"(", "["}:
            opened = token.i
        elif token.text in {")", "]"} and opened is not None:
            found |= set(range(opened, token.i + 1))
            opened = None
    return frozenset(found) if opened is None and len(found) < len(sentence.span) - 2 else frozenset()


def _may_be_called(pronoun: str, name: str, world: World) -> bool:
    sex = _SEX.get(pronoun)
    return sex is None or world.sex_of(name) in {None, sex}


def _subject_before(found: Antecedent, before: Sentence, sentences: list[Sentence], world: World) -> str:
    """The subject of the sentence before in words that need no context, or ""."""
    earlier = next((c for c in clauses_of(before) if c.subject == found.head), None)
    if earlier is None:
        return ""
    earlier = replace(earlier, swaps=dict(_swaps(earlier, sentences, world)))
    if is_vague_subject(earlier, world):
        return ""
    try:
        said = subject_text(earlier, world)
    except NotAskable:
        return ""
    return "" if _PRONOUN.search(said) else said


def _swaps(clause: Clause, sentences: list[Sentence], world: World) -> Iterator[tuple[int, str]]:
    """The pronouns of the clause that are no subject, and its bare nouns, with the words that they stand for."""
    for index in sorted(clause.kept):
        pronoun = clause.doc[index]
        points = next((c for c in pronoun.children if c.lower_ in _DEMONSTRATIVES and c.dep_ == "det"), None)
        points = points if pronoun.pos_ == "NOUN" else None
        article = points or next((c for c in pronoun.children if c.lower_ == "the"), None)
        is_open = article is not None and (article == points or is_bare(pronoun, world))
        if article is not None and is_open and (fuller := fuller_name(pronoun, clause.sentence, sentences)):
            yield article.i, ""
            yield index, fuller
            continue
        if pronoun == clause.subject or pronoun.lower_ not in _OTHER_PRONOUNS:
            continue
        if pronoun.lower_ in {"her", "his", "him"}:
            if index in clause.subject_tokens or pronoun.dep_ != "poss":
                person = person_meant(pronoun, clause.sentence.number, world)
                if person is not None:
                    yield index, _owner(person) if pronoun.dep_ == "poss" else person
            continue
        if said := _meant(pronoun, clause):
            yield index, _owner(said) if pronoun.dep_ == "poss" else said


def _owner(name: str) -> str:
    return f"{name}\u2019" if name.endswith("s") else f"{name}\u2019s"


def _meant(pronoun: Any, clause: Clause) -> str | None:
    """What "it", "them", "its" or "their" stands for, in words that need no context."""
    noun = noun_meant(pronoun)
    if noun is None or noun.i in clause.kept:
        # Inside the clause the pronoun is understood, or it is not certain what it means.
        return None
    after = [t for t in noun.subtree if t.i > noun.i]
    if any(t.pos_ in {"VERB", "AUX", "NUM", "PUNCT"} for t in after) or len(after) > _TAIL:
        after = []
        if any(c.dep_ == "prep" for c in noun.children):
            return None
    words = clause.words(t.i for t in noun.subtree if t.i <= noun.i or t in after)
    if noun.lemma_.casefold() in VAGUE_NOUNS and len(words.split()) <= _NAMED:
        return None
    return re.sub(r"^(?:[Aa]n?|The) ", "the ", words)
