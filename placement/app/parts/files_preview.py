"""What a file would change: row by row, with what can be chosen, what waits for a second person, and the press."""

from collections.abc import Collection, Sequence

import streamlit as st

from placement.app.parts.files_read import OUTLOOK, ROWS, read_again
from placement.app.parts.files_take import draw_choices, draw_press
from placement.app.parts.here import SHOWN_AT_MEETING, Here
from placement.app.parts.once import once
from placement.app.parts.plain import plain
from placement.app.parts.reveal import draw_reveal
from placement.app.parts.table import Cell, draw_table
from placement.domain.fact import fields_of
from placement.service.desk.file_problems import wrongs
from placement.service.desk.importing import Shown
from placement.service.desk.preview_lines import Line, Outlook, counts, lines, offered, outlook
from placement.service.desk.preview_rows import PreviewRow, Sort, preview_rows
from placement.service.protection import Lowering
from placement.service.protection_words import say_loosening, say_lowering
from placement.service.register import register
from placement.service.veil import left_out_text
from placement.words.texts import Texts

AT_ONCE = 60
"""Lines of one kind that are shown at once; the others are in a box that opens."""


def draw_preview(now: Here, shown: Shown) -> None:
    """All that is to be looked at before the file is taken in."""
    _ = now.texts
    if shown.change != now.sight.change:
        st.info(_("Facts changed since the file was read."), icon=":material/history:")
        st.button(_("Read the file again"), key="files_anew", on_click=read_again, args=({},), type="primary")
        return
    if shown.left_out:
        st.info(left_out_text(shown.left_out, _), icon=":material/visibility_off:")
    if shown.preview.empty:
        st.success(_("The file says nothing new."), icon=":material/check_circle:")
        return
    rows: tuple[PreviewRow, ...] = once(
        ROWS, (now.login, now.lang, id(shown)), lambda: preview_rows(now.desk, now.login, shown, now.lang)
    )
    told = lines(rows, shown, lambda table, key: _on_screen(now, table, key), now.lang)
    _draw_counts(now, shown)
    _draw_hidden(now, told[Sort.CHANGED])
    _draw_lines(now, told)
    choices = draw_choices(now, offered(told, shown))
    found: Outlook = once(
        OUTLOOK, (now.login, id(shown), choices), lambda: outlook(now.desk, now.login, shown, choices)
    )
    _draw_outlook(now, shown, found)
    draw_press(now, found)


def _on_screen(now: Here, table: str, key: str) -> Collection[str]:
    """The fields of a row that are shown; of a new row those that are never masked."""
    if key in now.sight.rows(table):
        return now.row(table, key).keys()
    fields = set(fields_of(table)) - now.sensitive(table)
    if not now.is_meeting:
        return fields
    return {f for f in fields if (e := register().get((table, f))) and e.field_class in SHOWN_AT_MEETING}


def _draw_counts(now: Here, shown: Shown) -> None:
    _ = now.texts
    heads = _("Table"), _("New"), _("Changed"), _("As before"), _("Not in the file"), _("To look at")
    draw_table(_("What the file holds"), ("*" + heads[0], *heads[1:]), counts(shown, now.lang))


def _draw_hidden(now: Here, changed: Sequence[Line]) -> None:
    """Offer to show what is masked of the rows that change."""
    rows = dict.fromkeys(tuple(one.choice.split(":")[:2]) for one in changed if one.is_hidden)
    draw_reveal(now, [(table, key) for table, key in rows], "file")


def _draw_lines(now: Here, told: dict[Sort, tuple[Line, ...]]) -> None:
    _ = now.texts
    table, name = "*" + _("Row"), _("Table")
    hidden = _("hidden")
    _draw(_("New rows"), (table, name, _("Says"), _("In the file")),
          [(one.name, one.table, (one.says,), one.where) for one in told[Sort.ADDED]], _)  # fmt: skip
    if any(one.is_hidden for one in told[Sort.ADDED]):
        st.caption(_("Of new rows more comes in than is shown: sensitive fields stay covered here."))
    _draw(_("Changes"), (table, name, _("Field"), _("Before"), _("After")),
          [(one.name, one.table, one.field or hidden, *((hidden, hidden) if one.is_hidden else (one.old, one.new)))
           for one in told[Sort.CHANGED]], _)  # fmt: skip
    _draw(_("Left as it is: somebody must look at it"), (table, name, _("In the file"), _("Why")),
          [(one.name, one.table, one.where, (one.says,)) for one in told[Sort.UNCLEAR]], _)  # fmt: skip
    _draw(_("Not in the file: they stay, unless you remove them"), (table, name),
          [(one.name, one.table) for one in told[Sort.MISSING]], _)  # fmt: skip
    if count := len(told[Sort.STAYS]):
        st.caption(_.n(
            "{count} person or household is not in the file, and stays. An exit is recorded, never read from silence.",
            "{count} persons and households are not in the file, and stay. An exit is recorded, never read from "
            "silence.",
            count,
        ))  # fmt: skip


def _draw(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], _: Texts) -> None:
    if not rows:
        return
    st.subheader(f"{title} ({len(rows)})", anchor=False)
    draw_table(title, heads, rows[:AT_ONCE])
    if rest := rows[AT_ONCE:]:
        with st.expander(_.n("The other {count}", "The other {count}", len(rest))):
            draw_table(title, heads, rest)


def _draw_outlook(now: Here, shown: Shown, found: Outlook) -> None:
    """What would be looser, what would be lower, and why it would be refused."""
    _ = now.texts
    if found.problems:
        st.error(_("So it cannot be taken in: the rows would not fit together."), icon=":material/block:")
        draw_table(
            _("Problems of the file"),
            ("*" + _("Sheet"), _("Row"), _("Column"), _("What is wrong"), _("How to mend it")),
            [(w.sheet, w.row, w.column, (w.what,), (w.todo,)) for w in wrongs(found.problems, now.lang)],
        )
    if shown.loosenings:
        text = _("This makes something look safer than it was. Is it so?")
        said = "\n".join(f"- {plain(say_loosening(one, now.lang))}" for one in shown.loosenings)
        st.warning(f"{text}\n\n{said}", icon=":material/shield_question:")
    if found.waits:
        text = _.n(
            "**{count} protection would be lower.** That is left out, and put to a second named person.",
            "**{count} protections would be lower.** That is left out, and put to a second named person.",
            found.waits,
        )
        said = "\n".join(f"- {plain(_say_lowering(now, one))}" for one in found.lowerings)
        st.warning(f"{text}\n\n{said}" if said and not now.is_meeting else text, icon=":material/shield:")


def _say_lowering(now: Here, one: Lowering) -> str:
    """What would be lower; of a field that is covered above no more than whom it is about."""
    if one.field is not None and one.field in now.masked(one.table, one.key):
        return now.texts("{who}: hidden until you show it above.", who=one.person or one.key)
    return say_lowering(one, now.lang)
