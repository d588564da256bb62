"""The teacher's pages of a quiz that chooses from 2,000 questions."""

from quizapp.banks.models import APPROVED
from quizapp.database import db
from quizapp.quizzes import choosing
from quizapp.quizzes.catalogue import Filter
from tests.benchmarks.measuring import an_app, median_of, report
from tests.factories import PASSWORD, a_large_bank, a_quiz, a_teacher


def quizzes_over_a_large_bank() -> None:
    """Drawn anew for each attempt."""
    with an_app() as app:
        with app.app_context():
            teacher = a_teacher()
            bank = a_large_bank(teacher, statuses=(APPROVED,))
            quiz = a_quiz(teacher)
            choosing.add(quiz, [question.id for question in bank.questions[:60]])
            choosing.add_rule(quiz, 20, Filter(bank_id=bank.id, difficulty="hard"))
            choosing.draw_for_all(quiz, same=False)
            db.session.commit()
            one, username = f"/quizzes/{quiz.id}", teacher.username
        client = app.test_client()
        client.post("/sign-in", data={"username": username, "password": PASSWORD})
        for page in ("/quizzes", one, f"{one}/questions", f"{one}/questions?words=19", f"{one}/try", f"{one}/print"):
            report(f"2,000 questions: {page}", median_of(20, lambda page=page: client.get(page)))
