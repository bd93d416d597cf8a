"""Public benchmarks, for whoever wants to compare the core with others."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.options import AsJson, LangOption, Week, theme
from placement.cli.say import say_what_tables_are_for, say_what_was_written, write, write_json
from placement.cli.stop import stopped_by_ctrl_c
from placement.words.texts import later

app = theme()


@app.command(
    help=later(
        "Plan a file of the public benchmark “patient admission scheduling”, and tell value, bound, gap and time."
    )
)
def pas(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=later("A file of the benchmark."))],
    seconds: Annotated[
        float, typer.Option(min=1, max=86_400, help=later("Time to search, in seconds."))
    ] = 60.0,
    workers: Annotated[int, typer.Option(min=1, max=64, help=later("Searches side by side."))] = 2,
    out: Annotated[
        Path | None, typer.Option(help=later("Write patient, night and room to this file (.csv)."))
    ] = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> int:
    """Print the figures; the plan goes to a file."""
    from placement.service.pas import exit_code, pas_view, run_pas, save_answer, show_pas
    from placement.service.plan_file import can_be_saved

    if out:
        can_be_saved(out)
    with stopped_by_ctrl_c(lang) as stop:
        found = run_pas(file, seconds=seconds, workers=workers, stop=stop)
    if out and found.stretches:
        save_answer(found.stretches, out)
    view = pas_view(found)
    if as_json:
        write_json(view._asdict())
    else:
        write(show_pas(view, lang))
        if out and found.stretches:
            say_what_was_written(out, lang, as_json=False)
    return exit_code(found)


@app.command(help=later("Write the programme of each stage of a week as MPS, with what it came to."))
def mps(
    week: Week,
    out: Annotated[Path, typer.Option(help=later("The folder to write."))],
    seconds: Annotated[
        float, typer.Option(min=0.1, max=86_400, help=later("Longest time to look for a better plan."))
    ] = 60.0,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """One file a stage, and a list of them."""
    from placement.service.mps import show_mps, write_mps

    files = write_mps(week, out, seconds=seconds)
    say_what_tables_are_for(week, lang)
    if as_json:
        write_json([one._asdict() for one in files])
    else:
        write(show_mps(files, lang))


def _against(word: str) -> tuple[str, ...]:
    from placement.service.weekly_view import against

    return against(word)


def _seeds(word: str) -> tuple[int, ...]:
    from placement.service.weekly_view import seeds

    return seeds(word)


def _beds(word: str) -> str:
    from placement.service.generate import beds_ratio

    return word if beds_ratio(word) else ""


def _size(word: str) -> str:
    from placement.simulation.sizes import Size

    return Size(word)


@app.command(
    help=later(
        "Plan made-up weeks beside other engines and simpler ways, on the same cores and the same files."
    )
)
def weekly(
    size: Annotated[
        str,
        typer.Option(parser=_size, metavar="S|M|L|XL|10k", help=later("How many households there are.")),
    ] = "S",
    seeds: Annotated[
        str, typer.Option(parser=_seeds, metavar="SEEDS", help=later("Which weeks, as 1-5 or 1,3."))
    ] = "1-5",
    beds: Annotated[
        str,
        typer.Option(
            parser=_beds,
            metavar="BEDS",
            help=later("Beds for each person: tense, roomy or a figure such as 1.1."),
        ),
    ] = "tense",
    against: Annotated[
        str,
        typer.Option(
            parser=_against, metavar="NAMES",
            help=later("all, none, or with commas: cp-sat, highs, scip, cbc, first-come, priority."),
        ),
    ] = "none",
    seconds: Annotated[
        float, typer.Option(min=0.1, max=86_400, help=later("Limit for each contender and week, in seconds."))
    ] = 60.0,
    out: Annotated[
        Path | None, typer.Option(help=later("Add a line of JSON for each contender and week to this file."))
    ] = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:  # fmt: skip
    """Print how they compare."""
    from placement.service.plan_file import add_lines, can_be_saved
    from placement.service.weekly import Asked, contest
    from placement.service.weekly_view import show_contest

    if out:
        can_be_saved(out)
    entries = [
        entry for seed in seeds for entry in contest(Asked(size, int(seed), beds, seconds), tuple(against))
    ]
    if out:
        add_lines([entry.row() for entry in entries], out)
    if as_json:
        write_json([entry.row() for entry in entries])
    else:
        write(show_contest(entries, lang))
