"""The earlier texts of an article: where a version of a question has its proof from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from quizapp.banks.anchoring import evidence_in
from quizapp.banks.models import QuestionVersion, StoredArticle
from quizapp.database import db


@dataclass(frozen=True, slots=True)
class EarlierPassage:
    """A quote in the paragraph of the earlier text that it stands in, and when that text came in."""

    before: str
    quote: str
    behind: str
    came_in_at: datetime


def earlier_passages(version: QuestionVersion, article: StoredArticle | None) -> list[EarlierPassage]:
    """The quotes of the version that the article does not have any more, in the text that had them."""
    if article is None:
        return []
    gone = [quote for quote in evidence_in(version.content) if quote["quote"] not in article.text]
    texts = list(_earlier(article)) if gone else []
    found = []
    for quote in gone:
        start, end = quote["start"], quote["end"]
        holder = next((each for each in texts if each.text[start:end] == quote["quote"]), None)
        if holder is not None:
            begun = holder.text.rfind("\n", 0, start) + 1
            ended = holder.text.find("\n", end)
            behind = holder.text[end : ended if ended >= 0 else None]
            found.append(EarlierPassage(holder.text[begun:start], quote["quote"], behind, holder.created_at))
    return found


def _earlier(article: StoredArticle) -> Iterator[StoredArticle]:
    """The texts that the article took the place of, newest first."""
    earlier: StoredArticle | None = article
    while earlier is not None and earlier.replaces_id is not None:
        earlier = db.session.get(StoredArticle, earlier.replaces_id)
        if earlier is not None:
            yield earlier
