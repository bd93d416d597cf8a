"""How long a screen takes to answer: `python -m benchmarks.screens` prints a Markdown table.

Each action is timed in a browser, from the press to the server's last answer and to the last change that these answers
make on the screen, in turn with the press of a button on a page that holds nothing else, served by the same library, as
it is set when nobody sets anything, on the same machine: its own round trip.
"""

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.timings import machine
from placement.simulation.generate import generate
from tests.binding import BENCHMARKS, written
from tests.service.desk.desks import new_desk

ROOT = Path(__file__).parents[1]
EMPTY = """
import streamlit as st

st.button("Press")
"""
HEAR = """
window.heard = [];
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', () => { window.heard.push(performance.now()); });
  }
};
"""
"""When the server's answers came: a page that draws the same again changes nothing else that could be seen."""
WATCH = """
(quiet) => { window.round = new Promise((done) => {
  let begun = 0, last = 0;
  const press = () => { begun = performance.now(); };
  for (const kind of ['click', 'keydown']) document.addEventListener(kind, press, {capture: true});
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.querySelector('[data-testid=stMain]'), {subtree: true, childList: true, characterData: true});
  const end = setInterval(() => {
    const heard = window.heard.at(-1) ?? 0, latest = Math.max(last, heard);
    if (!begun || heard < begun || performance.now() - latest < quiet) return;
    if (document.querySelector('[data-testid=stApp][data-test-script-state=running]')) return;
    for (const kind of ['click', 'keydown']) document.removeEventListener(kind, press, {capture: true});
    watch.disconnect(); clearInterval(end);
    done([heard - begun, latest - begun]);
  }, 20);
}); }
"""
"""From the last press of a key or button to the last answer, and to what it last changed on the screen."""
QUIET_MS = 250
TIMES = 20
EMPTY_PAGE, READY = "an empty page", "plan: from “Make a plan” to “Look at plan”, 12 households"
HEAD = (
    "| action | times | answered: median, ms | 95 of 100 within | × an empty page | on the screen: median, ms |\n"
    "|---|--:|--:|--:|--:|--:|"
)
Spent = tuple[float, float]
"""Milliseconds until the last answer, and until the last change on the screen."""


@contextmanager
def served(*command: str, cwd: Path = ROOT) -> Iterator[str]:
    """A server, and where it answers. In a folder with settings of the library it is set by them."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    process = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-m", *command, str(port)], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
                    break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def rested(page: Page) -> None:
    """Wait until the page has nothing more to draw."""
    page.wait_for_timeout(300)
    page.locator("[data-testid=stApp]:not([data-test-script-state=running])").wait_for(state="attached")


def timed(page: Page, act: Callable[[], object]) -> Spent:
    """What one act takes."""
    rested(page)
    page.evaluate(WATCH, QUIET_MS)
    act()
    late = "new Promise((_, no) => setTimeout(() => no('no answer in 20 s'), 20000))"
    answered, seen = page.evaluate(f"() => Promise.race([window.round, {late}])")
    return float(answered), float(seen)


def empty(page: Page, url: str) -> Iterator[Spent]:
    """The button of the page that holds nothing else."""
    page.goto(url)
    button = page.get_by_role("button", name="Press")
    button.wait_for()
    while True:
        yield timed(page, button.click)


def opened(page: Page, url: str, name: str) -> None:
    """A page of the app, drawn."""
    page.goto(f"{url}/{name}?lang=en")
    page.get_by_role("button", name="Undo").wait_for()
    rested(page)


def chips(page: Page, url: str) -> Iterator[Spent]:
    """The list of people made shorter, and longer again."""
    opened(page, url, "people")
    chip = page.get_by_test_id("stButtonGroup").get_by_text("With children").first
    while True:
        yield timed(page, chip.click)


def household(page: Page, url: str) -> None:
    """Somebody's page."""
    opened(page, url, "people")
    page.get_by_role("combobox", name="Household").click()
    page.get_by_role("option").first.click()
    rested(page)


def views(page: Page, url: str) -> Iterator[Spent]:
    """From one view of a household to the next."""
    household(page, url)
    choices = page.get_by_role("radiogroup", name="View").get_by_role("radio")
    for n in cycle((1, 2, 0)):
        yield timed(page, choices.nth(n).click)


def edits(page: Page, url: str) -> Iterator[Spent]:
    """A field that saves itself, with its line of the log on the disk."""
    household(page, url)
    field = page.get_by_role("combobox", name="Wishes own room", exact=True)
    for n in count():
        field.click()
        page.get_by_role("option").nth(n % 2).wait_for()
        chosen = page.get_by_role("option").nth(n % 2)
        yield timed(page, chosen.click)


ACTIONS: dict[str, Callable[[Page, str], Iterator[Spent]]] = {
    "people: a chip of the list": chips,
    "people: another view of a household": views,
    "people: a field is changed and saved": edits,
}


def measured(size: str, times: int) -> dict[str, list[Spent]]:
    """Every action, in turn with the empty page; the first of each is not counted."""
    found: dict[str, list[Spent]] = {EMPTY_PAGE: [], **{name: [] for name in ACTIONS}}
    with tempfile.TemporaryDirectory() as root, sync_playwright() as playwright:
        script = Path(root) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        new_desk(Path(root) / "desk", generate(size, 1)).close()
        flags = ("--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.port")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with (
            served("streamlit", "run", str(script), *flags, cwd=Path(root)) as nothing,
            served("placement", "demo", str(Path(root) / "desk"), "--port") as app,
        ):
            base = empty(_page(browser), nothing)
            next(base)
            for name, action in ACTIONS.items():
                acts = action(_page(browser), app)
                next(acts)
                for _ in range(times):
                    found[EMPTY_PAGE].append(next(base))
                    found[name].append(next(acts))
        browser.close()
    return found


def _page(browser: Browser) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(HEAR)
    page.set_default_timeout(20_000)
    return page


def made(times: int) -> list[Spent]:
    """From the press to the first plan that can be looked at, on a small week whose facts changed since the last."""
    found: list[Spent] = []
    with tempfile.TemporaryDirectory() as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for n in range(times):
            new_desk(Path(root) / str(n), generate("S", n + 1)).close()
            with served("placement", "demo", str(Path(root) / str(n)), "--port") as app:
                page = _page(browser)
                opened(page, app, "plan")
                begun = time.monotonic()
                page.get_by_role("button", name="Make a plan").first.click()
                page.get_by_role("button", name="Look at plan").first.wait_for()
                found.append(((time.monotonic() - begun) * 1000,) * 2)
        browser.close()
    return found


def row(name: str, spent: list[Spent], base: float | None = None) -> str:
    """One line of the table."""
    answered, seen = zip(*spent, strict=True)
    middle, late = statistics.median(answered), statistics.quantiles(answered, n=20)[-1]
    ratio = "" if base is None else f"{middle / base:.1f}"
    return f"| {name} | {len(spent)} | {middle:.0f} | {late:.0f} | {ratio} | {statistics.median(seen):.0f} |"


def main() -> None:
    """Print the table; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", default="M", help="size of the made-up week")
    options.add_argument("--times", type=int, default=TIMES, help="presses of each")
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = options.parse_args()
    found = measured(given.size, given.times)
    base = statistics.median(answered for answered, _ in found[EMPTY_PAGE])
    body = [HEAD, *(row(name, spent, base) for name, spent in found.items()), row(READY, made(5))]
    print("\n".join(body))
    if given.write:
        note = f"`python -m benchmarks.screens`: size {given.size}, seed 1, Chromium without a head. {machine()}."
        text = written(BENCHMARKS.read_text("utf-8"), "screens", "\n".join([note, "", *body]))
        BENCHMARKS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
