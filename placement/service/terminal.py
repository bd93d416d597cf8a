"""A plan, a review and the rule book as text: readable at 100 columns, in colour or piped."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from placement.service.rulebook import RuleEntry
from placement.service.views import Move, PlanView, Said
from placement.words.language import Lang
from placement.words.texts import Texts, texts

WIDTH = 100


def show_plan(view: PlanView, lang: Lang, console: Console | None = None) -> None:
    """Print a plan, from what matters most at the meeting to how good it is."""
    out, _ = console or _console(), texts(lang)
    out.print(Text(_("Proposed plan for {week} ({day})", week=view.week, day=view.as_of), style="bold"))
    out.print(_figures(view, _))
    out.print(Text(_("A named person decides. Nobody is moved without their own consent."), style="dim"))
    _living(out, view, _)
    _moves(out, _("New places"), view.starts, _)
    _moves(out, _("Proposals to move, each awaits the person's own consent"), view.proposals, _)
    _unplaced(out, view, _)
    _heading(out, _("Who comes first"))
    for line in view.tiers:
        _line(out, line)
    _findings(out, view, _)
    _lost(out, view, _)
    _heading(out, _("How good is the plan"))
    _line(out, view.status)


def show_review(view: PlanView, lang: Lang, console: Console | None = None) -> None:
    """Print what the judge says of a plan."""
    out, _ = console or _console(), texts(lang)
    out.print(Text(_("Check of a plan for {week} ({day})", week=view.week, day=view.as_of), style="bold"))
    out.print(Text(view.status, style="bold red" if view.breaches else "bold green"))
    _said(out, _("Breaches"), view.breaches, "red")
    _findings(out, view, _)
    _heading(out, _("Who comes first"))
    for line in view.tiers:
        _line(out, line)
    _lost(out, view, _)


def show_rules(book: Sequence[RuleEntry], lang: Lang, console: Console | None = None) -> None:
    """Print the rule book."""
    out, _ = console or _console(), texts(lang)
    for rule in book:
        levels = ", ".join(rule["level_names"])
        out.print()
        out.print(
            Text.assemble(
                (f"{rule['code']} ", "bold cyan"), (rule["title"], "bold"), (f"  ({levels})", "dim")
            )
        )
        _line(out, rule["because"])
        _line(out, _("Source: {source}", source=rule["source"]))
        for setting in rule["settings"]:
            _line(out, f"{setting['says']}: {setting['default']} {setting['unit']}")
        for sentence in rule["sentences"].values():
            _line(out, f"«{sentence}»" if lang == "nb" else f"“{sentence}”")


def _console() -> Console:
    console = Console(highlight=False, soft_wrap=False)
    console.width = min(console.width, 120) if console.is_terminal else WIDTH
    return console


def _heading(out: Console, text: str) -> None:
    out.print()
    out.print(Text(text, style="bold cyan"))


def _line(out: Console, text: str) -> None:
    out.print(Padding(Text(text), (0, 0, 0, 2), expand=False))


def _figures(view: PlanView, _: Texts) -> Text:
    f = view.figures
    parts = [
        _.n("{count} waits", "{count} wait", f.waiting),
        _.n("{count} gets a place", "{count} get a place", f.placed),
        _.n("{count} proposal to move", "{count} proposals to move", f.proposals),
        _.n("{count} bed free tonight", "{count} beds free tonight", f.free_beds),
        _.n("{count} alarm", "{count} alarms", f.alarms),
        _.n("{count} task", "{count} tasks", f.tasks),
    ]
    return Text(" · ".join(parts))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _show(out: Console, table: Table) -> None:
    out.print(Padding(table, (0, 0, 0, 2), expand=False))


def _living(out: Console, view: PlanView, _: Texts) -> None:
    _heading(out, _("Who lives where"))
    table = _table(
        _("Unit"), _("Room"), _("Household"), _("People"), _("Priority"), _("From"), _("Until"), ""
    )
    table.columns[3].justify = "right"
    last = ""
    for row in view.living:
        unit = row.unit if row.unit != last else ""
        last = row.unit
        style = "bold green" if row.is_new else ""
        cells = (unit, row.room, row.household, str(row.people), row.tier, row.since, row.until, row.what)
        table.add_row(*(Text(cell, style=style if n else "bold") for n, cell in enumerate(cells)))
    _show(out, table)


def _moves(out: Console, title: str, moves: Sequence[Move], _: Texts) -> None:
    if not moves:
        return
    _heading(out, f"{title} ({len(moves)})")
    table = _table(_("Household"), _("Now"), _("New place"), _("From"))
    for move in moves:
        table.add_row(Text(move.household, style="bold"), move.old, move.new, move.since)
    _show(out, table)


def _unplaced(out: Console, view: PlanView, _: Texts) -> None:
    _heading(out, _("Without a place in time ({count})", count=len(view.unplaced)))
    if not view.unplaced:
        _line(out, _("Everybody who needs a place has one in time."))
        return
    table = _table(_("Household"), _("Priority"), _("Reason"), _("What stands in the way"))
    for row in view.unplaced:
        why = Text("\n".join(row.sentences))
        for extra in (row.so_far, row.reason):
            why = Text.assemble((extra, "italic"), "\n" if why else "", why) if extra else why
        table.add_row(Text(row.household, style="bold"), row.tier, row.code, why)
    _show(out, table)


def _findings(out: Console, view: PlanView, _: Texts) -> None:
    _said(out, _("Alarms about those who live there now"), view.alarms, "yellow")
    _said(out, _("Tasks"), view.tasks, "")
    _said(out, _("Overridden by two people"), view.overridden, "")


def _said(out: Console, title: str, rows: Sequence[Said], style: str) -> None:
    if not rows:
        return
    _heading(out, f"{title} ({len(rows)})")
    table = _table()
    for column in range(2):
        table.add_column(overflow="fold", ratio=(2, 3)[column])
    table.show_header = False
    for row in rows:
        where = f" ({row.where})" if row.where else ""
        table.add_row(Text(row.about + where, style=style), Text.assemble(row.text, (f"  {row.code}", "dim")))
    _show(out, table)


def _lost(out: Console, view: PlanView, _: Texts) -> None:
    if not view.lost:
        return
    _heading(out, _("Wishes that the plan does not meet"))
    table = _table()
    for ratio in (3, 4, 1):
        table.add_column(overflow="fold", ratio=ratio)
    table.show_header = False
    for row in view.lost:
        table.add_row(row.title, row.who, _.n("{count} point", "{count} points", row.points))
    _show(out, table)
