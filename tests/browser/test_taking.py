"""Taking a quiz where the connection, the session or the second tab gets in the way: no answer is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from quizapp.quizzes import attempts
from tests.browser.conftest import Site, check
from tests.browser.sitting import STORED, end_session, keeps_what_follows, sign_in, sign_in_here, stored
from tests.factories import (
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_short_answer,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
)


@pytest.fixture
def sit(site: Site) -> Callable[..., tuple[str, str]]:
    """Gives a student who has begun a quiz of four questions: the user name, and the attempt's address."""

    def begin(**rules: object) -> tuple[str, str]:
        with site.app.app_context():
            teacher, student = a_teacher(), a_student()
            contents = [a_multiple_choice(f"In which year was hall {n} opened?") for n in (1, 2)]
            bank = a_bank(teacher, [*contents, a_short_answer(), a_timeline()])
            given = an_assignment(a_quiz(teacher, bank, **rules), a_class(teacher, [student]))
            attempt = attempts.start(given, student)
            return student.username or "", f"/attempts/{attempt.id}"

    return begin


def sitting_down(phone: BrowserContext, sit: Callable[..., tuple[str, str]]) -> tuple[Page, str]:
    """The first question of an attempt just begun, whose page keeps the next ones, and the learner's user name."""
    username, attempt = sit()
    page = phone.new_page()
    sign_in(page, username, f"{attempt}/questions/1")
    keeps_what_follows(page)
    return page, username


def test_answers_to_several_questions_given_offline_arrive_once_and_in_order(
    phone: BrowserContext, site: Site, sit: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = sit()
    page = phone.new_page()
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url[-1]) if request.method == "POST" else None)
    sign_in(page, username, f"{attempt}/questions/1")
    keeps_what_follows(page)
    phone.set_offline(True)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("Not stored yet: no connection. One answer is kept")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Flag for later").click()
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_role("heading", name="hall 2").wait_for()
    expect(page.get_by_role("link", name="Question 1, answered, flagged")).to_be_visible()
    page.get_by_role("radio", name="1921").check()
    page.get_by_role("radio", name="1911").check()
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_label("Your answer").fill("Clara Löw")
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_role("heading", name="Put these events in order").wait_for()
    expect(page.get_by_text("3 answers are kept on this device")).to_be_visible()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("Your answer")).to_have_value("Clara Löw")
    assert stored(site) == {}

    posts.clear()
    phone.set_offline(False)
    expect(page.get_by_text(STORED)).to_be_visible()
    kept = stored(site)
    assert {position: credit for position, (credit, _) in kept.items()} == {1: 1.0, 2: 1.0, 3: 1.0}
    assert kept[1][1] < kept[2][1] < kept[3][1]
    answers = [number for number in posts if number in "123"]
    assert answers == sorted(answers)


def test_a_page_that_is_not_on_the_device_stays_open_without_a_connection(
    phone: BrowserContext, sit: Callable[..., tuple[str, str]]
) -> None:
    page, _ = sitting_down(phone, sit)
    phone.set_offline(True)
    page.get_by_role("radio", name="1931").check()
    expect(page.get_by_text("Not stored yet")).to_be_visible()
    page.evaluate("sessionStorage.clear()")
    page.get_by_role("button", name="Store and go on").click()
    expect(page.get_by_text("this one stays open")).to_be_visible()
    expect(page.get_by_role("radio", name="1931")).to_be_checked()


def test_a_session_that_ends_in_the_middle_loses_nothing(
    phone: BrowserContext, site: Site, sit: Callable[..., tuple[str, str]]
) -> None:
    page, username = sitting_down(phone, sit)
    end_session(page)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("you are signed out")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_role("heading", name="hall 2").wait_for()
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("2 answers are kept")).to_be_visible()
    assert stored(site) == {}

    page.get_by_role("link", name="Sign in again").click()
    sign_in_here(page, username)
    expect(page.get_by_text(STORED)).to_be_visible()
    expect(page.get_by_role("radio", name="1911")).to_be_checked()
    assert {position: credit for position, (credit, _) in stored(site).items()} == {1: 1.0, 2: 1.0}


def test_signing_in_again_in_another_tab_sends_what_the_first_one_keeps(
    phone: BrowserContext, site: Site, sit: Callable[..., tuple[str, str]]
) -> None:
    page, username = sitting_down(phone, sit)
    end_session(page)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("you are signed out")).to_be_visible()
    sign_in(phone.new_page(), username, "/learn")
    expect(page.get_by_text(STORED)).to_be_visible(timeout=40_000)
    assert stored(site)[1][0] == 1.0


def test_of_two_tabs_the_newest_answer_counts_and_the_other_tab_shows_it(
    desktop: BrowserContext, site: Site, sit: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = sit()
    first, second = desktop.new_page(), desktop.new_page()
    sign_in(first, username, f"{attempt}/questions/1")
    second.goto(f"{attempt}/questions/1")
    second.wait_for_load_state("load")
    first.get_by_role("radio", name="1921").check()
    expect(second.get_by_text("changed this answer in another tab")).to_be_visible()
    expect(second.get_by_role("radio", name="1921")).to_be_checked()
    second.get_by_role("radio", name="1911").check()
    expect(second.get_by_text(STORED)).to_be_visible()
    expect(first.get_by_role("radio", name="1911")).to_be_checked()
    assert stored(site) == {1: (1.0, 2)}


def test_an_answer_that_another_device_has_overtaken_is_said_to_be_so(
    browser: Browser, phone: BrowserContext, site: Site, sit: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = sit()
    page = phone.new_page()
    sign_in(page, username, f"{attempt}/questions/1")
    page.wait_for_load_state("load")
    other = browser.new_context(base_url=site.address)
    elsewhere = other.new_page()
    sign_in(elsewhere, username, f"{attempt}/questions/1")
    for year in ("1901", "1911"):
        elsewhere.get_by_role("radio", name=year).check()
        expect(elsewhere.get_by_text(STORED)).to_be_visible()
    page.get_by_role("radio", name="1931").check()
    expect(page.get_by_text("A newer answer of yours is stored already")).to_be_visible()
    assert stored(site) == {1: (1.0, 2)}
    other.close()


def test_a_double_click_stores_once_and_the_back_button_shows_what_is_stored_and_lets_it_be_changed(
    desktop: BrowserContext, site: Site, sit: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = sit()
    page = desktop.new_page()
    sign_in(page, username, f"{attempt}/questions/1")
    page.get_by_role("radio", name="1911").check()
    page.get_by_role("button", name="Store and go on").dblclick()
    page.get_by_role("heading", name="hall 2").wait_for()
    assert stored(site) == {1: (1.0, 1)}
    page.go_back()
    expect(page.get_by_role("radio", name="1911")).to_be_checked()
    expect(page.get_by_text("Your answer is stored. You can change it.")).to_be_visible()
    page.get_by_role("radio", name="1921").check()
    expect(page.get_by_text(STORED, exact=True)).to_be_visible()
    page.go_forward()
    page.get_by_role("heading", name="hall 2").wait_for()
    page.go_back()
    expect(page.get_by_role("radio", name="1921")).to_be_checked()
    assert stored(site) == {1: (0.0, 2)}


def test_handing_in_waits_for_answers_that_are_not_stored(
    phone: BrowserContext, site: Site, sit: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = sit()
    page = phone.new_page()
    failing = [True]

    def meet(route: Route) -> None:
        route.abort() if failing[0] and route.request.method == "POST" else route.continue_()

    sign_in(page, username, f"{attempt}/questions/1")
    page.route("**/questions/*", meet)
    page.get_by_role("radio", name="1911").check()
    expect(page.get_by_text("Not stored yet")).to_be_visible()
    page.goto(attempt)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Handing in waits")).to_be_visible()
    failing[0] = False
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("1 of 4").first).to_be_visible()


def test_letters_and_digits_choose_an_answer_until_they_are_turned_off(
    desktop: BrowserContext, sit: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = sit()
    page = desktop.new_page()
    sign_in(page, username, f"{attempt}/questions/1")
    expect(page.get_by_text("choose an answer")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_role("radio", name="1911")).to_be_checked()
    page.keyboard.press("4")
    expect(page.get_by_role("radio", name="1931")).to_be_checked()
    page.get_by_role("button", name="Turn these keys off").click()
    page.keyboard.press("a")
    expect(page.get_by_role("radio", name="1931")).to_be_checked()
    check(page)
    page.goto(f"{attempt}/questions/3")
    page.get_by_label("Your answer").fill("   ")
    page.get_by_role("button", name="Store and go on").click()
    expect(page.get_by_text("Not stored yet")).to_be_visible()
    expect(page.get_by_role("link", name="Question 3, open")).to_be_visible()
    page.get_by_label("Your answer").fill("")
    page.get_by_label("Your answer").press_sequentially("abc")
    expect(page.get_by_label("Your answer")).to_have_value("abc")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_flag_is_kept_with_the_answer_and_shown_before_handing_in(
    browser: Browser, site: Site, sit: Callable[..., tuple[str, str]], script: bool
) -> None:
    username, attempt = sit()
    context = browser.new_context(base_url=site.address, java_script_enabled=script, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, username, f"{attempt}/questions/2")
    page.get_by_role("radio", name="1911").check()
    page.get_by_role("button", name="Flag for later").click()
    if script:
        expect(page.get_by_text("Noted.")).to_be_visible()
    expect(page.get_by_role("link", name="Question 2, answered, flagged")).to_be_visible()
    page.goto(attempt)
    expect(page.get_by_text("You wanted to look again at question 2")).to_be_visible()
    expect(page.get_by_text("3 questions without an answer")).to_be_visible()
    if script:
        check(page)
    page.get_by_role("link", name="question 2", exact=True).click()
    expect(page.get_by_role("radio", name="1911")).to_be_checked()
    page.get_by_role("button", name="Take the flag away").click()
    expect(page.get_by_role("link", name="Question 2, answered", exact=True)).to_be_visible()
    context.close()


def by_mouse(page: Page, start: tuple[float, float], *way: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    for place in way:
        page.mouse.move(*place)
    page.mouse.up()


def by_finger(page: Page, start: tuple[float, float], *way: tuple[float, float]) -> None:
    devtools = page.context.new_cdp_session(page)
    for kind, points in (("Start", [start]), *(("Move", [place]) for place in way), ("End", [])):
        touches = [{"x": x, "y": y} for x, y in points]
        devtools.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": touches})


@pytest.mark.parametrize(("device", "drag"), [("desktop", by_mouse), ("phone", by_finger)])
def test_events_are_dragged_and_one_that_is_put_back_is_no_answer(
    request: pytest.FixtureRequest,
    site: Site,
    sit: Callable[..., tuple[str, str]],
    device: str,
    drag: Callable[..., None],
) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    username, attempt = sit()
    page = context.new_page()
    sign_in(page, username, f"{attempt}/questions/4")
    events = page.locator("[data-event]")
    labels = events.locator(".timeline__label").all_inner_texts()
    first, last = (events.nth(number).locator(".timeline__handle") for number in (0, 2))
    last.scroll_into_view_if_needed()
    boxes = [handle.bounding_box() or {} for handle in (first, last)]
    top, bottom = ((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes)
    middle = (top[0], (top[1] + bottom[1]) / 2)

    drag(page, top, middle, top)
    expect(events.locator(".timeline__label")).to_have_text(labels)
    expect(page.get_by_role("button", name="The order is right as it stands")).to_be_visible()
    assert stored(site) == {}
    drag(page, top, middle, bottom)
    expect(events.locator(".timeline__label")).to_have_text([*labels[1:], labels[0]])
    expect(page.get_by_text(f"{labels[0]} is now number 3 of 3")).to_be_attached()
    expect(page.get_by_text(STORED)).to_be_visible()
    assert list(stored(site)) == [4]


def test_the_clock_announces_five_minutes_and_learns_of_more_time(
    desktop: BrowserContext, site: Site, sit: Callable[..., tuple[str, str]]
) -> None:
    username, attempt = sit(time_limit_minutes=6)
    page = desktop.new_page()
    page.clock.install()
    sign_in(page, username, f"{attempt}/questions/1")
    expect(page.get_by_text(" left").first).to_be_visible()
    page.route("**/clock", lambda route: route.fulfill(json={"seconds_left": 299, "words": ""}))
    page.clock.fast_forward(65_000)
    expect(page.get_by_text("Five minutes left")).to_be_attached()
    page.unroute("**/clock")
    page.route("**/clock", lambda route: route.fulfill(json={"seconds_left": 600, "words": "15 min: 6 + 9"}))
    page.clock.fast_forward(250_000)
    expect(page.get_by_text("15 min: 6 + 9")).to_be_visible()
    page.unroute("**/clock")
    page.route("**/clock", lambda route: route.fulfill(json={"seconds_left": 11_130, "words": ""}))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("3 h 5 min left")).to_be_visible()
    expect(page.get_by_text("One minute left")).not_to_be_attached()
