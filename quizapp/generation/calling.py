"""What the article says something is called, and the question for the name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.parsing import Sentence, text_beside
from quizapp.generation.stems import NotAskable, ask
from quizapp.generation.world import World
from quizapp.questions.content import Evidence

_POINTING = re.compile(
    r"\b(?:this|these|those|that day|such|here|its|their|his|her|it|they|them|another|same|other|only|one|first)\b"
    r"|[;:()\u201c\u201d\"]"
)
_SHORTEST, _LONGEST = 5, 26
_FEWEST_STEM = 7


def names_told(clauses: list[Clause], sentences: list[Sentence], world: World) -> Iterator["Told"]:
    """Every name that the article gives for something it explains in the same sentence."""
    yield from _called(clauses, world)
    yield from _explained_beside(sentences)
    yield from _meaning_beside(sentences)
    yield from _beside(sentences)


@dataclass(frozen=True, slots=True)
class Told:
    """A question for the name of something, and the name."""

    stem: str
    key: str
    meaning: str
    evidence: Evidence
    plural: bool


def _called(clauses: list[Clause], world: World) -> Iterator[Told]:
    """ "The yearly cost of repaying a loan is called debt service." asks for the name."""
    for clause in clauses:
        verb = clause.verb
        passive = bool(clause.lent) or any(child.dep_ == "auxpass" for child in verb.children)
        if verb.lower_ not in {"called", "known", "termed", "named", "nicknamed", "dubbed"} or not passive:
            continue
        name = _name_of(verb)
        if name is None or not {t.i for t in name.subtree} <= clause.kept:
            continue
        key = re.sub(r"^(?:an?|the) ", "", "".join(t.text_with_ws for t in name.subtree).strip())
        tokens = {t.i for t in name.subtree} | ({name.head.i} if name.dep_ == "pobj" else set())
        adverbs = {c.i for c in verb.children if c.dep_ == "advmod"}
        try:
            stem = ask(clause, tokens | adverbs, "what", world)
        except NotAskable:
            continue
        if _is_bare_definite(clause):
            continue
        if len(stem.split()) < _FEWEST_STEM or set(key.casefold().split()) & set(stem.casefold().split()):
            continue
        stem = re.sub(r" known\?$", " called?", stem)
        yield Told(stem, key, stem, clause.evidence, name.tag_ in {"NNS", "NNPS"})


def _is_bare_definite(clause: Clause) -> bool:
    """Whether what is called so is "the failed trial": which one, only the sentence before tells."""
    subject = clause.subject
    has_the = any(child.lower_ == "the" for child in subject.children)
    return has_the and subject.tag_ == "NN" and not any(c.dep_ in {"prep", "relcl", "acl"} for c in subject.children)


def _name_of(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ == "oprd" and child.pos_ in {"NOUN", "PROPN"}:
            return child
        if child.dep_ == "prep" and child.lower_ == "as":
            return next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in {"NOUN", "PROPN"}), None)
    return None


def _explained_beside(sentences: list[Sentence]) -> Iterator[Told]:
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
            if subject is None or meaning is None or subject.lower_ != "which":
                continue
            if text_beside(verb.left_edge, -1) != ",":
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
                yield Told(stem, key, said, sentence.quote, plural)


def _meaning_beside(sentences: list[Sentence]) -> Iterator[Told]:
    """ "sequestration, which means that the jurors are lodged in a hotel" asks what that is called."""
    for sentence in sentences:
        for verb in sentence.span:
            noun = verb.head
            if verb.dep_ != "relcl" or verb.lemma_ != "mean" or noun.pos_ != "NOUN" or noun.conjuncts:
                continue
            meaning = next((c for c in verb.children if c.dep_ == "ccomp"), None)
            if meaning is None or text_beside(verb.left_edge, -1) != ",":
                continue
            said = "".join(t.text_with_ws for t in meaning.subtree).strip(" ,.").removeprefix("that ")
            key = "".join(t.text_with_ws for t in noun.lefts if t.dep_ in {"amod", "compound"}) + noun.text
            if not _SHORTEST <= len(said.split()) <= _LONGEST or _POINTING.search(said):
                continue
            if not set(key.casefold().split()) & set(said.casefold().split()):
                stem = f"What is it called when {said}?"
                yield Told(stem, key, "an act", sentence.quote, noun.tag_ == "NNS")


def _beside(sentences: list[Sentence]) -> Iterator[Told]:
    """ "subsidiarity, the rule that decisions ..." and "boro, a rice crop that ...": asks what that is called."""
    for sentence in sentences:
        for meaning in sentence.span:
            term = meaning.head
            if meaning.dep_ != "appos" or meaning.pos_ != "NOUN" or term.pos_ != "NOUN" or meaning.i < term.i:
                continue
            if text_beside(meaning.left_edge, -1) != "," or term.conjuncts or meaning.conjuncts or term.tag_ != "NN":
                continue
            words = [t for t in term.children if t.i < term.i and not t.is_punct]
            if any(t.dep_ not in {"compound", "det"} or t.lower_ == "the" for t in words):
                continue
            told = any(c.dep_ in {"relcl", "acl"} for c in meaning.children)
            said = "".join(t.text_with_ws for t in meaning.subtree).strip(" ,.")
            led = said.split()[0].lower() if said else ""
            key = " ".join(t.text for t in [*(t for t in words if t.dep_ == "compound"), term])
            if led not in {"a", "an", "the"} or not told or not _SHORTEST <= len(said.split()) <= _LONGEST:
                continue
            if re.search(r"\b(?:known as|called|named)\b", said):
                # "a privilege known as ...": its name stands in the words.
                continue
            if _POINTING.search(said.removeprefix("the ")) or re.search(r", |[A-Z]", said) or not key.islower():
                continue
            if not set(key.split()) & set(said.casefold().split()):
                yield Told(f"What is {said} called?", key, said, sentence.quote, plural=False)
