"""Joining, sign-in cards and needs, in a real browser."""

from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from quizapp.classes import cards, needs, roster
from quizapp.classes.models import CARD, LISTED, Classroom, Enrolment
from quizapp.classes.needs import Needs
from quizapp.database import db
from quizapp.quizzes.models import Attempt
from tests.browser.conftest import Site, check
from tests.factories import PASSWORD, a_class, a_quiz, a_teacher, an_assignment

NAMES = ["Amira Okafor", "Ben Two", "Chloé de la Cruz-Villanueva", "Dilan Four", "Eun-ji Five"]

# Counted across pages: what a finger has to do beyond typing.
COUNT_TAPS = """addEventListener("pointerup", () => {
  sessionStorage.taps = Number(sessionStorage.taps || 0) + 1;
}, true);"""


@pytest.fixture
def a_class_with(site: Site) -> Any:
    """Makes a class with a quiz and five listed names; gives its id and code, and each student's card."""

    def make(joining: str = "any-name", listed: list[str] = NAMES) -> tuple[int, str, dict[str, str]]:
        with site.app.app_context():
            teacher = a_teacher()
            classroom = a_class(teacher, joining=joining)
            an_assignment(a_quiz(teacher), classroom)
            roster.add_names(classroom, listed, teacher)
            students = [enrolment.user for enrolment in roster.kept_places(classroom, classroom.teacher)]
            codes = cards.codes_of(students)
            return classroom.id, classroom.join_code, {student.name: codes[student.id] for student in students}

    return make


def sign_in_teacher(page: Page, site: Site, class_id: int) -> None:
    with site.app.app_context():
        username = db.session.get_one(Classroom, class_id).teacher.username
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username or "")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Start with an article").or_(page.locator("h1"))).to_be_visible()


def test_a_phone_joins_by_link_and_name_in_three_taps(phone: BrowserContext, a_class_with: Any) -> None:
    _, code, _ = a_class_with(listed=[])
    phone.add_init_script(COUNT_TAPS)
    page = phone.new_page()
    page.goto(f"/join?code={code}")
    check(page)
    page.get_by_label("Your name").fill("Mo Kareem")
    page.get_by_role("button", name="Join the class").tap()
    expect(page.get_by_role("heading", name="You are in Civics 9a")).to_be_visible()
    check(page)
    page.get_by_role("button", name="I have it, go on").tap()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert 1 <= int(page.evaluate("sessionStorage.taps")) <= 3


def test_a_phone_picks_a_name_in_three_taps_and_nobody_can_pick_it_again(
    phone: BrowserContext, browser: Browser, site: Site, a_class_with: Any
) -> None:
    _, code, codes = a_class_with(LISTED)
    phone.add_init_script(COUNT_TAPS)
    page = phone.new_page()
    page.goto(f"/join?code={code}")
    check(page)
    page.get_by_role("button", name="Join the class").tap()
    expect(page.get_by_text("Pick your name from the list.")).to_be_visible()
    check(page)
    page.evaluate("sessionStorage.taps = 0")
    page.get_by_text("Ben Two").tap()
    page.get_by_role("button", name="Join the class").tap()
    expect(page.get_by_text(codes["Ben Two"])).to_be_visible()
    page.get_by_role("button", name="I have it, go on").tap()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert 1 <= int(page.evaluate("sessionStorage.taps")) <= 3

    other = browser.new_context(base_url=site.address).new_page()
    other.goto(f"/join?code={code}")
    expect(other.get_by_label("Amira Okafor")).to_be_visible()
    expect(other.get_by_label("Ben Two")).to_have_count(0)
    other.context.close()


def test_a_card_on_a_second_device_continues_the_attempt(
    phone: BrowserContext, desktop: BrowserContext, site: Site, a_class_with: Any
) -> None:
    _, _, codes = a_class_with(CARD)
    page = phone.new_page()
    page.goto("/sign-in")
    page.get_by_label("Your code").fill(codes["Ben Two"].replace("-", " ").upper())
    page.get_by_role("button", name="Use this code").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("radio", name="1921").check()
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()

    # What the QR code on the card leads to.
    page = desktop.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/sign-in#card={codes['Ben Two']}")
    expect(page.get_by_label("Your code")).to_have_value(codes["Ben Two"])
    assert page.url == f"{site.address}/sign-in"
    expect(page.get_by_role("button", name="Use this code")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Question 1, answered").click()
    expect(page.get_by_role("radio", name="1921")).to_be_checked()
    assert not [address for address in asked if codes["Ben Two"] in address.split("#")[0]]
    with site.app.app_context():
        assert db.session.query(Attempt).count() == 1


@pytest.mark.parametrize(("paper", "pages"), [("A4", 2), ("Letter", 2)])
def test_the_printed_cards_hold_each_name_and_code_eight_a_page(
    desktop: BrowserContext, site: Site, a_class_with: Any, paper: str, pages: int
) -> None:
    names = [*NAMES, "Farah Six", "Gus Seven", "Hana Eight", "Ivo Nine"]
    class_id, _, codes = a_class_with(listed=names)
    page = desktop.new_page()
    sign_in_teacher(page, site, class_id)
    page.goto(f"/classes/{class_id}")
    page.get_by_role("link", name="Sign-in cards").click()
    expect(page.get_by_role("button", name="Print 9 cards")).to_be_visible()
    printed = PdfReader(BytesIO(page.pdf(format=paper)))
    text = ["".join(sheet.extract_text().split()) for sheet in printed.pages]
    assert len(text) == pages
    for position, name in enumerate(names):
        assert "".join(name.split()) in text[position // 8]
        assert codes[name] in text[position // 8]

    page.get_by_text("Choose students").click()
    for name in names[1:]:
        page.get_by_role("checkbox", name=name).uncheck()
    page.get_by_role("button", name="Show these cards").click()
    expect(page.get_by_role("list", name="Cards").get_by_role("listitem")).to_have_count(1)


def test_a_class_for_cards_only_lets_nobody_in_by_its_link(phone: BrowserContext, a_class_with: Any) -> None:
    _, code, codes = a_class_with(CARD)
    page = phone.new_page()
    page.goto(f"/join?code={code}")
    check(page)
    expect(page.get_by_text("Ben Two")).to_have_count(0)
    expect(page.get_by_label("Your name")).to_have_count(0)
    page.get_by_label("Your code").fill("dodo dodo dodo 11")
    page.get_by_role("button", name="Use this code").click()
    expect(page.get_by_text("No card has this code.")).to_be_visible()
    expect(page.get_by_label("Your code")).to_have_value("dodo dodo dodo 11")
    check(page)
    page.get_by_label("Your code").fill(codes["Ben Two"])
    page.get_by_role("button", name="Use this code").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_everything_works_without_javascript(browser: Browser, site: Site, a_class_with: Any) -> None:
    class_id, code, codes = a_class_with()
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/join?code={code}")
    page.get_by_label("Amira Okafor").check()
    page.get_by_role("button", name="Join the class").click()
    page.get_by_role("button", name="I have it, go on").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"/sign-in#card={codes['Amira Okafor']}")
    page.get_by_label("Your code").fill(codes["Amira Okafor"])
    page.get_by_role("button", name="Use this code").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    sign_in_teacher(page, site, class_id)
    page.goto(f"/classes/{class_id}/board")
    expect(page.get_by_text("1 of 5 have joined")).to_be_visible()
    expect(page.get_by_role("link", name="Count again")).to_be_visible()
    page.goto(f"/classes/{class_id}/cards")
    expect(page.get_by_role("list", name="Cards").get_by_role("listitem")).to_have_count(5)
    page.goto(f"/classes/{class_id}/names")
    page.get_by_label("Names, one a line").fill("Farah Six\nBen Two")
    page.get_by_role("button", name="Check the names").click()
    expect(page.get_by_text("Line 2: Ben Two is in the class already.")).to_be_visible()
    page.get_by_label("Names, one a line").fill("Farah Six\nGus Seven")
    page.get_by_role("button", name="Check the names").click()
    page.get_by_role("button", name="Add 2 names").click()
    expect(page.get_by_role("link", name="Gus Seven")).to_be_visible()
    context.close()


def test_the_projected_page_counts_while_students_join(
    desktop: BrowserContext, phone: BrowserContext, site: Site, a_class_with: Any
) -> None:
    class_id, code, _ = a_class_with()
    board = desktop.new_page()
    sign_in_teacher(board, site, class_id)
    board.goto(f"/classes/{class_id}")
    board.get_by_role("link", name="Show it big, with QR code").click()
    expect(board.get_by_role("status")).to_have_text("Nobody has joined yet")
    page = phone.new_page()
    page.goto(f"/join?code={code}")
    page.get_by_label("Ben Two").check()
    page.get_by_role("button", name="Join the class").click()
    expect(board.get_by_role("status")).to_have_text("1 of 5 have joined", timeout=30_000)


def test_a_lost_card_is_replaced_and_its_device_signed_out(
    desktop: BrowserContext, phone: BrowserContext, site: Site, a_class_with: Any
) -> None:
    class_id, _, codes = a_class_with()
    pupil = phone.new_page()
    pupil.goto("/sign-in")
    pupil.get_by_label("Your code").fill(codes["Ben Two"])
    pupil.get_by_role("button", name="Use this code").click()
    page = desktop.new_page()
    sign_in_teacher(page, site, class_id)
    page.goto(f"/classes/{class_id}")
    page.get_by_role("link", name="Ben Two").click()
    page.get_by_text("Card lost, or somebody else knows the code").click()
    page.get_by_role("button", name="Give a new code to Ben Two").click()
    expect(page.get_by_text("Ben Two has a new code.")).to_be_visible()
    expect(page.get_by_text(codes["Ben Two"])).to_have_count(0)
    pupil.goto("/learn")
    pupil.get_by_label("Your code").fill(codes["Ben Two"])
    pupil.get_by_role("button", name="Use this code").click()
    expect(pupil.get_by_text("No card has this code.")).to_be_visible()


def test_larger_text_is_larger_and_still_fits_a_phone(phone: BrowserContext, site: Site, a_class_with: Any) -> None:
    class_id, _, codes = a_class_with()
    page = phone.new_page()
    page.goto("/sign-in")
    page.get_by_label("Your code").fill(codes["Ben Two"])
    page.get_by_role("button", name="Use this code").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    with site.app.app_context():
        for place in db.session.query(Enrolment).filter_by(classroom_id=class_id):
            needs.store(place, Needs(larger_text=True))
    page.reload()
    assert page.evaluate(size) > 1.25 * before
    check(page)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("radio", name="1911")).to_be_visible()
    check(page)
    page.goto("/account")
    check(page)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_pages_of_a_class_are_accessible(
    request: pytest.FixtureRequest, site: Site, a_class_with: Any, device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    class_id, code, _ = a_class_with()
    with site.app.app_context():
        classroom = db.session.get_one(Classroom, class_id)
        empty = a_class(classroom.teacher, name="Nobody yet").id
        student, other = [place.user_id for place in roster.kept_places(classroom, classroom.teacher)][:2]
    page = context.new_page()
    for address in (f"/join?code={code}", f"/join/account?code={code}", "/sign-in"):
        page.goto(address)
        check(page)
    sign_in_teacher(page, site, class_id)
    for address in (
        f"/classes/{class_id}",
        f"/classes/{class_id}/cards",
        f"/classes/{class_id}/board",
        f"/classes/{class_id}/board?look=dark",
        f"/classes/{class_id}/board?look=light",
        f"/classes/{class_id}/students/{student}",
        f"/classes/{class_id}/students/{student}/same?other={other}",
        f"/classes/{class_id}/names",
        f"/classes/{empty}",
        f"/classes/{empty}/cards",
        f"/join?code={code}",
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        check(page)
    page.goto(f"/classes/{class_id}/names")
    for text, expected in (("Mo Kareem", "1 name to add"), ("Mo Kareem\n17", "Nothing is added yet")):
        page.get_by_label("Names, one a line").fill(text)
        page.get_by_role("button", name="Check").first.click()
        expect(page.get_by_text(expected)).to_be_visible()
        check(page)
