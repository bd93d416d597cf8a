"""The start page: each role has its own, and each thing on it leads to where it is dealt with."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from placement.app import serving
from placement.domain.decision import OverrideReason
from placement.service.capacity import free_tonight
from placement.service.demo import WEEK, make_demo
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.overrides import BreakGlass
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.jobs import latest
from placement.service.desk.plans import propose
from placement.service.desk.requests import ask
from placement.service.planning import derived
from tests.app.conftest import html
from tests.service.desk.published import keep_plan


@pytest.fixture
def served(tmp_path, desk, request):  # noqa: ARG001 - it is served before and after
    """A desk of this test alone, on which no work is done."""
    before = serving.serving()
    week = getattr(request, "param", WEEK)
    now = serving.Serving(make_demo(tmp_path / "own", week), before.runner, None)
    serving._now = now
    yield now.desk
    serving._now = before
    now.desk.close()


NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)
BROKEN = BreakGlass(
    rule="H12", households=("Tjeld-31",), unit="Rosenlund", night=date(2026, 11, 23), reason=OverrideReason.SHORT_TIME,
    by="ola", at=NIGHT, until=NIGHT + timedelta(hours=10),
)  # fmt: skip
HEADS: dict[str, dict[str, list[str]]] = {
    "kari": {
        "nb": ["Trenger deg", "Siden forrige plan", "Ledige senger per bolig"],
        "en": ["Needs you", "Since the last plan", "Free beds by unit"],
    },
    "eva": {
        "nb": ["Trenger deg", "De neste sju dagene for dine egne"],
        "en": ["Needs you", "The next seven days of your own"],
    },
    "mona": {"nb": [], "en": []},
    "nils": {"nb": [], "en": []},
    "unn": {"nb": [], "en": []},
    "admin": {"nb": [], "en": []},
}


def shown(screen):
    return html(screen) + " ".join(one.value for one in screen.markdown)


def keys(screen):
    return {one.key for one in screen.button}


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("login", HEADS)
def test_each_role_has_a_start_page(open_page, login, lang):
    screen = open_page("this_week", login=login, lang=lang)
    assert not screen.exception
    assert not screen.error
    assert [one.value for one in screen.subheader] == HEADS[login][lang]
    assert "~" not in shown(screen)


def test_the_free_beds_of_the_units_add_up_to_the_figure(open_page, desk):
    text = html(open_page("this_week"))
    board = text[text.index("Ledige senger per bolig") :]
    tonight = [int(one) for one in re.findall(r'data-label="I natt"[^>]*>\D*?(\d+)', board)]
    week = derived(desk.now().instance)
    assert len(tonight) == len(week.units)
    assert sum(tonight) == free_tonight(week)


def test_a_manager_sees_numbers_and_nobody(open_page, desk):
    screen = open_page("this_week", login="mona")
    text = shown(screen)
    assert ">14<" in text
    assert not [alias for alias in desk.now().rows("persons") if alias in text]
    assert "make_week" not in keys(screen)


def test_a_caseworker_sees_their_own_alone(open_page, desk):
    text = shown(open_page("this_week", login="eva"))
    own = {"Ekorn-5", "Gaupe-9", "Mår-15"}
    assert all(f">{alias}<" in text for alias in own)
    assert not [alias for alias in desk.now().rows("households") if alias not in own and f"{alias} " in text]


def test_a_reason_is_a_sentence_and_leads_to_the_person(open_page):
    screen = open_page("this_week")
    assert "Spurv-46 har ingen plass. Alderen er ikke avklart" in html(screen)
    key = next(one.key for one in screen.button if one.key.startswith("go:NOW"))
    screen.button(key=key).click().run()
    assert not screen.exception
    assert screen.title[0].value in ("Personer", "Plan")


def test_in_a_meeting_nothing_tells_why(open_page):
    screen = open_page("this_week")
    screen.toggle(key="meeting").set_value(True).run()
    assert not screen.exception
    text = shown(screen)
    assert "Spurv-46: ingen plass." in text
    assert not [word for word in ("Alderen", "trussel", "unngå", "P1", "oppholdstillatelse") if word in text]


def test_the_button_begins_a_plan_and_leads_to_it(open_page, served):
    screen = open_page("this_week")
    screen.button(key="make_week").click().run()
    assert not screen.exception
    assert screen.title[0].value == "Plan"
    assert [one.by for one in latest(served)] == ["kari"]


def test_a_request_is_answered_where_it_is_read(open_page, served):
    number = ask(
        served, "ola", SetFields(table="persons", key="Tjeld-31", fields={"threat": None}), why="mistake"
    )
    mine = open_page("this_week", login="ola")
    assert f"yes:{number}" not in keys(mine)
    assert f"no:{number}" in keys(mine)
    screen = open_page("this_week", login="kari")
    assert "Trusselvurderingen av Tjeld-31" in shown(screen)
    screen.button(key=f"yes:{number}").click().run()
    assert not screen.error
    assert f"yes:{number}" not in keys(screen)
    assert served.now().body("persons", "Tjeld-31")["threat"] is None


def test_what_somebody_did_alone_is_countersigned_by_another(open_page, served):
    carry_out(served, "ola", BROKEN, at=NIGHT)
    assert "sign:1" not in keys(open_page("this_week", login="ola"))
    screen = open_page("this_week", login="kari")
    assert "ola satte «" in shown(screen)
    screen.button(key="sign:1").click().run()
    assert not screen.error
    assert served.now().body("break_glass", "1")["countersigned_by"] == "kari"


def test_another_day_is_opened_once_what_is_not_recorded_was_looked_at(open_page, served):
    screen = open_page("this_week")
    assert screen.button(key="open_week").disabled  # somebody's hold will have passed by then
    screen.session_state["other_day"] = True  # its box is open, as in a browser
    screen.checkbox(key="open_anyway").check().run()
    screen.button(key="open_week").click().run()
    assert not screen.exception
    assert screen.session_state["other_day"] is False
    assert served.now().rows("week")["week"]["as_of"] == "2026-11-30"
    assert "Vipe-22: skulle flytte inn" in html(screen)
    assert "som for en uke siden" in html(screen)


@pytest.mark.parametrize("served", [None], indirect=True)
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_an_empty_desk_says_how_to_begin_and_one_press_fills_it(open_page, served, lang):
    screen = open_page("this_week", lang=lang)
    assert not screen.exception
    assert {"load_demo", "first_import", "first_unit"} <= keys(screen)
    screen.button(key="load_demo").click().run()
    assert "make_week" in keys(screen)
    assert served.now().rows("households")


def primary(screen):
    """The buttons on the page itself: a form behind a button has its own."""
    return [one.label for one in screen.main.button if one.proto.type == "primary" and not one.proto.form_id]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_there_is_one_primary_button_the_next_step_of_the_week(open_page, served, lang):
    first = {"nb": "Lag ukens plan", "en": "Make this week's plan"}
    look = {"nb": "Se på plan 1", "en": "Look at plan 1"}
    send = {"nb": "Publiser plan 1", "en": "Publish plan 1"}
    assert primary(open_page("this_week", lang=lang)) == [first[lang]]
    number = keep_plan(served)
    assert primary(open_page("this_week", lang=lang)) == [look[lang]]
    propose(served, "kari", number)
    screen = open_page("this_week", lang=lang)
    assert primary(screen) == [send[lang]]
    screen.button(key="next_step").click().run()
    assert not screen.exception
    assert screen.title[0].value == "Plan"
    assert screen.session_state["step"] == "publish"


def test_who_the_draft_finds_no_place_for_leads_to_its_review(open_page, served):
    number = keep_plan(served)
    screen = open_page("this_week")
    assert f"Plan {number} finner ingen plass i tide." in html(screen)
    assert "planlegg på nytt" not in html(screen)
    key = next(
        one.key for one in screen.button if one.label == f"Se på plan {number}" and one.key != "next_step"
    )
    screen.button(key=key).click().run()
    assert not screen.exception
    assert screen.session_state["step"] == "review"
    assert screen.session_state["plan_chosen"] == number
