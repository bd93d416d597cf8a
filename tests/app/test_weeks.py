"""From week to week: what was planned then can be read, and nothing of it changed."""

from datetime import date

import pytest

from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.whereabouts import Whereabouts, stands
from placement.service.desk.accepting import accept
from placement.service.desk.against_running import against_last
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.decisions import OpenWeek
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.plans import alarm_id, keep
from placement.service.desk.sight import sight
from placement.service.planning import check_plan, derived
from tests.app.conftest import html
from tests.service.desk.published import publish


@pytest.fixture
def moved_on(desk):
    publish(desk)
    carry_out(desk, "kari", OpenWeek(as_of=date(2026, 11, 30), anyway=True))
    return desk


def publish_again(desk):
    """A plan that gives nobody anything new, published a week later."""
    instance = desk.now().instance
    plan = Plan(instance_hash=instance.content_hash)
    number = keep(desk, "kari", plan, None, desk.now().change)
    review = check_plan(derived(instance), plan)
    accept(desk, "kari", number, acknowledged=[alarm_id(one) for one in review.of(FindingKind.ALARM)])
    return number


def keys(screen):
    return {one.key for one in screen.button}


def press(screen, key):
    screen.button(key=key).click().run()
    assert not screen.exception
    return screen


def test_without_an_earlier_plan_there_is_nowhere_to_go(open_page):
    assert not [key for key in keys(open_page("this_week")) if str(key).startswith("week:")]


@pytest.mark.parametrize(
    ("lang", "button", "title", "told"),
    [
        (
            "nb",
            "Uke 48",
            "Uke 48, 2026",
            "Slik ble det planlagt ma. 23. nov. 2026. Det kan leses, ikke endres.",
        ),
        ("en", "Week 48", "Week 48, 2026", "This is how it was planned on"),
    ],
)
def test_an_earlier_week_is_read_and_not_changed(open_page, moved_on, lang, button, title, told):
    screen = open_page("this_week", lang=lang)
    assert screen.button(key="week:before").label == button
    before = moved_on.now().change
    press(screen, "week:before")
    assert screen.title[0].value == title
    assert told in screen.info[0].value
    assert screen.selectbox(key="past_plan").value == 1
    assert "Ugle-40" in html(screen)
    # Nothing is before it, and this week's plan is what comes after: no way to change anything is offered.
    assert {"week:before", "week:after", "make_week", "open_week", "renew"}.isdisjoint(keys(screen))
    press(screen, "week:this")
    assert screen.title[0].value != title
    assert moved_on.now().change == before


@pytest.mark.parametrize(
    ("lang", "waited", "changed", "first"),
    [
        ("nb", "Hvem ventet da (15)", "Hva som ble endret den uken", "Det var den første planen"),
        ("en", "Who waited then (15)", "What changed that week", "It was the first plan"),
    ],
)
def test_who_waited_then_and_what_changed_stand_with_it(open_page, moved_on, lang, waited, changed, first):
    screen = open_page("this_week", lang=lang, week="2026-11-23")
    heads = [one.value for one in screen.subheader]
    assert waited in heads
    assert changed in heads
    assert any(first in one.value for one in screen.markdown)
    assert "Bever-44" in html(screen)
    then = derived(moved_on.at(kept_plan(moved_on, "kari", 1).change).instance)
    assert f"({sum(stands(then, one) is Whereabouts.WAITS for one in then.household)})" in waited


def test_against_the_plan_before_each_change_is_listed(moved_on):
    assert against_last(moved_on, "kari", kept_plan(moved_on, "kari", 1), "nb") is None
    number = publish_again(moved_on)
    found = against_last(moved_on, "kari", kept_plan(moved_on, "kari", number), "nb")
    assert {one.household for one in found or ()} >= {"Ugle-40", "Bever-44"}


def test_it_is_found_from_every_page_and_found_again_by_its_address(open_page, moved_on):  # noqa: ARG001
    assert "week:before" in keys(open_page("housing"))
    assert open_page("this_week", week="2026-11-23").title[0].value == "Uke 48, 2026"
    assert open_page("this_week", week="2020-01-06").title[0].value == "Denne uken"


@pytest.mark.parametrize("login", ["eva", "mona", "nils", "unn", "admin"])
def test_who_does_not_plan_is_shown_no_earlier_plan(open_page, moved_on, login):  # noqa: ARG001
    screen = open_page("this_week", login=login, week="2026-11-23")
    assert screen.title[0].value == "Denne uken"
    assert not [key for key in keys(screen) if str(key).startswith("week:")]


def test_who_may_not_know_of_a_household_is_not_told_of_it_in_an_earlier_week(open_page, moved_on):
    hidden = moved_on.now().rows("households").keys() - sight(moved_on, "ola").rows("households").keys()
    assert hidden
    shown = html(open_page("this_week", login="ola", week="2026-11-23"))
    assert "Ugle-40" in shown
    assert not [alias for alias in hidden if alias in shown]
