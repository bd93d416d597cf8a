"""Everybody's week in one language, household by household, for who plans it."""

from collections.abc import Iterator, Sequence

from placement.domain.contact import AssignmentKind
from placement.domain.plan import Plan
from placement.domain.programme import EnrolmentKind, Session
from placement.domain.stay import HELD, Stay, StayKind
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.service.homes import spot, what
from placement.service.language_need_words import language_line, missing_line
from placement.service.person_week import Activity, Followed, Home, HouseholdWeek, household_weeks
from placement.service.priority import tier_of
from placement.service.rows import HouseholdRow, Line, PeopleView, PersonRow
from placement.words.render import say_word
from placement.words.say import OPEN_END, say_date, say_day, say_list, say_span, say_weekday
from placement.words.texts import Texts


def people_view(week: Week, plan: Plan, _: Texts) -> PeopleView:
    """The weeks of everybody in care."""
    weeks = household_weeks(week, plan)
    has_contacts = bool(week.contacts)
    has_activities = any(person.activities for one in weeks for person in one.people)
    return PeopleView(
        summary=" · ".join(_summary(weeks, _)),
        notes=tuple(_notes(week, _, has_activities=has_activities)),
        households=tuple(_household(week, one, _) for one in weeks),
        has_activities=has_activities,
        has_contacts=has_contacts,
    )


def _household(week: Week, one: HouseholdWeek, _: Texts) -> HouseholdRow:
    return HouseholdRow(
        household=one.household,
        tier=tier_of(week, one.household),
        homes=tuple(_home(week, one, home, _) for home in one.homes) or (_no_home(one, _),),
        contact=_contact(week, one.contact, _) if week.contacts else None,
        people=tuple(
            PersonRow(
                person=person.person,
                activities=tuple(_activity(week, activity, _) for activity in person.activities),
                language=language_line(person.language, _),
                missing=missing_line(person.language, _),
            )
            for person in one.people
        ),
    )


def _home(week: Week, one: HouseholdWeek, home: Home, _: Texts) -> Line:
    state = []
    if home.kind is not StayKind.CURRENT:
        stay = Stay(
            household=one.household, place=home.place, start=home.start, kind=home.kind, expires=home.expires
        )
        told, day = what(week, stay, _), say_day(home.start, _.lang, week.as_of)
        state.append(_("{what} from {day}", what=told, day=day))
    last = FOREVER if home.kind in HELD else week.need_end(week.household[one.household])
    if home.until is not None and home.until < last:
        state.append(_("until {day}", day=say_day(home.until, _.lang, week.as_of)))
    return Line(_with(spot(week, home.place, _), state), "" if home.kind in HELD else "new")


def _no_home(one: HouseholdWeek, _: Texts) -> Line:
    now = say_word(f"~Situation.{one.situation}", _.lang) if one.situation else ""
    return Line(_with(_("no place in the plan"), [now]), "lacks")


def _contact(week: Week, one: Followed | None, _: Texts) -> Line:
    if one is None:
        return Line(_("nobody"), "lacks")
    state, is_new = [], one.kind is AssignmentKind.NEW
    if is_new:
        state.append(_("takes over from {contact}", contact=one.before) if one.before else _("new"))
    if one.away_until == FOREVER:
        state.append(_("away {open_end}", open_end=OPEN_END[_.lang]))
    elif one.away_until is not None:
        state.append(_("away until {day}", day=say_day(one.away_until, _.lang, week.as_of)))
    return Line(_with(one.contact, state), "lacks" if one.away_until else "new" if is_new else "")


def _activity(week: Week, one: Activity, _: Texts) -> Line:
    about = say_word(f"~ProgrammeKind.{one.about}", _.lang)
    times = say_times(one.sessions, _)
    name = f"{one.programme}, {about}: {times}" if times else f"{one.programme}, {about}"
    ends = one.until is not None and one.until < week.horizon
    if one.kind is EnrolmentKind.GIVEN_UP:
        return Line(_with(name, [_ended(one, _)]), "ends")
    is_new = one.kind is EnrolmentKind.NEW
    state = (
        _("new from {day}", day=say_day(one.first or one.start, _.lang, week.as_of))
        if is_new
        else _("goes on")
    )
    until = _("until {day}", day=say_day(one.until, _.lang, week.as_of)) if one.until and ends else ""
    return Line(_with(name, [f"{state} {until}".rstrip()]), "new" if is_new else "")


def _ended(one: Activity, _: Texts) -> str:
    """That it ends for a bed, and when; where somebody must be asked first, that it does so only if they move."""
    if one.until is None or one.ends_for is None:
        return say_word(f"~EnrolmentKind.{EnrolmentKind.GIVEN_UP}", _.lang)
    day = say_date(one.until, _.lang)
    if one.ends_for is StayKind.PROPOSAL:
        return _("ends on {day} if the move comes about", day=day)
    return _("ends on {day} for a place to live", day=day)


def say_times(sessions: Sequence[Session], _: Texts) -> str:
    """`ma. og on. 10:00–12:00, fr. 09:00–11:00`: days of the same time together."""
    days: dict[str, list[str]] = {}
    for one in sessions:
        days.setdefault(say_span(one.start, one.end), []).append(say_weekday(one.weekday.rank, _.lang))
    return ", ".join(f"{say_list(names, _.lang)} {span}" for span, names in days.items())


def _with(name: str, state: Sequence[str]) -> str:
    said = ", ".join(filter(None, state))
    return f"{name} ({said})" if said else name


def _summary(weeks: Sequence[HouseholdWeek], _: Texts) -> Iterator[str]:
    """What goes on, begins and ends, and how many lack something; nothing of what is not there."""
    people = [person for one in weeks for person in one.people]
    kinds = [activity.kind for person in people for activity in person.activities]
    if count := kinds.count(EnrolmentKind.CURRENT):
        yield _.n("{count} activity goes on", "{count} activities go on", count)
    if count := kinds.count(EnrolmentKind.NEW):
        yield _.n("{count} begins", "{count} begin", count)
    if count := kinds.count(EnrolmentKind.GIVEN_UP):
        yield _.n("{count} ends for a place to live", "{count} end for a place to live", count)
    if count := sum(one.contact is not None and one.contact.kind is AssignmentKind.NEW for one in weeks):
        yield _.n("{count} household gets a new contact", "{count} households get a new contact", count)
    if count := sum(bool(person.language.missing) for person in people):
        yield _.n(
            "{count} person lacks a language or an interpreter",
            "{count} people lack a language or an interpreter",
            count,
        )


def _notes(week: Week, _: Texts, *, has_activities: bool) -> Iterator[str]:
    """What is not there for anybody, said once."""
    if not week.households:
        yield _("No households in this week's tables.")
        return
    if not week.programmes:
        yield _("No activities in this week's tables.")
    elif not has_activities:
        yield _("Nobody takes part in an activity.")
    if not week.contacts:
        yield _("No contacts in this week's tables.")
    if not week.interpreters and week.talks:
        yield _("No interpreters in this week's tables: they are booked elsewhere.")
