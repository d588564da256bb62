"""Progress: what is known, learning, fading and new, per bank and topic, and what falls due."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from fsrs import Rating

from quizapp.accounts.models import User
from quizapp.banks.models import Question
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.days import ONE_DAY, day_of
from quizapp.practice.models import ReviewCard
from quizapp.practice.progress import FADING, KNOWN, LEARNING, NEW, NO_TOPIC, Group, progress_of
from quizapp.practice.scheduling import reviewed
from tests.factories import a_bank, a_class, a_multiple_choice, a_quiz, a_student, a_teacher, an_assignment, sign_in_as


def a_practiser(**banks: int) -> User:
    """A student with closed quizzes on banks of these names, each with so many questions."""
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    for title, count in banks.items():
        contents = [a_multiple_choice(f"In which year did {title} {n} open?") for n in range(count)]
        bank = a_bank(teacher, contents, title=title)
        an_assignment(a_quiz(teacher, bank), classroom, closes_at=now() - timedelta(hours=1))
    return student


def remember(student: User, question_id: int, *ratings: tuple[Rating, int]) -> None:
    """A card with these ratings, each given so many days ago."""
    state, due_at = None, now()
    for rating, days_ago in ratings:
        state, due_at = reviewed(state, rating, now() - days_ago * ONE_DAY)
    card = ReviewCard(learner_id=student.id, question_id=question_id, state=state, due_at=due_at, seen=len(ratings))
    db.session.add(card)
    db.session.commit()


def counts(group: Group) -> dict[str, int]:
    return {part.standing: part.count for part in group.parts if part.count}


def test_a_question_never_practised_is_new(app: Flask) -> None:
    assert counts(progress_of(a_practiser(Hall=2)).everything) == {NEW: 2}


def test_seen_twice_and_well_remembered_is_known(app: Flask) -> None:
    student = a_practiser(Hall=1)
    remember(student, 1, (Rating.Good, 10), (Rating.Good, 1))
    assert counts(progress_of(student).everything) == {KNOWN: 1}


def test_seen_once_or_wrong_last_time_is_learning(app: Flask) -> None:
    student = a_practiser(Hall=2)
    remember(student, 1, (Rating.Easy, 0))
    remember(student, 2, (Rating.Good, 30), (Rating.Good, 20), (Rating.Again, 0))
    assert counts(progress_of(student).everything) == {LEARNING: 2}


def test_overdue_or_due_by_tomorrow_is_fading(app: Flask) -> None:
    student = a_practiser(Hall=2)
    remember(student, 1, (Rating.Good, 60), (Rating.Good, 55))
    remember(student, 2, (Rating.Good, 1))
    days_to_go = (day_of(db.session.query(ReviewCard).filter_by(question_id=2).one().due_at) - day_of(now())).days
    assert days_to_go == 1
    assert counts(progress_of(student).everything) == {FADING: 2}


def test_what_was_practised_today_is_not_fading_because_it_comes_again_tomorrow(app: Flask) -> None:
    student = a_practiser(Hall=1)
    remember(student, 1, (Rating.Again, 1), (Rating.Hard, 0), (Rating.Good, 0))
    assert FADING not in counts(progress_of(student).everything)


def test_banks_are_counted_apart_and_bars_fill_their_width(app: Flask) -> None:
    student = a_practiser(Hall=3, Bridge=1)
    remember(student, 1, (Rating.Good, 10), (Rating.Good, 1))
    progress = progress_of(student)
    assert [(bank.name, bank.total, counts(bank)) for bank in progress.banks] == [
        ("Bridge", 1, {NEW: 1}),
        ("Hall", 3, {KNOWN: 1, NEW: 2}),
    ]
    last = progress.banks[1].parts[-1]
    assert round(last.start + last.width) == 100


def test_topics_are_tags_and_a_question_counts_in_each_of_its_own(app: Flask) -> None:
    student = a_practiser(Hall=3)
    first, second, _ = db.session.query(Question).order_by(Question.id)
    first.current.tags, second.current.tags = ["elections", "two-chambers", "timeline"], ["elections"]
    db.session.commit()
    assert [(topic.name, topic.total) for topic in progress_of(student).topics] == [
        ("elections", 2),
        ("two chambers", 1),
        (NO_TOPIC, 1),
    ]


def test_without_any_tag_there_are_no_topics(app: Flask) -> None:
    assert progress_of(a_practiser(Hall=2)).topics == []


def test_the_week_ahead_counts_each_question_on_its_day_and_what_is_overdue_today(app: Flask) -> None:
    student = a_practiser(Hall=4)
    remember(student, 1, (Rating.Good, 60))
    remember(student, 2, (Rating.Again, 0))
    remember(student, 3, (Rating.Good, 0))
    remember(student, 4, (Rating.Easy, 0))
    days = progress_of(student).due_days
    assert [day.count for day in days] == [2, 0, 1, 0, 0, 0, 0]
    assert [day.name for day in days][:2] == ["Today", "Tomorrow"]


def test_cards_of_questions_that_may_not_be_practised_are_left_out(app: Flask) -> None:
    student = a_practiser(Hall=2)
    remember(student, 1, (Rating.Good, 60))
    db.session.get_one(Question, 1).status = "retired"
    db.session.commit()
    progress = progress_of(student)
    assert counts(progress.everything) == {NEW: 1}
    assert progress.most_due == 0


def test_the_bank_that_fades_most_is_named(client: FlaskClient) -> None:
    student = a_practiser(Hall=2, Bridge=1)
    sign_in_as(client, student)
    assert progress_of(student).fades_most is None
    for question_id in (1, 2, 3):
        remember(student, question_id, (Rating.Good, 60))
    page = client.get("/practice/progress").text
    assert "2 questions of “Hall” are fading." in page
    assert "3 fading" in page
