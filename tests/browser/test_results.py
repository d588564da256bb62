"""After a quiz on a phone: what was right, the article at its proof, and a challenge with its answer."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp.database import db
from quizapp.quizzes.models import Attempt
from tests.browser.conftest import Site, check
from tests.factories import (
    PASSWORD,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
    an_attempt,
)
from tests.quizzes.test_reading_again import with_article


@pytest.fixture
def attempt(site: Site) -> str:
    """A finished attempt, wrong in both questions; the student is ``sam``, the teacher ``ada``."""
    with site.app.app_context():
        teacher, student = a_teacher(), a_student()
        teacher.username, student.username = "ada", "sam"
        bank = with_article(a_bank(teacher, [a_multiple_choice(), a_timeline()]))
        assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, [student]))
        answers = [{"choice": "1"}, {"order": ["fire", "built", "rebuilt"]}]
        return an_attempt(assignment, student, answers).id


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def challenge(page: Page, attempt: str) -> None:
    """By keyboard: the answer, the sentence, the words."""
    page.goto(f"/attempts/{attempt}/result")
    page.locator("#question-1").get_by_role("link", name="I think another answer is right").click()
    page.get_by_role("radio", name="1921").focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="The hall opened in 1911.").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="It seats 450 guests.")).to_be_checked()
    page.get_by_label("Your reason").fill("It says so.")


def answered(page: Page) -> None:
    sign_in(page, "ada")
    page.get_by_role("link", name="1 challenge to answer").click()
    page.get_by_label("Your answer to Sam Student").fill("Look at the year.")


def test_a_result_is_read_challenged_and_answered_on_a_phone(phone: BrowserContext, site: Site, attempt: str) -> None:
    page = phone.new_page()
    sign_in(page, "sam")
    page.goto(f"/attempts/{attempt}/result")
    expect(page.get_by_text("came about 12 years before")).to_be_visible()
    check(page)
    page.locator("#question-1").get_by_role("link", name="See it in the article").click()
    expect(page.locator("#proof")).to_be_in_viewport()
    check(page)
    page.get_by_role("link", name="Back to the result").click()
    page.goto(f"/attempts/{attempt}/challenge/1")
    page.get_by_role("button", name="Send to my teacher").click()
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    check(page)
    challenge(page, attempt)
    check(page)
    page.get_by_role("button", name="Send to my teacher").click()
    expect(page.get_by_text("Your challenge is sent.")).to_be_visible()
    check(page)
    phone.clear_cookies()
    answered(page)
    check(page)
    page.get_by_role("button", name="The answer stands").click()
    expect(page.get_by_text("Every challenge has its answer.")).to_be_visible()
    phone.clear_cookies()
    sign_in(page, "sam")
    page.goto(f"/attempts/{attempt}/result")
    expect(page.get_by_text("Look at the year.")).to_be_visible()


def test_the_same_without_javascript(browser: Browser, site: Site, attempt: str) -> None:
    context = browser.new_context(
        reduced_motion="reduce",
        base_url=site.address,
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
    )
    page = context.new_page()
    sign_in(page, "sam")
    page.goto(f"/attempts/{attempt}/result")
    page.locator("#question-1").get_by_role("link", name="See it in the article").click()
    expect(page.locator("#proof")).to_be_in_viewport()
    challenge(page, attempt)
    page.get_by_role("button", name="Send to my teacher").click()
    expect(page.get_by_text("Your challenge is sent.")).to_be_visible()
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_role("button", name="Bring it back").click()
    context.clear_cookies()
    answered(page)
    page.get_by_role("button", name="You’re right").click()
    expect(page.get_by_text("Every challenge has its answer.")).to_be_visible()
    context.close()


def test_what_was_missed_is_practised_one_after_the_other(phone: BrowserContext, site: Site, attempt: str) -> None:
    page = phone.new_page()
    sign_in(page, "sam")
    page.goto(f"/attempts/{attempt}/result")
    page.get_by_role("link", name="Practise what I missed").click()
    for stem in ("In which year did the hall open?", "Put these events in order"):
        expect(page.get_by_role("heading", level=1)).to_contain_text(stem)
        if page.get_by_role("radio").count():
            page.get_by_role("radio", name="1911").check()
        else:
            page.get_by_role("button", name="The order is right as it stands").click()
        page.get_by_role("button", name="Check").click()
        page.get_by_role("link", name="Next question").click()
    with site.app.app_context():
        assert db.session.query(Attempt).count() == 1


def test_the_drawing_is_hidden_from_screen_readers_and_the_list_says_all(
    phone: BrowserContext, site: Site, attempt: str
) -> None:
    page = phone.new_page()
    sign_in(page, "sam")
    page.goto(f"/attempts/{attempt}/result")
    card = page.locator("#question-2")
    assert card.locator("svg.timeline-drawing").get_attribute("aria-hidden") == "true"
    tree = card.aria_snapshot()
    for words in ("The roof burns May 1923", "out of order", "order known, date not given"):
        assert words in tree
