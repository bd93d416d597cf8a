"""The accounts of a desk, for those who keep them."""

from datetime import datetime

from pydantic_core import to_json

from placement.domain.actor import User
from placement.domain.permission import Action
from placement.service.desk.desk import Desk


def accounts(desk: Desk, login: str, *, at: datetime | None = None) -> tuple[User, ...]:
    """Everybody who has an account, also a shut one, by login. Raises Refused where the person does not keep them."""
    with desk.acting(login, at) as act:
        act.ask(Action.USERS)
        found = sorted(act.now.rows("users").items())
        act.log("read_accounts", {"users": {"*": ()}})
    return tuple(User.model_validate_json(to_json(body)) for _, body in found)
