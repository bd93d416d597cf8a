"""A scenario that is kept: what would change, and how its future is sampled. No fact of the week is touched by it."""

import json
from collections.abc import Iterable
from typing import ClassVar

from placement.domain.desk_rows import names_a_number
from placement.domain.fact import Body, Edit
from placement.domain.scenario import Scenario
from placement.domain.value import Alias
from placement.service.desk.commands.command import CannotDo, Command, added, changed
from placement.service.desk.snapshot import Snapshot

TABLE = "scenarios"
MOST = 200
"""So many are kept; nobody finds anything among more."""


class KeepScenario(Command):
    """A new scenario, or one that is kept already as it is from now on. Its name tells it apart from every other."""

    name: ClassVar[str] = "keep_scenario"
    alias: Alias
    scenario: Scenario
    by: Alias

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """One edit."""
        there, title = facts.rows(TABLE), self.scenario.name
        if names_a_number(title):
            raise CannotDo("the name holds a long number.", code="scenario_number")
        if any(_same(str(row["name"]), title) for key, row in there.items() if key != self.alias):
            raise CannotDo("the name is taken.", code="scenario_name_taken")
        fields = {"name": title, "by": self.by, "body": body_of(self.scenario)}
        if self.alias in there:
            yield changed(facts, TABLE, self.alias, **fields)
        elif len(there) >= MOST:
            raise CannotDo("so many are kept already.", code="too_many_scenarios", facts={"most": MOST})
        else:
            yield added(TABLE, {"alias": self.alias, **fields}, key=self.alias)


def body_of(scenario: Scenario) -> str:
    """All of a scenario but its name, as text that is the same for equal ones."""
    return json.dumps(scenario.model_dump(mode="json", exclude={"name"}), sort_keys=True)


def scenario_of(row: Body) -> Scenario | None:
    """The scenario of a row; none where this program cannot read it, as one wrote it that is older or newer."""
    try:
        said = json.loads(str(row["body"])) | {"name": row["name"]}
        return Scenario.model_validate_json(json.dumps(said))
    except (ValueError, TypeError):
        return None


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
