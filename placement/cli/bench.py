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
