"""Who has no bed, and what there is to say of it: by the newest draft of today's facts, else by the running plan."""

from collections.abc import Iterator
from datetime import date

from placement.domain.decision import Tier
from placement.domain.plan import Plan
from placement.domain.review import Unplaced
from placement.domain.week import Week
from placement.domain.whereabouts import Whereabouts, stands
from placement.service.desk.clock import Urgency
from placement.service.desk.kept_plan import Kept
from placement.service.desk.need import MAKE, PLANS, Kind, Need, Together
from placement.service.desk.today import Today
from placement.service.priority import because
from placement.service.resting import joined, made_of
from placement.service.unplaced import unhoused
from placement.words.language import Lang
from placement.words.say import say_day
from placement.words.texts import Texts, texts

BY_TIER = {Tier.P0: Urgency.NOW, Tier.P1: Urgency.NOW, Tier.P2: Urgency.WEEK, Tier.P3: Urgency.LATER}


def without_bed(now: Today, draft: Kept | None, lang: Lang) -> Iterator[Need]:
    """A need for each household that waits.

    Args:
        now: The desk today.
        draft: The newest plan of today's facts that waits; none: there is none.
        lang: Language of the sentences.
    """
    week, _ = now.week, texts(lang)
    for house in week.households:
        tier = week.tier(house.alias)
        if tier is None or stands(week, house.alias) is not Whereabouts.WAITS:
            continue
        need = Need(BY_TIER[tier], Kind.NO_BED, house.alias, "", "households", house.alias, rank=tier.rank)
        why = because(week, house, _)
        if draft is not None:
            yield _by_draft(draft, now, need, why, _)
        else:
            yield _by_today(now, need, why, _)


def _by_today(now: Today, need: Need, why: str, _: Texts) -> Need:
    """What the facts say, and the plan that runs."""
    mine = _of(now.unplaced, need.who)
    first, rest = _why(now, need.who, mine, _)
    told = need._replace(text=_text(need, first, _), more=tuple(filter(None, (why, *rest))))
    if mine is None or not mine.open_places:
        return told
    return told._replace(table=MAKE[0], key=MAKE[1], together=Together.OPEN)


def _why(now: Today, household: str, mine: Unplaced | None, _: Texts) -> tuple[str, tuple[str, ...]]:
    """The one sentence that helps most, and the others."""
    row = unhoused(now.week, now.plan, mine, _.lang) if mine else None
    if (start := _start(now.plan, household)) is not None:
        day = say_day(start, _.lang, now.week.as_of)
        told = _("The running plan foresees a place from {day}.", day=day)
        return told, row.sentences if row else ()
    if mine is None or row is None:
        return "", ()
    if mine.open_places:
        return _("A place is open: plan again."), row.sentences
    if mine.nowhere or not row.never_in_time:
        return row.sentences[0] if row.sentences else "", (row.never_in_time, *row.sentences[1:])
    return row.never_in_time, row.sentences


def _by_draft(draft: Kept, now: Today, need: Need, why: str, _: Texts) -> Need:
    """What the draft gives, or why it gives nothing in time. It is looked at in the draft."""
    number, start = draft.number, _start(draft.plan, need.who)
    need = need._replace(table=PLANS, key=str(number), on=start)
    day = say_day(start, _.lang, now.week.as_of) if start else ""
    mine = _of(draft.unplaced, need.who)
    if start is not None and mine is None:
        told = _("Plan {number} gives a place from {day}.", number=number, day=day)
        return need._replace(text=_text(need, told, _), more=(why,) if why else (), together=Together.PLANNED)
    if start is not None:
        told = _("Plan {number} gives a place only from {day}.", number=number, day=day)
    else:
        told = _("Plan {number} finds no place in time.", number=number)
    reason, rest = _reason(draft.week, draft.plan, mine, _)
    text = _text(need, joined((told, reason)), _)
    return need._replace(text=text, more=tuple(filter(None, (why, *rest))))


def _reason(week: Week, plan: Plan, mine: Unplaced | None, _: Texts) -> tuple[str, tuple[str, ...]]:
    """The reason that says most, and the others; none where the judge gave none."""
    if mine is None:
        return "", ()
    row = unhoused(week, plan, mine, _.lang)
    if row.never_in_time and not mine.nowhere:
        return row.never_in_time, row.sentences
    return row.sentences[0] if row.sentences else row.never_in_time, row.sentences[1:]


def _text(need: Need, told: str, _: Texts) -> str:
    return made_of(_("{who} has no bed. {why}", who=need.who, why=told).strip(), told)


def _start(plan: Plan, household: str) -> date | None:
    return next((stay.start for stay in plan.stays if stay.household == household), None)


def _of(unplaced: tuple[Unplaced, ...], household: str) -> Unplaced | None:
    return next((one for one in unplaced if one.household == household), None)
