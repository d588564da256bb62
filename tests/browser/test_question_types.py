"""One question of every type, answered by keyboard alone, with and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from quizapp.accounts.models import User
from quizapp.database import db
from quizapp.quizzes.models import Attempt
from tests.browser.conftest import Site, check
from tests.browser.test_journeys import join
from tests.factories import PASSWORD, a_bank, a_class, a_quiz, a_teacher, an_assignment, one_of_each


@pytest.fixture
def code(site: Site) -> str:
    """The join code of a class that has a quiz of every type to take."""
    with site.app.app_context():
        teacher = a_teacher()
        classroom = a_class(teacher)
        an_assignment(a_quiz(teacher, a_bank(teacher, one_of_each())), classroom)
        return classroom.join_code


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; a page where that takes more than 60 steps fails."""
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("cannot be reached by keyboard")


def press(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def choose_radio(page: Page, name: str) -> None:
    # The group is one stop; arrows move within it and choose.
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    while not page.get_by_role("radio", name=name, exact=True).is_checked():
        page.keyboard.press("ArrowDown")


def tick(page: Page, *names: str) -> None:
    boxes = page.get_by_role("checkbox")
    wanted = [box for box in boxes.all() if any(name in box.locator("xpath=..").inner_text() for name in names)]
    assert len(wanted) == len(names)
    for box in wanted:
        tab_to(page, box)
        page.keyboard.press("Space")


def write(page: Page, text: str) -> None:
    tab_to(page, page.get_by_label("Your answer"))
    page.keyboard.type(text)


def match(page: Page, left: str, right: str) -> None:
    tab_to(page, page.get_by_label(left))
    page.keyboard.type(right)
    expect(page.get_by_label(left).locator("option:checked")).to_have_text(right)


def match_rooms(page: Page) -> None:
    match(page, "Council chamber", "Meetings on Tuesdays")
    match(page, "Library", "Loans to residents")
    match(page, "Cellar", "The town archive")


def number_events(page: Page) -> None:
    for place, label in enumerate(["The hall is built", "The roof burns", "The roof is rebuilt"], start=1):
        tab_to(page, page.get_by_label(f"Place of: {label}"))
        page.keyboard.type(str(place))


def move_events(page: Page) -> None:
    for target, label in enumerate(["The hall is built", "The roof burns", "The roof is rebuilt"]):
        row = page.locator("[data-event]", has_text=label)
        while page.locator("[data-event]").all_inner_texts().index(row.inner_text()) > target:
            tab_to(page, row.get_by_role("button", name=f"Move up: {label}"))
            page.keyboard.press("Enter")


def take(page: Page, order: Callable[[Page], None], look: Callable[[Page], None]) -> None:
    """Answer everything right by keyboard, from the start to the result."""
    steps: list[Callable[[], None]] = [
        lambda: choose_radio(page, "1911"),
        lambda: tick(page, "A library", "A council chamber"),
        lambda: choose_radio(page, "False"),
        lambda: write(page, "clara low"),
        lambda: write(page, "1,200"),
        lambda: match_rooms(page),
        lambda: order(page),
    ]
    press(page, "Start")
    for position, answer in enumerate(steps, start=1):
        expect(page.get_by_text(f"Question {position} of 7")).to_be_visible()
        look(page)
        answer()
        look(page)
        press(page, "Store and go on" if position < len(steps) else "Store and finish")
    press(page, "Hand in")
    expect(page.get_by_text("7 of 7").first).to_be_visible()
    look(page)


def test_every_type_is_answered_by_keyboard_without_javascript(browser: Browser, site: Site, code: str) -> None:
    context = browser.new_context(reduced_motion="reduce", base_url=site.address, java_script_enabled=False)
    context.set_default_timeout(15_000)
    page = context.new_page()
    join(page, code)
    take(page, number_events, lambda _: None)
    context.close()


def test_every_type_is_answered_by_keyboard_with_javascript(phone: BrowserContext, site: Site, code: str) -> None:
    page = phone.new_page()
    join(page, code)
    take(page, move_events, check)


def go_to(page: Page, position: int) -> None:
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name=f"Question {position}, open").click()


def test_what_is_written_is_stored_without_leaving_the_box(phone: BrowserContext, site: Site, code: str) -> None:
    page = phone.new_page()
    join(page, code)
    go_to(page, 4)
    page.get_by_label("Your answer").press_sequentially("Clara")
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()
    with site.app.app_context():
        assert [response.answer for response in db.session.query(Attempt).one().responses] == [{"written": "Clara"}]


def test_text_that_is_no_number_is_explained_and_kept(phone: BrowserContext, site: Site, code: str) -> None:
    page = phone.new_page()
    join(page, code)
    go_to(page, 5)
    box = page.get_by_label("Your answer")
    box.fill("many")
    box.press("Tab")
    expect(page.get_by_text("“many” cannot be read as a number")).to_be_visible()
    page.reload()
    expect(box).to_have_value("many")
    page.get_by_role("button", name="Store and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("“many” cannot be read as a number")
    expect(box).to_have_value("many")
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("“many” cannot be read as a number").count() == 1
    check(page)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_teachers_pages_of_every_type_are_accessible(
    request: pytest.FixtureRequest, site: Site, code: str, device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    student = context.new_page()
    join(student, code)
    student.get_by_role("button", name="Start").click()
    student.get_by_role("link", name="Question 2, open").click()
    student.get_by_role("checkbox").first.check()
    student.get_by_role("button", name="Store and go on").click()
    student.get_by_role("link", name="Question 7, open").click()
    student.get_by_role("link", name="Overview").click()
    student.get_by_role("button", name="Hand in").click()
    check(student)
    context.clear_cookies()

    with site.app.app_context():
        username = db.session.query(User).filter_by(role="teacher").one().username
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    pages = ["/banks/1", "/banks/1/review", "/banks/1/questions/new", "/assignments/1/items", "/quizzes/1/preview"]
    pages += [f"/questions/{number}/edit" for number in range(1, 8)]
    pages += ["/banks/1/questions/new/matching", "/banks/1/questions/new/number"]
    for address in pages:
        page.goto(address)
        check(page)


def test_a_teacher_writes_a_question_and_sees_what_is_wrong_with_it(
    desktop: BrowserContext, site: Site, code: str
) -> None:
    with site.app.app_context():
        username = db.session.query(User).filter_by(role="teacher").one().username
    page = desktop.new_page()
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto("/banks/1")
    page.get_by_role("link", name="Write a question").click()
    page.get_by_role("link", name="Matching").click()
    page.get_by_label("Question").fill("What stands where?")
    for row, (left, right) in enumerate([("Clock", "On the tower"), ("clock", "In the chamber")]):
        page.get_by_label("Given").nth(row).fill(left)
        page.get_by_label("Belongs to it").nth(row).fill(right)
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("“Clock” stands on the left twice.").first).to_be_visible()
    check(page)
    page.get_by_label("Given").nth(1).fill("Organ")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("Stored as a draft.")).to_be_visible()
    expect(page.get_by_role("heading", name="What stands where?")).to_be_visible()
