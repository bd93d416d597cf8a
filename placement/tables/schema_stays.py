"""Tables of stays: who lives where, what was offered, and what humans decided about it."""

from placement.domain.consent import Offer
from placement.domain.decision import Override, Pin, Release, TierChange, Waiver
from placement.domain.stay import Exit, Stay
from placement.tables.column import Kind, Line, table
from placement.words.sentence import Sentence

ROOMS_OF = Line("rooms", "rom", "rooms", "Ett rom, eller flere med semikolon mellom: F1a; F1b.",
                "One room, or several with semicolons between: F1a; F1b.", "rooms", Kind.TEXTS, required=True)  # fmt: skip

SHARES = Line("shares", "deler rom", "shares room", "Ja: en seng i et delt rom. Tom: hele rommet.",
              "Yes: a bed in a shared room. Empty: the whole room.", kind=Kind.YES_NO)  # fmt: skip

STAYS = table("stays", ("opphold", "stays"),
              ("Tidligere, nåværende og avtalte opphold.", "Past, current and agreed stays."), Stay, (
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    ROOMS_OF,
    SHARES,
    Line("start", "fra", "from", "Første natt.", "First night."),
    Line("until", "til", "until", "Forventet slutt: første natt borte.", "Expected end: the first night away."),
    Line("kind", "slag", "kind", "Tidligere opphold, bor der eller avtalt.", "Past stay, lives there or agreed."),
    Line("extended_until", "forlenget til", "extended until", "Enheten har forlenget botiden.", "The unit extended its limit."),
    Line("expires", "holdes til", "expires", "Når enheten slutter å holde av.", "When the unit stops holding it."),
))  # fmt: skip

EXITS = table("exits", ("utflyttinger", "exits"), ("Husstander som har forlatt tiltaket.", "Households that left our care."), Exit, (
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line("on", "dato", "on", "Oppholdene slutter denne dagen.", "Its stays end on this date."),
    Line("destination", "til", "destination", "Hvor husstanden dro.", "Where the household went."),
))  # fmt: skip

OFFERS = table("offers", ("tilbud", "offers"), ("Tilbud og svar.", "Offers and answers."), Offer, (
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    Line("on", "dato", "on", "Når tilbudet ble gitt.", "When the offer was made."),
    Line("answer", "svar", "answer", "Svaret.", "The answer."),
    Line("reason", "grunn", "reason", "Hvorfor den takket nei. Tom: ikke spurt.", "Why it declined. Empty: not asked."),
    Line("holds_until", "gjelder til", "holds until", "Ikke tilby igjen før. Tom: til den trekkes.", "Not offered again before. Empty: until withdrawn."),
))  # fmt: skip

TIER_CHANGES = table("tier_changes", ("prioritet", "tier changes"),
                     ("Prioritet bestemt av samordner (med grunn), eller siden når fakta ga den (uten).",
                      "Priority decided by the coordinator (with a reason), or since when facts gave it (without)."), TierChange, (
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line("tier", "prioritet", "tier", "P0 til P3, eller «intet behov».", "P0 to P3, or “no need”.", required=True,
         none_word=Sentence("intet behov", "no need")),
    Line("since", "fra", "since", "Dato.", "Date."),
    Line("reason", "grunn", "reason", "Hvorfor. Tom: bare datoen da fakta ga prioriteten.", "Why. Empty: only the date on which facts gave the tier."),
    Line("by", "av", "by", "Hvem som bestemte.", "Who decided."),
))  # fmt: skip

PINS = table("pins", ("låsinger", "pins"), ("Samordners låsing til rom eller enhet.", "A coordinator's lock to rooms or a unit."), Pin, (
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line(ROOMS_OF.field, ROOMS_OF.nb, ROOMS_OF.en, ROOMS_OF.about_nb, ROOMS_OF.about_en, "rooms", Kind.TEXTS),
    SHARES,
    Line("unit", "enhet", "unit", "I stedet for rom.", "Instead of rooms.", "units"),
    Line("start", "fra", "from", "Innflytting denne dagen.", "Moves in on this date."),
    Line("must", "skal dit", "must", "Nei: skal ikke dit. Tom: skal dit.", "No: must not go there. Empty: must."),
))  # fmt: skip

OVERRIDES = table("overrides", ("overstyringer", "overrides"),
                  ("Et krav satt til side av to personer, for bestemte husstander og netter, og én enhet, aktivitet eller hjelper.",
                   "A hard rule set aside by two people for certain households and nights, and one unit, programme or helper."), Override, (
    Line("rule", "regel", "rule", "Kode, for eksempel H12.", "Code, for example H12."),
    Line("households", "husstander", "households", "Dekknavn, med semikolon mellom.", "Aliases, with semicolons between.", "households"),
    Line("unit", "enhet", "unit", "Enheten, om det gjelder en bolig.", "The unit, if it is about housing.", "units"),
    Line("programme", "aktivitet", "programme", "I stedet for enhet.", "Instead of a unit.", "programmes"),
    Line("helper", "hjelper", "helper", "Kontaktperson eller tolk, i stedet for enhet.", "A contact or interpreter, instead of a unit.", "helpers"),
    Line("since", "fra", "since", "Første natt.", "First night."),
    Line("until", "til", "until", "Første natt uten overstyring.", "First night without it."),
    Line("reason", "grunn", "reason", "Hvorfor.", "Why."),
    Line("by", "av", "by", "Hvem som overstyrte.", "Who set it aside."),
    Line("approved_by", "godkjent av", "approved by", "En annen person.", "A second person."),
))  # fmt: skip

RELEASES = table("releases", ("frigivelser", "releases"),
                 ("Akuttrom frigitt for én husstands opphold.", "Emergency rooms released for one household's stay."), Release, (
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    Line("room", "rom", "room", "Tom: alle enhetens akuttrom.", "Empty: any of the unit's emergency rooms.", "rooms"),
))  # fmt: skip

WAIVERS = table("waivers", ("fravik", "waivers"), ("Regler som ble fraveket da et opphold begynte.", "Rules waived when a stay began."), Waiver, (
    Line("household", "husstand", "household", "Dekknavn.", "Alias.", "households"),
    Line("rule", "regel", "rule", "Kode, for eksempel H16.", "Code, for example H16."),
    Line("unit", "enhet", "unit", "Enheten.", "The unit.", "units"),
    Line("since", "fra", "since", "Dato.", "Date."),
    Line("until", "til", "until", "Tom: så lenge oppholdet varer.", "Empty: as long as the stay lasts."),
))  # fmt: skip
