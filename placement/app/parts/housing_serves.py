"""What a bed can serve: who fits, and what stops the others."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.table import draw_table
from placement.service.desk.serves import Served, serves
from placement.words.texts import Texts


def draw_serves(now: Here, unit: str) -> None:
    """Draw everybody who needs or wishes for a place, with this unit or one of its rooms."""
    _ = now.texts
    if now.is_meeting:
        st.info(_("Hidden in a meeting: it tells what protects people."), icon=":material/visibility_off:")
        return
    rooms = sorted(key for key, row in now.sight.rows("rooms").items() if row.get("unit") == unit)
    whole = _("The whole unit")
    room = st.selectbox(
        _("Room"), ["", *rooms], format_func=lambda one: one or whole, key=f"serves:{unit}",
        placeholder=_("Choose …"), width=320,
    )  # fmt: skip
    found = serves(now.week(), unit, room or None, now.content, _)
    fit = [row for row in found.rows if row.fits]
    st.markdown(_summary(len(fit), len(found.rows), _))
    if found.stops:
        st.markdown(_("What stops the most:") + "\n\n" + "\n".join(f"- {line}" for line in found.stops))
    if found.rows:
        draw_table(
            _("Who could live here"),
            ("*" + _("Household"), _("Priority"), _("Fits"), _("Where"), _("What stands in the way")),
            [_cells(row, _) for row in found.rows],
            new=[n for n, row in enumerate(found.rows) if row.fits],
        )
    if found.unnamed:
        st.caption(
            _.n(
                "{count} more household waits, of whom you may not know.",
                "{count} more households wait, of whom you may not know.",
                found.unnamed,
            )
        )
    st.caption(_("From what is held today; a plan may give the bed to somebody else."))


def _cells(row: Served, _: Texts) -> list[str | tuple[str, ...]]:
    return [row.household, row.tier, _("yes") if row.fits else _("no"), row.where, row.why or ""]


def _summary(fit: int, every: int, _: Texts) -> str:
    if not every:
        return _("Nobody waits for a place.")
    if not fit:
        return _("Nobody who waits fits here.")
    return _.n("{count} of {all} who wait fits here.", "{count} of {all} who wait fit here.", fit, all=every)
