"""A desk of one's own in a browser: one named person, and nobody becomes somebody else by an address."""

from dataclasses import replace

import pytest

from placement.app import serving
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.requests import ask
from placement.store import audit


@pytest.fixture
def alone(desk, monkeypatch):
    """Served as `placement serve` does it for kari."""
    monkeypatch.setattr(serving, "_now", replace(serving.serving(), login="kari"))
    return desk


def last_in_log(desk):
    """Whom the newest line of the log names."""
    with desk.store.reading() as connection:
        return list(audit.lines(connection))[-1].by


@pytest.mark.parametrize("login", ["mona", "admin", "nobody"])
def test_an_address_makes_nobody_somebody_else(open_page, alone, login):
    screen = open_page("people", login=login)
    assert not screen.error
    assert "kari" in [one.value for one in screen.markdown]
    assert "as" not in [one.key for one in screen.selectbox]
    assert last_in_log(alone) == "kari"


def test_a_second_persons_yes_waits_for_a_login(open_page, alone):
    number = ask(
        alone, "ola", SetFields(table="persons", key="Tjeld-31", fields={"threat": None}), why="mistake"
    )
    screen = open_page("this_week", login="ola", lang="en")
    assert f"yes:{number}" not in [one.key for one in screen.button]
    assert "A second person answers when there is a login; until then it waits." in [
        one.value for one in screen.caption
    ]
