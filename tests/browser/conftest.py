"""A real server on a real file, and a real Chromium."""

import logging
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as Timeout
from werkzeug.serving import BaseWSGIServer, make_server

from quizapp.app import create_app
from quizapp.database import db

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
BANNER = "NO BROWSER: the tests in real Chromium are skipped. `apt-get install chromium` brings one."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.section(BANNER)


@pytest.fixture(scope="session", autouse=True)
def patient_hands() -> Iterator[None]:
    """Nobody in these tests acts on a page that is still loading.

    Without script every act works another way, so whoever is quicker than the script tests something else. A page that
    is never done, because a test holds back an answer, is acted on after a while.
    """
    with pytest.MonkeyPatch.context() as patching:
        for name in _ACTS:
            patching.setattr(Locator, name, _after_loading(getattr(Locator, name)))
        for name in ("clock", "keyboard", "mouse", "touchscreen"):
            patching.setattr(Page, name, property(_after_loading(getattr(Page, name).fget)))
        yield


_ACTS = (
    "check", "click", "dblclick", "drag_to", "fill", "hover", "press", "press_sequentially", "select_option",
    "set_checked", "set_input_files", "tap", "uncheck",
)  # fmt: skip


def _after_loading(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def patiently(self: Locator | Page, *given: Any, **named: Any) -> Any:
        page = self.page if isinstance(self, Locator) else self
        if isinstance(self, Locator):
            # It may stand on the page that is on its way. What is wrong with it, the act itself tells.
            with suppress(Error):
                self.wait_for(state="attached", timeout=named.get("timeout"))
        with suppress(Timeout):
            page.wait_for_load_state(timeout=10_000)
        return act(self, *given, **named)

    return patiently


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs a browser: Chromium is not installed")
        pytest.skip(BANNER)
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"]
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield started
        started.close()


logging.getLogger("werkzeug").setLevel(logging.WARNING)
# A busy machine takes its time; what is right appears in the end, what is wrong never does.
expect.set_options(timeout=20_000)


class Site:
    """The app served on a free port of this machine; it can be stopped and started again."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.server: BaseWSGIServer | None = None
        # Kept open while the server is stopped, so that nobody else can take its port meanwhile.
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.start()

    def start(self) -> None:
        self.server = make_server("127.0.0.1", self.port, self.app, threaded=True, fd=self.listening.fileno())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def site(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    path = tmp_path / "site.sqlite3"
    path.write_bytes(empty_database.read_bytes())
    monkeypatch.setenv("QUIZAPP_TIMEZONE", "UTC")
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}", "SECRET_KEY": "test"})
    running = Site(app)
    yield running
    running.stop()
    running.listening.close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(
        reduced_motion="reduce", base_url=site.address, viewport={"width": 360, "height": 740}, has_touch=True
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def desktop(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(
        reduced_motion="reduce", base_url=site.address, viewport={"width": 1280, "height": 800}
    )
    context.set_default_timeout(60_000)
    yield context
    context.close()


def check(page: Page) -> None:
    """No accessibility fault in light or dark, and no page wider than its window."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        violations = _violations(page, _WHATEVER if scheme == "light" else _COLOURS)
        found = [(v["id"], scheme, [node["target"] for node in v["nodes"]][:3]) for v in violations]
        assert found == [], page.url
    wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, page.url


# In the dark only colours are others.
_WHATEVER: dict[str, Any] = {"resultTypes": ["violations"]}
_COLOURS: dict[str, Any] = _WHATEVER | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_AXE = Axe()


def _violations(page: Page, options: dict[str, Any]) -> list[Any]:
    """What axe finds. A page that was just going when axe came is looked at when the next one stands."""
    page.wait_for_load_state()
    try:
        return _found_by_axe(page, options)
    except Error:
        page.wait_for_load_state()
        return _found_by_axe(page, options)


def _found_by_axe(page: Page, options: dict[str, Any]) -> list[Any]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    found: list[Any] = page.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
    return found
