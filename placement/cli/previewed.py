"""What a file would change, on a terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from placement.cli.at_desk import AtDesk
from placement.cli.say import note, write, write_json
from placement.cli.tables import few, show_table
from placement.words.texts import Texts, later

if TYPE_CHECKING:
    from placement.service.desk.importing import Shown
    from placement.service.desk.preview_rows import PreviewRow

MOST_ROWS = 30
"""Rows of one kind that a terminal shows."""
TITLES = {
    "added": later("New rows"),
    "changed": later("Changes"),
    "missing": later("Not in the file: they stay, unless you remove them"),
    "unclear": later("Left as it is: somebody must look at it"),
}


def say_preview(at: AtDesk, shown: "Shown", rows: "Sequence[PreviewRow]") -> None:
    """What would change, row by row, and what would be lowered or loosened."""
    from placement.service.failures import say_problem
    from placement.service.protection_words import say_loosening
    from placement.service.veil import left_out_text

    _ = at.texts
    problems = [say_problem(one, at.lang) for one in shown.preview.problems]
    if at.as_json:
        write_json({
            "rows": [row._asdict() for row in rows], "problems": problems, "lowerings": len(shown.lowerings),
            "left_out": shown.left_out,
        })  # fmt: skip
        return
    if shown.left_out:
        note(left_out_text(shown.left_out, _))
    _say_rows(rows, _)
    for text in problems:
        note(text)
    for one in shown.loosenings:
        note(f"– {say_loosening(one, at.lang)}")
    if shown.lowerings:
        note(_.n(
            "{count} protection would be lower: that waits for a second person.",
            "{count} protections would be lower: that waits for a second person.",
            len(shown.lowerings),
        ))  # fmt: skip
    if rows:
        note(_("Nothing is changed yet: give the same command with --apply."))


def _say_rows(rows: "Sequence[PreviewRow]", _: Texts) -> None:
    if not rows:
        write(_("The file says nothing new."))
    for sort, title in TITLES.items():
        found = [row for row in rows if row.sort == sort]
        if found:
            show_table(f"{_(title)} ({len(found)})", *_columns(sort, found[:MOST_ROWS], _))
        if len(found) > MOST_ROWS:
            write(_("and {count} more, which --json has", count=len(found) - MOST_ROWS))
    if stay := Counter(row.table for row in rows if row.sort == "stays"):
        names = few([f"{table} {count}" for table, count in stay.items()])
        note(
            _(
                "Not in the file, and they stay: {names}. An exit is recorded, never read from silence.",
                names=names,
            )
        )


def _columns(
    sort: str, rows: "Iterable[PreviewRow]", _: Texts
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The heads of one part of the preview, and its cells."""
    what, name, where = _("Table"), _("Row"), _("In the file")
    match sort:
        case "added":
            return (what, name, where), [(r.table, r.choice, r.where) for r in rows]
        case "changed":
            heads = (what, name, _("Field"), _("Before"), _("After"))
            return heads, [(r.table, r.choice, r.field, r.old, r.new) for r in rows]
        case "missing":
            return (what, name), [(r.table, r.choice) for r in rows]
        case _:
            return (what, name, where, ""), [(r.table, r.choice, r.where, r.says) for r in rows]
