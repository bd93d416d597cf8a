"""This address is burnt: all behind its entrance is closed at once, and nobody is to move in."""

from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.addresses import BurnAddress, touched
from tests.service.desk.facts import done, facts_of, refused, row, rows
from tests.worlds import AS_OF, day, town, vary

BURN = BurnAddress(unit="Granly", on=day(-1))


def facts(**changes):
    """Granly and Solbakken share an entrance; Lerke-2 lives there, Rype-3 is to, Orrfugl-1 has an offer."""
    site = {"Granly": {"site": "gata"}, "Solbakken": {"site": "gata"}}
    stays = [
        {"household": "Lerke-2", "place": "S2", "start": -9, "kind": "current"},
        {"household": "Rype-3", "place": "F2b", "start": 2, "kind": "hold"},
    ]
    offers = [
        {"household": "Orrfugl-1", "unit": "Solbakken", "on": 0},
        {"household": "Oter-4", "unit": "Granly", "on": -2, "answer": "declined"},
    ]
    pins = [
        {"household": "Rype-3", "unit": "Granly"},
        {"household": "Orrfugl-1", "place": "F1a", "must": False},
    ]
    return facts_of(vary(town(), {"units": site, "stays": stays, "offers": offers, "pins": pins} | changes))


def test_every_unit_behind_the_entrance_is_closed_from_then_on():
    after = done(facts(), BURN).after
    closed = rows(after, "closures", kind="burnt", since=day(-1).isoformat(), until=FOREVER.isoformat())
    assert sorted(c["unit"] for c in closed) == ["Granly", "Solbakken"]


def test_who_lives_there_keeps_the_bed_and_is_acute():
    after = done(facts(), BURN).after
    assert row(after, "stays")["household"] == "Lerke-2"
    assert Week(after.instance, RULES).tier("Lerke-2") == "P0"


def test_nobody_is_to_move_in_any_more():
    after = done(facts(), BURN).after
    assert rows(after, "stays", kind="hold") == []
    assert [offer["answer"] for offer in rows(after, "offers")] == ["declined"]
    assert [pin["must"] for pin in rows(after, "pins")] == [False]
    assert Week(after.instance, RULES).wants_option(after.values["households"]["Rype-3"])


def test_whom_to_call_is_known_before():
    assert touched(facts(), "Solbakken") == (
        ("Granly", "Solbakken"), ("Lerke-2",), ("Rype-3",), ("Orrfugl-1",)
    )  # fmt: skip


def test_said_twice_it_is_the_same():
    after = done(facts(), BURN).after
    assert tuple(BURN.edits(after)) == ()
    assert tuple(BURN.but(unit="Solbakken", on=AS_OF).edits(after)) == ()


def test_an_earlier_date_counts():
    later = done(facts(), BURN.but(on=day(9))).after
    assert {c["since"] for c in rows(later, "closures")} == {AS_OF.isoformat()}
    earlier = done(later, BURN).after
    assert {c["since"] for c in rows(earlier, "closures")} == {day(-1).isoformat()}


def test_a_unit_with_an_entrance_of_its_own_burns_alone():
    after = done(facts(units={}), BURN).after
    assert [c["unit"] for c in rows(after, "closures")] == ["Granly"]
    assert refused(facts(), BURN.but(unit="Borg")) == "row_gone"


def test_who_was_to_move_there_lives_on_where_they_live():
    home = {"household": "Rype-3", "place": "S2", "start": -9, "until": 2, "kind": "current"}
    hold = {"household": "Rype-3", "place": "F2b", "start": 2, "kind": "hold"}
    after = done(facts(units={}, stays=[home, hold]), BURN).after
    assert row(after, "stays")["until"] is None
