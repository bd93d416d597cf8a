"""Interpreters for the languages that are asked for, with the hours on which they can be booked."""

from collections import Counter
from datetime import time

from placement.domain.contact import Impartiality
from placement.domain.interpreter import BookableHours, Interpreter, Qualification
from placement.domain.person import Gender
from placement.domain.relation import Relation, RelationKind
from placement.domain.value import Answer
from placement.simulation.draw import Draw
from placement.simulation.shares import REGIONS
from placement.simulation.town import Town

PEOPLE_AN_INTERPRETER = 6
QUALIFIED = {
    Qualification.A: 8, Qualification.B: 15, Qualification.C: 22, Qualification.D: 20, Qualification.E: 20, None: 15,
}  # fmt: skip
DAYS = {1: 50, 2: 40, 3: 10}
"""Days of a week on which an interpreter can be booked: what other services leave of their hours."""
BLOCKS = {1: 30, 2: 35, 3: 25, 4: 10}
"""Hours of a block."""
WORKDAYS = 5


def add_interpreters(town: Town) -> None:
    """For each language as many as are needed, at least one where several people speak it; some know who is here."""
    draw = town.draw("interpreters")
    asked = Counter(
        town.first_language[p.alias] for _, p in town.adults() if p.interpreter_needed is not False
    )
    languages: list[str] = []
    for language in sorted(asked):
        count = asked[language] // PEOPLE_AN_INTERPRETER
        languages += [language] * (count or int(asked[language] > 1 or draw.yes(0.5)))
    numbers = draw.sample(range(1, 3 * len(languages) + 60), len(languages))
    found = [_interpreter(draw, f"Tolk-{n}", code) for n, code in zip(numbers, languages, strict=True)]
    for interpreter in found:
        _hours(draw, town, interpreter.alias)
    near = _near(draw, town, found)
    town.rows["interpreters"] += [i.but(case_group=near.get(i.alias)) for i in found]


def _interpreter(draw: Draw, alias: str, language: str) -> Interpreter:
    """Only what they interpret counts as a language: who needs English goes to who interprets English."""
    more = {draw.choice(["eng", "rus", "ara", "fas", "hin"])} if draw.yes(0.15) else set[str]()
    remote = draw.yes(0.85)
    return Interpreter(
        alias=alias, languages=frozenset({language, *more}), adult=True if draw.yes(0.98) else None,
        gender=draw.choice([Gender.WOMAN, Gender.WOMAN, Gender.MAN]), qualification=draw.one(QUALIFIED), remote=remote,
        on_site=not remote or draw.yes(0.5), region=REGIONS.get(language),
    )  # fmt: skip


def _hours(draw: Draw, town: Town, alias: str) -> None:
    """A block of some hours on each of a few workdays of the coming week: not enough for everything."""
    days = [n for n in range(7) if town.day(n).weekday() < WORKDAYS]
    for day in sorted(draw.some(days, draw.one(DAYS))):
        begin = draw.randint(8, 15)
        town.rows["bookable_hours"].append(
            BookableHours(interpreter=alias, on=town.day(day), start=time(begin),
                          end=time(begin + draw.one(BLOCKS)))
        )  # fmt: skip


def _near(draw: Draw, town: Town, interpreters: list[Interpreter]) -> dict[str, str]:
    """A few know a household that they would interpret for, are of its family, or (who: which) near its case."""
    by_language: dict[str, list[str]] = {}
    for interpreter in interpreters:
        for language in interpreter.languages:
            by_language.setdefault(language, []).append(interpreter.alias)
    near: dict[str, str] = {}
    for household, person in town.adults():
        same = by_language.get(town.first_language[person.alias])
        if not same:
            continue
        if draw.yes(0.05):
            town.rows["impartiality"].append(
                Impartiality(helper=draw.choice(same), household=household.alias, conflict=Answer.YES)
            )
        if draw.yes(0.01):
            town.rows["relations"].append(
                Relation(a=draw.choice(same), b=person.alias, kind=RelationKind.FAMILY)
            )
        if person.case_group and draw.yes(0.02):
            near[draw.choice(same)] = person.case_group
    return near
