"""The two main journeys, as a teacher and a student make them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp import demo
from quizapp.accounts.models import User
from quizapp.database import db
from quizapp.quizzes.models import Assignment, Attempt
from tests.browser.conftest import Site, check
from tests.factories import PASSWORD, a_class, a_quiz, a_teacher, an_assignment

ARTICLE = Path(__file__).resolve().parents[2] / "question_banks" / "articles" / "how-a-bill-becomes-law.txt"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_teacher_goes_from_an_article_to_an_assignment(browser: Browser, site: Site, script: bool) -> None:
    context = browser.new_context(reduced_motion="reduce", base_url=site.address, java_script_enabled=script)
    page = context.new_page()
    look = check if script else _nothing_to_run
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto("/")
    look(page)
    page.get_by_role("link", name="Register as a teacher").click()
    page.get_by_label("Your name").fill("Ada Teacher")
    page.get_by_label("Choose a user name").fill("ada")
    page.get_by_label("Choose a password").fill("long-enough")
    look(page)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", name="Start with an article")).to_be_visible()
    look(page)

    page.get_by_role("link", name="Add an article").first.click()
    page.get_by_label("Or choose a file").set_input_files(ARTICLE)
    look(page)
    page.get_by_role("button", name="Read the article").click()
    expect(page.get_by_text("FAQ entries")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Draft questions").click()
    expect(page.get_by_text("drafts are ready")).to_be_visible()
    look(page)
    assert page.locator("mark.evidence").count() >= 1

    for decided in range(1, 5):
        page.get_by_role("button", name="Approve", exact=True).click()
        expect(page.get_by_text(re.compile(rf"^{decided} of \d+ drafts decided"))).to_be_visible()
    page.locator("summary", has_text="Reject").click()
    look(page)
    page.get_by_role("button", name="Not worth knowing").click()
    page.get_by_role("link", name="Edit").click()
    look(page)
    page.get_by_label("Question").fill("Which question did the teacher write anew?")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved as a new version.")).to_be_visible()
    expect(page.get_by_role("heading", name="Which question did the teacher write anew?")).to_be_visible()
    expect(page.get_by_role("link", name="Approved 4")).to_be_visible()
    expect(page.get_by_role("link", name="Rejected 1")).to_be_visible()

    page.get_by_role("link", name="Classes").click()
    page.get_by_role("link", name="Make a class").first.click()
    page.get_by_label("Name of the class").fill("Civics 9a")
    page.get_by_role("button", name="Make the class").click()
    look(page)

    page.get_by_role("link", name="Banks").click()
    page.locator("main h2 a").first.click()
    look(page)
    page.get_by_role("link", name="Make a quiz").click()
    look(page)
    page.get_by_role("button", name="Save the quiz").click()
    look(page)
    page.get_by_role("link", name="Assign to a class").first.click()
    page.get_by_label("Civics 9a").check()
    look(page)
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("Assigned to Civics 9a")).to_be_visible()
    look(page)
    assert errors == []
    context.close()


def _nothing_to_run(page: Page) -> None:
    """axe is a script itself: where scripts are off, the pages are only used."""
    assert page.url


@pytest.fixture
def code(site: Site) -> str:
    """The join code of a class that has a quiz to take."""
    with site.app.app_context():
        teacher = a_teacher()
        classroom = a_class(teacher)
        an_assignment(a_quiz(teacher), classroom)
        return classroom.join_code


def join(page: Page, code: str) -> None:
    page.goto("/")
    page.get_by_label("Class code").fill(code)
    page.get_by_role("button", name="Join a class").click()
    page.get_by_label("Your name").fill("Sam Student")
    page.get_by_role("button", name="Join the class").click()
    page.get_by_role("button", name="I have it, go on").click()


def join_with_password(page: Page, code: str) -> None:
    page.goto(f"/join?code={code}")
    page.get_by_role("link", name="Choose a user name and a password instead").click()
    page.get_by_label("Your name").fill("Sam Student")
    page.get_by_label("Choose a user name").fill("sam.student")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Join the class").click()


def test_a_student_goes_from_the_code_to_the_result(phone: BrowserContext, site: Site, code: str) -> None:
    page = phone.new_page()
    join(page, code)
    check(page)
    page.get_by_role("button", name="Start").click()
    check(page)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()
    assert _credits(site) == [1.0]

    page.reload()
    expect(page.get_by_role("radio", name="1911")).to_be_checked()
    site.stop()
    page.get_by_role("radio", name="1921").check()
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("Storing …")).to_be_visible()
    assert _credits(site) == [1.0]
    site.start()
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()
    assert _credits(site) == [1.0]
    page.get_by_role("button", name="Store and go on").click()

    expect(page.get_by_text("Earliest at the top")).to_be_visible()
    check(page)
    wanted = ["The hall is built", "The roof burns", "The roof is rebuilt"]
    for target, label in enumerate(wanted):
        row = page.locator("[data-event]", has_text=label)
        while page.locator("[data-event]").all_inner_texts().index(row.inner_text()) > target:
            row.get_by_role("button", name=f"Move up: {label}").click()
    page.get_by_role("button", name="Store and finish").click()
    expect(page.get_by_text("Every question has an answer")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("2 of 2").first).to_be_visible()
    expect(page.get_by_text("The hall opened in 1911.").first).to_be_visible()
    check(page)


def test_closing_the_browser_loses_nothing(browser: Browser, site: Site, code: str) -> None:
    first = browser.new_context(reduced_motion="reduce", base_url=site.address)
    page = first.new_page()
    join_with_password(page, code)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("radio", name="1921").check()
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()
    first.close()

    second = browser.new_context(reduced_motion="reduce", base_url=site.address)
    page = second.new_page()
    page.goto("/sign-in")
    page.get_by_label("User name").fill("sam.student")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Question 1, answered").click()
    expect(page.get_by_role("radio", name="1921")).to_be_checked()
    second.close()


def test_an_answer_given_without_a_connection_is_sent_later_even_if_its_page_was_closed(
    phone: BrowserContext, site: Site, code: str
) -> None:
    page = phone.new_page()
    join(page, code)
    page.get_by_role("button", name="Start").click()
    page.wait_for_load_state("load")
    phone.set_offline(True)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("Not stored yet")).to_be_visible()
    page.close()
    assert _credits(site) == []
    phone.set_offline(False)
    page = phone.new_page()
    page.goto("/")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()
    expect(page.get_by_role("radio", name="1911")).to_be_checked()
    assert _credits(site) == [1.0]


def _credits(site: Site) -> list[float]:
    """The credit of every answer that is stored."""
    with site.app.app_context():
        return [response.credit for response in db.session.query(Attempt).one().responses]


def test_the_quiz_can_be_taken_without_javascript(browser: Browser, site: Site, code: str) -> None:
    context = browser.new_context(reduced_motion="reduce", base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    join(page, code)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("radio", name="1911").check()
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_role("button", name="Store and finish").click()
    expect(page.get_by_text("Put the events in order first.")).to_be_visible()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_text("1 question without an answer")).to_be_visible()
    page.get_by_role("link", name="question 2", exact=True).click()
    for place, label in enumerate(["The hall is built", "The roof burns", "The roof is rebuilt"], start=1):
        page.get_by_label(f"Place of: {label}").fill(str(place))
    page.get_by_role("button", name="Store and finish").click()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("2 of 2").first).to_be_visible()
    context.close()


def test_the_timeline_works_by_keyboard_and_an_untouched_order_is_no_answer_unless_it_is_said_to_be_right(
    phone: BrowserContext, site: Site, code: str
) -> None:
    page = phone.new_page()
    join(page, code)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="Question 2, open").click()
    events = page.locator("[data-event]")
    page.get_by_role("button", name="Store and finish").press("Enter")
    expect(page.get_by_text("Not answered yet. Move an event, or say that the order is right")).to_be_visible()
    expect(page.get_by_role("link", name="Question 2, open")).to_be_visible()
    check(page)
    assert _orders(site) == []

    shown = events.locator(".timeline__label").all_inner_texts()
    page.get_by_role("button", name="The order is right as it stands").press("Enter")
    expect(page.get_by_text("The order counts as it stands")).to_be_attached()
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()
    expect(page.get_by_role("button", name="The order is right as it stands", pressed=True)).to_be_focused()
    check(page)
    assert _orders(site) == [shown]

    last = events.last
    label = last.locator(".timeline__label").inner_text()
    last.get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{label} is now number 2 of 3")).to_be_attached()
    expect(page.get_by_role("button", name="The order is right as it stands")).to_have_count(0)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Move up: {label}"
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text(f"{label} is now number 1 of 3")).to_be_attached()
    page.get_by_role("button", name="Store and finish").press("Enter")
    expect(page.get_by_text("1 question without an answer")).to_be_visible()
    assert _orders(site) == [[label, *shown[:2]]]


def _orders(site: Site) -> list[list[str]]:
    """The labels of every timeline that is stored, in the order that was given."""
    with site.app.app_context():
        responses = [each for each in db.session.query(Attempt).one().responses if "order" in each.answer]
        labels = {
            event["id"]: event["label"]
            for given in db.session.query(Attempt).one().given
            for event in given.version.content.get("events", ())
        }
        return [[labels[event] for event in each.answer["order"]] for each in responses]


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_demonstration_pages_of_a_teacher_are_accessible(
    request: pytest.FixtureRequest, site: Site, device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    with site.app.app_context():
        demo.load_demo()
        assignment = db.session.query(Assignment).order_by(Assignment.id).first()
        assert assignment is not None
        attempt = db.session.query(Attempt).filter_by(assignment_id=assignment.id).first()
        assert attempt is not None
        base = f"/assignments/{assignment.id}"
        pages = [
            base,
            f"{base}/items",
            f"{base}/reteach",
            f"{base}/compare",
            f"{base}/attempts/{attempt.id}",
            f"/classes/{assignment.classroom_id}",
            f"/classes/{assignment.classroom_id}/gradebook",
            f"/classes/{assignment.classroom_id}/gradebook/{attempt.learner_id}",
            "/banks/1/review",
            "/questions/1",
            "/quizzes/1/preview",
            "/account",
            "/banks/import",
            "/nowhere",
        ]
        assert db.session.query(User).count() > 50
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("User name").fill(demo.TEACHER_NAME)
    page.get_by_label("Password").fill(demo.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for address in pages:
        page.goto(address)
        check(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_signed_out_pages_fit_and_are_accessible_and_chromium_would_install_the_app(
    browser: Browser, site: Site, code: str, width: int
) -> None:
    context = browser.new_context(
        reduced_motion="reduce", base_url=site.address, viewport={"width": width, "height": 700}
    )
    page = context.new_page()
    for address in ("/", "/sign-in", "/register", "/join", f"/join?code={code}", "/join?code=WRONG", "/nowhere"):
        page.goto(address)
        check(page)
    page.goto("/")
    devtools = context.new_cdp_session(page)
    assert devtools.send("Page.getAppManifest")["errors"] == []
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # The windows of a test are private ones, from which nothing can be installed.
    assert {error["errorId"] for error in found} <= {"in-incognito"}
    context.close()
