"""Timeline drafts: events whose order the article proves by dates, by connectives, or by bands of time (marked)."""

import random
from itertools import pairwise
from typing import Any

from quizapp.generation.bands import STEM, banded_drafts
from quizapp.generation.clauses import Clause
from quizapp.generation.happenings import Happening, label_of
from quizapp.generation.model import Draft
from quizapp.generation.parsing import Sentence
from quizapp.generation.stems import NotAskable
from quizapp.generation.world import World
from quizapp.questions.content import Evidence
from quizapp.questions.dates import interval
from quizapp.questions.timeline import Event, Timeline

_STEPS_STEM = "Put these steps in order, first step first."
_EVENTS = (4, 5)
_FEWEST_STEPS = 3
_MOST_DATED = 2
_ENOUGH_FOR_ANOTHER = 10
# Two events of a timeline lie further apart than this part of the whole story, or than so many days.
_MOMENTS, _MOST_DAYS = 60, 21
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
    return drafts or banded_drafts(sentences, clauses, world), chosen


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
        if clause.sentence is last_sentence or clause.verb != clause.sentence.span.root:
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
