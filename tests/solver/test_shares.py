"""The options of a vast week are some of all, with the same points; everybody has those of a fair share."""

from collections import Counter

import pytest

from placement.domain.decision import Pin
from placement.domain.relation import RelationKind
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver import shares
from placement.solver.acts import Acts
from placement.solver.candidates import Candidates, by_lot, candidates, who_asks
from placement.solver.narrow import Few
from placement.solver.shares import is_vast, owners, shared, shares_of
from placement.solver.watch import Watch
from tests.random_worlds import SPICES, tiny

FAMILIES = sorted({*SPICES, "mixed"})


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares of a few households and places."""
    monkeypatch.setattr(shares, "EACH", 6)
    monkeypatch.setattr(shares, "FEW", Few(places=2, each=2))
    monkeypatch.setattr(shares, "CONTACTS", 2)


def rows(made: Candidates) -> dict[tuple[int, ...], tuple[int, int]]:
    """Household, place, start, end and whether it is a proposal -> waived rules and points."""
    key = zip(
        *(c.tolist() for c in (made.household, made.place, made.start, made.until, made.move)), strict=True
    )
    return dict(zip(key, zip(made.waived.tolist(), made.cost.tolist(), strict=True), strict=True))


def texts(acts: Acts) -> set[str]:
    return {acts[k].act.model_dump_json() for k in range(len(acts))}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("family", FAMILIES)
def test_the_options_of_shares_are_some_of_all_with_the_same_points(family):
    for seed in range(6):
        instance = tiny(seed, family)
        some = shared(Week(instance, RULES), GOALS, Watch())
        every = candidates(Week(instance, RULES), GOALS)
        assert rows(some).items() <= rows(every).items()
        assert list(rows(some)) == sorted(rows(some))
        assert texts(some.acts) <= texts(every.acts)
        assert [some.acts[k].act for k in some.acts.current] == [
            every.acts[k].act for k in every.acts.current
        ]
        assert (some.feasible, some.unwaived, some.in_time_possible) == (
            every.feasible, every.unwaived, every.in_time_possible,
        )  # fmt: skip


@pytest.mark.usefixtures("small")
def test_what_a_lock_asks_for_is_an_option_in_any_share():
    instance = generate("S", 2)
    every = candidates(Week(instance, RULES), GOALS)
    asked = {
        every.households[h].alias: every.places[p] for h, p in zip(every.household, every.place, strict=True)
    }
    pins = tuple(Pin(household=alias, place=place.alias, must=True) for alias, place in asked.items())
    made = shared(Week(instance.but(pins=pins), RULES), GOALS, Watch())
    found = {
        (made.households[h].alias, made.places[p].alias)
        for h, p in zip(made.household, made.place, strict=True)
    }
    assert {(alias, place.alias) for alias, place in asked.items()} <= found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_share_is_more_urgent_than_another_and_who_would_live_together_is_in_one(seed):
    week = Week(generate("L", seed), RULES)
    asking, many = who_asks(week), 5
    share = dict(zip((h.alias for h in asking), owners(week, asking, many), strict=True))
    tiers = Counter(week.tier(h.alias) for h in asking)
    for tier, households in tiers.items():
        each = Counter(share[h.alias] for h in asking if week.tier(h.alias) is tier)
        assert max(each.values()) - min(each[n] for n in range(many)) <= households // many + 2
    for row in week.instance.relations:
        both = [week.household_of[p].alias for p in (row.a, row.b) if p in week.household_of]
        if row.kind is RelationKind.KEEP_TOGETHER and len(both) > 1 and share.keys() >= set(both):
            assert share[both[0]] == share[both[1]]


@pytest.mark.usefixtures("small")
def test_everybody_who_asks_is_in_one_share():
    week = Week(generate("M", 1), RULES)
    dealt = [n for share in shares_of(week) for n in share.tolist()]
    asking = {h.alias for h in who_asks(week)}
    assert sorted(dealt) == [n for n, h in enumerate(by_lot(week)) if h.alias in asking]
    assert len(shares_of(week)) > 3


@pytest.mark.parametrize("size", ["S", "M", "L"])
def test_smaller_weeks_are_not_vast(size):
    assert not is_vast(Week(generate(size, 1), RULES))
