"""What the server adds to every answer: the page's language, and headers that keep all in the house."""

import base64
import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from placement.app.handed import SoonGone, is_download
from placement.words.language import LANGUAGES, Lang, language

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"


def lang_script(lang: Lang) -> str:
    """The script that tells the browser which language the page has from now on."""
    return f'document.documentElement.lang = "{lang}"'


PAUSE = (files("placement.app") / "pause.html").read_text(encoding="utf-8")
"""What anybody may see: where F9 leads, and nothing leads back to what was on the screen."""
QUICK_EXIT = """
if (!window.placementKeys) {
  window.placementKeys = true;
  const leave = () => {
    document.body.replaceChildren();
    window.sessionStorage.setItem("left", "yes");
    window.location.replace("/pause");
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "F9") {
      event.preventDefault();
      leave();
    }
  }, true);
  if (new URLSearchParams(window.location.search).has("again")) {
    window.sessionStorage.removeItem("left");
  } else if (window.sessionStorage.getItem("left")) {
    leave();
  }
}
"""
"""Works also while the server is busy: what is on the screen goes first. The browser's own way back leads out again,
until somebody asks for the app anew."""


FOCUS = """
setTimeout(() => {
  const answer = document.querySelector(".st-key-hand_answer");
  if (answer) answer.tabIndex = -1;
  const field = document.querySelector('[role="dialog"] input, .st-key-hand_form input') ?? answer;
  if (field) field.focus();
}, 300);
"""
"""The first field of a dialog or form that was opened by a key; where there is none, what is told instead."""


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _allowed_scripts() -> Iterator[str]:
    """The scripts inside pages, by their content: those of the library's own page, and ours."""
    for found in re.findall(r"<script>(.*?)</script>", INDEX.read_text(encoding="utf-8"), flags=re.DOTALL):
        yield _hash(found)
    for lang in LANGUAGES:
        yield _hash(lang_script(lang))
    yield _hash(QUICK_EXIT)
    yield _hash(FOCUS)


POLICY = "; ".join((
    "default-src 'self'",
    f"script-src 'self' {' '.join(_allowed_scripts())}",
    "style-src 'self' 'unsafe-inline'",  # the library styles its elements as it draws them
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
))  # fmt: skip

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
)
ENGLISH = b'<html lang="en"'


class InHouse:
    """Adds the headers to every answer, and to a page its language; a page is never stored by the browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        if b"text/html" in asked.get(b"accept", b""):
            # Packed or unchanged, the page's first line could not be read.
            drop = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] not in drop]}
        await self._app(scope, receive, _Answer(send, _lang(scope)).send)


class _Answer:
    """One answer on its way out. The start of a page waits for its first lines."""

    def __init__(self, send: Send, lang: Lang) -> None:
        self._send = send
        self._mark = b'<html lang="' + lang.encode() + b'"'
        self._page: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            named = {name.lower() for name, _ in HEADERS}
            headers = [h for h in message["headers"] if h[0].lower() not in named]
            message = {**message, "headers": [*headers, *HEADERS]}
            if b"text/html" in dict(headers).get(b"content-type", b"") and not is_download(message):
                dated = {b"cache-control", b"etag", b"last-modified"}
                kept = [h for h in message["headers"] if h[0].lower() not in dated]
                message["headers"] = [*kept, (b"cache-control", b"no-store")]
                self._page = message
                return
        elif message["type"] == "http.response.body" and self._page is not None:
            # Both marks have the same length, so the length of the page stays true.
            message = {**message, "body": message.get("body", b"").replace(ENGLISH, self._mark, 1)}
            start, self._page = self._page, None
            await self._send(start)
        await self._send(message)


def _lang(scope: Scope) -> Lang:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])
    return language(asked[-1])


async def _health(_: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


async def _pause(_: Request) -> HTMLResponse:
    return HTMLResponse(PAUSE)


ROUTES = [Route("/healthz", _health), Route("/pause", _pause)]
MIDDLEWARE = [Middleware(InHouse), Middleware(SoonGone)]
