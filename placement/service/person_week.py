"""The week of each household and its people, as data: home, contact, activities, and the need for language."""

from datetime import date

from placement.domain.activity import occurrences
from placement.domain.contact import AssignmentKind, ContactAssignment
from placement.domain.decision import Tier
from placement.domain.household import Household, Situation
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind, ProgrammeKind, Session
from placement.domain.seen import Seen
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER, Alias, PlaceAlias, Value
from placement.domain.week import Week
from placement.review.act_form import ended_by
from placement.service.language_need import LanguageNeed, language_needs


class Home(Value):
    """Where a household lives, will live, or is offered to live."""

    unit: Alias
    place: PlaceAlias
    start: date
    until: date | None
    kind: StayKind
    expires: date | None = None
    """Of a bed that is held."""


class Followed(Value):
    """The household's contact from now on; where it is a new one, who hands over."""

    contact: Alias
    kind: AssignmentKind
    before: Alias | None
    away_until: date | None


class Activity(Value):
    """A programme that a person attends, or attends no longer because of a bed; with its weekly sessions."""

    programme: Alias
    about: ProgrammeKind
    kind: EnrolmentKind
    sessions: tuple[Session, ...]
    start: date
    until: date | None
    first: date | None
    """The first session from today on."""
    ends_for: StayKind | None
    """The kind of planned stay for which it ends, on the day that the stay begins; a proposal needs an own yes."""


class PersonWeek(Value):
    """One person."""

    person: Alias
    activities: tuple[Activity, ...]
    language: LanguageNeed


class HouseholdWeek(Value):
    """One household."""

    household: Alias
    tier: Tier | None
    situation: Situation | None
    """Where whoever lives in none of our homes sleeps now."""
    homes: tuple[Home, ...]
    contact: Followed | None
    people: tuple[PersonWeek, ...]


def household_weeks(week: Week, plan: Plan) -> tuple[HouseholdWeek, ...]:
    """Everybody in care, in order of household. The plan names nothing that the week does not know."""
    seen, needs = Seen(week, plan), language_needs(week, plan)
    contacts = {one.household: one for one in plan.contacts}
    given_up: dict[str, list[Enrolment]] = {}
    for one in plan.enrolments:
        if one.kind is EnrolmentKind.GIVEN_UP:
            given_up.setdefault(one.person, []).append(one)
    beds = ended_by(week, plan)

    def person_week(alias: str) -> PersonWeek:
        enrolments = (*seen.attended_by(alias), *given_up.get(alias, ()))
        activities = sorted(
            (_activity(week, e, beds.get((e.person, e.programme))) for e in enrolments), key=_first_time
        )
        return PersonWeek(person=alias, activities=tuple(activities), language=needs[alias])

    return tuple(
        HouseholdWeek(
            household=household.alias,
            tier=week.tier(household.alias),
            situation=None if week.is_housed(household.alias) else household.situation,
            homes=_homes(seen, household),
            contact=_followed(week, contacts.get(household.alias)),
            people=tuple(person_week(person.alias) for person in household.members),
        )
        for household in week.households
    )


def _homes(seen: Seen, household: Household) -> tuple[Home, ...]:
    stays = sorted(seen.of(household.alias), key=lambda s: (s.start, s.place))
    return tuple(
        Home(
            unit=seen.unit(s).alias,
            place=s.place,
            start=s.start,
            until=_end(s),
            kind=s.kind,
            expires=s.expires,
        )
        for s in stays
    )


def _followed(week: Week, one: ContactAssignment | None) -> Followed | None:
    if one is None:
        return None
    before = week.assigned.get(one.household) if one.kind is AssignmentKind.NEW else None
    away = week.attributes.of(week.contact[one.contact], "away_until")
    return Followed(contact=one.contact, kind=one.kind, before=before, away_until=away)


def _activity(week: Week, enrolment: Enrolment, bed: Stay | None) -> Activity:
    programme = week.programme[enrolment.programme]
    since, until = enrolment.start, min(enrolment.until or FOREVER, week.horizon)
    return Activity(
        programme=programme.alias,
        about=programme.kind,
        kind=enrolment.kind,
        sessions=tuple(sorted(programme.sessions, key=lambda s: (s.weekday.rank, s.start, s.end))),
        start=enrolment.start,
        until=bed.start if bed else _end(enrolment),
        first=next((one.on for one in occurrences(programme, max(since, week.as_of), until)), None),
        ends_for=bed.kind if bed else None,
    )


def _first_time(activity: Activity) -> tuple[object, ...]:
    return ([(s.weekday.rank, s.start) for s in activity.sessions], activity.programme)


def _end(act: Stay | Enrolment) -> date | None:
    return None if act.until == FOREVER else act.until
