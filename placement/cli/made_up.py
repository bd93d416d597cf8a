"""Made-up weeks."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from placement.cli.options import AsJson, LangOption, day, theme
from placement.cli.say import say_what_was_written
from placement.words.texts import later

app = theme()


def _beds(word: str) -> float:
    """A number of beds for each person; whoever asks for help needs no values of the domain."""
    from placement.service.generate import beds_ratio

    return beds_ratio(word)


@app.command()
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
        typer.Option(parser=day, metavar="YYYY-MM-DD", help=later("The day on which the week is read.")),
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
    say_what_was_written(out, lang, as_json=as_json)
