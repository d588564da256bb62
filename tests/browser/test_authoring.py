"""Writing and editing with live help, in a real browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp.banks.models import Question, StoredArticle
from quizapp.database import db
from tests.browser.conftest import Site, check
from tests.factories import PASSWORD, a_bank, a_teacher, one_of_each

TEXT = "The hall opened in 1911. It seats 1,200 people. The roof burned in 1923 and was rebuilt in 1925."
WRONG = "Wrong answers, one a line"


@pytest.fixture
def teacher(site: Site) -> str:
    """The user name of a teacher whose first bank has a question of every type, and an article."""
    with site.app.app_context():
        user = a_teacher()
        bank = a_bank(user, one_of_each())
        structure: dict[str, Any] = {part: [] for part in ("sections", "faq", "key_points", "noise")}
        structure |= {"title": None, "summary": None, "lead": [{"start": 0, "end": len(TEXT)}]}
        bank.article = StoredArticle(
            owner_id=user.id, title="The hall", filename="hall.txt", source=b"", text=TEXT, sha256="0" * 64,
            structure=structure,
        )  # fmt: skip
        db.session.commit()
        return user.username


def signed_in(context: BrowserContext, username: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Good to see you")).to_be_visible()
    return page


def new(page: Page, type_name: str) -> None:
    page.goto(f"/banks/1/questions/new/{type_name}")


def write_choice(page: Page) -> None:
    new(page, "multiple-choice")
    page.get_by_label("Question", exact=True).fill("In which year did the hall open?")
    page.get_by_label("Right answer", exact=True).fill("1911")
    page.get_by_label(WRONG, exact=True).fill("1901\n1921")


def event(page: Page, number: int, label: str, date: str = "") -> None:
    row = page.get_by_role("group", name=f"Event {number}", exact=True)
    row.get_by_label("Event", exact=True).fill(label)
    row.get_by_label("Date", exact=True).fill(date)


def write_timeline(page: Page) -> None:
    new(page, "timeline")
    event(page, 1, "The hall opens", "1911")
    event(page, 2, "The roof burns", "June 1923")
    event(page, 3, "The mayor resigns", "1930")


def fill(label: str, text: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_label(label, exact=True).first.fill(text)


@pytest.mark.parametrize(
    ("type_name", "steps", "seen"),
    [
        ("multiple-choice", [fill("Right answer", "The voters")], "The voters"),
        ("multiple-response", [fill("Right answers, one a line", "A library\nA cellar")], "A cellar"),
        ("true-false", [fill("Statement", "The hall is old.")], "The hall is old."),
        ("short-answer", [fill("Question", "Who built it?")], "Who built it?"),
        ("number", [fill("Unit", "seats in all")], "seats in all"),
        ("matching", [fill("Given", "The cellar"), fill("Belongs to it", "The archive")], "The cellar"),
        ("timeline", [fill("Event", "The hall opens")], "The hall opens"),
    ],
)
def test_the_preview_of_every_type_follows_the_typing(
    desktop: BrowserContext, teacher: str, type_name: str, steps: list[Callable[[Page], None]], seen: str
) -> None:
    page = signed_in(desktop, teacher)
    new(page, type_name)
    for step in steps:
        step(page)
    expect(page.get_by_role("region", name="As students see it")).to_contain_text(seen)


def test_a_flaw_stands_at_its_field_and_its_mend_clears_it_and_can_be_undone(
    desktop: BrowserContext, teacher: str
) -> None:
    page = signed_in(desktop, teacher)
    write_choice(page)
    page.get_by_label("Spare wrong answers, one a line").fill("1931")
    page.get_by_label(WRONG, exact=True).fill("1901\nAll of the above")
    note = page.locator("#distractors-note")
    expect(note).to_contain_text("“All of the above” is found by knowing two options.")
    expect(page.get_by_label(WRONG, exact=True)).to_have_accessible_description(re.compile("knowing two options"))
    expect(page.get_by_role("status")).to_contain_text("things to look at")
    check(page)
    note.get_by_role("button", name="Swap it for “1931”").first.click()
    expect(page.get_by_label(WRONG, exact=True)).to_have_value("1901\n1931")
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label(WRONG, exact=True)).to_have_value("1901\nAll of the above")
    expect(note).to_be_visible()
    note.get_by_role("button", name="Swap it for “1931”").first.click()
    page.get_by_label("Explanation").fill("What is typed later")
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()


def test_dates_are_echoed_as_they_are_typed_and_what_is_unclear_is_said(phone: BrowserContext, teacher: str) -> None:
    page = signed_in(phone, teacher)
    write_timeline(page)
    echo = page.locator("#events-1-date-echo")
    expect(echo).to_have_text("June 1923 (1923-06), any day of that month")
    page.get_by_label("Date", exact=True).nth(1).fill("12/03/1923")
    expect(page.locator("#events-1-date-note")).to_contain_text("could be 12 March or 3 December")
    expect(echo).to_be_empty()
    page.get_by_label("Date", exact=True).nth(1).fill("c. 1923")
    expect(echo).to_contain_text("about 1923 (1923~)")
    expect(page.locator("#events-1-date-note")).to_have_count(0)


def test_the_fairness_guard_names_what_the_dates_cannot_decide_and_mends_it(
    desktop: BrowserContext, site: Site, teacher: str
) -> None:
    page = signed_in(desktop, teacher)
    write_timeline(page)
    event(page, 1, "The hall opens in 1911", "1911")
    event(page, 3, "The mayor resigns", "1923")
    undecided = page.locator("#events-1-date-note")
    expect(undecided).to_contain_text(
        "“The roof burns” (June 1923) or “The mayor resigns” (1923) came first; both orders"
    )
    expect(page.locator("#events-0-label-note")).to_contain_text("“1911” in “The hall opens in 1911”")
    page.get_by_role("button", name="Write “The hall opens”").click()
    expect(page.get_by_label("Event", exact=True).first).to_have_value("The hall opens")
    undecided.get_by_role("button", name="“The roof burns” came first").click()
    expect(undecided).to_have_count(0)
    expect(page.locator("[name=events-2-after][value='1']")).to_be_checked()
    page.get_by_role("button", name="Save as a draft").last.click()
    expect(page.get_by_text("Stored as a draft.")).to_be_visible()
    with site.app.app_context():
        newest = db.session.query(Question).order_by(Question.id.desc()).first()
        assert newest is not None
        assert newest.current.content["events"][2]["after"] == ["the-roof-burns"]


def test_two_events_from_one_sentence_and_two_that_say_the_same_are_pointed_out(
    desktop: BrowserContext, teacher: str
) -> None:
    page = signed_in(desktop, teacher)
    write_timeline(page)
    for row in (0, 1):
        page.get_by_label("What the article says").nth(row).fill("The roof burned in 1923 and was rebuilt in 1925.")
    expect(page.locator("#events-1-quote-note")).to_contain_text("rest on the same sentence")
    event(page, 3, "A hall opens", "1930")
    expect(page.locator("#events-2-label-note")).to_contain_text("seem to be the same event. Keep one.")


def test_rows_are_added_and_removed_and_the_removal_can_be_undone(phone: BrowserContext, teacher: str) -> None:
    page = signed_in(phone, teacher)
    write_timeline(page)
    labels = page.get_by_label("Event", exact=True)
    expect(labels.filter(visible=True)).to_have_count(3)
    for count in range(4, 9):
        page.get_by_role("button", name="Add an event").click()
        expect(labels.filter(visible=True)).to_have_count(count)
        expect(labels.nth(count - 1)).to_be_focused()
    expect(page.get_by_role("button", name="Add an event")).to_be_disabled()
    event(page, 8, "The hall is sold", "1950")
    expect(page.get_by_role("region", name="As students see it")).to_contain_text("The hall is sold")
    check(page)
    page.get_by_role("button", name="Remove event 2").click()
    expect(page.get_by_role("region", name="As students see it")).not_to_contain_text("The roof burns")
    page.get_by_role("button", name="Undo").click()
    expect(labels.nth(1)).to_have_value("The roof burns")
    expect(page.get_by_role("region", name="As students see it")).to_contain_text("The roof burns")


def test_a_sentence_of_the_article_is_chosen_as_proof_by_click_and_by_key(
    desktop: BrowserContext, teacher: str
) -> None:
    page = signed_in(desktop, teacher)
    write_choice(page)
    page.get_by_label("Question", exact=True).fill("When did the hall open?")
    first = page.get_by_role("button", name="The hall opened in 1911.")
    first.click()
    proof = page.get_by_label("What the article says, one quote a line")
    expect(proof).to_have_value("The hall opened in 1911.")
    expect(first).to_have_attribute("aria-pressed", "true")
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(proof).to_have_value("The hall opened in 1911.\nIt seats 1,200 people.")
    page.keyboard.press("Enter")
    expect(proof).to_have_value("The hall opened in 1911.")
    expect(page.get_by_text("The question is ready.")).to_be_visible()


def test_what_a_save_found_wrong_goes_away_once_it_is_put_right(desktop: BrowserContext, teacher: str) -> None:
    page = signed_in(desktop, teacher)
    write_timeline(page)
    event(page, 3, "the roof burns", "1930")
    page.get_by_role("button", name="Save as a draft").last.click()
    expect(page.get_by_text("Not stored yet")).to_be_visible()
    expect(page.locator("#events-note")).to_contain_text("Two events have the same label.")
    check(page)
    event(page, 3, "The mayor resigns", "1930")
    expect(page.locator("#events-note")).to_have_count(0)
    expect(page.locator(".field__error")).to_have_count(0)
    page.get_by_role("button", name="Save as a draft").last.click()
    expect(page.get_by_text("Stored as a draft.")).to_be_visible()


def test_a_sentence_goes_to_the_event_it_was_chosen_for(phone: BrowserContext, teacher: str) -> None:
    page = signed_in(phone, teacher)
    write_timeline(page)
    page.get_by_role("button", name="Choose from the article for event 2").click()
    page.get_by_role("button", name="The roof burned in 1923").click()
    expect(page.get_by_label("What the article says").nth(1)).to_have_value(
        "The roof burned in 1923 and was rebuilt in 1925."
    )
    expect(page.get_by_label("What the article says").nth(1)).to_be_in_viewport()
    check(page)


def test_the_second_of_two_editors_is_told_and_may_save_all_the_same(
    browser: Browser, desktop: BrowserContext, site: Site, teacher: str
) -> None:
    mine = signed_in(desktop, teacher)
    context = browser.new_context(reduced_motion="reduce", base_url=site.address)
    context.set_default_timeout(15_000)
    theirs = signed_in(context, teacher)
    for page in (mine, theirs):
        page.goto("/questions/1/edit")
    theirs.get_by_label("Question", exact=True).fill("In what year did the hall open?")
    theirs.get_by_role("button", name="Save", exact=True).last.click()
    expect(theirs.get_by_text("Saved as a new version.")).to_be_visible()
    context.close()

    mine.get_by_label("Question", exact=True).fill("In which year was the hall opened?")
    mine.get_by_role("button", name="Save", exact=True).last.click()
    expect(mine.get_by_role("heading", name="You saved another version in another window")).to_be_visible()
    expect(mine.get_by_label("Question", exact=True)).to_have_value("In which year was the hall opened?")
    expect(mine.locator("del").first).to_be_visible()
    check(mine)
    mine.get_by_role("button", name="Take the stored one").click()
    expect(mine.get_by_label("Question", exact=True)).to_have_value("In what year did the hall open?")
    expect(mine.get_by_text("In which year was the hall opened?")).to_be_visible()
    check(mine)
    mine.get_by_label("Question", exact=True).fill("In which year was the hall opened?")
    mine.get_by_role("button", name="Save", exact=True).last.click()
    expect(mine.get_by_text("Saved as a new version.")).to_be_visible()
    with site.app.app_context():
        stems = [each.content["stem"] for each in db.session.get_one(Question, 1).versions]
    assert stems[1:] == ["In what year did the hall open?", "In which year was the hall opened?"]


def test_a_closed_tab_loses_no_text(desktop: BrowserContext, teacher: str) -> None:
    page = signed_in(desktop, teacher)
    write_timeline(page)
    page.get_by_role("button", name="Add an event").click()
    event(page, 4, "The hall is sold", "1950")
    page.close()
    page = desktop.new_page()
    new(page, "timeline")
    expect(page.get_by_text("You have unsaved text from")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Restore it").click()
    expect(page.get_by_label("Event", exact=True).nth(3)).to_have_value("The hall is sold")
    expect(page.get_by_role("region", name="As students see it")).to_contain_text("The hall is sold")


def test_text_that_is_stored_or_discarded_is_not_offered_again(desktop: BrowserContext, teacher: str) -> None:
    page = signed_in(desktop, teacher)
    write_choice(page)
    page.get_by_role("button", name="Save as a draft").last.click()
    expect(page.get_by_text("Stored as a draft.")).to_be_visible()
    new(page, "multiple-choice")
    expect(page.get_by_text("Not finished yet")).to_be_visible()
    expect(page.get_by_text("You have unsaved text from")).to_be_hidden()
    page.get_by_label("Question", exact=True).fill("Never mind")
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    page.reload()
    expect(page.get_by_text("Not finished yet")).to_be_visible()
    expect(page.get_by_text("You have unsaved text from")).to_be_hidden()


def test_an_expired_session_loses_no_text(desktop: BrowserContext, teacher: str) -> None:
    page = signed_in(desktop, teacher)
    write_choice(page)
    desktop.clear_cookies()
    page.get_by_label("Question", exact=True).fill("In which year did they open the hall?")
    expect(page.locator("[data-state]")).to_contain_text("You are signed out. Your text is kept on this device")
    page.get_by_role("button", name="Save as a draft").last.click()
    page = signed_in(desktop, teacher)
    new(page, "multiple-choice")
    page.get_by_role("button", name="Restore it").click()
    expect(page.get_by_label("Question", exact=True)).to_have_value("In which year did they open the hall?")


def test_leaving_with_unsaved_text_is_asked_about(desktop: BrowserContext, teacher: str) -> None:
    page = signed_in(desktop, teacher)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/questions/1/edit")
    page.get_by_role("link", name="Banks").first.click()
    assert asked == []
    page.goto("/questions/1/edit")
    page.get_by_label("Question", exact=True).press_sequentially(" Really?")
    page.get_by_role("link", name="Banks").first.click()
    expect(page).to_have_url("/banks")
    assert asked == ["beforeunload"]


def test_without_javascript_a_preview_a_mend_and_a_row_work_by_plain_buttons(
    browser: Browser, site: Site, teacher: str
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    context.set_default_timeout(15_000)
    page = signed_in(context, teacher)
    write_timeline(page)
    event(page, 1, "The hall opens in 1911", "1911")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("June 1923 (1923-06), any day of that month").first).to_be_visible()
    expect(page.get_by_role("region", name="As students see it")).to_contain_text("The roof burns")
    page.get_by_role("button", name="Write “The hall opens”").click()
    expect(page.get_by_label("Event", exact=True).first).to_have_value("The hall opens")
    expect(page.get_by_label("Date", exact=True).nth(1)).to_have_value("June 1923")
    rows = page.get_by_label("Event", exact=True).count()
    page.get_by_role("button", name="Add an event").click()
    expect(page.get_by_label("Event", exact=True)).to_have_count(rows + 1)
    page.get_by_role("button", name="Save as a draft").last.click()
    expect(page.get_by_text("Stored as a draft.")).to_be_visible()
    context.close()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_form_of_every_type_with_findings_is_accessible(
    request: pytest.FixtureRequest, teacher: str, device: str
) -> None:
    page = signed_in(request.getfixturevalue(device), teacher)
    for number in range(1, 8):
        page.goto(f"/questions/{number}/edit")
        stem = page.get_by_role("textbox").first
        stem.fill(f"{stem.input_value()} ___ which never was so?")
        expect(page.get_by_role("region", name="As students see it")).to_contain_text("which never was so?")
        check(page)


def test_the_article_is_no_keyboard_trap_and_one_stop(desktop: BrowserContext, teacher: str) -> None:
    page = signed_in(desktop, teacher)
    page.goto("/questions/1/edit")
    expect(page.get_by_text("Choose a sentence")).to_be_attached()
    assert page.locator(".sentence[tabindex='0']").count() == 1
