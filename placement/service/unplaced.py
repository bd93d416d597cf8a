"""Why a household has no place, or not in time, and what would help: from what the judge found, place by place."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from placement.domain.move_budget import most_moves
from placement.domain.plan import Plan
from placement.domain.review import Finding, Unplaced
from placement.domain.rule import Level, Reason
from placement.domain.week import Week
from placement.domain.whereabouts import Whereabouts, stands
from placement.review.options import choices
from placement.review.reasons import ELSEWHERE, TAKEN
from placement.rules import RULES
from placement.service.findings import rests_on, sentence
from placement.service.homes import spot
from placement.service.priority import because, tier_of
from placement.service.resting import Resting, made_of
from placement.service.rows import Unhoused
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, texts

MOST_REASONS = 3
"""Sentences, and places named in one of them, for one household."""

ORDER = {rule.id: n for n, rule in enumerate(RULES)}


def unhoused(week: Week, plan: Plan, one: Unplaced, lang: Lang) -> Unhoused:
    """One household in words."""
    _ = texts(lang)
    codes = [str(code) for code in (one.primary, one.secondary) if code]
    return Unhoused(
        household=one.household,
        tier=tier_of(week, one.household),
        code=", ".join(codes),
        reason="; ".join(f"{say_word(f'~Reason.{code}', lang)} ({code})" for code in codes),
        because=because(week, week.household[one.household], _),
        sentences=tuple(_sentences(week, plan, one, _)),
        so_far=_so_far(week, plan, one, _),
        never_in_time=_never_in_time(week, one, _),
    )


def unplaced_told(week: Week, plan: Plan, households: Iterable[str], _: Texts) -> str:
    """Why more are without a place in time than wait: `6 wait and get no place, 2 live in a place and need another`."""
    given = {stay.household for stay in plan.starts}
    found: Counter[str] = Counter()
    for alias in households:
        if (group := stands(week, alias)) is not Whereabouts.WAITS:
            found["lives" if group is Whereabouts.LIVES else "held"] += 1
        else:
            found["late" if alias in given else "none"] += 1
    told = (
        _.n("{count} waits and gets no place", "{count} wait and get no place", found["none"]),
        _.n("{count} waits and gets one too late", "{count} wait and get one too late", found["late"]),
        _.n("{count} has a bed held, and needs one before that",
            "{count} have a bed held, and need one before that", found["held"]),
        _.n("{count} lives in a place, and needs another",
            "{count} live in a place, and need another", found["lives"]),
    )  # fmt: skip
    parts = [text for text, name in zip(told, ("none", "late", "held", "lives"), strict=True) if found[name]]
    return f"{say_list(parts, _.lang)}." if parts else ""


def no_units(_: Texts) -> str:
    """What a week without housing needs first."""
    return _(
        "No housing in this week's tables. Write the homes into the table of units, and make the plan again."
    )


def _never_in_time(week: Week, one: Unplaced, _: Texts) -> str:
    """That no plan can be in time, and the household's own date where that alone is why."""
    if not one.never_in_time or not week.units:
        return ""
    if one.nowhere:
        return _("None of the places is possible, whoever else lives there.")
    household = week.household[one.household]
    window, own = week.window(household), week.first_possible(household)
    if window is not None and own > window.start:
        day = say_day(own, _.lang, week.as_of)
        return _("No plan can be in time: {day} is the first day on which they can move in.", day=day)
    return _("No place exists in time, whoever lives where.")


def _so_far(week: Week, plan: Plan, one: Unplaced, _: Texts) -> str:
    """What the plan gives, where it is too late; else where the household lives meanwhile."""
    stay = next((s for s in plan.stays if s.household == one.household), None)
    if stay is None:
        current = week.current(one.household)
        return _("still in {place}", place=spot(week, current.place, _)) if current else ""
    day = say_day(stay.start, _.lang, week.as_of)
    if stay.start <= week.first_possible(week.household[one.household]):
        return _("a place from {day}, as soon as they can move in", day=day)
    return _("a place only from {day}", day=day)


Rooms = tuple[str, ...]
"""A place by its rooms: a bed in a room and the whole of it are one."""


class Group(NamedTuple):
    """Places of which the same is said."""

    text: str
    places: frozenset[Rooms]


def _sentences(week: Week, plan: Plan, one: Unplaced, _: Texts) -> list[str]:
    return [group.text for group in groups(week, plan, one, _)]


def groups(week: Week, plan: Plan, one: Unplaced, _: Texts) -> list[Group]:
    """What is said of the household's places: of each once. Where no place is possible at all, why, and no figures."""
    if one.nowhere:
        everywhere = _nowhere(week, one, _)
        return [Group(text, frozenset()) for text in everywhere] or _all_told(
            week, one, _by_place(week, one, _), _
        )
    mine = {s.place for s in plan.stays if s.household == one.household}
    near, hinges = _by_place(week, one, _), _hinges(week, plan, one, _)
    found = [*near, *_elsewhere(week, one, (*near, *hinges), _), *hinges]
    if one.primary is Reason.MOVE_LIMIT:
        found.append(Group(_limit(week, _), frozenset()))
    free = [place for place in one.open_places if place not in mine]
    if free:
        rooms = say_list([spot(week, place, _) for place in free[:MOST_REASONS]], _.lang)
        text = _("A place is open beside this plan: {places}.", places=rooms)
        found.append(Group(text, _rooms(week, one.open_places)))
    return _all_told(week, one, found, _)


def _all_told(week: Week, one: Unplaced, found: list[Group], _: Texts) -> list[Group]:
    """With how many other places there are: else the figures would not come to all of them."""
    every = _rooms(week, (c.place.alias for c in choices(week, week.household[one.household])))
    left = every - _told(found) - _rooms(week, one.open_places)
    if not left or not found:
        return found
    text = _.n("{count} other place: other reasons.", "{count} other places: other reasons.", len(left))
    # Where one of the others is hidden, what is left to all of them would tell of how many places it speaks.
    whom = {alias for finding in (*one.why, *one.hinges) for alias in rests_on(week, finding)}
    return [*found, Group(made_of(text, Resting("", whom), *(group.text for group in found)), left)]


def _told(found: Iterable[Group]) -> frozenset[Rooms]:
    return frozenset[Rooms]().union(*(group.places for group in found))


def _rooms(week: Week, places: Iterable[str]) -> frozenset[Rooms]:
    return frozenset(tuple(room.alias for room in week.place(one).rooms) for one in places)


def _limit(week: Week, _: Texts) -> str:
    return _(
        "The unit's limit on moves that can wait is reached: {most} in one plan. Two people may raise it.",
        most=most_moves(week),
    )


def _elsewhere(week: Week, one: Unplaced, found: Iterable[Group], _: Texts) -> list[Group]:
    """What closes most of the other places: `25 plasser til: Boligen har ikke …`."""
    others = _rooms(week, one.barred) - _told(found)
    if one.bars_most is None or not others:
        return []
    why = sentence(week, one.bars_most, _.lang)
    text = _.n("{count} other place: {why}", "{count} other places: {why}", len(others), why=why)
    return [Group(Resting(text, rests_on(week, one.bars_most)), others)]


def _hinges(week: Week, plan: Plan, one: Unplaced, _: Texts) -> list[Group]:
    """What could be possible if one thing were otherwise: `Solbakken S3 …: To fra samme sak …`."""
    at: dict[str, list[Finding]] = {}
    known = _rooms(week, (place for places in one.stops for place in places))
    for finding in one.hinges:
        if _rooms(week, [finding.where]) - known:
            at.setdefault(finding.where, []).append(finding)
    told: dict[str, list[str]] = {}
    for place, found in at.items():
        told.setdefault(" ".join(_but(week, one, finding, _) for finding in found), []).append(place)
    first = [(why, places[:MOST_REASONS]) for why, places in list(told.items())[:MOST_REASONS]]
    return [_hinge(week, plan, why, {place: at[place] for place in places}, _) for why, places in first]


def _but(week: Week, one: Unplaced, finding: Finding, _: Texts) -> str:
    others = [a for a in finding.about if a in week.household and a != one.household]
    text = sentence(week, finding, _.lang)
    return f"{text.removesuffix('.')} ({say_list(others, _.lang)})." if others else text


def _hinge(week: Week, plan: Plan, why: str, at: Mapping[str, list[Finding]], _: Texts) -> Group:
    places = say_list([_with_newcomers(week, plan, one, _) for one in at], _.lang)
    text = _("{places} could be possible, but: {why}", why=why, places=places)
    whom = (alias for found in at.values() for one in found for alias in rests_on(week, one))
    return Group(Resting(text, whom), _rooms(week, at))


def _with_newcomers(week: Week, plan: Plan, alias: str, _: Texts) -> str:
    """The place, and to whom the plan gives its rooms."""
    rooms = {room.alias for room in week.place(alias).rooms}
    new = sorted(s.household for s in plan.stays if rooms & {r.alias for r in week.place(s.place).rooms})
    name = _named(week, alias)
    return _("{place} (the plan gives it to {who})", place=name, who=say_list(new, _.lang)) if new else name


def _named(week: Week, alias: str) -> str:
    place = week.place(alias)
    return f"{place.unit.alias} {'+'.join(room.alias for room in place.rooms)}"


def _nowhere(week: Week, one: Unplaced, _: Texts) -> list[str]:
    """What bars every place, whoever else is there; children who are alone belong elsewhere."""
    if not week.units:
        return [no_units(_)]
    everywhere = set().union(*one.stops)
    barring = [f for f, places in zip(one.why, one.stops, strict=True) if set(places) == everywhere]
    barring = [f for f in barring if not _is_echo(one, f, barring)]
    elsewhere = [f for f in barring if f.code == ELSEWHERE]
    ranked = sorted(elsewhere or barring, key=lambda f: (f.level is not Level.ABSOLUTE, ORDER[f.rule]))
    told = dict.fromkeys(sentence(week, f, _.lang) for f in ranked)
    return list(told)[:MOST_REASONS]


def _by_place(week: Week, one: Unplaced, _: Texts) -> list[Group]:
    """What stands in the way, each with the places where that alone does; the unit's first reason first."""
    at: dict[str, list[Finding]] = {}
    for finding, places in zip(one.why, one.stops, strict=True):
        for place in places:
            at.setdefault(place, []).append(finding)
    at = {place: [f for f in found if not _is_echo(one, f, found)] for place, found in at.items()}
    alike: dict[tuple[str, ...], list[str]] = {}
    rank: dict[tuple[str, ...], bool] = {}
    for place, found in sorted(at.items()):
        told = sorted(found, key=lambda f: (f.reason != one.primary, ORDER[f.rule]))
        texts_here = dict.fromkeys(_TAKEN if _is_taken(one, f) else sentence(week, f, _.lang) for f in told)
        key = tuple(texts_here)
        alike.setdefault(key, []).append(place)
        rank[key] = any(f.reason == one.primary for f in told)
    ordered = sorted(alike, key=lambda key: (not rank[key], -len(alike[key])))
    return [
        Group(
            Resting(_line(week, one, key, alike[key], at, _), _whom(week, at, alike[key])),
            _rooms(week, alike[key]),
        )
        for key in ordered[:MOST_REASONS]
    ]


def _whom(week: Week, at: Mapping[str, Iterable[Finding]], places: Iterable[str]) -> set[str]:
    return {alias for place in places for finding in at[place] for alias in rests_on(week, finding)}


_TAKEN = ""
"""Stands for the beds that others have; they are named with the places."""


def _is_taken(one: Unplaced, finding: Finding) -> bool:
    return finding.says == TAKEN and set(finding.about) != {one.household}


def _is_echo(one: Unplaced, finding: Finding, found: list[Finding]) -> bool:
    """A room without beds for the household is also full of nobody: once is enough."""
    alone = finding.says == TAKEN and not _is_taken(one, finding)
    return alone and any(f.rule == finding.rule and f.says != TAKEN for f in found)


def _line(
    week: Week, one: Unplaced, key: tuple[str, ...], places: list[str], at: dict[str, list[Finding]], _: Texts
) -> str:
    """`Opptatt av andre: Havblikk H1 (Dompap-5).` or `Rosenlund R2: …`."""
    names: dict[str, set[str]] = {}
    for place in places:
        others = {a for f in at[place] if _is_taken(one, f) for a in f.about} - {one.household}
        names.setdefault(_named(week, place), set()).update(others)
    told = [f"{name} ({say_list(sorted(who), _.lang)})" if who else name for name, who in names.items()]
    more = len(told) - MOST_REASONS
    if more > 0:
        told = [*told[:MOST_REASONS], _.n("{count} other place", "{count} other places", more)]
    where = say_list(told, _.lang)
    said = " ".join(text for text in key if text)
    if _TAKEN not in key:
        return f"{where}: {said}"
    taken = _("Taken by others: {places}.", places=where)
    return f"{taken} {said}".strip()
