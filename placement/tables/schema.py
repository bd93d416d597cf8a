"""Every table of a week. A new field of a model is one line here; its type and choices come from the model."""

from placement.domain.area import Area, AvoidArea
from placement.domain.consent import Consent, MoveConsent, Offer, Veto
from placement.domain.decision import CanReceive, Override, Pin, Release, TierChange, Waiver
from placement.domain.household import Household
from placement.domain.housing import Closure, HousingUnit, Room, Zone
from placement.domain.instance import Instance
from placement.domain.person import Person
from placement.domain.relation import KnowsAddress, Outsider, Relation
from placement.domain.stay import Exit, Stay
from placement.tables.column import Kind, Line, table
from placement.words.sentence import Sentence

_ = Line
NOTHING = Sentence("ingen", "none")

WEEK = table("week", ("uke", "week"), ("Uken som planlegges: én rad.", "The week that is planned: one row."), Instance, (
    _("as_of", "planleggingsdato", "as-of date", "Dagen alt leses på.", "The day on which everything is read."),
    _("policy.horizon_days", "horisont dager", "horizon days", "Antall dager planen dekker (7–182). Tom: 56.",
      "Days that the plan covers (7–182). Empty: 56."),
    _("policy.version", "regelverk versjon", "policy version", "Versjonen av enhetens egne innstillinger.",
      "Version of the unit's own settings."),
))  # fmt: skip

SETTINGS = table("settings", ("innstillinger", "settings"),
                 ("Tall i regler og mål som enheten har endret.", "Figures of rules and goals that the unit changed."), None, (
    _("rule", "regel", "rule", "Regelens eller målets id, for eksempel avoid_area.", "Id of the rule or goal, for example avoid_area.",
      kind=Kind.TEXT, required=True),
    _("setting", "innstilling", "setting", "Navnet på tallet.", "Name of the figure.", kind=Kind.TEXT, required=True),
    _("value", "verdi", "value", "Helt tall.", "Whole number.", kind=Kind.NUMBER, required=True),
))  # fmt: skip

AREAS = table("areas", ("områder", "areas"), ("Bydeler eller soner med grove navn.", "Districts or zones by coarse names."), Area, (
    _("alias", "område", "area", "Navnet på området.", "Name of the area."),
    _("setting", "preg", "setting", "Et ord, for eksempel by eller stille; brukes i ønsker.",
      "A word such as city or quiet; used in wishes."),
))  # fmt: skip

UNITS = table("units", ("enheter", "units"),
              ("Hus og leiligheter under dekknavn, aldri adresse. Tom celle: ukjent, og strengeste tolkning gjelder.",
               "Houses and flats under aliases, never addresses. Empty cell: unknown, and the strictest meaning counts."),
              HousingUnit, (
    _("alias", "enhet", "unit", "Dekknavn.", "Alias."),
    _("site", "inngang", "site", "Enheter som deler inngang, har samme ord.", "Units that share an entrance have the same word."),
    _("type", "type", "type", "Slags bolig.", "Kind of housing."),
    _("district", "område", "district", "Området enheten ligger i.", "The area in which it lies.", refers="areas"),
    _("security", "sikkerhetsnivå", "security level", "0–3, etter sjekklisten.", "0–3, by the checklist."),
    _("clearance", "høyeste gradering", "highest secrecy", "Høyeste adressegradering som kan bo her.",
      "Highest address protection that may live here."),
    _("staffing", "bemanning", "staffing", "Laveste bemanning i døgnet.", "Least staffing of the day."),
    _("staff_languages", "språk hos ansatte", "staff languages", "Språkkoder (ISO 639-3).", "Language codes (ISO 639-3)."),
    _("access", "tilgjengelighet", "accessibility", "Det hele enheten har.", "What the whole unit has."),
    _("accepts", "tar imot", "accepts", "Husregler: hva som er tillatt.", "House rules: what is allowed."),
    _("children_ok", "egnet for barn", "suitable for children", "Ja eller nei.", "Yes or no."),
    _("schools", "skole innen rekkevidde", "schools in reach", "Aldersgrupper med barnehage eller skole i nærheten.",
      "Age bands with a kindergarten or school in reach."),
    _("tracks", "oppholdsgrunnlag", "residence bases", "Hvilke enheten tar inn. Tom: ikke avklart.",
      "Those that the unit takes in. Empty: not clarified.", none_word=NOTHING),
    _("target_groups", "målgrupper", "target groups", "Hvem enheten er for. Tom: alle.", "Whom the unit is for. Empty: everybody.",
      none_word=NOTHING),
    _("min_age", "laveste alder", "lowest age", "År.", "Years."),
    _("max_age", "høyeste alder", "highest age", "År.", "Years."),
    _("fire_ok_until", "brann godkjent til", "fire approved until", "Første dag uten godkjenning.", "First day without approval."),
    _("maintenance_ok_until", "vedlikehold godkjent til", "maintenance approved until", "Første dag uten godkjenning.",
      "First day without approval."),
    _("max_stay_nights", "lengste botid netter", "longest stay nights", "Tom: ingen grense.", "Empty: no limit."),
    _("max_same_case", "flest fra samme sak", "most of one case", "Tom: ingen grense.", "Empty: no limit."),
    _("max_children", "flest barn", "most children", "Tom: ingen grense.", "Empty: no limit."),
    _("max_high_need", "flest med høyt behov", "most of high need", "Tom: ingen grense.", "Empty: no limit."),
    _("cost_per_night", "døgnpris", "cost per night", "Hele kroner.", "Whole kroner."),
    _("available_from", "tilgjengelig fra", "available from", "Første natt.", "First night."),
    _("available_until", "leie til", "lease until", "Første natt enheten er borte.", "The first night that the unit is gone."),
    _("notice_hours", "varsel timer", "notice hours", "Timer enheten trenger på å ta imot.", "Hours that it needs to receive."),
    _("turnaround_days", "klargjøring dager", "turnaround days", "Dager mellom to opphold i samme rom.",
      "Days between two stays in one room."),
))  # fmt: skip

ZONES = table("zones", ("soner", "zones"), ("Etasjer eller deler av en enhet.", "Floors or parts of a unit."), Zone, (
    _("unit", "enhet", "unit", "Enheten sonen ligger i.", "The unit that it lies in.", "units", Kind.TEXT, required=True),
    _("alias", "sone", "zone", "Dekknavn.", "Alias."),
    _("policy", "for hvem", "for whom", "Tom: ukjent, bare som egen enhet.", "Empty: unknown, as an own unit only."),
    _("boys_up_to", "gutter til og med år", "boys up to years", "Eldste gutt som er velkommen i en kvinnesone.",
      "Oldest boy who is welcome in a women's zone."),
    _("welcomes_non_binary", "åpen for ikke-binære", "welcomes non-binary", "Sonens eget ja.", "The zone's own yes."),
))  # fmt: skip

ROOMS = table("rooms", ("rom", "rooms"), ("Rom med senger etter slag.", "Rooms with beds by kind."), Room, (
    _("unit", "enhet", "unit", "Enheten rommet ligger i.", "The unit that it lies in.", "units", Kind.TEXT, required=True),
    _("alias", "rom", "room", "Dekknavn, for eksempel F1a.", "Alias, for example F1a."),
    _("zone", "sone", "zone", "Sonen rommet ligger i.", "The zone that it lies in.", "zones"),
    _("single", "enkeltsenger", "single beds", "Antall; 0 om det ikke er noen.", "How many; 0 if none.", required=True),
    _("double", "dobbeltsenger", "double beds", "Antall. Tom: ingen.", "How many. Empty: none."),
    _("child", "barnesenger", "child beds", "Antall. Tom: ingen.", "How many. Empty: none."),
    _("cots", "sprinkelsenger", "cots", "Antall. Tom: ingen.", "How many. Empty: none."),
    _("confirmed", "bekreftet", "confirmed", "Tom eller nei: rommet regnes ikke med.", "Empty or no: the room does not count."),
    _("lockable", "kan låses", "lockable", "Ja eller nei.", "Yes or no."),
    _("shareable", "kan deles", "shareable", "Om to husstander kan dele det.", "Whether two households may share it."),
    _("emergency", "akuttrom", "emergency room", "Holdes fritt for akutte. Tom: regnes som ja.",
      "Kept free for emergencies. Empty: counts as yes."),
    _("quiet", "stille", "quiet", "Ja eller nei.", "Yes or no."),
    _("access", "tilgjengelighet", "accessibility", "Det rommet har.", "What the room has."),
    _("suite", "henger sammen", "suite", "Rom med samme ord kan gis sammen.", "Rooms with the same word can be given together."),
))  # fmt: skip

CLOSURES = table("closures", ("stengninger", "closures"), ("Senger ute av drift.", "Beds out of service."), Closure, (
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    _("room", "rom", "room", "Tom: hele enheten.", "Empty: the whole unit.", "rooms"),
    _("beds", "senger", "beds", "Antall i rommet. Tom: alle.", "How many of the room. Empty: all."),
    _("since", "fra", "from", "Første natt.", "First night."),
    _("until", "til", "until", "Første natt i drift igjen. Tom: uten ende.", "First night in service again. Empty: no end."),
    _("kind", "grunn", "kind", "Hvorfor.", "Why."),
))  # fmt: skip

CAN_RECEIVE = table("can_receive", ("kan ta imot", "can receive"),
                    ("Enhetens svar om at den kan ta imot før vanlig varsel.", "A unit's answer that it can receive before its usual notice."),
                    CanReceive, (
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    _("since", "fra", "from", "Fra denne dagen.", "From this day on."),
))  # fmt: skip

HOUSEHOLDS = table("households", ("husstander", "households"),
                   ("De som plasseres sammen. En enslig er også en husstand.",
                    "Those who are placed together. A single person is a household too."), Household, (
    _("alias", "husstand", "household", "Dekknavn.", "Alias."),
    _("origin", "skilt ut fra", "split from", "Husstanden den ble skilt ut fra.", "The household that it was split off."),
    _("referral", "henvist", "referred", "Dato for henvisning.", "Date of referral."),
    _("earliest", "tidligst fra", "earliest from", "Kan ikke flytte inn før.", "Cannot move in before."),
    _("expected_until", "forventet til", "expected until", "Når behovet ventes å ta slutt.", "When the need is expected to end."),
    _("situation", "sover nå", "sleeps now", "For dem som venter på plass.", "For those who wait for a place."),
    _("situation_since", "siden", "since", "Hvor lenge det har vært slik.", "Since when."),
    _("child_at_risk", "barn i fare", "child at risk", "Ja eller nei.", "Yes or no."),
    _("unsuitable", "nåværende sted uegnet", "present place unsuitable", "Vurdert av et menneske.", "Judged by a human."),
    _("move_on_from", "planlagt videre fra", "planned move-on from", "For dem som bor her.", "For those who live here."),
    _("improvement_wish", "ønsker noe bedre", "wishes improvement", "Ja eller nei.", "Yes or no."),
    _("group_arrival", "kom i gruppe", "group arrival", "Samme ord for dem som kom samtidig.", "The same word for those who came together."),
    _("lot", "loddnummer", "lot", "Trukket ved henvisning; siste utvei ved likhet.", "Drawn at referral; the last tie-break."),
    _("wishes", "ønsker", "wishes", "I rekkefølge: enhet, område, preg eller type (engelsk kode).",
      "Ranked: a unit, an area, a setting or a type (its code)."),
))  # fmt: skip

PERSONS = table("persons", ("personer", "persons"),
                ("Personene i husstandene. Tom celle: ikke spurt eller ikke kjent.",
                 "The people of the households. Empty cell: not asked or not known."), Person, (
    _("household", "husstand", "household", "Husstanden personen hører til.", "The household of the person.",
      "households", Kind.TEXT, required=True),
    _("alias", "person", "person", "Dekknavn, aldri navn.", "Alias, never a name."),
    _("age_status", "voksen eller barn", "adult or minor", "Tom: uavklart.", "Empty: unclear."),
    _("age_band", "aldersgruppe", "age band", "Aldri fødselsdato.", "Never a date of birth."),
    _("gender", "kjønn", "gender", "Personens eget svar.", "The person's own statement."),
    _("zone_wish", "ønsker å bo med", "zone wish", "Hvem personen vil dele etasje med.", "With whom to share a floor."),
    _("partner", "partner", "partner", "Deler dobbeltseng med.", "Shares a double bed with."),
    _("stay_together", "vil bo med husstanden", "stay together", "Spurt alene.", "Asked alone."),
    _("asked_alone", "spurt alene", "asked alone", "Ja eller nei.", "Yes or no."),
    _("access_needs", "tilgjengelighet", "access needs", "Et behov, aldri en diagnose.", "A need, never a diagnosis."),
    _("support", "støttenivå", "support level", "0 ingen, 1 noe, 2 daglig, 3 hele døgnet.", "0 none, 1 some, 2 daily, 3 round the clock."),
    _("sharing", "kan dele rom", "may share a room", "Med en annen husstand.", "With another household."),
    _("needs_own_room", "trenger eget rom", "needs own room", "Ja eller nei.", "Yes or no."),
    _("wishes_own_room", "ønsker eget rom", "wishes own room", "Ja eller nei.", "Yes or no."),
    _("needs_quiet", "trenger ro", "needs quiet", "Ja eller nei.", "Yes or no."),
    _("wishes_peer", "ønsker noen med samme språk", "wishes language peer", "Personens eget ønske.", "The person's own wish."),
    _("habits", "vaner", "habits", "Det noen hus ikke tar imot.", "What some houses do not take in."),
    _("languages", "språk", "languages", "Språkkoder (ISO 639-3).", "Language codes (ISO 639-3)."),
    _("secrecy", "gradering", "secrecy", "Adressegradering. Tom: ikke avklart.", "Address protection. Empty: not clarified."),
    _("threat.danger", "trussel", "threat", "Vurdert av et menneske. Tom: ikke vurdert.", "Assessed by a human. Empty: not assessed."),
    _("threat.valid_until", "trussel gyldig til", "threat valid until", "Fra denne dagen er den utløpt.", "From this day on it has expired."),
    _("areas_asked", "spurt om områder", "areas asked", "Om personen er spurt om områder å unngå.",
      "Whether the person was asked about areas to avoid."),
    _("case_group", "sak", "case", "Dekknavn på saken.", "Alias of the case."),
    _("track", "oppholdsgrunnlag", "residence basis", "Tom: ikke avklart.", "Empty: not clarified."),
    _("permit_until", "tillatelse til", "permit until", "Dato.", "Date."),
))  # fmt: skip

OUTSIDERS = table("outsiders", ("utenforstående", "outsiders"),
                  ("Dekknavn på dem som ikke plasseres her, men som relasjoner nevner.",
                   "Aliases of those who are not placed here but are named by relations."), Outsider, (
    _("alias", "person", "person", "Dekknavn.", "Alias."),
))  # fmt: skip

RELATIONS = table("relations", ("relasjoner", "relations"),
                  ("Det mennesker har vurdert om to personer.", "What humans assessed about two people."), Relation, (
    _("a", "fra", "from person", "Den relasjonen går ut fra, for eksempel foresatt.", "Its source, for example the guardian.", "anybody"),
    _("b", "til", "to person", "Den andre.", "The other.", "anybody"),
    _("kind", "slag", "kind", "Slags relasjon.", "Kind of relation."),
    _("since", "gjelder fra", "since", "Tom: alltid.", "Empty: always."),
    _("until", "gjelder til", "until", "Tom: til den avsluttes.", "Empty: until it is ended."),
    _("protected", "beskytter", "protects", "Den av de to som beskyttes. Tom: begge.", "The side that is protected. Empty: both.", "anybody"),
    _("yes_a", "eget ja fra", "own yes from", "Den førstes eget svar.", "The first one's own answer."),
    _("yes_b", "eget ja til", "own yes to", "Den andres eget svar.", "The other's own answer."),
    _("confirmed", "bekreftet", "confirmed", "Foresatt: bekreftet av et menneske.", "Guardian: confirmed by a human."),
))  # fmt: skip

KNOWS_ADDRESS = table("knows_address", ("kjenner adressen", "knows address"),
                      ("Hvem som vet hvor en enhet ligger.", "Who knows where a unit lies."), KnowsAddress, (
    _("person", "person", "person", "Dekknavn.", "Alias.", "anybody"),
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
))  # fmt: skip

AVOID_AREAS = table("avoid_areas", ("unngå områder", "avoid areas"),
                    ("Områder en person skal unngå.", "Areas that a person must avoid."), AvoidArea, (
    _("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    _("area", "område", "area", "Området.", "The area.", "areas"),
    _("since", "fra", "since", "Tom: alltid.", "Empty: always."),
    _("until", "til", "until", "Tom: til den avsluttes.", "Empty: until it is ended."),
))  # fmt: skip

CONSENTS = table("consents", ("samtykker", "consents"),
                 ("Personens svar om bolig. Siste rad gjelder.", "The person's answer about housing. The latest row counts."), Consent, (
    _("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    _("to", "til type", "to type", "Slags bolig. Tom: alle.", "Kind of housing. Empty: any."),
    _("answer", "svar", "answer", "Svaret.", "The answer."),
    _("on", "dato", "on", "Når det ble gitt.", "When it was given."),
    _("until", "gjelder til", "until", "Tom: til det trekkes.", "Empty: until withdrawn."),
    _("way", "måte", "way", "Hvordan.", "How."),
))  # fmt: skip

MOVE_CONSENTS = table("move_consents", ("samtykker til flytting", "move consents"),
                      ("Samtykke til å flytte til én bestemt enhet.", "Consent to move to one named unit."), MoveConsent, (
    _("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    _("answer", "svar", "answer", "Svaret.", "The answer."),
    _("on", "dato", "on", "Når det ble gitt.", "When it was given."),
))  # fmt: skip

VETOES = table("vetoes", ("vil ikke bo", "vetoes"), ("Enheter der personen ikke vil bo.", "Units where the person will not live."), Veto, (
    _("person", "person", "person", "Dekknavn.", "Alias.", "persons"),
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    _("since", "fra", "since", "Dato.", "Date."),
    _("until", "til", "until", "Tom: til den trekkes.", "Empty: until withdrawn."),
))  # fmt: skip

ROOMS_OF = _("rooms", "rom", "rooms", "Ett rom, eller flere med semikolon mellom: F1a; F1b.",
             "One room, or several with semicolons between: F1a; F1b.", "rooms", Kind.TEXTS, required=True)  # fmt: skip
SHARES = _("shares", "deler rom", "shares room", "Ja: en seng i et delt rom. Tom: hele rommet.",
           "Yes: a bed in a shared room. Empty: the whole room.", kind=Kind.YES_NO)  # fmt: skip

STAYS = table("stays", ("opphold", "stays"),
              ("Tidligere, nåværende og avtalte opphold.", "Past, current and agreed stays."), Stay, (
    _("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    ROOMS_OF,
    SHARES,
    _("start", "fra", "from", "Første natt.", "First night."),
    _("until", "til", "until", "Forventet slutt: første natt borte.", "Expected end: the first night away."),
    _("kind", "slag", "kind", "Tidligere opphold, bor der eller avtalt.", "Past stay, lives there or agreed."),
    _("extended_until", "forlenget til", "extended until", "Enheten har forlenget botiden.", "The unit extended its limit."),
    _("expires", "holdes til", "expires", "Når enheten slutter å holde av.", "When the unit stops holding it."),
))  # fmt: skip

EXITS = table("exits", ("utflyttinger", "exits"), ("Husstander som har forlatt tiltaket.", "Households that left our care."), Exit, (
    _("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    _("on", "dato", "on", "Oppholdene slutter denne dagen.", "Its stays end on this date."),
    _("destination", "til", "destination", "Hvor husstanden dro.", "Where the household went."),
))  # fmt: skip

OFFERS = table("offers", ("tilbud", "offers"), ("Tilbud og svar.", "Offers and answers."), Offer, (
    _("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    _("on", "dato", "on", "Når tilbudet ble gitt.", "When the offer was made."),
    _("answer", "svar", "answer", "Svaret.", "The answer."),
    _("reason", "grunn", "reason", "Hvorfor den takket nei. Tom: ikke spurt.", "Why it declined. Empty: not asked."),
    _("holds_until", "gjelder til", "holds until", "Ikke tilby igjen før. Tom: til den trekkes.", "Not offered again before. Empty: until withdrawn."),
))  # fmt: skip

TIER_CHANGES = table("tier_changes", ("prioritet", "tier changes"),
                     ("Prioritet bestemt av samordner (med grunn), eller siden når fakta ga den (uten).",
                      "Priority decided by the coordinator (with a reason), or since when facts gave it (without)."), TierChange, (
    _("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    _("tier", "prioritet", "tier", "P0 til P3, eller «intet behov».", "P0 to P3, or “no need”.", required=True,
      none_word=Sentence("intet behov", "no need")),
    _("since", "fra", "since", "Dato.", "Date."),
    _("reason", "grunn", "reason", "Hvorfor. Tom: bare datoen da fakta ga prioriteten.", "Why. Empty: only the date on which facts gave the tier."),
    _("by", "av", "by", "Hvem som bestemte.", "Who decided."),
))  # fmt: skip

PINS = table("pins", ("låsinger", "pins"), ("Samordners låsing til rom eller enhet.", "A coordinator's lock to rooms or a unit."), Pin, (
    _("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line(ROOMS_OF.field, ROOMS_OF.nb, ROOMS_OF.en, ROOMS_OF.about_nb, ROOMS_OF.about_en, "rooms", Kind.TEXTS),
    SHARES,
    _("unit", "enhet", "unit", "I stedet for rom.", "Instead of rooms.", "units"),
    _("start", "fra", "from", "Innflytting denne dagen.", "Moves in on this date."),
    _("must", "skal dit", "must", "Nei: skal ikke dit. Tom: skal dit.", "No: must not go there. Empty: must."),
))  # fmt: skip

OVERRIDES = table("overrides", ("overstyringer", "overrides"),
                  ("Et krav satt til side av to personer, for bestemte husstander, enhet og netter.",
                   "A hard rule set aside by two people for certain households, a unit and nights."), Override, (
    _("rule", "regel", "rule", "Kode, for eksempel H12.", "Code, for example H12."),
    _("households", "husstander", "households", "Dekknavn, med semikolon mellom.", "Aliases, with semicolons between.", "households"),
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    _("since", "fra", "since", "Første natt.", "First night."),
    _("until", "til", "until", "Første natt uten overstyring.", "First night without it."),
    _("reason", "grunn", "reason", "Hvorfor.", "Why."),
    _("by", "av", "by", "Hvem som overstyrte.", "Who set it aside."),
    _("approved_by", "godkjent av", "approved by", "En annen person.", "A second person."),
))  # fmt: skip

RELEASES = table("releases", ("frigivelser", "releases"),
                 ("Akuttrom frigitt for én husstands opphold.", "Emergency rooms released for one household's stay."), Release, (
    _("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    _("room", "rom", "room", "Tom: alle enhetens akuttrom.", "Empty: any of the unit's emergency rooms.", "rooms"),
))  # fmt: skip

WAIVERS = table("waivers", ("fravik", "waivers"), ("Regler som ble fraveket da et opphold begynte.", "Rules waived when a stay began."), Waiver, (
    _("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    _("rule", "regel", "rule", "Kode, for eksempel H16.", "Code, for example H16."),
    _("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    _("since", "fra", "since", "Dato.", "Date."),
    _("until", "til", "until", "Tom: så lenge oppholdet varer.", "Empty: as long as the stay lasts."),
))  # fmt: skip

TABLES = (
    WEEK, SETTINGS, AREAS, UNITS, ZONES, ROOMS, CLOSURES, CAN_RECEIVE, HOUSEHOLDS, PERSONS, OUTSIDERS, RELATIONS,
    KNOWS_ADDRESS, AVOID_AREAS, CONSENTS, MOVE_CONSENTS, VETOES, STAYS, EXITS, OFFERS, TIER_CHANGES, PINS, OVERRIDES,
    RELEASES, WAIVERS,
)  # fmt: skip
"""In the order in which a newcomer fills them in."""
