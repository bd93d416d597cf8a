"""With prices on, the last bed of a kind is not spent on a wish; nobody is kept out for the sake of one."""

import pytest

from placement.domain.bed_price import PricedRoom
from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.household import Situation
from placement.domain.housing import Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.person import Access
from placement.domain.policy import Policy
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.worlds import AS_OF, day, household, person, room, unit

STEP_FREE = frozenset({Access.STEP_FREE})
PRICED = (PricedRoom(room="A", points=90, days=9, missed=70, on=AS_OF),)


def town(*households, on=True, rooms=("A", "B"), prices=PRICED):
    houses = {
        "A": unit("Granly", (Zone(alias="G", policy=ZonePolicy.MIXED),),
                  (room("A", "G", emergency=True, access=STEP_FREE),)),
        "B": unit("Solbakken", (Zone(alias="S", policy=ZonePolicy.MIXED),), (room("B", "S", emergency=True),)),
    }  # fmt: skip
    return Instance(
        as_of=AS_OF, units=tuple(houses[one] for one in rooms), households=households, bed_prices=prices,
        policy=Policy(settings={"scarce_place": {"prices": int(on)}}),
        consents=tuple(
            Consent(person=p.alias, answer=ConsentAnswer.GIVEN, on=day(-1)) for h in households for p in h.members
        ),
    )  # fmt: skip


def homes(instance):
    run = solve(instance, RULES, GOALS, workers=1)
    assert run.plan is not None
    assert audit(instance, run.plan, RULES, GOALS).breaches == ()
    return {stay.household: stay.place for stay in run.plan.stays}


def acute(alias, **facts):
    return household(alias, person(alias), situation=Situation.NOWHERE, situation_since=AS_OF, **facts)


@pytest.mark.parametrize(("on", "place"), [(True, "B"), (False, "A")])
def test_the_last_emergency_bed_of_a_kind_is_not_spent_on_a_wish(on, place):
    assert homes(town(acute("Elg-1", wishes=("Granly",)), on=on)) == {"Elg-1": place}


def test_who_needs_just_that_bed_gets_it_and_the_wish_waits():
    needs = household("Rev-2", person("Rev-2", access_needs=STEP_FREE), situation=Situation.NOWHERE,
                      situation_since=AS_OF)  # fmt: skip
    assert homes(town(acute("Elg-1", wishes=("Granly",)), needs)) == {"Elg-1": "B", "Rev-2": "A"}


def test_nobody_is_kept_out_of_the_only_bed_for_its_price():
    assert homes(town(acute("Elg-1"), rooms=("A",))) == {"Elg-1": "A"}
    dear = (PRICED[0].but(points=1_000_000),)
    assert homes(town(acute("Elg-1"), rooms=("A",), prices=dear)) == {"Elg-1": "A"}


def test_without_prices_of_this_week_the_switch_changes_nothing():
    wishes = acute("Elg-1", wishes=("Granly",))
    assert homes(town(wishes, prices=())) == {"Elg-1": "A"}
    old = (PRICED[0].but(on=day(-7)),)
    assert homes(town(wishes, prices=old)) == {"Elg-1": "A"}
