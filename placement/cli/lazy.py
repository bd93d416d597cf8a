"""The commands of the list, each made when somebody calls it or asks for its own help."""

from functools import partial
from importlib import import_module
from typing import Any

from typer.core import TyperGroup
from typer.main import get_group

from placement.cli.help import Section, help_of
from placement.cli.listed import COMMANDS, THEMES
from placement.cli.options import HELP
from placement.words.language import Lang
from placement.words.texts import Texts, later, texts, texts_of


class Commands(TyperGroup):
    """`placement` with all its commands, in one language."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(
            name="placement",
            help=later("Plans a week of places for people under an alias: who gets what, and why."),
            no_args_is_help=True,
            context_settings={"help_option_names": HELP},
        )
        self.lang = lang

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - the library hides its own click
        """Their names, as they stand in the list."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as above
        """The command of a name, or nothing."""
        listed = COMMANDS.get(cmd_name)
        if listed is None:
            return None
        module = import_module(f"placement.cli.{listed.module}")
        group = get_group(module.app)
        command = group.commands.get(cmd_name, group)
        command.name, command.help = cmd_name, listed.help
        _speak(command, texts(self.lang))
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """All commands by theme, without loading one."""
        _ = texts_of("commands", self.lang)
        ctx.command.help = _(ctx.command.help)
        rows = [
            Section(_(theme.title), [(one.name, _(one.help)) for one in theme.commands]) for theme in THEMES
        ]
        formatter.write(help_of(ctx, rows, _))


def _speak(one: Any, _: Texts) -> None:  # noqa: ANN401 - as above
    """Help of a command, and of all below it, in one language."""
    one.help = _(one.help)
    one.format_help = partial(_format_help, _)
    for parameter in one.params:
        if parameter.help:
            parameter.help = _(parameter.help)
    for inner in getattr(one, "commands", {}).values():
        _speak(inner, _)


def _format_help(_: Texts, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
    inner = getattr(ctx.command, "commands", {})
    rows = [(name, one.help) for name, one in inner.items()]
    formatter.write(help_of(ctx, [Section(_("Commands"), rows)], _))
