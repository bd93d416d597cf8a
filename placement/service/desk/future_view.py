"""The weeks to come of scenarios beside the week as it is, in words: what each role may read, and no more."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from placement.domain.actor import Actor, ActorRelation
from placement.domain.permission import Action
from placement.service.access import may, refusal
from placement.service.desk.bases import Base
from placement.service.desk.desk import Desk
from placement.service.desk.future_columns import beside, columns_of
from placement.service.desk.scenarios import Kept
from placement.service.desk.sight import who
from placement.service.future_rows import Column, MeasureRow, change, is_hidden, measure_rows, sampled
from placement.service.future_summary import MEASURE, SHOWN, Sample, futures_of
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_date, say_decimal, say_list, say_number
from placement.words.texts import Texts, texts
from placement.words.tongue import say_language

SMALL = 5
"""Reasons of fewer households than this are told to nobody but those who plan, and no measure leaves the desk."""
MOST_LISTED = 4
FULL = 0.95


class Heat(NamedTuple):
    """How full one unit is, week by week: per cent of the beds in service; none where no bed is."""

    unit: str
    weeks: tuple[int | None, ...]


class Shortage(NamedTuple):
    """What stands in the way in one scenario."""

    name: str
    lines: tuple[str, ...]


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
    heat: tuple[tuple[Heat, ...], ...]
    """As `names`: the units. Nothing where others look at it."""
    shortages: tuple[Shortage, ...]


def future_view(
    desk: Desk, login: str, chosen: Sequence[Kept], lang: Lang, *, base: Base | None = None,
    for_others: bool = False,
) -> FutureView | None:  # fmt: skip
    """What is known by now of some scenarios; none before the first future of all of them.

    Args:
        desk: The desk.
        login: Who looks.
        chosen: The scenarios.
        lang: The language.
        base: An earlier week that they are played on; by default the one on the desk.
        for_others: Whether it leaves the desk, or others look at the screen: nobody is told of few households then, nor
            of one unit or language, of which it is not known of how many households it tells.

    Raises:
        Refused: They may not ask what if.
    """
    actor = may_ask(desk, login)
    _, columns = texts(lang), columns_of(desk, chosen, base)
    if not columns or len(columns) < len(chosen):
        return None
    every, plans = beside(columns, _), _may(actor, Action.PLAN) and not for_others
    fewest = SMALL if for_others else 0
    return FutureView(
        names=tuple(one.name for one in every),
        sampled=sampled(columns, _),
        is_whole=all(one.is_whole for one in columns),
        summary=tuple(Shortage(one.name, tuple(_summary(one, every, fewest, _))) for one in columns),
        rows=tuple(measure_rows(every, _, fewest)),
        days=tuple(say_date(date.fromisoformat(day), lang) for day in every[0].found["days"]),
        heat=() if for_others else tuple(_heat(one.found) for one in every),
        shortages=tuple(
            Shortage(one.name, tuple(_short(one.found, _, plans=plans, for_others=for_others)))
            for one in every
        ),
    )


def may_ask(desk: Desk, login: str) -> Actor:
    """Whoever asks what if. Raises Refused: they may not."""
    actor = who(desk, login)
    if not _may(actor, Action.SCENARIO):
        raise refusal(actor, Action.SCENARIO)
    return actor


def _may(actor: Actor, action: Action) -> bool:
    return any(may(actor, action, relation=one) for one in ActorRelation)


def _summary(one: Column, every: Sequence[Column], fewest: int, _: Texts) -> Iterator[str]:
    """The verdicts in numbers, what is worst and best in people, nights and kroner, and who gets a place."""
    cells = {name: change(name, one, _) for name in SHOWN if not is_hidden(name, every, fewest)}
    worse, better = (
        sum(verdict == word for _told, verdict in cells.values()) for word in ("worse", "better")
    )
    if not worse and not better:
        yield _("No sure difference to the week as it is.")
    else:
        yield _("Worse by {worse} measures, better by {better}.", worse=worse, better=better)
    for name in ("unmet_all", "late", "hotel", "cost_a_week"):
        told, verdict = cells.get(name, ("", ""))
        if verdict:
            yield f"{getattr(MEASURE[name].title, _.lang)}: {told}."
    mine, usual = (_placed(found) for found in (one.found, one.usual))
    if len(one.usual["who"]) >= max(1, fewest):
        yield _("Households that need a place now: {count}. On average {mine} of them get one; as it is, {usual}.",
                count=len(one.usual["who"]), mine=_on_average(mine, _),
                usual=_on_average(usual, _))  # fmt: skip


def _on_average(number: float, _: Texts) -> str:
    rounded = round(number, 1)
    return say_decimal(rounded, _.lang) if rounded % 1 else say_number(int(rounded), _.lang)


def _placed(found: Sample) -> float:
    return sum(int(count) for count, _weeks in found["who"].values()) / futures_of(found)


def _heat(found: Sample) -> tuple[Heat, ...]:
    return tuple(
        Heat(unit, tuple(round(100 * taken / usable) if usable else None for taken, usable in weeks))
        for unit, weeks in found["heat"].items()
    )


def _short(found: Sample, _: Texts, *, plans: bool, for_others: bool) -> Iterator[str]:
    """What stands in the way: reasons, units that are always full, languages without interpreters."""
    futures = futures_of(found)
    reasons = sorted(found["reasons"].items(), key=lambda one: (-one[1][0], one[0]))
    told = [(reason, nights) for reason, (nights, houses) in reasons if plans or houses >= SMALL * futures]
    for reason, nights in told[:MOST_LISTED]:
        yield _("{reason}: {count} person-nights without a place", reason=_upper(say_word(f"~Reason.{reason}", _.lang)),
                count=say_number(round(nights / futures), _.lang))  # fmt: skip
    if for_others:
        return
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
