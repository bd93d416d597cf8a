"""The rule book and the schemas."""

import json
from typing import Annotated

import typer

from placement.cli.options import AsJson, LangOption, theme
from placement.cli.say import write
from placement.words.texts import later

app = theme()


@app.command()
def rules(as_json: AsJson = False, lang: LangOption = "nb") -> None:
    """The rule book."""
    from placement.service.rulebook import rule_book

    book = rule_book(lang)
    if as_json:
        write(json.dumps(book, ensure_ascii=False, indent=2))
    else:
        from placement.service.terminal import show_rules

        show_rules(book, lang)


@app.command()
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
    write(schema_json(of))
