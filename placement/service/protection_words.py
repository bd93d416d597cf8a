"""What a change would lower or loosen, in words: names only, never what a row holds."""

from collections.abc import Mapping

from placement.rules import RULES
from placement.service.loosening import Loosening
from placement.service.priority import QUOTES
from placement.service.protection import Lowering
from placement.service.protection_kinds import Kind
from placement.words.language import Lang
from placement.words.render import render
from placement.words.sentence import Sentence

LOWERED: Mapping[Kind, Sentence] = {
    Kind.SECRECY: Sentence(
        "{person} får svakere adressegradering enn den som gjelder nå. Uavklart gjelder som fortrolig.",
        "{person} gets a weaker secrecy grade than the one that counts now. Not clarified counts as confidential.",
    ),
    Kind.THREAT: Sentence(
        "Trusselvurderingen av {person} blir lavere, kortere eller borte. Aldri vurdert gjelder som høy.",
        "The threat assessment of {person} becomes lower, shorter or is gone. Never assessed counts as high.",
    ),
    Kind.AGE: Sentence(
        "{person} regnes ikke lenger som mindreårig, eller ikke lenger som alene.",
        "{person} no longer counts as a minor, or no longer as alone.",
    ),
    Kind.CASE: Sentence(
        "{person} hører ikke lenger til samme sak, og kan settes sammen med andre fra den.",
        "{person} no longer belongs to the same case, and can be put together with others from it.",
    ),
    Kind.ZONE_WISH: Sentence(
        "Ønsket til {person} om hvem hen vil bo med, blir borte eller svakere.",
        "The wish of {person} about whom to live with is gone or weaker.",
    ),
    Kind.OWN_ROOM: Sentence(
        "{person} står ikke lenger med behov for eget rom.",
        "{person} is no longer recorded as needing a room of their own.",
    ),
    Kind.OWN_WORD: Sentence(
        "{person} har sagt nei til å bo med husstanden, og det gjelder ikke lenger.",
        "{person} said no to living with the household, and that no longer counts.",
    ),
    Kind.INTERPRETER: Sentence(
        "{person} har et vilkår for hvem som tolker, og det blir borte eller svakere.",
        "{person} has a condition on who interprets, and it is gone or weaker.",
    ),
    Kind.HARMFUL_LINK: Sentence(
        "Den farlige koblingen som beskytter {person} mot {other}, blir borte, svakere eller kortere.",
        "The harmful link that protects {person} from {other} is gone, weaker or shorter.",
    ),
    Kind.KEPT_APART: Sentence(
        "{person} og {other} holdes ikke lenger fra hverandre, eller i kortere tid.",
        "{person} and {other} are no longer kept apart, or for a shorter time.",
    ),
    Kind.SPLIT: Sentence(
        "{person} er ikke lenger skilt ut fra husstanden {other}.",
        "{person} is no longer split off the household {other}.",
    ),
    Kind.AVOID_AREA: Sentence(
        "{person} skal ikke lenger unngå {other}, eller i kortere tid.",
        "{person} no longer has to avoid {other}, or for a shorter time.",
    ),
    Kind.KNOWN_ADDRESS: Sentence(
        "{person} er beskyttet mot {other}, og det blir borte at {other} kjenner adressen til {unit}.",
        "{person} is protected from {other}, and it is forgotten that {other} knows the address of {unit}.",
    ),
    Kind.VETO: Sentence(
        "{person} har sagt nei til {unit}, og det blir borte eller gjelder i kortere tid.",
        "{person} said no to {unit}, and that is gone or holds for a shorter time.",
    ),
    Kind.CONFLICT: Sentence(
        "{other} kan følge opp eller tolke for {person}, enda {other} er inhabil eller kjenner hen.",
        "{other} can follow up or interpret for {person}, though {other} has a conflict of interest or knows them.",
    ),
    Kind.BURNT_ADDRESS: Sentence(
        "Adressen til {unit} regnes ikke lenger som kjent for noen farlige, eller i kortere tid.",
        "The address of {unit} no longer counts as known to somebody dangerous, or for a shorter time.",
    ),
    Kind.OVERRIDE: Sentence(
        "Kravet {other}, som beskytter {person}, settes til side for {unit}.",
        "The rule {other}, which protects {person}, is set aside for {unit}.",
    ),
    Kind.SETTING: Sentence("Et tall i et krav endres: {other}.", "A figure of a rule changes: {other}."),
}
"""Kind -> its sentence."""
UNLINKED = Sentence(
    "Det blir borte at {other} kjenner adressen til {unit}.",
    "It is forgotten that {other} knows the address of {unit}.",
)
"""For an address that somebody knows to whom nobody here has a link."""
OF_NOBODY = Sentence("Kravet {other} settes til side.", "The rule {other} is set aside.")
"""For an override of a rule that guards nobody; it takes two people all the same."""

LOOSENED: Mapping[tuple[str, str], Sentence] = {
    ("units", "clearance"): Sentence(
        "{about} blir klarert for en høyere gradering.", "{about} becomes cleared for a higher grade."
    ),
    ("units", "security"): Sentence("{about} får høyere sikkerhetsnivå.", "{about} gets a higher security level."),
    ("units", "staffing"): Sentence("{about} får mer bemanning.", "{about} gets more staff."),
    ("units", "site"): Sentence(
        "{about} deler ikke lenger inngang med de samme.", "{about} no longer shares its entrance with the same units."
    ),
    ("units", "district"): Sentence("{about} ligger i et annet område.", "{about} lies in another area."),
    ("zones", "policy"): Sentence(
        "En etasje i {about} åpnes for andre.", "A floor of {about} is opened to others."
    ),
    ("zones", "boys_up_to"): Sentence(
        "En etasje i {about} tar imot eldre gutter.", "A floor of {about} takes older boys."
    ),
    ("zones", "welcomes_non_binary"): Sentence(
        "En etasje i {about} sier ja til personer som er ikke-binære eller ikke vil oppgi kjønn.",
        "A floor of {about} says yes to people who are non-binary or would rather not state a gender.",
    ),
    ("rooms", "unit"): Sentence(
        "Et rom i {about} flyttes til en annen bolig.", "A room of {about} is moved to another unit."
    ),
    ("rooms", "zone"): Sentence(
        "Et rom i {about} flyttes til en annen etasje.", "A room of {about} is moved to another floor."
    ),
    ("rooms", "lockable"): Sentence("Et rom i {about} kan låses.", "A room of {about} can be locked."),
    ("travel", "via"): Sentence(
        "En reisevei ({about}) går ikke lenger gjennom de samme områdene.",
        "A way ({about}) no longer passes the same areas.",
    ),
    ("programmes", "clearance"): Sentence(
        "{about} blir klarert for en høyere gradering.", "{about} becomes cleared for a higher grade."
    ),
    ("programmes", "site"): Sentence("{about} har en annen inngang.", "{about} has another entrance."),
    ("programmes", "district"): Sentence("{about} er i et annet område.", "{about} is in another area."),
    ("programmes", "attendees"): Sentence("{about} er for andre enn før.", "{about} is for others than before."),
    ("programmes", "welcomes_non_binary"): Sentence(
        "{about} sier ja til personer som er ikke-binære eller ikke vil oppgi kjønn.",
        "{about} says yes to people who are non-binary or would rather not state a gender.",
    ),
    ("contacts", "clearance"): Sentence(
        "{about} blir klarert for en høyere gradering.", "{about} becomes cleared for a higher grade."
    ),
    ("interpreters", "adult"): Sentence("{about} er myndig.", "{about} is of age."),
    ("interpreters", "gender"): Sentence("{about} har et annet kjønn.", "{about} has another gender."),
    ("interpreters", "region"): Sentence("{about} kommer fra et annet område.", "{about} comes from another region."),
    ("interpreters", "case_group"): Sentence(
        "{about} står ikke lenger nær den samme saken.", "{about} is no longer close to the same case."
    ),
}  # fmt: skip
"""Table and field -> its sentence."""


def say_lowering(lowering: Lowering, lang: Lang) -> str:
    """What would be lowered, for whom. Only for those who may know of everybody that it names."""
    sentence = LOWERED[lowering.kind]
    if lowering.kind is Kind.KNOWN_ADDRESS and lowering.person is None:
        sentence = UNLINKED
    if lowering.kind is Kind.OVERRIDE and lowering.person is None:
        sentence = OF_NOBODY
    named = {"person": lowering.person, "other": _other(lowering, lang), "unit": lowering.unit}
    return render(sentence, {name: alias for name, alias in named.items() if alias is not None}, lang)


def _other(lowering: Lowering, lang: Lang) -> str | None:
    """Whom or what it names besides: a rule and a figure by their titles, not by their codes."""
    if lowering.other is None or lowering.kind not in (Kind.OVERRIDE, Kind.SETTING):
        return lowering.other
    code, _, name = lowering.other.partition(".")
    rule = next((one for one in RULES if code in (one.id, one.code)), None)
    if rule is None:
        return lowering.other
    title: str = QUOTES[lang].format(getattr(rule.title, lang))
    figure = next((one for one in rule.settings if one.name == name), None)
    return title if figure is None else f"{title}: {getattr(figure.says, lang)}"


def say_loosening(loosening: Loosening, lang: Lang) -> str:
    """What would be less strict, and where."""
    return render(LOOSENED[loosening.table, loosening.field], {"about": loosening.about}, lang)
