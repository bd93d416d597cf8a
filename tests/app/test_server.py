"""What the server adds to every answer."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from placement.app.server import HEADERS, POLICY, InHouse


def answer(query, *, kind=b"text/html; charset=utf-8", body=b'<!DOCTYPE html>\n<html lang="en">\n</html>'):
    """Ask for a page as a browser does; returns what reached the app, the headers and the body."""
    seen, sent = {}, []

    async def page(scope, _receive, send):
        seen.update(dict(scope["headers"]))
        headers = [(b"content-type", kind), (b"etag", b"1"), (b"cache-control", b"public")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    asked = [(b"accept", b"text/html,*/*"), (b"accept-encoding", b"gzip"), (b"if-none-match", b"1")]
    scope = {"type": "http", "headers": asked, "query_string": query}
    with ThreadPoolExecutor(1) as own_thread:  # a browser under test keeps a loop running in this one
        own_thread.submit(asyncio.run, InHouse(page)(scope, receive, send)).result()
    return seen, dict(sent[0]["headers"]), sent[1]["body"]


@pytest.mark.parametrize(
    ("query", "lang"), [(b"", "nb"), (b"lang=nb", "nb"), (b"lang=en", "en"), (b"lang=xx", "nb")]
)
def test_a_page_says_which_language_it_is_in(query, lang):
    _, _, body = answer(query)
    assert f'<html lang="{lang}">'.encode() in body


def test_every_answer_carries_the_headers_that_keep_everything_in_the_house():
    for kind in (b"text/html", b"text/javascript"):
        _, headers, _ = answer(b"", kind=kind)
        assert dict(HEADERS).items() <= headers.items()


def test_a_page_is_never_stored_and_a_script_may_be():
    _, page, _ = answer(b"")
    assert page[b"cache-control"] == b"no-store"
    assert b"etag" not in page
    _, script, _ = answer(b"", kind=b"text/javascript")
    assert script[b"cache-control"] == b"public"


def test_a_page_is_asked_for_unpacked_and_whole():
    seen, _, _ = answer(b"")
    assert set(seen) == {b"accept"}


def test_nothing_may_be_fetched_from_elsewhere_and_no_script_is_allowed_by_name_only():
    assert "http" not in POLICY
    assert "unsafe-eval" not in POLICY
    scripts = next(part for part in POLICY.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert "*" not in scripts


@pytest.fixture
def unread(monkeypatch):
    """The program of a page that nobody has opened yet."""
    monkeypatch.delitem(sys.modules, CHART, raising=False)


CHART = "placement.app.parts.week_chart"
"""It brings the library of charts with it, which takes a while."""


@pytest.mark.usefixtures("unread", "desk")
def test_whoever_opens_a_page_first_does_not_wait_for_its_program():
    assert CHART in sys.modules
