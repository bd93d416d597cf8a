"""What if: scenarios of a week, and its sampled futures."""

import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from placement.cli.options import (
    CORES,
    MOST,
    AsJson,
    Cluster,
    History,
    LangOption,
    Since,
    Week,
    Workers,
    theme,
)
from placement.cli.progress import ProgressLine, futures_line
from placement.cli.say import say_what_tables_are_for, say_what_was_written, write_json
from placement.words.texts import later, texts

app = theme()

Weeks = Annotated[int | None, typer.Option(min=1, max=520, help=later("How many weeks, each planned anew."))]
Replications = Annotated[
    int | None, typer.Option(min=1, max=100_000, help=later("How many sampled futures."))
]
Seed = Annotated[int | None, typer.Option(min=0, max=MOST, help=later("Another seed gives other futures."))]
WarmUp = Annotated[
    int | None, typer.Option(min=0, max=520, help=later("Weeks before the first that counts."))
]


@app.command()
def scenario(
    *,
    week: Week,
    name: Annotated[str, typer.Option(help=later("What the scenario is called."))],
    card: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CARD", help=later("A change, as in “beds unit=Gran-1 change=2”; see docs/scenarios.md.")
        ),
    ] = None,
    weeks: Weeks = None,
    replications: Replications = None,
    seed: Seed = None,
    warm_up: WarmUp = None,
    history: History = None,
    since: Since = None,
    out: Annotated[Path | None, typer.Option(help=later("Write the scenario to this file."))] = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Play the cards once, so that nobody saves what cannot be played."""
    from placement.service.forecasting import learnt_from
    from placement.service.plan_file import can_be_saved
    from placement.service.planning import load
    from placement.service.scenario_file import card_of, named, sampled, save_scenario
    from placement.service.simulating import world
    from placement.service.simulation_view import show_scenario

    if out:
        can_be_saved(out)
    cards, instance = [card_of(text) for text in card or ()], load(week)
    learnt = learnt_from(instance, history, since)
    made = sampled(named(name, [*learnt, *cards]), weeks, replications, seed, warm_up)
    world(instance, made)
    say_what_tables_are_for(week, lang)
    if out:
        save_scenario(made, out)
    if as_json:
        write_json({**made.model_dump(mode="json"), "hash": made.content_hash})
    else:
        show_scenario(made, lang)
        if out:
            say_what_was_written(out, lang, as_json=False)


@app.command()
def simulate(
    *,
    week: Week,
    scenario_file: Annotated[
        Path | None,
        typer.Option(
            "--scenario", help=later("A scenario; what is said beside it goes before what it says.")
        ),
    ] = None,
    weeks: Weeks = None,
    replications: Replications = None,
    seed: Seed = None,
    warm_up: WarmUp = None,
    history: History = None,
    since: Since = None,
    workers: Workers = CORES,
    cluster: Cluster = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            help=later("Keep each future in this folder: stopped or killed, it goes on where it was.")
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=later("Also write every week's record to this file, a line each."))
    ] = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Whoever stops it gets no half result; with a folder to keep them in, the futures that are there stay."""
    from placement.service.forecasting import learnt_from
    from placement.service.plan_file import can_be_saved, save_text
    from placement.service.planning import load
    from placement.service.scenario_file import load_scenario, named, sampled
    from placement.service.simulation_view import show_simulated, simulated
    from placement.simulation.kept import Kept

    if out:
        can_be_saved(out)
    _, line = texts(lang), ProgressLine()
    begun = load_scenario(scenario_file) if scenario_file else named(_("As it is"), ())
    instance = load(week)
    learnt = learnt_from(instance, history, since)
    say_what_tables_are_for(week, lang)
    made = sampled(begun, weeks, replications, seed, warm_up)
    folder = nullcontext(str(keep)) if keep else tempfile.TemporaryDirectory()
    with folder as name:
        found = simulated(
            instance, made, Kept(Path(name)), learnt=learnt, workers=workers, cluster=cluster,
            tell=lambda progress: line(progress.done, progress.of, futures_line(progress, _)),
        )  # fmt: skip
        if out:
            save_text("".join(found.records()), out)
    if as_json:
        write_json(found.as_json())
    else:
        show_simulated(found, lang)
        if out:
            say_what_was_written(out, lang, as_json=False)
