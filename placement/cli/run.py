"""All commands together, in one language, and what becomes of their errors."""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from placement.cli import (
    addresses,
    audit,
    bench,
    book,
    changes,
    desk_plans,
    drill,
    emergency,
    explained,
    facts,
    files,
    forecast,
    future,
    given,
    households,
    imported,
    keeping,
    made_up,
    mended,
    new_desk,
    next_capacity,
    offers,
    questions,
    report,
    serve,
    set_aside,
    standing,
    stays,
    sweep,
    users,
    week,
)
from placement.cli.options import HELP, theme
from placement.errors import PlacementError
from placement.words.language import Lang, language
from placement.words.texts import Texts, later, texts

INTERRUPTED = 130
"""Exit code where somebody stopped the command."""

app = typer.Typer(
    name="placement",
    no_args_is_help=True,
    add_completion=False,
    help=later("Plans a week of places for people under an alias: who gets what, and why."),
    context_settings={"help_option_names": HELP},
)
desk = theme()
for part in (new_desk, facts, imported, standing, desk_plans, changes, mended):
    desk.add_typer(part.app)
addresses.app.add_typer(emergency.app)
for part, name, what in (
    (users, "user", later("Who may open the desk, and as what.")),
    (offers, "offer", later("What people answered.")),
    (stays, "stay", later("Who really lives where.")),
    (households, "household", later("Who is a household: split, merged, born into, gone.")),
    (set_aside, "rule", later("Hard rules that people set aside, and who looked at it.")),
    (addresses, "address", later("Where units lie, and addresses that are burnt.")),
):
    desk.add_typer(part.app, name=name, help=what)
for part in (
    week,
    questions,
    explained,
    forecast,
    future,
    drill,
    next_capacity,
    files,
    made_up,
    book,
    serve,
    keeping,
    given,
    sweep,
):
    app.add_typer(part.app)
app.add_typer(desk, name="desk", help=later("An encrypted desk: facts with history, plans, requests."))
app.add_typer(report.app, name="report", help=later("Papers for the week, each copy in the log."))
app.add_typer(audit.app, name="audit", help=later("The log of a desk."))
app.add_typer(bench.app, name="bench", help=later("Public benchmarks of the core."))


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and end with its exit code. No data and no traceback reach the screen."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = wanted_language(arguments)
    try:
        ended = command(texts(lang)).main(args=arguments, prog_name="placement", standalone_mode=False)
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


def command(_: Texts) -> Any:  # noqa: ANN401 - the library hides its own click
    """The commands with their help texts in one language."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.DEFAULT_STRING = _("[default: {}]")
    rich_utils.ENVVAR_STRING = _("[environment: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[required]")
    group: Any = typer.main.get_command(app)
    for one in _every(group):
        one.help = _(one.help)
        one.get_help_option(typer.Context(one, help_option_names=HELP)).help = _("Show this text.")
        for parameter in one.params:
            if getattr(parameter, "help", None):
                parameter.help = _(parameter.help)
    return group


def _every(one: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """A command and all below it."""
    yield one
    for inner in getattr(one, "commands", {}).values():
        yield from _every(inner)


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
    from placement.service.failures import say_defect

    where, step = [], error.__traceback__
    while step is not None:
        where.append(f"{step.tb_frame.f_globals.get('__name__')}:{step.tb_lineno}")
        step = step.tb_next
    name = type(error).__name__
    incident = hashlib.sha256(" ".join((name, *where)).encode()).hexdigest()[:8]
    typer.echo(say_defect(name, incident, lang), err=True)
    return 70
