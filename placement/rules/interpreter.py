"""T01: an interpreter who is of age, close to nobody in the matter, and whom the person can accept; hour by hour."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import combinations
from typing import NamedTuple

from placement.domain.act import dated
from placement.domain.bites import bites, objections
from placement.domain.interpreter import Booking, Interpreter, Qualification, TalkKind
from placement.domain.interpreting import (
    HOUR,
    Need,
    Slot,
    booking_of,
    need_of,
    session_needs,
    slots,
    talks_with,
    touched,
)
from placement.domain.person import Gender, Person
from placement.domain.rule import DESIGNED, Clash, Level, Objection, Reason, Rule, Source, facts
from placement.domain.seen import Seen
from placement.domain.terms import Terms
from placement.domain.views import Span
from placement.words.sentence import Sentence

QUALIFIED_FROM = date(2027, 1, 1)
"""Until the day before, the dispensation lets the public sector use interpreters who are in no category."""


def _no(says: str, **said: object) -> Objection:
    return Objection(Level.HARD, says, facts(**said), Reason.LANGUAGE)


class Speaker(NamedTuple):
    """Languages of a person."""

    languages: frozenset[str]


class Speaks(NamedTuple):
    """Languages of an interpreter."""

    languages: frozenset[str]


class SharedLanguage:
    """Nothing is shared with somebody whose languages nobody knows."""

    between = (Person, Interpreter)

    def objections(self, who: Speaker, where: Speaks) -> tuple[Objection, ...]:
        """One where they have no language in common."""
        if who.languages & where.languages:
            return ()
        return (_no("no_language" if who.languages else "language_unknown"),)


class Asks(NamedTuple):
    """What a person asks of an interpreter."""

    interpreter_gender: Gender | None
    interpreter_remote_only: bool
    interpreter_not_from: frozenset[str]


class Is(NamedTuple):
    """What an interpreter answers to it."""

    gender: Gender
    remote: bool
    region: str | None


class AsAsked:
    """The person's own conditions. A region or gender that nobody knows meets none."""

    between = (Person, Interpreter)

    def objections(self, who: Asks, where: Is) -> tuple[Objection, ...]:
        """One for each condition that is not met."""
        found = []
        if who.interpreter_gender not in (None, where.gender):
            found.append(_no("gender"))
        if who.interpreter_remote_only and not where.remote:
            found.append(_no("not_remote"))
        if who.interpreter_not_from and (where.region is None or where.region in who.interpreter_not_from):
            found.append(_no("region" if where.region else "region_unknown"))
        return tuple(found)


class Near(NamedTuple):
    """Who is close to a person's household."""

    linked_interpreters: tuple[Span, ...]
    conflicts: frozenset[str]


class Named(NamedTuple):
    """Who the interpreter is."""

    alias: str


class CloseToNobody:
    """A relative, a friend, somebody with a harmful link or a conflict of interest with anybody of the household."""

    between = (Person, Interpreter)

    def objections(self, who: Near, where: Named) -> tuple[Objection, ...]:
        """One for each row about the two, until it ends."""
        links = (r for r in who.linked_interpreters if r.name == where.alias)
        found = [_no("related")._replace(until=row.until) for row in links]
        return (*found, *([_no("conflict")] if where.alias in who.conflicts else ()))


class InCase(NamedTuple):
    """A person's case."""

    case_group: str | None


class NearCase(NamedTuple):
    """A case that an interpreter is close to."""

    case_group: str | None


class OtherCase:
    """Nobody of the same case or network; a case that nobody named is no case."""

    between = (Person, Interpreter)

    def objections(self, who: InCase, where: NearCase) -> tuple[Objection, ...]:
        """One where both are near the same case."""
        return (
            (_no("same_case"),) if who.case_group is not None and who.case_group == where.case_group else ()
        )


class Anybody(NamedTuple):
    """Nothing: it holds for everybody."""


class Professional(NamedTuple):
    """What an interpreter has shown."""

    adult: bool | None
    qualification: Qualification | None


class OfAgeAndQualified:
    """Never a child. Who is in no category of the register is booked only while the dispensation lasts."""

    between = (Person, Interpreter)

    def objections(self, _who: Anybody, where: Professional) -> tuple[Objection, ...]:
        """Not known to be of age: always; without a category: from 2027 on."""
        found = [] if where.adult else [_no("not_adult")]
        if where.qualification is None:
            found.append(_no("not_qualified")._replace(since=QUALIFIED_FROM))
        return tuple(found)


class WithinHours:
    """A talk takes an hour that they agree on, a session all hours that it touches, and an hour is for one need."""

    def build(self, terms: Terms) -> None:
        """What an interpreter is booked for fits into the bookable hours of the coming week.

        A session is booked only where their hours cover all of it (`touched`); each hour is touched by at most one
        booked session; talks, and hours that booked sessions touch, are together at most as many as the hours.
        Nothing is held, and no override makes an hour.
        """
        for interpreter in terms.week.interpreters:
            hours = slots(terms.week, interpreter)
            for hour in hours:
                terms.at_most(terms.booked(interpreter.alias, partial(_in_hour, hours, hour)), 1)
            terms.at_most(terms.booked(interpreter.alias, partial(_hours_for, hours)), len(hours))

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Sessions outside an interpreter's hours, two in one hour, and more than all hours."""
        for interpreter in seen.week.interpreters:
            hours, taken, wanted = slots(seen.week, interpreter), list[_Taken](), 0
            for booking in seen.bookings_of(interpreter.alias):
                need = need_of(seen.week, booking)
                if need is not None and need.kind is TalkKind.SESSION:
                    mine = touched(need, hours)
                    taken.append(_Taken(booking, mine))
                    wanted += len(mine)
                    if not mine:
                        yield _at("no_hours", (booking,), interpreter, need.on, need.start)
                elif need is not None:
                    wanted += 1
            for one, other in combinations(taken, 2):
                for slot in sorted(set(one.hours) & set(other.hours)):
                    yield _at("same_hour", (one.booking, other.booking), interpreter, slot.on, slot.start)
            if wanted > len(hours):
                yield Clash(Level.ABSOLUTE, "too_many", tuple(seen.bookings_of(interpreter.alias)),
                            facts(hours=wanted, most=len(hours)), Reason.LANGUAGE, where=interpreter.alias)  # fmt: skip


class _Taken(NamedTuple):
    """A booked session and the hours that it takes."""

    booking: Booking
    hours: tuple[Slot, ...]


def _at(says: str, about: tuple[Booking, ...], interpreter: Interpreter, on: date, start: int) -> Clash:
    clock = f"{start // HOUR:02}:{start % HOUR:02}"
    return Clash(Level.ABSOLUTE, says, about, facts(on=on, at=clock), Reason.LANGUAGE, since=on,
                 where=interpreter.alias)  # fmt: skip


def _in_hour(hours: tuple[Slot, ...], hour: Slot, need: Need) -> int:
    """Whether a session takes the hour."""
    return int(need.kind is TalkKind.SESSION and hour in touched(need, hours))


def _hours_for(hours: tuple[Slot, ...], need: Need) -> int:
    """How many hours a need takes."""
    return len(touched(need, hours)) if need.kind is TalkKind.SESSION else 1


class EveryNeed:
    """A need that stays unmet forbids nothing: somebody finds an interpreter, or another hour."""

    def build(self, terms: Terms) -> None:
        """Nothing: what is unmet is a task, and G19 prices it."""
        del terms

    def check(self, seen: Seen) -> Iterator[Clash]:
        """A task for each unmet need: nobody speaks a language of theirs, nobody fits, or nobody has the hours."""
        for need in unmet(seen):
            on = need.on if need.kind is TalkKind.SESSION else None
            yield Clash(Level.HARD, _lacks(seen, need), (), facts(what=need.kind), Reason.LANGUAGE, since=on,
                        waived="unmet", where=need.programme, whom=(need.person,))  # fmt: skip


def unmet(seen: Seen) -> Iterator[Need]:
    """Talks and sessions of the coming week for which nobody is booked.

    A talk is met, too, by the household's contact who speaks a language of the person. A week that names no
    interpreter books none: somebody else does, and nothing is said.
    """
    week = seen.week
    if not week.interpreters:
        return
    for talk in week.talks:
        person, need = week.person[talk.person], Need(talk.person, talk.kind)
        contact = week.contact.get(seen.contact_of(week.household_of[talk.person].alias) or "")
        if not _booked(seen, need) and not (contact and talks_with(week, contact, person)):
            yield need
    for enrolment in seen.enrolments:
        for need in session_needs(week, enrolment):
            if not _booked(seen, need):
                yield need


def _booked(seen: Seen, need: Need) -> bool:
    return any(booking_of(need, b.interpreter) == b for b in seen.booked_for(need.person))


def _lacks(seen: Seen, need: Need) -> str:
    """What stands in the way of an interpreter, as far as the rule sees it."""
    person = seen.week.person[need.person]
    if any(_fits(seen, need, interpreter) for interpreter in seen.week.interpreters):
        return "unmet_hours"
    speaks = any(i.languages & person.languages for i in seen.week.interpreters)
    return "unmet_fit" if speaks else "unmet_language"


def _fits(seen: Seen, need: Need, interpreter: Interpreter) -> bool:
    """Whether nothing speaks against the interpreter for this need, beyond what is overridden."""
    week, person = seen.week, seen.week.person[need.person]
    household, when = (
        week.household_of[need.person].alias,
        dated(booking_of(need, interpreter.alias), week.as_of),
    )
    for _, objection in objections(RULE, person, interpreter, week.attributes):
        left = week.not_overridden(RULE.code, household, interpreter.alias, objection)
        if any(bites(one, when, week.as_of) for one in left):
            return False
    return True


RULE = Rule(
    id="interpreter",
    code="T01",
    levels=(Level.ABSOLUTE, Level.HARD),
    title=Sentence(
        "En tolk som personen kan stole på, og som har timen ledig",
        "An interpreter whom the person can trust, and who has the hour free",
    ),
    because=Sentence(
        "Den som tolker, hører alt. En slektning, et barn eller noen fra nettverket kan gjøre en samtale farlig.",
        "Who interprets hears everything. A relative, a child or somebody of the network can make a talk dangerous.",
    ),
    source=Source(
        "Tolkeloven §§ 1–6, med dispensasjon fra kravet om kvalifisert tolk til 31.12.2026; "
        "personens egne vilkår etter regler om habilitet",
        "Interpreting Act §§ 1–6, with a dispensation from qualified interpreters until 31.12.2026; "
        "the person's own conditions by rules on impartiality",
        DESIGNED,
    ),
    says={
        "no_language": Sentence(
            "Tolken kan ingen av språkene til personen.", "The interpreter speaks none of the person's languages."
        ),
        "language_unknown": Sentence(
            "Ingen har skrevet ned hvilke språk personen kan.", "Nobody has written down the person's languages."
        ),
        "gender": Sentence(
            "Personen har bedt om en tolk av et annet kjønn.", "The person asked for an interpreter of another gender."
        ),
        "not_remote": Sentence(
            "Personen vil bare ha tolk på telefon eller skjerm, og det gjør ikke denne tolken.",
            "The person only accepts an interpreter by telephone or screen, and this one does neither.",
        ),
        "region": Sentence(
            "Tolken kommer fra et område som personen ikke vil ha tolk fra.",
            "The interpreter comes from a region from which the person accepts none.",
        ),
        "region_unknown": Sentence(
            "Personen har områder hen ikke vil ha tolk fra, og ingen vet hvor tolken kommer fra.",
            "There are regions from which the person accepts no interpreter, and nobody knows where this one is from.",
        ),
        "related": Sentence(
            "Tolken har en kobling til noen i husstanden.", "The interpreter has a link to somebody of the household."
        ),
        "conflict": Sentence(
            "Tolken er inhabil og skal ikke tolke for denne husstanden.",
            "The interpreter has a conflict of interest and must not interpret for this household.",
        ),
        "same_case": Sentence(
            "Tolken står nær den samme saken.", "The interpreter is close to the same case."
        ),
        "not_adult": Sentence(
            "Det er ikke kjent at tolken er voksen.", "The interpreter is not known to be of age."
        ),
        "not_qualified": Sentence(
            "Tolken står ikke i noen kategori i Tolkeregisteret, og fra 1.1.2027 må hen det.",
            "The interpreter is in no category of the register, and from 1.1.2027 must be.",
        ),
        "no_hours": Sentence(
            "Tolken har ikke ledige timer som dekker hele økten {on} kl. {at}.",
            "The interpreter has no bookable hours that cover all of the session on {on} at {at}.",
        ),
        "same_hour": Sentence(
            "Tolken er satt opp to steder i timen som begynner {on} kl. {at}.",
            "The interpreter is booked twice in the hour that begins on {on} at {at}.",
        ),
        "too_many": Sentence(
            "Tolken er satt opp i {hours:time|timer}, men har bare {most:time|timer} ledig.",
            "The interpreter is booked for {hours:hour|hours}, but has only {most:hour|hours} free.",
        ),
        "unmet_language": Sentence(
            "Ingen tolk vi har, kan et språk som personen kan. Finn en tolk: {what}.",
            "No interpreter of ours speaks a language of the person. Find one: {what}.",
        ),
        "unmet_fit": Sentence(
            "Det er tolker som kan språket, men ingen som personen kan ha. Finn en annen: {what}.",
            "There are interpreters for the language, but none whom the person can have. Find another: {what}.",
        ),
        "unmet_hours": Sentence(
            "Tolkene som passer, har ikke nok ledige timer. Finn en time eller en tolk: {what}.",
            "The interpreters who fit have too few hours free. Find an hour or an interpreter: {what}.",
        ),
    },
    neutral=frozenset({"related", "conflict", "same_case"}),
    parts=(
        SharedLanguage(),
        AsAsked(),
        CloseToNobody(),
        OtherCase(),
        OfAgeAndQualified(),
        WithinHours(),
        EveryNeed(),
    ),
)  # fmt: skip
