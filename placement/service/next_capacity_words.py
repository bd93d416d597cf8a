"""What to open next in words: for each need the candidates in their order, then those that were not simulated."""

from typing import Any

from rich.console import Console

from placement.domain.resource import Need, Resource
from placement.service.next_capacity import MONEY, NextCapacity, Ranked, Told, Why
from placement.service.scenario_words import card_line
from placement.service.sheet import bullets, heading, indented, line, sheet, table
from placement.simulation.bands import Difference
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_decimal, say_number
from placement.words.texts import Texts, later, texts

DIGITS = 6
"""Of the figures for other programs."""
WHYS = {
    Why.NO_USE: later("Planned again with it, no sampled week would have left less unmet"),
    Why.LESS: later("Others do more for the money in the sampled weeks"),
    Why.STOPPED: later("Stopped before it was tried"),
}


def resource_line(one: Resource, lang: Lang) -> str:
    """A candidate in words: what it is, and what would be different."""
    kind = say_word(f"~ResourceKind.{one.kind}", lang)
    return f"{kind[:1].upper()}{kind[1:]}: {'; '.join(card_line(card, lang) for card in one.cards)}"


def kroner_line(one: Resource, lang: Lang) -> str:
    """What it costs a year, and who says so."""
    amount = say_number(one.kroner, lang)
    return f"{amount} ({say_word(f'~PriceSource.{one.source}', lang)})"


def effect_line(of: Difference | None, lang: Lang, *, is_beaten: bool = False) -> str:
    """An effect with its interval; one that is not shown says so, or that another surely does more for the money."""
    _ = texts(lang)
    if of is None:
        return _("too few futures")
    low, mean, high = (_figure(part, lang) for part in (of.low, of.mean, of.high))
    interval = f"{low} … {high}"
    if is_beaten:
        return _("less for its money than another ({interval})", interval=interval)
    return f"{mean} ({interval})" if of.is_sure else _("no difference shown ({interval})", interval=interval)


def _figure(value: float, lang: Lang) -> str:
    """Whole from ten on, else one digit behind the comma."""
    whole = abs(value) >= 9.95  # noqa: PLR2004 - what rounds to 10.0
    rounded = round(value) if whole else round(value, 1) + 0.0
    said = say_number(abs(round(value)), lang) if whole else say_decimal(abs(rounded), lang)
    return f"−{said}" if rounded < 0 else said


def told_line(told: Told, lang: Lang) -> str:
    """How far the work is."""
    _ = texts(lang)
    if told.screening:
        return _("Candidates tried on sampled weeks: {done} of {of}", done=told.done, of=told.of)
    return _("Futures of the candidates simulated: {done} of {of}", done=told.done, of=told.of)


def as_json(found: NextCapacity, lang: Lang) -> dict[str, Any]:
    """For other programs; the same bytes for the same week and scenario."""
    return {
        "scenario": found.scenario.model_dump(mode="json"),
        "futures": found.futures,
        "futures_spared": found.spared,
        "screening_weeks": found.weeks,
        "unmet_a_year": {need.value: round(value, DIGITS) for need, value in found.unmet.items()},
        "candidates": [
            {
                **_resource(row.resource, lang), "need": row.need.value, "rank": row.rank,
                "futures": row.futures, "is_beaten": row.is_beaten,
                "spared_a_year": _difference(row.spared), f"for_{MONEY}_kroner": _difference(row.for_money),
                "weighted_nights_spared_a_year": _difference(row.weighted),
            }
            for row in found.rows
        ],
        "not_simulated": [{**_resource(one.resource, lang), "why": one.why.value} for one in found.screened],
    }  # fmt: skip


def _resource(one: Resource, lang: Lang) -> dict[str, Any]:
    return {"says": resource_line(one, lang), **one.model_dump(mode="json")}


def _difference(of: Difference | None) -> dict[str, float] | None:
    return {name: round(value, DIGITS) for name, value in of._asdict().items()} if of else None


def show_next_capacity(found: NextCapacity, lang: Lang, console: Console | None = None) -> None:
    """Print the answer."""
    _ = texts(lang)
    with sheet(console) as out:
        heading(out, _("What to open or train next"))
        line(out, _("Each candidate in at most {futures} sampled futures of {weeks} weeks, the same for all.",
                    futures=say_number(found.futures, lang), weeks=say_number(found.scenario.weeks, lang)))  # fmt: skip
        if not found.rows:
            line(out, _("No candidate was simulated."))
        if found.spared:
            whole = found.scenario.replications * (len(found.rows) + 1)
            line(out, _("What is clear needs no more futures: {saved} of {all} were spared.",
                        saved=say_number(found.spared, lang), all=say_number(whole, lang)))  # fmt: skip
        for need in Need:
            rows = [row for row in found.rows if row.need is need]
            if rows:
                _show_need(out, found, need, rows, _)
        for why, text in WHYS.items():
            left = [resource_line(one.resource, lang) for one in found.screened if one.why is why]
            if left:
                heading(out, _(text))
                indented(out, bullets(left))
        if found.rows:
            out.print()
            line(
                out,
                _("All intervals hold together 95 times in 100. Other prices: --price."),
                "dim",
            )


def _show_need(out: Console, found: NextCapacity, need: Need, rows: list[Ranked], _: Texts) -> None:
    lang, name = _.lang, say_word(f"~Need.{need}", _.lang)
    heading(out, f"{name[:1].upper()}{name[1:]}")
    line(out, _("As it is: {count} a year.", count=_figure(found.unmet[need], lang)))
    drawn = table("", _("Candidate"), _("Spared a year"), _("Kroner a year"), _("For 100,000 kroner"))
    for row in rows:
        drawn.add_row(
            f"{row.rank}." if row.rank else "–", resource_line(row.resource, lang),
            effect_line(row.spared, lang, is_beaten=row.is_beaten),
            kroner_line(row.resource, lang), effect_line(row.for_money, lang, is_beaten=row.is_beaten),
        )  # fmt: skip
    indented(out, drawn)
