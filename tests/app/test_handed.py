"""A download is there for a while, and no browser is asked to keep it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.web.server.starlette.starlette_routes import create_media_routes

from placement.app import handed
from placement.app.server import MIDDLEWARE

LIST = b'<!DOCTYPE html>\n<html lang="en">\n</html>'


@pytest.fixture
def storage(monkeypatch):
    """Where the library holds files."""
    held = MemoryMediaFileStorage("/media")
    monkeypatch.setattr(handed, "exists", lambda: True)
    runtime = SimpleNamespace(media_file_mgr=MediaFileManager(held))
    monkeypatch.setattr(handed, "get_instance", lambda: runtime)
    return held


def asked(storage, path, *, times=1, wait=0.0):
    """Ask the library for a file through what stands before it. Returns status, headers and body of each answer."""
    app, answers = Starlette(routes=create_media_routes(storage, None), middleware=MIDDLEWARE), []
    scope = {
        "type": "http", "method": "GET", "path": path, "root_path": "", "query_string": b"",
        "headers": [(b"accept", b"text/html,*/*")],
    }  # fmt: skip

    async def receive():
        return {"type": "http.request", "body": b""}

    async def ask():
        sent = []

        async def send(message):
            sent.append(message)

        await app(dict(scope), receive, send)
        body = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")
        answers.append((sent[0]["status"], dict(sent[0]["headers"]), body))
        await asyncio.sleep(wait)

    async def every():
        for _ in range(times):
            await ask()

    with ThreadPoolExecutor(1) as own_thread:  # a browser under test keeps a loop running in this one
        own_thread.submit(asyncio.run, every()).result()
    return answers


def url(storage, content=LIST, kind=MediaFileKind.DOWNLOADABLE, mime="text/html"):
    return storage.get_url(storage.load_and_get_id(content, mime, kind, "monday-list.html"))


def test_a_download_is_there_when_the_page_asked_and_the_browser_fetches_and_is_kept_by_nobody(storage):
    answers = asked(storage, url(storage), times=2)
    assert [(status, body) for status, _, body in answers] == [(200, LIST), (200, LIST)]
    assert answers[1][1][b"cache-control"] == b"no-store"


def test_after_a_while_it_is_gone_until_it_is_made_anew(storage, monkeypatch):
    monkeypatch.setattr(handed, "SECONDS", 0)
    assert [one[0] for one in asked(storage, url(storage), times=2, wait=0.05)] == [200, 404]
    assert [one[0] for one in asked(storage, url(storage))] == [200]


def test_whoever_fetches_again_has_the_whole_while_again(storage, monkeypatch):
    monkeypatch.setattr(handed, "SECONDS", 0.5)
    assert [one[0] for one in asked(storage, url(storage), times=4, wait=0.2)] == [200] * 4


def test_a_list_in_english_stays_in_english(storage):
    ((_, _, body),) = asked(storage, url(storage))
    assert b'lang="en"' in body


def test_a_picture_on_a_page_stays(storage, monkeypatch):
    monkeypatch.setattr(handed, "SECONDS", 0)
    path = url(storage, b"x", MediaFileKind.MEDIA, "image/png")
    assert [one[0] for one in asked(storage, path, times=2, wait=0.05)] == [200, 200]
