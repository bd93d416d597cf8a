"""Contacts as arrays are those that each pair alone would be asked about."""

from datetime import timedelta

import numpy as np
import pytest

from placement.domain.contact import Absence, AssignmentKind, ContactAssignment
from placement.domain.decision import Override, OverrideReason
from placement.domain.instance import Instance
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver.acts import Against
from placement.solver.candidates import by_lot, candidates
from placement.solver.offers import offers
from placement.solver.terms import build


def with_all(instance: Instance) -> Instance:
    """One contact leaves in the coming days, one is away, and an override names somebody whom each could follow up."""
    first, second, third = instance.contacts[:3]
    since = instance.as_of
    leaves = first.but(until=since + timedelta(days=20))
    named = [
        Override(
            rule="K01", helper=contact.alias, households=(household.alias,), reason=OverrideReason.OTHER, by="A01",
            approved_by="A02", since=since - timedelta(days=1), until=since + timedelta(days=30),
        )
        for contact, household in zip((leaves, second, third), instance.households, strict=False)
    ]  # fmt: skip
    return instance.but(
        contacts=(leaves, *instance.contacts[1:]),
        absences=(*instance.absences, Absence(contact=second.alias, since=since)),
        overrides=(*instance.overrides, *named),
        assignments=(
            *instance.assignments[6:],
            *(
                ContactAssignment(household=h.alias, contact=second.alias, since=since)
                for h in instance.households[:6]
            ),
        ),
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_pair_alone_says_the_same(seed):
    week = Week(with_all(generate("M", seed)), RULES)
    against, households = Against(week), by_lot(week)
    found = offers(week, households, against.bits)
    each = [
        ContactAssignment(household=h.alias, contact=c.alias, since=week.as_of, kind=AssignmentKind.NEW)
        for h in households
        for c in week.contacts
    ]
    each = [
        one.but(kind=AssignmentKind.CURRENT) if week.assigned.get(one.household) == one.contact else one
        for one in each
    ]
    allowed = [one for one in each if not against.bits(one)]
    assert [found.act(row) for row in range(len(found))] == allowed
    assert 0 < len(allowed) < len(each)
    assert found.current.any()


def test_of_a_household_those_with_some_contacts():
    week = Week(generate("S", 1), RULES)
    found = offers(week, by_lot(week), Against(week).bits)
    some = np.arange(len(week.contacts)) % 2 == 0
    rows = found.rows(3, some)
    assert rows.tolist() == [
        row for row in range(len(found)) if found.household[row] == 3 and some[found.contact[row]]
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_who_could_be_a_contact_or_interpret_is_whoever_has_a_column(seed):
    week = Week(generate("S", seed), RULES)
    terms = build(candidates(week, GOALS), GOALS)
    contacts = 0
    for household in week.households:
        could = [c.alias for c in week.contacts if len(terms.cares(household.alias, [c.alias]).cols)]
        assert terms.contacts_of(household.alias) == could
        contacts += len(could)
    needs = terms.needs()
    for need in needs:
        could = [i.alias for i in week.interpreters if len(terms.interprets(need, i.alias).cols)]
        assert terms.interpreters_for(need) == could
    assert contacts
    assert needs
