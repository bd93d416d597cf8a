"""Tables of helpers: contacts and interpreters, when they are there, and for whom they may work."""

from placement.domain.contact import Absence, Contact, ContactAssignment, Impartiality
from placement.domain.interpreter import BookableHours, Interpreter
from placement.tables.column import Line, table
from placement.tables.schema_activities import END, START

CONTACTS = table("contacts", ("kontaktpersoner", "contacts"),
                 ("Kollegene som følger opp husstander. Tom celle: ukjent, og strengeste tolkning gjelder.",
                  "The colleagues who follow households up. Empty cell: unknown, and the strictest meaning counts."), Contact, (
    Line("alias", "kontaktperson", "contact", "Dekknavn, aldri navn.", "Alias, never a name."),
    Line("languages", "språk", "languages", "Språkkoder (ISO 639-3).", "Language codes (ISO 639-3)."),
    Line("clearance", "høyeste gradering", "highest secrecy", "Høyeste adressegradering å følge opp.", "Highest address protection to follow up."),
    Line("hours", "timer per uke", "hours a week", "Hele timer; arbeidet fordeles etter dem.", "Whole hours; the work is shared by them."),
    Line("capacity", "kapasitet", "capacity", "Flest belastningspoeng.", "Most load points."),
    Line("until", "slutter", "leaves", "Første dag uten arbeid her. Tom: blir.", "The first day of no longer working here. Empty: stays."),
))  # fmt: skip

ABSENCES = table("absences", ("fravær", "absences"), ("Når kontaktpersoner er borte.", "When contacts are away."), Absence, (
    Line("contact", "kontaktperson", "contact", "Dekknavn.", "Alias.", "contacts"),
    Line("since", "fra", "from", "Første dag borte.", "First day away."),
    Line("until", "til", "until", "Første dag tilbake. Tom: ikke kjent.", "First day back. Empty: not known."),
))  # fmt: skip

ASSIGNMENTS = table("assignments", ("har kontakt", "assignments"),
                    ("Kontaktpersonen hver husstand har nå: høyst én.", "The contact that each household has now: at most one."),
                    ContactAssignment, (
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line("contact", "kontaktperson", "contact", "Dekknavn.", "Alias.", "contacts"),
    Line("since", "fra", "since", "Dato.", "Date."),
    Line("kind", "slag", "kind", "Tom: er kontakt nå.", "Empty: is the contact now."),
))  # fmt: skip

IMPARTIALITY = table("impartiality", ("habilitet", "impartiality"),
                     ("Om en kontaktperson eller tolk har bånd til en husstand. Ingen rad: ikke spurt.",
                      "Whether a contact or interpreter has ties to a household. No row: not asked."), Impartiality, (
    Line("helper", "hjelper", "helper", "Kontaktperson eller tolk.", "A contact or interpreter.", "helpers"),
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line("conflict", "inhabil", "conflict of interest", "Ja: kan ikke hjelpe denne husstanden.", "Yes: cannot help this household."),
))  # fmt: skip

INTERPRETERS = table("interpreters", ("tolker", "interpreters"),
                     ("Tolker under dekknavn. Tom celle: ukjent, og da tilbys de ikke der det betyr noe.",
                      "Interpreters under aliases. Empty cell: unknown, and then they are not offered where it matters."), Interpreter, (
    Line("alias", "tolk", "interpreter", "Dekknavn, aldri navn.", "Alias, never a name."),
    Line("languages", "språk", "languages", "Språkkoder (ISO 639-3).", "Language codes (ISO 639-3)."),
    Line("adult", "voksen", "adult", "Tom: ikke bekreftet.", "Empty: not confirmed."),
    Line("gender", "kjønn", "gender", "Tolkens eget svar.", "The interpreter's own statement."),
    Line("qualification", "kategori", "category", "I Nasjonalt tolkeregister. Tom: ikke registrert.",
         "In the national register of interpreters. Empty: not registered."),
    Line("remote", "fjerntolk", "remote", "Tolker på telefon eller skjerm.", "Interprets by telephone or screen."),
    Line("on_site", "på stedet", "on site", "Kan møte fram.", "Can be there in person."),
    Line("region", "kommer fra", "region", "Like grovt som personers ønsker nevner det.", "As coarse as people's constraints name it."),
    Line("case_group", "sak", "case", "Sak eller nettverk tolken står nær.", "A case or network to which they are close."),
))  # fmt: skip

BOOKABLE_HOURS = table("bookable_hours", ("tolketimer", "bookable hours"),
                       ("Når tolker kan bestilles.", "When interpreters can be booked."), BookableHours, (
    Line("interpreter", "tolk", "interpreter", "Dekknavn.", "Alias.", "interpreters"),
    Line("on", "dato", "on", "Dagen.", "The day."),
    START,
    END,
))  # fmt: skip
