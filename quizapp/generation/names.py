"""Questions that ask for a person, a place, a body or a thing of a known kind."""

import re
from collections.abc import Iterator
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.model import Candidate
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.world import World, bare_name
from quizapp.knowledge import people, places
from quizapp.knowledge.siblings import SiblingClass, bare, class_of

_WHERE = frozenset({"in", "at", "near", "from", "to", "into", "outside"})


def name_candidates(clause: Clause, world: World, year: int | None) -> Iterator[Candidate]:
    """Candidates for the names and the things of a known kind in the clause; ``year`` dates its people."""
    taken: set[int] = set()
    for entity in clause.sentence.span.ents:
        indexes = [t.i for t in entity if t.dep_ != "det" or t.i != entity.start]
        if not indexes or not set(indexes) <= clause.kept or entity.root.dep_ in {"poss", "compound", "amod", "nmod"}:
            continue
        made = None
        if entity.label_ == "PERSON":
            made = _person(clause, entity, indexes, world, year)
        elif entity.label_ in {"GPE", "LOC"}:
            made = _place(clause, entity, indexes, world)
        if made:
            taken |= set(indexes)
            yield made
    for chunk in clause.sentence.span.noun_chunks:
        if taken & {t.i for t in chunk} or world.is_central(bare(chunk.text)):
            continue
        whole = clause.doc[chunk.start : chunk.root.right_edge.i + 1]
        for phrase in (whole, chunk):
            if kind := class_of(phrase.text):
                yield from _of_class(clause, phrase, chunk.root, kind, world)
                break


def _with_article(entity: Any) -> list[int]:
    first = entity[0]
    before = [first.i - 1] if first.i and first.nbor(-1).lower_ == "the" else []
    return before + [t.i for t in entity]


def _person(clause: Clause, entity: Any, indexes: list[int], world: World, year: int | None) -> Candidate | None:
    name = bare_name(entity)
    full = world.people.get(name)
    if full is None or world.is_central(full) or world.is_central(name):
        return None
    root = entity.root
    tokens = frozenset(t.i for t in root.subtree if t.i in clause.kept)
    slot = slot_around(clause, tokens)
    if slot is None or root.dep_ in {"conj", "appos"} or any(c.dep_ == "conj" for c in root.children):
        return None
    own = sorted({each for each in world.people.values() if each != full and not world.is_central(each)})
    country = next((p for p in (places.country_behind(place) for place in world.places) if p), None)
    known = [peer for peer in people.peers(country, year) if peer != full]
    stem = stem_for(Slot(clause, tokens, root, slot.preposition), "whom", world, subject_word="who")
    # Asked in place, "whom" reads like a slip of the pen.
    if not re.match(r"Who|(?:By|With|From|To|On|For|Under|Against|After) whom", stem):
        return None
    return Candidate(
        kind="person",
        stem=stem,
        key=full,
        others=tuple(dict.fromkeys([*own, *known])),
        evidence=clause.sentence.quote,
        from_article=frozenset(own),
        predicate=_predicate(clause, tokens),
        rank=1,
    )


def _place(clause: Clause, entity: Any, indexes: list[int], world: World) -> Candidate | None:
    name = bare_name(entity)
    place = places.find(name)
    if place is None or world.is_central(name) or world.is_central(place.name):
        return None
    root = entity.root
    if root.dep_ in {"conj", "appos"} or any(child.dep_ == "conj" for child in root.children):
        return None
    preposition = root.head.lower_ if root.dep_ == "pobj" else ""
    if place.kind == "city" and preposition not in _WHERE:
        # "Seoul fears ..." means the government: the city was not asked about.
        return None
    tokens = frozenset(_with_article(entity)) & clause.kept
    slot = slot_around(clause, tokens)
    if slot is None:
        return None
    own = [
        bare
        for bare in world.places
        if (other := places.find(bare)) and other.kind == place.kind and other.name != place.name
    ]
    word = place.kind if place.kind in {"country", "city", "state", "province", "canton", "nation"} else "place"
    shown = {places.find(each).name: each for each in own if places.find(each)}  # type: ignore[union-attr]
    others = [shown.get(other, other) for other in [*(places.find(o).name for o in own), *places.siblings(name)]]  # type: ignore[union-attr]
    return Candidate(
        kind="place",
        stem=stem_for(Slot(clause, tokens, root, slot.preposition), f"which {word}", world),
        key=places.with_article(name),
        others=tuple(dict.fromkeys(places.with_article(other) for other in others)),
        evidence=clause.sentence.quote,
        from_article=frozenset(places.with_article(each) for each in own),
        predicate=_predicate(clause, tokens),
        rank=1,
    )


def _of_class(clause: Clause, phrase: Any, root: Any, kind: SiblingClass, world: World) -> Iterator[Candidate]:
    tokens = frozenset(t.i for t in phrase)
    slot = slot_around(clause, tokens)
    joined = any(child.dep_ == "conj" and child.i not in tokens for child in root.children)
    if slot is None or joined or root.dep_ in {"conj", "appos"}:
        return
    member = next(m for m in kind.members if bare(m) == bare(phrase.text))
    is_bare = bare(phrase.text) == phrase.text.casefold()
    options = [_without_article(m) if is_bare else m for m in [member, *(m for m in kind.members if m != member)]]
    yield Candidate(
        kind="thing",
        stem=stem_for(Slot(clause, tokens, root, slot.preposition), kind.question, world),
        key=options[0],
        others=tuple(options[1:]),
        evidence=clause.sentence.quote,
        predicate=_predicate(clause, tokens),
        rank=2,
    )


def _without_article(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if first in {"a", "an", "the"} else phrase


def _predicate(clause: Clause, slot: frozenset[int]) -> frozenset[str]:
    """Lemmas of what is said about the slot: enough to find another sentence that says it too."""
    return frozenset(
        clause.doc[i].lemma_.casefold()
        for i in clause.kept - slot
        if clause.doc[i].pos_ in {"NOUN", "VERB"} and not clause.doc[i].is_stop
    )


