"""Plan files: written in one step, read with every problem named, none of what they hold repeated."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from placement.domain.contact import ContactAssignment
from placement.domain.interpreter import Booking
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment
from placement.domain.stay import Stay
from placement.errors import InputError, Problem

MOST_PROBLEMS = 20
"""Problems of one file that are told."""
MOST_BYTES = 20_000_000
KNOWN = {name for kind in (Plan, Stay, Enrolment, ContactAssignment, Booking) for name in kind.model_fields}
"""Names that a plan file may hold, and that may be told."""


def load_plan(path: Path) -> Plan:
    """Read a plan file, as `save_plan` writes it.

    Raises:
        InputError: The file cannot be read, is no plan, is of another version, or does not say for
            which week it was made.
    """
    try:
        plan = Plan.model_validate_json(content(path))
    except OSError:
        told = "the plan file cannot be read.", "Give the path of a plan file."
        raise InputError(Problem(path.name, *told, "plan_unreadable")) from None
    except ValidationError as error:
        wrongs = error.errors(include_input=False)
        for e in wrongs:
            if e["type"] == "schema_version":
                raise InputError(_other_version(path, e["ctx"])) from None
        wrong = [_where(e["loc"]) for e in wrongs]
        told = "is not what a plan holds.", "Use a file written by `placement plan --out`."
        raise InputError(
            *(
                Problem(f"{path.name}, {where}" if where else path.name, *told, "plan_malformed")
                for where in wrong[:MOST_PROBLEMS]
            )
        ) from None
    # Defaults are for the program's own use: a file that leaves one out says nothing about any week.
    absent = [name for name in Plan.model_fields if name not in plan.model_fields_set or name in _empty(plan)]
    if absent:
        told = "is missing.", "Use a file written by `placement plan --out`."
        raise InputError(*(Problem(f"{path.name}, {name}", *told, "plan_incomplete") for name in absent))
    return plan


def _empty(plan: Plan) -> tuple[str, ...]:
    """A plan without stays is a plan; one without a week is none."""
    return () if plan.instance_hash.strip() else ("instance_hash",)


def _other_version(path: Path, named: Mapping[str, str | int]) -> Problem:
    """One message for the file: the rest of it need not be what this version holds."""
    given, reads = named["given"], named["reads"]
    return Problem(
        path.name,
        f"the plan is of version {given}, and this program reads version {reads}.",
        "Make the plan again with this program.",
        "plan_version",
        {"given": given, "reads": reads},
    )


def content(path: Path) -> bytes:
    """What the file holds. Raises OSError, also for a pipe or a device, which may never end."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise OSError
    return path.read_bytes()


def _where(steps: tuple[int | str, ...]) -> str:
    """The place of a problem in the file; a field that no plan has is not repeated."""
    return ".".join(str(step) for step in steps if isinstance(step, int) or step in KNOWN)


def can_be_saved(path: Path) -> None:
    """Find out before a long search whether the plan could be written afterwards.

    Raises:
        InputError: It could not.
    """
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise _unwritable(path)


def save_plan(plan: Plan, path: Path) -> None:
    """Write a plan file; what was there before stays until the new one is complete.

    Raises:
        InputError: The file cannot be written.
    """
    save_text(plan.model_dump_json(indent=2) + "\n", path)


def save_text(text: str, path: Path) -> None:
    """Write a file in one step. Raises InputError: it cannot be written."""
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".plan-", suffix=path.suffix, dir=path.parent)
        made = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        made.replace(path)
    except OSError:
        raise _unwritable(path) from None
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def add_lines(rows: Iterable[Mapping[str, object]], path: Path) -> None:
    """Add a line of JSON for each to a file. Raises InputError: it cannot be written."""
    try:
        with path.open("a", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    except OSError:
        raise _unwritable(path) from None


def _unwritable(path: Path) -> InputError:
    told = "the file cannot be written.", "Choose another place."
    return InputError(Problem(path.name, *told, "plan_unwritable"))
