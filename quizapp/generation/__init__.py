"""Generation: an article in, draft questions with their proof out, and why there are not more.

No network, no clock, no global randomness: the same article and seed give the same drafts.
"""

from collections.abc import Iterator

from quizapp.articles.errors import TooThin
from quizapp.articles.model import Article
from quizapp.generation.assembling import assemble, refusal
from quizapp.generation.clauses import Clause, clauses_of, side_clauses_of
from quizapp.generation.dates import find_dates
from quizapp.generation.faq import faq_candidates
from quizapp.generation.keypoints import example_candidates, key_point_candidates, quarrel_candidates
from quizapp.generation.model import Candidate, Draft, Generation, Refusal
from quizapp.generation.names import name_candidates
from quizapp.generation.numbers import number_candidates
from quizapp.generation.parsing import Sentence, sentences_of
from quizapp.generation.stems import NotAskable
from quizapp.generation.terms import term_candidates
from quizapp.generation.timelines import timeline_drafts
from quizapp.generation.when import date_tokens, when_candidates
from quizapp.generation.world import World, world_of

__all__ = ["Draft", "Generation", "Refusal", "generate"]

FEWEST_WORDS = 120


def generate(article: Article, *, seed: int = 1) -> Generation:
    """Drafts for review, in the order of the article, timelines last.

    Raises ``TooThin`` where there is too little prose to ask about.
    """
    if article.word_count < FEWEST_WORDS:
        raise TooThin
    sentences = sentences_of(article)
    world = world_of(article, sentences)
    candidates, refused = _candidates(article, sentences, world)
    drafts, gated = assemble(candidates, sentences, world, seed=seed)
    timelines = timeline_drafts(sentences, world, seed=seed)
    return Generation((*drafts, *timelines), tuple(refused + gated))


def _candidates(
    article: Article, sentences: list[Sentence], world: World
) -> tuple[list[Candidate], list[Refusal]]:
    years = _years(article)
    found = [
        *faq_candidates(article, sentences, world, years),
        *term_candidates(article, sentences),
        *key_point_candidates(article),
        *quarrel_candidates(sentences, world),
        *example_candidates(sentences, world),
    ]
    refused: list[Refusal] = []
    for sentence in sentences:
        before = len(found)
        reasons: list[str] = []
        for clause in [*clauses_of(sentence), *side_clauses_of(sentence)]:
            for made in _of_clause(clause, world, years):
                if isinstance(made, Candidate):
                    found.append(made)
                else:
                    reasons.append(made)
        if len(found) == before:
            refused.append(refusal(reasons[0] if reasons else "too-thin", sentence.text))
    return found, refused


def _of_clause(clause: Clause, world: World, years: tuple[int, ...]) -> Iterator[Candidate | str]:
    """The candidates of a clause, and the reason codes of those that could not be put into words."""
    dates = find_dates(clause.sentence.text)
    if len([date for date in dates if frozenset(date_tokens(clause, date)) <= clause.kept]) > 1:
        yield "two-dates"
        return
    year = next((int(date.edtf[:4]) for date in dates if date.edtf[:4].isdigit()), None)
    for written in (
        when_candidates(clause, world, years),
        number_candidates(clause, world),
        name_candidates(clause, world, year),
    ):
        try:
            yield from written
        except NotAskable as reason:
            # A writer ends with its first failure; what came before it counts.
            yield str(reason)


def _years(article: Article) -> tuple[int, ...]:
    return tuple(sorted({int(d.edtf[:4]) for d in find_dates(article.text) if d.edtf[:4].isdigit()}))
