"""Changes that would place somebody, in words: one sentence each, for a coordinator."""

from collections.abc import Callable
from typing import Any

from placement.domain.housing import Staffing
from placement.domain.week import Week
from placement.review.change import (
    Assessed,
    Change,
    Clarified,
    Consented,
    KeptAway,
    Moved,
    NewBeds,
    PairAssessed,
    Released,
    SetAside,
    UnitReceives,
)
from placement.service.desk.marks import beds_text
from placement.service.homes import spot
from placement.service.priority import QUOTES, TITLES
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, texts


def change_sentence(week: Week, change: Change, lang: Lang) -> str:
    """What would have to happen. `week` is the one in which it has not happened yet."""
    _ = texts(lang)
    if isinstance(change, Clarified):
        return _clarified(change, _)
    return SENTENCES[type(change)](week, change, _)


def _receives(week: Week, c: UnitReceives, _: Texts) -> str:
    return _("{unit} answers that somebody can move in from {day}.", unit=c.unit,
             day=say_day(c.since, _.lang, week.as_of))  # fmt: skip


def _consented(_week: Week, c: Consented, _: Texts) -> str:
    kind = say_word(f"~UnitType.{c.to}", _.lang)
    return _("{person} is asked, and says yes to this kind of home: {kind}.", person=c.person, kind=kind)


def _clarified(c: Clarified, _: Texts) -> str:
    match c.field:
        case "secrecy":
            grade = say_word(f"~Secrecy.{c.value}", _.lang)
            return _(
                "The address grade of {person} is clarified: at most {grade}.", person=c.person, grade=grade
            )
        case "track":
            track = say_word(f"~Track.{c.value}", _.lang)
            return _("The right to stay of {person} is clarified: {track}.", person=c.person, track=track)
        case "support":
            enough = say_word(f"~Staffing.{list(Staffing)[int(c.value)]}", _.lang)
            return _("The need for help of {person} is mapped: “{staffing}” is enough.", person=c.person,
                     staffing=enough)  # fmt: skip
        case _:
            return _("{person} is asked, and says yes to sharing a room.", person=c.person)


def _assessed(_week: Week, c: Assessed, _: Texts) -> str:
    danger = say_word(f"~Danger.{c.danger}", _.lang)
    return _("The threat to {person} is assessed anew: at most {danger}.", person=c.person, danger=danger)


def _pair(_week: Week, c: PairAssessed, _: Texts) -> str:
    return _("{a} and {b} are assessed together, and can live in the same home.", a=c.a, b=c.b)


def _released(_week: Week, c: Released, _: Texts) -> str:
    return _("The room in {unit} that is kept for emergencies is released for {household}.", unit=c.unit,
             household=c.household)  # fmt: skip


def _beds(week: Week, c: NewBeds, _: Texts) -> str:
    unit = week.unit_of_room[c.like].alias
    day = say_day(c.since, _.lang, week.as_of)
    beds = beds_text(vars(c), _)
    if c.number > 1:
        return _(
            "One more new room, like those in {unit}: {beds}, from {day}.", unit=unit, beds=beds, day=day
        )
    return _("A new room, like those in {unit}: {beds}, from {day}.", unit=unit, beds=beds, day=day)


def _moved(week: Week, c: Moved, _: Texts) -> str:
    named = {"household": c.household, "old": spot(week, c.frm, _), "new": spot(week, c.to, _),
             "day": say_day(c.on, _.lang, week.as_of)}  # fmt: skip
    if c.source:
        return _(
            "{household} gets {new} instead of {old}, from {day}: who is in danger need not give way.",
            **named,
        )
    return _("{household} says yes to moving from {old} to {new} on {day}.", **named)


def _kept_away(_week: Week, c: KeptAway, _: Texts) -> str:
    return _(
        "{household} gets no place in {unit}: who is in danger need not give way.",
        household=c.household,
        unit=c.unit,
    )


def _set_aside(week: Week, c: SetAside, _: Texts) -> str:
    rule = QUOTES[_.lang].format(str(getattr(TITLES[c.rule], _.lang)))
    return _(
        "Two people set a rule aside for {who} in {unit}: {rule}. It holds from {since} to {until}.",
        who=say_list(list(c.households), _.lang), unit=c.unit, rule=rule,
        since=say_day(c.since, _.lang, week.as_of), until=say_day(c.until, _.lang, week.as_of),
    )  # fmt: skip


SENTENCES: dict[type, Callable[[Week, Any, Texts], str]] = {
    UnitReceives: _receives, Consented: _consented, Assessed: _assessed, PairAssessed: _pair, Released: _released,
    NewBeds: _beds, Moved: _moved, KeptAway: _kept_away, SetAside: _set_aside,
}  # fmt: skip
