"""H22: limits of the mix in a unit: people of one case, children, people who need help round the clock."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import HousingUnit
from placement.domain.rule import DESIGNED, Clash, Level, Reason, Rule, Source, facts
from placement.domain.seen import Seen
from placement.domain.terms import Spot, Terms
from placement.domain.value import FOREVER
from placement.words.sentence import Sentence

ROUND_THE_CLOCK = 3
"""The support level that counts as high need; an unknown level does not."""


def of_case(case_group: str, household: Household) -> int:
    """Members of one case; a group that arrived together is neither limited nor counted."""
    return 0 if household.group_arrival else sum(p.case_group == case_group for p in household.members)


def children(household: Household) -> int:
    """Members who are, or may be, children."""
    return sum(p.maybe_child for p in household.members)


def high_need(household: Household) -> int:
    """Members who need help round the clock."""
    return sum(p.support == ROUND_THE_CLOCK for p in household.members)


class Limit(NamedTuple):
    """At most so many of the people that `counts` counts."""

    says: str
    most: int
    counts: Callable[[Household], int]
    reason: Reason


class WithinLimits:
    """On every night at most as many as the unit says; no limit where it says nothing."""

    def build(self, terms: Terms) -> None:
        """People counted <= the unit's limit, raised on the nights of an override by those whom it names."""
        size = Counter(p.case_group for p in terms.week.person.values() if p.case_group is not None)
        cases = {case: partial(of_case, case) for case in sorted(size)}
        for spot in terms.units():
            unit = terms.week.unit[spot.alias]
            counts: list[tuple[int, Callable[[Household], int]]] = []
            if unit.max_same_case is not None:
                most = unit.max_same_case
                # a case of fewer people is within the limit wherever they live
                large = sorted(case for case in _cases_at(terms, spot) if size[case] > most)
                counts += [(most, cases[case]) for case in large]
            if unit.max_children is not None:
                counts.append((unit.max_children, children))
            if unit.max_high_need is not None:
                counts.append((unit.max_high_need, high_need))
            for night in terms.nights(spot) if counts else ():
                pardoned = terms.pardoned(spot, night)
                for limit, count in counts:
                    raised = limit + sum(count(h) for h in pardoned)
                    terms.at_most(terms.residents(spot, night, count), raised)

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each limit that is exceeded on a night, once for the same stays."""
        for unit in seen.units():
            everybody = _everybody(seen, unit)
            for limit in _limits(seen, unit):
                if sum(map(limit.counts, everybody)) <= limit.most:
                    continue  # not even if all were there at once
                told: list[set[int]] = []
                for night in _nights(seen, unit):
                    stays = seen.on(seen.in_unit(unit.alias), night)
                    here = [s for s in stays if limit.counts(seen.household(s))]
                    people = sum(limit.counts(seen.week.household[h]) for h in {s.household for s in here})
                    most = limit.most + _raised(seen, unit, limit, night)
                    names = {id(s) for s in here}
                    if people > most and not any(names <= earlier for earlier in told):
                        told.append(names)
                        yield Clash(Level.HARD, limit.says, tuple(here), facts(people=people, most=most),
                                    limit.reason, since=night, until=min(s.until or FOREVER for s in here),
                                    where=unit.alias)  # fmt: skip


def _cases_at(terms: Terms, unit: Spot) -> set[str]:
    """Cases of those who live in a unit on some night, or can by the plan."""
    crowds = (terms.residents(unit, night, _in_cases).by(_cases_of) for night in terms.nights(unit))
    return {case for groups in crowds for cases in groups for case in cases}


def _in_cases(household: Household) -> int:
    """Members who are in some case."""
    return sum(p.case_group is not None for p in household.members)


def _cases_of(household: Household) -> frozenset[str]:
    return frozenset(p.case_group for p in household.members if p.case_group is not None)


def _everybody(seen: Seen, unit: HousingUnit) -> list[Household]:
    """Who lives in a unit at any time."""
    return [seen.week.household[alias] for alias in {s.household for s in seen.in_unit(unit.alias)}]


def _limits(seen: Seen, unit: HousingUnit) -> Iterator[Limit]:
    if unit.max_same_case is not None:
        people = [p for s in seen.in_unit(unit.alias) for p in seen.household(s).members]
        for case_group in sorted({p.case_group for p in people if p.case_group is not None}):
            yield Limit("same_case", unit.max_same_case, partial(of_case, case_group), Reason.SEPARATION)
    if unit.max_children is not None:
        yield Limit("children", unit.max_children, children, Reason.STAFFING)
    if unit.max_high_need is not None:
        yield Limit("high_need", unit.max_high_need, high_need, Reason.STAFFING)


def _nights(seen: Seen, unit: HousingUnit) -> list[date]:
    """From today on: the nights on which a stay begins in the unit, or an override begins or ends."""
    rows = [o for o in seen.week.instance.overrides if o.rule == "H22" and o.unit == unit.alias]
    changes = [d for o in rows for d in (o.since, o.until) if d >= seen.week.as_of]
    return sorted({*seen.nights(seen.in_unit(unit.alias)), *changes})


def _raised(seen: Seen, unit: HousingUnit, limit: Limit, night: date) -> int:
    """By how many overrides raise the limit on a night: the people, counted, of whom they name."""
    named: set[str] = set()
    for row in seen.week.instance.overrides:
        if row.rule == "H22" and row.unit == unit.alias and row.since <= night < row.until:
            named |= set(row.households)
    if not named:
        return 0
    return sum(limit.counts(h) for h in seen.week.households if h.alias in named or h.origin in named)


RULE = Rule(
    id="mix",
    code="H22",
    levels=(Level.HARD,),
    title=Sentence("Boligens grenser for hvem som bor sammen", "The unit's limits of who lives together"),
    because=Sentence(
        "Et hus tåler så mange fra én sak, så mange barn og så mange med store behov "
        "som de ansatte kan følge opp.",
        "A house bears as many people of one case, children and people with great needs "
        "as its staff can follow up.",
    ),
    source=Source(
        "Valgt i prosjektet; tallene bestemmer hver enhet selv",
        "Design choice; the figures are each unit's own",
        DESIGNED,
    ),
    says={
        "same_case": Sentence(
            "Boligen tar høyst {most:person|personer} fra samme sak; det ville blitt {people}.",
            "The unit takes at most {most:person|people} of one case; there would be {people}.",
        ),
        "children": Sentence(
            "Boligen tar høyst {most:barn|barn}; det ville blitt {people}.",
            "The unit takes at most {most:child|children}; there would be {people}.",
        ),
        "high_need": Sentence(
            "Boligen tar høyst {most:person|personer} som trenger døgnhjelp; det ville blitt {people}.",
            "The unit takes at most {most:person|people} in need of help round the clock; there would be {people}.",
        ),
    },
    neutral=frozenset({"same_case", "children", "high_need"}),
    parts=(WithinLimits(),),
    held_is_task=True,
)
