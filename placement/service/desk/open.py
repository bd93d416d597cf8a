"""Making and opening a desk."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic_core import to_jsonable_python

from placement.domain.actor import Role, User
from placement.domain.fact import ONE, WEEK, Edit, Wrong, content_of, difference, row_value
from placement.domain.instance import Instance
from placement.domain.permission import Action
from placement.domain.policy import Policy
from placement.errors import InputError, Problem
from placement.service.desk.desk import Act, Desk, unfit
from placement.service.desk.snapshot import Snapshot
from placement.store.made import Opened, holds_demo, make, open_made
from placement.store.secret import Chosen, Secret

MADE, LOADED = "make_desk", "load_week"


class Made(NamedTuple):
    """A new desk, and its recovery keys: they are told this once, and stored nowhere."""

    desk: Desk
    recovery: str
    address_recovery: str


def make_desk(
    folder: Path,
    secret: Chosen | None,
    *,
    first: str,
    as_of: date,
    address_secret: Chosen | None = None,
    anchor: Path | None = None,
) -> Made:
    """Make a desk with one user, an administrator.

    Args:
        folder: A new or empty folder.
        secret: A passphrase or a key file. None: a desk for demo data alone, which is not encrypted.
        first: The administrator's login.
        as_of: The day on which the first week is read.
        address_secret: The address keeper's own, where somebody else keeps the addresses.
        anchor: Where the head of the log is written; by default beside the folder.

    Raises:
        StoreError, InputError: As `placement.store.made.make`; or the login is none.
    """
    actor = _first(first)
    opened = make(folder, secret, address_secret=address_secret, anchor=anchor)
    week = {"as_of": as_of.isoformat(), "horizon_days": Policy().horizon_days, "version": Policy().version}
    edits = (Edit(WEEK, ONE, None, week), Edit("users", first, None, body_of(actor)))
    with opened.store.writing() as tx:
        Act(tx, Snapshot.of(0, ()), actor).write(edits, MADE)
    return Made(Desk(opened.store, opened.keys), opened.recovery, opened.address_recovery)


def _first(login: str) -> User:
    body = {"login": login, "role": Role.ADMINISTRATOR.value}
    try:
        user: User = row_value("users", login, body)
    except Wrong as error:
        raise unfit(error) from None
    return user


def open_desk(
    folder: Path, secret: Secret | None, *, address_secret: Secret | None = None, anchor: Path | None = None
) -> Desk:
    """Open a desk. Raises StoreError."""
    opened: Opened = open_made(folder, secret, address_secret=address_secret, anchor=anchor)
    return Desk(opened.store, opened.keys)


def load_week(desk: Desk, login: str, instance: Instance, *, demo: bool = False) -> int:
    """Put a whole week into a desk that has none yet; the number of the change.

    Raises:
        InputError: The desk has facts already, or is for demo data and this is none.
        Refused: The person may not.
    """
    if not demo:
        encrypted_only(desk)
    with desk.acting(login) as act:
        content = content_of(instance)
        if any(act.now.rows(table) for table in content if table != WEEK):
            told = "this desk has facts already.", "Import the file: it shows first what would change."
            raise InputError(Problem("", *told, "desk_not_empty"))
        old = {WEEK: dict(act.now.rows(WEEK))}
        edits = difference(old, content)
        act.ask_about(Action.IMPORT, edits)
        return act.write(edits, LOADED).change


def encrypted_only(desk: Desk) -> None:
    """Raise InputError where the desk is not encrypted: it takes demo data alone."""
    if holds_demo(desk.store):
        told = "this desk is not encrypted, and is for demo data alone.", "Make a desk with a key."
        raise InputError(Problem("", *told, "demo_only"))


def body_of(actor: User) -> dict[str, object]:
    """A user as a row."""
    found: dict[str, object] = to_jsonable_python(actor)
    groups = found["case_groups"]
    return found | {"case_groups": sorted(groups) if isinstance(groups, list) else groups}
