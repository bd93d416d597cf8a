"""Tables of people: households, relations, and what they answered about where they live."""

from placement.domain.area import AvoidArea
from placement.domain.consent import Consent, MoveConsent, Veto
from placement.domain.household import Household
from placement.domain.person import Person
from placement.domain.relation import KnowsAddress, Outsider, Relation
from placement.tables.column import Kind, Line, table

HOUSEHOLDS = table("households", ("husstander", "households"),
                   ("De som plasseres sammen. En enslig er også en husstand.",
                    "Those who are placed together. A single person is a household too."), Household, (
    Line("alias", "husstand", "household", "Dekknavn.", "Alias."),
    Line("origin", "skilt ut fra", "split from", "Husstanden den ble skilt ut fra.", "The household that it was split off."),
    Line("referral", "henvist", "referred", "Dato for henvisning.", "Date of referral."),
    Line("earliest", "tidligst fra", "earliest from", "Kan ikke flytte inn før.", "Cannot move in before."),
    Line("expected_until", "forventet til", "expected until", "Når behovet ventes å ta slutt.", "When the need is expected to end."),
    Line("situation", "sover nå", "sleeps now", "For dem som venter på plass.", "For those who wait for a place."),
    Line("situation_since", "siden", "since", "Hvor lenge det har vært slik.", "Since when."),
    Line("child_at_risk", "barn i fare", "child at risk", "Ja eller nei.", "Yes or no."),
    Line("unsuitable", "nåværende sted uegnet", "present place unsuitable", "Vurdert av et menneske.", "Judged by a human."),
    Line("move_on_from", "planlagt videre fra", "planned move-on from", "For dem som bor her.", "For those who live here."),
    Line("improvement_wish", "ønsker noe bedre", "wishes improvement", "Ja eller nei.", "Yes or no."),
    Line("group_arrival", "kom i gruppe", "group arrival", "Samme ord for dem som kom samtidig.", "The same word for those who came together."),
    Line("lot", "loddnummer", "lot", "Trukket ved henvisning; siste utvei ved likhet.", "Drawn at referral; the last tie-break."),
    Line("wishes", "ønsker", "wishes", "I rekkefølge: enhet, område, preg eller type (engelsk kode).",
         "Ranked: a unit, an area, a setting or a type (its code)."),
))  # fmt: skip

PERSONS = table("persons", ("personer", "persons"),
                ("Personene i husstandene. Tom celle: ikke spurt eller ikke kjent.",
                 "The people of the households. Empty cell: not asked or not known."), Person, (
    Line("household", "husstand", "household", "Husstanden personen hører til.", "The household of the person.",
         "households", Kind.TEXT, required=True),
    Line("alias", "person", "person", "Dekknavn, aldri navn.", "Alias, never a name."),
    Line("age_status", "voksen eller barn", "adult or minor", "Tom: uavklart.", "Empty: unclear."),
    Line("age_band", "aldersgruppe", "age band", "Aldri fødselsdato.", "Never a date of birth."),
    Line("gender", "kjønn", "gender", "Personens eget svar.", "The person's own statement."),
    Line("zone_wish", "ønsker å bo med", "zone wish", "Hvem personen vil dele etasje med.", "With whom to share a floor."),
    Line("partner", "partner", "partner", "Deler dobbeltseng med.", "Shares a double bed with."),
    Line("stay_together", "vil bo med husstanden", "stay together", "Spurt alene.", "Asked alone."),
    Line("asked_alone", "spurt alene", "asked alone", "Ja eller nei.", "Yes or no."),
    Line("access_needs", "tilgjengelighet", "access needs", "Et behov, aldri en diagnose.", "A need, never a diagnosis."),
    Line("support", "støttenivå", "support level", "0 ingen, 1 noe, 2 daglig, 3 hele døgnet.", "0 none, 1 some, 2 daily, 3 round the clock."),
    Line("sharing", "kan dele rom", "may share a room", "Med en annen husstand.", "With another household."),
    Line("needs_own_room", "trenger eget rom", "needs own room", "Ja eller nei.", "Yes or no."),
    Line("wishes_own_room", "ønsker eget rom", "wishes own room", "Ja eller nei.", "Yes or no."),
    Line("needs_quiet", "trenger ro", "needs quiet", "Ja eller nei.", "Yes or no."),
    Line("wishes_peer", "ønsker noen med samme språk", "wishes language peer", "Personens eget ønske.", "The person's own wish."),
    Line("habits", "vaner", "habits", "Det noen hus ikke tar imot.", "What some houses do not take in."),
    Line("languages", "språk", "languages", "Språkkoder (ISO 639-3).", "Language codes (ISO 639-3)."),
    Line("secrecy", "gradering", "secrecy", "Adressegradering. Tom: ikke avklart.", "Address protection. Empty: not clarified."),
    Line("threat.danger", "trussel", "threat", "Vurdert av et menneske. Tom: ikke vurdert.", "Assessed by a human. Empty: not assessed."),
    Line("threat.valid_until", "trussel gyldig til", "threat valid until", "Fra denne dagen er den utløpt.", "From this day on it has expired."),
    Line("areas_asked", "spurt om områder", "areas asked", "Om personen er spurt om områder å unngå.",
         "Whether the person was asked about areas to avoid."),
    Line("interpreter_needed", "trenger tolk", "needs interpreter", "Tom: ikke avklart.", "Empty: not clarified."),
    Line("interpreter_remote_only", "bare fjerntolk", "remote interpreter only", "Bare på telefon eller skjerm.",
         "Only by telephone or screen."),
    Line("interpreter_gender", "kjønn på tolk", "gender of interpreter", "Bare en tolk av dette kjønnet. Tom: alle.",
         "Only an interpreter of this gender. Empty: any."),
    Line("interpreter_not_from", "ikke tolk fra", "no interpreter from", "Regioner ingen tolk skal komme fra.",
         "Regions from which no interpreter may come."),
    Line("work_right", "kan arbeide", "may work", "Det papirene sier. Ikke spurt: som oppholdsgrunnlaget vanligvis gir.",
         "What the papers say. Not asked: as the residence basis usually has it."),
    Line("case_group", "sak", "case", "Dekknavn på saken.", "Alias of the case."),
    Line("track", "oppholdsgrunnlag", "residence basis", "Tom: ikke avklart.", "Empty: not clarified."),
    Line("permit_until", "tillatelse til", "permit until", "Dato.", "Date."),
))  # fmt: skip

OUTSIDERS = table("outsiders", ("utenforstående", "outsiders"),
                  ("Dekknavn på dem som ikke plasseres her, men som relasjoner nevner.",
                   "Aliases of those who are not placed here but are named by relations."), Outsider, (
    Line("alias", "person", "person", "Dekknavn.", "Alias."),
))  # fmt: skip

RELATIONS = table("relations", ("relasjoner", "relations"),
                  ("Det mennesker har vurdert om to personer.", "What humans assessed about two people."), Relation, (
    Line("a", "fra", "from person", "Den relasjonen går ut fra, for eksempel foresatt.", "Its source, for example the guardian.", "anybody"),
    Line("b", "til", "to person", "Den andre.", "The other.", "anybody"),
    Line("kind", "slag", "kind", "Slags relasjon.", "Kind of relation."),
    Line("since", "gjelder fra", "since", "Tom: alltid.", "Empty: always."),
    Line("until", "gjelder til", "until", "Tom: til den avsluttes.", "Empty: until it is ended."),
    Line("protected", "beskytter", "protects", "Den av de to som beskyttes. Tom: begge.", "The side that is protected. Empty: both.", "anybody"),
    Line("yes_a", "eget ja fra", "own yes from", "Den førstes eget svar.", "The first one's own answer."),
    Line("yes_b", "eget ja til", "own yes to", "Den andres eget svar.", "The other's own answer."),
    Line("confirmed", "bekreftet", "confirmed", "Foresatt: bekreftet av et menneske.", "Guardian: confirmed by a human."),
))  # fmt: skip

KNOWS_ADDRESS = table("knows_address", ("kjenner adressen", "knows address"),
                      ("Hvem som vet hvor en enhet ligger.", "Who knows where a unit lies."), KnowsAddress, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "anybody"),
    Line("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
))  # fmt: skip

AVOID_AREAS = table("avoid_areas", ("unngå områder", "avoid areas"),
                    ("Områder en person skal unngå.", "Areas that a person must avoid."), AvoidArea, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("area", "område", "area", "Området.", "The area.", "areas"),
    Line("since", "fra", "since", "Tom: alltid.", "Empty: always."),
    Line("until", "til", "until", "Tom: til den avsluttes.", "Empty: until it is ended."),
))  # fmt: skip

CONSENTS = table("consents", ("samtykker", "consents"),
                 ("Personens svar om bolig. Siste rad gjelder.", "The person's answer about housing. The latest row counts."), Consent, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("to", "til type", "to type", "Slags bolig. Tom: alle.", "Kind of housing. Empty: any."),
    Line("answer", "svar", "answer", "Svaret.", "The answer."),
    Line("on", "dato", "on", "Når det ble gitt.", "When it was given."),
    Line("until", "gjelder til", "until", "Tom: til det trekkes.", "Empty: until withdrawn."),
    Line("way", "måte", "way", "Hvordan.", "How."),
))  # fmt: skip

MOVE_CONSENTS = table("move_consents", ("samtykker til flytting", "move consents"),
                      ("Samtykke til å flytte til én bestemt enhet.", "Consent to move to one named unit."), MoveConsent, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    Line("answer", "svar", "answer", "Svaret.", "The answer."),
    Line("on", "dato", "on", "Når det ble gitt.", "When it was given."),
))  # fmt: skip

VETOES = table("vetoes", ("vil ikke bo", "vetoes"), ("Enheter der personen ikke vil bo.", "Units where the person will not live."), Veto, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    Line("since", "fra", "since", "Dato.", "Date."),
    Line("until", "til", "until", "Tom: til den trekkes.", "Empty: until withdrawn."),
))  # fmt: skip
