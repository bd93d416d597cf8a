"""Addresses of units: sealed under a key of their own, and logged before anybody sees one."""

from base64 import b64decode, b64encode
from datetime import datetime

from placement.domain.fact import Body, Edit
from placement.domain.permission import Action, FieldClass
from placement.errors import StoreError
from placement.service.access import may, refusal
from placement.service.desk.carry_out import Outcome
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Desk
from placement.store.keys import Keys
from placement.store.seal import Cell, seal, unseal

TABLE, FIELD = "addresses", "text"


def set_address(desk: Desk, login: str, unit: str, text: str, *, at: datetime | None = None) -> Outcome:
    """Write down where a unit lies.

    Raises:
        Refused: Only the address keeper may.
        CannotDo: There is no such unit.
        StoreError: The address key is not there, or the desk is for demo data.
    """
    with desk.acting(login, at) as act:
        old = act.now.body(TABLE, unit)
        sealed = b64encode(seal(_keys(desk), text, Cell(TABLE, FIELD, unit))).decode()
        new: Body = {"unit": unit, FIELD: sealed}
        edits = (Edit(TABLE, unit, old, new),)
        act.ask_about(Action.WRITE, edits)
        if act.now.body("units", unit) is None:
            raise CannotDo("there is no such unit.", where=TABLE, code="row_gone")
        written = act.write(edits, "set_address")
    return Outcome(written.change, written.edits)


def reveal_address(desk: Desk, login: str, unit: str, *, why: str, at: datetime | None = None) -> str:
    """Where a unit lies. The log says who looked, and why, before this returns.

    Raises:
        Refused: Only the address keeper may.
        CannotDo: No reason was given, or no address of this unit is written down.
        StoreError: The address key is not there.
    """
    if not why:
        raise CannotDo("give a reason.", code="no_reason")
    with desk.acting(login, at) as act:
        if not may(act.actor, Action.REVEAL, FieldClass.ADDRESS):
            raise refusal(act.actor, Action.REVEAL, FieldClass.ADDRESS)
        body = act.now.body(TABLE, unit)
        if body is None:
            raise CannotDo("no address is written down.", where=TABLE, code="row_gone")
        text = unseal(_keys(desk), b64decode(body[FIELD]), Cell(TABLE, FIELD, unit))
        act.log("reveal", {TABLE: {unit: (FIELD,)}}, why=why)
    return text


def _keys(desk: Desk) -> Keys:
    if desk.keys is None:
        raise StoreError(
            "a desk for demo data keeps no addresses.", todo="Make a desk with a key.", code="demo_only"
        )
    return desk.keys
