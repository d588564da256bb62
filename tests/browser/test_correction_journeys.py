"""A faulty key, from a challenge to what the student sees; a wording that nobody foresaw, accepted for all."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.database import db
from quizapp.quizzes.models import Attempt
from tests.browser.conftest import Site, check
from tests.browser.test_results import sign_in
from tests.factories import (
    RIGHT,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_short_answer,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
)
from tests.quizzes.test_reading_again import with_article


@pytest.fixture
def assignment(site: Site) -> int:
    """Ada answered by the key; Sam and Ben chose 1921 and wrote "the Lion"."""
    with site.app.app_context():
        teacher, students = a_teacher(), [a_student("Ada"), a_student("Sam Student"), a_student("Ben")]
        teacher.username, students[1].username = "ada", "sam"
        bank = with_article(a_bank(teacher, [a_multiple_choice(), a_short_answer()]))
        given = an_assignment(a_quiz(teacher, bank), a_class(teacher, students))
        an_attempt(given, students[0], [RIGHT, {"written": "Löw"}])
        for student in students[1:]:
            an_attempt(given, student, [{"choice": "2"}, {"written": "the Lion"}])
        return given.id


def scores(site: Site) -> dict[str, float]:
    with site.app.app_context():
        return {attempt.learner.name: attempt.score for attempt in db.session.query(Attempt)}


def challenge(page: Page) -> str:
    """Sam says that it was 1921; gives the address of the result."""
    sign_in(page, "sam")
    page.get_by_role("link", name="The hall quiz").first.click()
    page.locator("#question-1").get_by_role("link", name="I think another answer is right").click()
    page.get_by_role("radio", name="1921").check()
    page.get_by_role("radio", name="It seats 450 guests.").check()
    page.get_by_role("button", name="Send to my teacher").click()
    expect(page.get_by_text("waits for an answer")).to_be_visible()
    return page.url


def correct(page: Page, assignment: int) -> None:
    """The teacher goes from the challenge to the preview and confirms it."""
    sign_in(page, "ada")
    page.goto(f"/assignments/{assignment}/challenges")
    page.get_by_role("link", name="Correct the question").click()
    expect(page.get_by_role("checkbox", name="1921")).to_be_checked()
    check(page)
    page.get_by_role("checkbox", name="1911").uncheck()
    page.get_by_role("button", name="Show who gains and who loses").click()
    gains = page.get_by_role("region", name="Who gains")
    expect(gains.get_by_role("row").filter(has_text="Sam Student")).to_contain_text(re.compile(r"0 / 2\s*1 / 2"))
    expect(page.get_by_role("region", name="Who loses")).to_have_count(0)
    check(page)
    page.get_by_label("Why?").fill("The plaque says 1921.")
    page.get_by_role("button", name="Correct and rescore").click()
    expect(page.get_by_text("2 results changed")).to_be_visible()
    check(page)


def test_a_challenge_leads_to_a_correction_that_the_student_sees(
    phone: BrowserContext, desktop: BrowserContext, site: Site, assignment: int
) -> None:
    student, teacher = phone.new_page(), desktop.new_page()
    result = challenge(student)
    correct(teacher, assignment)
    assert scores(site) == {"Ada": 2.0, "Sam Student": 1.0, "Ben": 1.0}
    student.goto(result)
    student.reload()
    expect(student.get_by_text("0/2 became 1/2")).to_be_visible()
    expect(student.get_by_text("“The plaque says 1921.”").first).to_be_visible()
    expect(student.get_by_text("Your teacher says: you’re right.")).to_be_visible()
    expect(student.locator("#question-1").get_by_text("✓ right", exact=True)).to_be_visible()
    check(student)
    teacher.get_by_role("link", name="Undo").click()
    expect(teacher.get_by_role("region", name="Who loses").get_by_text("Sam Student")).to_be_visible()
    check(teacher)


def test_a_wording_is_accepted_once_for_everyone(desktop: BrowserContext, site: Site, assignment: int) -> None:
    page = desktop.new_page()
    sign_in(page, "ada")
    page.goto(f"/assignments/{assignment}/items")
    page.get_by_role("link", name="All answers to: Who designed the hall?").click()
    group = page.get_by_role("article", name="the Lion")
    expect(group.get_by_role("link", name="Sam Student")).to_be_visible()
    expect(group.get_by_role("link", name="Ben")).to_be_visible()
    check(page)
    group.get_by_role("link", name="Accept this answer").click()
    right = page.get_by_role("checkbox", name=re.compile("^Right ?: the Lion"))
    half = page.get_by_role("checkbox", name=re.compile("^Half right ?: the Lion"))
    expect(right).to_be_checked()
    right.uncheck()
    half.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Show who gains and who loses").click()
    expect(page.get_by_role("region", name="Who gains").get_by_role("row")).to_have_count(3)
    page.get_by_label("Why?").fill("The Lion was her nickname.")
    page.get_by_role("button", name="Correct and rescore").click()
    expect(page.get_by_text("2 results changed")).to_be_visible()
    assert scores(site) == {"Ada": 2.0, "Sam Student": 0.5, "Ben": 0.5}
    page.get_by_role("article", name="the Lion").get_by_role("link", name="Ben").click()
    page.get_by_label("Your words to Ben, beside the result").fill("A fine nickname.")
    page.locator("#comment").get_by_role("button", name="Store the comment").click()
    expect(page.get_by_text("Ben reads it beside the result.")).to_be_visible()
    page.locator("#question-1 summary", has_text="Comment or set the credit").click()
    check(page)


def test_a_score_is_set_and_a_student_excused(phone: BrowserContext, site: Site, assignment: int) -> None:
    page = phone.new_page()
    sign_in(page, "ada")
    page.goto(f"/assignments/{assignment}")
    page.get_by_role("link", name=re.compile("^Set or excuse ?: Ben")).click()
    page.get_by_label("Points").fill("2")
    page.get_by_role("button", name="Set the score").click()
    expect(page.get_by_text("Not stored yet")).to_be_visible()
    check(page)
    page.get_by_label("Why?").first.fill("On paper.")
    page.get_by_role("button", name="Set the score").click()
    expect(page.get_by_text("The score of Ben is set.")).to_be_visible()
    page.get_by_label("Why?").last.fill("He was ill.")
    page.get_by_role("button", name="Excuse Ben").click()
    expect(page.get_by_text("Ben is excused.")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Gradebook").click()
    expect(page.get_by_role("row", name=re.compile("Ben"))).to_contain_text("excused")
    check(page)
