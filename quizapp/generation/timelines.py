"""Timeline drafts: events whose order the article proves by dates, or by bands of time, which are marked."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quizapp.generation.clauses import Clause, clauses_of, side_clauses_of
from quizapp.generation.dates import Found, find_dates
from quizapp.generation.english import is_plural, third_person, upper_first
from quizapp.generation.model import Draft
from quizapp.generation.parsing import Sentence
from quizapp.generation.stems import NotAskable, named_words, statement
from quizapp.generation.when import date_tokens
from quizapp.generation.world import World
from quizapp.questions.content import Evidence
from quizapp.questions.dates import interval
from quizapp.questions.timeline import Event, Timeline

STEM = "Put these events in order, earliest first."
_EVENTS = (4, 5)
_LABEL_WORDS = (4, 15)
_EVENT_NOUNS = frozenset(
    "test launch election vote protest strike ruling attack visit meeting decision reform talk raid coup war".split()
)
_EVENT_VERBS = frozenset("meet visit hold vote sign travel open launch elect host decide".split())


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, in the present tense, with its date and its proof."""

    label: str
    edtf: str
    evidence: Evidence


def timeline_drafts(sentences: list[Sentence], world: World, *, seed: int) -> list[Draft]:
    """Up to two timelines: of dated events, else of bands of time."""
    happenings = list(_dated(sentences, world))
    drafts = []
    chosen: list[Happening] = []
    for number in (1, 2):
        rest = [each for each in happenings if each not in chosen]
        picked = _pick(rest, random.Random(f"{seed}:timeline:{number}"))
        if not picked:
            break
        chosen += picked
        drafts.append(_dated_draft(picked, number))
    return drafts or _banded(sentences, world)


def _dated(sentences: list[Sentence], world: World) -> Iterator[Happening]:
    for sentence in sentences:
        dates = [date for date in find_dates(sentence.text) if date.precision in {"day", "month", "year"}]
        for clause in [*clauses_of(sentence), *side_clauses_of(sentence)]:
            inside = [date for date in dates if _is_adjunct(clause, date)]
            if len(inside) != 1:
                continue
            try:
                label = _label(clause, date_tokens(clause, inside[0]), world)
            except NotAskable:
                continue
            yield Happening(label, inside[0].edtf, sentence.quote)


def _is_adjunct(clause: Clause, date: Found) -> bool:
    """Whether the date says when the clause's own verb happened: "in", "on", straight on the verb."""
    tokens = [clause.doc[i] for i in date_tokens(clause, date)]
    if not tokens or not {t.i for t in tokens} <= clause.kept:
        return False
    head = min(tokens, key=lambda t: len(list(t.ancestors)))
    preposition = head.head
    if head.dep_ != "pobj" or preposition.lower_ not in {"in", "on"}:
        return False
    governor = preposition.head
    if governor.dep_ in {"dobj", "attr", "pobj", "agent", "prep"}:
        # "in a referendum on 27 October": the date hangs on the last noun but dates the verb.
        while governor.dep_ in {"dobj", "attr", "pobj", "agent", "prep"}:
            governor = governor.head
    return bool(governor == clause.verb)


def _label(clause: Clause, date: Iterable[int], world: World) -> str:
    """The clause as a short event in the present tense, without its date."""
    without = set(date)
    without |= {clause.doc[i].head.i for i in without if clause.doc[i].dep_ == "pobj"}
    negated = any(child.dep_ == "neg" for child in clause.verb.children)
    modal = any(a.tag_ == "MD" for a in clause.auxiliaries)
    is_state = clause.verb.lemma_ in {"be", "have"} and not _passive(clause)
    if negated or modal or is_state:
        raise NotAskable("no-event")
    subject, after = statement(clause, without, world)
    plural = is_plural(clause.subject)
    rest = named_words(clause, after, world)
    if _passive(clause):
        verb = f"{'are' if plural else 'is'} {clause.verb.text}"
    else:
        verb = clause.verb.lemma_ if plural else third_person(clause.verb.lemma_)
    text = upper_first(f"{subject} {verb} {rest}".strip())
    text = re.sub(r"\s+", " ", text)
    words = text.split()
    names_nobody = text == text.capitalize()
    if not _LABEL_WORDS[0] <= len(words) <= _LABEL_WORDS[1] or find_dates(text) or _leans(text) or names_nobody:
        raise NotAskable("no-event")
    return text


def _passive(clause: Clause) -> bool:
    return bool(clause.lent) or any(a.dep_ == "auxpass" for a in clause.auxiliaries)


def _leans(text: str) -> bool:
    return re.search(
        r"\b(?:it|this|these|those|they|them|him|her|his|its|their|which|who|one|another|same|later|earlier|first|"
        r"second|last|next|then|when|after|before|already|there)\b|[\u201c\u201d();:]",
        text,
        re.IGNORECASE,
    ) is not None


def _pick(happenings: list[Happening], chance: random.Random) -> list[Happening]:
    """Four or five events with dates that do not touch, spread over the time they cover; [] if too few."""
    ordered = sorted(happenings, key=lambda each: (interval(each.edtf), each.evidence.start))
    apart: list[Happening] = []
    for each in ordered:
        if any(each.label == other.label for other in apart):
            continue
        if not apart or interval(each.edtf).earliest > interval(apart[-1].edtf).latest:
            apart.append(each)
    if len(apart) < _EVENTS[0]:
        return []
    wanted = min(len(apart), _EVENTS[1])
    # One event from each stretch of the story, so that the order can be reasoned about.
    edges = [round(n * len(apart) / wanted) for n in range(wanted + 1)]
    return [chance.choice(apart[left:right]) for left, right in pairwise(edges)]


def _dated_draft(picked: list[Happening], number: int) -> Draft:
    events = tuple(
        Event(id=f"e{place}", label=each.label, date=each.edtf, evidence=each.evidence)
        for place, each in enumerate(picked, start=1)
    )
    content = Timeline(stem=STEM, events=events, explanation="Each event's date stands in the quoted sentence.")
    return Draft(f"timeline-{number}", "timeline", content, ("timeline",))


@dataclass(frozen=True, slots=True)
class _Banded:
    band: int
    label: str
    evidence: Evidence


def _banded(sentences: list[Sentence], world: World) -> list[Draft]:
    """One timeline by bands of time: before, lately, now, planned. Its order is inferred, and it says so."""
    bands: dict[int, _Banded] = {}
    for each in _in_bands(sentences, world):
        bands.setdefault(each.band, each)
    if len(bands) < 3:
        return []
    ordered = [bands[band] for band in sorted(bands)]
    events = tuple(
        Event(
            id=f"e{place}",
            label=each.label,
            after=(f"e{place - 1}",) if place > 1 else (),
            evidence=each.evidence,
        )
        for place, each in enumerate(ordered, start=1)
    )
    explanation = (
        "Order inferred, please confirm: the article gives no dates, but speaks of what was before, what happened "
        "lately, what is about to happen and what is planned for later."
    )
    content = Timeline(stem=STEM, events=events, explanation=explanation)
    return [Draft("timeline-1", "timeline", content, ("timeline", "order-inferred"))]


def _in_bands(sentences: list[Sentence], world: World) -> Iterator[_Banded]:
    for sentence in sentences:
        for chunk in sentence.span.noun_chunks:
            recent = any(t.lower_ == "recent" for t in chunk)
            if recent and chunk.root.lemma_ in _EVENT_NOUNS and len(chunk) >= 3:
                words = [t.text_with_ws for t in chunk if t.dep_ not in {"det", "poss"} and t.tag_ != "POS"]
                plain = "".join(w for w in words if w.strip().lower() != "recent").strip()
                verb = "take place" if chunk.root.tag_ == "NNS" else "takes place"
                yield _Banded(1, f"{upper_first(plain)} {verb}", sentence.quote)
        subclauses = [t for t in sentence.span if t.dep_ == "nsubj" and t.lemma_.casefold() == "predecessor"]
        for token in subclauses:
            text = _predecessor_label(token, world)
            if text:
                yield _Banded(0, text, sentence.quote)
        for clause in clauses_of(sentence):
            yield from _clause_band(clause, world)


def _in_aside(token: Any, verb: Any) -> bool:
    return any(t.dep_ in {"advcl", "xcomp"} for t in (token, *token.ancestors) if t.i > verb.i)


def _predecessor_label(subject: Any, world: World) -> str | None:
    verb = subject.head
    owner = next((c for c in subject.children if c.dep_ == "poss"), None)
    if owner is None or owner.text not in world.people:
        return None
    rest = "".join(t.text_with_ws for t in verb.subtree if t.i > verb.i and not t.is_punct).strip()
    verb_text = third_person(verb.lemma_) if verb.tag_ == "VBD" else verb.text
    return f"{world.people[owner.text]}\u2019s predecessor {verb_text} {rest}"


def _clause_band(clause: Clause, world: World) -> Iterator[_Banded]:
    verb = clause.verb
    planned = verb.lemma_ in {"plan", "intend"} and any(c.dep_ == "xcomp" for c in verb.children)
    try:
        if planned:
            action = next(c for c in verb.children if c.dep_ == "xcomp")
            label_words = clause.sentence.context.text.casefold() if clause.sentence.context else ""
            if action.lemma_ in _EVENT_VERBS and re.search(r"\b(?:future|next|plans?|later|ahead)\b", label_words):
                subject, _ = statement(clause, (), world)
                objects = [t.i for c in action.children if c.dep_ in {"dobj", "prt"} for t in c.subtree]
                label = f"{subject} {third_person(action.lemma_)} {named_words(clause, objects, world)}"
                yield _Banded(3, upper_first(label), clause.sentence.quote)
        elif verb.lemma_ in _EVENT_VERBS and verb.tag_ in {"VBG", "VB"}:
            modals = {a.lemma_ for a in clause.auxiliaries}
            if modals & {"be", "will"}:
                subject, after = statement(clause, (), world)
                short = [i for i in after if not _in_aside(clause.doc[i], verb)]
                label = f"{subject} {third_person(verb.lemma_)} {named_words(clause, short, world)}"
                if len(label.split()) <= _LABEL_WORDS[1]:
                    yield _Banded(2, upper_first(label), clause.sentence.quote)
    except NotAskable:
        return
