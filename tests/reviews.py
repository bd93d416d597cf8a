"""All that the judge says of plans for rich weeks: `tests/reviews/`, a file a week, written and then read over.

A test states one thing about one small world. Here stand the whole review and every reason, so that a change to any
of them shows in a diff. `python -m tests.reviews` writes the files again, or those that are named; read what changed
before you commit it. A change to a rule, a goal or the made-up weeks may show here, too.

Each file is a family of small worlds, or a made-up week. People also decided things in them: locks, waivers,
overrides, some of which have ended, and written dates have passed. Each is judged with no plan; with one whose stays
are sound; with one that is drawn, of any kind, in any place, on any date; and with this one once more after people
set aside or waived much of what is wrong with it.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from placement.domain.activity import span_of
from placement.domain.contact import AssignmentKind, ContactAssignment
from placement.domain.decision import Override, OverrideReason, Pin, Tier, TierChange, TierReason, Waiver
from placement.domain.instance import Instance
from placement.domain.interpreter import Booking, TalkKind
from placement.domain.interpreting import booking_of, session_needs
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.review import Finding, Review, Unplaced
from placement.domain.rule import Level
from placement.domain.seen import Seen
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.review.act_form import ended_by
from placement.review.audit import judge, sound_stays
from placement.review.form import readable
from placement.review.reasons import reasons
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from tests.greedy import greedy
from tests.random_worlds import ACTS, SPICES, tiny

REVIEWS = Path(__file__).parent / "reviews"
DAY = timedelta(days=1)
HOUSING = sorted(SPICES)
ABOUT_ACTS = sorted(ACTS)
SEED = 7


def _parts() -> dict[str, tuple[str, ...]]:
    """File -> the families of its worlds."""
    return {f"housing_{n + 1}": tuple(HOUSING[n::4]) for n in range(4)} | {
        f"acts_{n + 1}": tuple(ABOUT_ACTS[n::2]) for n in range(2)
    }


FAMILIES = _parts()
MIXED = 12
WEEKS = ("mixed", *FAMILIES, "made_up")


def worlds(name: str) -> Iterator[tuple[str, Instance]]:
    """Worlds of one file, by name."""
    if name == "made_up":
        yield "S 3", generate("S", 3, group_arrival=True)
        return
    for n, family in enumerate(FAMILIES.get(name, ("mixed",) * MIXED)):
        seed = SEED + n if name == "mixed" else SEED
        yield f"{family} {seed}", decided(tiny(seed, family), random.Random(f"{family} {seed}"))


# -- what people decided
def decided(week: Instance, r: random.Random) -> Instance:
    """The week in which people locked, waived and overrode things, and some written dates have passed."""
    today, units = week.as_of, [u.alias for u in week.units]
    names = [h.alias for h in week.households]
    rooms = [room.alias for u in week.units for room in u.rooms]
    codes = [rule.code for rule in RULES if rule.code.startswith("H")]

    def near(*days: int) -> date:
        return today + r.choice(days) * DAY

    pins = [
        Pin(household=name, start=r.choice([None, None, near(0, 3)]), must=r.random() < 0.6,
            **({"place": r.choice(rooms)} if r.random() < 0.5 else {"unit": r.choice(units)}))
        for name in names if r.random() < 0.4
    ]  # fmt: skip
    waivers = [
        Waiver(household=s.household, rule=r.choice(codes), unit=r.choice(units), since=today - 9 * DAY,
               until=near(-1, 0, 1, 30))
        for s in week.stays for _ in range(2)
    ]  # fmt: skip
    overrides = [
        Override(rule=r.choice(codes), households=tuple(r.sample(names, r.choice([1, 2]))), unit=r.choice(units),
                 since=near(-9, -9, -1), until=near(0, 1, 5, 40, 80, 80), reason=OverrideReason.OTHER, by="Bruker-1",
                 approved_by="Bruker-2")
        for _ in range(2)
    ]  # fmt: skip
    changed = [
        TierChange(household=name, tier=r.choice([None, *Tier]), since=today - 3 * DAY, reason=TierReason.OTHER,
                   by="Bruker-1")
        for name in names if r.random() < 0.15
    ]  # fmt: skip
    return week.but(
        pins=(*week.pins, *pins),
        waivers=(*week.waivers, *waivers),
        overrides=(*week.overrides, *overrides),
        tier_changes=(*week.tier_changes, *changed),
        stays=tuple(_late(s, today, r) for s in week.stays),
        households=tuple(
            h.but(expected_until=near(-2, 0, 1)) if r.random() < 0.15 else h for h in week.households
        ),
    )


def _late(stay: Stay, today: date, r: random.Random) -> Stay:
    """A stay whose dates may have passed."""
    changes: dict[str, Any] = {}
    if stay.kind is StayKind.HOLD and r.random() < 0.6:
        changes = {"start": today - r.choice([0, 1, 5]) * DAY, "expires": today + r.choice([-1, 0, 2]) * DAY}
    start = changes.get("start", stay.start)
    if r.random() < 0.25:
        until = today + r.choice([-1, 0, 1]) * DAY
        changes |= {"until": until} if start < until else {}
    return stay.but(**changes)


# -- plans
def judged(name: str, instance: Instance) -> Iterator[tuple[str, Week, Plan]]:
    """Plans of one world: none, a sound one with much that could be begun, one that is drawn; and set aside."""
    r, week = random.Random(name), Week(instance, RULES)
    sound = greedy(instance, RULES)
    yield "nothing", week, Plan()
    yield "sound", week, sound.but(**_acts(week, sound, r, 0.0))
    if not name.startswith("S "):
        drawn = Plan(stays=tuple(_stays(week, r)), **_acts(week, sound, r, 0.3))
        yield "drawn", week, drawn
        yield "set aside", Week(set_aside(week, drawn, r), RULES), drawn


def set_aside(week: Week, plan: Plan, r: random.Random) -> Instance:
    """The week in which much of what is wrong with a plan was overridden or waived, for long enough or not."""
    today, overrides, waivers = week.as_of, [], []
    for f in judge(week, plan, ()).findings:
        households = tuple(alias for alias in f.about if alias in week.household)
        if f.level is not Level.HARD or not f.where or not households or r.random() < 0.3:
            continue
        since = today + r.choice([-9, -9, 0, 1]) * DAY
        until = r.choice([today, today + DAY, today + 20 * DAY, *([FOREVER] * 6)])
        if (where := _where(week, f.where)) and since < until:
            some = households if r.random() < 0.8 else households[:1]
            overrides.append(Override(rule=f.code, households=some, since=since, until=until, by="Bruker-1",
                                      reason=OverrideReason.OTHER, approved_by="Bruker-2", **where))  # fmt: skip
        for name in households if r.random() < 0.4 else ():
            units = [week.unit_of(s).alias for s in week.held_of.get(name, ())]
            waivers += [Waiver(household=name, rule=f.code, unit=u, since=today - 5 * DAY, until=until)
                        for u in units if f.code.startswith("H")]  # fmt: skip
    given = week.instance
    return given.but(overrides=(*given.overrides, *overrides), waivers=(*given.waivers, *waivers))


def _where(week: Week, where: str) -> dict[str, str]:
    """What an override of it names."""
    if where in week.programme:
        return {"programme": where}
    if where in week.contact or where in week.interpreter:
        return {"helper": where}
    if where in week.unit:
        return {"unit": where}
    return {"unit": week.place(where).unit.alias}


def _stays(week: Week, r: random.Random) -> Iterator[Stay]:
    """Of most households one or two stays, anywhere."""
    for household in week.households:
        for _ in range(r.choice([0, 1, 1, 1, 2])):
            start = week.first_possible(household) + r.choice([-1, 0, 0, 0, 0, 2, 9]) * DAY
            end = week.need_end(household)
            until = r.choice([end, end, end, end, end + DAY, start + 9 * DAY, start + 20 * DAY])
            kind = StayKind.PROPOSAL if week.is_housed(household.alias) else StayKind.NEW
            kind = kind if r.random() < 0.9 else r.choice([StayKind.NEW, StayKind.PROPOSAL, StayKind.HOLD])
            place = r.choice(week.places).alias if r.random() < 0.95 else "Borte-1"
            if start < until:
                yield Stay(household=household.alias, place=place, start=start, until=until, kind=kind)


def _acts(week: Week, sound: Plan, r: random.Random, wild: float) -> dict[str, Any]:
    """Enrolments, contacts and bookings, of which so large a share is drawn without looking."""
    enrolments = (*_enrolments(week, r, wild), *(() if wild else _given_up(week, sound)))
    given = sound.but(enrolments=enrolments)
    return {
        "enrolments": enrolments,
        "contacts": tuple(_contacts(week, r, wild)),
        "bookings": tuple(_bookings(week, given, r, wild)),
    }


def _given_up(week: Week, sound: Plan) -> Iterator[Enrolment]:
    """What the planned stays stand against."""
    every = [e.but(kind=EnrolmentKind.GIVEN_UP) for e in week.enrolled]
    must_end = ended_by(week, sound.but(enrolments=tuple(every)))
    yield from (e for e in every if (e.person, e.programme) in must_end)


def _enrolments(week: Week, r: random.Random, wild: float) -> Iterator[Enrolment]:
    for person in sorted(week.person.values(), key=lambda p: p.alias):
        there = {e.programme for e in week.enrolled_of.get(person.alias, ())}
        wishes = week.wishes_of.get(person.alias, ())
        for programme in week.programmes:
            span = span_of(week, person, programme, ())
            is_new = programme.alias not in there
            is_wished = any(wish.means(programme) for wish in wishes)
            if span is None or r.random() >= (wild + 0.7 * (is_new and is_wished)):
                continue
            late = r.choice([0, 0, 1, 7]) * DAY if wild else 0 * DAY
            kind = EnrolmentKind.NEW if is_new else EnrolmentKind.GIVEN_UP
            start = min(span[0] + late, span[1] - DAY)
            yield Enrolment(
                person=person.alias, programme=programme.alias, start=start, until=span[1], kind=kind
            )


def _contacts(week: Week, r: random.Random, wild: float) -> Iterator[ContactAssignment]:
    for household in week.households if week.contacts else ():
        has = week.assigned.get(household.alias)
        contact = has if has and r.random() > 0.3 else r.choice(week.contacts).alias
        kind = AssignmentKind.CURRENT if contact == has else AssignmentKind.NEW
        late = DAY if r.random() < wild / 3 else 0 * DAY
        yield ContactAssignment(
            household=household.alias, contact=contact, since=week.as_of + late, kind=kind
        )


def _bookings(week: Week, plan: Plan, r: random.Random, wild: float) -> Iterator[Booking]:
    seen = Seen(week, plan)
    needs = [need for one in seen.enrolments for need in session_needs(week, one)]
    talks = [(talk.person, talk.kind) for talk in week.talks]
    for interpreter in week.interpreters:
        for need in needs:
            if r.random() < 0.5:
                yield booking_of(need, interpreter.alias)
        for person, kind in talks:
            if r.random() < 0.5:
                yield Booking(person=person, interpreter=interpreter.alias, kind=kind)
        if r.random() < wild:
            person = r.choice(sorted(week.person))
            yield Booking(person=person, interpreter=interpreter.alias, kind=TalkKind.OFFER)


# -- what is said
def lines(name: str) -> Iterator[str]:
    """All that is said of the worlds and plans of one file."""
    for world, instance in worlds(name):
        for kind, week, plan in judged(world, instance):
            yield f"== {world}, {kind}"
            yield from of_plan(week, plan)
            yield ""


def of_plan(week: Week, plan: Plan) -> Iterator[str]:
    """The review, what stays sound, what is given up for it, and the reasons."""
    yield from (
        f"plan {act}" for act in map(_act, (*plan.stays, *plan.enrolments, *plan.contacts, *plan.bookings))
    )
    yield from of_review(judge(week, plan, GOALS))
    sound = sound_stays(week, plan)
    yield f"sound {' '.join(f'{who}={sound[who].place}' for who in sorted(sound))}"
    for (person, programme), stay in sorted(ended_by(week, readable(week, plan)[0]).items()):
        yield f"ended {person} {programme} by {stay.place} {stay.start}"
    for one in reasons(week, plan):
        yield from of_reason(one)


def of_review(review: Review) -> Iterator[str]:
    """Findings, the stages of each tier, and the points of each goal that loses any."""
    yield from map(line, review.findings)
    for s in review.stages:
        if s.flags:
            flags = "".join(map(str, s.flags))
            numbers = s.nights, s.not_in_time, s.waiting_days, s.ease, s.lot_nights, s.impossible
            yield f"{s.tier} {' '.join(map(str, numbers))}; {flags}"
    for goal in review.goals:
        if goal.points or goal.households:
            yield f"{goal.code} {goal.points}: {' '.join(f'{who}={points}' for who, points in goal.households)}"


def of_reason(one: Unplaced) -> Iterator[str]:
    """Why one household has no place, or none in time."""
    codes = (reason.value if reason else "-" for reason in (one.primary, one.secondary))
    flags = [name for name in ("nowhere", "never_in_time") if getattr(one, name)]
    yield " ".join(("why", one.household, *codes, *flags, "open:", *one.open_places))
    for finding, places in zip(one.why, one.stops, strict=True):
        yield f"  {line(finding)} @ {' '.join(places)}"
    yield from (f"  hinges {line(finding)}" for finding in one.hinges)
    if one.bars_most:
        yield f"  most {line(one.bars_most)} @ {' '.join(one.barred)}"


def line(f: Finding) -> str:
    """A finding, to the last fact."""
    named = ", ".join(f"{name}={value}" for name, value in f.facts)
    span = f"{f.since or ''}..{f.until or ''}" if f.since or f.until else "-"
    reason = f.reason.value if f.reason else "-"
    said = f"{f.kind.value} {f.code}/{f.rule} {f.says}: {' '.join(f.about)}; {f.where or '-'}; {span}; {f.level.value}"
    return f"{said} {reason}{' waived' if f.is_waived else ''}" + (f"; {named}" if named else "")


def _act(act: Any) -> str:
    return " ".join(str(value) for value in act.model_dump(mode="json").values() if value is not None)


def text(name: str) -> str:
    """The content of one file."""
    return "\n".join(lines(name))


def main() -> None:
    """Write the files."""
    REVIEWS.mkdir(exist_ok=True)
    for name in sys.argv[1:] or WEEKS:
        (REVIEWS / f"{name}.txt").write_text(text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
