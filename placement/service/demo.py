"""A desk with fictional people, on which everybody may try every role."""

from pathlib import Path

from placement.domain.actor import Role, User
from placement.domain.person import Secrecy
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.desk import Desk
from placement.service.desk.open import body_of, load_week, make_desk
from placement.service.planning import load

WEEK = Path(__file__).parents[2] / "data" / "bergen_week"
NEWS = WEEK.parent / "bergen_news"
ADMINISTRATOR, COORDINATOR = "admin", "kari"
TOP, GUARDED = Secrecy.STRENGT_FORTROLIG, Secrecy.FORTROLIG
PEOPLE = (
    User(login=COORDINATOR, role=Role.COORDINATOR, clearance=TOP, case_groups="all", contact="Kontakt-4"),
    User(login="ola", role=Role.COORDINATOR, clearance=TOP, case_groups="all", contact="Kontakt-1"),
    User(login="eva", role=Role.CASEWORKER, clearance=GUARDED, case_groups="all", contact="Kontakt-2"),
    User(login="mona", role=Role.MANAGER),
    User(login="nils", role=Role.ADDRESS_KEEPER),
    User(login="unn", role=Role.AUDITOR),
)


def make_demo(folder: Path, week: Path | None = WEEK) -> Desk:
    """Make a desk for demo data, with people of every role.

    Args:
        folder: A new or empty folder.
        week: Tables of a fictional week; none: the desk is empty.

    Raises:
        StoreError: There is a desk already, or the folder cannot be written.
    """
    instance = load(week or WEEK)
    desk = make_desk(folder, None, first=ADMINISTRATOR, as_of=instance.as_of).desk
    for one in PEOPLE:
        given = one if week else one.but(contact=None)
        carry_out(desk, ADMINISTRATOR, AddRow(table="users", fields=body_of(given)))
    if week is not None:
        load_week(desk, COORDINATOR, instance, demo=True)
    return desk
