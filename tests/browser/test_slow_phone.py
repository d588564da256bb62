"""An old phone on a slow connection: what a page weighs, and what its owner sees while waiting."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from quizapp.quizzes import attempts
from tests.browser.conftest import Site
from tests.browser.sitting import STORED, keeps_what_follows, sign_in
from tests.factories import a_bank, a_class, a_multiple_choice, a_quiz, a_student, a_teacher, an_assignment

KB = 1024
FIRST, LATER = 40 * KB, 3 * KB


@pytest.fixture
def attempt(site: Site, phone: BrowserContext) -> str:
    """The address of a student's sitting of twelve questions of a believable length; the student is signed in."""
    with site.app.app_context():
        teacher, student = a_teacher(), a_student()
        asked = [
            a_multiple_choice(
                f"According to report {number}, why did the council move its meetings to the new hall?",
                key="The old hall had become too small for the visitors who came to listen",
                distractors=(
                    "The old hall had been sold to the railway company",
                    "The new hall stood nearer to the homes of most members",
                    "The county required every council to meet in a public building",
                ),
            )
            for number in range(12)
        ]
        given = an_assignment(a_quiz(teacher, a_bank(teacher, asked)), a_class(teacher, [student]))
        address = f"/attempts/{attempts.start(given, student).id}"
        username = student.username or ""
    sign_in(phone.new_page(), username, "/learn")
    return address


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()


class Received:
    """What came over the network, with its headers, as compressed as it came: bytes by address."""

    def __init__(self, page: Page) -> None:
        self.bytes: dict[str, int] = {}
        self._addresses: dict[str, str] = {}
        self.network: CDPSession = page.context.new_cdp_session(page)
        self.network.on("Network.responseReceived", self._begin)
        self.network.on("Network.loadingFinished", self._end)
        self.network.send("Network.enable")

    def _begin(self, said: dict[str, object]) -> None:
        response = said["response"]
        assert isinstance(response, dict)
        self._addresses[str(said["requestId"])] = response["url"]

    def _end(self, said: dict[str, object]) -> None:
        address = self._addresses.get(str(said["requestId"]), "")
        size = int(str(said["encodedDataLength"]).split(".")[0])
        # A browser asks for the icon once, when it likes: it is counted as the first page's, below.
        if size and not address.endswith((".woff2", "favicon.svg")):
            self.bytes[address] = self.bytes.get(address, 0) + size

    def take(self) -> dict[str, int]:
        taken, self.bytes = self.bytes, {}
        return taken


@pytest.fixture
def received(page: Page) -> Iterator[Received]:
    received = Received(page)
    received.network.send("Network.clearBrowserCache")
    yield received
    received.network.detach()


def test_a_question_page_weighs_little_at_first_and_next_to_nothing_after(
    page: Page, site: Site, attempt: str, received: Received
) -> None:
    def question(number: int) -> str:
        return f"{site.address}{attempt}/questions/{number}"

    page.goto(question(1))
    keeps_what_follows(page)
    first = received.take()
    # The questions that follow come once the page is there, each once, and weigh as little as any later page.
    ahead = {question(number): first.pop(question(number)) for number in (2, 3, 4, 5, 6)}
    icon = page.request.get(page.locator("link[rel=icon]").get_attribute("href") or "").headers["content-length"]
    assert sum(first.values()) + int(icon) <= FIRST, first

    page.get_by_role("radio").first.check()
    expect(page.get_by_text(STORED)).to_be_visible()
    assert list(received.take()) == [question(1)]
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_role("heading", name="report 1,").wait_for()
    keeps_what_follows(page)
    later = received.take()
    assert set(later) == {question(2), question(7)}
    assert all(size <= LATER for size in (ahead | later).values()), ahead | later


def test_on_a_slow_phone_a_student_sees_what_happens_and_the_next_question_after_one_round_trip(
    page: Page, attempt: str, received: Received
) -> None:
    page.goto(f"{attempt}/questions/1")
    keeps_what_follows(page)
    # The browsers' own "slow 3G", and a processor that is six times as slow.
    slow = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    received.network.send("Network.emulateNetworkConditions", slow)
    received.network.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.rpartition('/')[2]}"))
    seen: list[str] = []
    page.expose_function("seen", lambda text: seen.append(text))
    page.evaluate(
        """() => {
            const box = document.querySelector("[data-save-state]");
            new MutationObserver(() => seen(box.textContent)).observe(box, { childList: true });
        }"""
    )
    answer = page.get_by_role("radio").first
    answer.check()
    page.get_by_role("button", name="Store and go on").click()
    page.get_by_role("heading", name="report 1,").wait_for()
    expect(page.get_by_role("radio").first).to_be_enabled()
    assert seen == ["Storing …", STORED, f"{STORED} The next page is coming …"]
    assert asked[:2] == ["POST 1", "GET 2"]
    page.get_by_role("radio").first.check()
    expect(page.get_by_text(STORED)).to_be_visible()
