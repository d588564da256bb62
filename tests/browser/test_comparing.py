"""Two classes compared, one of them a colleague's; and a student who sees the spread of the class."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.database import db
from quizapp.quizzes.models import Attempt
from tests.browser.conftest import Site, check
from tests.factories import (
    PASSWORD,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
    an_attempt,
)
from tests.quizzes.test_reading_again import TEXT, with_article

# As long as the articles that teachers bring: about 1,200 words.
LONG = TEXT + "\n".join(
    f"In {1911 + year} the council met {year + 3} times in the hall, and the minutes were read before each vote.\n"
    for year in range(60)
)
IN_ORDER, SWAPPED = {"order": ["built", "fire", "rebuilt"]}, {"order": ["fire", "built", "rebuilt"]}


@pytest.fixture
def numbers(site: Site) -> dict[str, int]:
    """Ada's two classes and one of Ben's, all of whom answered the same questions; their assignments by class."""
    with site.app.app_context():
        ada, ben = a_teacher("Ada Teacher"), a_teacher("Ben Colleague")
        ada.username, ben.username = "ada", "ben"
        contents = [a_multiple_choice(), a_multiple_choice("And when did it burn?"), a_timeline()]
        bank = with_article(a_bank(ada, contents), LONG)
        quiz, copy = a_quiz(ada, bank), a_quiz(ben, bank)
        found = {}
        for name, teacher, given, size in (("9a", ada, quiz, 14), ("9b", ada, quiz, 16), ("Secret", ben, copy, 12)):
            students = [a_student(f"Student {name} {number}") for number in range(size)]
            students[0].username = f"first-{name}"
            assignment = an_assignment(given, a_class(teacher, students, name))
            for number, student in enumerate(students):
                order = IN_ORDER if number % 4 else SWAPPED
                an_attempt(assignment, student, [{"choice": str(number % 3)}, {"choice": str(number % 2)}, order])
            found[name] = assignment.id
        return found


def sign_in(page: Page, name: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def test_own_and_shared_classes_are_compared(desktop: BrowserContext, numbers: dict[str, int]) -> None:
    page = desktop.new_page()
    sign_in(page, "ben")
    page.goto(f"/assignments/{numbers['Secret']}/compare")
    page.get_by_role("button", name="Share as a code name").click()
    expect(page.get_by_role("button", name="Stop sharing")).to_be_visible()
    check(page)
    sign_in(page, "ada")
    page.goto(f"/assignments/{numbers['9a']}/compare")
    own = page.get_by_role("region", name="Classes on the shared questions")
    expect(own.get_by_role("row", name="9b")).to_contain_text("could well be chance")
    shared = page.get_by_role("region", name="Shared classes beside this one")
    expect(shared).to_contain_text("3 questions")
    expect(shared).to_contain_text("could well be chance")
    expect(page.get_by_text("Secret")).to_have_count(0)
    check(page)
    page.set_viewport_size({"width": 360, "height": 740})
    check(page)


def test_what_to_reteach_shows_the_article_and_prints_on_two_pages(
    desktop: BrowserContext, numbers: dict[str, int]
) -> None:
    page = desktop.new_page()
    sign_in(page, "ada")
    page.goto(f"/assignments/{numbers['9a']}/reteach")
    check(page)
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2
    page.locator(".heat-map").get_by_role("link").first.click()
    expect(page).to_have_url(f"/assignments/{numbers['9a']}/items#question-1")
    check(page)


def test_a_student_sees_the_spread_and_may_join_the_leaderboard(
    phone: BrowserContext, site: Site, numbers: dict[str, int]
) -> None:
    page = phone.new_page()
    sign_in(page, "ada")
    page.goto(f"/assignments/{numbers['9a']}/standing")
    check(page)
    page.get_by_role("radio", name="Also a leaderboard").check()
    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("Of 14 students")).to_be_visible()
    check(page)
    with site.app.app_context():
        attempt = db.session.query(Attempt).filter_by(assignment_id=numbers["9a"]).first()
        assert attempt is not None
        result = f"/attempts/{attempt.id}/result"
    sign_in(page, "first-9a")
    page.goto(result)
    expect(page.get_by_role("heading", name="You and the class")).to_be_visible()
    check(page)
    page.get_by_role("link", name="The leaderboard of those who want to be on it").click()
    page.get_by_label("Your nickname").fill("Student")
    page.get_by_role("button", name="Put me on the leaderboard").click()
    expect(page.get_by_role("alert")).to_contain_text("somebody's name")
    check(page)
    page.get_by_label("Your nickname").fill("River Stone")
    page.get_by_role("button", name="Put me on the leaderboard").click()
    expect(page.get_by_role("row", name="River Stone")).to_contain_text("you")
    check(page)
