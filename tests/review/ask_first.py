"""Campaign: each answer that is said to change the plan does, all others do not, and what it changes is so.

Facts of small weeks are forgotten at random. Then every answer to every open question is written into the week as JSON,
the week is solved anew, and the judge compares: nothing of the explaining code is used but what it claims.
`python -m tests.review.ask_first --weeks 200`
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from placement.domain.decision import Pin, Tier
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.ask_first import AskFirst, Effect, ask_first
from placement.review.audit import audit
from placement.review.open_questions import open_questions
from placement.review.question import Kind, Question
from placement.review.why_not_there import Means
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver.run import solve
from tests.random_worlds import tiny
from tests.review.weeks import main
from tests.solver.campaign import Seen

FAMILIES = (
    "mixed",
    "H01",
    "H04",
    "H06",
    "H07",
    "H12",
    "H16",
    "H21",
    "A02",
    "A05",
    "G03",
    "H05",
    "H03",
    "A03",
)
SECONDS = 30.0
MEANS = Means(RULES, GOALS, solve, SECONDS)
UNPLACED, FULL_WEEK = 35, 10**6
EMPTY: dict[str, Any] = {
    "threat": None, "secrecy": None, "support": None, "track": "not_clarified", "zone_wish": "not_asked",
    "sharing": "not_asked", "areas_asked": False, "interpreter_needed": None, "work_right": "not_asked",
    "languages": [],
}  # fmt: skip
"""Fields of a person, and what they hold as long as nobody knows."""

Json = dict[str, Any]
Rows = tuple[str, list[Json]]
"""A table, and rows to add to it."""


def base(seed: int) -> Instance:
    """A small week of one rule, every twelfth of a town, in which some answers are forgotten."""
    r = random.Random(seed)
    if seed % 12 == 11:
        return forgotten(r, generate("S", seed, beds=1.0), share=0.02)
    return forgotten(r, tiny(seed, FAMILIES[seed % len(FAMILIES)]), share=0.12)


def forgotten(r: random.Random, instance: Instance, share: float) -> Instance:
    """The week without some answers; some threat assessments have run out today."""
    data = instance.model_dump(mode="json")
    for household in data["households"]:
        if r.random() < share:
            household["wishes"] = []
        if r.random() < share / 2:
            household["situation"] = "unknown"
        for person in household["members"]:
            for field, empty in EMPTY.items():
                if r.random() < share:
                    person[field] = empty
            if person["threat"] and r.random() < share:
                person["threat"]["valid_until"] = data["as_of"]
    for table in ("consents", "activity_consents", "language_levels"):
        data[table] = [row for row in data[table] if r.random() > share]
    return Instance.model_validate_json(json.dumps(data))


# -- an answer, written down by hand
def answered(instance: Instance, question: Question, says: str) -> Instance:
    """The week with one answer."""
    data: Json = instance.model_dump(mode="json")
    if question.kind in ROWS:
        table, rows = ROWS[question.kind](data, question, says)
        data[table] += rows
    if question.kind in (Kind.SITUATION, Kind.WISH):
        (household,) = (h for h in data["households"] if h["alias"] == question.who[0])
        household |= {"wishes": [says]} if question.kind is Kind.WISH else {"situation": says}
    elif question.kind not in ROWS or question.kind is Kind.AREAS:
        (person,) = (p for h in data["households"] for p in h["members"] if p["alias"] == question.who[0])
        person |= of_person(question.kind, says)
    return Instance.model_validate_json(json.dumps(data))


def of_person(kind: Kind, says: str) -> Json:
    """What their row says then."""
    match kind:
        case Kind.THREAT:
            return {"threat": {"danger": says, "valid_until": "9999-12-31"}}
        case Kind.AREAS:
            return {"areas_asked": True}
        case Kind.LANGUAGES:
            return {"languages": [says]}
        case Kind.SUPPORT:
            return {"support": int(says)}
        case Kind.INTERPRETER:
            return {"interpreter_needed": says == "true"}
    return {str(kind): says}


def _areas(data: Json, question: Question, says: str) -> Rows:
    row = {"person": question.who[0], "area": says, "since": data["as_of"]}
    return "avoid_areas", [] if says == "none" else [row]


def _level(_data: Json, question: Question, says: str) -> Rows:
    return "language_levels", [{"person": question.who[0], "language": question.about, "level": int(says)}]


def _activity(data: Json, question: Question, says: str) -> Rows:
    row = {"person": question.who[0], "programme": question.about, "answer": says, "on": data["as_of"]}
    return "activity_consents", [row]


def _consent(data: Json, question: Question, says: str) -> Rows:
    answer, name = "declined" if says == "no" else "given", question.who[0]
    kinds = [says] if says not in ("yes", "no") else asked_kinds(data, name)
    return "consents", [{"person": name, "to": kind, "answer": answer, "on": data["as_of"]} for kind in kinds]


def _pair(data: Json, question: Question, says: str) -> Rows:
    return "relations", list(pair_rows(data, question, says))


ROWS: dict[Kind, Callable[[Json, Question, str], Rows]] = {
    Kind.AREAS: _areas, Kind.LEVEL: _level, Kind.ACTIVITY: _activity, Kind.CONSENT: _consent, Kind.PAIR: _pair,
}  # fmt: skip
"""Questions whose answer is a row of its own."""


def asked_kinds(data: Json, name: str) -> list[str]:
    """Kinds of home of which the person's last word is none, or a yes that has run out."""
    found = []
    for kind in sorted({unit["type"] for unit in data["units"]}):
        rows = [
            row for row in data["consents"]
            if row["person"] == name and row["to"] in (kind, None) and row["on"] <= data["as_of"]
        ]  # fmt: skip
        order = ["given", "declined", "withdrawn"]
        last: dict[str | None, Json] = {}
        for row in sorted(rows, key=lambda row: (row["on"], order.index(row["answer"]))):
            last[row["to"]] = row
        own, general = last.get(kind), last.get(None)
        row = own or general
        if own and general and general["answer"] != "given":
            withdrawn = general["answer"] == "withdrawn" and general["on"] == own["on"]
            row = general if general["on"] > own["on"] or withdrawn else own
        if row is None or (row["answer"] == "given" and row["until"] <= data["as_of"]):
            found.append(kind)
    return found


def pair_rows(data: Json, question: Question, says: str) -> Iterator[Json]:
    """A row for each two of one case of whom no row says today that somebody looked at them."""
    first, second = (members(data, name) for name in question.who)
    looked = {
        frozenset((row["a"], row["b"])) for row in data["relations"]
        if row["kind"] not in ("friend", "guardian") and row["since"] <= data["as_of"] < row["until"]
    }  # fmt: skip
    for p in first:
        for q in second:
            pair = (p["alias"], q["alias"])
            if p["case_group"] and p["case_group"] == q["case_group"] and frozenset(pair) not in looked:
                yield pair_row(*pair, says)


def pair_row(a: str, b: str, says: str) -> Json:
    match says:
        case "neutral" | "separate":
            return {"a": a, "b": b, "kind": says}
        case "keep_together":
            return {"a": a, "b": b, "kind": says, "yes_a": "yes", "yes_b": "yes"}
        case "harm_by_first":
            return {"a": a, "b": b, "kind": "violent_threat", "protected": b}
        case "harm_by_second":
            return {"a": b, "b": a, "kind": "violent_threat", "protected": a}
    return {"a": a, "b": b, "kind": "violent_threat"}


def members(data: Json, name: str) -> list[Json]:
    """Of a household, or the one who was split off under this alias; of those who stayed, all who were not."""
    whole = {h["alias"]: h["members"] for h in data["households"]}
    week = Week(Instance.model_validate_json(json.dumps(data)), RULES)
    here = {p.alias for p in week.household[name].members}
    return [p for people in whole.values() for p in people if p["alias"] in here]


# -- what is true of it
def value(instance: Instance, plan: Plan) -> tuple[object, ...] | None:
    """What plans are compared by; none for one that breaks a rule."""
    said = audit(instance, plan.but(instance_hash=""), RULES, GOALS)
    return None if said.breaches else (*(stage.vector for stage in said.stages), said.points)


def best(instance: Instance) -> Plan | None:
    run = solve(instance, RULES, GOALS, seconds=SECONDS)
    return run.plan if run.status is Status.OPTIMAL else None


def nights(instance: Instance, one: Plan, other: Plan) -> tuple[int, ...]:
    """By tier: nights of the windows on which one of the plans has a place and the other has none."""
    week = Week(instance, RULES)
    found = dict.fromkeys(Tier, 0)
    for household in week.households:
        tier, window = week.tier(household.alias), week.window(household)
        if tier is not None and window is not None:
            days = [window.start + timedelta(days=n) for n in range(window.nights)]
            counts = [without(plan, household.alias, days) for plan in (one, other)]
            found[tier] += abs(counts[0] - counts[1])
    return tuple(found.values())


def without(plan: Plan, household: str, days: list[date]) -> int:
    stays = [s for s in plan.stays if s.household == household]
    if not stays:
        return UNPLACED
    return sum(not any(s.start <= day < (s.until or date.max) for s in stays) for day in days)


def said(plan: Plan) -> dict[tuple[str, str], object]:
    """Who gets which home, from the plan alone."""
    return {("home", s.household): (s.place, s.start) for s in plan.stays}


def open_by_hand(instance: Instance) -> set[tuple[str, str]]:
    """Field and person of everybody in care of whom nobody knows it."""
    week, found = Week(instance, RULES), set()
    data = {p["alias"]: p for h in instance.model_dump(mode="json")["households"] for p in h["members"]}
    for alias, person in data.items():
        for field, empty in EMPTY.items():
            of_adults = field in ("zone_wish", "sharing", "interpreter_needed")
            child = person["age_status"].startswith("minor")
            if alias in week.person and person[field] == empty and not (of_adults and child):
                found.add((field, alias))
        if person["threat"] and person["threat"]["valid_until"] <= instance.as_of.isoformat():
            found |= {("threat", alias)} if alias in week.person else set()
    return {one for one in found if one[0] not in ("work_right", "languages")}


FIELD = {Kind.AREAS: "areas_asked", Kind.INTERPRETER: "interpreter_needed"}


def faults_of(instance: Instance, plan: Plan, found: AskFirst, tried: Counter[str]) -> Iterator[str]:
    """What is wrong with all that is said about one week."""
    questions = open_questions(Week(instance, RULES))
    fields = {(FIELD.get(q.kind, str(q.kind)), q.who[0]) for q in questions}
    if lacking := open_by_hand(instance) - fields:
        yield f"not asked: {sorted(lacking)}"
    if (found.unsettled, found.more) != (0, 0) or not found.is_given:
        yield "not settled"
    weights = [asked.weights[0][1] for asked in found.asked]
    if weights != sorted(weights, reverse=True) or found.nothing + len(found.asked) != len(questions):
        yield "order or number"
    told = {asked.question: dict(asked.weights) for asked in found.asked}
    effects = {(asked.question, effect.reply): effect for asked in found.asked for effect in asked.effects}
    tried.update(questions=len(questions), changing=len(found.asked), planned=found.looks)
    for question in questions:
        for reply in question.replies:
            tried.update(answers=1)
            other = answered(instance, question, reply.says)
            then = best(other)
            if then is None:
                tried.update(not_proved=1)
                continue
            weight = told.get(question, {}).get(reply.says)
            is_best = value(other, plan) == value(other, then)
            if is_best == (weight is not None):
                yield f"{question.kind} {question.who} {reply.says}: said {weight}, it is best: {is_best}"
            if weight is not None and weight.nights != nights(other, plan, then):
                yield f"{question.kind} {question.who} {reply.says}: {weight} is not so many nights"
            if (question, reply.says) in effects:
                tried.update([f"effects of {question.kind}"])
                effect = effects[question, reply.says]
                wrong = wrong_effect(other, plan, then, effect, tried)
                yield from (f"{question.kind} {question.who} {reply.says}: {what}" for what in wrong)


def wrong_effect(
    other: Instance, plan: Plan, then: Plan, effect: Effect, tried: Counter[str]
) -> Iterator[str]:
    """Whether the plan that is told is a best one, differs as told, and nobody could keep what they lose in it."""
    most = value(other, then)
    if value(other, effect.after) != most:
        yield "not the best plan"
    before, after = said(plan), said(effect.after)
    differ = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    told = {("home", t.subject.who) for t in effect.touched if t.subject.matter == "home"}
    if differ != told:
        yield f"{sorted(told)} said to be touched, it is {sorted(differ)}"
    mine = {s.household: s for s in plan.stays}
    kept = [name for name in mine if ("home", name) not in differ]
    for _, name in sorted(differ):
        if name in mine:
            tried.update(moved=1)
            pins = [Pin(household=n, place=mine[n].place, start=mine[n].start) for n in (*kept, name)]
            rest = tuple(p for p in other.pins if p.household not in (*kept, name))
            found = best(other.but(pins=(*rest, *pins)))
            at = said(found).get(("home", name)) if found else None
            if found and at == before["home", name] and value(other, found) == most:
                yield f"{name} could keep their place"


def check(seed: int) -> Seen:
    """All answers to all questions of one week."""
    instance = base(seed)
    plan = best(instance)
    if plan is None:
        return Seen(Counter(not_proved=1))
    tried = Counter[str](weeks=1)
    found = ask_first(instance, plan, MEANS, most=FULL_WEEK, looks=FULL_WEEK, in_full=FULL_WEEK)
    faults = tuple(f"{seed}: {what}" for what in faults_of(instance, plan, found, tried))
    return Seen(tried, faults)


if __name__ == "__main__":
    main(check)
