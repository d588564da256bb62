"""Questions that give a description and ask what the article describes so ("X, a border village in the hills,")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.generation.english import upper_first
from quizapp.generation.kinds import kind_of, proper_run
from quizapp.generation.model import Candidate
from quizapp.generation.naming import Naming
from quizapp.generation.parsing import Sentence, text_beside
from quizapp.generation.placing import other_places
from quizapp.knowledge.words import ABSTRACT_NOUNS, PLACE_NOUNS

_POINTERS = frozenset(
    "his her its their this that these those such same another other also then he she it they them him which".split()
)
_LENGTH = (4, 18)
_FEWEST_OTHERS = 5
# Of so little a description cannot be recognised: it names nothing and has few words of its own.
_FEWEST_TELLING = 3
_TELLING = re.compile(r"[a-z]{4,}")
_LEANS = re.compile(r"[\u201c\u201d\"();:]|\b(?:who|which) (?:was|were|had|has) (?:not|also)\b")


@dataclass(frozen=True, slots=True)
class Description:
    """``words`` say what the thing named by ``name`` is; ``noun`` is their head."""

    name: Any
    noun: Any
    words: str
    sentence: Sentence


def descriptions_of(sentences: list[Sentence]) -> Iterator[Description]:
    """What stands beside a name between commas and can be understood by itself."""
    for sentence in sentences:
        for noun in sentence.span:
            name = noun.head
            if (
                noun.dep_ != "appos"
                or noun.pos_ != "NOUN"
                or noun.lemma_ in ABSTRACT_NOUNS
                or noun.i < name.i
                or name.pos_ != "PROPN"
            ):
                continue
            words = _words_of(noun, sentence)
            if words and not name.conjuncts:
                yield Description(name, noun, words, sentence)


def _words_of(noun: Any, sentence: Sentence) -> str:
    """The description up to its closing comma, if nothing in it points elsewhere; else ""."""
    doc, start, end = noun.doc, noun.left_edge.i, noun.right_edge.i
    if text_beside(noun.left_edge, -1) != "," or doc[start].lower_ not in {"a", "an", "the"} or noun.conjuncts:
        return ""
    tokens = list(doc[start : end + 1])
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    if not tokens or tokens[-1].i + 1 >= sentence.span.end or not doc[tokens[-1].i + 1].is_punct:
        # Without a mark behind it, more may belong to it than the parser saw.
        return ""
    commas = [t.i for t in tokens if t.text == ","]
    if commas and doc[commas[0] + 1].tag_ in {"WDT", "WP", "WRB", "IN"}:
        # "a village in the hills, where ...": what comes after a comma is said beside.
        tokens = [t for t in tokens if t.i < commas[0]]
    if any(_is_bare(t) for t in tokens if t != noun):
        # "a baker from Hull who led the march": which march only the article tells, but not where he was from.
        inside = {t.i for c in noun.children if c.dep_ == "relcl" for t in c.subtree}
        tokens = [t for t in tokens if t.i not in inside and not t.is_punct]
    text = "".join(t.text_with_ws for t in tokens).strip()
    who = next((t.i for t in tokens if t.lower_ == "who"), end)
    if any(_points(t) and not (t.lower_ in {"his", "her"} and t.i > who) for t in tokens) or _LEANS.search(text):
        return ""
    pointing = any(_is_bare(t) for t in tokens if t != noun)
    length = len(text.split())
    telling = len(set(_TELLING.findall(text))) + 2 * len(re.findall(r"\b(?:[A-Z]|\d)", text))
    return text if _LENGTH[0] <= length <= _LENGTH[1] and telling >= _FEWEST_TELLING and not pointing else ""


def _points(token: Any) -> bool:
    return token.lower_ in _POINTERS and token.tag_ not in {"WDT", "WP", "IN"}


def _is_bare(token: Any) -> bool:
    """Whether the token is "the state" with nothing to tell which."""
    led = [c for c in token.children if c.dep_ in {"det", "amod", "compound", "poss", "prep", "relcl", "acl", "nummod"}]
    return bool(token.tag_ == "NN" and [c.lower_ for c in led] == ["the"] and token.lemma_ not in {"world", "time"})


def described_candidates(sentences: list[Sentence], naming: Naming) -> Iterator[Candidate]:
    """Which place or which body the article describes so."""
    for described in descriptions_of(sentences):
        entity = next(
            (e for e in described.name.doc.ents if e.start <= described.name.i < e.end and e.label_ != "DATE"), None
        )
        if entity is not None and entity.label_ == "PERSON":
            # "A former professor of law" may be said of many, and how a text describes people is not worth knowing.
            continue
        if described.noun.lemma_.casefold() in PLACE_NOUNS:
            yield from _place(described, naming)
        elif entity is None or entity.label_ not in {"GPE", "NORP"}:
            yield from _body(described, naming)


def _place(described: Description, naming: Naming) -> Iterator[Candidate]:
    run = proper_run(described.name)
    name = "".join(t.text_with_ws for t in run).strip()
    word = described.noun.lemma_.casefold()
    if not name or naming.world.is_central(name):
        return
    own, packed = other_places(name, word, naming.world)
    yield Candidate(
        kind="place",
        stem=f"Which place does the article describe as {described.words}?",
        key=name,
        others=tuple(dict.fromkeys(o for o in [*own, *packed] if not naming.world.is_central(o))),
        evidence=described.sentence.quote,
        from_article=frozenset(own),
        predicate=_predicate(described.words),
        rank=2,
    )


def _body(described: Description, naming: Naming) -> Iterator[Candidate]:
    name = proper_run(described.name)
    if len(name) < 2:
        return
    before = name[0].doc[name[0].i - 1] if name[0].i else None
    article = [before] if before is not None and before.lower_ == "the" else []
    kind = kind_of([*article, *name], described.name, naming.things)
    if kind is None or len(kind.others) < _FEWEST_OTHERS or naming.world.is_central(kind.key):
        return
    if described.noun.lemma_.casefold() in kind.question.split():
        # "Which party does the article describe as a party?"
        return
    # "Which officer is described as an office?"
    asked = "which office" if described.noun.lemma_ == "office" else kind.question
    yield Candidate(
        kind="thing",
        stem=f"{upper_first(asked)} does the article describe as {described.words}?",
        key=kind.key,
        others=kind.others,
        evidence=described.sentence.quote,
        from_article=kind.own,
        predicate=_predicate(described.words),
        rank=1,
    )


def _predicate(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{5,}", words))
