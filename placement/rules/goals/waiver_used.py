"""W01: a rule that haste waives is used only where no other place would do."""

from collections.abc import Iterator
from dataclasses import dataclass

from placement.domain.bites import bites, objections
from placement.domain.household import Household
from placement.domain.option import fitting
from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.terms import Terms
from placement.domain.week import Week
from placement.rules.same_case import exemption, pairs, unassessed, waived
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class WaiverUsed:
    """Points for each waived rule of a planned stay, and more for an unassessed pair of one case."""

    points: int = 80
    points_same_case: int = 200

    def build(self, terms: Terms) -> None:
        """Points for each waiver that a planned stay uses though the household could do without."""
        terms.points_for_waivers(self.points)
        for a, b in pairs(terms.week):
            exempt = [h for h in (a, b) if exemption(terms.week, h)]
            for unit in terms.homes_of_both(a.alias, b.alias) if exempt else ():
                found = []
                for night in terms.nights(unit):
                    here, there = (terms.lives_in(h.alias, unit, night) for h in (a, b))
                    free = [h in exempt and terms.could_do_without(h.alias, unit.alias) for h in (a, b)]
                    if free[0] and there.held:
                        found.append((here.planned(), there))
                    if free[1] and here.held:
                        found.append((here, there.planned()))
                    if any(free):
                        found.append((here.planned(), there.planned()))
                terms.points_if_ever(found, self.points_same_case)

    def check(self, seen: Seen) -> Iterator[Charge]:
        """Charges for planned stays, then for pairs of households in a unit."""
        for stay in seen.planned:
            used = _rules_waived(seen, stay)
            if used and fitting(seen.week, seen.household(stay)).unwaived:
                yield Charge(self.points * used, stay.household)
        charged: set[tuple[str, str, str]] = set()
        for a, b in seen.neighbours():
            unit = seen.unit(a).alias
            pair = (unit, *sorted((a.household, b.household)))
            if pair not in charged and (who := _could_go_elsewhere(seen, a, b)):
                charged.add((pair[0], pair[1], pair[2]))
                yield Charge(self.points_same_case, who)


def _rules_waived(seen: Seen, stay: Stay) -> int:
    """How many rules are waived for the stay."""
    week, household, place = seen.week, seen.household(stay), seen.place(stay)
    waived_codes = {
        rule.code
        for rule in week.rules
        for _, objection in objections(rule, household, place, week.attributes)
        if objection.waived and bites(objection, stay, week.as_of)
    }
    return len(waived_codes)


def _could_go_elsewhere(seen: Seen, a: Stay, b: Stay) -> str:
    """Of an unassessed pair that is let in all the same: who is planned and needs no waiver elsewhere."""
    if unassessed(seen.week, seen.household(a), seen.household(b)) and waived(seen, a, b):
        planned = sorted(s.household for s in (a, b) if not seen.is_held(s))
        unit = seen.unit(a).alias
        for alias in planned:
            if _free_outside(seen.week, seen.week.household[alias], unit):
                return alias
    return ""


def _free_outside(week: Week, household: Household, unit: str) -> bool:
    return any(week.place(p).unit.alias != unit for p in fitting(week, household).unwaived)


RULE = Rule(
    id="waiver_used",
    code="W01",
    levels=(Level.SOFT,),
    title=Sentence("Unntak bare der det trengs", "Waivers only where they are needed"),
    because=Sentence(
        "Hastverk gir lov til unntak, men ikke til å velge unntaket når et annet sted holder mål.",
        "Haste permits a waiver, but not to choose it where another place would do.",
    ),
    source=Source("Poengene er valgt i prosjektet", "Design choice of points", DESIGNED),
    says={
        "lost": Sentence(
            "Et unntak ble brukt der det ikke trengtes.", "A waiver was used where none was needed."
        )
    },
    parts=(WaiverUsed(),),
    settings=(
        Setting("points", 80, "points", Sentence("Poeng for hvert unntak", "Points for each waiver")),
        Setting(
            "points_same_case",
            200,
            "points",
            Sentence(
                "Poeng for et par fra samme sak som ikke er vurdert",
                "Points for a pair of one case that is not assessed",
            ),
        ),
    ),
)
