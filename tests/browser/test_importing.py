"""Correcting what was read and importing a changed text, as a teacher does it in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, check
from tests.documents import a_docx, paragraph, table
from tests.factories import PASSWORD, a_teacher

ARTICLE = Path(__file__).resolve().parents[2] / "question_banks" / "articles" / "how-a-bill-becomes-law.txt"
PROSE = "The council meets in the old town hall on the first Monday of each month and anyone may come and listen."


@pytest.fixture
def username(site: Site) -> str:
    with site.app.app_context():
        return a_teacher().username


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def upload(page: Page, name: str, data: bytes) -> None:
    page.goto("/articles/new")
    page.get_by_label("Or choose a file").set_input_files({"name": name, "mimeType": "", "buffer": data})
    page.get_by_role("button", name="Read the article").click()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_line_is_corrected_by_keyboard_and_put_back(
    request: pytest.FixtureRequest, username: str, device: str
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    sign_in(page, username)
    rows = table([("Key Points", "Details"), ("Founder Maria", "Keller gave the land.")])
    body = [paragraph("The Town Hall", "Title"), paragraph(PROSE), paragraph("Key Points", "Heading1"), rows]
    upload(page, "hall.docx", a_docx(*body))
    expect(page.get_by_role("heading", name="What was read")).to_be_visible()
    check(page)

    page.get_by_role("link", name="Correct the line “Founder Maria").focus()
    page.keyboard.press("Enter")
    kind = page.get_by_label("What is this line?")
    expect(kind).to_be_focused()
    expect(kind).to_have_value("point")
    check(page)
    page.get_by_label("Where is it split?").select_option("Founder / Maria Keller gave the land.")
    page.get_by_role("button", name="Correct the line").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Corrected. The text itself is as it was")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Founder", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="Maria Keller gave the land.")).to_be_visible()
    check(page)

    page.get_by_role("button", name="Undo the correction of “Founder").click()
    expect(page.get_by_text("The correction is undone.")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Founder Maria")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_changed_text_is_compared_and_then_accepted(
    browser: Browser, site: Site, username: str, script: bool
) -> None:
    context = browser.new_context(reduced_motion="reduce", base_url=site.address, java_script_enabled=script)
    context.set_default_timeout(60_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    sign_in(page, username)
    upload(page, "law.txt", ARTICLE.read_bytes())
    page.get_by_role("button", name="Draft questions").click()
    expect(page.get_by_text("drafts are ready")).to_be_visible()

    page.get_by_role("link", name="Articles").first.click()
    page.get_by_role("link", name="How a Bill Becomes Law").click()
    page.get_by_role("link", name="Import a changed text").click()
    if script:
        check(page)
    changed = ARTICLE.read_text(encoding="utf-8").replace("635 bills", "653 bills")
    page.get_by_label("Paste the article").fill(changed)
    page.get_by_role("button", name="Compare the texts").click()
    expect(page.get_by_text("Nothing has changed yet")).to_be_visible()
    assert page.locator("del").all_inner_texts() == ["635"] * page.locator("del").count()
    assert page.locator("ins").all_inner_texts() == ["653"] * page.locator("ins").count()
    if script:
        check(page)
        page.set_viewport_size({"width": 360, "height": 740})
        check(page)

    page.get_by_role("button", name="Cancel: change nothing").click()
    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    page.get_by_role("link", name="Import a changed text").click()
    page.get_by_label("Paste the article").fill(changed)
    page.get_by_role("button", name="Compare the texts").click()
    page.get_by_label("Take it back to the drafts, to be edited").first.check()
    page.get_by_role("button", name="Accept the new text").click()
    expect(page.get_by_text("The new text is in use.")).to_be_visible()
    expect(page.get_by_text("653 bills").first).to_be_visible()
    assert errors == []
    context.close()


def test_a_guessed_encoding_is_changed(phone: BrowserContext, username: str) -> None:
    page = phone.new_page()
    sign_in(page, username)
    upload(page, "cafe.txt", f"The Café and Its Rules\n\n{PROSE} Zoë Müller paid £5.\n\n{PROSE}\n".encode("cp1252"))
    page.get_by_text("Read as").click()
    check(page)
    page.get_by_label("Read it as").select_option("mac-roman")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("The file was read again as Western European (old Macintosh).")).to_be_visible()
    expect(page.get_by_text("Müller")).to_have_count(0)
