"""How often the versions of questions were answered."""

from collections.abc import Sequence

from sqlalchemy import func, select

from quizapp.database import db
from quizapp.quizzes.models import Response


def answers_by_version(version_ids: Sequence[int]) -> dict[int, int]:
    """The number of answers that students gave to each version, by its id; none where nobody answered."""
    query = select(Response.question_version_id, func.count()).group_by(Response.question_version_id)
    rows = db.session.execute(query.where(Response.question_version_id.in_(version_ids)))
    return {version_id: count for version_id, count in rows}  # noqa: C416 - a result is no mapping
