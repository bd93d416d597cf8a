"""What kind of thing a line of the log tells of, so that what is rare is found among what is done all day."""

from enum import StrEnum

from placement.service.desk.act_words import COMMANDS, OTHERS
from placement.words.texts import later


class LogKind(StrEnum):
    """A kind of lines."""

    REVEALED = "revealed"
    OUT = "out"
    TWO = "two"
    CHANGED = "changed"
    PLANNED = "planned"
    KEPT = "kept"
    LOOKED = "looked"
    ASKED = "asked"


KINDS = {
    LogKind.REVEALED: later("Hidden fields shown"),
    LogKind.OUT: later("Taken out"),
    LogKind.TWO: later("Set aside, alone or by two"),
    LogKind.CHANGED: later("Changes"),
    LogKind.PLANNED: later("Plans"),
    LogKind.KEPT: later("Backups, deletion and log"),
    LogKind.LOOKED: later("Looked at"),
    LogKind.ASKED: later("Questions asked"),
}
"""Kind -> its name."""
OF_KIND: dict[LogKind, frozenset[str]] = {
    LogKind.REVEALED: frozenset({"reveal"}),
    LogKind.OUT: frozenset({"export", "export_scenarios", "printout", "print_monday"}),
    LogKind.TWO: frozenset({
        "break_glass", "countersign", "grant_override", "ask_second", "refuse_second", "withdraw_request", "take_back",
    }),
    LogKind.ASKED: frozenset({"ask_why", "ask_what_if"}),
    LogKind.PLANNED: frozenset({
        "accept_plan", "keep_plan", "propose_plan", "start_job", "stop_job", "preview_policy", "preview_scenario",
    }),
    LogKind.KEPT: frozenset({
        "back_up", "backed_up", "check_log", "purge", "purge_look", "set_retention", "erase", "erase_again",
        "ask_erase", "ask_restore", "grant_restore", "restore", "restore_begun", "restore_lowers", "make_desk",
        "keep_users",
    }),
}  # fmt: skip
LOOKED = frozenset(code for code in OTHERS if code.startswith("read")) | {"preview_import"}


def acts_of(kind: LogKind) -> frozenset[str]:
    """Codes of the actions that are of a kind. What is of no other kind is a change."""
    if kind is LogKind.LOOKED:
        return LOOKED
    if kind is LogKind.CHANGED:
        return frozenset(COMMANDS.keys() | OTHERS.keys()) - LOOKED - frozenset().union(*OF_KIND.values())
    return OF_KIND[kind]
