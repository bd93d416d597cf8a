"""What commands write: answers to standard output, and what is to be known beside them to standard error."""

import json
import sys
from pathlib import Path
from typing import Any

import typer

from placement.words.language import Lang
from placement.words.texts import texts


def write(text: str) -> None:
    """A line, or several, of the answer."""
    sys.stdout.write(text + "\n")


def write_json(value: Any) -> None:  # noqa: ANN401 - what JSON holds
    """The answer for other programs."""
    write(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def note(text: str) -> None:
    """Something to be known beside the answer."""
    typer.echo(text, err=True)


def say_what_tables_are_for(path: Path, lang: Lang) -> None:
    """Plain tables are no place for real data."""
    if path.is_dir() or not path.suffix:
        _ = texts(lang)
        note(_("Tables in a plain folder are for aliases and demo data only: nothing protects them."))


def say_what_was_written(path: Path, lang: Lang, *, as_json: bool) -> None:
    """Where the file, or the folder, is."""
    if as_json:
        write(json.dumps({"written": str(path)}, ensure_ascii=False))
    else:
        _ = texts(lang)
        write(_("Written: {path}", path=path))
