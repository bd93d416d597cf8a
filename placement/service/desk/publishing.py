"""What publishing a plan would do, on one page; what has to be ticked before it; and what came of it."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from placement.domain.programme import Enrolment
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import Level
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Value
from placement.domain.week import Week
from placement.service.access import shaped
from placement.service.desk.desk import Desk, actor_of
from placement.service.desk.kept_plan import Alarm, Kept, alarms
from placement.service.desk.outcome_of_plan import OFFER_DAYS
from placement.service.desk.plans import ACCEPT
from placement.service.findings import said
from placement.service.homes import move
from placement.service.rows import Move, Said
from placement.service.veil import veiled
from placement.store import facts, plans
from placement.words.language import Lang
from placement.words.say import say_day
from placement.words.texts import texts


class Placed(NamedTuple):
    """A household that gets a place. `is_offered`: it begins soon enough to be offered now."""

    move: Move
    is_offered: bool


class Tick(NamedTuple):
    """Something that somebody looks at by itself before it is published."""

    ids: tuple[str, ...]
    """Of an alarm, by which it is acknowledged."""
    kind: str
    """`move`, `override`, `gate` or `alarm`."""
    who: str
    text: str


class NewContact(NamedTuple):
    """A household that is followed up by somebody new."""

    household: str
    contact: str


class NewEnrolment(NamedTuple):
    """A person who begins something."""

    person: str
    programme: str
    since: str


class Publication(NamedTuple):
    """A plan as it would be published."""

    number: int
    state: str
    breaches: tuple[Said, ...]
    """None may be there."""
    starts: tuple[Placed, ...]
    ticks: tuple[Tick, ...]
    tasks: tuple[Said, ...]
    """What is to be done for those who get a place."""
    contacts: tuple[NewContact, ...]
    enrolments: tuple[NewEnrolment, ...]
    is_for_colleague: bool
    """Whether it decides something for somebody of whom the reader may not know: then a colleague publishes it."""

    def of(self, kind: str) -> tuple[Tick, ...]:
        """What is ticked one by one, of a kind."""
        return tuple(one for one in self.ticks if one.kind == kind)


class Became(NamedTuple):
    """What a published plan wrote: households with their unit."""

    at: str
    """UTC, ISO 8601."""
    by: str
    offers: tuple[tuple[str, str], ...]
    holds: tuple[str, ...]
    contacts: int
    enrolments: int


def publication(kept: Kept, lang: Lang) -> Publication:
    """All that a plan would change, with reasons."""
    if kept.review.breaches:  # a plan that breaks rules may name whom its week does not know
        return _only_breaches(kept, lang)
    week, plan, review, _ = kept.week, kept.plan, kept.review, texts(lang)
    last = week.as_of + timedelta(days=OFFER_DAYS)
    starts = sorted(plan.starts, key=lambda s: (s.start, s.household))
    mine = {s.household for s in plan.stays}
    tasks = [f for f in review.of(FindingKind.TASK) if mine & set(f.about) and f.level is not Level.GATE]
    found = Publication(
        number=kept.number,
        state=kept.state,
        breaches=(),
        starts=tuple(Placed(move(week, stay, _), stay.start <= last) for stay in starts),
        ticks=(*_ticks(kept, mine, lang), *_alarms(kept, lang)),
        tasks=said(week, plan, [f for f in tasks if f.code.startswith("H")], lang, kept.untold),
        contacts=tuple(NewContact(c.household, c.contact) for c in plan.contacts if c.kind == "new"),
        enrolments=tuple(_enrolment(week, e, lang) for e in plan.enrolments if e.kind == "new"),
        is_for_colleague=kept.decides_for_others,
    )
    return veiled(found, kept.untold, _)


def _only_breaches(kept: Kept, lang: Lang) -> Publication:
    breaches = said(kept.week, kept.plan, kept.review.breaches, lang, kept.untold)
    found = Publication(kept.number, kept.state, breaches, (), (), (), (), (), is_for_colleague=False)
    return veiled(found, kept.untold, texts(lang))


def _enrolment(week: Week, one: Enrolment, lang: Lang) -> NewEnrolment:
    return NewEnrolment(one.person, one.programme, say_day(one.start, lang, week.as_of))


def _ticks(kept: Kept, mine: set[str], lang: Lang) -> Iterator[Tick]:
    week, plan, _ = kept.week, kept.plan, texts(lang)
    for stay in sorted(plan.proposals, key=lambda s: (s.start, s.household)):
        one = move(week, stay, _)
        text = _(
            "from {old} to {new}, {day}. {because}",
            old=one.old,
            new=one.new,
            day=one.since,
            because=one.because,
        )
        yield Tick((_id(stay),), "move", one.household, text)
    for kind, finding in _looked_at(kept, mine):
        for row in said(week, plan, (finding,), lang, kept.untold):
            yield Tick(
                (_id(finding),), kind, row.about, f"{row.where}: {row.text}" if row.where else row.text
            )


def _alarms(kept: Kept, lang: Lang) -> Iterator[Tick]:
    """Each alarm; what is said alike of several rooms of one home is looked at once."""
    alike: dict[tuple[str, str], list[Alarm]] = {}
    for one in alarms(kept, lang):
        alike.setdefault((one.said.about, one.said.text), []).append(one)
    for (who, text), group in alike.items():
        where = "; ".join(dict.fromkeys(one.said.where for one in group if one.said.where))
        yield Tick(tuple(one.id for one in group), "alarm", f"{who} ({where})" if where else who, text)


def _looked_at(kept: Kept, mine: set[str]) -> Iterator[tuple[str, Finding]]:
    """Rules set aside, and assessments that are owed, for what the plan begins."""
    mine = mine - kept.untold
    for finding in kept.review.of(FindingKind.OVERRIDDEN):
        if mine & set(finding.about):
            yield "override", finding
    for finding in kept.review.of(FindingKind.TASK):
        if finding.level is Level.GATE and mine & set(finding.about):
            yield "gate", finding


def _id(value: Value | Stay | Finding) -> str:
    return hashlib.sha256(value.model_dump_json().encode()).hexdigest()[:16]


def became(desk: Desk, login: str) -> Became | None:
    """What the running plan wrote when it was published; none where no plan runs. Nothing of whom `login` may not know.

    Raises:
        Refused: Nobody of that name may do anything here.
    """
    with desk.store.reading() as connection:
        running = plans.running(connection)
        verified = plans.verifications(connection, running.id) if running else []
        if running is None or not verified:
            return None
        found = [c for c in facts.changes(connection) if c.command == ACCEPT and c.id > verified[-1].change]
        edits = [
            edit for one in found for edit in facts.edits_of(connection, one.id) if edit.after is not None
        ]
    now = desk.now()
    written = {table: {e.key: e.after for e in edits if e.table == table and e.after} for table in WRITTEN}
    seen = shaped(actor_of(now, login), now.content, written)
    rows = {table: [written[table][key] for key in seen[table]] for table in WRITTEN}
    return Became(
        at=verified[-1].at,
        by=found[-1].by if found else running.by,
        offers=tuple(sorted((row["household"], row["unit"]) for row in rows["offers"])),
        holds=tuple(sorted(row["household"] for row in rows["stays"] if row["kind"] == StayKind.HOLD)),
        contacts=len(rows["assignments"]),
        enrolments=len(rows["enrolments"]),
    )


WRITTEN = ("offers", "stays", "assignments", "enrolments")
