"""The comparison of scenarios as a file: to be printed, or as a workbook. Sums and bands alone; the log has a line."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from placement.domain.permission import Action
from placement.domain.scenario import Card
from placement.reports.comparison import Comparison, Part, comparison_page
from placement.service.desk.bases import Base
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Desk
from placement.service.desk.future_columns import beside, columns_of
from placement.service.desk.future_view import SMALL, FutureView, future_view
from placement.service.desk.future_words import stale_of
from placement.service.desk.futures import known
from placement.service.desk.next_view import next_lines, next_of
from placement.service.desk.private import workbook_bytes
from placement.service.desk.scenarios import Kept
from placement.service.future_numbers import number_heads, number_rows
from placement.service.future_rows import Cell
from placement.service.scenario_words import card_line
from placement.tables.plain_book import Sheet, write_sheets
from placement.words.language import Lang
from placement.words.say import say_date
from placement.words.texts import Texts, texts

NUMBERED = re.compile(r"(?: …)?(?: \(\d+\))?$")
"""How a name ends that is cut short, or there twice."""


def comparison_html(
    desk: Desk, login: str, chosen: Sequence[Kept], lang: Lang, base: Base | None = None
) -> bytes:
    """One page that a browser prints. Raises Refused, or CannotDo where nothing is known yet."""
    return comparison_page(_taken_out(desk, login, chosen, lang, base), lang).encode()


def comparison_workbook(
    desk: Desk, login: str, chosen: Sequence[Kept], lang: Lang, base: Base | None = None
) -> bytes:
    """The same as a workbook, one sheet a part. Raises as `comparison_html`."""
    found = _taken_out(desk, login, chosen, lang, base)
    _, columns = texts(lang), columns_of(desk, chosen, base)
    every = beside(columns, _)
    numbers = number_rows(every, [(one.name,) for one in every], _, SMALL)
    sheets: list[Sheet] = [
        (found.title, [(line,) for line in (found.when, found.sampled, found.foot)]),
        *((part.title, (part.heads, *part.rows) if part.heads else [(line,) for line in part.lines])
          for part in found.parts),
        (_("Measures as numbers"), [number_heads((_("Scenario"),), _), *numbers]),
    ]  # fmt: skip

    def write(path: Path) -> None:
        write_sheets(path, sheets)

    return workbook_bytes(write)


def _taken_out(desk: Desk, login: str, chosen: Sequence[Kept], lang: Lang, base: Base | None) -> Comparison:
    view = future_view(desk, login, chosen, lang, base=base, for_others=True)
    if view is None:
        raise CannotDo("nothing is known yet.", todo="Simulate first.", code="nothing_simulated")
    with desk.acting(login) as act:
        act.ask(Action.REPORT)
        act.log("export_scenarios", {"scenarios": {one.alias: () for one in chosen}})
        now, at = act.now, act.tx.at
    _ = texts(lang)
    jobs = [found for one in chosen if one.scenario and (found := known(desk, one.scenario, base))]
    return Comparison(
        title=_("Scenarios"),
        when=base_line(base.as_of if base else now.instance.as_of, _, is_past=base is not None),
        sampled=" ".join(filter(None, (view.sampled, stale_of(jobs, _)))),
        parts=_parts(desk, view, chosen, lang, base),
        foot=made_line(login, at, _),
    )


def _different(name: str, cards: Sequence[Card], lang: Lang) -> list[str]:
    """A line for each change; the name before it, unless it says the same, as it does of itself."""
    said = [card_line(card, lang) for card in cards]
    if len(said) == 1 and said[0].startswith(NUMBERED.sub("", name)):
        return [f"{said[0]}."]
    return [f"{name}: {one}." for one in said]


def base_line(as_of: date, _: Texts, *, is_past: bool = False) -> str:
    """Of which week all of it is."""
    week, day = _("week {number}", number=as_of.isocalendar().week), say_date(as_of, _.lang, year=True)
    if is_past:
        return _("Base week: {week}, from {day}, as it was then.", week=week, day=day)
    return _("Base week: {week}, from {day}, as it is on the desk now.", week=week, day=day)


def made_line(login: str, at: str, _: Texts) -> str:
    """Who made the file, and when."""
    moment = datetime.fromisoformat(at).astimezone()
    made = f"{say_date(moment.date(), _.lang, year=True)} {moment:%H:%M}"
    return _("Made by {who}, {time}. What if: nothing is decided.", who=login, time=made)


def line_of_cell(cell: Cell) -> str:
    """A band and its difference in one line."""
    return " · ".join(filter(None, (cell.band, cell.change)))


def _parts(
    desk: Desk, view: FutureView, chosen: Sequence[Kept], lang: Lang, base: Base | None
) -> tuple[Part, ...]:
    _ = texts(lang)
    cards = [
        line for one in chosen if one.scenario for line in _different(one.name, one.scenario.cards, lang)
    ]
    several = len(view.summary) > 1
    sums = [f"{one.name}: {line}" if several else line for one in view.summary for line in one.lines]
    rows = tuple((row.title, *map(line_of_cell, row.cells)) for row in view.rows)
    shortages = [f"{one.name}: {line}" for one in view.shortages for line in one.lines]
    found = (
        next_of(desk, chosen[0].scenario, _, for_others=True) if chosen[0].scenario and base is None else None
    )
    lines = tuple(next_lines(found)) if found is not None and not found.is_stale else ()
    opened = (Part(_("What to open or train next"), lines),) if lines else ()
    return (
        Part(_("What is different"), tuple(cards)),
        Part(_("What would come of it"), tuple(sums)),
        Part(_("Measures"), (), (_("Measure"), *view.names), rows),
        *opened,
        Part(_("What stands in the way"), tuple(shortages) or (_("Nothing in particular."),)),
    )
