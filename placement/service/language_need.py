"""Each person's need for language as a whole: who can talk with them this week, and what is missing.

For who plans the week. It holds what somebody needs who looks for a voice for this person, and no more: nobody's
conditions, no case, and no reason why an interpreter who speaks the language is not the one.
"""

from datetime import date, time
from enum import StrEnum

from placement.domain.housing import Staffing
from placement.domain.interpreter import TalkKind
from placement.domain.interpreting import through_interpreter
from placement.domain.language import Assessed, assessed, follows
from placement.domain.person import LanguageCode, Person
from placement.domain.plan import Plan
from placement.domain.programme import Interpreting, Programme
from placement.domain.rule import Clash
from placement.domain.seen import Seen
from placement.domain.value import Alias, Value
from placement.domain.week import Week, needs_interpreter
from placement.rules.interpreter import EveryNeed
from placement.service.homes import home_this_week

Codes = tuple[LanguageCode, ...]


class Following(StrEnum):
    """How a person follows a programme."""

    OWN = "own"
    """In a language of theirs, as well as it asks."""
    ANY = "any"
    """Nobody needs a language for it."""
    PROVIDED = "provided"
    """Through an interpreter whom the programme brings."""
    BOOKED = "booked"
    """Through one whom the unit books."""
    BELOW = "below"
    """In a language of theirs, below the level that it asks for."""
    NOT_ASSESSED = "not_assessed"
    """In a language of theirs in which nobody has assessed them."""
    NONE = "none"


class Gap(StrEnum):
    """For what a language is missing."""

    UNKNOWN = "unknown"
    """Nobody has written down which languages the person knows."""
    STAFF = "staff"
    CONTACT = "contact"
    TALK = "talk"
    SESSION = "session"
    COURSE = "course"
    """A programme that they attend is in no language of theirs, and through no interpreter."""
    LEVEL = "level"
    """It asks for more than they were assessed at."""
    ASSESSMENT = "assessment"
    """It asks for a level, and nobody has assessed them."""


GAPS = {Following.NONE: Gap.COURSE, Following.BELOW: Gap.LEVEL, Following.NOT_ASSESSED: Gap.ASSESSMENT}


class Course(Value):
    """A programme that the person attends, how they follow it, and in which languages."""

    programme: Alias
    following: Following
    languages: Codes


class Voice(Value):
    """An interpreter who is booked: for a talk, or for one session."""

    interpreter: Alias
    kind: TalkKind
    programme: Alias | None
    on: date | None
    start: time | None


class Missing(Value):
    """One thing that is missing; for an interpreter `why`, as T01 says it."""

    gap: Gap
    why: str | None = None
    programme: Alias | None = None
    on: date | None = None


class LanguageNeed(Value):
    """The languages of a person, and where this week somebody understands one."""

    languages: Codes
    staff: Codes | None
    """In common with who is on duty at home; none: no home, or nobody is on duty there."""
    contact: Codes | None
    """In common with the household's contact; none: no contact, or one who is away this week."""
    talk: TalkKind | None
    """A talk of this week that needs an interpreter, or a contact who speaks the language."""
    interpreters: tuple[Voice, ...]
    courses: tuple[Course, ...]
    missing: tuple[Missing, ...]


def language_needs(week: Week, plan: Plan) -> dict[str, LanguageNeed]:
    """Person -> need, of everybody in care."""
    seen, levels = Seen(week, plan), assessed(week.instance.language_levels)
    talks = {talk.person: talk.kind for talk in week.talks}
    # The rule itself says which needs stay unmet, and why: what is shown and what is judged are the same.
    unmet: dict[str, list[Missing]] = {}
    for clash in EveryNeed().check(seen):
        unmet.setdefault(clash.whom[0], []).append(_unmet(clash))
    return {
        alias: _need(seen, person, levels, talks.get(alias), unmet.get(alias, []))
        for alias, person in week.person.items()
    }


def _need(
    seen: Seen, person: Person, levels: Assessed, talk: TalkKind | None, unmet: list[Missing]
) -> LanguageNeed:
    staff, contact, week = _staff(seen, person), _contact(seen, person), seen.week
    voices = (
        Voice(interpreter=b.interpreter, kind=b.kind, programme=b.programme, on=b.on, start=b.start)
        for b in seen.booked_for(person.alias)
    )
    attended = sorted({e.programme for e in seen.attended_by(person.alias)})
    interpreters = tuple(sorted(voices, key=lambda v: (v.on or date.min, v.start or time.min, v.interpreter)))
    courses = tuple(_course(person, week.programme[alias], levels) for alias in attended)
    missing = [*unmet]
    if person.maybe_adult:  # a child is talked with through those who look after it
        if not person.languages:
            missing.append(Missing(gap=Gap.UNKNOWN))
        elif staff == ():
            missing.append(Missing(gap=Gap.STAFF))
        # A talk of this week has an interpreter, or is a gap of its own.
        if person.languages and contact == () and talk is None and needs_interpreter(person):
            missing.append(Missing(gap=Gap.CONTACT))
    missing += (Missing(gap=GAPS[c.following], programme=c.programme) for c in courses if c.following in GAPS)
    return LanguageNeed(
        languages=_sorted(person.languages),
        staff=staff,
        contact=contact,
        talk=talk,
        interpreters=interpreters,
        courses=courses,
        missing=tuple(missing),
    )


def _staff(seen: Seen, person: Person) -> Codes | None:
    home = home_this_week(seen, seen.week.household_of[person.alias].alias)
    unit = seen.week.unit_of(home) if home else None
    if unit is None or unit.staffing is Staffing.NONE:
        return None
    return _sorted(unit.staff_languages & person.languages)


def _contact(seen: Seen, person: Person) -> Codes | None:
    week = seen.week
    contact = week.contact.get(seen.contact_of(week.household_of[person.alias].alias) or "")
    if contact is None or week.attributes.of(contact, "away_until") is not None:
        return None
    return _sorted(contact.languages & person.languages)


def _course(person: Person, programme: Programme, levels: Assessed) -> Course:
    shared = programme.languages & person.languages
    return Course(
        programme=programme.alias,
        following=_following(person, programme, levels, shared),
        languages=_sorted(shared),
    )


def _following(
    person: Person, programme: Programme, levels: Assessed, shared: frozenset[LanguageCode]
) -> Following:
    if programme.level == 0:
        return Following.ANY
    if follows(person, programme, levels):
        return Following.OWN
    if programme.interpreting is Interpreting.PROVIDED:
        return Following.PROVIDED
    if through_interpreter(person, programme):
        return Following.BOOKED
    if not shared:
        return Following.NONE
    is_assessed = all((person.alias, code) in levels for code in shared)
    return Following.BELOW if is_assessed else Following.NOT_ASSESSED


def _unmet(clash: Clash) -> Missing:
    gap = Gap.SESSION if clash.where else Gap.TALK
    return Missing(gap=gap, why=clash.says, programme=clash.where or None, on=clash.since)


def _sorted(codes: frozenset[LanguageCode]) -> Codes:
    return tuple(sorted(codes))
