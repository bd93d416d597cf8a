"""Who was found in one case, what is known between two people, and which areas somebody must avoid."""

from itertools import combinations

from placement.domain.area import AvoidArea
from placement.domain.names import SPECIES
from placement.domain.person import Danger, Person
from placement.domain.relation import Outsider, Relation, RelationKind
from placement.domain.value import FOREVER, Answer
from placement.simulation.draw import Draw
from placement.simulation.town import Names, Town

CASE = 0.35
"""Share of households of which a case is known."""
ASSESSED = {
    RelationKind.NEUTRAL: 40, RelationKind.SEPARATE: 12, RelationKind.CONFLICT: 4, RelationKind.FRIEND: 6,
    RelationKind.KEEP_TOGETHER: 8, RelationKind.RECRUITER: 2, None: 28,
}  # fmt: skip
"""What is known of two people of one case; none: nobody has assessed the pair."""
HARMFUL = {
    RelationKind.RECRUITER: 4, RelationKind.CONTROLLER: 3, RelationKind.PERPETRATOR: 2, RelationKind.VIOLENT_THREAT: 1,
}  # fmt: skip
AVOIDS = 0.55


def add_links(town: Town) -> None:
    """Cases with the pairs in them, links across cases and to outsiders, and areas to avoid."""
    draw = town.draw("links")
    for case in _cases(draw, town):
        for a, b in combinations(case, 2):
            relate(draw, town, a, b, draw.one(ASSESSED))
    everybody = [p for _, p in town.adults()]
    for person in everybody:
        if draw.yes(0.015):
            other = draw.choice(everybody)
            if other.alias != person.alias:
                relate(draw, town, other, person, draw.one(HARMFUL))
    _know_outsiders(draw, town, everybody)
    avoid(draw, town)


def _cases(draw: Draw, town: Town) -> list[list[Person]]:
    """Most cases have one or two people here, some many."""
    known = [h.alias for h in town.households.values() if h.alias not in town.arrived and draw.yes(CASE)]
    draw.shuffle(known)
    found, number = [], draw.sample(range(1, len(known) + 50), len(known) + 1)
    while known:
        name, size = f"Sak-{number.pop()}", draw.one({1: 45, 2: 25, 3: 15, 4: 9, 6: 6})
        case = []
        for alias in known[:size]:
            town.change_person(alias, town.households[alias].members[0].alias, case_group=name)
            case.append(town.households[alias].members[0])
        known = known[size:]
        found.append(case)
    return found


def relate(draw: Draw, town: Town, a: Person, b: Person, kind: RelationKind | None) -> None:
    """The row, and in both directions what it means for where they may live."""
    one, other = town.home_of[a.alias], town.home_of[b.alias]
    if one == other or other in town.links[one]:
        return
    town.links[one][other] = town.links[other][one] = kind
    if kind is None:
        return
    word = Answer.YES if kind is RelationKind.KEEP_TOGETHER else Answer.NOT_ASKED
    protected = b.alias if kind in HARMFUL and draw.yes(0.7) else None
    until = FOREVER if draw.yes(0.9) else town.day(draw.randint(10, 200))
    since = town.day(-draw.randint(3, 200))
    town.rows["relations"].append(
        Relation(
            a=a.alias,
            b=b.alias,
            kind=kind,
            since=since,
            until=until,
            protected=protected,
            yes_a=word,
            yes_b=word,
        )
    )


def _know_outsiders(draw: Draw, town: Town, everybody: list[Person]) -> None:
    """Links to people who are not placed here; what they know of units is added with the homes."""
    names = Names(draw, tuple(f"Fremmed-{word}" for word in SPECIES), len(everybody) // 10 + 5)
    for person in everybody:
        if draw.yes(0.05):
            alias = names.next()
            town.rows["outsiders"].append(Outsider(alias=alias))
            town.rows["relations"].append(
                Relation(a=alias, b=person.alias, kind=draw.one(HARMFUL), protected=person.alias)
            )
            town.outsiders[alias] = town.home_of[person.alias]


def avoid(draw: Draw, town: Town) -> None:
    """More than half of all adults avoid an area, some two, for some time; a child mostly with their parent."""
    words = [a.alias for a in town.areas]
    for household in town.households.values():
        theirs: list[str] = []
        for person in household.members:
            if not person.maybe_child:
                danger = person.threat.danger if person.threat else Danger.HIGH
                count = (
                    (2 if danger.rank >= Danger.HIGH.rank and draw.yes(0.3) else 1) if draw.yes(AVOIDS) else 0
                )
                mine = draw.some(theirs or words, count)
                theirs = mine or theirs
            else:
                mine = theirs if draw.yes(0.6) else []
            for area in mine:
                until = town.day(draw.randint(5, 30) if draw.yes(0.1) else draw.randint(31, 200))
                town.rows["avoid_areas"].append(
                    AvoidArea(
                        person=person.alias, area=area, since=town.day(-draw.randint(2, 90)), until=until
                    )
                )
                town.avoided[person.alias].add(area)
