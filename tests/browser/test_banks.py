"""A teacher's banks in a real browser: searching, changing several, sharing, versions, files."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp.banks.files import write_bank
from quizapp.banks.loading import export_bank
from quizapp.banks.models import Bank
from quizapp.banks.versions import new_version
from quizapp.database import db
from tests.browser.conftest import Site, check
from tests.factories import PASSWORD, a_bank, a_large_bank, a_multiple_choice, a_short_answer, a_teacher

BRIDGE = "Who designed the bridge?"


@pytest.fixture
def usernames(site: Site) -> tuple[str, str]:
    """A teacher with a bank about a hall, one of a town and an edited question, and a colleague with nothing."""
    with site.app.app_context():
        teacher, colleague = a_teacher("Ada Teacher"), a_teacher("Ben Colleague")
        burnt = a_multiple_choice("When did it burn?", key="In 1923", distractors=("Only once", "In 1950"))
        bank = a_bank(teacher, [a_multiple_choice(), a_short_answer(BRIDGE), burnt])
        question = bank.questions[0]
        stem = "In which century did the hall open?"
        new_version(question, {**question.current.content, "stem": stem}, author=teacher, note="Century")
        a_large_bank(teacher, 120)
        return teacher.username, colleague.username


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Good to see you")).to_be_visible()


def opened(page: Page, title: str) -> None:
    page.goto("/banks")
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_questions_are_found_by_words_and_filters(
    request: pytest.FixtureRequest, usernames: tuple[str, str], device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    sign_in(page, usernames[0])
    page.goto("/banks")
    check(page)
    page.get_by_label("Search titles").fill("TOWN")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 bank for")).to_be_visible()
    page.get_by_role("link", name="Everything about the town").click()
    check(page)
    page.get_by_label("Search").fill("harbour")
    page.get_by_label("Status").select_option(label="Approved (60)")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("15 of 120 questions.")).to_be_visible()
    expect(page.get_by_label("Status")).to_have_value("approved")
    check(page)
    page.get_by_label("Search").fill("zebra")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="No question fits these filters")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Clear the filters").first.click()
    page.get_by_role("link", name="Further").click()
    expect(page.get_by_text("Page 2 of 3")).to_be_visible()
    for tab in ("Tags", "Neutrality", "Copies and files", "Sharing and settings"):
        page.get_by_role("link", name=tab, exact=True).click()
        expect(page.get_by_role("link", name=tab, exact=True)).to_have_attribute("aria-current", "page")
        check(page)
    opened(page, "The hall")
    page.get_by_role("link", name="Neutrality").click()
    expect(page.locator("mark")).to_have_text("Only")
    check(page)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_several_questions_are_tagged_and_moved_to_a_new_bank(
    browser: Browser, site: Site, usernames: tuple[str, str], script: bool
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=script, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, usernames[0])
    opened(page, "The hall")
    page.get_by_label(f"Tick “{BRIDGE}”").check()
    page.get_by_label("Tick “When did it burn?”").check()
    page.get_by_label("A tag").fill("exam")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Tagged 2 questions: “exam”.")
    page.get_by_label("Tag", exact=True).select_option("exam")
    page.get_by_role("button", name="Show").click()
    page.get_by_label(f"Tick “{BRIDGE}”").check()
    page.get_by_role("button", name="Move…").click()
    expect(page.get_by_role("heading", name="Move 1 question?")).to_be_visible()
    if script:
        check(page)
    page.get_by_label("Into which bank?").select_option("A new bank")
    page.get_by_role("button", name="Move 1 question").click()
    expect(page.get_by_text("Give the new bank a title.")).to_be_visible()
    page.get_by_label("Title of the new bank").fill("Bridges")
    page.get_by_role("button", name="Move 1 question").click()
    expect(page.get_by_role("heading", level=1, name="Bridges")).to_be_visible()
    expect(page.get_by_role("link", name=BRIDGE)).to_be_visible()
    context.close()


def test_a_colleague_copies_a_shared_bank_and_loses_it_when_it_is_withdrawn(
    browser: Browser, site: Site, desktop: BrowserContext, usernames: tuple[str, str]
) -> None:
    page = desktop.new_page()
    sign_in(page, usernames[0])
    opened(page, "The hall")
    page.get_by_role("link", name="Sharing and settings").click()
    page.get_by_label("Their user name").fill("nobody")
    page.get_by_role("button", name="Share the bank").click()
    expect(page.get_by_text("There is no teacher with this user name here.")).to_be_visible()
    check(page)
    page.get_by_label("Their user name").fill(usernames[1])
    page.get_by_label("What they may do").select_option("copy")
    page.get_by_role("button", name="Share the bank").click()
    expect(page.get_by_text("Ben Colleague finds the bank on their shelf now.")).to_be_visible()
    check(page)

    other = browser.new_context(base_url=site.address, viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    theirs = other.new_page()
    sign_in(theirs, usernames[1])
    opened(theirs, "The hall")
    expect(theirs.get_by_text("Ada Teacher shares this bank with you")).to_be_visible()
    expect(theirs.get_by_role("button", name="Reject…")).to_have_count(0)
    check(theirs)
    shared = theirs.url
    theirs.get_by_role("button", name="Copy into my banks").click()
    expect(theirs.get_by_text("Copied from “The hall” of Ada Teacher")).to_be_visible()
    expect(theirs.get_by_role("button", name="Reject…")).to_be_visible()

    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("no longer sees the bank")).to_be_visible()
    response = theirs.goto(shared)
    assert response
    assert response.status == 404
    other.close()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_versions_are_compared_and_restored_by_keyboard(
    request: pytest.FixtureRequest, usernames: tuple[str, str], device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    sign_in(page, usernames[0])
    opened(page, "The hall")
    page.get_by_role("link", name="In which century did the hall open?").click()
    expect(page.get_by_role("heading", name="Version 2: Century")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    expect(page.locator("del")).to_have_text("year")
    expect(page.locator("ins")).to_have_text("century")
    check(page)
    page.get_by_role("button", name="Restore version 1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Version 3: Restored version 1")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="In which year did the hall open?")).to_be_visible()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_an_edited_file_is_loaded_after_a_look_at_what_it_changes(
    request: pytest.FixtureRequest, site: Site, usernames: tuple[str, str], device: str
) -> None:
    with site.app.app_context():
        bank = db.session.query(Bank).filter_by(title="The hall").one()
        file = write_bank(export_bank(bank))
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    sign_in(page, usernames[0])

    def load(toml: str) -> None:
        page.goto("/banks/import")
        upload = {"name": "hall.toml", "mimeType": "", "buffer": toml.encode()}
        page.get_by_label("Bank file").set_input_files(upload)  # type: ignore[arg-type]
        page.get_by_role("button", name="See what it changes").click()

    load(file)
    expect(page.get_by_text("This bank is here already, exactly like this")).to_be_visible()
    check(page)
    load(file.replace("title", "name", 1))
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    check(page)
    load(file.replace("Who designed", "Who paid for"))
    expect(page.get_by_role("heading", name="What the file changes")).to_be_visible()
    expect(page.locator("ins")).to_have_text("paid for")
    check(page)
    page.get_by_role("button", name="Make these changes").click()
    expect(page.get_by_role("link", name="Who paid for the bridge?")).to_be_visible()
