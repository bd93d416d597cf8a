"""Why a household is where a plan has it, or why it has nothing and what would change that: for a coordinator."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.next_best import NextBest, next_best
from placement.review.options import choices
from placement.review.pairs import pairs
from placement.review.reasons import reasons
from placement.service.homes import spot
from placement.service.missing_answers import MissingAnswers, missing_answers
from placement.service.priority import TITLES, because
from placement.service.question import Question
from placement.service.rows import Unhoused
from placement.service.sections import Section
from placement.service.smallest import changes_section, smallest
from placement.service.unplaced import unhoused
from placement.service.why_activity import ActivityView, activities, activity_lines
from placement.service.why_in_plan import why_in_plan
from placement.service.why_there_words import there_view
from placement.words.language import Lang
from placement.words.say import say_day
from placement.words.texts import Texts, later, texts


class Barred(NamedTuple):
    """A rule, and in how many of the other places it bars the household."""

    code: str
    title: str
    places: int


class Elsewhere(NamedTuple):
    """The other places: rooms, or sets of rooms, that are offered to a household of this size."""

    places: int
    open: int
    """Of these so many are barred by no rule; what else is planned may take them."""
    barred: tuple[Barred, ...]
    """Each rule, the one that bars most first. Several rules may bar one place."""


class Next(NamedTuple):
    """What the household has in the best plan in which it is not in this unit."""

    told: str
    costs: tuple[str, ...] = ()
    """Others who would get something else, and wishes lost."""


class HouseholdView(NamedTuple):
    """The answer for one household."""

    household: str
    told: str
    """Where the plan has it."""
    because: str
    """Its priority and why."""
    elsewhere: Elsewhere | None
    met: tuple[str, ...]
    """Wishes that speak for the place."""
    lost: tuple[str, ...]
    """Wishes that it does not meet."""
    next: Next | None
    """Of who gets a place in this plan."""
    reason: str
    """Why it has no place, or not in time: codes with their words."""
    why: tuple[str, ...]
    changes: tuple[tuple[str, ...], ...] | None
    """The smallest changes that would place it, the cheapest first; none where it has a place."""
    activities: tuple[ActivityView, ...]
    missing: MissingAnswers = MissingAnswers()
    """Answers without which no place at all can be offered."""


def household_view(
    question: Question, household: Household, lang: Lang, *, with_changes: bool = True
) -> HouseholdView:
    """Why here, or why nowhere.

    Args:
        question: The week and the plan.
        household: Of the week.
        lang: Of the texts.
        with_changes: Whether the smallest changes are looked for too: each is proved by planning again.
    """
    week, plan, _ = question.week, question.plan, texts(lang)
    alias = household.alias
    stay = next((s for s in plan.stays if s.household == alias), None)
    here = why_in_plan(week, plan, question.review, alias, lang)
    missing = _missing(question, alias, lang)
    return HouseholdView(
        household=alias,
        told=_told(question, household, stay, _),
        because=because(week, household, _),
        elsewhere=_elsewhere(question, household, stay, lang) if week.wants_option(household) else None,
        met=tuple(f"{one.title}: {one.text}" for one in here.strengths),
        lost=here.given_up,
        next=_next(question, stay, lang) if stay else None,
        reason=missing.reason if missing else "",
        why=(*missing.sentences, *filter(None, [missing.never_in_time])) if missing else (),
        changes=smallest(question, alias, lang) if missing and stay is None and with_changes else None,
        activities=activities(question, household, lang),
        missing=missing_answers(week, [household], lang) if missing and stay is None else MissingAnswers(),
    )


def _told(question: Question, household: Household, stay: Stay | None, _: Texts) -> str:
    week, alias = question.week, household.alias
    shown = stay or week.hold(alias) or week.current(alias)
    if shown is None:
        return _("{household} gets no place.", household=alias)
    named = {"household": alias, "place": spot(week, shown.place, _)}
    day = say_day(shown.start, _.lang, week.as_of)
    match shown.kind:
        case StayKind.CURRENT:
            return _("{household} lives in {place}, and the plan has no other place for them.", **named)
        case StayKind.HOLD:
            said = (
                later("{household} is offered {place} from {day}, and has not answered yet.")
                if week.awaits_answer(shown)
                else later("{household} has agreed to {place} from {day}.")
            )
            return _(said, **named, day=day)
        case StayKind.PROPOSAL:
            return _("The plan proposes a move for {household}: {place} from {day}.", **named, day=day)
        case _:
            return _("{household} gets {place} from {day}.", **named, day=day)


def _missing(question: Question, household: str, lang: Lang) -> Unhoused | None:
    found = (one for one in reasons(question.week, question.plan) if one.household == household)
    return next((unhoused(question.week, question.plan, one, lang) for one in found), None)


def _elsewhere(question: Question, household: Household, stay: Stay | None, lang: Lang) -> Elsewhere:
    """Places are counted by their rooms: a bed in a room and the whole of it are one."""
    week, known = question.week, pairs(question.week)
    here = {r.alias for r in week.place(stay.place).rooms} if stay else set()
    at: dict[tuple[str, ...], list[str]] = {}
    for choice in choices(week, household):
        rooms = tuple(room.alias for room in choice.place.rooms)
        if not here & set(rooms):
            at.setdefault(rooms, []).append(choice.place.alias)
    row = known.households.index(household.alias)
    is_open = {one for one, yes in zip(known.places, known.open[row], strict=True) if yes}
    shut = {rooms: places for rooms, places in at.items() if not is_open & set(places)}
    bars = [{code for p in places for code in known.rules(household.alias, p)} for places in shut.values()]
    counts = {code: sum(code in one for one in bars) for code in known.codes}
    barred = [Barred(code, str(getattr(TITLES[code], lang)), n) for code, n in counts.items() if n]
    return Elsewhere(len(at), len(at) - len(shut), tuple(sorted(barred, key=lambda b: (-b.places, b.code))))


def _next(question: Question, stay: Stay, lang: Lang) -> Next:
    _ = texts(lang)
    found = next_best(question.week, question.plan, stay.household, question.means)
    return next_told(question.week, stay, found, _, question.hidden)


def next_told(week: Week, stay: Stay, found: NextBest, _: Texts, hidden: Collection[str] = ()) -> Next:
    """What the household has in the best plan in which it is elsewhere, in words."""
    named = {"household": stay.household}
    if not found.is_proved:
        return Next(_("What is next best was not proved: time was too short, or the week is too large."))
    if not found.exists:
        return Next(_("There is no plan with {household} elsewhere.", **named))
    if found.there is None:
        home = week.current(stay.household)
        if home is None:
            return Next(_("In the next best plan {household} has no place.", **named))
        return Next(
            _("In the next best plan {household} stays in {place}.", place=spot(week, home.place, _), **named)
        )
    view = there_view(week, found.there, _.lang, hidden)
    return Next(view.told, (*view.touched, *view.lost))


def household_sections(view: HouseholdView, lang: Lang) -> Iterator[Section]:
    """The answer, part by part."""
    _ = texts(lang)
    yield Section("", tuple(filter(None, [view.told, view.because])))
    yield Section(_("To be answered first"), points=view.missing.lines)
    yield Section(_("Why not in time, or not at all"), tuple(filter(None, [view.reason])), view.why)
    if view.changes is not None:
        yield changes_section(view.changes, view.missing, _)
    if view.elsewhere is not None:
        yield _elsewhere_section(view.elsewhere, _)
    yield Section(_("Wishes that speak for it"), points=view.met)
    yield Section(_("Wishes that are not fully met"), points=view.lost)
    if view.next is not None:
        yield Section(_("Next best place"), (view.next.told,), view.next.costs)
    yield Section(_("Activities"), points=activity_lines(view.activities))


def _elsewhere_section(found: Elsewhere, _: Texts) -> Section:
    counted = _.n(
        "Of {count} other place {shut} is barred.",
        "Of {count} other places {shut} are barred.",
        found.places,
        shut=found.places - found.open,
    )
    points = [
        _.n("{count} place does not keep: {title} ({code})", "{count} places do not keep: {title} ({code})",
            one.places, title=one.title, code=one.code)
        for one in found.barred
    ]  # fmt: skip
    return Section(_("Other places"), (counted, *_several(found, _)), tuple(points))


def _several(found: Elsewhere, _: Texts) -> Iterator[str]:
    """Why the figures of the rules may come to more than the places."""
    if sum(one.places for one in found.barred) > found.places - found.open:
        yield _("Several rules may bar the same place. So the figures below come to more than the places.")
