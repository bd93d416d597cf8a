"""Addresses on the page of housing, of a desk with a key."""

import pytest
from streamlit.testing.v1 import AppTest

from placement.app import serving
from placement.store import audit
from placement.store.secret import new_key_file
from tests.app.conftest import APP, html
from tests.service.desk.desks import ARE, new_desk
from tests.worlds import town

ADDRESS = "Storgata 1, Byen"


@pytest.fixture
def kept(tmp_path):
    """A desk with a key, used by its keeper of addresses."""
    made = new_desk(tmp_path / "desk", town(), secret=new_key_file(tmp_path / "key"))
    serving.serve(made, ARE)
    yield made
    serving.stop()


def test_an_address_is_written_down_and_shown_once_for_a_reason(kept):
    screen = AppTest.from_file(str(APP / "router" / "main.py"), default_timeout=60).run()
    screen.switch_page(str(APP / "pages" / "housing.py")).run()
    assert not screen.exception
    screen.text_input(key="address_typed").set_value(ADDRESS)
    screen.button(key="address_write").click().run()
    assert not screen.error
    assert ADDRESS not in str(screen.session_state)
    assert screen.button(key="address_show").disabled
    screen.selectbox(key="address_why").set_value("danger").run()
    screen.button(key="address_show").click().run()
    assert [one.value for one in screen.text] == [ADDRESS]
    assert ADDRESS not in str(screen.session_state)
    with kept.store.reading() as connection:
        line = next(one for one in audit.lines(connection) if one.action == "reveal")
    assert line.why == "danger"
    screen.button(key="address_hide").click().run()
    assert not screen.text
    assert "security" not in html(screen)
