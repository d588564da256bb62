"""Practice as learners do it: on a phone, by keyboard, without JavaScript, in light and dark."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp.accounts.models import User
from quizapp.banks.models import Question
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.models import PracticeReview
from quizapp.practice.reviewing import next_turn, record_review
from quizapp.practice.today import today_of
from tests.browser.conftest import Site, check
from tests.factories import (
    PASSWORD,
    RIGHT,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
)
from tests.practice.conftest import zone_where_it_is_noon


@pytest.fixture(autouse=True)
def _noon(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_TIMEZONE", zone_where_it_is_noon())


@pytest.fixture
def username(site: Site) -> str:
    """A student whose class has two closed quizzes, one of them with a timeline."""
    with site.app.app_context():
        teacher, student = a_teacher(), a_student()
        classroom = a_class(teacher, [student])
        stems = [f"In which year did hall {number} open?" for number in range(2)]
        for bank in (a_bank(teacher), a_bank(teacher, [a_multiple_choice(stem) for stem in stems], title="Halls")):
            an_assignment(a_quiz(teacher, bank), classroom, closes_at=now() - timedelta(hours=1))
        return student.username


def practised_for_a_fortnight(site: Site, username: str) -> None:
    with site.app.app_context():
        student = db.session.query(User).filter_by(username=username).one()
        for days_ago in (14, 11, 3, 1):
            at = now() - timedelta(days=days_ago)
            for item in today_of(student, at).left:
                question = db.session.get_one(Question, item.question_id)
                if question.type == "multiple-choice":
                    turn, version_id = next_turn(student, question), question.current.id
                    record_review(student, question, RIGHT, turn=turn, version_id=version_id, at=at)
        db.session.remove()


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def put_in_order(page: Page) -> None:
    for place, label in enumerate(["The hall is built", "The roof burns", "The roof is rebuilt"], start=1):
        page.get_by_label(f"Place of: {label}").fill(str(place))


def put_in_order_by_moving(page: Page) -> None:
    for target, label in enumerate(["The hall is built", "The roof burns", "The roof is rebuilt"]):
        row = page.locator("[data-event]", has_text=label)
        while page.locator("[data-event]").all_inner_texts().index(row.inner_text()) > target:
            row.get_by_role("button", name=f"Move up: {label}").click()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_session_goes_from_the_learners_page_to_the_summary(
    request: pytest.FixtureRequest, site: Site, username: str, device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    sign_in(page, username)
    expect(page.get_by_text("4 questions for today")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Practise").click()
    # The first answer is wrong, so that its question is asked again at the end.
    for number, year in enumerate(["1921", "1911", "1911", "1911", "1911"]):
        expect(page.get_by_role("button", name="Check")).to_be_visible()
        check(page)
        if page.get_by_role("radio").count():
            page.get_by_role("radio", name=year).check()
        else:
            page.get_by_role("button", name="Check").click()
            expect(page.get_by_text("Put the events in order first.")).to_be_visible()
            check(page)
            put_in_order_by_moving(page)
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("heading", name="Right" if number else "Not this time", exact=True)).to_be_visible()
        check(page)
        if number == 1:
            page.get_by_role("button", name="It was easy").click()
            expect(page.get_by_text("Noted as easy.")).to_be_visible()
            check(page)
        page.get_by_role("link", name="Next question" if number < 4 else "Finish").click()
    expect(page.get_by_text("3 of 4", exact=True)).to_be_visible()
    expect(page.get_by_text("5 answers in all")).to_be_visible()
    check(page)
    page.get_by_role("link", name="My progress").click()
    expect(page.get_by_role("heading", name="By bank")).to_be_visible()
    check(page)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_pages_of_practice_are_accessible_when_full(
    request: pytest.FixtureRequest, site: Site, username: str, device: str
) -> None:
    practised_for_a_fortnight(site, username)
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    sign_in(page, username)
    for address in ("/practice", "/practice/progress", "/practice/summary", "/learn"):
        page.goto(address)
        check(page)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_pages_of_practice_are_accessible_when_empty(
    request: pytest.FixtureRequest, site: Site, device: str
) -> None:
    with site.app.app_context():
        username = a_student().username
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    sign_in(page, username)
    for address in ("/practice", "/practice/progress", "/practice/summary"):
        page.goto(address)
        check(page)


def test_practice_works_without_javascript(browser: Browser, site: Site, username: str) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, username)
    page.get_by_role("link", name="Practise").click()
    for _ in range(4):
        expect(page.get_by_role("button", name="Check")).to_be_visible()
        if page.get_by_role("radio").count():
            page.get_by_role("radio", name="1911").check()
        else:
            put_in_order(page)
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("heading", name="Right")).to_be_visible()
        page.get_by_role("link", name=re.compile("Next question|Finish")).click()
    expect(page.get_by_role("heading", name="That was today’s practice")).to_be_visible()
    expect(page.get_by_text("4 of 4", exact=True)).to_be_visible()
    context.close()


def test_practice_works_by_keyboard(desktop: BrowserContext, site: Site, username: str) -> None:
    page = desktop.new_page()
    sign_in(page, username)
    page.goto("/practice/1")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Right|Not this time"))
    page.get_by_role("link", name="Next question").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Check")).to_be_visible()
    with site.app.app_context():
        assert db.session.query(PracticeReview).count() == 1


def test_a_double_click_counts_once_and_going_back_leads_to_the_next_question(
    desktop: BrowserContext, site: Site, username: str
) -> None:
    page = desktop.new_page()
    sign_in(page, username)
    page.goto("/practice/1")
    page.get_by_role("radio", name="1911").check()
    page.get_by_role("button", name="Check").dblclick()
    expect(page.get_by_role("heading", name="Right")).to_be_visible()
    with site.app.app_context():
        assert [review.credit for review in db.session.query(PracticeReview)] == [1]
    page.goto("/practice/1")
    expect(page.get_by_role("heading", name="In which year did the hall open?")).to_have_count(0)
    expect(page.get_by_role("button", name="Check")).to_be_visible()
