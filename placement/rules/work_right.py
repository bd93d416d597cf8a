"""A03: work and work practice only with the right to work, and no longer than it lasts."""

from datetime import date
from typing import NamedTuple

from placement.domain.person import Person, Track
from placement.domain.programme import Programme, ProgrammeKind
from placement.domain.rule import DESIGNED, Level, Objection, Reason, Rule, Source, facts
from placement.domain.value import Answer
from placement.words.sentence import Sentence

MAY_WORK = frozenset({Track.REFLECTION_GRANTED, Track.LIMITED_PERMIT, Track.EEA_RESIDENT, Track.RESIDENT})
"""Residence bases that usually give the right to work."""


class Who(NamedTuple):
    """What the rule reads of a person."""

    work_right: Answer
    track: Track
    permit_until: date | None


class What(NamedTuple):
    """What it reads of a programme."""

    kind: ProgrammeKind


class MayWork:
    """Classes, exercise and all else are for everybody. Papers go before what the basis usually gives."""

    between = (Person, Programme)

    def objections(self, who: Who, what: What) -> tuple[Objection, ...]:
        """Against every day without the right: all of them, or those from the end of the permit on."""
        if what.kind is not ProgrammeKind.WORK_PRACTICE:
            return ()
        if who.work_right is Answer.NO:
            return (Objection(Level.ABSOLUTE, "no_right", reason=Reason.TRACK),)
        if who.work_right is Answer.NOT_ASKED and who.track not in MAY_WORK:
            return (Objection(Level.ABSOLUTE, "not_clarified", facts(track=who.track), Reason.TRACK),)
        if who.permit_until is None:
            return ()
        ended = facts(on=who.permit_until)
        return (Objection(Level.ABSOLUTE, "ends", ended, Reason.TRACK, since=who.permit_until),)


RULE = Rule(
    id="work_right",
    code="A03",
    levels=(Level.ABSOLUTE,),
    title=Sentence("Arbeidspraksis bare med rett til å arbeide", "Work practice only with the right to work"),
    because=Sentence(
        "Arbeid uten lov kan koste oppholdet og binde personen til nye utnyttere.",
        "Work without leave can cost the permit and tie a person to new exploiters.",
    ),
    source=Source(
        "Etter veiledning om refleksjonsperioden, som gir rett til arbeid; listen over grunnlag er valgt i prosjektet",
        "Guidance on the reflection period, which gives the right to work; the list of bases: design choice",
        DESIGNED,
    ),
    says={
        "no_right": Sentence(
            "Personen har ikke rett til å arbeide.", "The person does not have the right to work."
        ),
        "not_clarified": Sentence(
            "Retten til å arbeide er ikke avklart, og oppholdsgrunnlaget gir den ikke uten videre: {track}.",
            "The right to work is not clarified, and the residence basis does not in itself give it: {track}.",
        ),
        "ends": Sentence(
            "Retten til å arbeide varer bare så lenge som tillatelsen (til {on}).",
            "The right to work lasts only as long as the permit (until {on}).",
        ),
    },
    parts=(MayWork(),),
)
