"""H18: beds kept for emergencies are not for planned stays."""

from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source, facts
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a household."""

    tier: Tier | None
    releases: frozenset[tuple[str, str]]


class Where(NamedTuple):
    """What it reads of a place."""

    unit_alias: str
    emergency_rooms: tuple[str, ...]


class KeptFree:
    """Open to P0, and to the household for which the room (or the unit's) was released. Unknown is kept."""

    between = (Household, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One where a room of the place is kept and not released for this household."""
        if who.tier is Tier.P0 or (where.unit_alias, "") in who.releases:
            return ()
        kept = [room for room in where.emergency_rooms if (where.unit_alias, room) not in who.releases]
        if not kept:
            return ()
        return (Objection(Level.HARD, "kept", facts(rooms=kept), Reason.NO_BED, blocks=Blocks.START),)


RULE = Rule(
    id="reserved_bed",
    code="H18",
    levels=(Level.HARD,),
    title=Sentence("Akuttplasser holdes ledige", "Emergency beds are kept free"),
    because=Sentence(
        "Den som trenger et trygt sted i natt, kan ikke vente på neste fordelingsmøte.",
        "Whoever needs a safe place tonight cannot wait for the next allocation meeting.",
    ),
    source=Source(
        "Etter Filemon, som holder av plasser til avklaringsopphold, og OVC: alltid én ledig seng etter avtale",
        "Filemon: places kept for clarification stays; OVC: one bed always free by agreement",
        DESIGNED,
    ),
    says={
        "kept": Sentence(
            "Rommet holdes av til akutte ({rooms}) og er ikke frigitt til husstanden.",
            "The room is kept for emergencies ({rooms}) and has not been released for the household.",
        )
    },
    parts=(KeptFree(),),
)
