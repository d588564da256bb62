"""Questions that ask for a name: of a person, a place, a body or a thing of a known kind."""

import re
from collections.abc import Iterator
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.kinds import Kind, fits_its_frame, kind_of, phrases_in, proper_run, text_of
from quizapp.generation.model import SIDE, Candidate
from quizapp.generation.naming import Naming, predicate_of
from quizapp.generation.parsing import text_beside
from quizapp.generation.persons import person
from quizapp.generation.placing import named_after, place
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.stems import NotAskable
from quizapp.knowledge import places
from quizapp.knowledge.siblings import bare

_FEWEST_OTHERS = 5
_FEWEST_CALLED, _FEWEST_LISTED = 3, 3
_ONE = {"are": "is", "were": "was", "have": "has"}


def _is_party(entity: Any) -> bool:
    """Whether the name is a party to a law case ("Roe v. Bristol")."""
    return bool({text_beside(entity[0], -1), text_beside(entity[-1], 1)} & {"v.", "v", "vs.", "vs"})


def _names_somebody_kept(entity: Any, clause: Clause) -> bool:
    """Whether the name stands beside a noun of the clause that says who it is ("the state herald, John Harper")."""
    noun = entity.root.head
    return bool(entity.label_ == "PERSON" and entity.root.dep_ == "appos" and noun.i in clause.kept)


def name_candidates(clause: Clause, naming: Naming) -> Iterator[Candidate | str]:
    """Candidates for the names and the things of a known kind in the clause, and reason codes of failures."""
    taken: set[int] = set()
    for entity in clause.sentence.span.ents:
        indexes = {t.i for t in entity if t.dep_ != "det" or t.i != entity.start}
        reached = indexes <= clause.kept or _names_somebody_kept(entity, clause)
        if not indexes or not reached or taken & indexes or _is_party(entity):
            continue
        writer = {"PERSON": person, "GPE": place, "LOC": place}.get(entity.label_)
        if writer is None or entity.root.dep_ in {"poss", "compound", "amod", "nmod"}:
            continue
        try:
            made = writer(clause, entity, naming)
        except NotAskable as reason:
            yield str(reason)
            continue
        if made:
            taken |= indexes
            yield made
    for noun in clause.sentence.span:
        # "the canton of X": a place, whatever the parser takes its name for.
        span = named_after(noun)
        indexes = {t.i for t in span} if span is not None else set()
        if not indexes or not indexes <= clause.kept or taken & indexes:
            continue
        try:
            made = place(clause, span, naming)
        except NotAskable as reason:
            yield str(reason)
            continue
        if made:
            taken |= indexes
            yield made
    try:
        yield from _named_beside(clause, naming)
    except NotAskable as reason:
        yield str(reason)
    for tokens, root in phrases_in(clause.sentence):
        if taken & {t.i for t in tokens} or naming.world.is_central(bare(text_of(tokens))):
            continue
        try:
            yield from _thing(clause, tokens, root, naming)
        except NotAskable as reason:
            yield str(reason)


def _thing(clause: Clause, tokens: list[Any], root: Any, naming: Naming) -> Iterator[Candidate]:
    called = next((c for c in root.children if c.lower_ in {"called", "named", "titled"} and c.dep_ == "acl"), None)
    if called is not None:
        yield from _called(clause, root, called, naming)
        return
    if any(child.dep_ in {"conj", "appos"} for child in root.children) or root.dep_ in {"appos", "compound", "poss"}:
        return
    if root.dep_ in {"conj", "oprd"} or root.ent_type_ in {"PERSON", "DATE", "GPE", "MONEY", "CARDINAL", "PERCENT"}:
        return
    if any(clause.doc[i].lower_ == "any" for i in clause.kept):
        # What holds of any such thing is no fact about one.
        return
    if clause.verb.lower_ in {"known", "called", "named"}:
        # What something is called is asked by the writer of terms.
        return
    for phrase in _widths(tokens, root):
        kind = kind_of(phrase, root, naming.things)
        if kind is None or len(kind.others) < 3 or not fits_its_frame(kind, root) or _is_state(root):
            continue
        indexes = frozenset(t.i for t in phrase)
        slot = slot_around(clause, indexes, reported=True)
        if slot is None or naming.world.is_central(bare(kind.key)) or bare(kind.key) == "constitution":
            # A text that says "the Constitution" takes it for known.
            return
        after = {t.i for t in root.subtree if t.i > max(indexes)} & clause.kept
        if after and _only_places(root, max(indexes), after):
            # "the Land Act of 1913", "the Park School in Ashby": the name is told without it.
            indexes, after = indexes | after, set()
        if after and kind.question == "what" and root.doc[min(after)].dep_ == "prep" and root.dep_ == "dobj":
            # "What does she seek on trade?"
            after = set()
        if after:
            # What says more about the noun would be lost, or left behind when the question word moves to the front.
            return
        yield _thing_candidate(clause, indexes, root, kind, slot, naming)
        return


def _is_state(root: Any) -> bool:
    """Whether a noun without an article says how somebody is ("organisations on ceasefire", "at war")."""
    led = any(c.dep_ in {"det", "poss", "amod", "compound", "nummod"} for c in root.children)
    return bool(root.tag_ == "NN" and not led and root.dep_ == "pobj" and root.head.lower_ in {"on", "at", "under"})


def _only_places(root: Any, last: int, after: set[int]) -> bool:
    """Whether what follows a name only says of which year or in which place it is."""
    if not proper_run(root) or len(proper_run(root)) < 2:
        return False
    preposition = root.doc[last + 1]
    if after == {last + 1} and re.fullmatch(r"\d{4}", preposition.text):
        # "the Defamation Act 2013"
        return True
    objects = [c for c in preposition.children if c.dep_ == "pobj"]
    if preposition.dep_ != "prep" or len(objects) != 1 or {t.i for t in preposition.subtree} & after != after:
        return False
    year = preposition.lower_ == "of" and objects[0].text.isdigit()
    return year or (preposition.lower_ in {"in", "at", "near"} and objects[0].ent_type_ in {"GPE", "LOC"})


def _named_beside(clause: Clause, naming: Naming) -> Iterator[Candidate]:
    """ "The first attempt, the Freedom of Information Act of 2002, was ..." asks which act it was."""
    said = next((c for c in clause.subject.children if c.dep_ == "appos" and c.i > clause.subject.i), None)
    name = proper_run(said) if said is not None and clause.subject.pos_ == "NOUN" and not clause.subject_as else []
    if said is None or len(name) < 2 or said.ent_type_ in {"PERSON", "GPE", "DATE"}:
        return
    if clause.doc[clause.subject.i + 1 : said.left_edge.i].text != ",":
        # Further off it may explain something else.
        return
    before = clause.doc[name[0].i - 1]
    kind = kind_of([*([before] if before.lower_ == "the" else []), *name], said, naming.things)
    if kind is None or len(kind.others) < _FEWEST_OTHERS or naming.world.is_central(bare(kind.key)):
        return
    slot = Slot(clause, clause.subject_tokens, clause.subject, None)
    yield _thing_candidate(clause, clause.subject_tokens, clause.subject, kind, slot, naming)


def _widths(tokens: list[Any], root: Any) -> list[list[Any]]:
    """The phrase with what follows its noun, and without."""
    whole = [root.doc[i] for i in range(tokens[0].i, root.right_edge.i + 1)]
    return [whole, tokens] if len(whole) > len(tokens) and len(whole) < 9 else [tokens]


def _thing_candidate(
    clause: Clause, indexes: frozenset[int], root: Any, kind: Kind, slot: Slot, naming: Naming
) -> Candidate:
    named = any(c.dep_ == "attr" and c.lemma_ in {"name", "term", "word", "title"} for c in clause.verb.children)
    asked = "what" if named and root == clause.subject else kind.question
    return Candidate(
        kind="thing",
        stem=stem_for(Slot(clause, indexes, root, slot.preposition, slot.in_place), asked, naming.world),
        key=kind.key,
        others=kind.others,
        evidence=clause.evidence,
        from_article=kind.own,
        predicate=predicate_of(clause, indexes),
        rank=SIDE if clause.is_description and clause.subject.ent_type_ == "PERSON" else _turn(kind, naming),
    )


def _turn(kind: Kind, naming: Naming) -> int:
    """A name that the article holds again and again is the last to be asked for."""
    if bare(kind.key) in {bare(name) for name in naming.world.often}:
        return 3
    return 1 if kind.own else 2


def _called(clause: Clause, root: Any, verb: Any, naming: Naming) -> Iterator[Candidate]:
    """ "a body called the National Conference": asks which body."""
    name = next((c for c in verb.children if c.dep_ == "oprd"), None)
    if name is None:
        return
    tokens = [t for t in name.subtree if not t.is_punct]
    kind = kind_of(tokens, name, naming.things)
    indexes = frozenset(t.i for t in root.subtree if t.i in clause.kept)
    slot = slot_around(clause, indexes, reported=True)
    if slot is None or kind is None or len(kind.others) < _FEWEST_CALLED:
        return
    modifiers = [t.i for t in root.children if t.dep_ in {"amod", "compound"} and t.i < root.i]
    asked = f"which {clause.words([*modifiers, root.i])}"
    yield Candidate(
        kind="thing",
        stem=stem_for(Slot(clause, indexes, root, slot.preposition, slot.in_place), asked, naming.world),
        key=kind.key,
        others=kind.others,
        evidence=clause.evidence,
        from_article=kind.own,
        predicate=predicate_of(clause, indexes),
        rank=1,
    )


def list_candidates(clause: Clause, naming: Naming) -> Iterator[Candidate]:
    """Which of these a list of three or more holds, where what else is of its kind is known."""
    for first in clause.sentence.span:
        members = [first, *first.conjuncts] if first.dep_ in {"dobj", "pobj", "attr", "nsubj", "nsubjpass"} else []
        if len(members) < 3 or any(m.pos_ not in {"NOUN", "PROPN"} for m in members):
            continue
        if countries := _countries(members):
            yield from _listed_countries(clause, first, countries, naming)
            continue
        indexes = frozenset(t.i for t in first.subtree if t.i in clause.kept)
        slot = slot_around(clause, indexes) if first.i in clause.kept else None
        if slot is None or any(t.pos_ == "VERB" for t in first.subtree):
            continue
        for member in members:
            conjuncts = {t.i for c in member.children if c.dep_ in {"conj", "cc", "punct"} for t in c.subtree}
            tokens = [t for t in member.subtree if t.i not in conjuncts]
            kind = kind_of(tokens, member, naming.things)
            if kind is None or kind.own or len(kind.others) < 3 or not fits_its_frame(kind, first):
                continue
            try:
                stem = stem_for(Slot(clause, indexes, first, slot.preposition), "which of these", naming.world)
            except NotAskable:
                break
            yield Candidate("list", stem, kind.key, kind.others, clause.evidence, rank=2)
            break


def _countries(members: list[Any]) -> list[str]:
    """The names of the members where all are countries."""
    found = [places.find(member.text) for member in members]
    return [place.name for place in found if place is not None and place.kind == "country"] if all(found) else []


def _listed_countries(clause: Clause, first: Any, countries: list[str], naming: Naming) -> Iterator[Candidate]:
    """ "Chile, Peru and Bolivia signed ..." asks which of these signed; the others are never named by the article."""
    if len(countries) < _FEWEST_LISTED or not {first.i} <= clause.kept or first.dep_ not in {"nsubj", "nsubjpass"}:
        return
    known = {place.name for name in naming.world.places if (place := places.find(name))} | {*countries}
    fitting = [name for name in countries if name not in naming.world.often and not naming.world.is_central(name)]
    if not fitting:
        return
    others = [other for other in places.siblings(fitting[0]) if other not in known]
    try:
        stem = stem_for(Slot(clause, clause.subject_tokens, first, None), "which of these countries", naming.world)
    except NotAskable:
        return
    # "which countries are" is said of one of them.
    stem = re.sub(r"(?<=^Which of these countries )(are|were|have)\b", lambda m: _ONE[m[1]], stem)
    stem = re.sub(r"(?<=^Which of these countries )(?:is|was) known as\b", "belongs to", stem)
    if not re.search(r"\beach\b", stem) and len(re.findall(r"[A-Z]|\d{4}", stem)) > 1:
        named = tuple(places.with_article(other) for other in others)
        yield Candidate("list", stem, places.with_article(fitting[0]), named, clause.evidence, rank=2)
