"""All questions on one page: each answer is stored by itself, and nothing that was not given is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from quizapp.quizzes import attempts
from tests.browser.conftest import Site, check
from tests.browser.sitting import STORED, sign_in, stored
from tests.factories import a_bank, a_class, a_quiz, a_student, a_teacher, an_assignment, one_of_each

EVENTS = ["The hall is built", "The roof burns", "The roof is rebuilt"]


@pytest.fixture
def begin(site: Site) -> Callable[..., tuple[str, str]]:
    """Gives a student who has begun a quiz of every type on one page: the user name, and the attempt's address."""

    def begun(**rules: object) -> tuple[str, str]:
        with site.app.app_context():
            teacher, student = a_teacher(), a_student()
            quiz = a_quiz(teacher, a_bank(teacher, one_of_each()), one_page=True, **rules)
            attempt = attempts.start(an_assignment(quiz, a_class(teacher, [student])), student)
            return student.username or "", f"/attempts/{attempt.id}"

    return begun


def test_on_a_phone_each_answer_is_stored_by_itself_also_after_the_connection_was_lost(
    phone: BrowserContext, site: Site, begin: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = begin(time_limit_minutes=30)
    page = phone.new_page()
    sign_in(page, username, f"{attempt}/questions")
    page.wait_for_load_state("load")
    one, two, three, four, five, six, seven = (page.locator(f"#question-{number}") for number in range(1, 8))
    check(page)
    one.get_by_role("radio", name="1911").tap()
    expect(one.get_by_text(STORED)).to_be_visible()
    expect(page.get_by_role("link", name="Question 1, answered")).to_be_visible()

    phone.set_offline(True)
    two.get_by_role("checkbox", name="A library").tap()
    expect(two.get_by_text("Kept on this device, not stored yet.")).to_be_visible()
    two.get_by_role("checkbox", name="A council chamber").tap()
    three.get_by_role("radio", name="False").tap()
    four.get_by_label("Your answer").fill("Clara Löw")
    six.get_by_label("Library").select_option("Loans to residents")
    expect(page.get_by_text("4 answers are kept on this device")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Store and finish").tap()
    expect(page.get_by_text("this one stays open until the connection is back")).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_text("Every answer is stored.")).to_be_visible()
    expect(six.get_by_text("Stored so far. Something is still left open.")).to_be_visible()
    credits_and_turns = stored(site)
    assert {number: round(float(str(credit)), 2) for number, (credit, _) in credits_and_turns.items()} == {
        1: 1,
        2: 1,
        3: 1,
        4: 1,
        6: 0.33,
    }
    turns = [turn for _, turn in credits_and_turns.values()]
    assert len(set(turns)) == len(turns)

    five.get_by_label("Your answer").fill("many")
    five.get_by_label("Your answer").press("Enter")
    expect(five.get_by_text("cannot be read as a number")).to_be_visible()
    page.get_by_role("button", name="Store and finish").tap()
    expect(page.get_by_text("Not stored: question 5.")).to_be_visible()
    five.get_by_label("Your answer").fill("1200")
    seven.get_by_role("button", name="Flag for later").tap()
    page.get_by_role("button", name="Store and finish").tap()
    # A timeline that nobody touched is no answer.
    expect(page.get_by_text("1 question without an answer")).to_be_visible()
    expect(page.get_by_text("You wanted to look again at question 7")).to_be_visible()
    expect(page.get_by_text("Something is still left open in question 6")).to_be_visible()
    check(page)
    page.get_by_role("link", name="question 7", exact=True).first.tap()
    expect(seven.get_by_role("button", name="Take the flag away")).to_be_in_viewport()
    for target, label in enumerate(EVENTS):
        row = seven.locator("[data-event]", has_text=label)
        while seven.locator("[data-event]").all_inner_texts().index(row.inner_text()) > target:
            row.get_by_role("button", name=f"Move up: {label}").tap()
    seven.get_by_role("button", name="Store: question 7").tap()
    expect(seven.get_by_text(STORED)).to_be_visible()
    page.get_by_role("button", name="Store and finish").tap()
    page.get_by_role("button", name="Hand in").tap()
    expect(page.get_by_text("6.3 of 7")).to_be_visible()


def test_finish_pressed_while_an_answer_is_on_its_way_comes_after_it(
    phone: BrowserContext, site: Site, begin: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = begin()
    page = phone.new_page()
    sign_in(page, username, f"{attempt}/questions")
    held: list[Route] = []
    page.route("**/questions/4", lambda route: route.continue_() if held else held.append(route))
    four = page.locator("#question-4")
    four.get_by_label("Your answer").fill("Clara Löw")
    four.get_by_role("button", name="Store: question 4").tap()
    expect(four.get_by_text("Storing …")).to_be_visible()
    page.get_by_role("button", name="Store and finish").tap()
    held[0].continue_()
    expect(page.get_by_text("6 questions without an answer")).to_be_visible()
    assert list(stored(site)) == [4]


def test_without_script_one_button_stores_everything_and_a_flag_loses_nothing(
    browser: Browser, site: Site, begin: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = begin()
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    sign_in(page, username, f"{attempt}/questions")
    page.locator("#question-1").get_by_role("radio", name="1911").check()
    page.locator("#question-4").get_by_label("Your answer").fill("Clara Löw")
    page.locator("#question-3").get_by_role("button", name="Flag for later").click()
    expect(page.get_by_role("link", name="Question 3, open, flagged")).to_be_visible()
    expect(page.locator("#question-4").get_by_label("Your answer")).to_have_value("Clara Löw")
    page.locator("#question-7").get_by_label(f"Place of: {EVENTS[0]}").fill("1")
    page.locator("#question-5").get_by_label("Your answer").fill("1200")
    page.locator("#question-5").get_by_label("Your answer").press("Enter")
    expect(page.get_by_text("Give every event a number from 1 to 3")).to_be_visible()
    expect(page.locator("#question-7").get_by_label(f"Place of: {EVENTS[0]}")).to_have_value("1")
    for place, label in enumerate(EVENTS, start=1):
        page.locator("#question-7").get_by_label(f"Place of: {label}").fill(str(place))
    page.get_by_role("button", name="Store and finish").click()
    expect(page.get_by_text("3 questions without an answer")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("4 of 7").first).to_be_visible()
    context.close()


def test_where_the_quiz_tells_at_once_one_answer_is_checked_and_the_others_stay_as_they_are(
    desktop: BrowserContext, site: Site, begin: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = begin(feedback="at once")
    page = desktop.new_page()
    sign_in(page, username, f"{attempt}/questions")
    # A letter chooses in the question that is in use, and in no other.
    page.keyboard.press("a")
    expect(page.locator("input:checked")).to_have_count(0)
    page.locator("#question-3").get_by_role("radio", name="True").focus()
    page.keyboard.press("b")
    expect(page.locator("#question-3").get_by_role("radio", name="False")).to_be_checked()
    page.locator("#question-4").get_by_label("Your answer").fill("Löw")
    page.get_by_role("button", name="Check my answer: question 3").click()
    expect(page.locator("#question-3").get_by_text("✓ right", exact=True)).to_be_in_viewport()
    expect(page.locator("#question-4").get_by_label("Your answer")).to_have_value("Löw")
    expect(page.locator("#question-4").get_by_text(STORED)).to_be_visible()
    check(page)
    assert {number: credit for number, (credit, _) in stored(site).items()} == {3: 1.0, 4: 1.0}
