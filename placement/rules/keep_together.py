"""H26: two who both said yes to being kept together live in one unit, if both are placed."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.option import fitting
from placement.domain.relation import HARMFUL, Relation, RelationKind
from placement.domain.rule import DESIGNED, Clash, Level, Reason, Rule, Source
from placement.domain.seen import Seen, meet, shared_nights
from placement.domain.terms import Terms
from placement.domain.value import Answer
from placement.domain.week import Week
from placement.words.sentence import Sentence


def agreed(week: Week, row: Relation) -> bool:
    """Whether the row still holds, both have said yes themselves, and they are of two households."""
    both = row.yes_a is Answer.YES and row.yes_b is Answer.YES
    if row.kind is not RelationKind.KEEP_TOGETHER or not both or not row.active(week.as_of):
        return False
    here = row.a in week.household_of and row.b in week.household_of
    return here and week.household_of[row.a] is not week.household_of[row.b]


def yields(week: Week, a: Household, b: Household) -> bool:
    """Whether keeping two households together gives way: to haste, to a harmful link, or to what is possible.

    It gives way where either is P0, where a harmful link stands between them (H03), where they are parts of a
    household that was split (H09), and where no unit has a place for each of them.
    """
    if Tier.P0 in (week.tier(a.alias), week.tier(b.alias)):
        return True
    if a.origin is not None and a.origin == b.origin:
        return True
    mine, yours = {p.alias for p in a.members}, {p.alias for p in b.members}
    for link in week.instance.relations:
        across = (link.a in mine and link.b in yours) or (link.a in yours and link.b in mine)
        if across and link.kind in HARMFUL and link.active(week.as_of):
            return True
    units = [{week.place(p).unit.alias for p in fitting(week, h).places} for h in (a, b)]
    return not units[0] & units[1]


class SameUnit:
    """A wish costs nobody a bed: it binds only two stays that the plan itself begins or proposes."""

    def build(self, terms: Terms) -> None:
        """On no night the one planned in a unit and the other planned anywhere else."""
        week = terms.week
        for row in week.instance.relations:
            if agreed(week, row):
                a, b = week.household_of[row.a], week.household_of[row.b]
                starts = [terms.starts_of(h.alias) for h in (a, b)]
                # who cannot be planned is not parted by the plan
                if all(starts) and not yields(week, a, b):
                    homes = {*terms.homes_of(a.alias), *terms.homes_of(b.alias)}
                    units = [u for u in terms.units() if u in homes]
                    for night in sorted({*starts[0], *starts[1]}):
                        named = {u: {h.alias for h in terms.pardoned(u, night)} for u in units}
                        free = [u for u in named if {a.alias, b.alias} <= named[u]]
                        for unit in units:
                            together = [unit, *(free if unit in free else ())]
                            here = terms.lives_in(a.alias, unit, night).planned()
                            terms.not_both(here, terms.lives_elsewhere(b.alias, together, night))

    def in_one_unit(self, week: Week, among: AbstractSet[str]) -> list[tuple[Household, Household]]:
        """Pairs of these whom it binds everywhere and on all nights: the solver need not ask row by row."""
        named = {name for o in week.instance.overrides if o.rule == RULE.code for name in o.households}
        return [
            (a, b)
            for a, b in _pairs(week)
            if {a.alias, b.alias} <= among
            and not named & {a.alias, a.origin, b.alias, b.origin}
            and not yields(week, a, b)
        ]

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each two planned stays of the pair that share a night in two units."""
        for a, b in _pairs(seen.week):
            for one in seen.of(a.alias):
                for other in seen.of(b.alias):
                    if seen.is_held(one) or seen.is_held(other) or not meet(one, other):
                        continue
                    if seen.unit(one) is not seen.unit(other) and not yields(seen.week, a, b):
                        since, until = shared_nights(one, other)
                        yield Clash(Level.HARD, "parted", (one, other), reason=Reason.SEPARATION,
                                    since=since, until=until)  # fmt: skip


def _pairs(week: Week) -> list[tuple[Household, Household]]:
    """The two households of each row that both agreed to; found once a week."""
    found: list[tuple[Household, Household]] | None = week.__dict__.get("_kept_together")
    if found is None:
        rows = [row for row in week.instance.relations if agreed(week, row)]
        found = week.__dict__["_kept_together"] = [
            (week.household_of[row.a], week.household_of[row.b]) for row in rows
        ]
    return found


RULE = Rule(
    id="keep_together",
    code="H26",
    levels=(Level.HARD,),
    title=Sentence("De som vil bo sammen, bor sammen", "Those who want to stay together do"),
    because=Sentence(
        "Den ene kjente kan være det tryggeste et menneske har. "
        "Begge må si ja, og hver kan trekke seg alene.",
        "The one familiar face may be the safest thing a person has. "
        "Both must say yes, and either withdraws alone.",
    ),
    source=Source(
        "Valgt i prosjektet, etter Filemon-huset, der fem menn fra samme sak ønsket å bo sammen",
        "Design choice, on the Filemon house, where five men of one case wished to live together",
        DESIGNED,
    ),
    says={
        "parted": Sentence(
            "To som begge har bedt om å bo sammen, ville fått hver sin bolig.",
            "Two people who both asked to stay together would live in two units.",
        )
    },
    neutral=frozenset({"parted"}),
    parts=(SameUnit(),),
)
