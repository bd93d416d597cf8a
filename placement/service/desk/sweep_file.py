"""A sweep as a file: to be printed, or as a workbook. Sums and bands alone; the log has a line."""

from collections.abc import Iterator
from pathlib import Path

from placement.domain.permission import Action
from placement.reports.comparison import Comparison, Part, comparison_page
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.comparison import base_line, made_line
from placement.service.desk.desk import Desk
from placement.service.desk.future_view import SMALL
from placement.service.desk.future_words import stale_of
from placement.service.desk.private import workbook_bytes
from placement.service.desk.sweep_view import SweepView, columns_of, sweep_view, told_rows
from placement.service.desk.sweeps import Made
from placement.service.future_numbers import number_heads, number_rows
from placement.tables.plain_book import Sheet, write_sheets
from placement.words.language import Lang
from placement.words.texts import Texts, texts


def sweep_html(desk: Desk, login: str, made: Made, lang: Lang) -> bytes:
    """One page that a browser prints: a table a measure. Raises Refused, or CannotDo where nothing is known yet."""
    view, page = _taken_out(desk, login, made, lang)
    return comparison_page(page._replace(parts=tuple(_parts(view, texts(lang)))), lang).encode()


def sweep_workbook(desk: Desk, login: str, made: Made, lang: Lang) -> bytes:
    """All measures as numbers, a line a step and measure. Raises as `sweep_html`."""
    view, page = _taken_out(desk, login, made, lang)
    _ = texts(lang)
    about = [(line,) for line in (page.when, page.sampled, *view.about, _differs(_), page.foot)]
    numbers = number_rows(tuple(columns_of(made)), view.points, _, SMALL)
    sheets: list[Sheet] = [(page.title, about), (_("Measures"), [number_heads(view.levers, _), *numbers])]

    def write(path: Path) -> None:
        write_sheets(path, sheets)

    return workbook_bytes(write)


def _taken_out(desk: Desk, login: str, made: Made, lang: Lang) -> tuple[SweepView, Comparison]:
    view, _ = sweep_view(desk, login, made, lang, for_others=True), texts(lang)
    if not view.rows:
        raise CannotDo("nothing is known yet.", todo="Simulate first.", code="nothing_simulated")
    with desk.acting(login) as act:
        act.ask(Action.REPORT)
        act.log("export_scenarios", {"job": {str(made.job.id): ()}})
        now, at = act.now, act.tx.at
    stale = stale_of([made], _)
    return view, Comparison(
        title=_("Sweep"),
        when=base_line(now.instance.as_of, _),
        sampled=" ".join(filter(None, (view.sampled, stale))),
        parts=(),
        foot=made_line(login, at, _),
    )


def _parts(view: SweepView, _: Texts) -> Iterator[Part]:
    yield Part(_("What is turned"), (*view.about, _differs(_)))
    for row in told_rows(view):
        heads = (*view.levers, _("The middle (eight of ten)"), _("From the first step"))
        cells = zip(view.points, row.cells, strict=True)
        yield Part(row.title, (), heads, tuple((*point, cell.band, cell.change) for point, cell in cells))


def _differs(_: Texts) -> str:
    return _("Differences are from the first step, future by future.")
