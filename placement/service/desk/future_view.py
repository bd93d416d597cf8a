"""The weeks to come of scenarios beside the week as it is, in words: what each role may read, and no more."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from placement.domain.actor import Actor, ActorRelation
from placement.domain.permission import Action
from placement.review.measure import Unit
from placement.service.access import may, refusal
from placement.service.desk.desk import Desk
from placement.service.desk.futures import Known, as_it_is, known
from placement.service.desk.scenarios import Kept
from placement.service.desk.sight import who
from placement.service.future_summary import MEASURE, SHOWN, Sample
from placement.service.planning import derived
from placement.service.veil import Names, untold
from placement.simulation.bands import Band, Difference, band, difference
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_date, say_decimal, say_list, say_number
from placement.words.texts import Texts, texts
from placement.words.tongue import say_language

FEWER, MORE = -1, 1
BETTER: Mapping[str, int] = dict.fromkeys(
    ("unmet_all", "unmet_weighted", "late", "hotel", "moves", "decline_share", "emergency_none", "cost_a_week",
     "cost_a_night", "over_budget"), FEWER,
) | {"interpreted": MORE}  # fmt: skip
"""Measure -> whether fewer of it are better, or more; of others neither."""
SMALL = 5
"""Reasons of fewer households than this are told to nobody but those who plan."""
MOST_LISTED = 4
FULL = 0.95
THOUSANDS = 10_000
"""From so many kroner on they are told in hundreds."""


class Cell(NamedTuple):
    """One measure of one scenario."""

    band: str
    """`12 (8–17)`: the middle, and between what it lies in eight of ten futures."""
    change: str
    """Against the week as it is; empty for that week itself."""
    verdict: str
    """`better`, `worse`, or empty."""


class MeasureRow(NamedTuple):
    """One measure, of the week as it is first."""

    title: str
    cells: tuple[Cell, ...]


class Heat(NamedTuple):
    """How full one unit is, week by week: per cent of the beds in service; none where no bed is."""

    unit: str
    weeks: tuple[int | None, ...]


class Shortage(NamedTuple):
    """What stands in the way in one scenario."""

    name: str
    lines: tuple[str, ...]


class WhoRow(NamedTuple):
    """A household that needs a place now: in how many of the futures it gets one, in words."""

    household: str
    cells: tuple[str, ...]


class FutureView(NamedTuple):
    """All that is told. `names`: the week as it is first, then the scenarios."""

    names: tuple[str, ...]
    sampled: str
    is_whole: bool
    """Whether every future that was asked for is there."""
    summary: tuple[Shortage, ...]
    """What each scenario comes to, in a few sentences."""
    rows: tuple[MeasureRow, ...]
    days: tuple[str, ...]
    heat: Mapping[str, tuple[Heat, ...]]
    """Name -> the units."""
    shortages: tuple[Shortage, ...]


class _Column(NamedTuple):
    name: str
    found: Sample
    usual: Sample
    """Of the week as it is, its futures sampled alike."""
    is_whole: bool

    def numbers(self, name: str, most: int | None = None) -> list[float | None]:
        """Of one measure, future by future; as many as all have that stand beside each other."""
        found: list[float | None] = self.found["figures"][name][:most]
        return found


def future_view(
    desk: Desk, login: str, chosen: Sequence[Kept], lang: Lang, *, for_others: bool = False
) -> FutureView | None:
    """What is known by now of some scenarios; none before the first future of all of them.

    Args:
        desk: The desk.
        login: Who looks.
        chosen: The scenarios.
        lang: The language.
        for_others: Whether it leaves the desk, or others look at the screen: nobody is told of few households then.

    Raises:
        Refused: They may not ask what if.
    """
    actor = who(desk, login)
    if not _may(actor, Action.SCENARIO):
        raise refusal(actor, Action.SCENARIO)
    _, columns = texts(lang), _columns(desk, chosen)
    if not columns or len(columns) < len(chosen):
        return None
    every, plans = _beside(columns, _), _may(actor, Action.PLAN) and not for_others
    return FutureView(
        names=tuple(one.name for one in every),
        sampled=_sampled(columns, _),
        is_whole=all(one.is_whole for one in columns),
        summary=tuple(Shortage(one.name, tuple(_summary(one, _))) for one in columns),
        rows=tuple(_rows(every, _)),
        days=tuple(say_date(date.fromisoformat(day), lang) for day in every[0].found["days"]),
        heat={one.name: _heat(one.found) for one in every},
        shortages=tuple(Shortage(one.name, tuple(_short(one.found, plans=plans, _=_))) for one in every),
    )


def who_gets(desk: Desk, login: str, chosen: Sequence[Kept], lang: Lang) -> tuple[WhoRow, ...]:
    """Of the households that need a place now, in how many futures each gets one; the log has a line of it.

    Only of whom the person may know.

    Raises:
        Refused: They do not plan.
    """
    _, columns = texts(lang), _columns(desk, chosen)
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        now, actor = act.now, act.actor
        hidden = untold(actor, derived(now.instance), now.content)
        every = _beside(columns, _) if columns else ()
        rows = tuple(_who(every, hidden, _)) if every else ()
        act.log("read_scenario", {"households": {one.household: () for one in rows}})
    return rows


def _may(actor: Actor, action: Action) -> bool:
    return any(may(actor, action, relation=one) for one in ActorRelation)


def _beside(columns: Sequence[_Column], _: Texts) -> tuple[_Column, ...]:
    usual = columns[0].usual
    return (_Column(_("As it is"), usual, usual, columns[0].is_whole), *columns)


def _columns(desk: Desk, chosen: Sequence[Kept]) -> list[_Column]:
    """Each with as many futures as both it and the week as it is have by now."""
    found = []
    for one in chosen:
        if one.scenario is not None:
            mine, usual = known(desk, one.scenario), known(desk, as_it_is(one.scenario))
            if mine and usual and mine.found and usual.found and _alike(mine, usual):
                found.append(_Column(one.name, mine.found, usual.found, mine.is_whole and usual.is_whole))
    return found


def _alike(mine: Known, usual: Known) -> bool:
    return all(mine.job.params[name] == usual.job.params[name] for name in ("week", "program"))


def _futures(found: Sample) -> int:
    return len(found["figures"][SHOWN[0]])


def _sampled(columns: Sequence[_Column], _: Texts) -> str:
    futures = min(_futures(one.found) for one in columns)
    weeks = len(columns[0].found["days"])
    plans = sum(one.found["plans"] for one in columns) + columns[0].usual["plans"]
    proved = sum(one.found["proved"] for one in columns) + columns[0].usual["proved"]
    said = _.n(
        "{count} future of {weeks} weeks", "{count} futures of {weeks} weeks each", futures, weeks=weeks
    )
    sure = _("{proved} of {plans} plans are proved the best, and each was judged.",
             proved=say_number(proved, _.lang), plans=say_number(plans, _.lang))  # fmt: skip
    return f"{said} · {sure}"


def _rows(every: Sequence[_Column], _: Texts) -> Iterator[MeasureRow]:
    least = min(_futures(one.found) for one in every)  # while it is at work some have more than others
    for name in SHOWN:
        cells = tuple(_cell(name, one, least, _, is_first=n == 0) for n, one in enumerate(every))
        if any(cell.band for cell in cells):
            yield MeasureRow(getattr(MEASURE[name].title, _.lang), cells)


def _cell(name: str, one: _Column, futures: int, _: Texts, *, is_first: bool) -> Cell:
    values = [value for value in one.numbers(name, futures) if value is not None]
    told = _band(name, band(values), _) if values else ""
    return Cell(told, "", "") if is_first else Cell(told, *_change(name, one, _))


def _band(name: str, of: Band, _: Texts) -> str:
    low, high = (_figure(name, value, _, unit=False) for value in (of.low, of.high))
    middle = _figure(name, of.middle, _)
    return middle if low == high else f"{middle} ({low}–{high})"


def _change(name: str, one: _Column, _: Texts) -> tuple[str, str]:
    """The difference to the week as it is, future by future, and whether that is good."""
    by = _difference(name, one)
    if by is None:
        return "", ""
    if by.low == by.high == 0:
        return _("the same"), ""
    if not by.is_sure:
        return _("no sure difference"), ""
    low, high = (_figure(name, value, _, sign=True, unit=False) for value in (by.low, by.high))
    told = _("{mean} ({low} to {high})", mean=_figure(name, by.mean, _, sign=True), low=low, high=high)
    better = BETTER.get(name)
    verdict = "" if better is None else "better" if (by.mean > 0) is (better == MORE) else "worse"
    words = {"": "", "better": _("better"), "worse": _("worse")}
    return ", ".join(filter(None, (told, words[verdict]))), verdict


def _difference(name: str, one: _Column) -> Difference | None:
    pairs = [
        (mine, usual)
        for mine, usual in zip(one.found["figures"][name], one.usual["figures"][name], strict=False)
        if mine is not None and usual is not None
    ]
    return difference([a for a, _b in pairs], [b for _a, b in pairs]) if pairs else None


def _figure(name: str, value: float, _: Texts, *, sign: bool = False, unit: bool = True) -> str:
    """A number as it is told; of a share a difference is in percentage points."""
    match MEASURE[name].unit:
        case Unit.SHARE:
            rounded, ending = round(100 * value, 1 if sign else None), _("percentage points") if sign else "%"
        case Unit.MOVES:
            rounded, ending = round(value, 1), ""
        case Unit.KRONER:
            rounded, ending = round(value, -2 if abs(value) >= THOUSANDS else None), _("kroner")
        case _:
            rounded, ending = round(value), ""
    said = (
        say_decimal(abs(rounded), _.lang)
        if isinstance(rounded, float) and rounded % 1
        else say_number(abs(round(rounded)), _.lang)
    )
    before = "−" if rounded < 0 else "+" if sign and rounded > 0 else ""
    return f"{before}{said} {ending}".strip() if unit else before + said


def _summary(one: _Column, _: Texts) -> Iterator[str]:
    """The verdicts in numbers, what is worst and best in people, nights and kroner, and who gets a place."""
    cells = {name: _change(name, one, _) for name in SHOWN}
    worse, better = (
        sum(verdict == word for _told, verdict in cells.values()) for word in ("worse", "better")
    )
    if not worse and not better:
        yield _("No sure difference to the week as it is.")
    else:
        yield _("Worse by {worse} measures, better by {better}.", worse=worse, better=better)
    for name in ("unmet_all", "late", "hotel", "cost_a_week"):
        told, verdict = cells[name]
        if verdict:
            yield f"{getattr(MEASURE[name].title, _.lang)}: {told}."
    mine, usual = (_placed(found) for found in (one.found, one.usual))
    if one.usual["who"]:
        yield _("Of {count} households that need a place now, {mine} get one; as it is {usual}.",
                count=len(one.usual["who"]), mine=say_decimal(mine, _.lang),
                usual=say_decimal(usual, _.lang))  # fmt: skip


def _placed(found: Sample) -> float:
    return sum(int(count) for count, _weeks in found["who"].values()) / _futures(found)


def _heat(found: Sample) -> tuple[Heat, ...]:
    return tuple(
        Heat(unit, tuple(round(100 * taken / usable) if usable else None for taken, usable in weeks))
        for unit, weeks in found["heat"].items()
    )


def _short(found: Sample, *, plans: bool, _: Texts) -> Iterator[str]:
    """What stands in the way: reasons, units that are always full, languages without interpreters."""
    futures = _futures(found)
    reasons = sorted(found["reasons"].items(), key=lambda one: (-one[1][0], one[0]))
    told = [(reason, nights) for reason, (nights, houses) in reasons if plans or houses >= SMALL * futures]
    for reason, nights in told[:MOST_LISTED]:
        yield _("{reason}: {count} person-nights without a place", reason=_upper(say_word(f"~Reason.{reason}", _.lang)),
                count=say_number(round(nights / futures), _.lang))  # fmt: skip
    full = [
        one.unit for one in _heat(found)
        if 2 * sum(week is not None and week >= 100 * FULL for week in one.weeks) >= len(one.weeks)
    ]  # fmt: skip
    if full:
        yield _("Full most weeks: {units}", units=say_list(full, _.lang))
    hours = sorted(found["hours"].items(), key=lambda one: (one[1][1] - one[1][0], one[0]))
    for code, (asked, booked) in hours[:MOST_LISTED]:
        if asked - booked >= 60 * futures:
            yield _("Interpreting, {language}: {booked} of {asked} hours covered", language=say_language(code, _.lang),
                    booked=say_number(round(booked / 60 / futures), _.lang),
                    asked=say_number(round(asked / 60 / futures), _.lang))  # fmt: skip


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _who(every: Sequence[_Column], hidden: Names, _: Texts) -> Iterator[WhoRow]:
    for household in sorted(every[0].found["who"]):
        if household not in hidden:
            yield WhoRow(household, tuple(_chance(one.found, household, _) for one in every))


def _chance(found: Sample, household: str, _: Texts) -> str:
    count, weeks = found["who"].get(household, (0, 0))
    of = _futures(found)
    if not count:
        return _("in none of {of} futures", of=of)
    after = _.n("after about {count} week", "after about {count} weeks", round(weeks / count))
    return _("in {count} of {of} futures, {after}", count=count, of=of, after=after)
