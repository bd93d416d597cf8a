"""What is known of scenarios, each beside the week as it is: the futures of both by now."""

from collections.abc import Sequence

from placement.service.desk.bases import Base
from placement.service.desk.desk import Desk
from placement.service.desk.futures import Known, as_it_is, known
from placement.service.desk.scenarios import Kept
from placement.service.future_rows import Column
from placement.words.texts import Texts


def columns_of(desk: Desk, chosen: Sequence[Kept], base: Base | None = None) -> list[Column]:
    """Of each scenario of which something is known, as of the week as it is, or as an earlier one was."""
    found = []
    for one in chosen:
        if one.scenario is not None:
            mine, usual = known(desk, one.scenario, base), known(desk, as_it_is(one.scenario), base)
            if mine and usual and mine.found and usual.found and _alike(mine, usual):
                found.append(Column(one.name, mine.found, usual.found, mine.of))
    return found


def beside(columns: Sequence[Column], _: Texts) -> tuple[Column, ...]:
    """The week as it is first."""
    usual = columns[0].usual
    return (Column(_("As it is"), usual, usual, columns[0].of), *columns)


def _alike(mine: Known, usual: Known) -> bool:
    return all(mine.job.params[name] == usual.job.params[name] for name in ("week", "program"))
