"""Weeks in and out of files."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.options import AsJson, LangOption, theme
from placement.cli.say import say_what_tables_are_for, say_what_was_written
from placement.words.texts import later

app = theme()


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=later("A workbook (.xlsx, .ods)."))],
    out: Annotated[Path, typer.Option(help=later("The folder to write."))],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Workbook to folder."""
    from placement.service.files import to_folder

    to_folder(file, out, lang)
    say_what_tables_are_for(out, lang)
    say_what_was_written(out, lang, as_json=as_json)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=later("A folder of tables."))],
    out: Annotated[Path, typer.Option(help=later("The workbook to write (.xlsx)."))],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Folder to workbook."""
    from placement.service.files import to_workbook

    to_workbook(folder, out, lang)
    say_what_tables_are_for(folder, lang)
    say_what_was_written(out, lang, as_json=as_json)


@app.command()
def template(
    out: Annotated[Path, typer.Option(help=later("The workbook to write (.xlsx)."))],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Empty workbook."""
    from placement.service.files import write_template

    write_template(out, lang)
    say_what_was_written(out, lang, as_json=as_json)
