"""What a person's printout says in both languages, beside what the tables call their columns."""

from collections.abc import Mapping

from placement.service.desk.printout import LookKind
from placement.words.sentence import Sentence as W

TITLE = W("Det som er lagret om deg", "What is held about you")
ABOUT = W(
    "Kommunen bruker dette til å finne et trygt sted å bo, aktiviteter og noen som følger deg opp. Bare de som trenger "
    "det for arbeidet sitt, får se det. Det slettes {days} dager etter at saken er avsluttet. Du kan be om at feil "
    "rettes, be om at noe slettes, og klage til Datatilsynet. Andre mennesker er ikke nevnt med navn eller dekknavn.",
    "The municipality uses this to find a safe place to live, activities, and somebody who follows you up. Only those "
    "who need it for their work see it. It is deleted {days} days after the case is closed. You can ask for mistakes "
    "to be corrected, ask for something to be deleted, and complain to the Norwegian Data Protection Authority. Other "
    "people are not named, not even by alias.",
)
MADE, ALIAS = W("Skrevet ut", "Printed"), W("Dekknavn", "Alias")
NOW, BEFORE = W("nå", "now"), W("tidligere", "earlier")
SINCE, SPAN = W("siden {since}", "since {since}"), W("{since} – {until}", "{since} – {until}")
SOMEBODY = W("et annet menneske", "another person")
PLANS = W("Planer der du er med", "Plans that you are in")
TWO = W("Avgjørelser som krever to", "Decisions that take two people")
LOOKED = W("Hvem som har sett på det", "Who has looked")
KINDS: Mapping[LookKind, W] = {
    LookKind.READ: W("så på det", "looked at it"),
    LookKind.CHANGED: W("endret noe", "changed something"),
    LookKind.PLANNED: W("brukte det i en plan", "used it in a plan"),
    LookKind.DECIDED: W(
        "spurte eller svarte om noe som krever to", "asked or answered about something that takes two"
    ),
    LookKind.PRINTED: W("skrev det ut", "printed it"),
}
STATES: Mapping[str, W] = {
    "draft": W("utkast", "draft"),
    "proposed": W("forslag", "proposed"),
    "accepted": W("godkjent", "accepted"),
    "superseded": W("erstattet av en nyere", "replaced by a newer one"),
    "open": W("venter på svar", "waits for an answer"),
    "granted": W("godkjent", "granted"),
    "refused": W("avslått", "refused"),
    "withdrawn": W("trukket", "withdrawn"),
}
OTHER_TABLES: Mapping[str, W] = {
    "break_glass": W("Regel fraveket alene for en natt", "Rule set aside alone for a night"),
    "bookings": W("tolk", "interpreter"),
    "shown_places": W("Mulige plasser som kontakten fikk se", "Possible places that the contact was shown"),
}
OTHER_FIELDS: Mapping[str, W] = {
    "rule": W("regel", "rule"), "households": W("for", "for"), "unit": W("enhet", "unit"), "night": W("natt", "night"),
    "by": W("av", "by"), "at": W("når", "when"), "until": W("til", "until"),
    "countersigned_by": W("sett på av", "looked at by"), "interpreter": W("tolk", "interpreter"),
    "kind": W("til", "for"), "programme": W("aktivitet", "programme"), "on": W("dato", "date"),
    "start": W("fra", "from"), "places": W("plasser", "places"),
}  # fmt: skip
