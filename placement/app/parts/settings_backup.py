"""Backup now, and where the backups are; a restore stays on the command line, and it says so."""

from datetime import datetime

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.app.parts.table import draw_table
from placement.service.desk.backups import back_up_beside, backups_beside, folder_beside
from placement.words.say import say_moment, say_number

DONE = "backup_done"
RESTORE = "placement restore BACKUP"


def draw_backup(now: Here) -> None:
    """The button, what lies there, and what a restore takes."""
    _, at = now.texts, datetime.now().astimezone()
    st.subheader(_("Backup"), anchor=False)
    st.markdown(_("It is the whole desk as it is now, and it is looked through before it gets its name."))
    if now.serving.is_demo:
        st.markdown(_("This desk holds made-up people: neither it nor its backups are encrypted."))
    else:
        st.markdown(_("It is encrypted as the desk is, and opens with the desk's own key."))
    st.button(_("Back up now"), key="back_up", type="primary", icon=":material/save:", on_click=_back_up)
    if made := st.session_state.pop(DONE, None):
        st.success(_("Backup {name} is done and whole.", name=made), icon=":material/check_circle:")
    kept = backups_beside(now.desk, now.login)
    if kept:
        rows = [
            (one.name, say_moment(one.at, now.lang, at), say_number(one.change, now.lang)) for one in kept
        ]
        title = _("Backups beside the desk ({count})", count=len(kept))
        draw_table(title, ("*" + _("Folder"), _("When"), _("Up to change")), rows)
    else:
        st.markdown(_("No backup lies beside the desk yet."))
    st.markdown(_("They lie in {folder}.", folder=f"`{folder_beside(now.desk)}`"))
    st.markdown("\n".join(f"- {one}" for one in (
        _("Copy them to another medium: whoever loses this disk would lose both."),
        _("Keep the recovery key on a third. Without a key nobody opens a backup."),
        _("Delete backups that are older than the retention: what was erased is still in them."),
    )))  # fmt: skip
    st.subheader(_("Restore"), anchor=False)
    st.markdown(
        _(
            "A restore is given on the command line, when nobody has the desk open: {command}",
            command=f"`{RESTORE}`",
        )
    )
    st.markdown(_("Where it would lower somebody's protection, it takes a second person."))


def _back_up() -> None:
    now = here()
    made = attempt(lambda: back_up_beside(now.desk, now.login))
    if made is not None:
        st.session_state[DONE] = made.name
