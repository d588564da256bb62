"""What the tests of a sitting share: signing in, and what is stored."""

from playwright.sync_api import Page, expect

from quizapp.database import db
from quizapp.quizzes.models import Attempt
from tests.browser.conftest import Site
from tests.factories import PASSWORD

STORED = "Your answer is stored."


def sign_in(page: Page, username: str, then: str) -> None:
    page.goto(f"/sign-in?next={then}")
    sign_in_here(page, username)


def sign_in_here(page: Page, username: str) -> None:
    """The same on the page of signing in that a sitting has led to."""
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def end_session(page: Page) -> None:
    """The session ends in the middle, as when its cookie has run out."""
    page.context.clear_cookies()


def keeps_what_follows(page: Page) -> None:
    """Wait until the questions that follow are on the device."""
    expect(page.locator("[data-kept]")).to_be_attached()


def stored(site: Site, attempt: str | None = None) -> dict[int, tuple[object, int]]:
    """Credit and sequence of each stored response, by the question's position."""
    with site.app.app_context():
        query = db.session.query(Attempt)
        if attempt:
            query = query.filter_by(id=attempt.rpartition("/")[2])
        found = query.one()
        positions = {given.question_version_id: given.position for given in found.given}
        return {positions[r.question_version_id]: (r.credit, r.sequence) for r in found.responses}
