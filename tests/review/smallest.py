"""Campaign: each smallest change, made, places the household when the week is solved anew, and nothing less does.

The check looks at nothing but the solver and the judge; the explaining code only says what it claims.
`python -m tests.review.smallest --weeks 500`
"""

from collections import Counter
from itertools import combinations

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.rule import Level
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.audit import audit
from placement.review.change import Change, SetAside, made, price
from placement.review.smallest import Way, smallest_changes
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver.run import solve
from tests.random_worlds import tiny
from tests.review.weeks import main
from tests.solver.campaign import Seen

FAMILIES = ("mixed", "H01", "H03", "H04", "H06", "H16", "H18", "H21")
SECONDS = 30.0
HARD = frozenset(rule.code for rule in RULES if Level.HARD in rule.levels)


def week_of(seed: int) -> Instance:
    """Two of three are small throw-away weeks of one rule each; the third is a tense week of a town."""
    if seed % 3:
        return tiny(seed, FAMILIES[seed % len(FAMILIES)])
    return generate("S", seed, beds=1.0)


def places(instance: Instance, household: str) -> bool:
    """Whether the best plan has a place for the household."""
    run = solve(instance, RULES, GOALS, seconds=SECONDS)
    assert run.status is Status.OPTIMAL
    assert run.plan is not None
    assert not audit(instance, run.plan, RULES, GOALS).breaches
    return any(stay.household == household for stay in run.plan.stays)


def without_place(instance: Instance, plan: Plan) -> list[str]:
    """Who has a priority and no place in the plan."""
    week, given = Week(instance, RULES), {stay.household for stay in plan.stays}
    return [h.alias for h in week.households if week.tier(h.alias) is not None and h.alias not in given]


def faults_of(instance: Instance, household: str, way: Way) -> list[str]:
    """What is wrong with one claim."""
    changes: tuple[Change, ...] = way.changes
    found = [f"sets {c.rule} aside" for c in changes if isinstance(c, SetAside) and c.rule not in HARD]
    if way.price != price(changes):
        found.append("wrong price")
    if not places(made(instance, changes), household):
        found.append("does not place")
    parts = (part for size in range(len(changes)) for part in combinations(changes, size))
    needless = [part for part in parts if places(made(instance, part), household)]
    return [*found, *(f"needs only {part}" for part in needless)]


def check(seed: int, *, most_households: int = 3) -> Seen:
    """All claims about the first households without a place in one week."""
    instance, tried, faults = week_of(seed), Counter[str](weeks=1), list[str]()
    run = solve(instance, RULES, GOALS, seconds=SECONDS)
    assert run.plan is not None
    for household in without_place(instance, run.plan)[:most_households]:
        ways = smallest_changes(instance, run.plan, household, RULES, solve)
        tried.update(households=1, claims=len(ways), answered=bool(ways))
        tried.update(type(one).__name__ for way in ways for one in way.changes)
        prices = [way.price for way in ways]
        if prices != sorted(prices):
            faults.append(f"{seed} {household}: not in order of price")
        for way in ways:
            faults += [f"{seed} {household} {way}: {what}" for what in faults_of(instance, household, way)]
    return Seen(tried, tuple(faults))


if __name__ == "__main__":
    main(check)
