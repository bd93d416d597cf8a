"""A01: nobody is to be in two places at once, nor on the way when they are expected."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from placement.domain.activity import DAY, UNKNOWN_MINUTES, minutes, same_time
from placement.domain.housing import HousingUnit
from placement.domain.person import Person
from placement.domain.programme import Enrolment, Programme, Session
from placement.domain.rule import (
    DESIGNED,
    Blocks,
    Clash,
    Facts,
    Level,
    Objection,
    Reason,
    Rule,
    Source,
    facts,
)
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.terms import Terms
from placement.domain.timetable import (
    Busy,
    binds,
    every,
    first_meeting,
    first_on,
    hours,
    in_the_way,
    is_locked_out,
    known_minutes,
    meetings,
    minutes_between,
    overlaps,
    runs,
)
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.week import Week
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    busy: tuple[Busy, ...]


class What(NamedTuple):
    """What it reads of a programme."""

    sessions: tuple[Session, ...]
    full_attendance: bool
    since: date
    until: date | None


class KeepsAppointments:
    """Sessions and what else fills the person's week; one missed session is excused where it may be missed."""

    between = (Person, Programme)

    def objections(self, who: Who, what: What) -> tuple[Objection, ...]:
        """While a weekly appointment holds; of one on a date against that date, or a task before it."""
        return tuple(
            one
            for session in what.sessions
            for busy in who.busy
            if overlaps(session, busy) and first_meeting(session, busy, what.since, what.until or FOREVER)
            for one in _against(what, session, busy)
        )


def _against(what: What, session: Session, busy: Busy) -> Iterator[Objection]:
    if busy.on is None:
        named = _named(session, busy)
        yield Objection(Level.ABSOLUTE, "weekly", named, Reason.LANGUAGE, busy.since, busy.until)
        return
    named = (*_named(session, busy), *facts(on=busy.on))
    if what.full_attendance:
        yield Objection(Level.ABSOLUTE, "dated", named, Reason.LANGUAGE, busy.on, busy.on + DAY)
        # whoever attends already has until then to settle it with the course
        yield Objection(Level.ABSOLUTE, "ahead", named, until=busy.on, blocks=Blocks.HELD, waived="ahead")
    else:
        yield Objection(Level.ABSOLUTE, "excused", named, None, ALWAYS, busy.on + DAY, Blocks.NOTE)


def _named(session: Session, busy: Busy) -> Facts:
    return facts(day=session.weekday, session=hours(session), kind=busy.kind, busy=hours(busy))


class OneAtATime:
    """The half about two programmes of one person."""

    def build(self, terms: Terms) -> None:
        """Of two programmes a person attends at most one where sessions overlap, or no way fits between them.

        So where they leave less time than the way from one to the other takes, if there is a date on which both run
        while the person is in both.
        """
        week = terms.week
        known: dict[tuple[str, str], list[Session]] = {}
        for person in terms.people():
            for one, other in combinations(terms.choices(person.alias), 2):
                pair = one.alias, other.alias
                if pair not in known:
                    way = minutes_between(week, one, other)
                    known[pair] = [a for a in one.sessions for b in other.sessions if same_time(a, b, way)]
                near = known[pair]
                if not near:
                    continue
                spans = [terms.span(person.alias, p.alias) for p in (one, other)]
                since, until = max(s[0] for s in spans), min(s[1] for s in spans)
                if any(first_on(session.weekday, since, until) for session in near):
                    terms.not_both(*(terms.attends(person.alias, p.alias) for p in (one, other)))

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each two of a person's enrolments, held first, with a date on which both are too close."""
        week = seen.week
        for person in sorted({e.person for e in seen.enrolments}):
            mine = sorted(seen.attended_by(person), key=lambda e: (not seen.is_held(e), e.programme))
            for one, other in combinations(mine, 2):
                a, b = week.programme[one.programme], week.programme[other.programme]
                span = _both(runs(week, one), runs(week, other))
                travel = minutes_between(week, a, b)
                for day, first, second in _too_close(a, b, travel, span):
                    named = facts(day=first.weekday, session=hours(second), other=a.alias, busy=hours(first),
                                  minutes=travel)  # fmt: skip
                    says = "two_at_once" if overlaps(first, second) else "too_close"
                    yield Clash(
                        Level.ABSOLUTE, says, (one, other), named, Reason.LANGUAGE, since=day, where=b.alias
                    )


def _both(one: tuple[date, date], other: tuple[date, date]) -> tuple[date, date]:
    return max(one[0], other[0]), min(one[1], other[1])


def _too_close(
    a: Programme, b: Programme, travel: int, span: tuple[date, date]
) -> Iterator[tuple[date, Session, Session]]:
    """Each session of one and of the other that no way of so many minutes fits between, with the first such date."""
    for first in a.sessions:
        for second in b.sessions:
            gap = max(minutes(second.start) - minutes(first.end), minutes(first.start) - minutes(second.end))
            if first.weekday is second.weekday and (gap < 0 or gap < travel):
                day = first_on(first.weekday, *span)
                if day is not None:
                    yield day, first, second


def _reckoned(week: Week, person: Person, home: HousingUnit, programme: Programme) -> int | None:
    """Minutes that count against an enrolment; none where an unknown way is no matter, to who attends already."""
    way = known_minutes(week, home, programme)
    is_new = not week.is_enrolled(person.alias, programme.alias)
    return UNKNOWN_MINUTES if way is None and is_new else way


class WayFromHome:
    """The half about the way: from each home to a session and back, before and after appointments."""

    def build(self, terms: Terms) -> None:
        """A session and an appointment of one day, one after the other, leave time for the way from home.

        So on each date on which the household lives in a home: the session begins no sooner after the appointment's
        end, and ends no later before its start, than the way takes. A way that nobody has measured, and that of a
        date without any home, counts as 60 minutes, and then only against a new enrolment.
        """
        for person in terms.people():
            busy = terms.week.attributes.of(person, "busy")
            for programme in terms.choices(person.alias) if busy else ():
                for session in programme.sessions:
                    for appointment in busy:
                        if binds(programme, appointment):
                            self._keep_clear(terms, person, programme, session, appointment)

    def _keep_clear(
        self, terms: Terms, person: Person, programme: Programme, session: Session, busy: Busy
    ) -> None:
        week, household = terms.week, terms.week.household_of[person.alias].alias
        since, until = terms.span(person.alias, programme.alias)
        days = meetings(session, busy, since, min(until, week.horizon))
        attends, homes = terms.attends(person.alias, programme.alias), list(terms.homes_of(household))
        for home in homes if days else ():
            way = _reckoned(week, person, week.unit[home.alias], programme)
            if way is not None and in_the_way(session, busy, way):
                terms.not_both(attends, terms.lives_on(household, home, days))
        if not programme.online and in_the_way(session, busy, UNKNOWN_MINUTES):
            for day in days:
                terms.only_if(attends, [terms.lives_on(household, home, [day]) for home in homes])

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each enrolment with each home on whose way an appointment lies; and, if it is new, with none."""
        week = seen.week
        for enrolment in seen.enrolments:
            programme = week.programme[enrolment.programme]
            mine = week.attributes.of(week.person[enrolment.person], "busy")
            pairs = [(s, b) for s in programme.sessions for b in mine if binds(programme, b)]
            for session, busy in pairs:
                for stay in seen.of(seen.household_of(enrolment)):
                    travel, is_known = _travel(seen, enrolment, seen.unit(stay))
                    day = first_meeting(session, busy, *_both(runs(week, enrolment), _lived_in(stay)))
                    if day and in_the_way(session, busy, travel):
                        says = "way" if is_known else "way_unknown"
                        named = (*_named(session, busy), *facts(minutes=travel, home=seen.unit(stay).alias))
                        yield Clash(Level.ABSOLUTE, says, (enrolment, stay), named, Reason.LANGUAGE,
                                    since=day, where=programme.alias)  # fmt: skip
                if _is_new(seen, enrolment) and not programme.online:
                    day = _homeless_day(seen, enrolment, session, busy)
                    if day and in_the_way(session, busy, UNKNOWN_MINUTES):
                        named = (*_named(session, busy), *facts(minutes=UNKNOWN_MINUTES))
                        yield Clash(Level.ABSOLUTE, "no_home", (enrolment,), named, Reason.LANGUAGE,
                                    since=day, where=programme.alias)  # fmt: skip


def _travel(seen: Seen, enrolment: Enrolment, home: HousingUnit) -> tuple[int, bool]:
    """Minutes on the way from a home, and whether somebody has measured them; unknown is no matter to what is held."""
    known = known_minutes(seen.week, home, seen.week.programme[enrolment.programme])
    if known is not None:
        return known, True
    return (UNKNOWN_MINUTES if _is_new(seen, enrolment) else 0), False


def _is_new(seen: Seen, enrolment: Enrolment) -> bool:
    return not seen.is_held(enrolment)


def _lived_in(stay: Stay) -> tuple[date, date]:
    return stay.start, stay.until or FOREVER


def _homeless_day(seen: Seen, enrolment: Enrolment, session: Session, busy: Busy) -> date | None:
    """The first date with both on which the household has no home, held or planned."""
    since, until = runs(seen.week, enrolment)
    until = min(until, seen.week.horizon)
    while day := first_meeting(session, busy, since, until):
        if not seen.on(seen.of(seen.household_of(enrolment)), day):
            return day
        since = day + DAY
    return None


class HomeBeforeTheDoorCloses:
    """The half about the door of the home."""

    def build(self, terms: Terms) -> None:
        """Who lives in a home whose door closes is back by then on each date of a session.

        A way that nobody has measured counts as 60 minutes, against a new enrolment only.
        """
        week = terms.week
        for person in terms.people():
            household = week.household_of[person.alias].alias
            homes = [h for h in terms.homes_of(household) if week.unit[h.alias].door_closes]
            for programme in terms.choices(person.alias) if homes else ():
                since, until = terms.span(person.alias, programme.alias)
                attends = terms.attends(person.alias, programme.alias)
                for home in homes:
                    unit, way = (
                        week.unit[home.alias],
                        _reckoned(week, person, week.unit[home.alias], programme),
                    )
                    for session in programme.sessions:
                        if way is not None and is_locked_out(unit, session, way):
                            days = every(session.weekday, since, min(until, week.horizon))
                            terms.not_both(attends, terms.lives_on(household, home, days))

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each enrolment with each home whose door is closed when the person comes back."""
        week = seen.week
        for enrolment in seen.enrolments:
            programme = week.programme[enrolment.programme]
            for stay in seen.of(seen.household_of(enrolment)):
                home = seen.unit(stay)
                travel, is_known = _travel(seen, enrolment, home)
                counts = is_known or _is_new(seen, enrolment)
                for session in programme.sessions if counts else ():
                    day = first_on(session.weekday, *_both(runs(week, enrolment), _lived_in(stay)))
                    if day and is_locked_out(home, session, travel) and home.door_closes:
                        named = facts(day=session.weekday, session=hours(session), minutes=travel,
                                      door=f"{home.door_closes:%H:%M}", home=home.alias)  # fmt: skip
                        yield Clash(Level.ABSOLUTE, "door", (enrolment, stay), named, Reason.LANGUAGE,
                                    since=day, where=programme.alias)  # fmt: skip


RULE = Rule(
    id="session_clash",
    code="A01",
    levels=(Level.ABSOLUTE,),
    title=Sentence(
        "Aktiviteten går opp med avtaler, andre aktiviteter og veien hjem",
        "The activity goes with appointments, other activities and the way home",
    ),
    because=Sentence(
        "Ingen kan være to steder på én gang; et tilbud som ikke lar seg følge, er bare et nederlag til.",
        "Nobody can be in two places at once; an offer that cannot be followed is but one more defeat.",
    ),
    source=Source(
        "Valgt i prosjektet: en vei ingen har målt, regnes som 60 minutter",
        "Design choice: a way that nobody has measured counts as 60 minutes",
        DESIGNED,
    ),
    says={
        "weekly": Sentence(
            "{day} {session} har personen en fast avtale ({kind} {busy}).",
            "On {day} {session} the person has a weekly appointment ({kind}, {busy}).",
        ),
        "dated": Sentence(
            "Alle ganger må følges, og {on} {session} har personen en avtale ({kind} {busy}).",
            "Every session must be attended, and on {on} {session} the person has an appointment "
            "({kind}, {busy}).",
        ),
        "ahead": Sentence(
            "Alle ganger må følges, men {on} {session} har personen en avtale ({kind} {busy}): avklar det i tide.",
            "Every session must be attended, but on {on} {session} the person has an appointment "
            "({kind}, {busy}): settle it in time.",
        ),
        "excused": Sentence(
            "Meld fravær {on} {session}: personen har en avtale ({kind} {busy}).",
            "Give notice of absence on {on} {session}: the person has an appointment ({kind}, {busy}).",
        ),
        "two_at_once": Sentence(
            "{day} {session} er personen i en annen aktivitet: {other} {busy}.",
            "On {day} {session} the person is in another activity: {other}, {busy}.",
        ),
        "too_close": Sentence(
            "{day} {session}: veien til eller fra {other} ({busy}) tar {minutes:minutt|minutter}.",
            "On {day} {session}: the way to or from {other} ({busy}) takes {minutes:minute|minutes}.",
        ),
        "way": Sentence(
            "{day} {session}: veien fra {home} tar {minutes:minutt|minutter} og går ut over en avtale "
            "({kind} {busy}).",
            "On {day} {session}: the way from {home} takes {minutes:minute|minutes} and cuts into an appointment "
            "({kind}, {busy}).",
        ),
        "way_unknown": Sentence(
            "{day} {session}: ingen har målt veien fra {home}. Den regnes som {minutes:minutt|minutter} og går "
            "ut over en avtale ({kind} {busy}).",
            "On {day} {session}: nobody has measured the way from {home}. It counts as {minutes:minute|minutes} and "
            "cuts into an appointment ({kind}, {busy}).",
        ),
        "no_home": Sentence(
            "{day} {session}: det er ikke kjent hvor personen bor da. Veien regnes som {minutes:minutt|minutter} "
            "og går ut over en avtale ({kind} {busy}).",
            "On {day} {session}: it is not known where the person lives then. The way counts as "
            "{minutes:minute|minutes} and cuts into an appointment ({kind}, {busy}).",
        ),
        "door": Sentence(
            "{day} {session}: med {minutes:minutt|minutter} hjem til {home} er døren alt lukket ({door}).",
            "On {day} {session}: after {minutes:minute|minutes} home to {home} the door is closed already ({door}).",
        ),
    },
    parts=(KeepsAppointments(), OneAtATime(), WayFromHome(), HomeBeforeTheDoorCloses()),
)
