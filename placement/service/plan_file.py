"""Plan files: written in one step, read with every problem named, none of what they hold repeated."""

import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from placement.domain.plan import Plan
from placement.domain.stay import Stay
from placement.errors import InputError, Problem

MOST_PROBLEMS = 20
"""Problems of one file that are told."""
MOST_BYTES = 20_000_000


def load_plan(path: Path) -> Plan:
    """Read a plan file, as `save_plan` writes it.

    Raises:
        InputError: The file cannot be read, or is no plan.
    """
    try:
        return Plan.model_validate_json(_content(path))
    except OSError:
        told = "the plan file cannot be read.", "Give the path of a plan file."
        raise InputError(Problem(path.name, *told, "plan_unreadable")) from None
    except ValidationError as error:
        wrong = [_where(e["loc"]) for e in error.errors(include_input=False)]
        told = "is not what a plan holds.", "Use a file written by `placement plan --out`."
        raise InputError(
            *(
                Problem(f"{path.name}, {where}" if where else path.name, *told, "plan_malformed")
                for where in wrong[:MOST_PROBLEMS]
            )
        ) from None


def _content(path: Path) -> bytes:
    """What the file holds. Raises OSError, also for a pipe or a device, which may never end."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise OSError
    return path.read_bytes()


def _where(steps: tuple[int | str, ...]) -> str:
    """The place of a problem in the file; a field that no plan has is not repeated."""
    known = Plan.model_fields.keys() | Stay.model_fields.keys()
    return ".".join(str(step) for step in steps if isinstance(step, int) or step in known)


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
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".plan-", suffix=".json", dir=path.parent)
        made = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(plan.model_dump_json(indent=2) + "\n")
        made.replace(path)
    except OSError:
        raise _unwritable(path) from None
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def _unwritable(path: Path) -> InputError:
    told = "the file cannot be written.", "Choose another place."
    return InputError(Problem(path.name, *told, "plan_unwritable"))
