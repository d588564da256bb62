"""Timelines of an article without dates: what was before, lately, now and what is planned. They say they infer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.english import third_person, upper_first
from quizapp.generation.model import Draft
from quizapp.generation.parsing import Sentence
from quizapp.generation.stems import NotAskable, named_words, statement
from quizapp.generation.world import World
from quizapp.questions.content import Evidence
from quizapp.questions.timeline import Event, Timeline

STEM = "Put these events in order, earliest first."
_BEFORE, _NOW = 0, 2
_FEWEST_BANDS, _FEWEST_NEW = 3, 2
_LATEST = 2026
_LABEL_WORDS = 15
_EVENT_NOUNS = frozenset(
    "test launch election vote protest strike ruling attack visit meeting decision reform talk raid coup war".split()
)
_EVENT_VERBS = frozenset("meet visit hold vote sign travel open launch elect host decide".split())
_FIRST_SINCE = re.compile(
    r"(?:\u2019s |'s |\b)(?P<noun>\w+)\b(?:(?: \w+){0,5}? (?:is|marks|was|will be|being)(?: also)?|[^.;]*?,) the first"
    r"(?: (?P<event>visit|summit|meeting|election|strike|census|referendum|trip|vote|one))?"
    r"(?P<whose> (?:by|of|between) (?:an? )?(?:[\w-]+ ){0,3}[\w-]+?)?(?P<where> (?:to|in) [A-Z]\w+(?: [A-Z]\w+)?)?"
    r" since (?P<year>1[89]\d\d|20\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class _Banded:
    band: int
    label: str
    evidence: Evidence
    date: str | None = None


def banded_drafts(sentences: list[Sentence], clauses: list[Clause], world: World) -> list[Draft]:
    """A timeline with the first event of each band, and a second one where at least two bands hold another."""
    bands: dict[int, list[_Banded]] = {}
    for each in [*_in_bands(sentences, clauses, world), *_last_before(sentences, world)]:
        known = bands.setdefault(each.band, [])
        if each.label not in {other.label for other in known}:
            known.append(each)
    if len(bands) < _FEWEST_BANDS:
        return []
    first = {band: found[0] for band, found in bands.items()}
    # What is about to happen and what is planned may stand in both; what came before must be told anew.
    second = {band: found[1] if len(found) > 1 else found[0] for band, found in bands.items() if _may_return(found)}
    drafts = [_draft(first, 1)]
    if len(second) >= _FEWEST_BANDS and sum(second[band] != first[band] for band in second) >= _FEWEST_NEW:
        drafts.append(_draft(second, 2))
    return drafts


def _may_return(found: list[_Banded]) -> bool:
    return len(found) > 1 or found[0].band >= _NOW


def _draft(bands: dict[int, _Banded], number: int) -> Draft:
    ordered = [bands[band] for band in sorted(bands)]
    events = tuple(
        Event(
            id=f"e{place}",
            label=each.label,
            date=each.date,
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
    return Draft(f"timeline-{number}", "timeline", content, ("timeline", "order-inferred"))


def _last_before(sentences: list[Sentence], world: World) -> Iterator[_Banded]:
    """ "Roe's visit is the first by a Danish leader since 2011": the last one before it was in 2011."""
    for sentence in sentences:
        said = _FIRST_SINCE.search(sentence.text)
        event = (said["noun"] if said["event"] in {None, "one"} else said["event"]).casefold() if said else ""
        if said is None or event.rstrip("s") not in _EVENT_NOUNS or int(said["year"]) > _LATEST:
            continue
        label = f"The last earlier {event}{said['whose'] or ''}{said['where'] or ''} takes place"
        if not re.search(r"\b(?:his|her|its|their|that|this)\b", label):
            yield _Banded(_BEFORE, label, sentence.quote, date=said["year"])


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
