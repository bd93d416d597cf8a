"""What must hold of all accounts together."""

from collections.abc import Mapping

from placement.domain.actor import Role
from placement.domain.fact import Body
from placement.service.desk.commands.command import CannotDo


def hold_together(users: Mapping[str, Body]) -> None:
    """Somebody keeps the accounts, and nobody's login looks like another one's.

    Raises:
        CannotDo: Nobody could open an account any more, or two logins differ in the size of letters or blanks alone.
    """
    if len({login.strip().casefold() for login in users}) < len(users):
        raise CannotDo("the login is taken.", where="users", todo="Take another one.", code="alias_taken")
    if not any(body["active"] and body["role"] == Role.ADMINISTRATOR for body in users.values()):
        todo = "Let somebody else be administrator first."
        raise CannotDo("nobody would keep the accounts.", where="users", todo=todo, code="last_administrator")
