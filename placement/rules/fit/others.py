"""A02, homes and other people: the way there, seats, enough to open, and who stays with a small child."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import combinations

from placement.domain.activity import DAY, occurrences
from placement.domain.childcare import can_bring, left_alone, minders
from placement.domain.household import Household
from placement.domain.housing import HousingUnit
from placement.domain.person import Person
from placement.domain.programme import Enrolment, Programme
from placement.domain.rule import Clash, Level, Reason, facts
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.terms import Terms
from placement.domain.timetable import every, first_on, hours, runs
from placement.domain.value import FOREVER, overlap
from placement.domain.views import Avoided
from placement.domain.week import Week

BOTH = 2


def is_named(week: Week, household: Household, programme: str) -> bool:
    """Whether an override of the rule gives the household a seat in the programme beside those that are counted."""
    mine = {household.alias, household.origin}
    return any(
        o.rule == "A02" and o.programme == programme and mine & set(o.households)
        and overlap(o.since, o.until, week.as_of, week.horizon)
        for o in week.instance.overrides
    )  # fmt: skip


def _counts(week: Week, programme: str, household: Household) -> int:
    """1 for whoever takes a seat: those whom no override lets in beside the others."""
    return int(not is_named(week, household, programme))


class SafeWay:
    """The half about the way from home."""

    def build(self, terms: Terms) -> None:
        """On no date of a session does the way from home pass an area that the person must avoid on that date.

        Online, and at the home's own entrance, there is no way. An override for the programme sets dates aside.
        """
        week = terms.week
        for person in terms.people():
            avoids = week.attributes.of(person, "avoids")
            household = week.household_of[person.alias].alias
            for programme in terms.choices(person.alias) if avoids else ():
                attends = terms.attends(person.alias, programme.alias)
                for home in terms.homes_of(household):
                    days = self._unsafe(terms, person, programme, week.unit[home.alias], avoids)
                    if days:
                        terms.not_both(attends, terms.lives_on(household, home, days))

    def _unsafe(
        self,
        terms: Terms,
        person: Person,
        programme: Programme,
        home: HousingUnit,
        avoids: tuple[Avoided, ...],
    ) -> list[date]:
        """Dates of sessions on which the way from a home is not safe, and no override says otherwise."""
        week = terms.week
        way = week.way(home.district, programme.district)
        if programme.online or way is None or home.entrance == programme.entrance:
            return []
        on_the_way = [a for a in avoids if a.area in way.via]
        if not on_the_way:
            return []
        household = [week.household_of[person.alias].alias]
        since, until = terms.span(person.alias, programme.alias)
        return [
            one.on
            for one in occurrences(programme, since, min(until, week.horizon))
            if any(a.since <= one.on < a.until for a in on_the_way)
            and not week.overridden("A02", household, programme.alias, one.on, one.on + DAY)
        ]

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each enrolment with each home from which the way passes such an area, date by date."""
        week = seen.week
        for enrolment in seen.enrolments:
            programme = week.programme[enrolment.programme]
            avoids = week.attributes.of(week.person[enrolment.person], "avoids")
            for stay in seen.of(seen.household_of(enrolment)) if avoids else ():
                home = seen.unit(stay)
                for row in avoids:
                    for day in _on_the_way(week, programme, home, row, _shared(week, enrolment, stay)):
                        named = facts(home=home.alias, area=row.area, until=row.until)
                        yield Clash(Level.HARD, "route", (enrolment, stay), named, Reason.LANGUAGE, since=day,
                                    until=day + DAY, where=programme.alias)  # fmt: skip


def _shared(week: Week, enrolment: Enrolment, stay: Stay) -> tuple[date, date]:
    """Dates of an enrolment on which the household lives in a home."""
    since, until = runs(week, enrolment)
    return max(since, stay.start), min(until, stay.until or FOREVER, week.horizon)


def _on_the_way(
    week: Week, programme: Programme, home: HousingUnit, avoided: Avoided, span: tuple[date, date]
) -> list[date]:
    """Dates of sessions on which the way from a home passes an area to avoid."""
    way = week.way(home.district, programme.district)
    is_there = programme.online or home.entrance == programme.entrance
    if is_there or way is None or avoided.area not in way.via:
        return []
    first, last = max(span[0], avoided.since), min(span[1], avoided.until)
    return sorted({one.on for one in occurrences(programme, first, last)})


class EnoughSeats:
    """The half about seats: the new ones take what the current ones leave, also those who give theirs up."""

    def build(self, terms: Terms) -> None:
        """New enrolments <= max(0, seats - current ones); whom an override names is not counted among the new."""
        week = terms.week
        for programme in week.programmes:
            left = programme.seats - len(week.enrolled_in.get(programme.alias, ()))
            terms.at_most(
                terms.joining(programme.alias, partial(_counts, week, programme.alias)), max(0, left)
            )

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each programme with more new enrolments than seats are left; or with more current ones than seats."""
        for programme in seen.week.programmes:
            held = seen.week.enrolled_in.get(programme.alias, ())
            new = _counted(seen, programme)
            left = max(0, programme.seats - len(held))
            named = facts(seats=programme.seats, left=left, new=len(new), held=len(held))
            if len(new) > left:
                yield Clash(Level.HARD, "no_seat", tuple(new), named, Reason.LANGUAGE, where=programme.alias)
            here = tuple(e for e in seen.attending(programme.alias) if seen.is_held(e))
            if len(here) > programme.seats:
                yield Clash(Level.HARD, "over_full", here, named, Reason.LANGUAGE, where=programme.alias)


def _counted(seen: Seen, programme: Programme) -> list[Enrolment]:
    """New enrolments in the programme but those that an override lets in beside the others."""
    new = (e for e in seen.attending(programme.alias) if not seen.is_held(e))
    return [e for e in new if not is_named(seen.week, seen.week.household_of[e.person], programme.alias)]


def must_open(week: Week, programme: Programme) -> bool:
    """Whether the programme still needs its minimum to begin: not running yet, and nobody in it."""
    return (
        programme.minimum > 0 and programme.since >= week.as_of and not week.enrolled_in.get(programme.alias)
    )


class EnoughToOpen:
    """The half about the fewest with whom a programme opens; a running one has met it."""

    def build(self, terms: Terms) -> None:
        """If the plan enrols anybody in a programme that must open, it enrols at least the minimum.

        Those whom an override names are neither bound nor counted.
        """
        week = terms.week
        for programme in week.programmes:
            if must_open(week, programme):
                joining = terms.joining(programme.alias, partial(_counts, week, programme.alias))
                terms.at_least_if_any(joining, programme.minimum)

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each programme that would not open for those whom the plan enrols in it."""
        for programme in seen.week.programmes:
            new = _counted(seen, programme)
            if must_open(seen.week, programme) and 0 < len(new) < programme.minimum:
                named = facts(minimum=programme.minimum, new=len(new))
                yield Clash(Level.HARD, "too_few", tuple(new), named, Reason.LANGUAGE, where=programme.alias)


class OneStaysWithTheChild:
    """The half about the two guardians of a small child."""

    def build(self, terms: Terms) -> None:
        """The two who mind a small child are not both in sessions that overlap on some date.

        They may be where one of the programmes has childcare, where kindergarten or school has the child as long as
        the sessions overlap, and on dates on which an override names them for one of the programmes.
        """
        pairs = (by for by in minders(terms.week).items() if len(by[1]) == BOTH)
        for child, (one, other) in pairs:
            for mine in terms.choices(one):
                for theirs in terms.choices(other):
                    away = not can_bring(mine) and not can_bring(theirs)
                    if away and self._alone(terms, child, (one, mine), (other, theirs)):
                        terms.not_both(terms.attends(one, mine.alias), terms.attends(other, theirs.alias))

    def _alone(
        self, terms: Terms, child: str, one: tuple[str, Programme], other: tuple[str, Programme]
    ) -> bool:
        """Whether on some date nobody has the child, and no override for either programme says that it may be so."""
        week = terms.week
        household = [week.household_of[child].alias]
        spans = [terms.span(person, programme.alias) for person, programme in (one, other)]
        since, until = max(s[0] for s in spans), min(week.horizon, *(s[1] for s in spans))
        for mine in one[1].sessions:
            for theirs in other[1].sessions:
                for start, end in left_alone(mine, theirs, week.attributes.nursed(child)):
                    for day in every(mine.weekday, max(since, start), min(until, end)):
                        named = (one[1].alias, other[1].alias)
                        if not any(week.overridden("A02", household, p, day, day + DAY) for p in named):
                            return True
        return False

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each pair of enrolments of the two with such sessions, date by date."""
        for child, by in sorted(minders(seen.week).items()):
            mine = [seen.attended_by(person) for person in by]
            for ones, others in combinations(mine, 2) if len(by) == BOTH else ():
                for one in ones:
                    for other in others:
                        yield from _both_away(seen, child, one, other)


def _both_away(seen: Seen, child: str, one: Enrolment, other: Enrolment) -> Iterator[Clash]:
    week = seen.week
    first, second = sorted((one, other), key=lambda e: (not seen.is_held(e), e.programme, e.person))
    a, b = week.programme[first.programme], week.programme[second.programme]
    if can_bring(a) or can_bring(b):
        return
    (a_since, a_until), (b_since, b_until) = runs(week, first), runs(week, second)
    for mine in a.sessions:
        for theirs in b.sessions:
            for since, until in left_alone(mine, theirs, week.attributes.nursed(child)):
                span = max(a_since, b_since, since), min(a_until, b_until, until, week.horizon)
                while day := first_on(mine.weekday, *span):
                    span = day + DAY, span[1]
                    named = facts(day=mine.weekday, session=hours(theirs), other=a.alias, busy=hours(mine))
                    yield Clash(Level.HARD, "both_away", (first, second), named, Reason.LANGUAGE, since=day,
                                until=day + DAY, where=_set_aside(seen, (b, a), first, day))  # fmt: skip


def _set_aside(seen: Seen, programmes: tuple[Programme, Programme], one: Enrolment, day: date) -> str:
    """The programme for which an override names the household on that date, else the first."""
    household = [seen.household_of(one)]
    aside = [p.alias for p in programmes if seen.week.overridden("A02", household, p.alias, day, day + DAY)]
    return (aside or [programmes[0].alias])[0]
