"""H15: two people whom a human decided to keep apart, or who are in conflict, do not live in one unit."""

from collections.abc import Iterator
from itertools import combinations

from placement.domain.household import Household
from placement.domain.relation import Relation, RelationKind
from placement.domain.rule import DESIGNED, Clash, Level, Reason, Rule, Source
from placement.domain.seen import Seen, shared_nights
from placement.domain.terms import Terms
from placement.domain.week import Week
from placement.words.sentence import Sentence

KINDS = frozenset({RelationKind.SEPARATE, RelationKind.CONFLICT})


def split_apart(a: Household, b: Household) -> bool:
    """Whether the two are parts of one household: their own word, or danger, said that they do not live together."""
    return a.origin is not None and a.origin == b.origin


class KeptApart:
    """A row holds on its own dates; only shared nights on which it holds count."""

    def build(self, terms: Terms) -> None:
        """Two households of a row are not both in one unit on a night on which the row holds."""
        week = terms.week
        for row in week.instance.relations:
            a, b = week.household_of.get(row.a), week.household_of.get(row.b)
            if a and b and a is not b and row.kind in (RelationKind.SEPARATE, RelationKind.CONFLICT):
                for unit in terms.homes_of_both(a.alias, b.alias):
                    changes = (row.since, row.until)
                    nights = [n for n in terms.nights(unit, changes) if row.since <= n < row.until]
                    terms.no_two([(a.alias, b.alias)], unit, nights)
        parts = [
            (a.alias, b.alias)
            for a, b in combinations([h for h in week.households if h.origin], 2)
            if split_apart(a, b)
        ]
        for unit in terms.units() if parts else ():
            terms.no_two(parts, unit, terms.nights(unit))

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each pair of stays in one unit that share a night with a row between their members."""
        rows = _rows(seen.week)
        split = _is_anybody_split(seen.week)
        for a, b in seen.neighbours() if rows or split else ():
            since, until = shared_nights(a, b)
            if split and split_apart(seen.household(a), seen.household(b)):
                yield Clash(Level.HARD, "kept_apart", (a, b), reason=Reason.SEPARATION,
                            since=max(since, seen.week.as_of), until=until, where=seen.unit(a).alias)  # fmt: skip
            for row in rows.get((min(a.household, b.household), max(a.household, b.household)), ()):
                first, last = max(since, row.since, seen.week.as_of), min(until, row.until)
                if first < last:
                    yield Clash(Level.HARD, "kept_apart", (a, b), reason=Reason.SEPARATION,
                                since=first, until=last, where=seen.unit(a).alias)  # fmt: skip


def _is_anybody_split(week: Week) -> bool:
    """Found once a week."""
    found: bool | None = week.__dict__.get("_is_anybody_split")
    if found is None:
        found = week.__dict__["_is_anybody_split"] = any(h.origin for h in week.households)
    return found


def _rows(week: Week) -> dict[tuple[str, str], list[Relation]]:
    """Two households, in order of alias -> the rows between a member of the one and of the other."""
    found: dict[tuple[str, str], list[Relation]] | None = week.__dict__.get("_kept_apart")
    if found is not None:
        return found
    found = week.__dict__["_kept_apart"] = {}
    for row in week.instance.relations:
        sides = sorted(week.household_of[p].alias for p in (row.a, row.b) if p in week.household_of)
        if row.kind in KINDS and len(set(sides)) > 1:
            found.setdefault((sides[0], sides[1]), []).append(row)
    return found


RULE = Rule(
    id="separate",
    code="H15",
    levels=(Level.HARD,),
    title=Sentence(
        "De som skal holdes fra hverandre, bor hver for seg", "Those who are kept apart live apart"
    ),
    because=Sentence(
        "Et menneske har vurdert paret og sagt at de to ikke bør bo sammen.",
        "A human assessed the pair and said that the two should not live together.",
    ),
    source=Source(
        "Valgt i prosjektet: par holdes fra hverandre, ikke grupper; en felles sak alene skiller ingen",
        "Design choice: pairs are kept apart, not groups; a case alone separates nobody",
        DESIGNED,
    ),
    says={
        "kept_apart": Sentence(
            "To som skal holdes fra hverandre, ville bodd i samme bolig.",
            "Two people who are kept apart would live in one unit.",
        )
    },
    neutral=frozenset({"kept_apart"}),
    parts=(KeptApart(),),
)
