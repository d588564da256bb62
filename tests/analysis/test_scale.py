"""Every page of the teacher's results needs few queries, however many classes there are."""

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from quizapp.analysis import sharing
from quizapp.analysis.models import LEADERBOARD
from quizapp.analysis.standing import settle
from quizapp.quizzes.models import Assignment
from tests.benchmarks.school import a_school
from tests.conftest import Statements
from tests.factories import a_teacher, sign_in_as

MOST = 15


@pytest.fixture
def given(app: Flask) -> Assignment:
    """One of eight classes that all have the same two quizzes; two classes are shared, one has a leaderboard."""
    teacher = a_teacher()
    assignments = a_school(teacher, classes=8, assignments=16)
    for assignment in assignments[:2]:
        sharing.share(assignment, teacher)
    settle(assignments[0], LEADERBOARD)
    return assignments[0]


def addresses(app: Flask, given: Assignment) -> list[str]:
    """Every page to get of the rooms of analysis and classes that this assignment's numbers lead to."""
    known = {"assignment_id": given.id, "class_id": given.classroom_id}
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in {"analysis", "classes", "sharing"}
        and "GET" in (rule.methods or ())
        and rule.arguments <= set(known)
    ]
    with app.test_request_context():
        return [url_for(rule.endpoint, **{name: known[name] for name in rule.arguments}) for rule in rules]


def test_no_page_of_results_or_classes_needs_many_queries(
    app: Flask, client: FlaskClient, given: Assignment, statements: Statements
) -> None:
    sign_in_as(client, given.classroom.teacher)
    pages = addresses(app, given)
    assert len(pages) > 10
    many = {}
    for page in pages:
        with statements() as sent:
            answer = client.get(page)
        assert answer.status_code < 500, page
        if len(sent) >= MOST:
            many[page] = len(sent)
    assert many == {}
