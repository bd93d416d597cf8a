"""H13: the unit takes in this residence basis, kind of household and age. Waived in P0."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.housing import Place, TargetGroup
from placement.domain.person import AgeBand, Person, Track
from placement.domain.rule import DESIGNED, Blocks, Facts, Level, Objection, Reason, Rule, Source, facts
from placement.words.sentence import Sentence


def _refused(says: str, named: Facts, tier: Tier | None) -> tuple[Objection, Objection]:
    """The same for who would move in and for who lives there already: the latter is only a task."""
    waived = "P0" if tier is Tier.P0 else ""
    return Objection(Level.HARD, says, named, Reason.TRACK, blocks=Blocks.START, waived=waived).and_held()


class Based(NamedTuple):
    """What the rule reads of a person for the intake list."""

    track: Track
    tier: Tier | None


class Takes(NamedTuple):
    """What it reads of a place for that."""

    tracks: frozenset[Track] | None


class TakesTheTrack:
    """A basis that is not clarified is refused unless the unit lists even that; no list: takes nobody."""

    between = (Person, Place)

    def objections(self, who: Based, where: Takes) -> tuple[Objection, ...]:
        """Against a basis that the unit has not listed."""
        if where.tracks is None:
            return _refused("no_list", (), who.tier)
        if who.track in where.tracks:
            return ()
        says = "track_not_clarified" if who.track is Track.NOT_CLARIFIED else "track_not_taken"
        return _refused(says, facts(track=who.track), who.tier)


class Aged(NamedTuple):
    """What the rule reads of a person for age limits."""

    maybe_adult: bool
    age_band: AgeBand | None
    tier: Tier | None


class Limits(NamedTuple):
    """What it reads of a place for that."""

    min_age: int | None
    max_age: int | None


class WithinAgeLimits:
    """Limits are for adults and who may be one; the whole age band lies within, an unknown one does not."""

    between = (Person, Place)

    def objections(self, who: Aged, where: Limits) -> tuple[Objection, ...]:
        """Against an age below or above, or that nobody knows."""
        if not who.maybe_adult or (where.min_age is None and where.max_age is None):
            return ()
        return tuple(
            o for says, named in self._outside(who.age_band, where) for o in _refused(says, named, who.tier)
        )

    @staticmethod
    def _outside(band: AgeBand | None, where: Limits) -> Iterator[tuple[str, Facts]]:
        if band is None:
            yield "age_unknown", ()
            return
        if where.min_age is not None and band.youngest < where.min_age:
            yield "too_young", facts(limit=where.min_age)
        if where.max_age is not None and band.oldest > where.max_age:
            yield "too_old", facts(limit=where.max_age)


class Family(NamedTuple):
    """What the rule reads of a household."""

    kind: TargetGroup
    tier: Tier | None


class MeantFor(NamedTuple):
    """What it reads of a place for that."""

    target_groups: frozenset[TargetGroup] | None


class InTargetGroup:
    """Single, couple (several adults) or family with a child; a unit without a list takes all kinds."""

    between = (Household, Place)

    def objections(self, who: Family, where: MeantFor) -> tuple[Objection, ...]:
        """Against a kind of household that the unit is not meant for."""
        if where.target_groups is None or who.kind in where.target_groups:
            return ()
        return _refused("not_meant_for", facts(kind=who.kind), who.tier)


RULE = Rule(
    id="intake",
    code="H13",
    levels=(Level.HARD,),
    title=Sentence("Boligen tar imot denne målgruppen", "The home takes in this group"),
    because=Sentence(
        "Boligene har avtaler om hvem de er for; er det akutt, går en seng i natt foran avtalen.",
        "Homes have agreements on whom they are for; in an emergency a bed tonight goes before them.",
    ),
    source=Source(
        "Etter tilbudenes inntakslister (Filemon, veiledning om refleksjonsperioden); P0 er valgt i prosjektet",
        "Intake lists of the providers (Filemon, guidance on the reflection period); P0: design choice",
        DESIGNED,
    ),
    says={
        "no_list": Sentence(
            "Boligen har ikke oppgitt hvilke oppholdsgrunnlag den tar imot.",
            "The home has not said which residence bases it takes in.",
        ),
        "track_not_clarified": Sentence(
            "Oppholdsgrunnlaget er ikke avklart.", "The residence basis is not clarified."
        ),
        "track_not_taken": Sentence(
            "Boligen tar ikke imot den som har dette oppholdsgrunnlaget: {track}.",
            "The home does not take in people with the residence basis: {track}.",
        ),
        "age_unknown": Sentence(
            "Boligen har aldersgrense, og alderen er ikke kjent.",
            "The home has an age limit, and the age is not known.",
        ),
        "too_young": Sentence(
            "Boligen er for dem som er minst {limit} år.", "The home is for people from {limit} years."
        ),
        "too_old": Sentence(
            "Boligen er for dem som er høyst {limit} år.", "The home is for people up to {limit} years."
        ),
        "not_meant_for": Sentence(
            "Boligen er ikke ment for denne typen husstand: {kind}.",
            "The home is not meant for this kind of household: {kind}.",
        ),
    },
    parts=(TakesTheTrack(), WithinAgeLimits(), InTargetGroup()),
    held_is_task=True,
)
