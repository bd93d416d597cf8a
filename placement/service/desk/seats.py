"""Who is in a programme and who waits for it, with what is in the way: as one person may read it."""

from datetime import date
from typing import NamedTuple

from placement.domain.activity import span_of
from placement.domain.bites import objections
from placement.domain.fact import Content
from placement.domain.person import Person
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind, Intake, Programme
from placement.domain.review import Finding
from placement.domain.rule import Act, Blocks, Objection, Rule
from placement.domain.seen import Seen
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.review.findings import merged, rule_findings
from placement.service.desk.programmes import NO_BREAK, ProgrammeRow, current, waiting_by_programme
from placement.service.desk.readers import read
from placement.service.remembered import remembered
from placement.words.say import say_date
from placement.words.texts import Texts

ACTIVITY = "A"
"""Rules about activities have codes that begin so."""
TOO_FEW = "too_few"
"""What A02 says of the first who begin: somebody has to be the first."""
BLOCKING = (Blocks.START, Blocks.NIGHT)


class Participant(NamedTuple):
    """Somebody who takes part."""

    key: str
    """Of the enrolment's row."""
    person: str
    since: str
    until: str
    clashes: tuple[str, ...]
    """Appointments, court, health care and the like that it clashes with, and whatever else is not as it should be."""


class Waiting(NamedTuple):
    """Somebody who waits."""

    person: str
    may_begin: bool
    """Nothing is in the way, or only that too few would be in it yet. False where nobody is told (of who does not
    plan)."""
    first: date | None
    """The first day on which they could begin."""
    since: str
    """The same in words; empty where there is none."""
    why: tuple[str, ...]


def participants(programme: str, content: Content, week: Week | None, _: Texts) -> tuple[Participant, ...]:
    """Those whom the reader sees in a programme, by alias; what clashes is told to those who plan."""
    found = clashes(week) if week is not None else {}
    rows = sorted(current(content, programme).items(), key=lambda item: str(item[1]["person"]))
    return tuple(
        Participant(
            key=key,
            person=str(row["person"]),
            since=_day(row.get("start"), _),
            until=_day(row.get("until"), _),
            clashes=tuple(
                dict.fromkeys(
                    read(week, one, content, _.lang)
                    for one in found.get((str(row["person"]), programme), ())
                    if week is not None
                )
            ),
        )
        for key, row in rows
    )


@remembered(maxsize=4)
def clashes(week: Week) -> dict[tuple[str, str], tuple[Finding, ...]]:
    """(person, programme) -> what the rules about activities say of the enrolments as they are."""
    seen = Seen(week, Plan())
    rules = [rule for rule in week.rules if rule.code.startswith(ACTIVITY)]
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in merged(found for rule in rules for found in rule_findings(week, seen, rule)):
        for person in _persons(week, one.finding):
            found.setdefault((person, one.finding.where), []).append(one.finding)
    return {key: tuple(findings) for key, findings in found.items()}


def _persons(week: Week, finding: Finding) -> tuple[str, ...]:
    """Whom it is about: a household of one bears the person's name."""
    return tuple(alias for alias in finding.about if alias in week.person)


def waiting(programme: str, content: Content, week: Week | None, _: Texts) -> tuple[Waiting, ...]:
    """Those whom the reader sees who wish for a programme and are not in it; who may begin first, then by lot."""
    names = waiting_by_programme(content).get(programme, ())
    if week is None or programme not in week.programme:
        return tuple(Waiting(name, may_begin=False, first=None, since="", why=()) for name in names)
    here = [name for name in names if name in week.person]
    here.sort(key=lambda name: (week.household_of[name].lot, name))
    rows = [_waiting(week, programme, name, content, _) for name in here]
    return tuple(sorted(rows, key=lambda row: not row.may_begin))


def _waiting(week: Week, programme: str, person: str, content: Content, _: Texts) -> Waiting:
    found = in_the_way(week, person, programme)
    why = tuple(dict.fromkeys(read(week, one, content, _.lang) for one in found.findings))
    if found.enrolment is not None and all(one.says == TOO_FEW for one in found.findings):
        first = found.enrolment.start
        return Waiting(person, may_begin=True, first=first, since=say_date(first, _.lang), why=why)
    if not why and week.programme[programme].intake is Intake.DATED:
        why = (_("It takes people in on its first day only."),)
    why = why or (_("No day on which they could begin."),)
    return Waiting(person, may_begin=False, first=None, since="", why=why)


class InTheWay(NamedTuple):
    """An enrolment that might be, and what is in its way; none, where there is no day for it."""

    enrolment: Enrolment | None
    findings: tuple[Finding, ...]


@remembered(maxsize=512)
def in_the_way(week: Week, person: str, programme: str) -> InTheWay:
    """What the rules about activities say against somebody beginning, beside those who are enrolled."""
    who, course = week.person[person], week.programme[programme]
    rules = [rule for rule in week.rules if rule.code.startswith(ACTIVITY)]
    span = span_of(week, who, course, [o for rule in rules for o in _against(week, rule, who, course)])
    start, until = span or (max(week.as_of, course.since), min(week.horizon, course.until or FOREVER))
    if start >= until:
        return InTheWay(None, ())
    new = Enrolment(person=person, programme=programme, start=start, until=until, kind=EnrolmentKind.NEW)
    seen = _One(week, new)
    found = merged(one for rule in rules for one in rule_findings(week, seen, rule))
    return InTheWay(new if span else None, tuple(one.finding for one in found if new in one.against))


def _against(week: Week, rule: Rule, who: Person, course: Programme) -> list[Objection]:
    household = week.household_of[who.alias].alias
    return [
        left
        for _member, o in objections(rule, who, course, week.attributes)
        if o.blocks in BLOCKING and not o.waived
        for left in week.not_overridden(rule.code, household, course.alias, o)
    ]


class _One(Seen):
    """What is held, and one enrolment beside it, of which alone something is asked."""

    def __init__(self, week: Week, new: Enrolment) -> None:
        super().__init__(week, Plan(enrolments=(new,)))
        self._new = new

    @property
    def acts(self) -> tuple[Act, ...]:
        """The enrolment."""
        return (self._new,)


def _day(text: object, _: Texts) -> str:
    return say_date(date.fromisoformat(str(text)), _.lang) if text else ""


def look_at(row: ProgrammeRow, content: Content, week: Week | None, _: Texts) -> tuple[str, ...]:
    """What of a programme somebody should look at."""
    told = []
    count = sum(bool(one.clashes) for one in participants(row.programme, content, week, _))
    if count:
        told.append(_.n("{count} clash", "{count} clashes", count).replace(" ", NO_BREAK))
    if week is not None and row.seats.taken >= row.seats.of:
        told.append(_("full"))
    return tuple(told)
