"""Tables of activities: programmes with their sessions, who wishes for them, and what else fills the week."""

from placement.domain.programme import (
    ActivityConsent,
    ActivityWish,
    Appointment,
    Enrolment,
    LanguageLevel,
    Programme,
    Session,
)
from placement.tables.column import Kind, Line, table

CLOCK = ("Klokkeslett, for eksempel 09:30.", "Time of day, for example 09:30.")

START = Line("start", "klokken fra", "starts at", *CLOCK)

END = Line("end", "klokken til", "ends at", *CLOCK)

PROGRAMMES = table("programmes", ("aktiviteter", "programmes"),
                   ("Kurs og grupper. Parallelle grupper er hver sin aktivitet. Tom celle: ukjent, og strengeste tolkning gjelder.",
                    "Courses and groups. Parallel groups are programmes of their own. Empty cell: unknown, and the strictest meaning counts."),
                   Programme, (
    Line("alias", "aktivitet", "programme", "Dekknavn.", "Alias."),
    Line("kind", "slag", "kind", "Hva den handler om.", "What it is about."),
    Line("district", "område", "district", "Området den foregår i; på nett: der den holdes fra.",
         "The area in which it takes place; online: from which it is held.", "areas"),
    Line("site", "inngang", "site", "Samme ord som enheter og aktiviteter med samme inngang. Tom: en egen.",
         "The same word as units and programmes of the same entrance. Empty: one of its own."),
    Line("online", "på nett", "online", "Ja: ingen reise og ingen inngang.", "Yes: no travel and no entrance."),
    Line("seats", "plasser", "seats", "Antall.", "How many."),
    Line("minimum", "minst deltakere", "fewest participants", "Færre enn dette, og den åpner ikke. Tom: ingen grense.",
         "With fewer than this it does not open. Empty: no limit."),
    Line("since", "fra", "from", "Første dag.", "First day."),
    Line("until", "til", "until", "Første dag etter at den er slutt. Tom: uten ende.", "First day after its end. Empty: no end."),
    Line("intake", "inntak", "intake", "Når noen kan begynne. Tom: bare første dag.", "When people can begin. Empty: on its first day only."),
    Line("full_attendance", "fullt oppmøte", "full attendance", "Ja: alle økter, til den er slutt.", "Yes: every session, to the end."),
    Line("languages", "språk", "languages", "Språkkoder (ISO 639-3).", "Language codes (ISO 639-3)."),
    Line("level", "språknivå", "language level", "Minst 0–3 i et av språkene; 0: ingen trenger å kunne det. Tom: et felles språk er nok.",
         "At least 0–3 in one of the languages; 0: nobody needs to know one. Empty: a shared language is enough."),
    Line("interpreting", "tolk", "interpreting", "Om den kan følges gjennom tolk. Tom: uten tolk.",
         "Whether it can be followed through an interpreter. Empty: no interpreter."),
    Line("attendees", "for hvem", "for whom", "Tom: ikke avklart, og ingen kan begynne.", "Empty: not clarified, and nobody can begin."),
    Line("welcomes_non_binary", "åpen for ikke-binære", "welcomes non-binary", "Aktivitetens eget ja.", "The programme's own yes."),
    Line("min_age", "laveste alder", "lowest age", "År. Tom: ingen grense.", "Years. Empty: no limit."),
    Line("max_age", "høyeste alder", "highest age", "År. Tom: ingen grense.", "Years. Empty: no limit."),
    Line("childcare", "barnepass", "childcare", "Tom: regnes som nei.", "Empty: counts as no."),
    Line("access", "tilgjengelighet", "accessibility", "Det stedet har.", "What the place has."),
    Line("clearance", "høyeste gradering", "highest secrecy", "Høyeste adressegradering som trygt kan sees der.",
         "Highest address protection with which it is safe to be seen there."),
))  # fmt: skip

SESSIONS = table("sessions", ("økter", "sessions"),
                 ("Aktivitetenes ukentlige økter. Alle som er påmeldt, er med på alle.",
                  "The programmes' weekly sessions. Whoever is enrolled attends them all."), Session, (
    Line("programme", "aktivitet", "programme", "Aktiviteten økten hører til.", "The programme of the session.",
         "programmes", Kind.TEXT, required=True),
    Line("weekday", "ukedag", "weekday", "Dagen.", "The day."),
    START,
    END,
))  # fmt: skip

LANGUAGE_LEVELS = table("language_levels", ("språknivå", "language levels"),
                        ("Hvor godt en person kan et språk, når noen har vurdert det.",
                         "How well a person knows a language, where somebody assessed it."), LanguageLevel, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("language", "språk", "language", "Språkkode (ISO 639-3).", "Language code (ISO 639-3)."),
    Line("level", "nivå", "level", "0 ikke, 1 litt, 2 godt, 3 flytende.", "0 none, 1 some, 2 good, 3 fluent."),
))  # fmt: skip

APPOINTMENTS = table("appointments", ("avtaler", "appointments"),
                     ("Det som fyller en persons tid: hver uke, eller på én dato.",
                      "What fills a person's time: every week, or on one date."), Appointment, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("kind", "slag", "kind", "Slags avtale, aldri hva den handler om.", "Kind of appointment, never what it is about."),
    Line("weekday", "ukedag", "weekday", "For det som er hver uke.", "For what is every week."),
    Line("on", "dato", "on", "I stedet for ukedag.", "Instead of a weekday."),
    START,
    END,
    Line("since", "gjelder fra", "since", "Tom: alltid.", "Empty: always."),
    Line("until", "gjelder til", "until", "Tom: til den avsluttes.", "Empty: until it is ended."),
    Line("district", "område", "district", "Hvor. Tom: ikke kjent.", "Where. Empty: not known.", "areas"),
))  # fmt: skip

ACTIVITY_WISHES = table("activity_wishes", ("aktivitetsønsker", "activity wishes"),
                        ("Personens eget ønske om en aktivitet. Uten ønske blir ingen meldt på.",
                         "The person's own wish for a programme. Without a wish nobody is enrolled."), ActivityWish, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("programme", "aktivitet", "programme", "Én bestemt.", "A certain one.", "programmes"),
    Line("kind", "slag", "kind", "I stedet for aktivitet: en hvilken som helst av dette slaget.",
         "Instead of a programme: any of this kind."),
))  # fmt: skip

ACTIVITY_CONSENTS = table("activity_consents", ("samtykker til aktivitet", "activity consents"),
                          ("Personens svar om aktiviteter. Siste rad gjelder.",
                           "The person's answer about programmes. The latest row counts."), ActivityConsent, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("programme", "aktivitet", "programme", "Tom: alle.", "Empty: any.", "programmes"),
    Line("answer", "svar", "answer", "Svaret.", "The answer."),
    Line("on", "dato", "on", "Når det ble gitt.", "When it was given."),
    Line("until", "gjelder til", "until", "Tom: til det trekkes.", "Empty: until withdrawn."),
))  # fmt: skip

ENROLMENTS = table("enrolments", ("påmeldinger", "enrolments"), ("Hvem som deltar i hva.", "Who takes part in what."), Enrolment, (
    Line("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    Line("programme", "aktivitet", "programme", "Aktiviteten.", "The programme.", "programmes"),
    Line("start", "fra", "from", "Første dag.", "First day."),
    Line("until", "til", "until", "Første dag uten. Tom: så lenge aktiviteten varer.", "First day without. Empty: as long as the programme lasts."),
    Line("kind", "slag", "kind", "Har deltatt eller deltar.", "Took part or takes part."),
))  # fmt: skip
