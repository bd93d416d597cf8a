"""What a change by hand comes to, told before it is kept: rules broken, who is pushed out, wishes lost and won."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.set_aside import draw_set_aside
from placement.errors import PlacementError
from placement.service.desk.by_hand import Consequences, PushedOut, consequences
from placement.service.desk.difference import Difference, TierChange, WishChange
from placement.service.desk.hand_change import HandChange
from placement.service.desk.kept_plan import Kept
from placement.service.failures import say_error
from placement.service.how_much import MOVE, how_much
from placement.service.rows import Said
from placement.words.say import say_list
from placement.words.texts import Texts


def draw_consequences(now: Here, kept: Kept, change: HandChange) -> bool:
    """Draw them; whether the change means anything at all."""
    try:
        found = consequences(kept, change, now.lang)
    except PlacementError as error:
        st.warning(" ".join(say_error(error, now.lang)), icon=":material/help:")
        return False
    _ = now.texts
    _draw_verdict(found, _)
    if now.is_meeting:
        _draw_lines(
            _("Pushed out"),
            [_("{who} loses {place}.", who=x.household, place=x.place) for x in found.pushed_out],
        )
        st.caption(_("In a meeting, reasons, alarms and tasks are not shown."))
        return True
    _draw_said(_("Breaks"), found.difference.broken)
    draw_set_aside(now, found.set_aside)
    _draw_pushed(found.pushed_out, _)
    draw_tiers(found.difference.tiers, _)
    draw_wishes(found.difference.lost, found.difference.won, _)
    _draw_points(found.difference, _)
    _draw_said(_("New alarms"), found.difference.alarms)
    _draw_said(_("New tasks"), found.difference.tasks)
    _draw_said(_("Goes away"), found.difference.mended)
    _draw_lines(_("Activities and interpreters"), found.yields)
    return True


def _draw_verdict(found: Consequences, _: Texts) -> None:
    count = len(found.difference.broken)
    if count:
        told = _.n(
            "Breaks {count} rule. It can be kept, but nobody can accept it so.",
            "Breaks {count} rules. It can be kept, but nobody can accept it so.",
            count,
        )
        st.error(told, icon=":material/block:")
    elif found.pushed_out or found.difference.is_worse_for:
        st.warning(_("Breaks no rule, but others are served worse."), icon=":material/warning:")
    else:
        st.success(_("Breaks no rule, and nobody is served worse."), icon=":material/check_circle:")


def _draw_pushed(pushed: Sequence[PushedOut], _: Texts) -> None:
    lines = []
    for one in pushed:
        instead = (
            _("Free for them instead: {places}.", places="; ".join(one.instead_text))
            if one.instead_text
            else ""
        )
        told = _("{who} loses {place}.", who=one.household, place=one.place)
        lines.append(" ".join(part for part in (told, one.becomes, instead) if part))
    _draw_lines(_("Pushed out"), lines)


def draw_tiers(tiers: Sequence[TierChange], _: Texts) -> None:
    """Which tiers are served better or worse."""
    lines = []
    for one in tiers:
        told = _("worse") if one.is_worse else _("better")
        parts = [f"{told}: {one.before} → {one.after}"]
        if one.late:
            parts.append(_("not in time any more: {who}", who=say_list(one.late, _.lang)))
        if one.in_time:
            parts.append(_("in time now: {who}", who=say_list(one.in_time, _.lang)))
        lines.append("; ".join(parts))
    _draw_lines(_("Who gets a place in time"), lines)


def draw_wishes(lost: Sequence[WishChange], won: Sequence[WishChange], _: Texts) -> None:
    """Wishes that are lost, and wishes that are met now."""
    for title, changes in ((_("Wishes lost"), lost), (_("Wishes met"), won)):
        _draw_lines(title, [f"{one.title} ({say_list(one.who, _.lang)})" for one in changes])


def _draw_points(difference: Difference, _: Texts) -> None:
    """All wishes together in one word; the points behind it for whoever asks."""
    before, after = difference.points_before, difference.points_after
    if before == after:
        return
    much = how_much(abs(after - before), _)
    told = (
        _("All wishes together: {much} worse.", much=much)
        if after > before
        else _("All wishes together: {much} better.", much=much)
    )
    st.markdown(told)
    with st.expander(_("The points behind it")):
        lines = [f"{one.title}: {one.before} → {one.after}" for one in (*difference.lost, *difference.won)]
        lines.append(_("All wishes together: {before} → {after}", before=before, after=after))
        st.markdown("\n".join(f"- {line}" for line in lines))
        st.caption(
            _("Fewer points are better. A move counts {points} unless Rules says otherwise.", points=MOVE)
        )


def _draw_said(title: str, rows: Sequence[Said]) -> None:
    _draw_lines(
        title,
        [f"{row.about}: {row.text} ({row.code})" if row.code else f"{row.about}: {row.text}" for row in rows],
    )


def _draw_lines(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))
