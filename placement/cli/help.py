"""Help as plain text, in one language: as wide as the terminal, and nothing slow is loaded to draw it."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import typer

from placement.cli.options import HELP, MOST
from placement.words.texts import Texts

WIDEST = 100
"""Columns; longer lines are hard to read."""
NAMES = 34
"""Columns that names get at most; what a longer name means begins on the next line."""


class Section(NamedTuple):
    """What stands under one heading: names, and what each means."""

    title: str
    rows: Sequence[tuple[str, str]]


def help_of(ctx: Any, sections: Iterable[Section], _: Texts) -> str:  # noqa: ANN401 - the library hides its own click
    """The help of a command.

    Args:
        ctx: The library's context of the command.
        sections: What stands between what the command does and its options.
        _: The language.
    """
    parts = [one for one in ctx.command.params if not one.hidden]
    arguments = [_row(one, _) for one in parts if one.param_type_name == "argument"]
    options = [_row(one, _) for one in parts if one.param_type_name == "option"]
    options.append((", ".join(HELP), _("Show this text.")))
    told = (Section(_("Arguments"), arguments), *sections, Section(_("Options"), options))
    width = min(shutil.get_terminal_size().columns, WIDEST)
    blocks = [_wrapped(_usage(ctx, _), width, rest=4), _wrapped(ctx.command.help, width)]
    return "\n\n".join([*blocks, *(_block(one, width) for one in told if one.rows)])


def _usage(ctx: Any, _: Texts) -> str:  # noqa: ANN401 - as above
    """How it is typed. What must be given has no brackets."""
    words = " ".join(ctx.command.collect_usage_pieces(ctx)).replace("{", "").replace("}", "")
    words = words.replace("[OPTIONS]", _("[OPTIONS]")).replace("COMMAND [ARGS]...", _("COMMAND …"))
    return f"{_('Usage:')} {ctx.command_path} {words}"


def _row(parameter: Any, _: Texts) -> tuple[str, str]:  # noqa: ANN401 - as above
    """An argument or an option: its names, and what it does."""
    kind = "" if getattr(parameter, "is_flag", False) else parameter.metavar or parameter.display_type(None)
    kind = {"<path>": _("<path>"), "<str>": _("<text>")}.get(kind, kind)
    if "<int" in kind or "<float" in kind:
        kind = _("<number>")
    names = ", ".join(sorted(parameter.opts, key=len)) if parameter.param_type_name == "option" else ""
    return f"{names} {kind}".strip(), " ".join(filter(None, (parameter.help, *_notes(parameter, _))))


def _notes(parameter: Any, _: Texts) -> Iterator[str]:  # noqa: ANN401 - as above
    """What is allowed, and what holds where it is left out."""
    least, most, usual = (getattr(parameter, name, None) for name in ("min", "max", "default"))
    if least is not None:
        yield f"[{least}–{most}]" if most and most < MOST else f"[≥ {least}]"
    if parameter.envvar and parameter.show_envvar:
        yield _("[environment: {}]").format(parameter.envvar)
    if usual not in (None, "", False, (), []) and parameter.show_default:
        yield _("[default: {}]").format(usual)
    if parameter.required:
        yield _("[required]")


def _block(section: Section, width: int) -> str:
    """A heading and its rows. Bold reaches terminals alone."""
    column = min(NAMES, max(len(name) for name, _ in section.rows)) + 4
    lines = [typer.style(section.title, bold=True)]
    for name, means in section.rows:
        begun, said = f"  {name}".ljust(column), _wrapped(means, width, column, column)
        lines.append(begun + said[column:] if len(begun) == column else f"{begun}\n{said}")
    return "\n".join(lines)


def _wrapped(text: str, width: int, first: int = 0, rest: int = 0) -> str:
    """Lines of a text, and so many spaces before the first of them and before the rest."""
    return textwrap.fill(
        text, max(width, rest + 30), initial_indent=" " * first, subsequent_indent=" " * rest,
        break_on_hyphens=False,
    )  # fmt: skip
