"""Files that a browser fetched: soon the server has them no longer, and no browser is asked to keep them.

The library serves a download to whoever knows its address, without asking who they are, for as long as the page is
open. Here it goes a minute after it was last fetched. Not at once: the page asks whether the file is there, and then
the browser fetches it.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import exists, get_instance

MEDIA = "/media/"
"""Where the library serves downloads."""
SECONDS = 60


class SoonGone:
    """Lets go of each download after a while."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._going: dict[str, asyncio.TimerHandle] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] != "http" or MEDIA not in scope["path"]:
            await self._app(scope, receive, send)
            return

        async def passed(message: Message) -> None:
            if message["type"] == "http.response.start" and is_download(message):
                kept = [h for h in message["headers"] if h[0].lower() != b"cache-control"]
                message = {**message, "headers": [*kept, (b"cache-control", b"no-store")]}
                self._let_go(scope["path"].rsplit("/", 1)[-1].partition(".")[0])
            await send(message)

        await self._app(scope, receive, passed)

    def _let_go(self, name: str) -> None:
        if name in self._going:
            self._going[name].cancel()
        self._going[name] = asyncio.get_running_loop().call_later(SECONDS, self._gone, name)

    def _gone(self, name: str) -> None:
        del self._going[name]
        if exists():
            # The library has no way of its own to let go of one file; where it lies has.
            get_instance().media_file_mgr._storage.delete_file(name)  # noqa: SLF001


def is_download(message: Message) -> bool:
    """Whether this answer is a file to be saved."""
    return any(name.lower() == b"content-disposition" for name, _ in message["headers"])
