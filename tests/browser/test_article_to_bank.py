"""From the sign-in page to an approved bank of ten questions and two timelines, in forty clicks or keys.

With the mouse every letter of the name and the password counts, too. By keyboard alone, where every Tab counts, a text
that is pasted, or filled in by a password manager, counts as one.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from quizapp.banks.models import APPROVED, Bank
from quizapp.database import db
from tests.browser.conftest import Site
from tests.factories import PASSWORD, a_teacher

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "question_banks" / "articles" / "how-a-bill-becomes-law.txt"
SHARED = ROOT.parent / "shared" / "articles" / "00-lee-xi-summit.txt"
needs_shared = pytest.mark.skipif(not SHARED.is_file(), reason="the shared article is not beside this checkout")
# An article, and how many timelines it is enough for.
ARTICLES = [
    pytest.param(SHARED, 2, marks=needs_shared, id="shared"),
    pytest.param(OWN, 1, id="own"),
]
CHOICES, MOST = 10, 40


class Typist:
    """Works by keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.count += len(keys)

    def reach(self, target: Locator) -> None:
        """Tab on to the target; where the link past the header comes first, it is taken."""
        expect(target).to_be_visible()
        header = self.page.get_by_role("link", name="Skip to the content")
        while not _has_focus(target) and self.count < 2 * MOST:
            self.press("Tab")
            if _has_focus(header):
                self.press("Enter")
                expect(self.page.locator("#main")).to_be_focused()

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.insert_text(text)
        self.count += 1

    def choose(self, target: Locator) -> None:
        self.reach(target)
        self.press("Enter")

    def sign_in(self, target: Locator) -> None:
        """Enter in the last field sends the form."""
        self.press("Enter")

    def bring_in(self, page: Page, article: Path) -> None:
        self.write(page.get_by_label("Paste the article"), article.read_text(encoding="utf-8"))

    def approve(self, page: Page) -> None:
        self.press("a")

    def back(self, page: Page) -> None:
        self.press("p")


class Clicker:
    """Works by mouse, and types only where something has to be written."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def choose(self, target: Locator) -> None:
        target.click()
        self.count += 1

    def write(self, target: Locator, text: str) -> None:
        self.choose(target)
        target.press_sequentially(text)
        self.count += len(text)

    def sign_in(self, target: Locator) -> None:
        self.choose(target)

    def bring_in(self, page: Page, article: Path) -> None:
        # A click on the field, and two in the window that opens: on the file, and on "Open".
        page.get_by_label("Or choose a file").set_input_files(article)
        self.count += 3

    def approve(self, page: Page) -> None:
        self.choose(page.get_by_role("button", name="Approve", exact=True))

    def back(self, page: Page) -> None:
        self.choose(page.get_by_role("link", name="Previous"))


def _has_focus(target: Locator) -> bool:
    return bool(target.evaluate("element => element === document.activeElement"))


@pytest.mark.parametrize("hand", [Clicker, Typist], ids=["mouse", "keyboard"])
@pytest.mark.parametrize(("article", "timelines"), ARTICLES)
def test_forty_clicks_or_keys_make_an_approved_bank_of_an_article(
    desktop: BrowserContext, site: Site, hand: Callable[[Page], Typist | Clicker], article: Path, timelines: int
) -> None:
    with site.app.app_context():
        a_teacher().username = "ada"
        db.session.commit()
    page = desktop.new_page()
    at_work = hand(page)
    page.goto("/sign-in")
    at_work.write(page.get_by_label("User name"), "ada")
    at_work.write(page.get_by_label("Password"), PASSWORD)
    at_work.sign_in(page.get_by_role("button", name="Sign in"))
    at_work.choose(page.get_by_role("link", name="Add an article").first)
    at_work.bring_in(page, article)
    at_work.choose(page.get_by_role("button", name="Read the article"))
    at_work.choose(page.get_by_role("button", name="Draft questions"))
    page.wait_for_url("**/review")
    for approved in range(CHOICES):
        _has_approved(page, approved)
        at_work.approve(page)
    for approved in range(CHOICES, CHOICES + timelines):
        _has_approved(page, approved)
        # Timelines stand last, and the line is a ring.
        ordering = page.get_by_role("heading", level=2, name="in order")
        if not ordering.is_visible():
            at_work.back(page)
        expect(ordering).to_be_visible()
        at_work.approve(page)
    _has_approved(page, CHOICES + timelines)
    assert at_work.count <= MOST
    with site.app.app_context():
        bank = db.session.query(Bank).one()
        types = [question.type for question in bank.questions if question.status == APPROVED]
    assert types.count("timeline") == timelines
    assert len(types) == CHOICES + timelines


def _has_approved(page: Page, count: int) -> None:
    expect(page.get_by_role("link", name=f"Approved {count}", exact=True)).to_be_visible()
