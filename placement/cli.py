"""The command line: each command is a few lines over `placement.service`.

Heavy libraries are imported inside the commands, so that help comes at once.
"""

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from placement.errors import PlacementError
from placement.words.language import Lang, language
from placement.words.texts import Texts, later, texts

HELP = ["-h", "--help"]
FINDINGS = 1
"""Exit code of `check` for a plan that breaks a rule."""
INTERRUPTED = 130
"""Exit code where somebody stopped the command."""

app = typer.Typer(
    name="placement",
    no_args_is_help=True,
    add_completion=False,
    help=later("Plans a week of places for people under an alias: who gets what, and why."),
    context_settings={"help_option_names": HELP},
)

Week = Annotated[
    Path, typer.Argument(metavar="WEEK", help=later("Folder of tables, or a workbook (.xlsx, .ods)."))
]
LangOption = Annotated[
    Lang,
    typer.Option(
        "--lang", envvar="PLACEMENT_LANG", help=later("Language of texts: nb (Norwegian) or en (English).")
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=later("Write JSON for other programs instead of text."))]


@app.command(help=later("Make the week's plan, check it, and tell who gets what and why."))
def plan(
    week: Week,
    seconds: Annotated[
        float, typer.Option(min=0.1, max=86_400, help=later("Longest time to look for a better plan."))
    ] = 20.0,
    out: Annotated[Path | None, typer.Option(help=later("Also write the plan to this file."))] = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Make, judge and print a plan."""
    from placement.service.child import ChildPlanner

    with ChildPlanner() as planner:
        from placement.service.plan_file import can_be_saved, save_plan
        from placement.service.planning import load, make_plan
        from placement.service.views import plan_view

        if out:
            can_be_saved(out)
        instance = load(week)
        _say_what_tables_are_for(week, lang)
        answer = make_plan(instance, seconds=seconds, planner=planner)
    if out:
        save_plan(answer.plan, out)
    if as_json:
        from placement.service.export import answer_json

        _write(answer_json(answer))
    else:
        from placement.service.terminal import show_plan

        show_plan(plan_view(answer, lang), lang)


@app.command(help=later("Judge a plan from any source. Ends with 1 if it breaks a rule."))
def check(
    week: Week,
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN", help=later("A plan file, as plan --out writes it."))
    ],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Judge and print the findings."""
    from placement.service.plan_file import load_plan
    from placement.service.planning import check_plan, derived, load
    from placement.service.terminal import show_review
    from placement.service.views import review_view

    facts, to_check = derived(load(week)), load_plan(plan_file)
    _say_what_tables_are_for(week, lang)
    review = check_plan(facts, to_check)
    if as_json:
        _write(review.model_dump_json(indent=2))
    else:
        show_review(review_view(facts, to_check, review, lang), lang)
    if review.breaches:
        raise typer.Exit(FINDINGS)


@app.command(name="import", help=later("Read a workbook and write it as a folder of tables."))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=later("A workbook (.xlsx, .ods)."))],
    out: Annotated[Path, typer.Option(help=later("The folder to write."))],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Workbook to folder."""
    from placement.service.files import to_folder

    to_folder(file, out, lang)
    _say_what_tables_are_for(out, lang)
    _say_what_was_written(out, lang, as_json=as_json)


@app.command(help=later("Read a folder of tables and write it as a workbook."))
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=later("A folder of tables."))],
    out: Annotated[Path, typer.Option(help=later("The workbook to write (.xlsx)."))],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Folder to workbook."""
    from placement.service.files import to_workbook

    to_workbook(folder, out, lang)
    _say_what_tables_are_for(folder, lang)
    _say_what_was_written(out, lang, as_json=as_json)


@app.command(help=later("Write an empty workbook with every sheet, column and list of choices."))
def template(
    out: Annotated[Path, typer.Option(help=later("The workbook to write (.xlsx)."))],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Empty workbook."""
    from placement.service.files import write_template

    write_template(out, lang)
    _say_what_was_written(out, lang, as_json=as_json)


def _beds(word: str) -> float:
    """A number of beds for each person; whoever asks for help needs no values of the domain."""
    from placement.service.generate import beds_ratio

    return beds_ratio(word)


def _day(word: str) -> date:
    """A date on which a week can be read."""
    from placement.service.generate import day_of

    return day_of(word)


@app.command(help=later("Write a made-up week, the same for the same seed; no real person is in it."))
def generate(
    *,
    out: Annotated[Path, typer.Option(help=later("The folder to write."))],
    size: Annotated[
        Literal["S", "M", "L", "XL", "10k"], typer.Option(help=later("How many households there are."))
    ] = "S",
    seed: Annotated[int, typer.Option(min=0, help=later("Another seed gives another week."))] = 1,
    beds: Annotated[
        float,
        typer.Option(
            parser=_beds,
            help=later("Beds for each person: tense, roomy or a figure such as 1.1."),
        ),
    ] = 1.1,
    men_heavy: Annotated[bool, typer.Option("--men-heavy", help=later("More men than women."))] = False,
    group_arrival: Annotated[
        bool, typer.Option("--group-arrival", help=later("Some men of one case arrived together this week."))
    ] = False,
    as_of: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="YYYY-MM-DD", help=later("The day on which the week is read.")),
    ] = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Fictional week to folder."""
    from placement.service.generate import generate_folder

    generate_folder(
        out,
        lang,
        size=size,
        seed=seed,
        beds=beds,
        men_heavy=men_heavy,
        group_arrival=group_arrival,
        as_of=as_of,
    )
    _say_what_was_written(out, lang, as_json=as_json)


@app.command(help=later("Show the rule book: every rule and goal, why it is there and where it comes from."))
def rules(as_json: AsJson = False, lang: LangOption = "nb") -> None:
    """The rule book."""
    from placement.service.rulebook import rule_book

    book = rule_book(lang)
    if as_json:
        _write(json.dumps(book, ensure_ascii=False, indent=2))
    else:
        from placement.service.terminal import show_rules

        show_rules(book, lang)


@app.command(help=later("Write the JSON schema of a week's facts (instance) or of a plan."))
def schema(
    of: Annotated[
        str, typer.Argument(metavar="[instance|plan]", help=later("Which of the two."))
    ] = "instance",
    as_json: AsJson = False,  # noqa: ARG001 - every command takes it; a schema is JSON anyway
    lang: LangOption = "nb",  # noqa: ARG001 - taken by `main`, for what can go wrong
) -> None:
    """JSON schema."""
    from placement.service.export import schema_json

    if of not in {"instance", "plan"}:
        raise typer.BadParameter("instance | plan")
    _write(schema_json(of))


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and end with its exit code. No data and no traceback reach the screen."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = wanted_language(arguments)
    try:
        ended = _command(texts(lang)).main(args=arguments, prog_name="placement", standalone_mode=False)
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


def _command(_: Texts) -> Any:  # noqa: ANN401 - the library hides its own click
    """The commands with their help texts in one language."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.DEFAULT_STRING = _("[default: {}]")
    rich_utils.ENVVAR_STRING = _("[environment: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[required]")
    group: Any = typer.main.get_command(app)
    for command in (group, *group.commands.values()):
        command.help = _(command.help)
        command.get_help_option(typer.Context(command, help_option_names=HELP)).help = _("Show this text.")
        for parameter in command.params:
            if getattr(parameter, "help", None):
                parameter.help = _(parameter.help)
    return group


def _explain(error: Any, lang: Lang) -> int:  # noqa: ANN401 - as above
    """One line about a command line that cannot be understood; the help, where nothing was asked for."""
    kind, context = type(error).__name__, getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        typer.echo(error.format_message())
        return 2
    from placement.service.failures import say_usage

    command = context.command_path if context else "placement"
    name = getattr(error, "option_name", "")
    if getattr(error, "param", None):
        longest = max(error.param.opts, key=len)
        name = longest if longest.startswith("-") else error.param.metavar or longest
    kinds = {"MissingParameter": "missing", "NoSuchOption": "unknown_option", "BadParameter": "bad_value"}
    at_the_top = context is not None and context.parent is None
    usual = "unknown_command" if at_the_top and kind == "UsageError" else "other"
    typer.echo(say_usage(kinds.get(kind, usual), command, name, lang), err=True)
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


def _say_what_tables_are_for(path: Path, lang: Lang) -> None:
    if path.is_dir() or not path.suffix:
        _ = texts(lang)
        note = _("Tables in a plain folder are for aliases and demo data only: nothing protects them.")
        typer.echo(note, err=True)


def _say_what_was_written(path: Path, lang: Lang, *, as_json: bool) -> None:
    if as_json:
        _write(json.dumps({"written": str(path)}, ensure_ascii=False))
    else:
        _ = texts(lang)
        _write(_("Written: {path}", path=path))


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
