"""G14: for those who wish it, somebody of the same language in the house, without link or case in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from placement.domain.person import Person
from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.terms import Terms
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class Peer:
    """Opt-in by each person: the same language may also mean exposure."""

    points: int = 20

    def build(self, terms: Terms) -> None:
        """Points for each who wishes a peer and is planned where none is at home during the stay."""
        week = terms.week
        members = {h.alias: [p for p in h.members if p.wishes_peer] for h in week.households}
        wishing = {alias: people for alias, people in members.items() if people}
        for alias, people in wishing.items():
            # who cannot be planned meets nobody in a planned stay
            for person in people if terms.starts_of(alias) else ():
                others = [
                    other
                    for other, theirs in wishing.items()
                    if other != alias and any(_peer(week, person, p) for p in theirs)
                ]
                for unit in terms.homes_of(alias):
                    terms.points_unless_met(alias, unit, others, self.points)

    def check(self, seen: Seen) -> Iterator[Charge]:
        """A charge for each member who wishes a peer, and meets none in the unit of a planned stay."""
        for stay in seen.planned:
            for person in seen.household(stay).members:
                if person.wishes_peer and not any(_peer(seen.week, person, p) for p in _met(seen, stay)):
                    yield Charge(self.points, stay.household)


def _met(seen: Seen, stay: Stay) -> Iterator[Person]:
    """Members of other households at home in the stay's unit on one of its nights."""
    for other in seen.in_unit(seen.unit(stay).alias):
        since, until = _at_home(seen, other)
        last = min(until, stay.until or FOREVER)
        if other.household != stay.household and max(since, stay.start) < last:
            yield from seen.household(other).members


def _at_home(seen: Seen, stay: Stay) -> tuple[date, date]:
    """The nights on which a stay is its household's home: a held one until the planned one begins.

    A hold that begins during the planned stay is home after it.
    """
    since, until = stay.start, stay.until or FOREVER
    if seen.is_held(stay):
        for planned in seen.of(stay.household):
            if not seen.is_held(planned) and planned.start >= stay.start:
                until = min(until, planned.start)
            elif not seen.is_held(planned):
                since = max(since, planned.until or FOREVER)
    return since, until


def _peer(week: Week, person: Person, other: Person) -> bool:
    """Whether both wish it, speak a language in common, and have neither a row nor a case between them."""
    if not other.wishes_peer or not person.languages & other.languages:
        return False
    if person.case_group is not None and person.case_group == other.case_group:
        return False
    return frozenset((person.alias, other.alias)) not in _related(week)


def _related(week: Week) -> set[frozenset[str]]:
    """Pairs of persons who are named in one row; found once a week."""
    found: set[frozenset[str]] | None = week.__dict__.get("_related")
    if found is None:
        found = week.__dict__["_related"] = {frozenset((r.a, r.b)) for r in week.instance.relations}
    return found


RULE = Rule(
    id="peer",
    code="G14",
    levels=(Level.SOFT,),
    title=Sentence("Noen å snakke med", "Somebody to talk to"),
    because=Sentence(
        "Et felles språk gjør et fremmed hus mindre fremmed, for den som selv ønsker det.",
        "A shared language makes a strange house less strange, for whoever wishes it.",
    ),
    source=Source(
        "Poengene er valgt i prosjektet; bare for dem som ønsker det, for felles språk kan bety å bli gjenkjent",
        "Design choice of points; opt-in, since a shared language may mean exposure",
        DESIGNED,
    ),
    says={
        "lost": Sentence(
            "Ingen i huset deler både språk og ønske.", "Nobody in the house shares both language and wish."
        )
    },
    parts=(Peer(),),
    settings=(
        Setting(
            "points",
            20,
            "points",
            Sentence("Poeng for hvert uoppfylt ønske", "Points for each wish unmet"),
        ),
    ),
)
