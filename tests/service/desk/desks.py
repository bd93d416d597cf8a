"""Desks for tests: small weeks, and the people of a unit."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from placement.domain.actor import Role, User
from placement.domain.instance import Instance
from placement.domain.person import Secrecy
from placement.domain.run import Run
from placement.review.watch import Watch
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.desk import Desk
from placement.service.desk.open import body_of, load_week, make_desk
from placement.store.secret import Chosen

T = TypeVar("T")
ADMIN, KARI, OLA, EVA, MONA, ARE, UNN = "admin", "kari", "ola", "eva", "mona", "are", "unn"
"""An administrator, two coordinators, a caseworker, a manager, an address keeper, an auditor."""
TOP = Secrecy.STRENGT_FORTROLIG


def people(contact: str | None = None) -> tuple[User, ...]:
    """Everybody but the administrator."""
    return (
        User(login=KARI, role=Role.COORDINATOR, clearance=TOP, case_groups="all"),
        User(login=OLA, role=Role.COORDINATOR, clearance=TOP, case_groups="all"),
        User(login=EVA, role=Role.CASEWORKER, clearance=TOP, case_groups="all", contact=contact),
        User(login=MONA, role=Role.MANAGER),
        User(login=ARE, role=Role.ADDRESS_KEEPER),
        User(login=UNN, role=Role.AUDITOR),
    )


def new_desk(
    folder: Path,
    week: Instance | None = None,
    *,
    secret: Chosen | None = None,
    contact: str | None = None,
    as_of: date = date(2026, 11, 23),
) -> Desk:
    """A desk with its people and, if given, a week; for demo data unless there is a secret."""
    desk = make_desk(folder, secret, first=ADMIN, as_of=week.as_of if week else as_of).desk
    for one in people(contact):
        carry_out(desk, ADMIN, AddRow(table="users", fields=body_of(one)))
    if week is not None:
        load_week(desk, KARI, week, demo=True)
    return desk


class InProcess:
    """Searches in this process, with a planner: what a child does for a desk at work."""

    def __init__(self, planner: Callable[..., Run]) -> None:
        self._planner = planner

    def search(self, search: Callable[..., T], *args: object, watch: Watch[Any]) -> T:
        """The search with the planner, which hears a stop."""
        return search(*args, partial(self._planner, stop=watch.stop), watch)


def disqualify(desk: Desk, login: str, household: str, *, by: str = KARI) -> None:
    """From now on there is a conflict of interest: the person may not know of the household."""
    contact = f"Kontakt-{login}"
    carry_out(desk, by, AddRow(table="contacts", fields={"alias": contact, "hours": 30, "capacity": 9}))
    carry_out(desk, ADMIN, SetFields(table="users", key=login, fields={"contact": contact}))
    said = {"helper": contact, "household": household, "conflict": "yes"}
    carry_out(desk, by, AddRow(table="impartiality", fields=said))
