"""A person's printout as a file that nobody else on the machine can read."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Desk
from placement.service.desk.new_file import is_new_file, write_text
from placement.service.desk.printout import Printout, printout
from placement.service.desk.printout_words import as_html, as_text
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
    is_new_file(path, WRITERS, "printout_suffix")
    words = WRITERS[path.suffix.lower()]
    given = printout(desk, login, person, why=why, at=at)
    write_text(path, words(given, lang))
    return given
