"""A row that somebody fills in, as the command that writes such rows: some look at the rules first."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from placement.domain.fact import Wrong
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.decisions import AddPin, ChangeTier, ReleaseRoom
from placement.service.desk.desk import unfit
from placement.service.desk.forms import add_row

OWN: Mapping[str, type[Command]] = {"pins": AddPin, "tier_changes": ChangeTier, "releases": ReleaseRoom}
"""Table -> the command of its own by which a row comes."""
ELSEWHERE = frozenset({"exits", "overrides", "waivers"})
"""Tables whose rows come by an act with more to it than a row: an exit, a rule that two people set aside, a plan."""


def adding(table: str, filled: Mapping[str, Any]) -> Command:
    """The command that adds what was filled in. Fields that are left out hold what nobody knows.

    Raises:
        InputError: A field holds what it cannot, or one is missing.
    """
    row = add_row(table, filled)
    if table not in OWN:
        return row
    try:
        return OWN[table].model_validate_json(to_json(dict(row.fields)))
    except ValidationError as error:
        name = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        raise unfit(Wrong(table, "", name, "text")) from None
