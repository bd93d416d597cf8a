"""A plan, a review and a week as a screen or a terminal shows them, in one language, for a coordinator."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from placement.domain.decision import Tier
from placement.domain.plan import Plan
from placement.domain.review import FindingKind, Review, Unplaced
from placement.domain.run import Status
from placement.domain.week import Week
from placement.domain.whereabouts import Whereabouts, stands
from placement.review.form import readable
from placement.service.capacity import free_tonight
from placement.service.findings import lost, said, sentence, status_line, tier_line
from placement.service.homes import living, move
from placement.service.person_week_words import people_view
from placement.service.planning import Answer, is_for_other_facts
from placement.service.rows import Figures, PlanView, Said, Unhoused
from placement.service.unplaced import no_units, unhoused, unplaced_told
from placement.service.veil import NOBODY, Names
from placement.words.language import Lang
from placement.words.say import say_date
from placement.words.texts import Texts, texts


def plan_view(answer: Answer, lang: Lang, untold: Names = NOBODY) -> PlanView:
    """Everything about a plan that was just made; what the judge says without those of whom the reader may not know."""
    week, _ = answer.week, texts(lang)
    rows = _unhoused(week, answer.plan, answer.unplaced, lang)
    status = status_line(answer.run, _) if week.units else no_units(_)
    view = _view(week, answer.plan, answer.review, rows, status, lang, untold)
    is_proved = answer.run.status is Status.OPTIMAL and bool(week.units)
    return replace(view, is_proved=is_proved, people=people_view(week, answer.plan, _))


def _unhoused(week: Week, plan: Plan, unplaced: Iterable[Unplaced], lang: Lang) -> tuple[Unhoused, ...]:
    return tuple(unhoused(week, plan, one, lang) for one in unplaced if week.tier(one.household) is not None)


def review_view(
    week: Week,
    plan: Plan,
    review: Review,
    lang: Lang,
    unplaced: tuple[Unplaced, ...] = (),
    untold: Names = NOBODY,
) -> PlanView:
    """A plan from any source, with what the judge says of it, and why some have no place where that was found.

    Nothing that the judge says is of those of whom the reader may not know (`untold`).
    """
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
    if other := is_for_other_facts(review):
        verdict = sentence(week, other[0], lang)
    known = readable(week, plan)[0]
    return _view(week, known, review, _unhoused(week, known, unplaced, lang), verdict, lang, untold)


def _view(
    week: Week,
    plan: Plan,
    review: Review,
    unplaced: tuple[Unhoused, ...],
    status: str,
    lang: Lang,
    untold: Names,
) -> PlanView:
    _ = texts(lang)

    def found(kind: FindingKind, untold: Names = untold) -> tuple[Said, ...]:
        return said(week, plan, review.of(kind), lang, untold)

    starts = sorted(plan.starts, key=lambda s: (s.start, s.household))
    people = {tier: len(week.in_tier(tier)) for tier in Tier}
    alarms, tasks = (len(found(kind, NOBODY)) for kind in (FindingKind.ALARM, FindingKind.TASK))
    return PlanView(
        as_of=say_date(week.as_of, lang, year=True),
        week=_iso_week(week.as_of, _),
        figures=_figures(week, plan, alarms, tasks),
        living=living(week, (*week.held, *plan.starts), _),
        starts=tuple(move(week, stay, _) for stay in starts),
        proposals=tuple(move(week, stay, _) for stay in plan.proposals),
        unplaced=unplaced,
        breaches=found(FindingKind.BREACH),
        alarms=found(FindingKind.ALARM),
        tasks=found(FindingKind.TASK),
        overridden=found(FindingKind.OVERRIDDEN),
        tiers=tuple(tier_line(s, people[Tier(s.tier)], _) for s in review.stages if people[Tier(s.tier)]),
        lost=lost(review, lang),
        status=status,
        all_served=_all_served(week, _),
        unplaced_told=unplaced_told(week, plan, (one.household for one in unplaced), _),
    )


def _all_served(week: Week, _: Texts) -> str:
    if not week.units:
        return no_units(_)
    if any(week.in_tier(tier) for tier in Tier):
        return _("Everybody who needs a place has one in time.")
    return _("Nobody needs a place this week. If that is wrong, look at the table of households.")


def _figures(week: Week, plan: Plan, alarms: int, tasks: int) -> Figures:
    waiting, given = _waiting(week), {s.household for s in plan.starts}
    return Figures(
        waiting=len(waiting),
        placed=len(waiting & given),
        proposals=len(plan.proposals),
        free_beds=free_tonight(week, plan.starts),
        alarms=alarms,
        tasks=tasks,
    )


def _waiting(week: Week) -> set[str]:
    return {h.alias for h in week.households if stands(week, h.alias) is Whereabouts.WAITS}


def _iso_week(day: date, _: Texts) -> str:
    return _("week {number}", number=day.isocalendar().week)
