"""Questions that ask for a person, a place, a body or a thing of a known kind."""

from collections.abc import Iterator
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.model import Candidate
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.world import World, bare_name
from quizapp.knowledge import people, places
from quizapp.knowledge.siblings import SiblingClass, bare, class_of

_WORD_FOR = {
    "courts": "which court",
    "legislative chambers": "which chamber",
    "universities of Korea": "which university",
    "world regions": "which region",
    "contested lands": "which peninsula",
    "disputed places": "which territory",
    "international bodies": "which organisation",
    "unions and societies": "which organisation",
    "meetings of leaders": "which talks",
    "statehouse offices": "which officer",
    "local officers": "which officer",
}


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
        kind = class_of(chunk.text)
        if kind is None or taken & {t.i for t in chunk} or world.is_central(bare(chunk.text)):
            continue
        yield from _of_class(clause, chunk, kind, world)


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
        key=name,
        others=tuple(dict.fromkeys(others)),
        evidence=clause.sentence.quote,
        from_article=frozenset(own),
        predicate=_predicate(clause, tokens),
        rank=1,
    )


def _of_class(clause: Clause, chunk: Any, kind: SiblingClass, world: World) -> Iterator[Candidate]:
    tokens = frozenset(t.i for t in chunk)
    slot = slot_around(clause, tokens)
    if slot is None or chunk.root.dep_ in {"conj", "appos"} or any(c.dep_ == "conj" for c in chunk.root.children):
        return
    key = chunk.text if chunk.root.pos_ == "PROPN" else chunk.text[:1].lower() + chunk.text[1:]
    member = next(m for m in kind.members if bare(m) == bare(chunk.text))
    has_article = key.split()[0].casefold() in {"a", "an", "the"}
    others = [m if has_article or member == bare(member) else _without_article(m) for m in kind.members if m != member]
    yield Candidate(
        kind="thing",
        stem=stem_for(Slot(clause, tokens, chunk.root, slot.preposition), _WORD_FOR.get(kind.name, "what"), world),
        key=key,
        others=tuple(others),
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


