"""The review desk in a real browser: by keyboard alone, by mouse, and without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp.articles.reading import read_article
from quizapp.banks.models import DRAFT, Bank, Question, StoredArticle
from quizapp.banks.structuring import set_reading
from quizapp.database import db
from quizapp.questions.content import Evidence
from quizapp.questions.multiple_choice import MultipleChoice
from tests.browser.conftest import Site, check
from tests.factories import PASSWORD, a_bank, a_multiple_choice, a_teacher

# The proof of the last draft stands far below the fold.
FILLER = "\n".join(f"The street has a house with number {number}. It is a house like others." for number in range(80))
TEXT = f"The town hall\n\nThe hall opened in 1911. It seats 450 guests.\n{FILLER}\nThe bridge was built in 1899.\n"


def asking(stem: str, key: str, quote: str) -> MultipleChoice:
    start = TEXT.index(quote)
    proof = Evidence(quote=quote, start=start, end=start + len(quote))
    spares = ("1951", "1961")
    return a_multiple_choice(stem, key=key, evidence=(proof,), spare_distractors=spares)


@pytest.fixture
def bank(site: Site) -> int:
    """Four drafts, of which the third is doubtful, and one refusal; its teacher is called "ada"."""
    with site.app.app_context():
        teacher = a_teacher()
        teacher.username = "ada"
        opened = "The hall opened in 1911."
        contents = [
            asking("In which year did it open?", "1911", opened),
            asking("When was the opening?", "1911", opened),
            asking("Since when is it open?", "1899", opened),
            asking("When was the bridge built?", "1899", "The bridge was built in 1899."),
        ]
        made = a_bank(teacher, contents, status=DRAFT, title="The hall")
        article = StoredArticle(owner_id=teacher.id, title="The hall", filename="a.txt", source=b"", sha256="0" * 64)
        set_reading(article, read_article(TEXT.encode(), filename="a.txt"))
        made.article = article
        made.refused = [
            {
                "code": "too-few-distractors",
                "message": "There are not enough wrong answers.",
                "quote": "It seats 450 guests.",
                "start": TEXT.index("It seats"),
                "stem": "How many guests does the hall seat?",
                "key": "450",
                "distractors": [],
            }
        ]
        db.session.commit()
        return made.id


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def stem(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=2, name=text)).to_be_visible()


def statuses(site: Site, bank: int) -> list[str]:
    with site.app.app_context():
        return [question.status for question in db.session.get_one(Bank, bank).questions]


@pytest.fixture
def desk(desktop: BrowserContext, bank: int) -> Iterator[Page]:
    page = desktop.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page)
    page.goto(f"/banks/{bank}/review")
    yield page
    assert errors == []


def test_drafts_are_decided_by_keyboard_alone(desk: Page, site: Site, bank: int) -> None:
    stem(desk, "In which year did it open?")
    desk.keyboard.press("a")
    stem(desk, "When was the opening?")
    expect(desk.get_by_text("1 of 4 drafts decided")).to_be_visible()
    desk.keyboard.press("r")
    expect(desk.get_by_role("button", name="Poor wrong answers")).to_be_visible()
    desk.keyboard.press("3")
    stem(desk, "Since when is it open?")
    assert statuses(site, bank) == ["approved", "retired", "draft", "draft"]
    desk.keyboard.press("u")
    stem(desk, "When was the opening?")
    expect(desk.get_by_text("Undone: all is as it was before.")).to_be_visible()
    desk.keyboard.press("u")
    stem(desk, "In which year did it open?")
    assert statuses(site, bank) == ["draft"] * 4


def test_keys_lead_back_and_forth_and_swap(desk: Page) -> None:
    for key, name in [("n", "When was the opening?"), ("j", "Since when"), ("ArrowRight", "When was the bridge")]:
        desk.keyboard.press(key)
        stem(desk, name)
    for key, name in [("p", "Since when"), ("k", "When was the opening?"), ("ArrowLeft", "In which year")]:
        desk.keyboard.press(key)
        stem(desk, name)
    desk.keyboard.press("2")
    expect(desk.get_by_text("Swapped a wrong answer:")).to_be_visible()
    expect(desk.locator(".options-plain li").nth(2)).to_contain_text("1951")
    desk.get_by_role("button", name="Put “1961” in place of “1901”").click()
    expect(desk.locator(".options-plain li").nth(1)).to_contain_text("1961")


def test_the_list_of_keys_is_a_dialog_that_gives_the_focus_back(desk: Page) -> None:
    opener = desk.get_by_role("button", name="Keys for quick reviewing")
    opener.focus()
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Review by keyboard")
    expect(dialog).to_be_visible()
    desk.keyboard.press("a")
    expect(dialog).to_be_visible()
    desk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    stem(desk, "In which year did it open?")


def test_the_reasons_open_in_sight(desk: Page) -> None:
    desk.set_viewport_size({"width": 1280, "height": 640})
    desk.keyboard.press("r")
    expect(desk.locator("[data-reason='6']")).to_be_in_viewport()


def test_single_keys_can_be_switched_off_and_stay_off(desk: Page, site: Site, bank: int) -> None:
    desk.get_by_role("button", name="Keys for quick reviewing").click()
    desk.get_by_label("Single keys work").uncheck()
    desk.get_by_role("button", name="Close").click()
    desk.reload()
    for key in ("a", "n", "?"):
        desk.keyboard.press(key)
    stem(desk, "In which year did it open?")
    assert statuses(site, bank) == ["draft"] * 4


def test_keys_are_letters_where_something_is_written_and_with_other_keys_held(
    desk: Page, site: Site, bank: int
) -> None:
    desk.keyboard.press("Control+a")
    desk.keyboard.press("r")
    words = desk.get_by_label("In your own words")
    words.focus()
    desk.keyboard.type("a naive question, 1")
    expect(words).to_have_value("a naive question, 1")
    assert statuses(site, bank) == ["draft"] * 4


def test_a_doubtful_draft_waits_for_a_reason(desk: Page, site: Site, bank: int) -> None:
    desk.keyboard.press("n")
    stem(desk, "When was the opening?")
    desk.keyboard.press("n")
    stem(desk, "Since when is it open?")
    expect(desk.get_by_text("The quoted sentence does not say “1899”")).to_be_visible()
    desk.keyboard.press("a")
    words = desk.get_by_label("Why is it right all the same?")
    expect(words).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Say why the question is right all the same")).to_be_visible()
    check(desk)
    assert statuses(site, bank)[2] == "draft"
    desk.get_by_label("Why is it right all the same?").fill("The door says 1899.")
    desk.keyboard.press("Enter")
    stem(desk, "When was the bridge built?")
    assert statuses(site, bank)[2] == "approved"


def test_the_proof_is_brought_into_sight(desk: Page) -> None:
    desk.get_by_text("The list: drafts").click()
    desk.get_by_role("link", name="When was the bridge built?").click()
    stem(desk, "When was the bridge built?")
    expect(desk.locator("#proof")).to_have_text("The bridge was built in 1899.")
    expect(desk.locator("#proof")).to_be_in_viewport()


def test_a_chosen_sentence_becomes_the_proof_of_a_new_question(desk: Page) -> None:
    expect(desk.get_by_text("asked: 2 of 163 sentences")).to_be_visible()
    desk.locator("span.sentence", has_text="It seats 450 guests.").click()
    desk.get_by_role("link", name="Ask about this sentence").click()
    expect(desk.get_by_text("It seats 450 guests.")).to_be_visible()
    check(desk)
    desk.get_by_role("link", name="Number").click()
    expect(desk.get_by_label("What the article says")).to_have_value("It seats 450 guests.")


def test_what_is_not_asked_yet_is_shown_on_request(desk: Page) -> None:
    sentence = desk.locator("span.sentence", has_text="It seats 450 guests.")
    plain = sentence.evaluate("element => getComputedStyle(element).boxShadow")
    desk.keyboard.press("o")
    expect(desk.get_by_label("Show what is not asked yet")).to_be_checked()
    assert sentence.evaluate("element => getComputedStyle(element).boxShadow") != plain
    check(desk)
    desk.keyboard.press("n")
    expect(desk.get_by_label("Show what is not asked yet")).to_be_checked()


def test_what_was_refused_is_made_a_draft_in_one_click(desk: Page, site: Site) -> None:
    desk.get_by_role("link", name="Why not more questions?").click()
    check(desk)
    desk.get_by_role("button", name="Make it a draft").click()
    stem(desk, "How many guests does the hall seat?")
    expect(desk.get_by_text("rescued", exact=True)).to_be_visible()
    with site.app.app_context():
        made = db.session.query(Question).order_by(Question.id.desc()).first()
        assert made is not None
        assert (made.type, made.current.content["key"]) == ("number", "450")
    desk.keyboard.press("u")
    expect(desk.get_by_text("0 of 4 drafts decided")).to_be_visible()


def test_the_end_says_what_to_do_next(desk: Page) -> None:
    for decided in range(1, 5):
        desk.keyboard.press("r")
        desk.keyboard.press("5")
        expect(desk.get_by_text(f"{decided} of 4 drafts decided")).to_be_visible()
    expect(desk.get_by_role("heading", name="All drafts are decided")).to_be_visible()
    check(desk)
    desk.get_by_role("link", name="See all questions").click()
    expect(desk.get_by_role("heading", name="The hall")).to_be_visible()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_desk_is_accessible_in_every_state(request: pytest.FixtureRequest, bank: int, device: str) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    sign_in(page)
    addresses = ["?question=3", "?show=approved", "?show=all", "?ask=1"]
    for address in [*(f"/banks/{bank}/review{query}" for query in addresses), f"/banks/{bank}/refused"]:
        page.goto(address)
        check(page)
    page.goto(f"/banks/{bank}/review")
    page.locator("summary", has_text="Reject").click()
    check(page)
    page.get_by_role("button", name="Keys for quick reviewing").click()
    check(page)


def test_a_phone_opens_the_article_at_the_proof(phone: BrowserContext, bank: int) -> None:
    page = phone.new_page()
    sign_in(page)
    page.goto(f"/banks/{bank}/review?question=4")
    expect(page.locator("#proof")).to_be_hidden()
    page.get_by_role("link", name="See it in the article").click()
    expect(page.locator("#proof")).to_be_in_viewport()


def test_the_whole_desk_works_without_script(browser: Browser, site: Site, bank: int) -> None:
    context = browser.new_context(
        base_url=site.address, viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    sign_in(page)
    page.goto(f"/banks/{bank}/review")
    page.locator("summary", has_text="Keys for quick reviewing").click()
    expect(page.get_by_text("approve", exact=True).last).to_be_visible()
    page.get_by_role("button", name="Swap “1901” for “1951”").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".options-plain li").nth(1)).to_contain_text("1901")
    page.get_by_role("button", name="Approve").click()
    # A click on the page that is just going would be lost.
    stem(page, "When was the opening?")
    page.locator("summary", has_text="Reject").click()
    page.get_by_role("button", name="Hard to understand").click()
    stem(page, "Since when is it open?")
    page.get_by_role("button", name="Approve all the same").click()
    page.get_by_label("Why is it right all the same?").fill("The door says 1899.")
    page.get_by_role("button", name="Approve all the same").click()
    stem(page, "When was the bridge built?")
    page.get_by_role("link", name="See it in the article").click()
    expect(page.locator("#proof")).to_be_in_viewport()
    page.get_by_role("link", name="Ask about a sentence").click()
    page.get_by_role("link", name="It seats 450 guests.").click()
    page.get_by_role("link", name="Short answer").click()
    expect(page.get_by_label("What the article says")).to_have_value("It seats 450 guests.")
    assert statuses(site, bank) == ["approved", "retired", "approved", "draft"]
    context.close()
