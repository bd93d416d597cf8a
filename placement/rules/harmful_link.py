"""H03: people with a harmful link never share an entrance, nor a home that the other is known to know."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.activity import DAY, GAP_MINUTES, same_time
from placement.domain.housing import Place
from placement.domain.person import Person
from placement.domain.programme import Enrolment
from placement.domain.relation import HARMFUL
from placement.domain.rule import DESIGNED, Clash, Level, Objection, Reason, Rule, Source, facts
from placement.domain.seen import Seen
from placement.domain.terms import Spot, Terms
from placement.domain.timetable import first_on, runs
from placement.domain.value import FOREVER
from placement.domain.views import KnownUnit
from placement.domain.week import Week
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    known_to_linked: tuple[KnownUnit, ...]


class Where(NamedTuple):
    """What it reads of a place."""

    unit_alias: str


class KnownAddress:
    """The half about one person: a unit that the other side of a link lived in, or is known to know."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One for each link whose other side knows the unit, until a human ends the link."""
        return tuple(
            Objection(
                Level.ABSOLUTE, "known", reason=Reason.SEPARATION, until=known.until, protects=known.protects
            )
            for known in who.known_to_linked
            if known.unit == where.unit_alias
        )


def _linked(week: Week) -> dict[tuple[str, str], frozenset[str]]:
    """Pairs of households (in order of alias) with a harmful link between members -> the protected ones.

    A suspected link counts as an assessed one, and one that begins later counts now: people may meet at an
    entrance long after they moved in.
    """
    found: dict[tuple[str, str], frozenset[str]] | None = week.__dict__.get("_harmful_links")
    if found is not None:
        return found
    found = week.__dict__["_harmful_links"] = {}
    for link in week.instance.relations:
        sides = [week.household_of[p].alias for p in (link.a, link.b) if p in week.household_of]
        if link.kind in HARMFUL and link.active(week.as_of) and len(set(sides)) > 1:
            protects = sides if link.protected is None else [week.household_of[link.protected].alias]
            pair = (min(sides), max(sides))
            found[pair] = found.get(pair, frozenset()) | frozenset(protects)
    return found


class NeverSameSite:
    """The half about who else comes to the entrance, now or later, whatever the dates of the two stays."""

    def build(self, terms: Terms) -> None:
        """Two linked households never live, now or later in the plan, in units that share an entrance."""
        week = terms.week
        for link in week.instance.relations:
            a, b = week.household_of.get(link.a), week.household_of.get(link.b)
            if a and b and a is not b and link.kind in HARMFUL and link.active(week.as_of):
                homes = [{week.unit[u.alias].entrance for u in terms.homes_of(h.alias)} for h in (a, b)]
                for entrance in (one for one in terms.entrances() if one.alias in homes[0] & homes[1]):
                    terms.not_both(terms.lives_in(a.alias, entrance), terms.lives_in(b.alias, entrance))

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each pair of stays, held or planned, of two linked households in units that share an entrance."""
        for (a, b), protects in _linked(seen.week).items():
            for one in seen.of(a):
                for other in seen.of(b):
                    if seen.unit(one).entrance == seen.unit(other).entrance:
                        yield Clash(Level.ABSOLUTE, "same_site", (one, other), reason=Reason.SEPARATION,
                                    where=seen.unit(one).alias, protects=tuple(sorted(protects)))  # fmt: skip


def _linked_people(week: Week) -> tuple[tuple[str, str], ...]:
    """Pairs of persons who are here (in order of alias) with a harmful link, also inside one household."""
    found: tuple[tuple[str, str], ...] | None = week.__dict__.get("_linked_people")
    if found is None:
        links = (r for r in week.instance.relations if r.kind in HARMFUL and r.active(week.as_of))
        pairs = {(min(r.a, r.b), max(r.a, r.b)) for r in links}
        here = ((a, b) for a, b in pairs if a in week.person and b in week.person)
        found = week.__dict__["_linked_people"] = tuple(sorted(here))
    return found


class NeverSameSession:
    """The half about activities: two in a link never come to one entrance within half an hour of each other."""

    def build(self, terms: Terms) -> None:
        """Two linked persons, also of one household, never come to one entrance less than 30 minutes apart.

        So they are not both in such programmes, if there is a date on which both run while both are in them.
        """
        week = terms.week
        for link in week.instance.relations:
            if link.kind not in HARMFUL or not link.active(week.as_of):
                continue
            for mine in terms.choices(link.a):
                for theirs in terms.choices(link.b):
                    if mine.entrance == theirs.entrance:
                        spans = terms.span(link.a, mine.alias), terms.span(link.b, theirs.alias)
                        since, until = max(s[0] for s in spans), min(s[1] for s in spans)
                        near = (
                            a for a in mine.sessions for b in theirs.sessions if same_time(a, b, GAP_MINUTES)
                        )
                        if any(first_on(session.weekday, since, until) for session in near):
                            terms.not_both(
                                terms.attends(link.a, mine.alias), terms.attends(link.b, theirs.alias)
                            )

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each two enrolments of linked persons with such sessions at one entrance."""
        week = seen.week
        for a, b in _linked_people(week) if seen.enrolments else ():
            for one in seen.attended_by(a):
                for other in seen.attended_by(b):
                    mine, theirs = week.programme[one.programme], week.programme[other.programme]
                    if mine.entrance == theirs.entrance and (day := _first_near(week, one, other)):
                        yield Clash(Level.ABSOLUTE, "same_session", (one, other), facts(on=day), Reason.SEPARATION,
                                    since=day, where=mine.alias)  # fmt: skip


def _first_near(week: Week, one: Enrolment, other: Enrolment) -> date | None:
    """The first date on which two enrolments have sessions less than half an hour apart."""
    (since, until), (start, end) = runs(week, one), runs(week, other)
    days = [
        first_on(mine.weekday, max(since, start), min(until, end))
        for mine in week.programme[one.programme].sessions
        for theirs in week.programme[other.programme].sessions
        if same_time(mine, theirs, GAP_MINUTES)
    ]
    return min((day for day in days if day), default=None)


class NoSessionAtTheirHome:
    """The half about activities where the other lives: the course yields, never the bed."""

    def build(self, terms: Terms) -> None:
        """A person is in no programme at an entrance where another household with somebody linked to them lives.

        It lives there on some date of the enrolment from today on, by a held stay or a planned one.
        """
        week = terms.week
        for link in week.instance.relations:
            if link.kind in HARMFUL and link.active(week.as_of) and {link.a, link.b} <= week.person.keys():
                for who, other in ((link.a, link.b), (link.b, link.a)):
                    home = week.household_of[other]
                    for programme in terms.choices(who) if week.household_of[who] is not home else ():
                        since, until = terms.span(who, programme.alias)
                        days = [since + n * DAY for n in range((min(until, week.horizon) - since).days)]
                        there = terms.lives_on(home.alias, Spot("entrance", programme.entrance), days)
                        terms.not_both(terms.attends(who, programme.alias), there)

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each enrolment with each home of the other's household at that entrance, at some time of the enrolment."""
        week = seen.week
        for pair in _linked_people(week) if seen.enrolments else ():
            for who, other in (pair, pair[::-1]):
                home = week.household_of[other].alias
                for enrolment in seen.attended_by(who) if seen.week.household_of[who].alias != home else ():
                    programme = week.programme[enrolment.programme]
                    since, until = runs(week, enrolment)
                    for stay in seen.of(home):
                        first, last = max(since, stay.start), min(until, stay.until or FOREVER)
                        if seen.unit(stay).entrance == programme.entrance and first < last:
                            yield Clash(Level.ABSOLUTE, "session_at_home", (enrolment, stay), (),
                                        Reason.SEPARATION, since=first, where=programme.alias)  # fmt: skip


RULE = Rule(
    id="harmful_link",
    code="H03",
    levels=(Level.ABSOLUTE,),
    title=Sentence(
        "Aldri samme inngang som en det er en farlig kobling til",
        "Never the same entrance as somebody to whom there is a harmful link",
    ),
    because=Sentence(
        "Den som har utnyttet eller truet et menneske, skal ikke kunne møte det i døren. "
        "En mistanke er nok til den er vurdert.",
        "Whoever exploited or threatened a person shall not be able to meet them at the door. "
        "A suspicion is enough until it is assessed.",
    ),
    source=Source(
        "Valgt i prosjektet: koblinger er daterte par, siden anklagede ververe ofte selv er utnyttet",
        "Design choice; links are dated pairs, since accused recruiters are often exploited themselves",
        DESIGNED,
    ),
    says={
        "known": Sentence(
            "Boligen er kjent for en som personen har en farlig kobling til.",
            "The home is known to somebody to whom the person has a harmful link.",
        ),
        "same_site": Sentence(
            "To med en farlig kobling ville fått samme inngang.",
            "Two people with a harmful link would share an entrance.",
        ),
        "same_session": Sentence(
            "To med en farlig kobling ville møtt hverandre i en aktivitet (første gang {on}).",
            "Two people with a harmful link would meet in an activity (for the first time on {on}).",
        ),
        "session_at_home": Sentence(
            "Aktiviteten er der en som personen har en farlig kobling til, bor eller skal bo.",
            "The activity is where somebody to whom the person has a harmful link lives or will live.",
        ),
    },
    neutral=frozenset({"known", "same_site", "same_session", "session_at_home"}),
    parts=(KnownAddress(), NeverSameSite(), NeverSameSession(), NoSessionAtTheirHome()),
)
