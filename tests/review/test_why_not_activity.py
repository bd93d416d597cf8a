"""Why not in a programme: what is said is what the judge finds, and the builder offers just what no rule bars."""

from collections import Counter
from collections.abc import Iterator

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.week import Week
from placement.review.audit import judge, judged
from placement.review.why_not_activity import Attending, why_not_activity
from placement.rules import GOALS, RULES
from placement.solver.acts import acts
from placement.solver.run import solve
from tests.random_worlds import tiny
from tests.worlds import vary, week_of_activities

FAMILIES = ("A01", "A02", "A03", "A05", "A06", "H03S", "T01", "mixed")
WOMAN = "Lerke-2"


def faults(week: Week, plan: Plan, said: Attending) -> Iterator[str]:
    """What the judge and the builder see otherwise."""
    if said.enrolment is None or said.kind == "planned":
        return
    more = plan.but(enrolments=(*plan.enrolments, said.enrolment))
    found = [one for one in judged(week, more, GOALS).found if said.enrolment in one.against]
    if all(f.says != "closed" for f in said.blocking):
        if {one.finding for one in found} != {*said.blocking, *said.beside}:
            yield f"the judge finds {found}"
        offered = acts(week, tuple(sorted(week.households, key=lambda h: h.lot))).enrolments
        if said.kind in ("taken", "free", "costs") and (said.person, said.programme) not in offered:
            yield "the builder does not offer it"
    if said.kind == "taken":
        left = more.but(
            enrolments=tuple(e for e in more.enrolments if e not in said.in_the_way),
            contacts=tuple(c for c in more.contacts if c not in said.in_the_way),
            bookings=tuple(b for b in more.bookings if b not in said.in_the_way),
        )
        if any(said.enrolment in one.against for one in judged(week, left, GOALS).found):
            yield "something else is in the way"
    if said.kind in ("free", "costs"):
        points = judge(week, more, GOALS).points - judge(week, plan, GOALS).points
        if points != said.points or points < 0:
            yield f"{points} points"


def test_what_is_said_is_what_the_judge_finds() -> None:
    tried = Counter[str]()
    for seed in range(48):
        instance = tiny(seed, FAMILIES[seed % len(FAMILIES)])
        run = solve(instance, RULES, GOALS)
        assert run.plan is not None
        week = Week(instance, RULES)
        for person in week.person:
            for programme in week.programme:
                said = why_not_activity(week, run.plan, person, programme, GOALS)
                tried.update([said.kind])
                assert list(faults(week, run.plan, said)) == []
    assert {"attends", "planned", "blocked", "taken"} <= tried.keys(), tried


def asked(programme: str, changes: dict[str, object], person: str = WOMAN) -> Attending:
    instance: Instance = vary(week_of_activities(), changes)
    run = solve(instance, RULES, GOALS)
    assert run.plan is not None
    return why_not_activity(Week(instance, RULES), run.plan, person, programme, GOALS)


def test_what_nobody_wished_for_is_barred_by_just_that() -> None:
    said = asked("Norsk-A", {})
    assert said.kind == "blocked"
    assert [f.says for f in said.blocking] == ["not_wished"]


def test_every_rule_that_bars_it_is_named_also_of_a_course_that_takes_nobody_in() -> None:
    wish = [{"person": WOMAN, "programme": "Norsk-A"}]
    course = {"Norsk-A": {"intake": "dated", "since": -5, "attendees": "men"}}
    said = asked("Norsk-A", {"activity_wishes": wish, "programmes": course})
    assert said.kind == "blocked"
    assert {"closed"} < {f.says for f in said.blocking}


def test_who_has_the_seat_is_named() -> None:
    both = (WOMAN, "Rype-3")
    wishes = [{"person": one, "programme": "Norsk-A"} for one in both]
    changes: dict[str, object] = {"activity_wishes": wishes, "programmes": {"Norsk-A": {"seats": 1}}}
    said = {one: asked("Norsk-A", changes, one) for one in both}
    (has,) = (one for one in both if said[one].kind == "planned")
    (other,) = (said[one] for one in both if one != has)
    assert (other.kind, [getattr(act, "person", "") for act in other.in_the_way]) == ("taken", [has])
