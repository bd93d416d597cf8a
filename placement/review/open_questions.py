"""Questions to which nobody has the answer, or whose answer has run out, each with every answer that it could have.

Only what a rule or goal of the plan reads is asked. Never asked here: what a person has said no to; the age of whoever
may be a child (they belong to child welfare); a gender that somebody would rather not state; whether adults want to
live together (that is asked of each alone, for its own sake, whatever the plan would make of it).
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations
from typing import Any

from placement.domain.activity import wished
from placement.domain.area import AvoidArea
from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.household import Household, Situation
from placement.domain.person import Danger, Person, Secrecy, Track, ZoneWish
from placement.domain.programme import ActivityConsent, LanguageLevel, Programme, ProgrammeKind
from placement.domain.relation import ASSESSED, Relation, RelationKind
from placement.domain.value import FOREVER, Answer
from placement.domain.views import Consented
from placement.domain.week import Week
from placement.review.change import Assessed
from placement.review.question import Added, Fact, Kind, OfHousehold, OfPerson, Question, Reply

YES, NO = ConsentAnswer.GIVEN, ConsentAnswer.DECLINED


def open_questions(week: Week) -> tuple[Question, ...]:
    """Every open question of those in care, by kind and alias."""
    found = [*_of_pairs(week)]
    for household in week.households:
        found += _of_household(week, household)
        for person in household.members:
            found += _of_person(week, household, person)
    return tuple(sorted(found, key=lambda q: (list(Kind).index(q.kind), q.who, q.about)))


def _of_household(week: Week, household: Household) -> Iterator[Question]:
    """A household that was split off has no row of its own, and is asked when it has one."""
    name = household.alias
    if not week.wants_option(household) or household.origin:
        return
    if not week.is_housed(name) and household.situation is Situation.UNKNOWN:
        known = [one for one in Situation if one is not Situation.UNKNOWN]
        yield Question(Kind.SITUATION, (name,), _fields(OfHousehold, name, "situation", known))
    if not household.wishes:
        units = week.units
        words = {u.alias for u in units} | {u.district for u in units} | {str(u.type) for u in units}
        words |= {s for u in units if (s := week.settings.get(u.district))}
        replies = (Reply(one, (OfHousehold(name, "wishes", (one,)),)) for one in sorted(words))
        yield Question(Kind.WISH, (name,), tuple(replies))


def _fields(made: Any, name: str, field: str, values: Iterable[Any]) -> tuple[Reply, ...]:  # noqa: ANN401
    return tuple(Reply(str(one).lower(), (made(name, field, one),)) for one in values)


def _of_person(week: Week, household: Household, person: Person) -> Iterator[Question]:
    name = person.alias
    if person.threat is None or person.threat.valid_until <= week.as_of:
        since = person.threat.valid_until if person.threat else None
        yield Question(Kind.THREAT, (name,), tuple(Reply(d, (Assessed(name, d),)) for d in Danger), "", since)
    if not person.areas_asked:
        yield Question(Kind.AREAS, (name,), tuple(_areas(week, name)))
    for kind, field, values in _unknown(person):
        yield Question(kind, (name,), _fields(OfPerson, name, field, values))
    if person.maybe_adult and week.wants_option(household):
        yield from _consent(week, person)
    yield from _activities(week, person)


def _unknown(person: Person) -> Iterator[tuple[Kind, str, Iterable[Any]]]:
    """Fields that hold nothing yet, and what they could hold."""
    if person.secrecy is None:
        yield Kind.SECRECY, "secrecy", Secrecy
    if person.support is None:
        yield Kind.SUPPORT, "support", range(4)
    if person.track is Track.NOT_CLARIFIED:
        yield Kind.TRACK, "track", [t for t in Track if t is not Track.NOT_CLARIFIED]
    if not person.maybe_adult:
        return  # their guardian answers for them, once
    if person.zone_wish is ZoneWish.NOT_ASKED:
        yield Kind.ZONE_WISH, "zone_wish", [z for z in ZoneWish if z is not ZoneWish.NOT_ASKED]
    if person.sharing is Answer.NOT_ASKED:
        yield Kind.SHARING, "sharing", (Answer.YES, Answer.NO)
    if person.interpreter_needed is None:
        yield Kind.INTERPRETER, "interpreter_needed", (True, False)


def _areas(week: Week, name: str) -> Iterator[Reply]:
    """None, or one area from today on."""
    asked = OfPerson(name, "areas_asked", value=True)
    yield Reply("none", (asked,))
    for area in sorted({a.alias for a in week.instance.areas} or {u.district for u in week.units}):
        row = AvoidArea(person=name, area=area, since=week.as_of, until=FOREVER)
        yield Reply(area, (asked, Added("avoid_areas", row)))


# -- consents
def _latest(rows: Iterable[Consented], to: str | None) -> Consented | None:
    """The answer that counts for one kind: its own, unless a later no (or a withdrawal that day) was to any kind."""
    by_kind = {row.to: row for row in rows}
    own, general = by_kind.get(to), by_kind.get(None)
    if own is None or general is None:
        return own or general
    is_no = general.answer is not YES and general.on > own.on
    return general if is_no or (general.answer is ConsentAnswer.WITHDRAWN and general.on == own.on) else own


def _is_open(week: Week, row: Consented | None) -> bool:
    return row is None or (row.answer is YES and row.until <= week.as_of)


def _consent(week: Week, person: Person) -> Iterator[Question]:
    """A no, to all kinds of home on which there is no answer; a yes to all of them, or to one alone."""
    rows = week.attributes.of(person, "consents")
    latest = {kind: _latest(rows, kind) for kind in sorted({u.type for u in week.units})}
    asked = {kind: row for kind, row in latest.items() if _is_open(week, row)}
    if not asked:
        return

    def said(answer: ConsentAnswer, kinds: Iterable[Any]) -> tuple[Fact, ...]:
        name, today = person.alias, week.as_of
        return tuple(
            Added("consents", Consent(person=name, to=kind, answer=answer, on=today)) for kind in kinds
        )

    replies = [Reply("no", said(NO, asked)), Reply("yes", said(YES, asked))]
    if len(asked) > 1:
        replies += [Reply(str(kind), said(YES, [kind])) for kind in asked]
    ended = max((row.until for row in asked.values() if row), default=None)
    yield Question(Kind.CONSENT, (person.alias,), tuple(replies), "", ended)


# -- activities and language
def _activities(week: Week, person: Person) -> Iterator[Question]:
    name = person.alias
    meant = [p for p in wished(week, name) if not week.is_enrolled(name, p.alias)]
    rows = week.attributes.of(person, "activity_consents")
    for programme in meant:
        row = _latest(rows, programme.alias)
        if _is_open(week, row):
            said = (Reply(a, (_of_activity(week, name, programme, a),)) for a in (YES, NO))
            yield Question(Kind.ACTIVITY, (name,), tuple(said), programme.alias, row.until if row else None)
    if meant and not person.languages:
        spoken = sorted(_spoken(week))
        replies = (Reply(one, (OfPerson(name, "languages", frozenset({one})),)) for one in spoken)
        yield Question(Kind.LANGUAGES, (name,), tuple(replies))
    levels = {(one.person, one.language) for one in week.instance.language_levels}
    asks = {code for p in meant if p.level for code in p.languages & person.languages}
    for code in sorted(asks):
        if (name, code) not in levels:
            found = (LanguageLevel(person=name, language=code, level=n) for n in range(4))
            replies = (Reply(str(row.level), (Added("language_levels", row),)) for row in found)
            yield Question(Kind.LEVEL, (name,), tuple(replies), code)
    works = any(p.kind is ProgrammeKind.WORK_PRACTICE for p in meant)
    if works and person.work_right is Answer.NOT_ASKED:
        yield Question(
            Kind.WORK_RIGHT, (name,), _fields(OfPerson, name, "work_right", (Answer.YES, Answer.NO))
        )


def _of_activity(week: Week, name: str, programme: Programme, answer: ConsentAnswer) -> Added:
    row = ActivityConsent(person=name, programme=programme.alias, answer=answer, on=week.as_of)
    return Added("activity_consents", row)


def _spoken(week: Week) -> frozenset[str]:
    """Languages in which somebody here could be understood."""
    courses, contacts = (p.languages for p in week.programmes), (c.languages for c in week.contacts)
    interpreters, staff = (t.languages for t in week.interpreters), (u.staff_languages for u in week.units)
    return frozenset[str]().union(*courses, *contacts, *interpreters, *staff)


# -- pairs
def _of_pairs(week: Week) -> Iterator[Question]:
    """Two households with members of one case whom nobody has looked at together, where either wants a place."""
    for a, b in combinations(sorted(week.households, key=lambda h: h.alias), 2):
        pairs = [(p.alias, q.alias) for p in a.members for q in b.members if _one_case(p, q)]
        if pairs and (week.wants_option(a) or week.wants_option(b)):
            tonight = (week.as_of, week.as_of + timedelta(days=1))
            rows = [r for r in week.instance.relations if r.kind in ASSESSED]
            looked = {frozenset((r.a, r.b)) for r in rows if r.active(*tonight)}
            left = [pair for pair in pairs if frozenset(pair) not in looked]
            ended = [r.until for r in rows if (r.a, r.b) in left or (r.b, r.a) in left]
            if left:
                yield Question(
                    Kind.PAIR, (a.alias, b.alias), tuple(_found(left)), "", max(ended, default=None)
                )


def _one_case(p: Person, q: Person) -> bool:
    return p.case_group is not None and p.case_group == q.case_group


def _found(pairs: list[tuple[str, str]]) -> Iterator[Reply]:
    """What an assessment could find of all of them: one kind stands for each with the same meaning in a plan."""

    def rows(**fields: Any) -> tuple[Fact, ...]:  # noqa: ANN401 - of a relation
        return tuple(Added("relations", Relation(a=a, b=b, **fields)) for a, b in pairs)

    yield Reply("neutral", rows(kind=RelationKind.NEUTRAL))
    yield Reply("keep_together", rows(kind=RelationKind.KEEP_TOGETHER, yes_a=Answer.YES, yes_b=Answer.YES))
    yield Reply("separate", rows(kind=RelationKind.SEPARATE))
    yield Reply("harm", rows(kind=RelationKind.VIOLENT_THREAT))
    for side, says in ((1, "harm_by_first"), (0, "harm_by_second")):
        links = (
            Relation(a=pair[1 - side], b=pair[side], kind=RelationKind.VIOLENT_THREAT, protected=pair[side])
            for pair in pairs
        )
        yield Reply(says, tuple(Added("relations", row) for row in links))
