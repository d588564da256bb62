"""Generation: an article in, draft questions with their proof out, and why there are not more.

No network, no clock, no global randomness: the same article and seed give the same drafts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from quizapp.articles.errors import TooThin
from quizapp.articles.model import Article
from quizapp.generation.anchoring import anchored, country_of_section
from quizapp.generation.asides import without_asides
from quizapp.generation.assembling import assemble, named, refusal, refused_question
from quizapp.generation.cases import case_candidates
from quizapp.generation.clauses import Clause
from quizapp.generation.dates import Found, dates_of
from quizapp.generation.described import described_candidates
from quizapp.generation.events import event_candidates
from quizapp.generation.faq import faq_candidates
from quizapp.generation.gate import sure_distractors
from quizapp.generation.happenings import happenings_of
from quizapp.generation.keypoints import example_candidates, key_point_candidates, quarrel_candidates
from quizapp.generation.kinds import things_of
from quizapp.generation.mentioned import mentioned_candidates
from quizapp.generation.model import SIDE, WEAK, Candidate, Draft, Generation, Refusal
from quizapp.generation.names import list_candidates, name_candidates
from quizapp.generation.naming import Naming
from quizapp.generation.notability import bystanders, is_venue
from quizapp.generation.numbers import number_candidates
from quizapp.generation.parsing import Sentence, sentences_of
from quizapp.generation.reasons import reason_candidates
from quizapp.generation.resolving import needs_no_other_sentence, resolved, resolved_clauses
from quizapp.generation.roles import relation_candidates, role_candidates
from quizapp.generation.shortening import shortened, with_shorter, without_leaning
from quizapp.generation.statements import Told, statement_candidates, told
from quizapp.generation.terms import term_candidates
from quizapp.generation.timelines import timeline_drafts
from quizapp.generation.when import date_tokens, in_its_year, when_candidates
from quizapp.generation.world import World, world_of
from quizapp.generation.worth import is_side_detail
from quizapp.knowledge.words import FLUFF_VERBS

__all__ = ["Draft", "Generation", "Refusal", "generate"]

FEWEST_WORDS = 120
# Without any date the article is taken for news.
_OF_LATE = 2020
# So many sentences back, and then on, a year is taken to be that of a sentence without one.
_YEARS_BACK, _YEARS_ON = 5, 4
_STRONG = frozenset({"person", "place", "year", "date", "thing", "share"})
_FRONTED = re.compile(r"(?:(?:In|On|At|By|With|Over|To|From|For) )?(?:who|which|what|when)", re.IGNORECASE)
# "Several towns followed": in what?
_ASKED_FIRST = re.compile(
    r"(?:[^?]*?, )?(?:[\w\u2019]+ ){0,4}(?:who|whom|whose|which|what|when|why|how)\b", re.IGNORECASE
)
# A sentence about what is still to come, whose years stand beside none that are past.
_TO_COME = re.compile(r"\b(?:will|hopes? to|plans? to|is due|are due|is expected|are expected)\b")
# A question word that stands deep in a statement of more words than these must be searched for.
_BURIED = 26
_POINTING_VERBS = frozenset({"follow", "do", "happen", "occur", "join"})
_WORD = re.compile(r"[a-z]{5,}")


def generate(article: Article, *, seed: int = 1) -> Generation:
    """Drafts for review, in the order of the article, timelines last.

    Raises ``TooThin`` where there is too little prose to ask about.
    """
    if article.word_count < FEWEST_WORDS:
        raise TooThin
    reading = _read(article)
    refused: list[Refusal] = []
    statements: list[Told] = []
    candidates = list(_candidates(reading, refused, statements))
    happenings = list(happenings_of(reading.clauses, reading.dates, reading.world))
    timelines, used = timeline_drafts(reading.sentences, reading.clauses, happenings, reading.world, seed=seed)
    candidates += event_candidates([each for each in happenings if each not in used], seed=seed)
    candidates = list(_anchored(_ranked(_worth_asking(candidates, reading, refused), reading), reading, refused))
    candidates = [replace(each, weight=_weight(each, reading.subject)) for each in candidates]
    pairs, gated = assemble([*candidates, *_statements(statements, reading, seed=seed)], reading.sentences, seed=seed)
    return Generation((*named(pairs), *timelines), tuple(refused + gated))


def _worth_asking(candidates: list[Candidate], reading: "_Reading", refused: list[Refusal]) -> Iterator[Candidate]:
    for candidate in candidates:
        if is_side_detail(candidate):
            refused.append(refused_question("side-detail", candidate, reading.sentences))
        else:
            yield candidate


def _ranked(candidates: Iterable[Candidate], reading: "_Reading") -> Iterator[Candidate]:
    """The candidates, some to be used only where there is little else.

    They ask for somebody named in passing, for the school where something was held, or deep in a statement.
    """
    for candidate in candidates:
        is_passing = candidate.kind == "person" and candidate.key in reading.passing
        is_buried = len(candidate.stem.split()) > _BURIED and not _ASKED_FIRST.match(candidate.stem)
        of_little_worth = is_passing or is_venue(candidate.key) or is_buried
        yield replace(candidate, rank=max(candidate.rank, SIDE)) if of_little_worth else candidate


def _anchored(candidates: Iterable[Candidate], reading: "_Reading", refused: list[Refusal]) -> Iterator[Candidate]:
    for candidate in candidates:
        placed = anchored(candidate, reading.sentences, reading.world)
        if placed is None:
            refused.append(refused_question("names-nothing", candidate, reading.sentences))
        else:
            yield placed


@dataclass(frozen=True, slots=True)
class _Reading:
    """The article, read once for all writers.

    ``subject`` are the words of its title, headings and key points; ``passing`` are people named in passing.
    """

    article: Article
    sentences: list[Sentence]
    clauses: list[Clause]
    simpler: list[Clause]
    dates: dict[int, list[Found]]
    world: World
    years: tuple[int, ...]
    subject: frozenset[str]
    passing: frozenset[str]


def _read(article: Article) -> _Reading:
    sentences = sentences_of(article)
    world = world_of(article, sentences)
    dates = dates_of(sentences)
    to_come = {s.number for s in sentences if _TO_COME.search(s.text)}
    told = {at: found for at, found in dates.items() if at not in to_come}
    years = {int(d.edtf[:4]) for found in told.values() for d in found if d.edtf[:4].isdigit()}
    clauses = list(resolved_clauses(sentences, world))
    short = without_asides(sentences)
    simpler = [c for s in short for c in resolved(s, sentences, world, None) if needs_no_other_sentence(c)]
    heads = [article.title, *(s.heading for s in article.sections), *(f.question for f in article.faq)]
    heads += [part for point in article.key_points for part in (point.label, point.detail)]
    words = frozenset(_WORD.findall(" ".join(part.text.casefold() for part in heads if part is not None)))
    passing = bystanders(sentences, world)
    return _Reading(article, sentences, clauses, simpler, dates, world, tuple(sorted(years)), words, passing)


def _weight(candidate: Candidate, subject: frozenset[str]) -> int:
    words = set(_WORD.findall(candidate.evidence.quote.casefold()))
    return min(len(words & subject), 4)


def _candidates(reading: _Reading, refused: list[Refusal], statements: list[Told]) -> Iterator[Candidate]:
    """Every writer's candidates; what no writer can ask is put into ``refused``, statements into ``statements``."""
    article, sentences, world = reading.article, reading.sentences, reading.world
    things = things_of(sentences, world.systems)
    yield from faq_candidates(article, sentences, world, reading.years)
    yield from term_candidates(article, sentences, reading.clauses, world)
    yield from key_point_candidates(article, world)
    yield from quarrel_candidates(sentences, world)
    yield from example_candidates(sentences, world)
    countries = {s.number: country for s in sentences if (country := country_of_section(s))}
    years = {s.number: _year(reading, s.number) for s in sentences}
    naming = Naming(world, things, years, countries, reading.passing)
    yield from role_candidates(sentences, naming)
    yield from relation_candidates(sentences, naming)
    yield from described_candidates(sentences, naming)
    yield from reason_candidates(reading.clauses, world)
    yield from mentioned_candidates(sentences, naming)
    yield from case_candidates(sentences)
    asked: set[int] = set()
    reasons: dict[int, list[str]] = {}
    for clause in reading.clauses:
        number = clause.sentence.number
        found: list[Candidate] = []
        shorter = [
            made
            for short in shortened(clause, reading.dates.get(number, []))
            for made in _of_clause(short, reading, naming)
        ]
        written = list(_of_clause(clause, reading, naming))
        if not any(isinstance(made, Candidate) for made in written) and (less := without_leaning(clause)) is not None:
            written += [made for made in _of_clause(less, reading, naming) if isinstance(made, Candidate)]
        for made in written:
            if isinstance(made, Candidate):
                found.append(with_shorter(made, shorter, clause, sentences))
            else:
                reasons.setdefault(number, []).append(made)
        if found:
            asked.add(number)
        if clause.verb.lemma_ not in FLUFF_VERBS and (statement := told(clause, found, world)):
            statements.append(statement)
        yield from found
    for clause in reading.simpler:
        for made in _of_clause(clause, reading, naming):
            if isinstance(made, Candidate):
                asked.add(clause.sentence.number)
                yield made
    for sentence in sentences:
        if sentence.number not in asked:
            code = next(iter(reasons.get(sentence.number, [])), "too-thin")
            refused.append(refusal(code, sentence.text))


def _year(reading: _Reading, number: int) -> int:
    """The year of the sentence, else of the nearest one that names one, those before it first; else one of late."""
    nearest = [*range(number, number - _YEARS_BACK, -1), *range(number + 1, number + _YEARS_ON)]
    for at in nearest:
        own = [int(d.edtf[:4]) for d in reading.dates.get(at, []) if d.edtf[:4].isdigit()]
        if own:
            return own[0]
    return max(reading.years, default=_OF_LATE)


def _of_clause(clause: Clause, reading: _Reading, naming: Naming) -> Iterator[Candidate | str]:
    """The candidates of a clause, and the reason codes of those that could not be put into words."""
    dates = reading.dates.get(clause.sentence.number, [])
    told = [tokens for date in dates if (tokens := frozenset(date_tokens(clause, date)))]
    if len([tokens for tokens in told if tokens <= clause.kept]) > 1:
        yield "two-dates"
        return
    written = chain(
        when_candidates(clause, dates, reading.world, reading.years),
        number_candidates(clause, reading.world),
        name_candidates(clause, naming),
        list_candidates(clause, naming),
    )
    tells_nothing = clause.verb.lemma_ in _POINTING_VERBS and clause.verb.tag_ != "VB"
    if tells_nothing and not any(c.dep_ in {"dobj", "attr"} and c.i in clause.kept for c in clause.verb.children):
        yield "leans-on-context"
        return
    if clause.verb.lemma_ not in FLUFF_VERBS:
        for made in written:
            yield in_its_year(made, clause, dates) if isinstance(made, Candidate) else made
        return
    for made in written:
        # What an announcement names is a fact all the same, worth less than what an act names.
        if isinstance(made, Candidate) and made.kind in _STRONG:
            yield replace(made, rank=WEAK + (0 if _FRONTED.match(made.stem) else 1))
        else:
            yield "fluff"


def _statements(statements: list[Told], reading: _Reading, *, seed: int) -> list[Candidate]:
    sure = {
        candidate: sure_distractors(candidate, reading.sentences)
        for each in statements
        for candidate in each.candidates
    }
    made = statement_candidates(statements, sure, seed=seed)
    return [
        replace(
            candidate,
            origins=tuple((false.text, false.source.clause.evidence) for false in falsehoods),
        )
        for candidate, falsehoods in made
    ]
