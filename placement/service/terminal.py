"""A plan, a review and the rule book as text: readable at 80 and 100 columns, in colour or piped."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from placement.service.desk.rule_figures import figure_text
from placement.service.person_week_sheet import show_people
from placement.service.rows import Lost, Move, PlanView, Said, Unhoused
from placement.service.rulebook import RuleEntry
from placement.service.sheet import bullets, heading, indented, line, sheet, table
from placement.words.language import Lang
from placement.words.texts import Texts, texts

ROOMY = 96
"""Columns from which on the list of who lives where also shows how many they are, and the priority."""
NAMES = 28
"""Columns for those whom a finding is about."""


def show_plan(view: PlanView, lang: Lang, console: Console | None = None) -> None:
    """Print a plan: first what needs a human, then what changes, then everybody's week, and who lives where."""
    _ = texts(lang)
    with sheet(console) as out:
        out.print(Text(_("Proposed plan for {week} ({day})", week=view.week, day=view.as_of), style="bold"))
        out.print(_figures(view, _))
        out.print(Text(_("A named person decides. Nobody is moved without their own consent."), style="dim"))
        _unplaced(out, view, _)
        _findings(out, view, _)
        _starts(out, view.starts, _)
        _proposals(out, view.proposals, _)
        if view.people:
            show_people(out, view.people, _)
        _living(out, view, _)
        _tiers(out, view, _)
        _lost(out, view.lost, _)
        heading(out, _("How good is the plan"))
        line(out, view.status)


def show_review(view: PlanView, lang: Lang, console: Console | None = None) -> None:
    """Print what the judge says of a plan."""
    _ = texts(lang)
    with sheet(console) as out:
        out.print(Text(_("Check of a plan for {week} ({day})", week=view.week, day=view.as_of), style="bold"))
        out.print(Text(view.status, style="bold red" if view.breaches else "bold green"))
        # What the verdict says already, of a plan for another week, is not said twice.
        _said(out, _("Breaches"), [b for b in view.breaches if b.text != view.status], "red")
        _findings(out, view, _)
        _tiers(out, view, _)
        _lost(out, view.lost, _)


def show_rules(book: Sequence[RuleEntry], lang: Lang, console: Console | None = None) -> None:
    """Print the rule book."""
    _, quoted = texts(lang), {"nb": "«{}»", "en": "“{}”"}[lang]
    with sheet(console) as out:
        for number, rule in enumerate(book):
            if number:
                out.print()
            levels = ", ".join(rule["level_names"])
            title = ((f"{rule['code']} ", "bold cyan"), (rule["title"], "bold"), (f"  ({levels})", "dim"))
            out.print(Text.assemble(*title))
            line(out, rule["because"])
            line(out, _("Source: {source}", source=rule["source"]))
            for setting in rule["settings"]:
                line(out, f"{setting['says']}: {figure_text(setting['default'], setting['unit'], _)}")
            if rule["sentences"]:
                indented(out, bullets([quoted.format(said) for said in rule["sentences"].values()]))


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


def _unplaced(out: Console, view: PlanView, _: Texts) -> None:
    rows = view.unplaced
    heading(out, _("Without a place in time ({count})", count=len(rows)))
    if not rows:
        line(out, view.all_served)
        return
    line(out, view.unplaced_told)
    made = table("", "")
    for row in rows:
        made.add_row(Text(row.household, style="bold"), _why(row))
    indented(out, made)


def _why(row: Unhoused) -> RenderableType:
    """First why it is urgent, then what the plan has, then what stands in the way."""
    told, title = [Text(row.because)], row.reason
    if row.never_in_time:
        told.append(Text(row.never_in_time, style="yellow"))
    if row.so_far:
        told.append(Text(f"{row.so_far[:1].upper()}{row.so_far[1:].rstrip('.')}.", style="italic"))
    if title:
        told.append(Text(title[:1].upper() + title[1:] + (":" if row.sentences else ""), style="bold"))
    return Group(*told, bullets(row.sentences)) if row.sentences else Group(*told)


def _starts(out: Console, moves: Sequence[Move], _: Texts) -> None:
    if not moves:
        return
    heading(out, _("New places ({count})", count=len(moves)))
    made = table(_("Household"), _("New place"), _("From"), _("Why this priority"), whole=(0, 1, 2))
    for move in moves:
        made.add_row(Text(move.household, style="bold"), move.new, move.since, move.because)
    indented(out, made)


def _proposals(out: Console, moves: Sequence[Move], _: Texts) -> None:
    if not moves:
        return
    title = _("Proposals to move, each awaits the person's own consent")
    heading(out, f"{title} ({len(moves)})")
    made = table(_("Household"), _("Now"), _("New place"), _("From"), _("Why this priority"), whole=(0, 3))
    for move in moves:
        made.add_row(Text(move.household, style="bold"), move.old, move.new, move.since, move.because)
    indented(out, made)


def _living(out: Console, view: PlanView, _: Texts) -> None:
    heading(out, _("Who lives where"))
    if not view.living:
        line(out, _("Nobody lives anywhere yet."))
        return
    roomy = out.width >= ROOMY
    facts = (_("People"), _("Priority")) if roomy else ()
    made = table(_("Unit"), _("Room"), _("Household"), *facts, _("From"), _("Until"), "", whole=(2,))
    last = ""
    for row in view.living:
        unit = row.unit if row.unit != last else ""
        last = row.unit
        style = "bold green" if row.is_new else ""
        known = (str(row.people).rjust(len(_("People"))), row.tier) if roomy else ()
        cells = (row.room, row.household, *known, row.since, row.until, row.what)
        made.add_row(Text(unit, style="bold"), *(Text(cell, style=style) for cell in cells))
    indented(out, made)


def _findings(out: Console, view: PlanView, _: Texts) -> None:
    _said(out, _("Alarms: somebody must look at this"), view.alarms, "yellow")
    _said(out, _("Tasks"), view.tasks, "")
    _said(out, _("Overridden by two people"), view.overridden, "")


def _said(out: Console, title: str, rows: Sequence[Said], style: str) -> None:
    if not rows:
        return
    heading(out, f"{title} ({len(rows)})")
    made = table("", "", whole=())
    made.columns[0].max_width = NAMES  # what is said alike of many must leave room for what is said
    for row in rows:
        code = (f"  {row.code}", "dim") if row.code else ""
        text = Text.assemble(f"{row.where}: " if row.where else "", row.text, code)
        made.add_row(Text(row.about, style=style), text)
    indented(out, made)


def _tiers(out: Console, view: PlanView, _: Texts) -> None:
    if view.tiers:
        heading(out, _("Who comes first"))
        for tier in view.tiers:
            line(out, tier)


def _lost(out: Console, rows: Sequence[Lost], _: Texts) -> None:
    if not rows:
        return
    heading(out, _("Wishes that the plan does not meet"))
    made = table("", "", "", whole=(2,))
    made.columns[2].justify = "right"
    for row in rows:
        made.add_row(row.title, row.who, _.n("{count} point", "{count} points", row.points))
    indented(out, made)
