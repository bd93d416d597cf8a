"""H16: two people of one case whom nobody has assessed as a pair do not live in one unit."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.relation import ASSESSED
from placement.domain.rule import DESIGNED, Clash, Level, Reason, Rule, Source
from placement.domain.seen import Seen, shared_nights
from placement.domain.stay import Stay
from placement.domain.terms import Terms
from placement.domain.week import Week
from placement.words.sentence import Sentence


def unassessed(week: Week, a: Household, b: Household) -> bool:
    """Whether members of both are of one case, and no row that holds tonight says that somebody assessed the two."""
    known: dict[tuple[str, str], bool] = week.__dict__.setdefault("_unassessed", {})
    key = a.alias, b.alias
    if key not in known:
        known[key] = _unassessed(week, a, b)
    return known[key]


def _unassessed(week: Week, a: Household, b: Household) -> bool:
    same_case = {
        frozenset((p.alias, q.alias))
        for p in a.members
        for q in b.members
        if p.case_group is not None and p.case_group == q.case_group
    }
    if not same_case:
        return False
    tonight = (week.as_of, week.as_of + timedelta(days=1))
    return not same_case <= {
        frozenset((r.a, r.b)) for r in week.instance.relations if r.kind in ASSESSED and r.active(*tonight)
    }


def pairs(week: Week) -> list[tuple[Household, Household]]:
    """Pairs of households with members of one case whom nobody has assessed together."""
    by_case: dict[str, dict[str, Household]] = {}
    for person in week.person.values():
        if person.case_group is not None:
            household = week.household_of[person.alias]
            by_case.setdefault(person.case_group, {})[household.alias] = household
    found = {
        (a.alias, b.alias): (a, b)
        for group in by_case.values()
        for a, b in combinations([group[alias] for alias in sorted(group)], 2)
        if unassessed(week, a, b)
    }
    return [found[key] for key in sorted(found)]


def exemption(week: Week, household: Household) -> str:
    """Why the household may move in before the assessment, into a room apart: `P0`, `group` or nothing.

    A group arrives once: who lives somewhere already moves as anybody else.
    """
    if week.tier(household.alias) is Tier.P0:
        return "P0"
    return "group" if household.group_arrival and not week.is_housed(household.alias) else ""


def waived(seen: Seen, a: Stay, b: Stay) -> str:
    """Why two stays that share nights go together until the pair is assessed; empty where they do not.

    Everyone who arrives must be exempt, and no room is shared. Where both are held, nobody arrives.
    """
    arriving = [exemption(seen.week, seen.household(s)) for s in (a, b) if not seen.is_held(s)]
    if {r.alias for r in seen.place(a).rooms} & {r.alias for r in seen.place(b).rooms}:
        return ""
    return max(arriving, key=lambda why: why == "P0") if arriving and all(arriving) else ""


class AssessedFirst:
    """A gate: nobody overrides it, somebody answers it."""

    def build(self, terms: Terms) -> None:
        """Two unassessed households are not in one unit on a night; where waived, not in one room."""
        for a, b in pairs(terms.week):
            free_a, free_b = (bool(exemption(terms.week, h)) for h in (a, b))
            for unit in terms.homes_of_both(a.alias, b.alias):
                for night in terms.nights(unit):
                    here, there = (terms.lives_in(h.alias, unit, night) for h in (a, b))
                    # who is exempt may join whoever is held, but nobody who is planned and not exempt
                    if not free_a:
                        terms.not_both(here.planned(), there)
                    if not free_b:
                        terms.not_both(here, there.planned())
                for room in terms.rooms_of(unit) if free_a or free_b else ():
                    terms.no_two([(a.alias, b.alias)], room, terms.nights(room))

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each pair of stays in one unit on a night, waived or not."""
        for a, b in seen.neighbours():
            if unassessed(seen.week, seen.household(a), seen.household(b)):
                why = waived(seen, a, b)
                since, until = shared_nights(a, b)
                yield Clash(Level.GATE, "assess_within_a_day" if why else "not_assessed", (a, b),
                            reason=Reason.SEPARATION, since=max(since, seen.week.as_of), until=until,
                            waived=why, where=seen.unit(a).alias)  # fmt: skip


RULE = Rule(
    id="same_case",
    code="H16",
    levels=(Level.GATE,),
    title=Sentence("Samme sak: paret vurderes først", "Same case: the pair is assessed first"),
    because=Sentence(
        "Noen fra samme sak er trygge sammen, andre ikke. Bare et menneske kan si hvilke.",
        "Some people of one case are safe together, others are not. Only a human can say which.",
    ),
    source=Source("Valgt i prosjektet", "Design choice", DESIGNED),
    says={
        "not_assessed": Sentence(
            "To fra samme sak er ikke vurdert som par: vurder dem.",
            "Two people of one case are not assessed as a pair: assess them.",
        ),
        "assess_within_a_day": Sentence(
            "To fra samme sak får hvert sitt rom i samme bolig: vurder paret innen 24 timer.",
            "Two people of one case get rooms apart in one unit: assess the pair within 24 hours.",
        ),
    },
    neutral=frozenset({"not_assessed", "assess_within_a_day"}),
    parts=(AssessedFirst(),),
)
