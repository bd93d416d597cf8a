"""What needs a human by the running plan and the judge: alarms, who has no bed, offers, what was not recorded."""

from collections.abc import Iterable, Iterator
from datetime import date

from placement.domain.consent import Offer, OfferAnswer
from placement.domain.decision import Tier
from placement.domain.review import Finding, FindingKind
from placement.domain.stay import Stay, StayKind
from placement.domain.tier import tier_without_hold
from placement.domain.week import Week
from placement.domain.whereabouts import ran_out
from placement.service.desk.clock import Urgency
from placement.service.desk.commands.decisions import Unrecorded
from placement.service.desk.kept_plan import Kept
from placement.service.desk.need import MAKE, Kind, Need, Together
from placement.service.desk.today import Today
from placement.service.desk.without_bed import without_bed
from placement.service.findings import rests_on, said
from placement.service.resting import Resting
from placement.words.language import Lang
from placement.words.say import say_day
from placement.words.texts import Texts, later, texts

SAID_BY_THE_CLOCK = frozenset({
    ("H01", "ask_again"), ("H04", "not_asked"), ("H06", "assess_in_time"), ("H06", "renew_in_time"),
    ("H14", "near"), ("H14", "near_extended"),
})  # fmt: skip
"""Code and sentence of tasks of the judge that the calendar tells of everybody, also before a plan."""
OF_ACTS = ("H", "A")
"""Rules whose tasks are told here. What a contact or an interpreter lacks is told where the plan chooses them."""
RECORDED = {
    "stay_ended": later("{who}: the stay was to end on {day}. Did they leave, or stay on?"),
    "hold_not_begun": later("{who}: was to move in on {day}. Did they?"),
    "not_answered": later("{who}: was offered to move in on {day}. What did they answer?"),
    "hold_expired": later("{who}: the bed was held until {day}. Ask the unit."),
    "hold_ended": later("{who}: a stay that never began was to end on {day}."),
}

OF_OFFERS = ("not_answered", "hold_expired")
"""What is not recorded of an open offer is told with it."""


def needs_of_plan(
    now: Today, unrecorded: Iterable[Unrecorded], lang: Lang, draft: Kept | None = None
) -> Iterator[Need]:
    """All of them, of everybody: who may not know of somebody is not to be told."""
    _ = texts(lang)
    yield from _findings(now, lang)
    yield from _offers(now.week, _)
    asked = {one.household for one in _open(now.week)}
    beside = (one for one in unrecorded if one.what not in OF_OFFERS or one.household not in asked)
    yield from _unrecorded(beside, now.week.as_of, _)
    yield from without_bed(now, draft, lang)


# -- what the judge says
def _findings(now: Today, lang: Lang) -> Iterator[Need]:
    kinds = ((FindingKind.BREACH, Kind.BREACH, Urgency.NOW), (FindingKind.ALARM, Kind.ALARM, Urgency.NOW),
             (FindingKind.TASK, Kind.TASK, Urgency.WEEK))  # fmt: skip
    for finding_kind, kind, urgency in kinds:
        groups: dict[tuple[str, ...], list[Finding]] = {}
        for one in now.review.of(finding_kind):
            if finding_kind is not FindingKind.TASK or _is_told(one):
                groups.setdefault((one.code, one.says, *one.about), []).append(one)
        for group in groups.values():
            yield from _said(now, group, kind, urgency, lang)


def _is_told(one: Finding) -> bool:
    return one.code.startswith(OF_ACTS) and (one.code, one.says) not in SAID_BY_THE_CLOCK


def _said(now: Today, group: list[Finding], kind: Kind, urgency: Urgency, lang: Lang) -> Iterator[Need]:
    about = group[0].about
    households = [alias for alias in about if alias in now.week.household] or list(about)
    rests = frozenset[str]().union(*(rests_on(now.week, one) for one in group))
    for row in said(now.week, now.plan, group, lang):
        where = f" ({row.where})" if row.where else ""
        key = households[0] if households else ""
        step = MAKE if kind is Kind.BREACH or not key else ("households", key)
        text = Resting(f"{row.about}{where}: {row.text}", rests)
        yield Need(urgency, kind, ", ".join(households), text, *step)


# -- what nobody wrote down
def _unrecorded(every: Iterable[Unrecorded], as_of: date, _: Texts) -> Iterator[Need]:
    for one in every:
        day = say_day(one.on, _.lang, as_of)
        text = _(RECORDED[one.what], who=one.household, day=day)
        yield Need(Urgency.NOW, Kind.UNRECORDED, one.household, text, "step", "answers", one.on)


# -- what nobody has answered
def _open(week: Week) -> Iterator[Offer]:
    offers = week.instance.offers
    yield from (one for one in offers if one.answer is OfferAnswer.OPEN and one.household in week.household)


def _offers(week: Week, _: Texts) -> Iterator[Need]:
    """Those for whom tonight hangs on it stand alone; of the others those whose day has come are told as one."""
    for one in _open(week):
        day = say_day(one.on, _.lang, week.as_of)
        text = _(
            "{who}: the offer of {unit} from {day} awaits an answer.",
            who=one.household,
            unit=one.unit,
            day=day,
        )
        hold = next((s for s in week.held_of.get(one.household, ()) if _is_of(week, s, one)), None)
        if hold is not None and hold.expires is not None and ran_out(hold.expires, week.as_of):
            until = _(
                "The bed was held until {day}: ask the unit.", day=say_day(hold.expires, _.lang, week.as_of)
            )
            text = f"{text} {until}"
        need = Need(Urgency.WEEK, Kind.OFFER, one.household, text, "step", "answers", one.on, rank=1)
        if hold is not None and _is_acute(week, hold):
            yield need._replace(urgency=Urgency.NOW, rank=0)
        else:
            is_due = hold is not None and (hold.start < week.as_of or ran_out(hold.expires, week.as_of))
            urgency = Urgency.NOW if is_due else Urgency.WEEK
            yield need._replace(urgency=urgency, together=Together.OFFERS)


def _is_of(week: Week, stay: Stay, offer: Offer) -> bool:
    return stay.kind is StayKind.HOLD and week.unit_of(stay).alias == offer.unit


def _is_acute(week: Week, hold: Stay) -> bool:
    """Whether somebody who has nowhere to be tonight could move in."""
    household = week.household[hold.household]
    return hold.start <= week.as_of and tier_without_hold(week, household) is Tier.P0
