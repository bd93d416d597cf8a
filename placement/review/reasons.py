"""Why somebody got no place, or not in time: reason codes from what stands in the way, place by place.

What other people make impossible is asked of the rules by planning the missing stay too, beside the plan.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.bites import Dated, bites
from placement.domain.household import Household
from placement.domain.housing import HousingUnit, Room
from placement.domain.move_budget import counts
from placement.domain.option import housing_need
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Unplaced
from placement.domain.rule import Clash, Level, Reason, Rule
from placement.domain.seen import Seen
from placement.domain.stay import HELD, Stay
from placement.domain.week import Week
from placement.review.audit import sound_stays
from placement.review.budget import is_spent
from placement.review.findings import about, clash_found, merged
from placement.review.form import readable
from placement.review.options import Choice, Said, choices, choices_at, stay_in, survey
from placement.review.stages import nights_without

TAKEN = "over_full"
"""What H08 says where others have the beds."""

ELSEWHERE = "H02"
"""The rule that sends children who are alone to child welfare: beside it nothing else is a reason."""

HINGES = {
    "avoid_area": None,
    "same_case": None,
    "veto": None,
    "security": Reason.ASSESSMENT,
    "valid_consent": Reason.CONSENT,
}
"""Rules about safety or a question that is open, and the one reason that is meant, if not all."""


def reasons(week: Week, plan: Plan) -> tuple[Unplaced, ...]:
    """Every household that wants a place and got none, or not in time, in order of alias."""
    plan, _ = readable(week, plan)
    good = sound_stays(week, plan)
    beside, before, spent = Beside(week, plan), Beside(week, Plan()), is_spent(week, plan)
    moved = {stay.household for stay in plan.stays}
    return tuple(
        _limited(week, _of(week, beside, household), spent=spent and household.alias not in moved).but(
            never_in_time=_is_never_in_time(week, household), hinges=_hinges(week, before, household)
        )
        for household in week.households
        if week.wants_option(household) and not _served(week, household, good.get(household.alias))
    )


def first_reasons(week: Week, plan: Plan) -> dict[str, tuple[Reason | None, Reason | None]]:
    """The primary and secondary reason of `reasons` alone, for everybody with a tier; the plan has no breach.

    It takes a fraction of the time: for who counts them over thousands of weeks.
    """
    given = {stay.household: stay for stay in plan.stays}
    beside, spent = Beside(week, plan), is_spent(week, plan)
    found = {}
    for household in week.households:
        alias = household.alias
        if week.tier(alias) is None or _served(week, household, given.get(alias)):
            continue
        everywhere = choices(week, household)
        hindered = list(_hindrances(week, beside, household, everywhere))
        least, ranked = min((h.changes for h in hindered), default=0), _ranked(hindered)
        primary = _primary(ranked, least, everywhere)
        if spent and alias not in given and hindered and not least and counts(week, household):
            primary = Reason.MOVE_LIMIT
        found[alias] = primary, ranked[1] if least and len(ranked) > 1 else None
    return found


def _limited(week: Week, one: Unplaced, *, spent: bool) -> Unplaced:
    """Where a place is open, and moving there can wait, a limit that is reached is why they stay.

    Of a mere wish for something better that is not sure: the goals may weigh less than the move.
    """
    household = week.household[one.household]
    waits = spent and one.open_places and week.tier(one.household) is not None and counts(week, household)
    return one.but(primary=Reason.MOVE_LIMIT) if waits else one


def _served(week: Week, household: Household, stay: Stay | None) -> bool:
    if week.tier(household.alias) is None:
        return stay is not None
    return nights_without(week, household, stay) == 0


def _is_never_in_time(week: Week, household: Household) -> bool:
    return week.tier(household.alias) is not None and not survey(week, household).in_time


def _hinges(week: Week, before: "Beside", household: Household) -> tuple[Finding, ...]:
    """Places that were free before the plan, where one thing alone must be answered or be safe."""
    found: dict[tuple[object, ...], Finding] = {}
    for choice in choices(week, household) if week.tier(household.alias) is not None else ():
        useful = _useful(week, household, choice)
        stay = useful[0] if useful else needed_stay(week, household, choice)
        why = alone(week, household, choice, stay) if stay else ()
        known = bool(why) and all((choice.place.unit.alias, *_sentence(f)) in found for f in why)
        # with nothing of its own in the way, only a pair of one case can be the question
        asked = bool(why) or any(p.case_group for p in household.members)
        if stay and asked and not known and len({f.rule for f in why}) <= 1 and all(map(_is_hinge, why)):
            why += before.clashes(stay)
            if len({f.rule for f in why}) == 1 and all(map(_is_hinge, why)):
                for finding in why:
                    one = finding.but(where=choice.place.alias)
                    found.setdefault((choice.place.unit.alias, *_sentence(one)), one)
    return tuple(found.values())


def _is_hinge(finding: Finding) -> bool:
    return finding.rule in HINGES and HINGES[finding.rule] in (None, finding.reason)


class Hindered(NamedTuple):
    """A place with what stands in the way there; nothing, where it is open."""

    place: str
    why: tuple[Finding, ...]
    stay: Stay | None = None
    """The stay that would serve, of which this is said; none where the household has no such stay there."""

    @property
    def changes(self) -> int:
        """How many things would have to be mended: rules, each once for each of its reasons."""
        return _changes(self.why)


def nearest(
    week: Week, beside: "Beside", household: Household, places: Collection[str]
) -> tuple[Hindered, ...]:
    """Of these places those that need the fewest changes for a household, with what is in the way there.

    Args:
        week: The facts.
        beside: What else is planned; with an empty plan only what is held.
        household: Who would live there.
        places: Aliases; one that is not open to the household is left out.
    """
    found = list(_hindrances(week, beside, household, choices_at(week, household, places)))
    least = min((one.changes for one in found), default=0)
    return tuple(one for one in found if one.changes == least)


def hindrance(week: Week, beside: "Beside", household: Household, choice: Choice) -> Hindered | None:
    """All that is in the way of the stay that would serve best in one place; none, if the household's dates bar it."""
    if useful := _useful(week, household, choice):
        return _fewest(beside, household, useful)
    if (needed := needed_stay(week, household, choice)) is None:
        return None
    why = alone(week, household, choice, needed) + beside.clashes(needed)
    return Hindered(needed.place, _without_implied(household, why), needed)


def _changes(why: tuple[Finding, ...]) -> int:
    return len({(f.rule, f.reason) for f in why})


def _without_implied(household: Household, why: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Where a bed is taken, who takes it is the matter: nothing else about those same people is one more."""
    taken = {alias for f in why if f.says == TAKEN for alias in f.about} - {household.alias}
    return tuple(f for f in why if f.says == TAKEN or not taken & set(f.about))


def _of(week: Week, beside: "Beside", household: Household) -> Unplaced:
    everywhere = choices(week, household)
    hindered = list(_hindrances(week, beside, household, everywhere))
    least = min((h.changes for h in hindered), default=0)
    nearest = [h for h in hindered if h.changes == least]
    ranked = _ranked(hindered)
    why = {_sentence(f): f for h in nearest for f in h.why}
    stops: dict[_Sentence, set[str]] = {}
    for one in nearest:
        for finding in one.why:
            stops.setdefault(_sentence(finding), set()).add(one.place)
    bars_most, barred = _bars_most(week, household, everywhere)
    return Unplaced(
        household=household.alias,
        bars_most=bars_most,
        barred=barred,
        primary=_primary(ranked, least, everywhere),
        secondary=ranked[1] if least and len(ranked) > 1 else None,
        why=tuple(why[key] for key in sorted(why)),
        stops=tuple(tuple(sorted(stops[key])) for key in sorted(why)),
        nowhere=not any(choice.spans for choice in everywhere),
        open_places=tuple(h.place for h in nearest) if hindered and not least else (),
    )


def _bars_most(
    week: Week, household: Household, everywhere: list[Choice]
) -> tuple[Finding | None, tuple[str, ...]]:
    """The sentence that closes the most places, whoever else is there, with these places."""
    kept: dict[tuple[str, str, str], tuple[Finding, set[str]]] = {}
    for choice in everywhere:
        needed = None if choice.spans else needed_stay(week, household, choice)
        for finding in alone(week, household, choice, needed) if needed else ():
            key = finding.rule, finding.says, str(finding.facts)
            kept.setdefault(key, (finding, set()))[1].add(choice.place.alias)
    if not kept:
        return None, ()
    finding, places = min(kept.values(), key=lambda one: (-len(one[1]), one[0].code, one[0].says))
    return finding, tuple(sorted(places))


_Sentence = tuple[str, str, tuple[str, ...], str]


def _sentence(finding: Finding) -> _Sentence:
    """What makes a finding the same sentence of the same people."""
    return finding.rule, finding.says, finding.about, str(finding.facts)


def _primary(ranked: list[Reason], least: int, everywhere: list[Choice]) -> Reason | None:
    if not everywhere:
        return Reason.NO_BED
    return ranked[0] if ranked and least else None


def _ranked(hindered: list[Hindered]) -> list[Reason]:
    """Reasons, those of the places that need the fewest changes first, there the most common first.

    Of two as common the one that no override can set aside goes first; H02 goes before all.
    """
    found = [f.reason for h in hindered for f in h.why if f.code == ELSEWHERE and f.reason][:1]
    for changes in sorted({h.changes for h in hindered}):
        count = Counter(
            reason
            for h in hindered
            if h.changes == changes
            for reason in {f.reason for f in h.why if f.reason is not None}
        )
        never = {
            f.reason for h in hindered if h.changes == changes for f in h.why if f.level is Level.ABSOLUTE
        }
        order = sorted(count, key=lambda r: (-count[r], r not in never, int(r.value[1:])))
        found += [reason for reason in order if reason not in found]
    return found


def _hindrances(
    week: Week, beside: "Beside", household: Household, everywhere: list[Choice]
) -> Iterator[Hindered]:
    """Each place with what is in the way.

    Where the household alone is the matter, others are asked about only if the place may be one of the
    nearest.
    """
    least = 1_000
    barred = []
    for choice in everywhere:
        stays = _useful(week, household, choice)
        if stays:
            hindered = _fewest(beside, household, stays)
            least = min(least, hindered.changes)
            yield hindered
        elif (needed := needed_stay(week, household, choice)) and (
            own := alone(week, household, choice, needed)
        ):
            barred.append((Hindered(choice.place.alias, own), needed))
    for hindered, needed in sorted(barred, key=lambda one: one[0].changes):
        if hindered.changes <= least:
            both = hindered._replace(why=_without_implied(household, hindered.why + beside.clashes(needed)))
            least = min(least, both.changes)
            yield both
        else:
            yield hindered


def _useful(week: Week, household: Household, choice: Choice) -> list[Stay]:
    """The stays that would serve: for who has a tier, in time or as soon as they can; the longest first."""
    spans, window = choice.spans, week.window(household)
    if window is not None:
        own = max(0, (week.first_possible(household) - window.start).days)
        spans = [span for span in spans if window.missing(*span) <= own]
    longest = sorted(spans, key=lambda span: (span[0] - span[1], span[0]))
    return [stay_in(household, choice.place, choice.kind, *span) for span in longest]


def _fewest(beside: "Beside", household: Household, stays: list[Stay]) -> Hindered:
    """The stay that the fewest rules stand against, with what is in the way of it."""
    found = (Hindered(s.place, _without_implied(household, beside.clashes(s)), s) for s in stays)
    best = next(found)
    for one in found if best.why else ():
        best = one if one.changes < best.changes else best
        if not best.why:
            break
    return best


def needed_stay(week: Week, household: Household, choice: Choice) -> Stay | None:
    """The stay that the household would need where it has no option; none, if its own dates bar it."""
    found = needed_dates(week, household, choice)
    return stay_in(household, choice.place, choice.kind, found.start, found.until) if found else None


class NeededDates(NamedTuple):
    """The dates of such a stay, and what of the household's own speaks against it."""

    start: date
    until: date
    barring: list[Said]

    @property
    def changes(self) -> int:
        """How many things of the household's own would have to be mended for the stay."""
        return len({(s.rule.id, s.objection.reason) for s in self.barring})


def needed_dates(week: Week, household: Household, choice: Choice) -> NeededDates | None:
    """As `needed_stay`."""
    need = housing_need(week, household)
    end = need.window.until if need.window else need.end
    starts = dict.fromkeys((max(need.window.start, need.first), need.first) if need.window else (need.first,))
    found = [
        NeededDates(start, end, _barring(week, choice, Dated(start, end, choice.kind)))
        for start in starts
        if start < end
    ]
    # an earlier start may still be allowed: an assessment can run out before the deadline
    return min(found, key=lambda one: one.changes, default=None)


def _barring(week: Week, choice: Choice, stay: Stay | Dated) -> list[Said]:
    """What the household's own rules hold against the stay."""
    return [s for s in choice.blocking if bites(s.objection, stay, week.as_of)]


def alone(week: Week, household: Household, choice: Choice, stay: Stay) -> tuple[Finding, ...]:
    """The same as findings."""
    return tuple(
        Finding(
            rule=s.rule.id, code=s.rule.code, kind=FindingKind.BREACH, level=s.objection.level,
            says=s.objection.says, about=about(household, s.member), where=choice.place.alias,
            facts=s.objection.facts, reason=s.objection.reason,
        )
        for s in _barring(week, choice, stay)
    )  # fmt: skip


NO_PLAN = Plan()
"""Beside stays that are looked at without asking which plan has them: their kind says what is planned."""


class _Meeting(Seen):
    """What is seen from one stay: its own unit and rooms, and who is there together with it. Never an activity."""

    enrolments = ()

    def __init__(self, week: Week, others: tuple[Stay, ...], stay: Stay) -> None:
        super().__init__(week, NO_PLAN, (*others, stay))
        self._stay = stay

    def units(self) -> Iterator[HousingUnit]:
        """The unit of the stay."""
        yield self.unit(self._stay)

    def rooms(self) -> Iterator[Room]:
        """The rooms of the stay."""
        yield from self.place(self._stay).rooms

    def together(self, stays: list[Stay]) -> Iterator[tuple[Stay, Stay]]:
        """The pairs that the stay is one of, in its unit or one of its rooms."""
        return ((other, self._stay) for other in stays if self.are_together(other, self._stay))


class Beside:
    """The plan with one more stay: only those who can meet it are looked at.

    These are all who live or will live behind the same entrance, the household's own other parts, and
    everybody who has a relation to one of its members.
    """

    def __init__(self, week: Week, plan: Plan) -> None:
        self.week = week
        self.rules = [
            (rule, part) for rule in week.rules if rule.is_about_housing for part in rule.plan_parts
        ]
        self._by_entrance = _grouped(week, (*week.held, *plan.stays))
        self._stays_of: dict[str, list[Stay]] = {}
        for stay in (*week.held, *plan.stays):
            self._stays_of.setdefault(stay.household, []).append(stay)
        self._linked = _linked(week)
        self._overridden = bool(week.instance.overrides)

    def clashes(self, stay: Stay, also: tuple[Stay, ...] = ()) -> tuple[Finding, ...]:
        """The breaches that the stay would make; what the plan gave its household is left out.

        Args:
            stay: One more than the plan has.
            also: Stays that would be there too.
        """
        found = merged(clash_found(self.week, rule, clash) for rule, clash in self._said(stay, also))
        return tuple(one.finding for one in found if one.against)

    def codes(self, stay: Stay) -> Iterator[str]:
        """The codes of the breaches that the stay would make, one by one."""
        for rule, clash in self._said(stay):
            # nothing that is planned is anything else than a breach, unless it is waived or overridden
            is_breach = not self._overridden or clash_found(self.week, rule, clash).against
            if not clash.waived and is_breach:
                yield rule.code

    def _said(self, stay: Stay, also: tuple[Stay, ...] = ()) -> Iterator[tuple[Rule, Clash]]:
        """What rules say of the stay together with others."""
        near = (
            *self._by_entrance.get(self.week.unit_of(stay).entrance, ()),
            *self._stays_of.get(stay.household, ()),
            *(s for other in self._linked.get(stay.household, ()) for s in self._stays_of.get(other, ())),
        )
        others = {id(s): s for s in near if s.kind in HELD or s.household != stay.household}
        seen = _Meeting(self.week, (*others.values(), *also), stay)
        for rule, part in self.rules:
            for clash in part.check(seen):
                if any(one is stay for one in clash.about):
                    yield rule, clash


def _grouped(week: Week, stays: tuple[Stay, ...]) -> dict[str, list[Stay]]:
    found: dict[str, list[Stay]] = {}
    for stay in stays:
        found.setdefault(week.unit_of(stay).entrance, []).append(stay)
    return found


def _linked(week: Week) -> dict[str, set[str]]:
    """Household -> households that a relation names with it, and its own other parts."""
    pairs = [
        (week.household_of[r.a].alias, week.household_of[r.b].alias)
        for r in week.instance.relations
        if r.a in week.household_of and r.b in week.household_of
    ]
    pairs += [(h.origin, h.alias) for h in week.households if h.origin and h.origin in week.household]
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found
