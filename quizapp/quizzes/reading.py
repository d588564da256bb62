"""What a learner reads after answering: the article at the sentence that proves a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from werkzeug.exceptions import NotFound

from quizapp.banks.highlighting import PROOF, ArticleView, Block, article_view
from quizapp.banks.models import QuestionVersion, StoredArticle
from quizapp.banks.structuring import as_corrected
from quizapp.questions import question_type
from quizapp.questions.content import Evidence, evidence_of
from quizapp.quizzes.attempts import is_running, response_to, version_at
from quizapp.quizzes.learning import QuestionResult, results_of, shows_answers
from quizapp.quizzes.models import AT_ONCE, Attempt
from quizapp.quizzes.topics import Topic, by_topic, topics_of


def may_see_answer(attempt: Attempt, position: int) -> bool:
    """Whether the learner may see by now what was right at this position of their attempt."""
    if not is_running(attempt):
        return shows_answers(attempt)
    response = response_to(attempt, version_at(attempt, position))
    return attempt.assignment.feedback == AT_ONCE and response is not None and response.is_final


@dataclass(frozen=True, slots=True)
class Opened:
    """The article of a question with its proof marked.

    ``is_part``: only the passages with the proof, because other questions are still to be answered. ``is_found``:
    the quotes stand in the article as it is now.
    """

    title: str
    stem: str
    view: ArticleView
    is_part: bool
    is_found: bool


def opened(attempt: Attempt, position: int) -> Opened:
    """The article at the proof of a question; 404 where the learner may not see it, or there is no article."""
    version = version_at(attempt, position)
    article = article_of(version)
    if article is None or not may_see_answer(attempt, position):
        raise NotFound
    proof = proof_in(article, version)
    view, is_part = article_view(article, proof, []), is_running(attempt)
    if is_part:
        view = replace(view, blocks=[block for block in view.blocks if _holds_proof(block)])
    return Opened(article.title, version.content["stem"], view, is_part, bool(proof))


def article_of(version: QuestionVersion) -> StoredArticle | None:
    return version.question.bank.article


def proof_in(article: StoredArticle, version: QuestionVersion) -> list[Evidence]:
    """Those of the version's quotes that stand in the article at their place: it may have changed since."""
    content = question_type(version.question.type).parse(version.content)
    return [quote for quote in evidence_of(content) if article.text[quote.start : quote.end] == quote.quote]


def _holds_proof(block: Block) -> bool:
    return any(segment.mark == PROOF for sentence in block.sentences for segment in sentence.segments)


@dataclass(frozen=True, slots=True)
class Report:
    """An ended attempt question by question, topic by topic, and what to read again.

    ``missed`` are the ids of the questions that were not quite right.
    """

    results: list[QuestionResult]
    topics: list[Topic]
    read_again: list[QuestionResult]
    missed: list[int]


def report_of(attempt: Attempt) -> Report:
    """Everything that was right and wrong; whether the learner may see it is for the caller to know."""
    results = results_of(attempt)
    versions = {given.position: given.version for given in attempt.given}
    counting = [result for result in results if not result.is_dropped]
    wrong = [result for result in counting if result.credit < 1]
    return Report(
        results=results,
        topics=by_topic((each.position, each.credit, names) for each, names in _named(counting, versions)),
        read_again=[result for result in wrong if result.evidence],
        missed=[versions[result.position].question_id for result in wrong],
    )


def _named(
    results: Sequence[QuestionResult], versions: dict[int, QuestionVersion]
) -> list[tuple[QuestionResult, list[str]]]:
    stored = {article.id: article for version in versions.values() if (article := article_of(version))}
    articles = {number: as_corrected(article) for number, article in stored.items()}
    named = []
    for result in results:
        version = versions[result.position]
        read = articles.get(version.question.bank.article_id or 0)
        named.append((result, topics_of(version.tags, read, result.evidence)))
    return named
