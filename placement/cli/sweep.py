"""One or two things turned, and what becomes of the week."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.options import CORES, MOST, AsJson, Cluster, LangOption, Week, Workers, theme
from placement.cli.progress import ProgressLine, futures_line
from placement.cli.say import say_what_tables_are_for, write, write_json
from placement.words.texts import later, texts

app = theme()


@app.command()
def sweep(
    week: Week,
    *,
    lever: Annotated[list[str], typer.Option(help=later("What is turned: docs/how-to/sweep.md lists all."))],
    values: Annotated[
        list[str],
        typer.Option(help=later("Where it stands, with commas between; “none” is the week as it is.")),
    ],
    out: Annotated[Path, typer.Option(help=later("The folder of the futures and the results."))],
    weeks: Annotated[
        int, typer.Option(min=1, max=520, help=later("How far each future of the sweep goes."))
    ] = 26,
    replications: Annotated[
        int, typer.Option(min=1, max=100_000, help=later("How many futures at each point of the sweep."))
    ] = 20,
    seed: Annotated[
        int, typer.Option(min=0, max=MOST, help=later("With another seed other people come."))
    ] = 1,
    workers: Workers = CORES,
    cluster: Cluster = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Print the results, and write them."""
    from placement.domain.scenario import Scenario
    from placement.service.planning import load
    from placement.service.sections import plain
    from placement.service.sweeping import levers_of, make_sweep, save_sweep, show_sweep

    turned = levers_of(lever, values)
    instance = load(week)
    say_what_tables_are_for(week, lang)
    scenario = Scenario(name="sweep", weeks=weeks, replications=replications, seed=seed)
    _, line = texts(lang), ProgressLine()
    swept = make_sweep(
        instance, scenario, turned, out, workers=workers, cluster=cluster,
        tell=lambda progress: line(progress.done, progress.of, futures_line(progress, _)),
    )  # fmt: skip
    path = save_sweep(swept, out)
    if as_json:
        write_json(plain(swept))
    else:
        show_sweep(swept, lang)
        write(_("Written: {path}", path=path))
