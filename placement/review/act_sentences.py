"""What the judge says of enrolments, contacts and bookings that are no plan, whatever the rules."""

from placement.domain.rule import DESIGNED, Level, Rule, Source
from placement.words.sentence import Sentence

ENROLMENTS = {
    "unknown_person": Sentence(
        "Planen nevner en person som ikke finnes denne uken.",
        "The plan names a person who is not there this week.",
    ),
    "unknown_programme": Sentence(
        "Planen nevner en aktivitet som ikke finnes: {programme}.",
        "The plan names a programme that does not exist: {programme}.",
    ),
    "enrolment_kind": Sentence(
        "En plan inneholder bare nye påmeldinger, og dem som avsluttes for en boplass.",
        "A plan holds only new enrolments, and those given up for a place to live.",
    ),
    "not_enrolled": Sentence(
        "Personen deltar ikke i {programme}, så det er ingenting å avslutte.",
        "The person does not attend {programme}, so there is nothing to give up.",
    ),
    "already_enrolled": Sentence(
        "Personen er med i {programme} fra før.", "The person attends {programme} already."
    ),
    "enrolled_twice": Sentence(
        "Planen nevner påmeldingen til {programme} mer enn én gang.",
        "The plan names the enrolment in {programme} more than once.",
    ),
    "closed": Sentence(
        "Det finnes ingen dato da personen kan begynne i {programme}.",
        "There is no date on which the person can begin in {programme}.",
    ),
    "wrong_dates": Sentence(
        "Alle øktene hører med: påmeldingen til {programme} gjelder {start}–{until}.",
        "All sessions belong to it: the enrolment in {programme} lasts {start}–{until}.",
    ),
    "not_wished": Sentence(
        "Personen har ikke ønsket {programme}, og ikke noe av samme slag.",
        "The person has wished for neither {programme} nor anything of its kind.",
    ),
    "more_than_wished": Sentence(
        "Personen får flere aktiviteter av samme slag som {programme} enn det er ønsker om.",
        "The person gets more programmes of the kind of {programme} than were wished for.",
    ),
    "given_up_needlessly": Sentence(
        "Planen avslutter {programme}, men ingen ny boplass er til hinder for aktiviteten.",
        "The plan gives up {programme}, though no new place to live stands against it.",
    ),
}

CONTACTS = {
    "unknown_household": Sentence(
        "Planen nevner en husstand som ikke finnes denne uken.",
        "The plan names a household that is not there this week.",
    ),
    "unknown_contact": Sentence(
        "Planen nevner en kontaktperson som ikke finnes: {contact}.",
        "The plan names a contact who does not exist: {contact}.",
    ),
    "not_the_contact": Sentence(
        "{contact} er ikke husstandens kontaktperson i dag.",
        "{contact} is not the household's contact today.",
    ),
    "already_contact": Sentence(
        "{contact} er ikke ny: hen er husstandens kontaktperson fra før.",
        "{contact} is not new: they are the household's contact already.",
    ),
    "contact_since": Sentence(
        "En ny kontaktperson begynner {on}, datoen for planen; den som fortsetter, har begynt før.",
        "A new contact begins on {on}, the date of the plan; one who is kept has begun before.",
    ),
    "two_contacts": Sentence(
        "Husstanden har mer enn én kontaktperson i planen.",
        "The household has more than one contact in the plan.",
    ),
}

BOOKINGS = {
    "unknown_interpreter": Sentence(
        "Planen nevner en tolk som ikke finnes: {interpreter}.",
        "The plan names an interpreter who does not exist: {interpreter}.",
    ),
    "no_talk": Sentence(
        "Personen trenger ikke tolk til dette: {talk}.", "The person needs no interpreter for this: {talk}."
    ),
    "no_session": Sentence(
        "Personen trenger ikke tolk i {programme} {on}.",
        "The person needs no interpreter in {programme} on {on}.",
    ),
    "booked_twice": Sentence(
        "Det er bestilt tolk til det samme mer enn én gang.",
        "An interpreter is booked for the same more than once.",
    ),
}

ACT_FORM = Rule(
    id="act_form",
    code="",
    levels=(Level.ABSOLUTE,),
    title=Sentence(
        "Aktiviteter, kontaktpersoner og tolker i planen kan leses",
        "The plan's activities, contacts and interpreters can be read",
    ),
    because=Sentence(
        "Ingen settes på noe de ikke har ønsket, og ingen mister en aktivitet for noe annet enn en boplass.",
        "Nobody is put into what they did not wish for, and nobody loses an activity for anything but a place to live.",
    ),
    source=Source(
        "Valgt i prosjektet: slik er påmeldinger, kontaktpersoner og bestillinger av tolk definert",
        "Design choice: how enrolments, contacts and bookings of interpreters are defined",
        DESIGNED,
    ),
    says=ENROLMENTS | CONTACTS | BOOKINGS,
    parts=(),
)
