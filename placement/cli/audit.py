"""The log of a desk."""

from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.options import MOST, theme
from placement.cli.say import write, write_json
from placement.cli.tables import MOST_PARTS, few, moment, show_table
from placement.words.language import Lang
from placement.words.texts import later

if TYPE_CHECKING:
    from placement.store.audit import Line

app = theme()

FAULT = 1
"""Exit code of `verify` where the log is not as it was written."""


@app.command(
    help=later("Check the log against itself and its head elsewhere. Ends with 1 if it is not whole.")
)
@at_desk
def verify(at: AtDesk) -> None:
    """Whether the log is whole."""
    from placement.service.desk.log import check_log
    from placement.service.desk.log_faults import FAULTS, KEEP_BOTH

    with at.opened() as desk:
        found = check_log(desk, at.login)
    _ = at.texts
    if at.as_json:
        write_json({
            "lines": found.head.seq, "head": found.head.groups, "anchored": found.anchor is not None,
            "fault": found.fault._asdict() if found.fault else None,
        })  # fmt: skip
    elif found.fault:
        write(_(FAULTS[found.fault.kind], number=found.fault.seq))
        write(_(KEEP_BOTH))
    else:
        write(_.n("The log is whole: {count} line.", "The log is whole: {count} lines.", found.head.seq))
        write(_("Head: {groups}", groups=found.head.groups))
        if found.anchor is None:
            write(_("No head is written down elsewhere: a cut tail would not show."))
    if found.fault:
        raise typer.Exit(FAULT)


@app.command(help=later("Show lines of the log: who did what to which rows, never what they hold."))
@at_desk
def show(
    at: AtDesk,
    first: Annotated[
        int | None, typer.Option(min=1, max=MOST, help=later("Number of the first line."))
    ] = None,
    most: Annotated[int, typer.Option(min=1, max=100_000, help=later("So many lines."))] = 50,
    by: Annotated[str | None, typer.Option(metavar="LOGIN", help=later("Only lines of this login."))] = None,
) -> None:
    """Lines of the log."""
    from placement.service.desk.act_words import act_name
    from placement.service.desk.log import read_log

    with at.opened() as desk:
        found = read_log(desk, at.login, first=first, most=most, by=by)
    if at.as_json:
        write_json([one._asdict() for one in found])
        return
    _ = at.texts
    heads = (_("No."), _("When (UTC)"), _("Who"), _("What"), _("Rows"), _("Why"))
    rows = [
        (one.seq, moment(one.at), one.by, act_name(one.action, at.lang), _rows(one, at.lang), one.why)
        for one in found
    ]
    show_table("", heads, rows)


def _rows(one: "Line", lang: Lang) -> str:
    """A few rows with the fields that changed; of many, how many rows of which tables."""
    from placement.service.desk.named import field_name, table_name

    named = [(table, key, fields) for table, rows in one.about.items() for key, fields in rows.items()]
    if len(named) > MOST_PARTS:
        return few([f"{table_name(table, lang)} {len(rows)}" for table, rows in one.about.items()])
    told = []
    for table, key, fields in named:
        names = ", ".join(field_name(table, field, lang) for field in fields)
        told.append(f"{table_name(table, lang)}: {key}" + (f" ({names})" if names else ""))
    return "; ".join(told)
