"""The app in a browser: a server that can be killed and started again, and screens of it."""

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SECOND = 1000
WCAG_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
Contrast = Literal["more", "no-preference"]
UNDO = {"nb": "Angre", "en": "Undo"}
"""Every page has this button, once it is drawn."""


class Server:
    """`placement demo` with its desk in a folder: what is written there outlives the process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = int(one.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "placement", "demo", str(self.folder), "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert self.process.poll() is None, "the app ended by itself"
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:  # noqa: S310 - our own
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.2)
        pytest.fail("the app did not answer within a minute")

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=20)

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """A server for as long as it is needed."""
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium from the path, else the one that was installed for the tests."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a desk of the module's own."""
    with served(tmp_path_factory.mktemp("served") / "desk") as one:
        yield one


class Screens:
    """Screens of one server, each in a fresh browser; every host that was asked is written down."""

    def __init__(self, chromium: Browser, server: Server) -> None:
        self._chromium, self._server = chromium, server
        self._contexts: list[object] = []
        self.hosts: set[str] = set()

    def open(self, page: str = "", *, lang: str = "nb", login: str = "kari", scheme: str = "light",
             width: int = 1280, height: int = 900, contrast: Contrast | None = None, forced: bool = False,
             **query: str) -> Page:  # fmt: skip
        """Open a page, and wait until it is drawn.

        Args:
            page: Its address.
            lang: The language.
            login: Who looks.
            scheme: The machine's theme.
            width: Pixels.
            height: Pixels.
            contrast: What the machine asks for.
            forced: Whether the machine gives the colours.
            query: What else stands in the address.
        """
        context = self._chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="nb-NO",
            contrast=contrast,
            forced_colors="active" if forced else None,
        )
        self._contexts.append(context)
        screen = context.new_page()
        screen.set_default_timeout(30 * SECOND)
        screen.on("request", lambda request: self.hosts.add(urlparse(request.url).hostname or ""))
        screen.goto(f"{self._server.url}/{page}?{urlencode({'lang': lang, 'as': login, **query})}")
        drawn(screen, lang)
        return screen

    def close(self) -> None:
        """Close every browser."""
        for one in self._contexts:
            one.close()  # type: ignore[attr-defined]


@pytest.fixture
def screens(chromium: Browser, server: Server) -> Iterator[Screens]:
    """Screens of the module's server; at the end nothing may have left the machine."""
    found = Screens(chromium, server)
    yield found
    found.close()
    assert found.hosts <= {"127.0.0.1", ""}  # no host: pictures that are part of the page


def drawn(screen: Page, lang: str = "nb") -> None:
    """Wait until the page stands still."""
    screen.get_by_role("button", name=UNDO[lang]).first.wait_for()
    settled(screen)


def settled(screen: Page) -> None:
    """Wait until the server has nothing more to draw."""
    # Asked again and again from outside: the page's own policy lets nobody wait inside it.
    until = time.monotonic() + 30
    while time.monotonic() < until:
        screen.wait_for_timeout(150)
        if (
            screen.evaluate("document.querySelector('[data-testid=stApp]')?.dataset.testScriptState")
            != "running"
        ):
            return
    pytest.fail("the page is still being drawn")


def violations(screen: Page, rules: Sequence[str] = WCAG_AA) -> list[tuple[str, str, str]]:
    """What keeps somebody out, by WCAG 2.1 A and AA, or by other rules."""
    screen.wait_for_timeout(500)  # a theme or a table may still be fading in
    found = Axe().run(screen, options={"runOnly": list(rules)}).response["violations"]
    return [(v["id"], v["nodes"][0]["html"], v["nodes"][0]["failureSummary"]) for v in found]


def overhang(screen: Page) -> int:
    """Pixels that stick out sideways."""
    return int(
        screen.evaluate(
            "Math.max(...[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".map(e => e.scrollWidth - e.clientWidth))"
        )
    )


def inner_overhang(screen: Page) -> list[str]:
    """What scrolls sideways, or is cut, inside the page: each with its width and the room that it has."""
    found: list[str] = screen.evaluate(
        """[...document.querySelectorAll('[data-testid=stMain] *')]
        .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1
          && getComputedStyle(e).overflowX !== 'visible' && !['INPUT', 'TEXTAREA'].includes(e.tagName))
        .map(e => `${e.dataset.testid || e.className}: ${e.scrollWidth} in ${e.clientWidth}`)"""
    )
    return found
