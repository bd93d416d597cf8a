"""All commands together, in one language, and what becomes of their errors."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from placement.cli.lazy import Commands
from placement.errors import PlacementError
from placement.words.language import Lang, language

INTERRUPTED = 130
"""Exit code where somebody stopped the command."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and end with its exit code. No data and no traceback reach the screen."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = wanted_language(arguments)
    try:
        ended = Commands(lang).main(args=arguments, prog_name="placement", standalone_mode=False)
        sys.exit(ended or 0)
    except typer.exceptions.TyperException as error:
        sys.exit(_explain(error, lang))
    except typer.Abort:
        sys.exit(INTERRUPTED)
    except PlacementError as error:
        sys.exit(_refuse(error, lang))
    except Exception as error:  # noqa: BLE001 - whatever it is, a user sees one line
        sys.exit(_confess(error, lang))


def wanted_language(arguments: Sequence[str]) -> Lang:
    """The language that the arguments or PLACEMENT_LANG ask for, known before they are parsed."""
    for n, word in enumerate(arguments):
        if word == "--lang" and n + 1 < len(arguments):
            return language(arguments[n + 1])
        if word.startswith("--lang="):
            return language(word.partition("=")[2])
    return language(os.environ.get("PLACEMENT_LANG"))


def _explain(error: Any, lang: Lang) -> int:  # noqa: ANN401 - as above
    """One line about a command line that cannot be understood; the help, where nothing was asked for."""
    kind, context = type(error).__name__, getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        typer.echo(error.format_message())
        return 2
    from placement.service.failures import say_usage

    path = context.command_path if context else "placement"
    name = getattr(error, "option_name", "") or getattr(error, "param_hint", "") or ""
    if getattr(error, "param", None):
        longest = max(error.param.opts, key=len)
        name = longest if longest.startswith("-") else error.param.metavar or longest
    kinds = {"MissingParameter": "missing", "NoSuchOption": "unknown_option", "BadParameter": "bad_value"}
    has_commands = context is not None and hasattr(context.command, "commands")
    usual = "unknown_command" if has_commands and kind == "UsageError" else "other"
    typer.echo(say_usage(kinds.get(kind, usual), path, name, lang), err=True)
    return 2


def _refuse(error: PlacementError, lang: Lang) -> int:
    from placement.service.failures import say_error

    for line in say_error(error, lang):
        typer.echo(line, err=True)
    return error.exit_code


def _confess(error: Exception, lang: Lang) -> int:
    """One line with the class and a number that is the same for the same fault; nothing that was read."""
    import hashlib

    from placement.service.failures import say_defect

    where, step = [], error.__traceback__
    while step is not None:
        where.append(f"{step.tb_frame.f_globals.get('__name__')}:{step.tb_lineno}")
        step = step.tb_next
    name = type(error).__name__
    incident = hashlib.sha256(" ".join((name, *where)).encode()).hexdigest()[:8]
    typer.echo(say_defect(name, incident, lang), err=True)
    return 70
