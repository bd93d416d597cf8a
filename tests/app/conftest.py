"""Pages without a browser: a desk with fictional people, and a way to open a page of it as somebody."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from placement.app import serving
from placement.service.child import ChildPlanner
from placement.service.demo import WEEK, make_demo
from placement.service.desk.desk import Desk
from placement.service.desk.open import open_desk
from placement.store.made import anchor_of

APP = Path(__file__).parents[2] / "placement" / "app"
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the fictional week in Bergen, to be copied."""
    folder = tmp_path_factory.mktemp("demo") / "desk"
    make_demo(folder, WEEK).close()
    return folder


@pytest.fixture(scope="session")
def warm() -> Iterator[ChildPlanner]:
    """One process that finds plans, for all tests."""
    with ChildPlanner() as planner:
        yield planner


@pytest.fixture
def desk(made: Path, warm: ChildPlanner, tmp_path: Path) -> Iterator[Desk]:
    """The fictional week in Bergen, served; each test has its own."""
    shutil.copytree(made, tmp_path / "desk")
    shutil.copy(anchor_of(made), anchor_of(tmp_path / "desk"))
    served = serving.serve(open_desk(tmp_path / "desk", None), None, lambda: nullcontext(warm))
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
        if page == "this_week":
            return screen
        screen.switch_page(str(APP / "pages" / f"{page}.py"))
        for name, value in query.items():  # a change of page empties the address
            screen.query_params[name] = value
        return screen.run()

    return opened


def html(screen: AppTest) -> str:
    """All that the page draws as HTML of ours."""
    return "".join(part.proto.body for part in screen.get("html"))
