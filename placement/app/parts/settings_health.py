"""Whether desk and program are as they should be: each thing in one line, with what to do where it is not."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.table import draw_table
from placement.app.server import POLICY
from placement.service.desk.health import Health, health
from placement.words.say import say_number
from placement.words.texts import Texts

GOOD, BAD = "✓", "!"
MEGABYTE = 1 << 20
AT_HOME = ("127.0.0.1", "localhost", "::1")
NOTHING_FROM_ELSEWHERE = "default-src 'self'"


def draw_health(now: Here) -> None:
    """A table of what was looked at."""
    _ = now.texts
    title = _("Desk and program")
    st.subheader(title, anchor=False)
    rows = [*_desk(health(now.desk), _), *_network(_)]
    draw_table(
        title, ("*" + _("What"), _("How it is")), [(what, f"{mark} {told}") for what, mark, told in rows]
    )
    st.caption(_("✓ as it should be. ! look at it."))


def _desk(found: Health, _: Texts) -> list[tuple[str, str, str]]:
    return [
        (_("Program"), GOOD, _("version {version}", version=found.program)),
        (
            _("Database"), _mark(found.is_newest),
            _("schema {step}, change {number}", step=found.schema, number=say_number(found.change, _.lang)),
        ),
        (
            _("Data"), GOOD,
            _("made-up people, not encrypted") if found.is_demo else _("encrypted"),
        ),
        (_("The log"), _mark(found.log_agrees and found.is_anchored), _log(found, _)),
        (
            _("Room on the disk"), _mark(found.has_room),
            _("{size} MB free", size=say_number(found.free // MEGABYTE, _.lang)),
        ),
    ]  # fmt: skip


def _log(found: Health, _: Texts) -> str:
    lines = _.n("{count} line", "{count} lines", found.lines)
    if not found.is_anchored:
        return _("{lines}; no head is written down elsewhere: a cut tail would not show", lines=lines)
    if not found.log_agrees:
        return _("{lines}; it lacks what was written down elsewhere: tell the auditor", lines=lines)
    return _("{lines}; it agrees with the head that is written down elsewhere", lines=lines)


def _network(_: Texts) -> list[tuple[str, str, str]]:
    at_home = st.get_option("server.address") in AT_HOME
    kept_in = NOTHING_FROM_ELSEWHERE in POLICY and not st.get_option("browser.gatherUsageStats")
    return [
        (
            _("Requests to others"), _mark(kept_in),
            _("none: the browser may fetch from here alone, and no statistics are sent")
            if kept_in
            else _("statistics are sent: turn them off in the configuration"),
        ),
        (
            _("Who can reach it"), _mark(at_home),
            _("this machine alone")
            if at_home
            else _("other machines too, and there is no login: let it listen on 127.0.0.1"),
        ),
    ]  # fmt: skip


def _mark(is_good: bool) -> str:  # noqa: FBT001 - a mark of it
    return GOOD if is_good else BAD
