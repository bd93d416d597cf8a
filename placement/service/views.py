"""What a screen or a terminal shows of a plan: rows of ready texts, in one language, for a coordinator."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Review, TierStages, Unplaced
from placement.domain.rule import Rule
from placement.domain.run import Run, Status
from placement.domain.stay import HELD, Stay, StayKind
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.review.form import FORM_RULES, readable
from placement.rules import GOALS, RULES
from placement.service.planning import Answer
from placement.words.finding import render_finding
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_date, say_list
from placement.words.texts import Texts, texts

OFFER_DAYS = timedelta(days=7)
"""Only what begins within this time becomes an offer; later rows are forecasts (domain: facts of life)."""

MOST_REASONS = 3
"""Sentences and places shown of one household that has no place."""

MOST_PLACES = 2
"""Places named beside one sentence; where it is said of more, it names none."""

RULES_BY_ID: dict[str, Rule] = {rule.id: rule for rule in (*RULES, *FORM_RULES)}


class Figures(NamedTuple):
    """The numbers above the plan."""

    waiting: int
    """Households with a tier that live nowhere yet."""
    placed: int
    """Of these, how many the plan gives a place."""
    proposals: int
    free_beds: int
    """Beds without anybody tonight, in rooms that are open."""
    alarms: int
    tasks: int


class Living(NamedTuple):
    """One household in one place."""

    household: str
    people: int
    tier: str
    unit: str
    room: str
    since: str
    until: str
    """Empty where nobody knows an end before the plan's."""
    what: str
    """Lives there, agreed, new, forecast."""
    is_new: bool


class Move(NamedTuple):
    """What the plan would change for one household."""

    household: str
    old: str
    new: str
    since: str


class Unhoused(NamedTuple):
    """A household that the plan gives no place, or not in time, and why."""

    household: str
    tier: str
    code: str
    """One or two codes."""
    reason: str
    """The first code in words."""
    sentences: tuple[str, ...]
    """What stands in the way where the least would have to change."""
    so_far: str
    """From when the plan has a place, where it is too late; or where the household lives meanwhile."""


class Said(NamedTuple):
    """One finding in words."""

    about: str
    where: str
    text: str
    code: str


class Lost(NamedTuple):
    """One wish that the plan does not meet."""

    title: str
    who: str
    points: int


@dataclass(frozen=True)
class PlanView:
    """A plan, ready to be read."""

    as_of: str
    week: str
    figures: Figures
    living: tuple[Living, ...]
    starts: tuple[Move, ...]
    proposals: tuple[Move, ...]
    unplaced: tuple[Unhoused, ...]
    breaches: tuple[Said, ...]
    alarms: tuple[Said, ...]
    tasks: tuple[Said, ...]
    overridden: tuple[Said, ...]
    tiers: tuple[str, ...]
    lost: tuple[Lost, ...]
    status: str
    is_proved: bool = False

    @property
    def by_household(self) -> tuple[Living, ...]:
        """Who lives where, in order of household."""
        return tuple(sorted(self.living, key=lambda row: row.household))


class WeekView(NamedTuple):
    """A week before it is planned."""

    as_of: str
    week: str
    households: int
    waiting: int
    units: int
    beds: int
    free_beds: int


def plan_view(answer: Answer, lang: Lang) -> PlanView:
    """Everything about a plan that was just made."""
    rows = tuple(
        _unhoused(answer.week, answer.plan, one, lang)
        for one in answer.unplaced
        if answer.week.tier(one.household) is not None
    )
    view = _view(answer.week, answer.plan, answer.review, rows, status_line(answer.run, texts(lang)), lang)
    return replace(view, is_proved=answer.run.status is Status.OPTIMAL)


def week_view(week: Week, lang: Lang) -> WeekView:
    """The figures of a week before there is a plan."""
    beds = [room.beds for unit in week.units for room in unit.rooms if room.confirmed]
    return WeekView(
        as_of=say_date(week.as_of, lang, year=True),
        week=_iso_week(week.as_of, texts(lang)),
        households=len(week.households),
        waiting=len(_waiting(week)),
        units=len(week.units),
        beds=sum(beds),
        free_beds=_free_beds(week),
    )


def review_view(week: Week, plan: Plan, review: Review, lang: Lang) -> PlanView:
    """A plan from any source, with what the judge says of it."""
    _ = texts(lang)
    verdict = (
        _.n(
            "{count} breach: the plan cannot be accepted.",
            "{count} breaches: the plan cannot be accepted.",
            len(review.breaches),
        )
        if review.breaches
        else _("No breaches: the plan can be accepted.")
    )
    return _view(week, readable(week, plan)[0], review, (), verdict, lang)


def _view(
    week: Week, plan: Plan, review: Review, unplaced: tuple[Unhoused, ...], status: str, lang: Lang
) -> PlanView:
    _ = texts(lang)
    starts = sorted(plan.starts, key=lambda s: (s.start, s.household))
    people = {tier: len(week.in_tier(tier)) for tier in Tier}
    alarms = said(week, review.of(FindingKind.ALARM), lang)
    tasks = said(week, review.of(FindingKind.TASK), lang)
    return PlanView(
        as_of=say_date(week.as_of, lang, year=True),
        week=_iso_week(week.as_of, _),
        figures=_figures(week, plan, len(alarms), len(tasks)),
        living=tuple(_living(week, stay, _) for stay in _by_unit(week, (*week.held, *plan.starts))),
        starts=tuple(_move(week, stay, _) for stay in starts),
        proposals=tuple(_move(week, stay, _) for stay in plan.proposals),
        unplaced=unplaced,
        breaches=said(week, review.of(FindingKind.BREACH), lang),
        alarms=alarms,
        tasks=tasks,
        overridden=said(week, review.of(FindingKind.OVERRIDDEN), lang),
        tiers=tuple(tier_line(s, people[Tier(s.tier)], _) for s in review.stages if people[Tier(s.tier)]),
        lost=_lost(review, lang),
        status=status,
    )


def _unhoused(week: Week, plan: Plan, one: Unplaced, lang: Lang) -> Unhoused:
    _ = texts(lang)
    start = next((s.start for s in plan.stays if s.household == one.household), None)
    current = week.current(one.household)
    if start:
        so_far = _("a place only from {day}", day=say_date(start, lang))
    else:
        so_far = _("still in {place}", place=_spot(week, current, _)) if current else ""
    first = sorted(one.why, key=lambda f: (f.reason != one.primary, f.reason != one.secondary))
    why = list(dict.fromkeys(row.text for row in said(week, first, lang)))
    if one.open_places:
        rooms = say_list([_spot_of(week, place, _) for place in one.open_places[:MOST_REASONS]], lang)
        why.append(_("A place is open beside this plan: {places}.", places=rooms))
    return Unhoused(
        household=one.household,
        tier=_tier(week, one.household),
        code=", ".join(str(code) for code in (one.primary, one.secondary) if code),
        reason=say_word(f"~Reason.{one.primary}", lang) if one.primary else "",
        sentences=tuple(why[:MOST_REASONS]),
        so_far=so_far,
    )


def said(week: Week, findings: Iterable[Finding], lang: Lang) -> tuple[Said, ...]:
    """Findings in words, in the judge's order; what is said alike of several is one row."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        text = render_finding(finding, RULES_BY_ID, lang, need_to_know=True, near=week.as_of)
        grouped.setdefault((finding.code, text), []).append(finding)
    rows = []
    for (code, text), alike in grouped.items():
        who = list(dict.fromkeys(_about(week, finding, lang) for finding in alike))
        where = sorted({_where(week, finding) for finding in alike})
        rows.append(Said(", ".join(who), "; ".join(where) if len(where) <= MOST_PLACES else "", text, code))
    return tuple(rows)


def tier_line(stages: TierStages, people: int, _: Texts) -> str:
    """`P1 unsafe: 3 of 4 in time, 6 nights without a place`."""
    parts = [
        _(
            "{tier}: {placed} of {all} in time",
            tier=say_word(f"~Tier.{stages.tier}", _.lang),
            placed=people - stages.not_in_time,
            all=people,
        )
    ]
    if stages.nights:
        parts.append(_.n("{count} night without a place", "{count} nights without a place", stages.nights))
    if stages.impossible:
        parts.append(
            _.n(
                "for {count} no place exists in time",
                "for {count} no place exists in time",
                stages.impossible,
            )
        )
    return ", ".join(parts)


def status_line(run: Run, _: Texts) -> str:
    """How good the plan is proved to be."""
    if run.status is Status.OPTIMAL:
        return _(
            "Proven best: no plan serves the most urgent better, and none as good meets the wishes better."
        )
    if run.stages_proved and run.points is not None and run.bound is not None:
        return _.n(
            "Who gets a place in time is proven best. Wishes: at most {count} point better is possible.",
            "Who gets a place in time is proven best. Wishes: at most {count} points better is possible.",
            run.points - run.bound,
        )
    if run.stages_proved:
        return _("Who gets a place in time is proven best. For the wishes there was no time for a proof.")
    return _("Valid, but not proven best: time ran out. With more time, more may get a place in time.")


def _figures(week: Week, plan: Plan, alarms: int, tasks: int) -> Figures:
    waiting, given = _waiting(week), {s.household for s in plan.starts}
    return Figures(
        waiting=len(waiting),
        placed=len(waiting & given),
        proposals=len(plan.proposals),
        free_beds=_free_beds(week, plan.starts),
        alarms=alarms,
        tasks=tasks,
    )


def _waiting(week: Week) -> set[str]:
    return {
        h.alias for h in week.households if week.tier(h.alias) is not None and not week.is_housed(h.alias)
    }


def _free_beds(week: Week, planned: Iterable[Stay] = ()) -> int:
    tonight = week.as_of
    stays = [s for s in (*week.held, *planned) if s.start <= tonight < (s.until or FOREVER)]
    free = 0
    for unit in week.units:
        for room in unit.rooms:
            spans = week.attributes.of(week.place(room.alias), "beds_by_date")
            open_beds = sum(s.single + s.double for s in spans if s.since <= tonight < s.until)
            here = [s for s in stays if room in week.place(s.place).rooms]
            if any(not week.place(s.place).shared for s in here):
                continue
            free += max(0, open_beds - sum(week.household[s.household].sleepers for s in here))
    return free


def _by_unit(week: Week, stays: Iterable[Stay]) -> list[Stay]:
    return sorted(stays, key=lambda s: (week.unit_of(s).alias, s.place, s.start, s.household))


def _living(week: Week, stay: Stay, _: Texts) -> Living:
    place = week.place(stay.place)
    end = stay.until or FOREVER
    last = FOREVER if stay.kind in HELD else week.need_end(week.household[stay.household])
    return Living(
        household=stay.household,
        people=len(week.household[stay.household].members),
        tier=_tier(week, stay.household),
        unit=place.unit.alias,
        room=_room(week, stay.place, _),
        since=say_date(stay.start, _.lang),
        until=say_date(end, _.lang) if end < last else "",
        what=_what(week, stay, _),
        is_new=stay.kind not in HELD,
    )


def _what(week: Week, stay: Stay, _: Texts) -> str:
    if stay.kind is StayKind.NEW and stay.start > week.as_of + OFFER_DAYS:
        return _("forecast")
    return say_word(f"~StayKind.{stay.kind}", _.lang)


def _room(week: Week, alias: str, _: Texts) -> str:
    place = week.place(alias)
    rooms = say_list([room.alias for room in place.rooms], _.lang)
    return _("{room}, shared", room=rooms) if place.shared else rooms


def _move(week: Week, stay: Stay, _: Texts) -> Move:
    current = week.current(stay.household)
    household = week.household[stay.household]
    return Move(
        household=stay.household,
        old=_spot(week, current, _) if current else say_word(f"~Situation.{household.situation}", _.lang),
        new=_spot(week, stay, _),
        since=say_date(stay.start, _.lang),
    )


def _spot(week: Week, stay: Stay, _: Texts) -> str:
    return _spot_of(week, stay.place, _)


def _spot_of(week: Week, alias: str, _: Texts) -> str:
    return f"{week.place(alias).unit.alias}, {_room(week, alias, _)}"


def _tier(week: Week, household: str) -> str:
    tier = week.tier(household)
    wish = week.household[household].improvement_wish and week.is_housed(household)
    return str(tier) if tier else "P4" if wish else "–"


def _about(week: Week, finding: Finding, lang: Lang) -> str:
    """Households, or one member with the household in brackets."""
    households = [alias for alias in finding.about if alias in week.household]
    members = [alias for alias in finding.about if alias not in week.household]
    who = say_list(households, lang)
    return f"{say_list(members, lang)} ({who})" if members and who else who or say_list(members, lang)


def _where(week: Week, finding: Finding) -> str:
    """The unit, and the room where one is meant."""
    if not finding.where or finding.where in week.unit:
        return finding.where
    try:
        place = week.place(finding.where)
    except (KeyError, ValueError):
        return finding.where
    return f"{place.unit.alias}, {'+'.join(room.alias for room in place.rooms)}"


def _lost(review: Review, lang: Lang) -> tuple[Lost, ...]:
    titles = {goal.id: str(getattr(goal.title, lang)) for goal in (*GOALS, *RULES)}
    rows = [
        Lost(titles.get(g.goal, g.code), ", ".join(alias for alias, _ in g.households), g.points)
        for g in review.goals
        if g.points
    ]
    return tuple(sorted(rows, key=lambda row: (-row.points, row.title)))


def _iso_week(day: date, _: Texts) -> str:
    return _("week {number}", number=day.isocalendar().week)
