"""A02, one person and one programme: language, gender, age, childcare, access, safety, time."""

from datetime import date
from typing import NamedTuple

from placement.domain.person import Access, AgeBand, Gender, LanguageCode, Person, Secrecy
from placement.domain.programme import Attendees, Interpreting, Programme, Session
from placement.domain.programme import Level as LanguageLevel
from placement.domain.rule import Blocks, Facts, Level, Objection, Reason, facts
from placement.domain.timetable import Busy, hours, not_covered
from placement.domain.value import FOREVER
from placement.domain.views import Avoided

OWN_GROUP = {Gender.WOMAN: Attendees.WOMEN, Gender.MAN: Attendees.MEN}


def _against(says: str, named: Facts = (), blocks: Blocks = Blocks.NIGHT) -> tuple[Objection, ...]:
    return (Objection(Level.HARD, says, named, Reason.LANGUAGE, blocks=blocks),)


def _task(says: str) -> tuple[Objection, ...]:
    return (Objection(Level.HARD, says, blocks=Blocks.NOTE),)


class Speaks(NamedTuple):
    """What the rule reads of a person about language."""

    languages: frozenset[LanguageCode]
    levels: tuple[tuple[LanguageCode, int], ...]


class Spoken(NamedTuple):
    """What it reads of a programme about language."""

    languages: frozenset[LanguageCode]
    level: LanguageLevel | None
    interpreting: Interpreting


class Understands:
    """A language in common, known as well as the programme asks; or an interpreter. What nobody asked is a task."""

    between = (Person, Programme)

    def objections(self, who: Speaks, what: Spoken) -> tuple[Objection, ...]:
        """Against a programme that the person would not understand."""
        if what.level != 0 and not who.languages:
            return _task("language_unknown")
        shared, levels = what.languages & who.languages, dict(who.levels)
        if what.level == 0 or any(levels.get(one, 0) >= (what.level or 0) for one in shared):
            return ()
        if shared - levels.keys():
            return _task("level_unknown")
        if what.interpreting is not Interpreting.NONE:
            return ()
        if shared:
            return _against("level_below", facts(level=what.level, has=max(levels[one] for one in shared)))
        return _against("no_shared_language" if what.languages else "no_language_given")


class Gendered(NamedTuple):
    """What the rule reads of a person about gender."""

    gender: Gender


class ForWhom(NamedTuple):
    """What it reads of a programme about gender."""

    attendees: Attendees | None
    welcomes_non_binary: bool


class Welcome:
    """By the person's own statement. Who is neither woman nor man needs a mixed group, or one that said yes."""

    between = (Person, Programme)

    def objections(self, who: Gendered, what: ForWhom) -> tuple[Objection, ...]:
        """Against a group that is for others, or of which nobody knows for whom it is."""
        if what.attendees is None:
            return _against("attendees_unknown")
        if what.attendees is Attendees.MIXED or OWN_GROUP.get(who.gender) is what.attendees:
            return ()
        if who.gender in OWN_GROUP:
            return _against(f"{what.attendees}_only")
        return () if what.welcomes_non_binary else _against("needs_yes")


class Aged(NamedTuple):
    """What the rule reads of a person about age."""

    age_band: AgeBand | None


class Ages(NamedTuple):
    """What it reads of a programme about age."""

    min_age: int | None
    max_age: int | None


class OfAge:
    """The whole age band lies within the limits, of children too; an unknown one does not."""

    between = (Person, Programme)

    def objections(self, who: Aged, what: Ages) -> tuple[Objection, ...]:
        """Against an age below or above, or that nobody knows."""
        if what.min_age is None and what.max_age is None:
            return ()
        if who.age_band is None:
            return _against("age_unknown")
        found: tuple[Objection, ...] = ()
        if what.min_age is not None and who.age_band.youngest < what.min_age:
            found += _against("too_young", facts(limit=what.min_age))
        if what.max_age is not None and who.age_band.oldest > what.max_age:
            found += _against("too_old", facts(limit=what.max_age))
        return found


class Minds(NamedTuple):
    """What the rule reads of a person about small children."""

    minds_alone: tuple[tuple[Busy, ...], ...]


class Cares(NamedTuple):
    """What it reads of a programme about that."""

    sessions: tuple[Session, ...]
    childcare: bool | None


class ChildcareWhereNeeded:
    """Who alone minds a child under six brings it, unless kindergarten or school has it all that time."""

    between = (Person, Programme)

    def objections(self, who: Minds, what: Cares) -> tuple[Objection, ...]:
        """Against the dates on which a small child would have nobody; unknown means no childcare."""
        if what.childcare:
            return ()
        return tuple(
            Objection(Level.HARD, "no_childcare", facts(day=session.weekday, session=hours(session)),
                      Reason.LANGUAGE, since, until)
            for covers in who.minds_alone
            for session in what.sessions
            for since, until in not_covered(session, covers)
        )  # fmt: skip


class Needs(NamedTuple):
    """What the rule reads of a person about the building."""

    access_needs: frozenset[Access]


class Building(NamedTuple):
    """What it reads of a programme about it."""

    access: frozenset[Access]
    online: bool


class Accessible:
    """What a body needs of a building; online there is none."""

    between = (Person, Programme)

    def objections(self, who: Needs, what: Building) -> tuple[Objection, ...]:
        """Against a place that lacks something."""
        lacks = frozenset() if what.online else who.access_needs - what.access
        return _against("lacks", facts(lacks=lacks)) if lacks else ()


class Hidden(NamedTuple):
    """What the rule reads of a person about safety."""

    avoids: tuple[Avoided, ...]
    secrecy: Secrecy | None


class Site(NamedTuple):
    """What it reads of a programme about it."""

    district: str
    clearance: Secrecy | None
    online: bool


class SafeToComeTo:
    """Outside avoid areas, and cleared. A grade not clarified is `fortrolig`; an unknown clearance is none."""

    between = (Person, Programme)

    def objections(self, who: Hidden, what: Site) -> tuple[Objection, ...]:
        """Against each avoid area on its dates, and against a place below the person's grade; not online."""
        if what.online:
            return ()
        found = tuple(
            Objection(Level.HARD, "area", facts(until=a.until), Reason.LANGUAGE, a.since, a.until)
            for a in who.avoids
            if a.area == what.district
        )
        grade = Secrecy.FORTROLIG if who.secrecy is None else who.secrecy
        cleared = Secrecy.NONE if what.clearance is None else what.clearance
        if cleared.rank < grade.rank:
            found += _against("not_cleared", facts(grade=grade))
        return found


class InCare(NamedTuple):
    """What the rule reads of a person about time."""

    care_until: date


class Lasts(NamedTuple):
    """What it reads of a programme about it."""

    full_attendance: bool
    until: date | None


class ToTheEnd:
    """A course that must be followed to the end is not begun by somebody who leaves before; nor is it broken off."""

    between = (Person, Programme)

    def objections(self, who: InCare, what: Lasts) -> tuple[Objection, ...]:
        """Against beginning a course that outlasts the person's time in care."""
        until = what.until or FOREVER
        if not what.full_attendance or until <= who.care_until:
            return ()
        return _against("outlasts", facts(until=until, leaves=who.care_until), Blocks.START)
