"""The versions of the unit's own figures: who changed which one when and why, and what brings one back."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.fact import SETTINGS, Edit
from placement.domain.permission import Action
from placement.rules import GOALS, RULES
from placement.service.desk.commands.decisions import SetPolicy
from placement.service.desk.desk import Desk
from placement.service.desk.rule_figures import Figures, figures_of
from placement.store import facts

MOST = 2000
"""So many changes back are looked through."""
SAYS = {(rule.id, one.name): (rule, one) for rule in (*RULES, *GOALS) for one in rule.settings}


class FigureChange(NamedTuple):
    """One figure in one change. None: as the rule has it by default."""

    rule: str
    name: str
    before: int | None
    after: int | None


class PolicyVersion(NamedTuple):
    """One change of figures."""

    change: int
    at: str
    """UTC, ISO 8601."""
    by: str
    second: str | None
    why: str
    command: str
    figures: tuple[FigureChange, ...]


def policy_versions(desk: Desk, login: str) -> tuple[PolicyVersion, ...]:
    """The changes of figures, newest first. Raises Refused where the person may not read them."""
    with desk.acting(login) as act:
        act.ask(Action.POLICY)
        connection = act.tx.connection
        found = []
        for one in facts.changes(connection, most=MOST):
            figures = tuple(_changes(facts.edits_of(connection, one.id)))
            if figures:
                found.append(PolicyVersion(one.id, one.at, one.by, one.second, one.why, one.command, figures))
        act.log("read_history", {})
    return tuple(found)


def _changes(edits: tuple[Edit, ...]) -> Iterator[FigureChange]:
    for edit in edits:
        row = edit.after or edit.before
        if edit.table != SETTINGS or row is None:
            continue
        key = str(row["rule"]), str(row["setting"])
        if key not in SAYS:  # of a rule that this version of the program does not have
            continue
        before, after = (None if body is None else int(body["value"]) for body in (edit.before, edit.after))
        yield FigureChange(*key, before, after)


def back_to(desk: Desk, change: int, now: Figures) -> tuple[SetPolicy, ...]:
    """What brings the figures back to what they were after a change."""
    then = figures_of(desk.at(change).content)
    return tuple(
        SetPolicy(rule=rule, setting=name, value=then.get((rule, name)))
        for rule, name in sorted({*then, *now})
        if then.get((rule, name)) != now.get((rule, name))
    )
