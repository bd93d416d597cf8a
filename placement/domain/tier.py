"""Who comes first, from facts by a stated rule (docs/model.md §18-§22); a coordinator's change is a row."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from placement.domain.attributes import Attributes
from placement.domain.bites import bites, from_night, objections
from placement.domain.decision import Tier, TierChange
from placement.domain.household import Household, Situation
from placement.domain.housing import ClosureKind, beds_fit
from placement.domain.person import Danger
from placement.domain.plan import Plan
from placement.domain.rule import Blocks, Clash, Facts, Level, Objection, facts
from placement.domain.seen import Seen
from placement.domain.stay import Stay, StayKind
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.views import BedsSpan
from placement.words.sentence import Sentence

if TYPE_CHECKING:
    from placement.domain.week import Week

SOON = timedelta(days=14)
"""A bed that disappears within this time makes its household P1."""
WARNING = timedelta(days=21)
"""A stay limit or permit date within this time makes its household P2."""
P3_DAYS = timedelta(days=56)
ACUTE_RULES = frozenset({"H03", "H05", "H06"})
"""A held stay that breaks one of these is acute; so is H04 where it is absolute."""

SAYS = {
    "nowhere": Sentence("ingen trygg plass i natt", "nowhere safe tonight"),
    "acute_threat": Sentence("akutt trussel", "acute threat"),
    "child_at_risk": Sentence("barn i fare", "child at risk"),
    "held_acute": Sentence(
        "bor et sted som bryter regelen {rule}", "lives in a place that breaks the rule {rule}"
    ),
    "burnt": Sentence("adressen er kjent for noen farlige", "the address is known to somebody dangerous"),
    "unsafe": Sentence("på et utrygt sted siden {since}", "in an unsafe place since {since}"),
    "hotel": Sentence("på hotell siden {since}", "in a hotel since {since}"),
    "destitute_soon": Sentence("uten bosted innen 14 dager", "destitute within 14 days"),
    "situation_unknown": Sentence("ikke kjent hvor husstanden sover", "not known where the household sleeps"),
    "bed_gone": Sentence("plassen forsvinner {on}", "the bed disappears on {on}"),
    "stay_limit": Sentence("botiden er ute {on}", "the stay limit is reached on {on}"),
    "permit": Sentence("oppholdstillatelsen går ut {on}", "the permit expires on {on}"),
    "unsuitable": Sentence("nåværende sted er uegnet", "the present place is unsuitable"),
    "held_hard": Sentence(
        "bor et sted som bryter regelen {rule}", "lives in a place that breaks the rule {rule}"
    ),
    "move_on": Sentence("planlagt videre flytting {on}", "planned move-on {on}"),
    "waits": Sentence("venter siden {since}", "waiting since {since}"),
    "decided": Sentence("bestemt av samordner: {reason}", "decided by the coordinator: {reason}"),
    "none": Sentence("intet behov", "no need"),
    "improvement": Sentence("ønsker noe bedre", "wishes for something better"),
}


class TierFact(NamedTuple):
    """One fact that gives a tier, and since when."""

    tier: Tier
    says: str
    since: date
    facts: Facts = ()


class Priority(NamedTuple):
    """A household's tier (none: no need, or P4), since when, and the facts behind it."""

    tier: Tier | None
    since: date
    why: tuple[TierFact, ...]
    says: str = ""


def tier_without_hold(week: "Week", household: Household) -> Tier | None:
    """The tier as it would be were no bed held: how urgent it is that an offer is answered."""
    return priority_of(week, household, holds=False).tier


def priority_of(week: "Week", household: Household, *, holds: bool = True) -> Priority:
    """The household's tier. A stored date is never rolled; a coordinator's row goes before facts.

    Only an acute fact that is newer than the row goes before it: nobody has looked at it yet. A fact without a
    date of its own counts from today, so that the row is said again on the day or gives way.
    Rows before the latest one that says "no need" belong to an earlier time in care and count no more.
    """
    rows = [
        r
        for r in week.instance.tier_changes
        if r.household in (household.alias, household.origin) and r.since <= week.as_of
    ]
    ended = max((r.since for r in rows if r.tier is None), default=ALWAYS)
    decided = [r for r in rows if r.reason]
    found = _facts(week, household, holds=holds)
    if decided:
        # of two rows of one day the more urgent counts
        row = max(decided, key=lambda r: (r.since, -r.tier.rank if r.tier else -len(Tier), r.reason or ""))
        newer = [f for f in found if f.tier is Tier.P0 and f.since > row.since]
        if newer and row.tier is not Tier.P0:
            return _from_facts(week, newer, rows, max(ended, row.since))
        if row.tier is None:
            return Priority(None, row.since, (), "decided")
        said = TierFact(row.tier, "decided", row.since, facts(reason=row.reason))
        return Priority(row.tier, _first(week, row.tier, rows, ended, [*found, said]), (said,), "decided")
    if not found:
        return Priority(None, week.as_of, (), "improvement" if household.improvement_wish else "none")
    return _from_facts(week, found, rows, ended)


def _from_facts(week: "Week", found: list[TierFact], rows: list[TierChange], ended: date) -> Priority:
    """The most urgent tier of some facts, and those that give it."""
    tier = min((f.tier for f in found), key=lambda t: t.rank)
    why = tuple(sorted((f for f in found if f.tier is tier), key=lambda f: (f.since, f.says)))
    return Priority(tier, _first(week, tier, rows, ended, found), why)


def _first(week: "Week", tier: Tier, rows: list[TierChange], ended: date, found: list[TierFact]) -> date:
    """The date on which this tier was first given: as stored, or as its facts have it."""
    stored = [r.since for r in rows if r.tier is tier and r.since >= ended]
    return min([week.as_of, *stored, *(f.since for f in found if f.tier is tier)])


def _facts(week: "Week", household: Household, *, holds: bool = True) -> list[TierFact]:
    """Who has an accepted offer needs a place only until it begins, and only in haste."""
    hold = week.hold(household.alias) if holds else None
    if hold and hold.start <= week.as_of:
        return []
    homes = [s for s in week.held_of.get(household.alias, ()) if s.kind is StayKind.CURRENT]
    if homes:
        # who is written down in two places is as badly off as in the worse one
        found = list(dict.fromkeys(f for home in homes for f in _housed(week, household, home)))
    else:
        found = _waiting(week, household)
    if hold:
        return [f for f in found if f.tier in (Tier.P0, Tier.P1)]
    if homes:
        return found
    return [*found, TierFact(Tier.P3, "waits", household.referral, facts(since=household.referral))]


def _waiting(week: "Week", household: Household) -> list[TierFact]:
    since = min(household.situation_since or week.as_of, week.as_of)
    at = {
        Situation.NOWHERE: (Tier.P0, "nowhere"),
        Situation.UNSAFE: (Tier.P1, "unsafe"),
        Situation.HOTEL: (Tier.P1, "hotel"),
        Situation.DESTITUTE_SOON: (Tier.P1, "destitute_soon"),
        Situation.UNKNOWN: (Tier.P1, "situation_unknown"),
    }
    found = []
    if household.situation in at:
        tier, says = at[household.situation]
        found.append(TierFact(tier, says, since, facts(since=since)))
    if any(p.threat and p.threat.danger is Danger.ACUTE for p in household.members):
        found.append(TierFact(Tier.P0, "acute_threat", week.as_of))
    for hold in week.unsafe_holds:
        if hold.household == household.alias:
            found += [f for f in _held_breaches(week, household, hold) if f.tier is Tier.P0]
    return found + _either(week, household)


def unsafe_holds(week: "Week") -> tuple[Stay, ...]:
    """The accepted offers of those who live nowhere that a human must undo: a held breach that is acute."""
    return tuple(
        s
        for s in week.held
        if s.kind is StayKind.HOLD
        and not week.is_housed(s.household)
        and any(f.tier is Tier.P0 for f in _held_breaches(week, week.household[s.household], s))
    )


def _either(week: "Week", household: Household) -> list[TierFact]:
    """Facts that count for the housed and for those who wait."""
    found = []
    if household.child_at_risk:
        found.append(TierFact(Tier.P0, "child_at_risk", week.as_of))
    if household.unsuitable:
        found.append(TierFact(Tier.P2, "unsuitable", week.as_of))
    permits = [p.permit_until for p in household.members if p.permit_until]
    if permits and min(permits) - WARNING <= week.as_of:
        found.append(TierFact(Tier.P2, "permit", min(permits) - WARNING, facts(on=min(permits))))
    return found


def _housed(week: "Week", household: Household, current: Stay) -> list[TierFact]:
    found = _either(week, household) + _held_breaches(week, household, current)
    place = week.place(current.place)
    burnt = [c for c in week.closures_of(place) if c.kind is ClosureKind.BURNT]
    known = [c.since for c in burnt if c.since <= week.as_of < c.until]
    if known:
        found.append(TierFact(Tier.P0, "burnt", min(known)))
    gone = bed_gone(week, current)
    if gone is not None and gone < _need_end(week, household) and gone - SOON <= week.as_of:
        found.append(TierFact(Tier.P1, "bed_gone", gone - SOON, facts(on=gone)))
    limit = stay_limit(week, current)
    if limit is not None and limit < _need_end(week, household) and limit - WARNING <= week.as_of:
        found.append(TierFact(Tier.P2, "stay_limit", limit - WARNING, facts(on=limit)))
    if household.move_on_from and household.move_on_from - P3_DAYS <= week.as_of:
        since = household.move_on_from - P3_DAYS
        found.append(TierFact(Tier.P3, "move_on", since, facts(on=household.move_on_from)))
    return found


def _need_end(week: "Week", household: Household) -> date:
    """The written end of need (also one that has passed), an exit, or the start of an accepted offer."""
    hold = week.hold(household.alias)
    ends = [household.expected_until, hold.start if hold else None]
    return min([week.leaves(household), *(e for e in ends if e is not None)])


def bed_gone(week: "Week", stay: Stay) -> date | None:
    """First night without the stay's beds: closure, lease, or the end that the unit set (also one passed).

    Closed beds are looked at from today on, and are gone where what is left does not hold who sleeps there.
    """
    closed = [
        max(s.since, week.as_of)
        for s in week.attributes.of(week.place(stay.place), "beds_by_date")
        if s.until > week.as_of and not _holds(week, stay, s)
    ]
    rows = [r for r in week.held_rows(week.household[stay.household]) if r.kind is stay.kind]
    ends = [r.until for r in rows if r.until and (r.place, r.start) == (stay.place, stay.start)]
    return min([*closed, *ends], default=None)


def _holds(week: "Week", stay: Stay, beds: BedsSpan) -> bool:
    """Whether these beds hold who sleeps there, or none of the place's are closed."""
    place = week.place(stay.place)
    single, double = sum(r.single for r in place.rooms), sum(r.double for r in place.rooms)
    if (beds.single, beds.double) == (single, double) or not all(r.confirmed for r in place.rooms):
        return True
    if not place.shared:
        child, cots = sum(r.child for r in place.rooms), sum(r.cots for r in place.rooms)
        need = week.household[stay.household].beds_needed
        return beds_fit(*need, single=beds.single, double=beds.double, child=child, cots=cots)
    night = max(beds.since, week.as_of)
    here = [s for s in week.held_in_room[place.rooms[0].alias] if s.start <= night < (s.until or FOREVER)]
    return sum(week.household[s.household].sleepers for s in here) <= beds.single + beds.double


def stay_limit(week: "Week", stay: Stay) -> date | None:
    """The date on which the unit's stay limit, with its extension, is reached."""
    nights = week.unit_of(stay).max_stay_nights
    if nights is None:
        return None
    return max(stay.start + timedelta(days=nights), stay.extended_until or ALWAYS)


class _Broken(NamedTuple):
    """A rule that a held stay breaks tonight."""

    code: str
    level: Level
    protects: bool
    """Whether it protects this household: of a link only the protected side."""
    since: date


def must_leave(week: "Week", household: Household) -> bool:
    """Whether the facts say that a housed household cannot stay, whatever anybody decided about its tier.

    They make it P0 or P1, or its home breaks an ABSOLUTE rule tonight.
    """
    homes = [s for s in week.held_of.get(household.alias, ()) if s.kind is StayKind.CURRENT]
    return any(f.tier in (Tier.P0, Tier.P1) for f in _facts(week, household)) or any(
        one.level is Level.ABSOLUTE and one.protects
        for home in homes
        for one in _broken(week, household, home)
    )


def _held_breaches(week: "Week", household: Household, current: Stay) -> list[TierFact]:
    """What the held stay breaks tonight, not waived or overridden: acute for the safety rules, else P2."""
    return [
        fact
        for one in _broken(week, household, current)
        for fact in _fact(_tier_of(one.code, one.level, protects=one.protects), one.code, one.since)
    ]


def _broken(week: "Week", household: Household, current: Stay) -> Iterator[_Broken]:
    place = week.place(current.place)
    unit = place.unit.alias
    plain, acute = _untiered(week)
    for rule in week.rules:
        if rule.held_is_task:
            continue
        waiver = week.waived_until(rule.code, household.alias, unit) is not None
        # a waiver lifts what was waived when the stay began in haste, and nothing else of the rule
        for _, objection in objections(rule, household, place, acute if waiver else plain):
            here = objection.blocks is Blocks.NIGHT and not objection.waived
            if not here or not bites(objection, current, week.as_of):
                continue
            if not _set_aside(week, rule.code, objection.level, [household.alias], unit):
                since = _broken_since(week, objection, current)
                yield _Broken(rule.code, objection.level, objection.protects, since)
        for clash in held_clashes(week).get(rule.code, ()):
            names = [act.household for act in clash.about if isinstance(act, Stay)]
            waived = clash.waived or (waiver and clash.level is not Level.ABSOLUTE)
            here = household.alias in names and not waived and _tonight(week, clash)
            if here and not _set_aside(week, rule.code, clash.level, names, unit):
                protects = not clash.protects or household.alias in clash.protects
                yield _Broken(rule.code, clash.level, protects, week.as_of)


class _AsAcute(Attributes):
    """Attributes as they were in haste: what is waived for P0 shows as waived."""

    def _household_tier(self, household: Household) -> Tier | None:  # noqa: ARG002 - every household alike
        return Tier.P0


def _untiered(week: "Week") -> tuple[Attributes, Attributes]:
    """Attributes that ask for no tier, as tiers follow from them: with none, and with P0 for everybody."""
    if "_untiered" not in week.__dict__:
        week.__dict__["_untiered"] = (Attributes(week, with_tier=False), _AsAcute(week))
    return week.__dict__["_untiered"]  # type: ignore[no-any-return]


def _broken_since(week: "Week", objection: Objection, current: Stay) -> date:
    """The first night of the stay against which the objection speaks; today where it has no date."""
    if objection.since == ALWAYS and not objection.after:
        return week.as_of
    return min(week.as_of, max(from_night(objection, current.start), current.start))


def _set_aside(week: "Week", code: str, level: Level, households: list[str], unit: str) -> bool:
    """Whether a HARD rule is overridden tonight for all these households; no other level can be."""
    tomorrow = week.as_of + timedelta(days=1)
    return level is Level.HARD and week.overridden(code, households, unit, week.as_of, tomorrow)


def _tonight(week: "Week", clash: Clash) -> bool:
    """Whether held stays clash now; what clashes only from a later date on gives no priority yet."""
    return (clash.since or ALWAYS) <= week.as_of < (clash.until or FOREVER)


def held_clashes(week: "Week") -> dict[str, tuple[Clash, ...]]:
    """Rule code -> what plan rules find among the held stays alone (not the gates: they give no tier)."""
    cache: dict[str, tuple[Clash, ...]] = week.__dict__.setdefault("_held_clashes", {})
    if not cache:
        seen = Seen(week.without_tiers(), Plan())
        for rule in week.rules:
            if rule.is_about_housing and not rule.held_is_task and rule.levels != (Level.GATE,):
                found = (c for p in rule.plan_parts for c in p.check(seen))
                # who is in an activity has no better claim to a bed for it (A04)
                clashes = [c for c in found if all(isinstance(act, Stay) for act in c.about)]
                cache[rule.code] = (*cache.get(rule.code, ()), *clashes)
        cache.setdefault("", ())
    return cache


def _tier_of(code: str, level: Level, *, protects: bool) -> Tier | None:
    if not protects or level is Level.GATE:
        return None
    if code in ACUTE_RULES or (code == "H04" and level is Level.ABSOLUTE):
        return Tier.P0
    return Tier.P2


def _fact(tier: Tier | None, code: str, since: date) -> list[TierFact]:
    if tier is None:
        return []
    says = "held_acute" if tier is Tier.P0 else "held_hard"
    return [TierFact(tier, says, since, facts(rule=code))]
