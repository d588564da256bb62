"""Main clauses with the parts that a question may keep, and their words in readable order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from quizapp.generation.parsing import Sentence

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_DISCOURSE = frozenset(
    "however moreover furthermore also too then thus therefore hence overall ultimately meanwhile instead nevertheless "
    "indeed finally still additionally consequently even so but and yet or first secondly undoubtedly just".split()
)
_ASIDES = frozenset({"including", "despite", "amid", "unlike", "like", "such", "with"})
_KEPT_SUBCLAUSES = frozenset({"if", "unless", "when", "where", "until", "before", "after", "once", "that", "whether"})


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """``kept`` are the tokens (by index) that a question about the clause may use.

    ``lent`` is the auxiliary that a shortened clause has lost ("a law [that was] passed in 1923").
    """

    sentence: Sentence
    verb: Any
    subject: Any
    auxiliaries: tuple[Any, ...]
    kept: frozenset[int]
    subject_tokens: frozenset[int] = field(default=frozenset())
    lent: str = ""

    @property
    def doc(self) -> Any:
        return self.verb.doc

    def words(self, indexes: Iterable[int]) -> str:
        """The tokens in text order as running text."""
        return say(self.doc, indexes)


def clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """The finite main clauses of the sentence: its root and the verbs joined to it."""
    root = sentence.span.root
    verbs = [root, *(t for t in root.conjuncts if t.pos_ in {"VERB", "AUX"} and t.i > root.i)]
    for verb in verbs:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        subject = _subject(verb)
        if subject is None and verb is not root:
            subject = _subject(root)
        if subject is None:
            continue
        subject_tokens = frozenset(_kept(subject))
        auxiliaries = tuple(child for child in verb.children if child.dep_ in _AUXILIARIES)
        if verb is not root and not auxiliaries and verb.tag_ == "VBN" and _subject(verb) is None:
            # "was convicted in 1996 and pardoned in 1997": the second verb shares the first one's auxiliary.
            auxiliaries = tuple(child for child in root.children if child.dep_ in _AUXILIARIES)
        if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
            continue
        kept = frozenset(_kept(verb)) | subject_tokens | {a.i for a in auxiliaries}
        yield Clause(sentence, verb, subject, auxiliaries, kept, subject_tokens)


def side_clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """Clauses that hang on a noun ("the Act, passed in 1923,", "Roh, who won the vote,") as main clauses."""
    for verb in sentence.span:
        noun = verb.head
        if verb.dep_ not in {"acl", "relcl"} or noun.pos_ not in {"NOUN", "PROPN"} or verb.pos_ not in {"VERB", "AUX"}:
            continue
        inside = frozenset(token.i for token in verb.subtree)
        subject_tokens = frozenset(_kept(noun)) - inside
        kept = frozenset(_kept(verb))
        if verb.dep_ == "relcl":
            pronoun = _subject(verb)
            auxiliaries = tuple(child for child in verb.children if child.dep_ in _AUXILIARIES)
            if pronoun is None or pronoun.lower_ not in {"who", "which", "that"}:
                continue
            if not auxiliaries and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
                continue
            kept = (kept - {pronoun.i}) | {a.i for a in auxiliaries}
            yield Clause(sentence, verb, noun, auxiliaries, kept | subject_tokens, subject_tokens)
        elif verb.tag_ == "VBN" and verb.i > noun.i:
            lent = "were" if noun.tag_ in {"NNS", "NNPS"} else "was"
            yield Clause(sentence, verb, noun, (), kept | subject_tokens, subject_tokens, lent)


def _subject(verb: Any) -> Any | None:
    return next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)


def _kept(token: Any) -> Iterator[int]:
    """The token and what hangs on it, without asides, second verbs and what would not stand alone."""
    yield token.i
    for child in token.children:
        if not _is_dropped(child, token):
            yield from _kept(child)


def _is_dropped(child: Any, head: Any) -> bool:
    after_comma = child.left_edge.i > 0 and child.doc[child.left_edge.i - 1].is_punct
    if child.dep_ in {"parataxis", "intj", "meta", "discourse", "preconj", "dep"}:
        return True
    if child.dep_ in {"conj", "cc"}:
        return head.pos_ in {"VERB", "AUX"}
    if child.dep_ in {"relcl", "acl"} and after_comma:
        return True
    if child.dep_ == "appos":
        return True
    if child.dep_ == "advcl":
        mark = next((c.lower_ for c in child.children if c.dep_ in {"mark", "advmod"}), "")
        return mark not in _KEPT_SUBCLAUSES or (after_comma and child.i > head.i)
    if child.dep_ == "ccomp" and head.pos_ in {"VERB", "AUX"} and child.i < head.i:
        return True
    if child.dep_ == "punct":
        return not (child.text in {"-", "\u2013", "/", "%", "$"} or (child.text == "," and _in_list(head)))
    if child.dep_ == "advmod" and child.lower_ in _DISCOURSE:
        return True
    return child.dep_ == "prep" and after_comma and child.i > head.i and child.lower_ in _ASIDES


def _in_list(head: Any) -> bool:
    return any(child.dep_ == "conj" for child in head.children)


def say(doc: Any, indexes: Iterable[int]) -> str:
    """Tokens as text, a space where tokens between them are left out, without stray commas."""
    pieces: list[str] = []
    last = None
    for index in sorted(set(indexes)):
        if last is not None and index != last + 1 and pieces and not pieces[-1].endswith(" "):
            pieces.append(" ")
        pieces.append(doc[index].text_with_ws)
        last = index
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """Spaces and commas as they should be after words were taken out."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,;:.?!%])", r"\1", text)
    text = re.sub(r",(\s*,)+", ",", text)
    text = re.sub(r"^[,;:\s]+|[,;:\s]+$", "", text)
    return re.sub(r",\?", "?", text)
