"""What a plan changes against the one that runs: who moves, who is new, who leaves, and what it comes from."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from placement.domain.fact import Body, Content, Edit, difference
from placement.domain.housing import BED
from placement.domain.plan import Plan
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.service.desk.named import field_name, table_name
from placement.service.homes import spot, what
from placement.words.language import Lang
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, later, texts

What = Literal["moved", "new", "left", "unchanged"]
WHATS: dict[What, str] = {
    "moved": later("moved"),
    "new": later("new"),
    "left": later("left"),
    "unchanged": later("unchanged"),
}
"""In the order in which they are listed."""
ABOUT = ("persons", "households", "relations", "avoid_areas", "vetoes", "knows_address", "consents",
         "move_consents", "offers", "stays", "exits", "pins", "overrides", "waivers", "tier_changes")  # fmt: skip
"""Tables whose rows are about somebody; of the others only those of housing are looked at."""
HOUSING = ("units", "rooms", "zones", "closures", "can_receive")
UNTOLD = frozenset({"alias", "origin", "lot", "household"})
MOST_CAUSES = 3


class ChangeLine(NamedTuple):
    """One household in both plans."""

    household: str
    what: What
    before: str
    """Where the running plan has it."""
    after: str
    since: str
    """From when, of a new place."""
    cause: str


class Side(NamedTuple):
    """A plan with its facts."""

    week: Week
    plan: Plan
    content: Content
    """Of those who may see all that those who plan see."""


def plan_changes(then: Side, now: Side, lang: Lang) -> tuple[ChangeLine, ...]:
    """Every household of either plan, what changes first.

    Args:
        then: The plan that runs.
        now: The plan that is looked at.
        lang: The language of the texts.
    """
    _ = texts(lang)
    causes = _causes(difference(_of(then.content), _of(now.content)), now.content, then.content, lang)
    names = sorted({*then.week.household, *now.week.household})
    lines = [_line(then, now, one, causes, _) for one in names]
    order = list(WHATS)
    return tuple(sorted(lines, key=lambda line: (order.index(line.what), line.household)))


def _line(then: Side, now: Side, household: str, causes: Mapping[str, list[str]], _: Texts) -> ChangeLine:
    old, new = _home(then, household), _home(now, household)
    kind = _what(then, now, household, old, new)
    since = (
        say_day(new.start, _.lang, now.week.as_of) if new is not None and new.start > now.week.as_of else ""
    )
    cause = "" if kind == "unchanged" else _cause(then, now, household, old, new, causes, _)
    return ChangeLine(household, kind, _told(then, old, _), _told(now, new, _), since, cause)


def _home(side: Side, household: str) -> Stay | None:
    """Where the plan means a household to live: what it gives it, else where it lives or has a bed agreed."""
    given = next((s for s in side.plan.stays if s.household == household), None)
    held = side.week.held_of.get(household, ())
    return given or next((s for s in held if s.kind is StayKind.HOLD), None) or next(iter(held), None)


def _what(then: Side, now: Side, household: str, old: Stay | None, new: Stay | None) -> What:
    if household not in now.week.household:
        return "left"
    if old is None and new is None:
        return "unchanged" if household in then.week.household else "new"
    if old is None:
        return "new"
    if new is None:
        return "left"
    begun = now.week.as_of
    same_day = old.start == new.start or (old.start <= begun and new.start <= begun)
    return "unchanged" if old.place == new.place and same_day else "moved"


def _told(side: Side, stay: Stay | None, _: Texts) -> str:
    if stay is None:
        return _("no place")
    told = spot(side.week, stay.place, _)
    return told if stay.kind is StayKind.CURRENT else f"{told} ({what(side.week, stay, _)})"


def _cause(
    then: Side, now: Side, household: str, old: Stay | None, new: Stay | None, causes: Mapping[str, list[str]], _: Texts
) -> str:  # fmt: skip
    if household not in now.week.household:
        return _("is not in care any more")
    if household not in then.week.household:
        return _("new in care")
    units = dict.fromkeys(
        side.week.unit_of(s).alias for side, s in ((then, old), (now, new)) if s is not None
    )
    told = [*causes.get(household, []), *(f"{unit}: {one}" for unit in units for one in causes.get(unit, []))]
    if told:
        more = len(told) - MOST_CAUSES
        rest = [_("{count} more", count=more)] if more > 0 else []
        return _("changed: {what}", what=say_list([*told[:MOST_CAUSES], *rest], _.lang))
    if old is not None and (others := _takers(now, household, old)):
        return _("its place goes to {who}", who=say_list(others, _.lang))
    return _("follows from the other changes")


def _takers(now: Side, household: str, old: Stay) -> list[str]:
    """To whom the plan gives the rooms that the household had in the other one."""
    rooms = set(old.place.removesuffix(BED).split("+"))
    given = (s for s in now.plan.stays if rooms & set(s.place.removesuffix(BED).split("+")))
    return sorted({s.household for s in given} - {household})


def _causes(edits: tuple[Edit, ...], now: Content, then: Content, lang: Lang) -> dict[str, list[str]]:
    """Household or unit -> names of what changed about it; never what it holds."""
    homes = {
        alias: str(row["household"])
        for content in (then, now)
        for alias, row in content.get("persons", {}).items()
        if row.get("household")
    }
    found: dict[str, dict[str, None]] = {}
    for edit in edits:
        for alias in _whom(edit, homes):
            found.setdefault(alias, {}).update(dict.fromkeys(_names(edit, lang)))
    return {alias: list(names) for alias, names in found.items()}


def _names(edit: Edit, lang: Lang) -> list[str]:
    if (
        edit.before is None
        or edit.after is None
        or edit.table not in ("persons", "households", "units", "rooms")
    ):
        return [table_name(edit.table, lang)]
    return [field_name(edit.table, field, lang) for field in edit.fields if field not in UNTOLD]


def _whom(edit: Edit, homes: Mapping[str, str]) -> Iterator[str]:
    """Households and units that a row is about."""
    body: Body = edit.after or edit.before or {}
    if edit.table in HOUSING:
        yield str(body.get("unit", edit.key))
        return
    if edit.table in ("persons", "households"):
        yield homes.get(edit.key, edit.key)
        return
    for name in ("household", "person", "a", "b"):
        if alias := body.get(name):
            yield homes.get(str(alias), str(alias))
    for alias in body.get("households") or ():
        yield str(alias)


def _of(content: Content) -> Mapping[str, Mapping[str, Body]]:
    return {table: content.get(table, {}) for table in (*ABOUT, *HOUSING)}
