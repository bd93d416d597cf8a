"""A02: the programme fits the person, is safe for them to come to, has a seat, and leaves no small child alone."""

from placement.domain.rule import DESIGNED, Level, Rule, Source
from placement.rules.fit.others import EnoughSeats, EnoughToOpen, OneStaysWithTheChild, SafeWay
from placement.rules.fit.own import (
    Accessible,
    ChildcareWhereNeeded,
    OfAge,
    SafeToComeTo,
    ToTheEnd,
    Understands,
    Welcome,
)
from placement.words.sentence import Sentence

RULE = Rule(
    id="programme_fit",
    code="A02",
    levels=(Level.HARD,),
    title=Sentence("Tilbudet passer for personen", "The programme fits the person"),
    because=Sentence(
        "Et tilbud en ikke forstår, ikke er velkommen til eller ikke tør gå til, er ikke noe tilbud.",
        "An offer that one does not understand, is not welcome to or does not dare to go to is no offer.",
    ),
    source=Source(
        "Valgt i prosjektet, etter kildenes beskrivelser av norskkurs, praksis og grupper",
        "Design choice, on what the sources tell of language courses, work practice and groups",
        DESIGNED,
    ),
    says={
        "language_unknown": Sentence(
            "Spør hvilke språk personen kan.", "Ask which languages the person knows."
        ),
        "level_unknown": Sentence(
            "Vurder hvor godt personen kan språket i tilbudet.",
            "Assess how well the person knows the language of the programme.",
        ),
        "level_below": Sentence(
            "Tilbudet krever språknivå {level}, og personen har {has}.",
            "The programme asks for language level {level}, and the person has {has}.",
        ),
        "no_shared_language": Sentence(
            "Tilbudet og personen har ikke noe språk felles, og det kan ikke tolkes.",
            "The programme and the person have no language in common, and it cannot be interpreted.",
        ),
        "no_language_given": Sentence(
            "Det er ikke oppgitt hvilket språk tilbudet er på, og det kan ikke tolkes.",
            "Nobody has said in which language the programme is, and it cannot be interpreted.",
        ),
        "attendees_unknown": Sentence(
            "Det er ikke avklart hvem tilbudet er for.", "It is not settled for whom the programme is."
        ),
        "women_only": Sentence("Tilbudet er for kvinner.", "The programme is for women."),
        "men_only": Sentence("Tilbudet er for menn.", "The programme is for men."),
        "needs_yes": Sentence(
            "Tilbudet har ikke sagt ja til personer som er ikke-binære eller ikke vil oppgi kjønn.",
            "The programme has not said yes to people who are non-binary or would rather not state a gender.",
        ),
        "age_unknown": Sentence(
            "Tilbudet har aldersgrense, og alderen er ikke kjent.",
            "The programme has an age limit, and the age is not known.",
        ),
        "too_young": Sentence(
            "Tilbudet er for dem som er minst {limit} år.", "The programme is for people from {limit} years."
        ),
        "too_old": Sentence(
            "Tilbudet er for dem som er høyst {limit} år.", "The programme is for people up to {limit} years."
        ),
        "no_childcare": Sentence(
            "{day} {session} er det ingen andre som passer personens lille barn, og tilbudet har ikke barnepass.",
            "On {day} {session} nobody else minds the person's small child, and the programme has no childcare.",
        ),
        "lacks": Sentence("Stedet har ikke dette: {lacks}.", "The place lacks: {lacks}."),
        "area": Sentence(
            "Tilbudet er i et område personen skal unngå (til {until}).",
            "The programme is in an area that the person must avoid (until {until}).",
        ),
        "not_cleared": Sentence(
            "Stedet er ikke klarert for den som har {grade}.",
            "The place is not cleared for the person's secrecy grade ({grade}).",
        ),
        "outlasts": Sentence(
            "Kurset må følges til det slutter ({until}), og personen er her til {leaves}.",
            "The course must be followed to its end ({until}), and the person is here until {leaves}.",
        ),
        "route": Sentence(
            "Veien fra {home} går gjennom {area}, som personen skal unngå (til {until}).",
            "The way from {home} passes {area}, which the person must avoid (until {until}).",
        ),
        "no_seat": Sentence(
            "Tilbudet har {left:ledig plass|ledige plasser}, og {new} trengs.",
            "The programme has {left:seat|seats} left, and {new} needed.",
        ),
        "over_full": Sentence(
            "Tilbudet har {seats:plass|plasser}, og {held} har plass alt.",
            "The programme has {seats:seat|seats}, and {held} are in it already.",
        ),
        "too_few": Sentence(
            "Tilbudet starter med minst {minimum:deltaker|deltakere}; det ville blitt {new}.",
            "The programme opens with at least {minimum:participant|participants}; there would be {new}.",
        ),
        "both_away": Sentence(
            "{day} {session} er den andre foresatte i {other} ({busy}), og ingen passer det lille barnet.",
            "On {day} {session} the other guardian is in {other} ({busy}), and nobody minds the small child.",
        ),
    },
    neutral=frozenset({"no_seat", "over_full", "too_few", "both_away"}),
    parts=(
        Understands(), Welcome(), OfAge(), ChildcareWhereNeeded(), Accessible(), SafeToComeTo(), ToTheEnd(),
        SafeWay(), EnoughSeats(), EnoughToOpen(), OneStaysWithTheChild(),
    ),
)  # fmt: skip
