"""From a list of names to cards, a quiz with its dates, a student's result, and the gradebook."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from quizapp.classes.cards import code_of
from quizapp.classes.models import Classroom, Enrolment
from quizapp.database import db
from tests.browser.conftest import Site, check
from tests.factories import PASSWORD, a_bank, a_class, a_multiple_choice, a_quiz, a_teacher

ROSTER = "Surname;First name;Form\nKareem;Mo;9a\nLöw;Zoë;9a\n"


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_roster_becomes_cards_a_result_and_a_line_of_the_gradebook(
    desktop: BrowserContext, phone: BrowserContext, site: Site
) -> None:
    with site.app.app_context():
        teacher = a_teacher()
        classroom, username = a_class(teacher, name="Civics 9a"), teacher.username
        class_id, quiz_id = classroom.id, a_quiz(teacher, a_bank(teacher, [a_multiple_choice()])).id
    page = desktop.new_page()
    sign_in(page, username or "")

    page.goto(f"/classes/{class_id}/names")
    check(page)
    roster = {"name": "class.csv", "mimeType": "text/csv", "buffer": ROSTER.encode("utf-8-sig")}
    page.get_by_label("Or choose a file (CSV)").set_input_files(roster)  # type: ignore[arg-type]
    page.get_by_role("button", name="Check the names").click()
    expect(page.get_by_text("Zoë Löw")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Add 2 names").click()
    expect(page.get_by_role("link", name="Mo Kareem")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Sign-in cards").click()
    expect(page.locator(".id-card", has_text="Zoë Löw")).to_be_visible()
    check(page)

    page.goto(f"/quizzes/{quiz_id}/assign")
    page.get_by_label("Civics 9a").check()
    page.get_by_label("Closes").fill("2099-05-01T12:00")
    page.get_by_label("Accept it, mark it, and take points off").check()
    check(page)
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("Say below until when late work is accepted")).to_be_visible()
    check(page)
    page.get_by_label("Late work is accepted until").fill("2099-05-03T12:00")
    page.get_by_label("Percent taken off late work").fill("20")
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("Assigned to Civics 9a")).to_be_visible()

    with site.app.app_context():
        zoe = next(place.user for place in db.session.query(Enrolment) if place.user.name == "Zoë Löw")
        code = code_of(zoe)
        assert db.session.get_one(Classroom, class_id).name == "Civics 9a"
    student = phone.new_page()
    student.goto("/sign-in")
    student.get_by_label("Your code").fill(code or "")
    student.get_by_role("button", name="Use this code").click()
    expect(student.get_by_text("due 1 May 2099, 12:00")).to_be_visible()
    check(student)
    student.get_by_role("button", name="Start").click()
    student.get_by_role("radio", name="1911").check()
    student.get_by_role("button", name="Store and finish").click()
    student.get_by_role("button", name="Hand in").click()
    expect(student.get_by_text("1 of 1").first).to_be_visible()
    check(student)

    page.goto(f"/classes/{class_id}/gradebook")
    expect(page.get_by_role("row", name=re.compile("Zoë Löw"))).to_contain_text("1 / 1")
    check(page)
    page.get_by_role("link", name="open The hall quiz").click()
    check(page)
    page.get_by_role("link", name="Change dates and rules").click()
    page.get_by_label("Attempts allowed").fill("2")
    page.get_by_role("button", name="See what this changes").click()
    expect(page.get_by_text("May begin an attempt")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Store this change").click()
    expect(page.get_by_text("The change is stored.")).to_be_visible()
    page.get_by_role("link", name="Dates for single students").click()
    page.get_by_label("Student", exact=True).select_option("Mo Kareem")
    page.get_by_label("Closes").fill("2099-06-01T12:00")
    check(page)
    page.get_by_role("button", name="Store these dates").click()
    expect(page.get_by_text("closes 1 Jun 2099, 12:00")).to_be_visible()
    check(page)
    page.goto(f"/classes/{class_id}/students/{zoe.id}/data")
    check(page)
