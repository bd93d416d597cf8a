"""Tables of housing: areas and the ways between them, units with their zones and rooms, closures."""

from placement.domain.area import Area, Travel
from placement.domain.bed_price import PricedRoom
from placement.domain.decision import CanReceive
from placement.domain.housing import Closure, HousingUnit, Room, Zone
from placement.tables.column import Kind, Line, table
from placement.words.sentence import Sentence

NOTHING = Sentence("ingen", "none")

AREAS = table("areas", ("områder", "areas"), ("Bydeler eller soner med grove navn.", "Districts or zones by coarse names."), Area, (
    Line("alias", "område", "area", "Navnet på området.", "Name of the area."),
    Line("setting", "preg", "setting", "Et ord, for eksempel by eller stille; brukes i ønsker.",
         "A word such as city or quiet; used in wishes."),
))  # fmt: skip

TRAVEL = table("travel", ("reisevei", "travel"),
               ("Reisetid mellom to områder, begge veier, og innen ett. En vei som ikke står her, regnes som 60 minutter.",
                "Travel time between two areas, either way, and within one. A way that is not here counts as 60 minutes."), Travel, (
    Line("a", "fra", "from area", "Området.", "The area.", "areas"),
    Line("b", "til", "to area", "Det andre området; samme som «fra» for veien innen ett.",
         "The other area; the same for the way within one.", "areas"),
    Line("minutes", "minutter", "minutes", "Hele minutter fra dør til dør.", "Whole minutes from door to door."),
    Line("via", "via", "via", "Områder veien går gjennom, med semikolon mellom.", "Areas that the way passes, with semicolons between.", "areas"),
))  # fmt: skip

UNITS = table("units", ("enheter", "units"),
              ("Hus og leiligheter under dekknavn, aldri adresse. Tom celle: ukjent, og strengeste tolkning gjelder.",
               "Houses and flats under aliases, never addresses. Empty cell: unknown, and the strictest meaning counts."),
              HousingUnit, (
    Line("alias", "enhet", "unit", "Dekknavn.", "Alias."),
    Line("site", "inngang", "site", "Enheter som deler inngang, har samme ord.", "Units that share an entrance have the same word."),
    Line("type", "type", "type", "Slags bolig.", "Kind of housing."),
    Line("district", "område", "district", "Området enheten ligger i.", "The area in which it lies.", refers="areas"),
    Line("security", "sikkerhetsnivå", "security level", "0–3, etter sjekklisten.", "0–3, by the checklist."),
    Line("clearance", "høyeste gradering", "highest secrecy", "Høyeste adressegradering som kan bo her.",
         "Highest address protection that may live here."),
    Line("staffing", "bemanning", "staffing", "Laveste bemanning i døgnet.", "Least staffing of the day."),
    Line("staff_languages", "språk hos ansatte", "staff languages", "Språkkoder (ISO 639-3).", "Language codes (ISO 639-3)."),
    Line("access", "tilgjengelighet", "accessibility", "Det hele enheten har.", "What the whole unit has."),
    Line("accepts", "tar imot", "accepts", "Husregler: hva som er tillatt.", "House rules: what is allowed."),
    Line("children_ok", "egnet for barn", "suitable for children", "Ja eller nei.", "Yes or no."),
    Line("schools", "skole innen rekkevidde", "schools in reach", "Aldersgrupper med barnehage eller skole i nærheten.",
         "Age bands with a kindergarten or school in reach."),
    Line("tracks", "oppholdsgrunnlag", "residence bases", "Hvilke enheten tar inn. Tom: ikke avklart.",
         "Those that the unit takes in. Empty: not clarified.", none_word=NOTHING),
    Line("target_groups", "målgrupper", "target groups", "Hvem enheten er for. Tom: alle.", "Whom the unit is for. Empty: everybody.",
         none_word=NOTHING),
    Line("min_age", "laveste alder", "lowest age", "År.", "Years."),
    Line("max_age", "høyeste alder", "highest age", "År.", "Years."),
    Line("fire_ok_until", "brann godkjent til", "fire approved until", "Første dag uten godkjenning.", "First day without approval."),
    Line("maintenance_ok_until", "vedlikehold godkjent til", "maintenance approved until", "Første dag uten godkjenning.",
         "First day without approval."),
    Line("max_stay_nights", "lengste botid netter", "longest stay nights", "Tom: ingen grense.", "Empty: no limit."),
    Line("max_same_case", "flest fra samme sak", "most of one case", "Tom: ingen grense.", "Empty: no limit."),
    Line("max_children", "flest barn", "most children", "Tom: ingen grense.", "Empty: no limit."),
    Line("max_high_need", "flest med høyt behov", "most of high need", "Tom: ingen grense.", "Empty: no limit."),
    Line("cost_per_night", "døgnpris", "cost per night", "Hele kroner.", "Whole kroner."),
    Line("available_from", "tilgjengelig fra", "available from", "Første natt.", "First night."),
    Line("available_until", "leie til", "lease until", "Første natt enheten er borte.", "The first night that the unit is gone."),
    Line("door_closes", "døren låses", "door closes", "Klokkeslettet alle skal være hjemme; før klokken 12: etter midnatt. Tom: døren er åpen.",
         "The time by which everybody is home; before 12:00: past midnight. Empty: the door is open."),
    Line("notice_hours", "varsel timer", "notice hours", "Timer enheten trenger på å ta imot.", "Hours that it needs to receive."),
    Line("turnaround_days", "klargjøring dager", "turnaround days", "Dager mellom to opphold i samme rom.",
         "Days between two stays in one room."),
))  # fmt: skip

ZONES = table("zones", ("soner", "zones"), ("Etasjer eller deler av en enhet.", "Floors or parts of a unit."), Zone, (
    Line("unit", "enhet", "unit", "Enheten sonen ligger i.", "The unit that it lies in.", "units", Kind.TEXT, required=True),
    Line("alias", "sone", "zone", "Dekknavn.", "Alias."),
    Line("policy", "for hvem", "for whom", "Tom: ukjent, bare som egen enhet.", "Empty: unknown, as an own unit only."),
    Line("boys_up_to", "gutter til og med år", "boys up to years", "Eldste gutt som er velkommen i en kvinnesone.",
         "Oldest boy who is welcome in a women's zone."),
    Line("welcomes_non_binary", "åpen for ikke-binære", "welcomes non-binary", "Sonens eget ja.", "The zone's own yes."),
))  # fmt: skip

ROOMS = table("rooms", ("rom", "rooms"), ("Rom med senger etter slag.", "Rooms with beds by kind."), Room, (
    Line("unit", "enhet", "unit", "Enheten rommet ligger i.", "The unit that it lies in.", "units", Kind.TEXT, required=True),
    Line("alias", "rom", "room", "Dekknavn, for eksempel F1a.", "Alias, for example F1a."),
    Line("zone", "sone", "zone", "Sonen rommet ligger i.", "The zone that it lies in.", "zones"),
    Line("single", "enkeltsenger", "single beds", "Antall; 0 om det ikke er noen.", "How many; 0 if none.", required=True),
    Line("double", "dobbeltsenger", "double beds", "Antall. Tom: ingen.", "How many. Empty: none."),
    Line("child", "barnesenger", "child beds", "Antall. Tom: ingen.", "How many. Empty: none."),
    Line("cots", "sprinkelsenger", "cots", "Antall. Tom: ingen.", "How many. Empty: none."),
    Line("confirmed", "bekreftet", "confirmed", "Tom eller nei: rommet regnes ikke med.", "Empty or no: the room does not count."),
    Line("lockable", "kan låses", "lockable", "Ja eller nei.", "Yes or no."),
    Line("shareable", "kan deles", "shareable", "Om to husstander kan dele det.", "Whether two households may share it."),
    Line("emergency", "akuttrom", "emergency room", "Holdes fritt for akutte. Tom: regnes som ja.",
         "Kept free for emergencies. Empty: counts as yes."),
    Line("quiet", "stille", "quiet", "Ja eller nei.", "Yes or no."),
    Line("access", "tilgjengelighet", "accessibility", "Det rommet har.", "What the room has."),
    Line("suite", "henger sammen", "suite", "Rom med samme ord kan gis sammen.", "Rooms with the same word can be given together."),
))  # fmt: skip

CLOSURES = table("closures", ("stengninger", "closures"), ("Senger ute av drift.", "Beds out of service."), Closure, (
    Line("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    Line("room", "rom", "room", "Tom: hele enheten.", "Empty: the whole unit.", "rooms"),
    Line("beds", "senger", "beds", "Antall i rommet. Tom: alle.", "How many of the room. Empty: all."),
    Line("since", "fra", "from", "Første natt.", "First night."),
    Line("until", "til", "until", "Første natt i drift igjen. Tom: uten ende.", "First night in service again. Empty: no end."),
    Line("kind", "grunn", "kind", "Hvorfor.", "Why."),
))  # fmt: skip

CAN_RECEIVE = table("can_receive", ("kan ta imot", "can receive"),
                    ("Enhetens svar om at den kan ta imot før vanlig varsel.", "A unit's answer that it can receive before its usual notice."),
                    CanReceive, (
    Line("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    Line("since", "fra", "from", "Fra denne dagen.", "From this day on."),
))  # fmt: skip

BED_PRICES = table("bed_prices", ("romspriser", "bed prices"),
                   ("Hva rommene er verdt for dem som venter eller kommer, slik «placement bed-prices --write» fant det. Tom: ikke funnet.",
                    "What rooms are worth to those who wait or will come, as “placement bed-prices --write” found it. Empty: not found."),
                   PricedRoom, (
    Line("room", "rom", "room", "Rommet. Et rom som ikke står her, savner ingen.", "The room. One that is not here is missed by nobody.", "rooms"),
    Line("points", "poeng", "points", "Poeng for bruk av hele rommet.", "Points for the use of all of it."),
    Line("days", "trengs innen dager", "needed within days", "Dager til rommet trolig trengs.", "Days until it is likely needed."),
    Line("missed", "savnes av hundre", "missed of a hundred", "Av hundre mulige forløp: i hvor mange noen får det dårligere uten rommet.",
         "Of a hundred sampled futures: in how many somebody fares worse without it."),
    Line("on", "funnet for", "found for", "Planleggingsdatoen prisen ble funnet for. Den gjelder i sju dager.",
         "The as-of date for which it was found. It counts for seven days."),
))  # fmt: skip
