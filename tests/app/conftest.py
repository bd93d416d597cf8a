"""Pages without a browser: a desk with fictional people, and a way to open a page of it as somebody."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from placement.app import serving
from placement.service.demo import WEEK, make_demo
from placement.service.desk.desk import Desk

APP = Path(__file__).parents[2] / "placement" / "app"
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The fictional week in Bergen, served; each module has its own."""
    served = serving.serve(make_demo(tmp_path_factory.mktemp("demo") / "desk", WEEK), None)
    yield served.desk
    serving.stop()


@pytest.fixture
def open_page(desk: Desk) -> Open:  # noqa: ARG001 - it is served
    """Open a page: `open_page("people", lang="en", login="mona")`."""

    def opened(page: str, *, lang: str = "nb", login: str = "kari", **query: str) -> AppTest:
        screen = AppTest.from_file(str(APP / "router" / "main.py"), default_timeout=60)
        for name, value in {"lang": lang, "as": login, **query}.items():
            screen.query_params[name] = value
        screen.run()
        return screen if page == "this_week" else screen.switch_page(str(APP / "pages" / f"{page}.py")).run()

    return opened


def html(screen: AppTest) -> str:
    """All that the page draws as HTML of ours."""
    return "".join(part.proto.body for part in screen.get("html"))
