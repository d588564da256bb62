"""Where a clause holds something that can be asked: tokens, their phrase, and how to point at them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.stems import NotAskable, ask, ask_in_place
from quizapp.generation.world import World

# A phrase led by one of these can be moved to the front together with its question word.
_FRONTED = frozenset(
    "in on at by for with from to since under over until within during after before into against".split()
)

# So many phrases with one preposition may follow a verb; more are a list of things that belong together.
_ROW = 2


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """``tokens`` is the whole phrase that the question word replaces; ``preposition`` leads it, if any."""

    clause: Clause
    tokens: frozenset[int]
    head: Any
    preposition: Any | None
    in_place: bool = False


def slot_around(clause: Clause, indexes: Iterable[int], *, reported: bool = False) -> Slot | None:
    """The slot whose phrase is these tokens, or None where the clause does not keep them all.

    With ``reported`` it may lie in a clause inside this one, and is then asked in place.
    """
    inner = frozenset(indexes)
    if not inner or not inner <= clause.kept:
        return None
    first, last = min(inner), max(inner)
    between = clause.doc[min(first, clause.verb.i) : max(last, clause.verb.i)]
    inside = _is_reported(clause, clause.doc[first])
    if inside and _is_joined_inside(clause, clause.doc[first]):
        return None
    if any(token.text in {":", ";", "\u2014"} for token in between) or (inside and not reported):
        return None
    if _opens_a_second(clause.doc, first):
        return None
    head = clause.doc[max(inner, key=lambda i: -len(list(clause.doc[i].ancestors)))]
    preposition = head.head if head.dep_ == "pobj" and head.head.i in clause.kept else None
    if _is_in_row(clause, head):
        return None
    return Slot(clause, inner, head, preposition, in_place=inside or clause.is_description)


def _is_in_row(clause: Clause, head: Any) -> bool:
    """Whether the phrase stands in one of several like parts ("for trade, for help with X, for open doors")."""
    above = [each for each in [head, *head.ancestors] if each.dep_ == "prep" and each.i in clause.kept]
    return any(
        sum(c.dep_ == "prep" and c.lower_ == each.lower_ and c.i in clause.kept for c in each.head.children) > _ROW
        for each in above
    )


def _opens_a_second(doc: Any, first: int) -> bool:
    """Whether the phrase stands after "and," ("law from England and, in Quebec, ..."): it tells where the second is."""
    lead = first
    while lead > 0 and doc[lead - 1].dep_ in {"prep", "det", "amod"}:
        lead -= 1
    return lead > 1 and doc[lead - 1].text == "," and doc[lead - 2].dep_ == "cc"


def _is_reported(clause: Clause, token: Any) -> bool:
    """Whether the token lies in a clause that another one reports ("held that six parties were ...")."""
    inside = [each for each in [token, *token.ancestors] if each.i in clause.kept and each != clause.verb]
    if any(each.dep_ == "nsubj" and each.head.i in clause.kept and each.head != clause.verb for each in inside):
        # "see the fee rise": the subject of what is seen.
        return True
    return any(each.dep_ in {"ccomp", "advcl", "relcl", "acl", "csubj"} for each in inside)


def _is_joined_inside(clause: Clause, token: Any) -> bool:
    """Whether the token lies in a second clause that the parser hung under a reported one."""
    above = [each for each in [token, *token.ancestors] if each.i in clause.kept and each != clause.verb]
    return any(each.dep_ == "conj" and each.pos_ in {"VERB", "AUX"} for each in above)


def stem_for(slot: Slot, noun_phrase: str, world: World, *, subject_word: str | None = None) -> str:
    """The best question for the slot: ``noun_phrase`` is what is asked for ("which city").

    Fronted with its preposition where the phrase hangs on the verb or its object, else in place.
    Raises ``NotAskable``.
    """
    clause = slot.clause
    if clause.is_description:
        # "X is a trawler owner in [Y] who has lost two boats": what follows the slot would hang on it.
        after = {t.i for c in clause.verb.children if c.dep_ in {"relcl", "acl"} for t in c.subtree}
        if after and min(after) > max(slot.tokens):
            clause = replace(clause, kept=clause.kept - after)
        return ask_in_place(clause, slot.tokens, noun_phrase, world)
    if slot.in_place:
        return ask_in_place(clause, slot.tokens, noun_phrase, world)
    if clause.subject.i in slot.tokens:
        if slot.head != clause.subject:
            raise NotAskable("leans-on-context")
        return ask(clause, slot.tokens | clause.subject_tokens, subject_word or noun_phrase, world)
    if slot.preposition is None:
        if slot.head.dep_ in {"dobj", "attr", "oprd"} and slot.tokens >= _left_of(slot.head, clause):
            return ask(clause, slot.tokens, _nominative(slot, noun_phrase), world)
        return ask_in_place(clause, slot.tokens, noun_phrase, world)
    preposition = slot.preposition
    if noun_phrase.startswith("how many ") and (wider := _whole_object(slot)):
        return ask(clause, wider, f"{_opening(slot, wider)} {noun_phrase}", world)
    if (
        any(c.dep_ in {"cc", "conj"} for c in preposition.children)
        or sum(c.dep_ == "pobj" for c in preposition.children) > 1
    ):
        # "After five days of talks, and the king's word": half of it would be left behind.
        raise NotAskable("too-short")
    if preposition.lower_ == "since" and not any(a.lemma_ == "have" for a in clause.auxiliaries):
        # "marks the first by a leader since which year": the phrase belongs to what is first.
        return ask_in_place(clause, slot.tokens, noun_phrase, world)
    if preposition.lower_ in _FRONTED and (_hangs_on_verb(preposition, clause) or _is_time_at_end(slot)):
        return ask(clause, slot.tokens | {preposition.i}, f"{preposition.lower_} {noun_phrase}", world)
    return ask_in_place(clause, slot.tokens, noun_phrase, world)


def _whole_object(slot: Slot) -> frozenset[int]:
    """The object "a fee of [ten rupees]" around the slot, where it can be moved to the front as a whole."""
    preposition, clause = slot.preposition, slot.clause
    if preposition is None or preposition.lower_ != "of" or preposition.head.dep_ != "dobj":
        return frozenset()
    noun = preposition.head
    whole = frozenset(t.i for t in noun.subtree if t.i in clause.kept)
    led = any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children)
    alone = noun.head == clause.verb and not noun.conjuncts and max(whole) == max(slot.tokens)
    return whole if led and alone and not any(t.is_punct for t in clause.doc[min(whole) : max(whole)]) else frozenset()


def _opening(slot: Slot, whole: frozenset[int]) -> str:
    """ "a fee of": the object up to the slot."""
    return slot.clause.words(i for i in whole if i < min(slot.tokens))


def _is_time_at_end(slot: Slot) -> bool:
    """Whether "since 1948" closes a clause with "has": then it tells since when, whatever the parser hung it on."""
    preposition = slot.preposition
    if preposition is None or preposition.lower_ != "since" or slot.clause.subject.i > preposition.i:
        return False
    after = [i for i in slot.clause.kept if i > max(slot.tokens) and not slot.clause.doc[i].is_punct]
    return not after and slot.head.ent_type_ == "DATE"


def _nominative(slot: Slot, noun_phrase: str) -> str:
    return "who" if noun_phrase == "whom" and slot.head.dep_ == "attr" else noun_phrase


def _left_of(head: Any, clause: Clause) -> frozenset[int]:
    return frozenset(token.i for token in head.subtree if token.i <= head.i and token.i in clause.kept)


def _hangs_on_verb(preposition: Any, clause: Clause) -> bool:
    """Whether the phrase belongs to the clause's verb, a verb under it, or that verb's object."""
    head = preposition.head
    if head.dep_ == "dobj" and preposition.lower_ in {"in", "on", "at", "with"}:
        # "hold a service in Shanghai", but not "followed the revolution in Paris".
        if any(c.dep_ == "det" and c.lower_ == "the" for c in head.children):
            return False
        head = head.head
    while head is not clause.verb and head.dep_ == "xcomp":
        head = head.head
    return bool(head == clause.verb)
