"""What to open next: in planted worlds the right thing comes first, and what is not shown is never ranked above it."""

import json
import random
from typing import Any

import pytest

from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.housing import Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.person import Gender, ZoneWish
from placement.domain.relation import Relation, RelationKind
from placement.domain.resource import Need, PriceSource, Resource, ResourceKind
from placement.domain.scenario import Arrivals, Beds, Scenario
from placement.errors import InputError
from placement.service import next_capacity as asked
from placement.service.next_capacity import Ranked, Told, Why, next_capacity, priced, ranked, screen
from placement.service.sections import plain
from placement.simulation.bands import Difference, difference
from placement.simulation.kept import Kept
from placement.simulation.racing import Raced
from tests.simulation.test_sweep import cluster_of_two
from tests.worlds import AS_OF, child, day, household, person, room, unit

NOBODY_COMES = Scenario(name="Uten nye", cards=(Arrivals(percent=0),), weeks=3, replications=8)


def house(alias: str, policy: ZonePolicy, *rooms: str):
    return unit(
        alias, (Zone(alias=f"{alias}-1", policy=policy),), tuple(room(r, f"{alias}-1") for r in rooms)
    )


def world_of(*households, answer=ConsentAnswer.GIVEN, **tables) -> Instance:
    """They, and two houses of single rooms with one room free in each."""
    people = [p.alias for h in households for p in h.members]
    return Instance(
        as_of=AS_OF,
        units=(house("Lind", ZonePolicy.WOMEN, "L1"), house("Furu", ZonePolicy.MEN, "F1")),
        households=households,
        consents=tuple(Consent(person=p, answer=answer, on=day(-5)) for p in people),
        **tables,
    )


def mothers() -> Instance:
    """Three mothers with a child each."""
    wait = [household(f"Oter-{n}", person(f"Oter-{n}1"), child(f"Oter-{n}2"), lot=n + 1) for n in range(3)]
    guardians = [Relation(a=f"Oter-{n}1", b=f"Oter-{n}2", kind=RelationKind.GUARDIAN, confirmed=True)
                 for n in range(3)]  # fmt: skip
    return world_of(*wait, relations=tuple(guardians))


def test_where_only_families_wait_and_there_is_no_family_flat_that_comes_first(tmp_path):
    found = next_capacity(mothers(), NOBODY_COMES, Kept(tmp_path))
    assert [row.resource.kind for row in found.rows if row.rank] == [ResourceKind.FAMILY_FLAT]
    assert found.rows[0].spared is not None
    assert found.rows[0].spared.low > 0
    assert found.unmet[Need.PLACE] > 1000
    useless = {one.resource.kind for one in found.screened if one.why is Why.NO_USE}
    assert {ResourceKind.BED_WOMEN, ResourceKind.BED_MEN} <= useless


def test_where_only_an_interpreter_is_missing_hours_come_first(tmp_path):
    speakers = [household(f"Rype-{n}", person(f"Rype-{n}", languages=frozenset({"tir"}), interpreter_needed=True),
                          lot=n + 1) for n in range(4)]  # fmt: skip
    week = world_of(*speakers, answer=ConsentAnswer.DECLINED)
    found = next_capacity(week, NOBODY_COMES, Kept(tmp_path))
    assert found.rows[0].resource.id == "interpreter_hours:tir"
    assert found.rows[0].rank == 1
    assert found.rows[0].need is Need.INTERPRETING


def test_where_men_wait_and_women_do_not_a_mens_bed_comes_first(tmp_path):
    men = [household(f"Rype-{n}", man(f"Rype-{n}"), lot=n + 1) for n in range(3)]
    found = next_capacity(world_of(*men), NOBODY_COMES, Kept(tmp_path))
    assert found.rows[0].resource.kind is ResourceKind.BED_MEN
    assert ResourceKind.BED_WOMEN in {one.resource.kind for one in found.screened}


def man(alias):
    return person(alias, gender=Gender.MAN, zone_wish=ZoneWish.MEN_ONLY)


def test_any_number_of_processes_gives_the_same_bytes_and_what_is_kept_is_not_simulated_again(tmp_path):
    week = mothers()
    told: list[Told] = []
    one = next_capacity(week, NOBODY_COMES, Kept(tmp_path / "one"), workers=1)
    two = next_capacity(week, NOBODY_COMES, Kept(tmp_path / "two"), workers=2)
    again = next_capacity(week, NOBODY_COMES, Kept(tmp_path / "two"), tell=told.append)
    said = {json.dumps(plain(found), default=str) for found in (one, two, again)}
    assert len(said) == 1
    assert [t.done for t in told if not t.screening] == [16]


def test_who_stops_gets_an_answer_of_what_is_done(tmp_path):
    found = next_capacity(mothers(), NOBODY_COMES, Kept(tmp_path), cancelled=lambda: True)
    assert found.rows == ()
    assert {one.why for one in found.screened} == {Why.STOPPED}


def test_stopped_while_simulating_it_ranks_nothing_on_too_few_futures(tmp_path):
    told: list[Told] = []
    found = next_capacity(mothers(), NOBODY_COMES, Kept(tmp_path), tell=told.append,
                          cancelled=lambda: bool(told) and not told[-1].screening and told[-1].done >= 6)  # fmt: skip
    assert found.futures == 3
    assert [(row.rank, row.spared) for row in found.rows] == [(None, None)]


def test_stopped_and_asked_again_it_is_as_if_nobody_had_stopped_and_what_is_clear_gets_no_more_futures(
    tmp_path,
):
    scenario, told = NOBODY_COMES.but(replications=20), list[Told]()
    next_capacity(mothers(), scenario, Kept(tmp_path / "one"), tell=told.append,
                  cancelled=lambda: bool(told) and not told[-1].screening and told[-1].done >= 6)  # fmt: skip
    again = next_capacity(mothers(), scenario, Kept(tmp_path / "one"))
    whole = next_capacity(mothers(), scenario, Kept(tmp_path / "two"))
    assert plain(again) == plain(whole)
    (row,) = again.rows
    assert (row.rank, row.futures, again.spared) == (1, 8, 2 * (20 - 8))


def test_a_cluster_of_two_gives_the_same_bytes(tmp_path):
    with cluster_of_two() as cluster:
        there = next_capacity(
            mothers(), NOBODY_COMES, Kept(tmp_path / "a"), workers=cluster.scheduler_address
        )
    assert plain(there) == plain(next_capacity(mothers(), NOBODY_COMES, Kept(tmp_path / "b")))


def test_who_was_done_with_early_and_may_help_all_the_same_is_beaten(monkeypatch):
    monkeypatch.setattr(asked, "unmet_a_year", lambda left, _: left)
    monkeypatch.setattr(asked, "weighted_a_year", lambda left: left)
    one, without = resource("bed_men:a"), [float(n) for n in range(8)]
    for spares, early, beaten in (
        ([3.0, -2.0] * 4, {one.id}, True), ([3.0, -2.0] * 4, set[str](), False), ([3.0, 2.0] * 4, {one.id}, False),
        ([-3.0, -2.0] * 4, {one.id}, False),
    ):  # fmt: skip
        with_it: Any = [left - spared for left, spared in zip(without, spares, strict=True)]
        left: Any = without
        found = asked._row(one, with_it, left, Raced(8, {one.id: 8}, {one.id: 0.95}, frozenset(early), 0))
        assert (found.is_beaten, found.futures) == (beaten, 8)


# -- prices that somebody gives, screening


def resource(id_, kroner=365_000):
    kind = ResourceKind(id_.split(":")[0])
    return Resource(
        id=id_, kind=kind, cards=(Beds(unit="Lind", change=1),), kroner=kroner, source=PriceSource.WEEK
    )


def test_a_price_that_somebody_gives_counts_and_one_of_nothing_is_named():
    (one,) = priced([resource("bed_men:a")], {"bed_men:a": 5})
    assert (one.kroner, one.source) == (5, PriceSource.GIVEN)
    with pytest.raises(InputError) as told:
        priced([resource("bed_men:a")], {"bed_men:b": 5})
    assert told.value.problems[0].code == "resource_unknown"


def test_only_those_worth_most_for_their_money_are_simulated():
    found = [
        resource("bed_men:a"),
        resource("bed_men:b", 1_000_000),
        resource("bed_women:c"),
        resource("seats:d"),
    ]
    worth = {"bed_men:a": 10.0, "bed_men:b": 20.0, "bed_women:c": 0.0, "seats:d": 1.0}
    chosen, screened = screen(found, worth, 1)
    assert {one.id for one in chosen} == {"bed_men:a", "seats:d"}
    assert {one.resource.id: one.why for one in screened} == {
        "bed_men:b": Why.LESS,
        "bed_women:c": Why.NO_USE,
    }


# -- ranks


def row(id_, mean, low, high):
    one = resource(id_)
    return Ranked(one, one.kind.need, None, Difference(mean, low, high), Difference(mean, low, high), None)


def test_what_is_not_shown_is_never_ranked_and_never_above_what_is():
    given = [row("bed_men:large", 500, -1, 1001), row("bed_men:small", 5, 1, 9), row("bed_men:worse", -9, -10, -8),
             row("seats:shown", 900, 800, 1000), row("bed_women:shown", 50, 40, 60)]  # fmt: skip
    rows = ranked(given)
    assert [(r.rank, r.resource.id) for r in rows] == [
        (1, "bed_women:shown"), (2, "bed_men:small"), (3, "seats:shown"), (None, "bed_men:large"),
        (None, "bed_men:worse"),
    ]  # fmt: skip


def test_intervals_hold_the_truth_as_often_as_they_say():
    """A skewed effect, as nights are: mostly none, sometimes many; ten candidates at once, twenty futures."""
    draw, times, count, held = random.Random(1), 400, 10, 0
    for _ in range(times):
        all_hold = True
        for _ in range(count):
            without = [draw.gammavariate(2, 30) for _ in range(20)]
            with_it = [max(0.0, w - draw.gammavariate(4, 5)) for w in without]
            found = difference(with_it, without, 1 - 0.05 / count)
            all_hold &= found is not None and found.low <= TRUTH <= found.high
        held += all_hold
    assert held / times > 0.9


def _truth():
    draw, total, many = random.Random(2), 0.0, 400_000
    for _ in range(many):
        without = draw.gammavariate(2, 30)
        total += max(0.0, without - draw.gammavariate(4, 5)) - without
    return total / many


TRUTH = _truth()
