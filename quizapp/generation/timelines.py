"""Timeline drafts: events whose order the article proves by dates, by connectives, or by bands of time (marked)."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.english import third_person, upper_first
from quizapp.generation.happenings import Happening, label_of
from quizapp.generation.model import Draft
from quizapp.generation.parsing import Sentence
from quizapp.generation.stems import NotAskable, named_words, statement
from quizapp.generation.world import World
from quizapp.questions.content import Evidence
from quizapp.questions.dates import interval
from quizapp.questions.timeline import Event, Timeline

STEM = "Put these events in order, earliest first."
_STEPS_STEM = "Put these steps in order, first step first."
_EVENTS = (4, 5)
_FEWEST_STEPS = 3
_MOST_DATED = 2
_ENOUGH_FOR_ANOTHER = 10
_LABEL_WORDS = 15
# Two events of a timeline lie further apart than this part of the whole story, or than so many days.
_MOMENTS, _MOST_DAYS = 60, 21
_EVENT_NOUNS = frozenset(
    "test launch election vote protest strike ruling attack visit meeting decision reform talk raid coup war".split()
)
_EVENT_VERBS = frozenset("meet visit hold vote sign travel open launch elect host decide".split())
_CONNECTIVES = frozenset({"then", "next", "afterwards", "afterward", "subsequently", "finally", "later", "thereafter"})


def timeline_drafts(
    sentences: list[Sentence], clauses: list[Clause], happenings: list[Happening], world: World, *, seed: int
) -> tuple[list[Draft], list[Happening]]:
    """Timelines of dated events and of steps; where there are none, one by bands. Also the events they use."""
    drafts: list[Draft] = []
    chosen: list[Happening] = []
    for number in range(1, _MOST_DATED + 1):
        rest = [each for each in happenings if each not in chosen]
        if number > 1 and len(rest) < _ENOUGH_FOR_ANOTHER:
            # What one timeline leaves is asked event by event.
            break
        picked = _pick(rest, random.Random(f"{seed}:timeline:{number}"))
        if not picked:
            break
        chosen += picked
        drafts.append(_dated_draft(picked, len(drafts) + 1))
    drafts += _steps(clauses, world, len(drafts))
    return drafts or _banded(sentences, clauses, world), chosen


def _pick(happenings: list[Happening], chance: random.Random) -> list[Happening]:
    """Four or five events with dates that do not touch, spread over the time they cover; [] if too few."""
    ordered = sorted(happenings, key=lambda each: (interval(each.edtf), each.evidence.start))
    # Events of the same weeks in a story of decades are not told apart by understanding it.
    whole = interval(ordered[-1].edtf).latest - interval(ordered[0].edtf).earliest if ordered else 0
    gap = min(whole // _MOMENTS, _MOST_DAYS)
    apart: list[Happening] = []
    for each in ordered:
        if any(each.label == other.label or each.evidence == other.evidence for other in apart):
            continue
        if not apart or (interval(each.edtf).earliest - interval(apart[-1].edtf).latest) > gap:
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
    return Draft(f"timeline-{number}", "timeline", content, ("timeline", "dated"))


# Steps: sentences that follow each other by "then", "next", "finally".


def _steps(clauses: list[Clause], world: World, made: int) -> list[Draft]:
    chain: list[tuple[str, Evidence]] = []
    best: list[tuple[str, Evidence]] = []
    last_sentence = None
    for clause in clauses:
        if clause.sentence is last_sentence or clause.verb is not clause.sentence.span.root:
            continue
        linked = (
            last_sentence is not None
            and clause.sentence.number == last_sentence.number + 1
            and clause.sentence.offset == last_sentence.offset
            and _connective(clause) is not None
        )
        last_sentence = clause.sentence
        if not linked:
            chain = []
        try:
            word = _connective(clause)
            chain = [*chain, (label_of(clause, [word.i] if word is not None else [], world), clause.evidence)]
        except NotAskable:
            chain = []
        best = max(best, chain, key=len)
    if len(best) < _FEWEST_STEPS:
        return []
    events = tuple(
        Event(id=f"e{n}", label=label, after=(f"e{n - 1}",) if n > 1 else (), evidence=evidence)
        for n, (label, evidence) in enumerate(best[: _EVENTS[1]], start=1)
    )
    content = Timeline(
        stem=_STEPS_STEM, events=events, explanation="The quoted sentences tell the steps one after another."
    )
    return [Draft(f"timeline-{made + 1}", "timeline", content, ("timeline", "steps"))]


def _connective(clause: Clause) -> Any | None:
    """The word that puts the clause after the sentence before it."""
    return next((t for t in clause.verb.children if t.dep_ == "advmod" and t.lower_ in _CONNECTIVES), None)


# Bands: before, lately, now, planned. Their order is inferred, and they say so.


@dataclass(frozen=True, slots=True)
class _Banded:
    band: int
    label: str
    evidence: Evidence


def _banded(sentences: list[Sentence], clauses: list[Clause], world: World) -> list[Draft]:
    bands: dict[int, _Banded] = {}
    for each in _in_bands(sentences, clauses, world):
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


def _in_bands(sentences: list[Sentence], clauses: list[Clause], world: World) -> Iterator[_Banded]:
    for sentence in sentences:
        for chunk in sentence.span.noun_chunks:
            recent = any(t.lower_ == "recent" for t in chunk)
            if recent and chunk.root.lemma_ in _EVENT_NOUNS and len(chunk) >= 3:
                words = [t.text_with_ws for t in chunk if t.dep_ not in {"det", "poss"} and t.tag_ != "POS"]
                plain = "".join(w for w in words if w.strip().lower() != "recent").strip()
                verb = "take place" if chunk.root.tag_ == "NNS" else "takes place"
                yield _Banded(1, f"{upper_first(plain)} {verb}", sentence.quote)
        for token in sentence.span:
            is_predecessor = token.dep_ == "nsubj" and token.lemma_.casefold() == "predecessor"
            if is_predecessor and (text := _predecessor_label(token, world)):
                yield _Banded(0, text, sentence.quote)
    for clause in clauses:
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
                if len(label.split()) <= _LABEL_WORDS:
                    yield _Banded(2, upper_first(label), clause.sentence.quote)
    except NotAskable:
        return
