"""What a sitting looks and sounds like in each of its states, the awkward ones above all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes import attempts
from quizapp.quizzes.models import Attempt
from tests.browser.conftest import Site, check
from tests.browser.sitting import STORED, end_session, keeps_what_follows, sign_in, sign_in_here, stored
from tests.factories import (
    a_bank,
    a_class,
    a_matching,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
)


@dataclass
class Sitting:
    """Two students who have begun the same quiz: their user names, and the addresses of their attempts."""

    site: Site
    teacher: str
    quiz_id: int
    username: str
    address: str
    other_username: str
    other_address: str

    def ends_in(self, seconds: int, *, grace: int = 30) -> None:
        """Set the first student's deadline and the teacher's grace."""
        with self.site.app.app_context():
            attempt = db.session.get_one(Attempt, self.address.rpartition("/")[2])
            attempt.deadline = now() + timedelta(seconds=seconds)
            attempt.assignment.grace_seconds = grace
            db.session.commit()


@pytest.fixture
def sit(site: Site) -> Callable[..., Sitting]:
    def begin(**rules: object) -> Sitting:
        with site.app.app_context():
            teacher, student, other = a_teacher(), a_student(), a_student("Olga Other")
            bank = a_bank(teacher, [a_multiple_choice(), a_timeline(), a_matching()])
            quiz = a_quiz(teacher, bank, **rules)
            given = an_assignment(quiz, a_class(teacher, [student, other]))
            first, second = attempts.start(given, student), attempts.start(given, other)
            return Sitting(
                site=site,
                teacher=teacher.username or "",
                quiz_id=quiz.id,
                username=student.username or "",
                address=f"/attempts/{first.id}",
                other_username=other.username or "",
                other_address=f"/attempts/{second.id}",
            )

    return begin


def test_a_screen_reader_hears_what_may_be_chosen_what_moved_and_what_is_stored(
    phone: BrowserContext, sit: Callable[..., Sitting]
) -> None:
    sitting = sit(time_limit_minutes=30)
    page = phone.new_page()
    sign_in(page, sitting.username, f"{sitting.address}/questions/1")
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
        - navigation "Questions":
          - list:
            - listitem:
              - link "Question 1, open"
        - heading /Question 1 of 3 In which year did the hall open/ [level=1]
        - group "In which year did the hall open?":
          - radio "1901"
          - radio "1911"
          - radio "1921"
          - radio "1931"
        - status
        - button "Store and go on"
        - button "Flag for later"
    """)
    check(page)
    keeps_what_follows(page)
    page.get_by_role("radio", name="1911").check()
    expect(page.locator("[data-save-state]")).to_match_aria_snapshot("- status: Your answer is stored.")
    page.get_by_role("button", name="Flag for later").click()
    expect(page.get_by_role("navigation", name="Questions")).to_match_aria_snapshot("""
        - link "Question 1, answered, flagged"
    """)
    check(page)
    phone.set_offline(True)
    page.get_by_role("radio", name="1921").check()
    expect(page.locator("[data-save-state]")).to_match_aria_snapshot(
        "- status: /Not stored yet. no connection. One answer is kept on this device/"
    )
    check(page)
    phone.set_offline(False)
    expect(page.locator("[data-save-state]")).to_match_aria_snapshot("- status: Your answer is stored.")

    page.goto(f"{sitting.address}/questions/2")
    first = page.locator("[data-event]").first
    label = first.locator(".timeline__label").inner_text()
    expect(first).to_match_aria_snapshot(f"""
        - listitem:
          - text: {label}
          - 'button "Move up: {label}" [disabled]'
          - 'button "Move down: {label}"'
    """)
    first.get_by_role("button", name="Move down").press("Enter")
    expect(page.locator("[data-timeline-status]")).to_match_aria_snapshot(f"- status: {label} is now number 2 of 3")
    check(page)

    sitting.ends_in(45)
    page.goto(f"{sitting.address}/questions/3")
    expect(page.locator(".clock[data-ending]")).to_be_visible()
    check(page)


def test_an_answer_after_the_deadline_is_refused_and_said_to_be_too_late(
    phone: BrowserContext, site: Site, sit: Callable[..., Sitting]
) -> None:
    sitting = sit(time_limit_minutes=30)
    page = phone.new_page()
    sign_in(page, sitting.username, f"{sitting.address}/questions/1")
    keeps_what_follows(page)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text(STORED)).to_be_visible()
    sitting.ends_in(-5, grace=0)
    page.get_by_role("radio", name="1921").check()
    expect(page.get_by_text("The time is up. Every answer you gave before the end is stored")).to_be_visible()
    expect(page.get_by_text("Too late to count: question 1.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Store and go on").click()
    expect(page.get_by_text("Too late to count: question 1.")).to_be_visible()
    page.get_by_role("link", name="See your result").click()
    expect(page.get_by_text("The time ran out")).to_be_visible()
    expect(page.get_by_text("1 of 3").first).to_be_visible()
    assert stored(site, sitting.address) == {1: (1.0, 1)}


def test_an_answer_given_before_the_deadline_and_sent_within_the_grace_counts(
    phone: BrowserContext, site: Site, sit: Callable[..., Sitting]
) -> None:
    sitting = sit(time_limit_minutes=30)
    page = phone.new_page()
    page.clock.install()
    sign_in(page, sitting.username, f"{sitting.address}/questions/1")
    page.wait_for_load_state("load")
    phone.set_offline(True)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("Not stored yet")).to_be_visible()
    page.clock.fast_forward(60_000)
    sitting.ends_in(-30, grace=120)
    phone.set_offline(False)
    expect(page.get_by_text(STORED)).to_be_visible()
    # What is given now is too late.
    page.get_by_role("radio", name="1921").check()
    expect(page.get_by_text("Too late to count: question 1.")).to_be_visible()
    assert stored(site, sitting.address) == {1: (1.0, 1)}


def test_what_is_kept_for_one_student_never_becomes_the_answer_of_another_on_the_same_device(
    phone: BrowserContext, site: Site, sit: Callable[..., Sitting]
) -> None:
    sitting = sit()
    page = phone.new_page()
    sign_in(page, sitting.username, f"{sitting.address}/questions/1")
    keeps_what_follows(page)
    end_session(page)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("you are signed out")).to_be_visible()
    check(page)

    other = phone.new_page()
    sign_in(other, sitting.other_username, f"{sitting.other_address}/questions/1")
    expect(other.get_by_role("radio", name="1911")).not_to_be_checked()
    other.get_by_role("radio", name="1921").check()
    expect(other.get_by_text(STORED)).to_be_visible()
    page.get_by_role("radio", name="1911").focus()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("somebody else is signed in here")).to_be_visible()
    check(page)
    assert stored(site, sitting.address) == {}
    assert stored(site, sitting.other_address) == {1: (0.0, 1)}
    other.close()

    end_session(page)
    page.goto(f"{sitting.address}/questions/1")
    sign_in_here(page, sitting.username)
    expect(page.get_by_text(STORED)).to_be_visible()
    expect(page.get_by_role("radio", name="1911")).to_be_checked()
    assert stored(site, sitting.address) == {1: (1.0, 1)}
    assert stored(site, sitting.other_address) == {1: (0.0, 1)}


def test_a_preview_flags_like_a_student_and_marks_what_is_half_answered(
    desktop: BrowserContext, sit: Callable[..., Sitting]
) -> None:
    sitting = sit()
    page = desktop.new_page()
    sign_in(page, sitting.teacher, f"/quizzes/{sitting.quiz_id}/try")
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text(STORED)).to_be_visible()
    page.get_by_role("button", name="Flag for later").click()
    expect(page.get_by_text("Noted.")).to_be_visible()
    page.get_by_role("link", name="Question 3, open").click()
    page.get_by_label("Library").select_option("Loans to residents")
    expect(page.get_by_text("Stored so far. Something is still left open.")).to_be_visible()
    expect(page.get_by_role("link", name="Question 3, partly answered")).to_be_visible()
    page.get_by_role("button", name="Store and finish").click()
    expect(page.get_by_text("You wanted to look again at question 1")).to_be_visible()
    expect(page.get_by_text("◐ partly answered")).to_be_visible()
    check(page)


def test_where_the_script_did_not_come_an_answer_waits_in_the_page_for_its_learner_and_is_refused_when_late(
    phone: BrowserContext, site: Site, sit: Callable[..., Sitting]
) -> None:
    sitting = sit(time_limit_minutes=30, feedback="score only")
    phone.route("**/js/answer.js*", lambda route: route.abort())
    page = phone.new_page()
    sign_in(page, sitting.username, f"{sitting.address}/questions/1")
    page.get_by_role("radio", name="1911").check()
    end_session(page)
    page.get_by_role("button", name="Store and go on").click()
    expect(page.get_by_role("heading", name="Your answer is not stored yet")).to_be_visible()
    check(page)
    with phone.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens a new tab)").click()
    sign_in_here(opened.value, sitting.username)
    expect(opened.value.get_by_role("heading", name="My quizzes")).to_be_visible()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("You have signed in since you opened the question.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    assert stored(site, sitting.address) == {1: (1.0, 1)}

    for place in (1, 2, 3):
        page.get_by_role("textbox").nth(place - 1).fill(str(place))
    sitting.ends_in(-30, grace=60)
    page.get_by_role("button", name="Store and go on").click()
    expect(page.get_by_role("heading", name="This quiz takes no more answers")).to_be_visible()
    check(page)
    page.goto(sitting.address)
    expect(page.get_by_text("The time is up")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Answers come later")).to_be_visible()
    check(page)
    page.goto("/learn")
    check(page)
    assert stored(site, sitting.address) == {1: (1.0, 1)}
