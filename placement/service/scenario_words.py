"""The cards of a scenario in words: one sentence each, as somebody would say at a table what would be different."""

from collections.abc import Iterator
from datetime import date

from placement.domain.person import LanguageCode
from placement.domain.scenario import (
    Another,
    Arrivals,
    Beds,
    Budget,
    Card,
    Close,
    Figure,
    Group,
    Interpreting,
    NewUnit,
    RuleOff,
    Seats,
    Staff,
    Stays,
)
from placement.domain.value import FOREVER
from placement.rules import GOALS, RULES
from placement.words.language import Lang
from placement.words.render import Fact, render, say_word
from placement.words.say import say_list
from placement.words.sentence import Sentence as W
from placement.words.tongue import say_language

LAWS = {name: law for law in (*RULES, *GOALS) for name in (law.id, law.code)}
KINDS = {
    "single": W("{count:enkeltseng|enkeltsenger}", "{count:single bed|single beds}"),
    "double": W("{count:dobbeltseng|dobbeltsenger}", "{count:double bed|double beds}"),
    "child": W("{count:barneseng|barnesenger}", "{count:child's bed|children's beds}"),
    "cot": W("{count:sprinkelseng|sprinkelsenger}", "{count:cot|cots}"),
}
GETS = W("{unit} får {beds} til", "{unit} gets {beds} more")
LOSES = W("{unit} mister {beds}", "{unit} loses {beds}")
IN_ROOM = W("i rom {room}", "in room {room}")
ON_FLOOR = W("i etasje {floor}", "on floor {floor}")
KEPT = W("holdes av til akutte", "kept for emergencies")
WITH = W("med {access}", "with {access}")
CLOSED = {
    (False, False): W("{unit} er stengt inntil videre", "{unit} is closed until further notice"),
    (False, True): W("{unit} er stengt til {until:year}", "{unit} is closed until {until:year}"),
    (True, False): W("{unit} er stengt fra {since:year}, inntil videre",
                     "{unit} is closed from {since:year}, until further notice"),
    (True, True): W("{unit} er stengt fra {since:year} til {until:year}",
                    "{unit} is closed from {since:year} until {until:year}"),
}  # fmt: skip
"""Whether a first day is given, and a last one."""
A_ROOM = W("rom {room} i {unit}", "room {room} of {unit}")
NEW_UNIT = W("En ny bolig, {unit}, med {beds:seng|senger}", "A new unit, {unit}, with {beds:bed|beds}")
ANOTHER = W("En bolig til som {like}: {alias}", "One more unit like {like}: {alias}")
ANOTHER_FROM = W(
    "En bolig til som {like}: {alias}, fra {since:year}",
    "One more unit like {like}: {alias}, from {since:year}",
)
ARRIVALS = W(
    "Det kommer {percent} % så mange nye husstander som nå",
    "{percent} % as many new households come as now",
)
ARRIVALS_OF = W(
    "Det kommer {percent} % så mange som nå: {profile}", "{percent} % as many come as now: {profile}"
)
GROUP = {
    "man": W("{count:mann|menn} i samme sak kommer {on:year} og snakker {language}",
             "{count:man|men} of one case come on {on:year} and speak {language}"),
    "woman": W("{count:kvinne|kvinner} i samme sak kommer {on:year} og snakker {language}",
               "{count:woman|women} of one case come on {on:year} and speak {language}"),
}  # fmt: skip
STAFFING = W("{unit}: {staffing}", "{unit}: {staffing}")
SPEAK = W("{unit}: noen på jobb snakker også {languages}", "{unit}: somebody at work also speaks {languages}")
SPEAK_NO_MORE = W(
    "{unit}: ingen på jobb snakker {languages} lenger", "{unit}: nobody at work speaks {languages} any more"
)
RULE_OFF = W("Regelen «{title}» ({code}) gjelder ikke", "The rule “{title}” ({code}) does not count")
FIGURE = W("{title} ({code}): {says} er {value}", "{title} ({code}): {says} is {value}")
STAYS = W("Opphold varer {percent} % så lenge som nå", "Stays last {percent} % as long as now")
STAYS_OF = W("{length} varer {percent} % så lenge som nå", "{length} last {percent} % as long as now")
MORE_SEATS = W("{programme} får {count:plass|plasser} til", "{programme} gets {count:more seat|more seats}")
FEWER_SEATS = W("{programme} mister {count:plass|plasser}", "{programme} loses {count:seat|seats}")
MORE_HOURS = W(
    "{count:time|timer} mer tolking i uken: {language}",
    "{count:more hour|more hours} of interpreting a week: {language}",
)
FEWER_HOURS = W(
    "{count:time|timer} mindre tolking i uken: {language}",
    "{count:hour less|hours less} of interpreting a week: {language}",
)
BUDGET = W(
    "Senger og hotell har {count:krone|kroner} i uken", "Beds and hotels have {count:krone|kroner} a week"
)


def card_line(card: Card, lang: Lang) -> str:
    """What a card changes, as one sentence without a full stop."""
    sentence, facts = _said(card, lang)
    said = render(sentence, facts, lang)
    return ", ".join((said[:1].upper() + said[1:], *_more(card, lang)))


def _said(card: Card, lang: Lang) -> tuple[W, dict[str, Fact]]:  # noqa: PLR0911 - one for each kind
    match card:
        case Beds():
            beds = render(KINDS[card.kind], {"count": abs(card.change)}, lang)
            return (GETS if card.change > 0 else LOSES), {"unit": card.unit, "beds": beds}
        case Close():
            dates = {"since": card.since or date.min, "until": card.until}
            return CLOSED[card.since is not None, card.until != FOREVER], {
                "unit": _where(card, lang),
                **dates,
            }
        case NewUnit():
            beds_there = sum(room.beds for room in card.unit.rooms)
            return NEW_UNIT, {"unit": card.unit.alias, "beds": beds_there}
        case Another():
            facts: dict[str, Fact] = {"like": card.like, "alias": card.alias}
            return (ANOTHER_FROM, {**facts, "since": card.since}) if card.since else (ANOTHER, facts)
        case Arrivals():
            percent: dict[str, Fact] = {"percent": card.percent}
            return (
                (ARRIVALS_OF, {**percent, "profile": f"~Profile.{card.profile}"})
                if card.profile
                else (ARRIVALS, percent)
            )
        case Group():
            return GROUP[card.gender], {
                "count": card.persons,
                "on": card.on,
                "language": say_language(card.language, lang),
            }
        case Staff():
            return _of_staff(card, lang)
        case _:
            return _of_figures(card, lang)


def _of_staff(card: Staff, lang: Lang) -> tuple[W, dict[str, Fact]]:
    if card.staffing is not None:
        return STAFFING, {"unit": card.unit, "staffing": f"~Staffing.{card.staffing}"}
    sentence, spoken = (SPEAK, card.more) if card.more else (SPEAK_NO_MORE, card.fewer)
    return sentence, {"unit": card.unit, "languages": _languages(spoken, lang)}


def _of_figures(
    card: RuleOff | Figure | Stays | Seats | Interpreting | Budget, lang: Lang
) -> tuple[W, dict[str, Fact]]:
    match card:
        case RuleOff():
            return RULE_OFF, {"title": _title(card.code, lang), "code": card.code}
        case Figure():
            law = LAWS.get(card.rule)
            says = next((s.says for s in law.settings if s.name == card.name), None) if law else None
            facts: dict[str, Fact] = {
                "title": _title(card.rule, lang),
                "code": law.code if law else card.rule,
            }
            return FIGURE, {**facts, "says": getattr(says, lang) if says else card.name, "value": card.value}
        case Stays():
            percent: dict[str, Fact] = {"percent": card.percent}
            return (
                (STAYS_OF, {**percent, "length": f"~StayLength.{card.length}"})
                if card.length
                else (STAYS, percent)
            )
        case Seats():
            sentence = MORE_SEATS if card.change > 0 else FEWER_SEATS
            return sentence, {"programme": card.programme, "count": abs(card.change)}
        case Interpreting():
            sentence = MORE_HOURS if card.hours > 0 else FEWER_HOURS
            return sentence, {"count": abs(card.hours), "language": say_language(card.language, lang)}
        case Budget():
            return BUDGET, {"count": card.kroner}


def _where(card: Close, lang: Lang) -> str:
    return render(A_ROOM, {"unit": card.unit, "room": card.room}, lang) if card.room else card.unit


def _more(card: Card, lang: Lang) -> Iterator[str]:
    """What else a card says, each part by itself."""
    if isinstance(card, Beds):
        if card.room or card.floor:
            sentence, name = (IN_ROOM, "room") if card.room else (ON_FLOOR, "floor")
            yield render(sentence, {name: card.room or card.floor or ""}, lang)
        if card.emergency:
            yield getattr(KEPT, lang)
        if card.access:
            names = [say_word(f"~Access.{one}", lang) for one in sorted(card.access)]
            yield render(WITH, {"access": say_list(names, lang)}, lang)
    if isinstance(card, Staff) and card.staffing is not None and card.more:
        yield render(SPEAK, {"unit": card.unit, "languages": _languages(card.more, lang)}, lang)
    if isinstance(card, Staff) and (card.staffing is not None or card.more) and card.fewer:
        yield render(SPEAK_NO_MORE, {"unit": card.unit, "languages": _languages(card.fewer, lang)}, lang)


def _languages(codes: frozenset[LanguageCode], lang: Lang) -> str:
    return say_list([say_language(one, lang) for one in sorted(codes)], lang)


def _title(name: str, lang: Lang) -> str:
    return str(getattr(LAWS[name].title, lang)) if name in LAWS else name
