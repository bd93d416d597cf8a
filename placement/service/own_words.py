"""Why here, why not there, why no place and why no activity yet, in words for who knows of this household alone.

Reasons of its own and of the place are said in full. Whatever else there may be is one and the same sentence, so that
neither a reason nor the lack of one tells of anybody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, get_args

from placement.domain.review import Finding
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.own_activities import Kind, OwnActivity
from placement.review.own_reasons import OwnPlace, OwnReasons
from placement.service.desk.difference import title
from placement.service.findings import RULES_BY_ID
from placement.service.homes import room, spot
from placement.service.priority import in_words
from placement.words.finding import NEUTRAL, render_finding
from placement.words.language import Lang
from placement.words.render import render, say_word
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, texts

MOST_REASONS = 3


class OwnLine(NamedTuple):
    """Places of a unit of which the same is said."""

    where: str
    """The unit, and which of its places where not all are meant."""
    says: tuple[str, ...]
    places: tuple[str, ...]
    """Aliases."""
    is_open: bool
    """Nothing of the household's own is against it."""


class OwnView(NamedTuple):
    """The answer about a household, or about a part of one that the rules split."""

    household: str
    told: tuple[str, ...]
    """What it has: a home, a place held, an offer; or that it has no place."""
    why: tuple[str, ...]
    """What speaks for that, or why there is none."""
    places: tuple[OwnLine, ...]
    """Every place, those first that are open to it."""


def own_view(week: Week, own: OwnReasons, lang: Lang) -> OwnView:
    """The answer in words.

    Args:
        week: The week in which there is nobody else.
        own: What was found in it.
        lang: Of the texts.
    """
    _ = texts(lang)
    has = tuple(_has(week, own.household, _))
    why = _why_here(week, own, _) if has else _why_none(week, own, _)
    none = _("{household} has no place yet.", household=own.household)
    return OwnView(own.household, has or (none,), (_counted(own, _), *why), tuple(_lines(week, own, _)))


class OwnActivityLine(NamedTuple):
    """A person, and a programme that they go to or wish for."""

    person: str
    programme: str
    wish: str
    """The wish that it meets, in words; empty where they only go there."""
    says: tuple[str, ...]
    """Why they go there, or not yet."""
    is_open: bool
    """They do not go there, and nothing of their own is against it."""


def own_activity_lines(week: Week, found: Iterable[OwnActivity], lang: Lang) -> tuple[OwnActivityLine, ...]:
    """The answers about programmes in words: what they go to first, then what is possible.

    Args:
        week: The week in which there is nobody else.
        found: What was found in it.
        lang: Of the texts.
    """
    _, order = texts(lang), list(get_args(Kind))
    return tuple(
        OwnActivityLine(
            one.person, one.programme, _wish(one, _), tuple(_why(week, one, _)), one.kind == "open"
        )
        for one in sorted(found, key=lambda one: (one.person, order.index(one.kind), one.programme))
    )


def _wish(one: OwnActivity, _: Texts) -> str:
    if not one.wish:
        return ""
    return one.wish if one.wish == one.programme else say_word(f"~ProgrammeKind.{one.wish}", _.lang)


def _why(week: Week, one: OwnActivity, _: Texts) -> Iterator[str]:
    if one.kind == "barred":
        yield from dict.fromkeys(_told(week, finding, _) for finding in one.bars)
    elif one.kind == "attends":
        yield _("They go to it, as they wished.") if one.wish else _("They go to it.")
    else:
        yield neutral(_.lang)


def _told(week: Week, finding: Finding, _: Texts) -> str:
    named = finding.but(facts=in_words(finding.facts, _.lang))
    return render_finding(named, RULES_BY_ID, _.lang, need_to_know=False, near=week.as_of)


def activity_json(
    lines: Iterable[OwnActivityLine], found: Iterable[OwnActivity]
) -> tuple[dict[str, Any], ...]:
    """The same for a program: with the codes of the rules."""
    rules = {(one.person, one.programme): sorted({f.code for f in one.bars if f.code}) for one in found}
    return tuple(
        {**line._asdict(), "says": list(line.says), "rules": rules[line.person, line.programme]}
        for line in lines
    )


def own_json(view: OwnView, own: OwnReasons) -> dict[str, Any]:
    """The same for a program: places with the codes of the rules, and all that is said."""
    rules = {one.place: sorted({f.code for f in one.bars}) for one in own.places}
    lines = [
        {
            "where": line.where,
            "says": list(line.says),
            "rules": {place: rules[place] for place in line.places},
        }
        for line in view.places
    ]
    return {"household": view.household, "told": list(view.told), "why": list(view.why), "places": lines}


def _has(week: Week, household: str, _: Texts) -> Iterator[str]:
    for stay in _stays(week, household):
        place = spot(week, stay.place, _)
        if stay.kind is StayKind.CURRENT:
            yield _("{household} lives in {place}.", household=household, place=place)
        else:
            day = say_day(stay.start, _.lang, week.as_of)
            yield _("{place} is kept for {household} from {day}.", household=household, place=place, day=day)
    for unit in sorted(week.offered(household)):
        yield _("{household} is offered {unit}, and has not answered yet.", household=household, unit=unit)


def _stays(week: Week, household: str) -> list[Stay]:
    return sorted(week.held_of.get(household, ()), key=lambda s: (s.kind is not StayKind.CURRENT, s.start))


def _counted(own: OwnReasons, _: Texts) -> str:
    """How many places there are for a household of that size, and how many are open to it."""
    every = [one for one in own.places if one.kind not in ("size", "home")]
    return _.n(
        "By its own facts, and by what is known of the places, {count} of {all} places is possible.",
        "By its own facts, and by what is known of the places, {count} of {all} places are possible.",
        len(own.of("open")), all=len(every),
    )  # fmt: skip


def _why_here(week: Week, own: OwnReasons, _: Texts) -> tuple[str, ...]:
    met, lost = ([title(p.goal, _.lang) for p in own.pulls if p.is_met is is_met] for is_met in (True, False))
    stays = _stays(week, own.household)
    unit = week.unit_of(stays[0]) if stays else None
    wishes = week.household[own.household].wishes
    told = []
    if unit and {unit.alias, unit.type} & set(wishes):
        told.append(_("The household wished for it."))
    if met:
        told.append(
            _("What is met here, and not in each possible place: {what}.", what=say_list(met, _.lang))
        )
    if lost:
        told.append(_("What another possible place would meet better: {what}.", what=say_list(lost, _.lang)))
    return tuple(told)


def _why_none(week: Week, own: OwnReasons, _: Texts) -> tuple[str, ...]:
    """What bars most of the places, where none is open; otherwise the sentence for all that may be in the way."""
    if own.of("open"):
        return (neutral(_.lang), _("What would help, the coordinator can say."))
    count = Counter(text for one in own.places for text in _bars(week, one, _))
    most = sorted(count.items(), key=lambda one: (-one[1], one[0]))[:MOST_REASONS]
    return tuple(_.n("{count} place: {why}", "{count} places: {why}", n, why=text) for text, n in most)


def _lines(week: Week, own: OwnReasons, _: Texts) -> Iterator[OwnLine]:
    alike: dict[tuple[str, tuple[str, ...]], list[OwnPlace]] = {}
    offered = week.offered(own.household)
    for one in own.places:
        if one.kind != "size":
            unit = week.place(one.place).unit.alias
            alike.setdefault((unit, _says(week, one, offered, _)), []).append(one)
    units = Counter(unit for unit, _text in alike)
    for (unit, says), found in sorted(alike.items(), key=lambda one: (one[1][0].kind != "open", one[0])):
        rooms = [room(week, one.place, _) for one in found]
        where = unit if units[unit] == 1 else f"{unit}: {'; '.join(rooms)}"
        yield OwnLine(where, says, tuple(one.place for one in found), found[0].kind == "open")


def _says(week: Week, one: OwnPlace, offered: frozenset[str], _: Texts) -> tuple[str, ...]:
    if one.kind == "home":
        return (_("The household has it already."),)
    if one.kind == "barred":
        return tuple(_bars(week, one, _))
    if one.kind == "dates" or one.soonest is None:
        return (_("The household's own dates do not fit."),)
    if week.place(one.place).unit.alias in offered:
        return (_("Offered: the answer is awaited."),)
    first = week.first_possible(week.household[one.soonest.household])
    if one.soonest.start > first:
        day = say_day(one.soonest.start, _.lang, week.as_of)
        return (_("Possible from {day} by the household's own facts.", day=day), neutral(_.lang))
    return (neutral(_.lang),)


def _bars(week: Week, one: OwnPlace, _: Texts) -> Iterator[str]:
    found = (render_finding(f, RULES_BY_ID, _.lang, need_to_know=False, near=week.as_of) for f in one.bars)
    yield from dict.fromkeys(found)


def neutral(lang: Lang) -> str:
    """All that is ever said of what rests on other people."""
    return render(NEUTRAL, {}, lang)
