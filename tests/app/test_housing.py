"""The page of housing: for each role what it may see, and every change as a command."""

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from placement.app.parts.row_list import may_write
from placement.domain.actor import Actor, Role
from placement.domain.housing import ClosureKind
from placement.service.desk.jobs import latest
from placement.service.planning import derived
from tests.app.conftest import html

if TYPE_CHECKING:
    from placement.app.parts.here import Here

WORDS = {"nb": ("bare kvinner", "Ledige senger i natt"), "en": ("women only", "Beds free tonight")}
PARTS = {
    "kari": ["rooms", "serves", "facts", "closures", "burnt"],
    "eva": ["rooms", "facts", "closures"],
    "mona": ["rooms", "facts", "closures"],
}


def control(screen, key):
    return next(one for one in screen.get("button_group") if one.key == key)


def shown(screen, unit, part="rooms"):
    screen.selectbox(key="unit_shown").set_value(unit).run()
    control(screen, "unit_part").set_value(part).run()
    assert not screen.exception
    return screen


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_all_units_are_told_in_words_and_opened_one_by_one(open_page, lang):
    screen = open_page("housing", lang=lang)
    text = html(screen)
    assert not screen.exception
    for word in (*WORDS[lang], "Granly", "Tunet"):
        assert word in text
    assert "~" not in text
    one = html(shown(screen, "Granly"))
    assert "G1a" in one
    assert ">Tunet<" not in one


@pytest.mark.parametrize(("login", "parts"), PARTS.items())
def test_each_role_is_offered_what_it_may_do(open_page, login, parts):
    screen = shown(open_page("housing", login=login), "Granly")
    assert control(screen, "unit_part").options == [
        {"rooms": "Rom og senger", "serves": "Hvem kan bo her?", "facts": "Om boligen",
         "closures": "Stengt og klar", "burnt": "Avslørt adresse"}[part] for part in parts
    ]  # fmt: skip
    for part in parts:
        shown(screen, "Granly", part)
        may = login == "kari"
        assert may or not [one for one in screen.text_input if one.key.startswith("units:")]
        assert may or not [one for one in screen.button if one.key and one.key.startswith("remove:")]


@pytest.mark.parametrize("login", ["eva", "mona"])
def test_who_does_not_plan_sees_neither_areas_nor_what_is_free(open_page, login, desk):
    text = html(open_page("housing", login=login))
    areas = {row["district"] for row in desk.now().rows("units").values()}
    assert not [area for area in areas if f", {area}<" in text]
    assert "ledige" not in text


def test_what_a_room_can_serve_is_told_with_reasons_and_hidden_in_a_meeting(open_page):
    screen = shown(open_page("housing"), "Granly", "serves")
    assert "Etasjen er for kvinner." in html(screen)
    screen.selectbox(key="serves:Granly").set_value("G1a").run()
    assert "G1a (fra ma. 23. nov.)" in html(screen)
    screen.toggle(key="meeting").set_value(True).run()
    assert not screen.exception
    assert "Etasjen er for kvinner." not in html(screen)
    assert any("Skjult i møter" in one.value for one in screen.info)


def test_a_field_of_a_unit_saves_itself(open_page, desk):
    screen = shown(open_page("housing"), "Granly", "facts")
    screen.number_input(key="units:Granly:cost_per_night").set_value(4321).run()
    assert desk.now().rows("units")["Granly"]["cost_per_night"] == 4321
    screen.button(key="undo").click().run()
    assert desk.now().rows("units")["Granly"]["cost_per_night"] != 4321


def test_a_room_is_chosen_and_changed(open_page, desk):
    screen = shown(open_page("housing"), "Granly", "rooms")
    screen.selectbox(key="one:rooms:Granly").set_value("G1a").run()
    screen.selectbox(key="rooms:G1a:quiet").set_value(False).run()
    assert desk.now().rows("rooms")["G1a"]["quiet"] is False


def test_a_closure_is_added_and_told_in_the_table(open_page, desk):
    screen = shown(open_page("housing"), "Lyngheim", "closures")
    screen.date_input(key="new:closures:Lyngheim:since").set_value(date(2026, 12, 1))
    screen.button(key="FormSubmitter:add:closures:Lyngheim-Legg til").click().run()
    assert any(row["unit"] == "Lyngheim" for row in desk.now().rows("closures").values())
    assert "stengt: Lyngheim fra ti. 1. des." in html(screen)


def test_the_weeks_ahead_have_a_table_twin(open_page):
    screen = open_page("housing", housing="ahead")
    assert not screen.exception
    screen.toggle(key="ahead_as_table").set_value(True).run()
    assert 'data-label="ma. 23. nov.">3<' in html(screen)


def test_areas_are_tiles_and_their_rows_can_be_changed(open_page, desk):
    screen = open_page("housing", housing="areas")
    assert not screen.exception
    assert 'class="tiles"' in html(screen)
    screen.selectbox(key="one:areas:").set_value("Nord").run()
    screen.text_input(key="areas:Nord:setting").set_value("by").run()
    assert desk.now().rows("areas")["Nord"]["setting"] == "by"


def test_an_address_is_burnt_only_after_it_was_read_whom_it_touches(open_page, desk):
    screen = shown(open_page("housing"), "Solbakken", "burnt")
    week = derived(desk.now().instance)
    there = [s.household for s in week.held if week.unit_of(s).entrance == week.unit["Solbakken"].entrance]
    told = " ".join(one.value for one in screen.markdown)
    assert there
    assert all(alias in told for alias in there)
    assert screen.button(key="burn:Solbakken").disabled
    screen.checkbox(key="burn_sure:Solbakken").check().run()
    before = len(latest(desk))
    screen.button(key="burn:Solbakken").click().run()
    assert not screen.error
    closed = {c.unit for c in desk.now().instance.closures if c.kind is ClosureKind.BURNT}
    assert closed == {"Solbakken"}
    assert len(latest(desk)) == before + 1
    assert screen.success


def test_where_others_are_sent_here_for_a_room_its_unit_is_open(open_page):
    screen = open_page("housing")
    screen.session_state["goto"] = ("rooms", "T1")
    screen.run()
    assert screen.selectbox(key="unit_shown").value == "Tunet"


def test_the_keeper_of_a_demo_is_told_that_it_keeps_no_addresses(open_page):
    screen = open_page("housing", login="nils")
    assert "Granly" in html(screen)
    assert screen.info
    assert not screen.text_input


@pytest.mark.parametrize("table", ["units", "rooms", "closures", "areas", "travel", "programmes"])
def test_who_writes_of_their_own_persons_alone_is_offered_no_change_of_housing(table):
    def offered(role):
        return may_write(cast("Here", SimpleNamespace(actor=Actor(login="x", role=role))), table)

    assert offered(Role.COORDINATOR)
    assert not offered(Role.CASEWORKER)
    assert not offered(Role.MANAGER)
