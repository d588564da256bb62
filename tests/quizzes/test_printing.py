"""A quiz on paper: versions that differ, keys that fit, and marks that tell which belong together."""

import pytest
from flask import Flask

from quizapp import demo
from quizapp.accounts.models import User
from quizapp.banks.models import Bank
from quizapp.banks.versions import new_version
from quizapp.database import db
from quizapp.questions.timeline import Event
from quizapp.quizzes import choosing, printing
from quizapp.quizzes.catalogue import Filter
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.printing import Paper, paper
from tests.factories import a_bank, a_multiple_choice, a_quiz, a_teacher, a_timeline, one_of_each


@pytest.fixture
def teacher(app: Flask) -> User:
    return a_teacher()


@pytest.fixture
def quiz(teacher: User) -> Quiz:
    words = {"key": "A mayor", "distractors": ("A king", "A judge", "A priest")}
    more = [a_multiple_choice(f"Who speaks at number {n}?", **words) for n in range(6)]
    return a_quiz(teacher, a_bank(teacher, [*one_of_each(), *more]))


def stems(sheet: Paper) -> list[str]:
    return [question.content.stem for question in sheet.questions]


def options(sheet: Paper) -> dict[str, list[str]]:
    return {question.content.stem: [text for _, text in question.shown] for question in sheet.questions}


def test_version_a_keeps_the_order_of_the_teacher_and_b_has_another(quiz: Quiz) -> None:
    a, b = paper(quiz, "A"), paper(quiz, "B")
    assert stems(a) == [chosen.question.current.content["stem"] for chosen in quiz.chosen]
    assert sorted(stems(a)) == sorted(stems(b))
    assert stems(a) != stems(b)


def test_options_stand_in_another_order_in_b_unless_they_are_amounts(quiz: Quiz) -> None:
    a, b = options(paper(quiz, "A")), options(paper(quiz, "B"))
    same = [stem for stem, texts in a.items() if texts and texts == b[stem]]
    assert same == ["In which year did the hall open?", "The hall was built before the bridge."]


def test_two_versions_of_a_single_question_differ_by_its_options(teacher: User) -> None:
    words = {"key": "A mayor", "distractors": ("A king", "A judge")}
    quizzes = [a_quiz(teacher, a_bank(teacher, [a_multiple_choice(f"Who is {n}?", **words)])) for n in range(8)]
    assert all(options(paper(quiz, "A")) != options(paper(quiz, "B")) for quiz in quizzes)


def test_a_sheet_is_the_same_whenever_it_is_printed(quiz: Quiz) -> None:
    assert paper(quiz, "B") == paper(quiz, "B")


def test_a_changed_question_changes_the_mark_of_sheets_and_keys(quiz: Quiz) -> None:
    before = paper(quiz, "A").mark
    assert paper(quiz, "B").mark == before
    question = quiz.chosen[0].question
    new_version(question, {**question.current.content, "key": "1912"}, author=quiz.owner, note="")
    assert paper(quiz, "A").mark != before


@pytest.mark.parametrize("version", ["A", "B"])
def test_the_key_fits_the_sheet_of_its_version(quiz: Quiz, version: str) -> None:
    sheet = paper(quiz, version)
    marks = {key.stem: key.marks for key in sheet.keys}
    for question in sheet.questions:
        shown = dict(question.shown)
        mark = marks[question.content.stem]
        match question.type:
            case "multiple-choice":
                assert shown[mark] == question.content.key
            case "multiple-response":
                assert {shown[letter] for letter in mark.split(", ")} == set(question.content.keys)
            case "true-false":
                assert mark == "False"
            case "short-answer":
                assert mark == "Clara Löw"
            case "number":
                assert mark == "1,200 people"
            case "matching":
                rights = [shown[part.split()[1]] for part in mark.split(", ")]
                assert rights == [pair.right for pair in question.content.pairs]
            case "timeline":
                places = [int(place) for place in mark.split(", ")]
                labels = [label for _, label in sorted(zip(places, shown.values(), strict=True))]
                assert labels == [event.label for event in question.content.right_order()]


def test_a_key_names_the_proof_and_the_explanation(quiz: Quiz) -> None:
    key = paper(quiz, "A").keys[0]
    assert ([quote.quote for quote in key.evidence], key.explanation) == (
        ["The hall opened in 1911."],
        "The article says so.",
    )


def test_a_key_names_events_that_may_stand_either_way(teacher: User) -> None:
    dates = {"A": "1911", "B": "1911", "C": "1912"}
    tie = tuple(Event(id=label.lower(), label=label, date=date) for label, date in dates.items())
    key = paper(a_quiz(teacher, a_bank(teacher, [a_timeline(events=tie)])), "A").keys[0]
    assert key.lines[-1] == "Either may come first: “A” and “B”."
    dated = paper(a_quiz(teacher, a_bank(teacher, [a_timeline()])), "A").keys[0]
    assert dated.lines[-1] == "3. The roof is rebuilt"


def test_a_quiz_that_draws_for_each_attempt_is_printed_with_one_draw(teacher: User, quiz: Quiz) -> None:
    bank: Bank = quiz.chosen[0].question.bank
    drawing = a_quiz(teacher)
    choosing.add_rule(drawing, 4, Filter(bank_id=bank.id))
    choosing.draw_for_all(drawing, same=False)
    db.session.commit()
    a, b = paper(drawing, "A"), paper(drawing, "B")
    assert (len(a.questions), sorted(stems(a))) == (6, sorted(stems(b)))
    assert paper(drawing, "A") == a




def test_an_article_is_printed_with_its_key_points_and_without_what_was_left_out(app: Flask) -> None:
    demo.load_demo()
    article = printing.articles_of(db.session.query(Quiz).order_by(Quiz.id).first())[0]
    kinds = {line.kind for line in article.lines}
    assert {"title", "heading", "body", "question", "point"} <= kinds
    assert "noise" not in kinds
    points = [(line.label, line.text) for line in article.lines if line.kind == "point"]
    assert all(label and text for label, text in points)
    assert not any(line.label for line in article.lines if line.kind != "point")


def test_a_quiz_without_an_article_prints_none(quiz: Quiz) -> None:
    assert printing.articles_of(quiz) == []
