"""Options that the beds of held stays leave nobody are no columns, and no others are left out (H08)."""

import numpy as np
import pytest

from placement.domain.held_beds import HeldBeds
from placement.domain.household import Household
from placement.domain.linear import Ints, Mask
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver.candidates import Candidates, candidates
from placement.solver.terms import build
from tests.random_worlds import tiny

NAMES = ("household", "place", "start", "until", "move", "waived", "cost")


def rows(made: Candidates) -> list[tuple[int, ...]]:
    return list(zip(*(getattr(made, name).tolist() for name in NAMES), strict=True))


def all_of(week: Week, monkeypatch: pytest.MonkeyPatch) -> Candidates:
    """As if nobody's bed were counted before there are rows."""

    def everything(_: HeldBeds, household: Household, places: Ints, *dates: Ints) -> Mask:
        assert household.alias
        return np.ones(len(places), dtype=bool) & (dates[0] < dates[1])

    with monkeypatch.context() as patch:
        patch.setattr(HeldBeds, "leave", everything)
        return candidates(week, GOALS)


@pytest.mark.parametrize(("family", "seeds"), [("mixed", range(60)), ("beds", range(60))])
def test_just_what_the_rows_forbid_for_held_beds_is_left_out(family, seeds, monkeypatch):
    for seed in seeds:
        week = Week(tiny(seed, family), RULES)
        wide = all_of(week, monkeypatch)
        barred = build(wide, ()).barred.get("beds", ())
        gone = {col for cols in barred for col in cols.tolist() if col < len(wide)}
        left = [row for col, row in enumerate(rows(wide)) if col not in gone]
        kept = rows(candidates(week, GOALS))
        assert [row for row in kept if row in left] == left
        assert {*kept} - {*left} <= {row for row in rows(wide) if holds_a_bed(week, wide, row)}


def holds_a_bed(week: Week, made: Candidates, row: tuple[int, ...]) -> bool:
    """Whether the household holds a room of the place: there the rule decides by itself."""
    rooms = {room.alias for room in week.places[row[1]].rooms}
    held = week.held_of.get(made.households[row[0]].alias, ())
    return any(rooms & {room.alias for room in week.place(stay.place).rooms} for stay in held)


def test_how_many_places_fit_does_not_depend_on_who_lives_there(monkeypatch):
    week = Week(generate("M", 1), RULES)
    wide, made = all_of(week, monkeypatch), candidates(week, GOALS)
    assert len(made) < len(wide) / 2
    assert (made.feasible, made.unwaived) == (wide.feasible, wide.unwaived)
    assert made.in_time_possible == wide.in_time_possible


def test_where_no_rule_counts_beds_everything_fits():
    week = Week(generate("S", 1), tuple(rule for rule in RULES if rule.id != "beds"))
    with_rule = Week(generate("S", 1), RULES)
    assert len(candidates(week, ())) > len(candidates(with_rule, ()))
