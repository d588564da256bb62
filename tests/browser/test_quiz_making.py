"""Making quizzes as teachers do: choosing by hand and by rule, trying, printing; and answers told at once."""

import io
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pypdf import PdfReader

from quizapp import demo
from quizapp.accounts.models import User
from quizapp.banks.models import Bank
from quizapp.database import db
from quizapp.quizzes import choosing
from quizapp.quizzes.catalogue import Filter
from quizapp.quizzes.models import AT_ONCE, Attempt, Quiz
from tests.browser.conftest import Site, check
from tests.browser.test_journeys import join
from tests.factories import (
    PASSWORD,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    one_of_each,
)
from tests.quizzes.test_reading_again import with_article


@pytest.fixture
def teacher(site: Site) -> str:
    """The user name of a teacher with two banks: one of every type, and thirty questions about offices."""
    with site.app.app_context():
        teacher = a_teacher()
        a_bank(teacher, one_of_each(), title="The hall")
        words = {"key": "A mayor", "distractors": ("A king", "A judge")}
        offices = [a_multiple_choice(f"Who holds office number {n}?", **words) for n in range(1, 31)]
        bank = a_bank(teacher, offices, title="Offices")
        for question in bank.questions[:4]:
            question.current.tags = ["easy", "town"]
        db.session.commit()
        return teacher.username


def sign_in(context: BrowserContext, username: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def make_quiz(page: Page, title: str) -> None:
    page.goto("/quizzes")
    page.get_by_role("link", name="Make a quiz").first.click()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Save and choose questions").click()
    expect(page.get_by_role("heading", name="Choose questions")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_questions_are_chosen_by_hand_and_by_rule(browser: Browser, site: Site, teacher: str, script: bool) -> None:
    context = browser.new_context(reduced_motion="reduce", base_url=site.address, java_script_enabled=script)
    context.set_default_timeout(15_000)
    page = sign_in(context, teacher)
    make_quiz(page, "Hall and offices")

    page.get_by_label("Words in the question").fill("hall")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("6 questions:").first).to_be_visible()
    page.get_by_label("In which year did the hall open?").check()
    page.get_by_label("Who designed the hall?").check()
    page.get_by_label("How many people does the hall seat?").check()
    page.get_by_role("button", name="Add the ticked ones").click()
    expect(page.get_by_text("3 questions added.").first).to_be_visible()
    page.get_by_role("button", name="Move up: How many people does the hall seat?").click()
    expect(page.get_by_text("The question is number 2 now.").first).to_be_attached()
    rows = page.locator(".chosen__stem")
    expect(rows.nth(1)).to_contain_text("How many people")
    page.get_by_role("button", name="Remove: In which year did the hall open?").click()
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Put the question back").click()
    expect(rows.first).to_contain_text("In which year")

    page.get_by_role("link", name="Clear").click()
    page.get_by_label("Bank").select_option(label="Offices")
    page.get_by_label("Tag").select_option(label="town")
    if not script:
        page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("4 questions: 4 easy").first).to_be_visible()
    page.get_by_text("Let a rule draw from these").click()
    page.locator("#finder").get_by_label("How many").fill("6")
    page.get_by_role("button", name="Add the rule").click()
    expect(page.get_by_text("The rule wants 6 but finds 4").first).to_be_visible()
    page.locator("#rules").get_by_label("How many").fill("3")
    page.get_by_role("button", name="Change this rule").click()
    expect(page.get_by_text("3 questions drawn by this rule.").first).to_be_visible()
    page.get_by_role("button", name="Remove this rule").click()
    expect(page.get_by_text("The rule is removed.").first).to_be_visible()
    page.get_by_role("button", name="Put the rule back").click()
    expect(page.locator("#rules").get_by_label("How many")).to_have_value("3")

    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("drawn by rule")).to_have_count(3)
    expect(page.get_by_text("3 questions from “Offices”, tagged “town”")).to_be_visible()
    with site.app.app_context():
        quiz = db.session.query(Quiz).one()
        stems = [chosen.question.current.content["stem"] for chosen in quiz.chosen]
    assert stems[:3] == [
        "In which year did the hall open?",
        "How many people does the hall seat?",
        "Who designed the hall?",
    ]
    assert len(set(stems)) == 6
    context.close()


def test_moving_a_question_keeps_the_focus_where_it_was(desktop: BrowserContext, site: Site, teacher: str) -> None:
    with site.app.app_context():
        quiz_id = _quiz_of(teacher)
    page = sign_in(desktop, teacher)
    page.goto(f"/quizzes/{quiz_id}/questions")
    button = page.get_by_role("button", name="Move up: Who designed the hall?")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The question is number 3 now.").first).to_be_attached()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The question is number 2 now.").first).to_be_attached()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The question is number 1 now.").first).to_be_attached()
    expect(page.get_by_role("button", name="Move down: Who designed the hall?")).to_be_focused()


def test_an_answer_that_comes_late_does_not_put_back_older_filters(
    desktop: BrowserContext, site: Site, teacher: str
) -> None:
    page = sign_in(desktop, teacher)
    make_quiz(page, "Filters")
    page.get_by_label("Words in the question").fill("hall")
    page.keyboard.press("Enter")
    page.get_by_label("Who designed the hall?").check()
    page.get_by_role("link", name="Clear").click()
    expect(page.get_by_text("6 questions:")).to_have_count(0)
    held: list[Route] = []
    page.route("**/questions?*", lambda route: route.continue_() if held else held.append(route))
    page.get_by_label("Bank").select_option(label="Offices")
    page.get_by_label("Tag").select_option(label="town")
    expect(page.get_by_text("4 questions: 4 easy").first).to_be_visible()
    with page.expect_response(held[0].request.url):
        held[0].continue_()
    page.get_by_text("Let a rule draw from these").click()
    expect(page.get_by_label("Tag")).to_have_value("town")
    expect(page.get_by_text("4 questions: 4 easy").first).to_be_visible()
    # What was ticked before is not among these, and is ticked still.
    expect(page.get_by_label("Who designed the hall?")).to_be_checked()
    page.get_by_role("button", name="Add the ticked ones").click()
    expect(page.get_by_text("1 question added.").first).to_be_visible()
    expect(page.get_by_role("checkbox", name="Who designed the hall?")).to_have_count(0)


def _quiz_of(username: str, **settings: object) -> int:
    """A quiz of one question of every type and three drawn from the bank about offices."""
    owner = db.session.query(User).filter_by(username=username).one()
    hall, offices = db.session.query(Bank).order_by(Bank.id)
    quiz = a_quiz(owner, hall, title="Hall and offices", instructions="Read the article first.", **settings)
    choosing.add_rule(quiz, 3, Filter(bank_id=offices.id))
    db.session.commit()
    return quiz.id


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_pages_for_making_a_quiz_are_accessible(
    request: pytest.FixtureRequest, site: Site, teacher: str, device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    with site.app.app_context():
        quiz_id = _quiz_of(teacher)
        rule = db.session.get_one(Quiz, quiz_id).rules[0]
        choosing.change_rule(db.session.get_one(Quiz, quiz_id), rule, 40, "")
        db.session.commit()
    page = sign_in(context, teacher)
    one = f"/quizzes/{quiz_id}"
    pages = ["/quizzes", "/quizzes?archived=1", "/quizzes/new", "/quizzes/new?bank=2", one, f"{one}/edit"]
    pages += [f"{one}/questions", f"{one}/questions?words=nothing", f"{one}/preview", f"{one}/delete", f"{one}/assign"]
    pages += [f"{one}/print", f"{one}/print?kind=key&version=B&size=large"]
    for address in pages:
        page.goto(address)
        check(page)
    page.goto(f"{one}/questions")
    page.get_by_text("Let a rule draw from these").click()
    page.locator("#finder").get_by_label("How many").fill("0")
    page.get_by_role("button", name="Add the rule").click()
    expect(page.locator(".field__error")).to_be_visible()
    check(page)
    with site.app.app_context():
        student = a_student("Sitting Student")
        quiz = db.session.get_one(Quiz, quiz_id)
        an_attempt(an_assignment(quiz, a_class(quiz.owner, [student])), student, handed_in=False)
    page.goto(f"{one}/questions")
    page.get_by_role("button", name="Remove: Who designed the hall?").click()
    expect(page.get_by_text("sitting it now: Sitting Student")).to_be_visible()
    check(page)
    # In place, so that the page can be loaded again: the address is still that of the questions.
    assert page.url.endswith(f"{one}/questions")
    page.get_by_role("button", name="Store this change").click()
    expect(page.get_by_text("The question is taken out of the quiz.").first).to_be_visible()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_teacher_tries_the_quiz_as_a_student(
    request: pytest.FixtureRequest, site: Site, teacher: str, device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    with site.app.app_context():
        quiz_id = _quiz_of(teacher)
    page = sign_in(context, teacher)
    page.goto(f"/quizzes/{quiz_id}")
    page.get_by_role("link", name="Preview as a student").click()
    expect(page.get_by_text("Nothing you answer is stored.")).to_be_visible()
    check(page)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_role("checkbox", name="A library").check()
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_role("link", name="Question 10, open").click()
    page.get_by_role("link", name="Overview").click()
    check(page)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("1.5 of 10")).to_be_visible()
    expect(page.get_by_text("The hall opened in 1911.").first).to_be_visible()
    check(page)
    page.get_by_role("link", name="Start again").click()
    expect(page.get_by_role("radio", name="1911")).not_to_be_checked()
    with site.app.app_context():
        assert db.session.query(Attempt).count() == 0


@pytest.fixture
def told_at_once(site: Site, teacher: str) -> str:
    """The join code of a class whose quiz tells at once what is right."""
    with site.app.app_context():
        quiz = db.session.get_one(Quiz, _quiz_of(teacher, feedback=AT_ONCE))
        with_article(quiz.chosen[0].question.bank)
        classroom = a_class(quiz.owner)
        an_assignment(quiz, classroom)
        return classroom.join_code


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_student_is_told_at_once_and_the_answer_is_final(
    browser: Browser, site: Site, told_at_once: str, script: bool
) -> None:
    context = browser.new_context(
        reduced_motion="reduce",
        base_url=site.address,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        java_script_enabled=script,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    join(page, told_at_once)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("After that it is final.")).to_be_visible()
    page.get_by_role("radio", name="1921").check()
    if script:
        expect(page.get_by_text("Your answer is stored.")).to_be_visible()
        expect(page.get_by_text("The hall opened in 1911.")).to_have_count(0)
        page.get_by_role("radio", name="1931").check()
        check(page)
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("heading", name="Your answer is wrong.")).to_be_visible()
    expect(page.get_by_text("The hall opened in 1911.")).to_be_visible()
    expect(page.get_by_text("The article says so.")).to_be_visible()
    if script:
        check(page)
    page.get_by_role("link", name="See it in the article").click()
    expect(page.get_by_text("The whole article opens after you have handed in.")).to_be_visible()
    expect(page.locator("#proof")).to_have_text("The hall opened in 1911.")
    if script:
        check(page)
    page.get_by_role("link", name="Back to the question").click()
    page.get_by_role("link", name="Next question").click()
    expect(page.get_by_text("Question 2 of 10")).to_be_visible()

    page.go_back()
    expect(page.get_by_role("heading", name="Your answer is wrong.")).to_be_visible()
    expect(page.get_by_role("button", name="Check my answer")).to_have_count(0)
    with site.app.app_context():
        attempt = db.session.query(Attempt).one()
        assert [(each.credit, each.is_final) for each in attempt.responses] == [(0.0, True)]
    context.close()


def test_a_timeline_is_told_at_once_by_keyboard(phone: BrowserContext, site: Site, told_at_once: str) -> None:
    page = phone.new_page()
    join(page, told_at_once)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="Question 7, open").click()
    expect(page.get_by_text("Earliest at the top")).to_be_visible()
    page.get_by_role("button", name="Check my answer").press("Enter")
    expect(page.get_by_text("Not answered yet. Move an event")).to_be_visible()
    page.get_by_role("button", name="The order is right as it stands").press("Enter")
    expect(page.get_by_text("Your answer is stored.")).to_be_visible()
    page.get_by_role("button", name="Check my answer").press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Your answer is (wrong|partly right)"))).to_be_visible()
    expect(page.get_by_text("Put the wrong way round")).to_be_visible()
    check(page)


def pdf_text(page: Page, address: str, paper: str = "A4") -> list[str]:
    """The text of each page as the browser prints it, without what belongs to no line of the page."""
    page.goto(address)
    printed = page.pdf(format=paper)
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(printed)).pages]


STEMS = [content.stem for content in one_of_each()]


@pytest.fixture
def print_page(desktop: BrowserContext, site: Site, teacher: str) -> tuple[Page, str]:
    with site.app.app_context():
        quiz_id = _quiz_of(teacher)
    page = sign_in(desktop, teacher)
    page.emulate_media(color_scheme="dark")
    return page, f"/quizzes/{quiz_id}/print"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("version", ["A", "B"])
def test_a_worksheet_holds_every_stem_and_nothing_of_the_key(
    print_page: tuple[Page, str], version: str, paper: str
) -> None:
    page, address = print_page
    sheets = pdf_text(page, f"{address}?version={version}", paper)
    text = " ".join(sheets)
    assert [stem for stem in STEMS if stem not in text] == []
    assert text.count("Who holds office number") == 3
    for secret in ("The article says so.", "The hall opened in 1911.", "Clara", "1,140", "Answer key", "Quizapp"):
        assert secret not in text
    assert "Read the article first." in text
    assert 2 <= len(sheets) <= 4
    foot = re.search(rf"version {version} · ([0-9A-F]{{5}})", sheets[0])
    assert foot
    assert all(foot[0] in sheet for sheet in sheets)
    assert [f"{n} / {len(sheets)}" in sheet for n, sheet in enumerate(sheets, start=1)] == [True] * len(sheets)


def test_versions_differ_and_the_key_fits_its_own(print_page: tuple[Page, str]) -> None:
    page, address = print_page
    orders = []
    for version in ("A", "B"):
        text = " ".join(pdf_text(page, f"{address}?version={version}"))
        orders.append(sorted(STEMS, key=text.index))
        key = " ".join(pdf_text(page, f"{address}?version={version}&kind=key"))
        office = re.search(r"Who holds office number \d+\?", text)
        assert office
        options = text[office.end() :]
        letter = re.search(r"([A-D]) A mayor", options)
        assert letter
        assert f"{office[0]} {letter[1]} A mayor" in key
        assert "“The hall opened in 1911.” The article says so." in key
        mark = re.search(rf"version {version} · ([0-9A-F]{{5}})", text)
        assert mark
        assert f"For the sheets marked {version} · {mark[1]}" in key
    assert orders[0] == STEMS != orders[1]


def test_large_print_is_large_and_breaks_no_question(print_page: tuple[Page, str]) -> None:
    page, address = print_page
    page.goto(f"{address}?size=large")
    page.emulate_media(media="print")
    sizes = page.locator(".paper-sheet *").evaluate_all(
        "elements => elements.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 18 * 96 / 72
    sheets = pdf_text(page, f"{address}?size=large")
    assert 3 <= len(sheets) <= 9
    together = [("Which rooms does the hall have?", "A swimming pool"), ("Put these events", "The roof burns")]
    for stem, option in together:
        assert [sheet for sheet in sheets if stem in sheet] == [sheet for sheet in sheets if option in sheet]


def test_paper_is_black_on_white_and_without_the_page_around(print_page: tuple[Page, str]) -> None:
    page, address = print_page
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    look = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    assert page.locator(".paper").evaluate(look) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for hidden in (page.locator(".site-header"), page.locator(".site-footer"), page.get_by_role("button", name="Show")):
        expect(hidden).to_be_hidden()


def test_the_article_is_printed_before_the_questions(desktop: BrowserContext, site: Site) -> None:
    with site.app.app_context():
        demo.load_demo()
        username = db.session.query(User).filter_by(role="teacher").one().username
    page = desktop.new_page()
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(demo.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto("/quizzes/1")
    page.get_by_role("link", name="Print").click()
    page.get_by_label("The article first").check()
    expect(page.locator(".paper-article")).to_be_visible()
    sheets = pdf_text(page, page.url)
    first_question = next(number for number, sheet in enumerate(sheets) if "Name Class Date" in sheet)
    assert first_question >= 2
    assert "1 point" not in " ".join(sheets[:first_question])
