"""Every address of the app: nobody gets anything there that belongs to others.

The addresses come from the app itself, so that a new page is covered by itself. A new kind of number in an
address needs an object of its kind below; a new page for everybody has to be named as public.
"""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import AnyConverter, BaseConverter, Rule

from quizapp.app import create_app
from quizapp.banks.models import StoredArticle
from quizapp.classes.models import Enrolment
from quizapp.database import Base, db
from quizapp.quizzes import choosing
from quizapp.quizzes.catalogue import Filter
from tests.factories import (
    IN_ORDER,
    RIGHT,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
    an_attempt,
    sign_in_as,
)

# What a visitor without a sign-in may open.
PUBLIC = frozenset(
    "static web.home web.health accounts.sign_in accounts.register_teacher classes.join classes.join_with_password "
    "classes.sign_in_with_card".split()
)
# Marks of what belongs to the owner and their student; no other visitor may read any of them.
MARKS = ("Owned-Class", "Owned-Quiz", "Owned-Bank", "Owned-Article", "Owned-Student", "owned stem")
# Tables that a visit changes for the visitor alone.
OF_VISITS = frozenset({"session", "throttle_event", "audit_event", "user"})

_APP = create_app({"SECRET_KEY": "map", "SQLALCHEMY_DATABASE_URI": "sqlite://"})
RULES = [
    (rule, method)
    for rule in sorted(_APP.url_map.iter_rules(), key=str)
    for method in sorted((rule.methods or set()) & {"GET", "POST"})
]


def owned() -> dict[str, object]:
    """Objects of a teacher and a student, by the name that an address gives to their number."""
    teacher, student = a_teacher("Owned-Teacher"), a_student("Owned-Student")
    contents = [a_multiple_choice("An owned stem?"), a_timeline("An owned stem in order.")]
    bank = a_bank(teacher, contents, title="Owned-Bank")
    article = StoredArticle(
        owner_id=teacher.id,
        title="Owned-Article",
        filename="a.txt",
        source=b"x",
        text="Owned-Article",
        sha256="x",
        structure={},
    )
    db.session.add(article)
    db.session.commit()
    quiz = a_quiz(teacher, bank, title="Owned-Quiz")
    choosing.add_rule(quiz, 1, Filter(bank_id=bank.id))
    db.session.commit()
    classroom = a_class(teacher, [student], name="Owned-Class")
    assignment = an_assignment(quiz, classroom)
    attempt = an_attempt(assignment, student, [RIGHT, IN_ORDER])
    return {
        "class_id": classroom.id,
        "user_id": student.id,
        "quiz_id": quiz.id,
        "rule_id": quiz.rules[0].id,
        "assignment_id": assignment.id,
        "attempt_id": attempt.id,
        "bank_id": bank.id,
        "article_id": article.id,
        "question_id": bank.questions[0].id,
        "position": 1,
        "number": 1,
    }


@pytest.fixture
def visitor(client: FlaskClient, request: pytest.FixtureRequest) -> FlaskClient:
    if request.param == "another teacher":
        sign_in_as(client, a_teacher("Visiting Teacher"))
    elif request.param == "another student":
        student = a_student("Visiting Student")
        a_class(a_teacher("Somebody"), [student], name="Visiting Class")
        sign_in_as(client, student)
    return client


def stored() -> dict[str, list[str]]:
    return {
        table.name: sorted(map(repr, db.session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in OF_VISITS
    }


def _plain(converter: BaseConverter) -> object:
    """Something that the converter takes."""
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)[0]
    return 1 if converter.regex == r"\d+" else "x"


def address_of(app: Flask, rule: Rule, numbers: dict[str, object]) -> str:
    values = {name: numbers.get(name, _plain(rule._converters[name])) for name in rule.arguments}
    with app.test_request_context():
        built = rule.build(values)
    assert built
    return built[1]


@pytest.mark.parametrize("visitor", ["another teacher", "another student", "nobody"], indirect=True)
def test_no_address_gives_or_changes_what_belongs_to_others(app: Flask, visitor: FlaskClient) -> None:
    numbers, found = owned(), []
    before = stored()
    for rule, method in RULES:
        if rule.endpoint in {"static", "accounts.sign_out"}:
            continue
        address = address_of(app, rule, numbers)
        answer = visitor.open(address, method=method, data={} if method == "POST" else None)
        told = [mark for mark in MARKS if mark in answer.text]
        if told:
            found.append(f"{method} {address} tells {told}")
        if rule.arguments and answer.status_code in {200, 422} and rule.endpoint not in PUBLIC:
            found.append(f"{method} {address} answers {answer.status_code}")
    after = stored()
    changed = [name for name in before if [row for row in before[name] if row not in after[name]]]
    assert (found, changed) == ([], [])


# What a student of a class may open with the numbers of its objects. A new page for students has to be named here.
OF_STUDENTS = frozenset("practice.question practice.answer quizzes.start".split())


def test_a_student_of_the_class_opens_no_page_of_its_teacher_and_nothing_of_a_classmate(
    app: Flask, client: FlaskClient
) -> None:
    numbers, found = owned(), []
    classmate = a_student("Classmate")
    db.session.add(Enrolment(classroom_id=numbers["class_id"], user_id=classmate.id))
    db.session.commit()
    sign_in_as(client, classmate)
    before = stored()
    for rule, method in RULES:
        if rule.endpoint in {"static", "accounts.sign_out"}:
            continue
        address = address_of(app, rule, numbers)
        answer = client.open(address, method=method, data={} if method == "POST" else None)
        if "Owned-Student" in answer.text:
            found.append(f"{method} {address} tells of a classmate")
        is_teachers = rule.arguments and rule.endpoint not in PUBLIC | OF_STUDENTS
        if is_teachers and answer.status_code not in {403, 404, 405}:
            found.append(f"{method} {rule.endpoint} {address} answers {answer.status_code}")
    after = stored()
    changed = [name for name in before if [row for row in before[name] if row not in after[name]]]
    assert (found, changed) == ([], [])


def test_a_visitor_without_a_sign_in_is_sent_to_it_everywhere_but_on_public_pages(
    app: Flask, client: FlaskClient
) -> None:
    numbers, let_in = owned(), []
    for rule, method in RULES:
        if rule.endpoint in PUBLIC:
            continue
        answer = client.open(address_of(app, rule, numbers), method=method, data={} if method == "POST" else None)
        if answer.status_code not in {302, 303, 401, 403, 404}:
            let_in.append(f"{method} {rule}: {answer.status_code}")
    assert let_in == []
