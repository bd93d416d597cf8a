"""A sound plan without the solver: one household after the other takes the first option that is left."""

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.rule import Rule
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.options import choices
from placement.review.reasons import Beside


def greedy(instance: Instance, rules: tuple[Rule, ...]) -> Plan:
    """A sound plan made by taking one household after the other, in order of lot."""
    week = Week(instance, rules)
    stays: list[Stay] = []
    for household in sorted(week.households, key=lambda h: h.lot):
        if week.wants_option(household):
            beside = Beside(week, Plan(stays=tuple(stays)))
            options = (stay for choice in choices(week, household) for stay in choice.stays(household))
            stays += [s for s in options if not beside.clashes(s)][:1]
    return Plan(instance_hash=instance.content_hash, stays=tuple(sorted(stays, key=lambda s: s.household)))
