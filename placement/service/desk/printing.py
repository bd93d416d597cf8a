"""A person's printout as a file that nobody else on the machine can read."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from placement.errors import InputError, Problem
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Desk
from placement.service.desk.printout import Printout, printout
from placement.service.desk.printout_words import as_html, as_text
from placement.store.disk import write_new
from placement.words.language import Lang

WRITERS: Mapping[str, Callable[[Printout, Lang], str]] = {".html": as_html, ".txt": as_text}
"""How a file's name ends -> what makes its text."""


def print_out(
    desk: Desk, login: str, person: str, path: Path, lang: Lang, *, why: str, at: datetime | None = None
) -> Printout:
    """Write all that is held of a person, and who looked, into a new file.

    The line of the log is written first: of a file that could not be written there is one line too many.

    Args:
        desk: The desk.
        login: Who prints it.
        person: Whose.
        path: Where to; `.html` or `.txt`.
        lang: In which language.
        why: Code of how they know that it is the person who asks.
        at: The moment; by default now.

    Raises:
        Refused, CannotDo: As `printout`; or no reason was given.
        InputError: The file is there already, or cannot be written.
    """
    if not why:
        raise CannotDo("give a reason.", code="no_reason")
    words = _writer(path)
    given = printout(desk, login, person, why=why, at=at)
    try:
        write_new(path, words(given, lang).encode())
    except FileExistsError:
        raise _exists(path) from None
    except OSError:
        told = "the file cannot be written.", "Choose another place."
        raise InputError(Problem(path.name, *told, "file_unwritable")) from None
    return given


def _writer(path: Path) -> Callable[[Printout, Lang], str]:
    if path.suffix.lower() not in WRITERS:
        told = "a printout is written as .html or .txt.", "Give the file such a name."
        raise InputError(Problem(path.name, *told, "printout_suffix"))
    if path.exists():
        raise _exists(path)
    return WRITERS[path.suffix.lower()]


def _exists(path: Path) -> InputError:
    told = "is there already and is not overwritten.", "Choose a new name, or delete it first."
    return InputError(Problem(path.name, *told, "file_exists"))
