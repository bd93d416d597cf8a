"""What to open or train next."""

import re
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from placement.cli.options import CORES, MOST, AsJson, Cluster, LangOption, Week, Workers, theme
from placement.cli.progress import ProgressLine
from placement.cli.say import say_what_tables_are_for, write_json
from placement.cli.stop import stopped_by_ctrl_c
from placement.words.texts import later

app = theme()
STOPPING = later("Stopping with what is done. Ctrl-C again ends at once.")


class Price(NamedTuple):
    """What somebody says that a candidate costs a year."""

    name: str
    kroner: int


def price(word: str) -> Price:
    """`KIND:WHERE=KRONER`. Raises ValueError."""
    found = re.fullmatch(r"([a-z_]+:[^:=]+)=(\d{1,9})", word)
    if found is None or not int(found[2]):
        raise ValueError(word)
    return Price(found[1], int(found[2]))


@app.command("next-capacity")
def next_capacity(
    *,
    week: Week,
    scenario_file: Annotated[
        Path | None,
        typer.Option("--scenario", help=later("A scenario in whose world the candidates are tried.")),
    ] = None,
    weeks: Annotated[
        int | None,
        typer.Option(min=1, max=520, help=later("How many weeks each future has; 26 unless told.")),
    ] = None,
    replications: Annotated[
        int | None,
        typer.Option(
            min=8,
            max=10_000,
            help=later("How many sampled futures a candidate meets at most; 20 unless told."),
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=MOST, help=later("A seed: another one gives other futures."))
    ] = None,
    most: Annotated[
        int,
        typer.Option(
            min=1,
            max=50,
            help=later("Most candidates for a place to sleep; half as many of each other need."),
        ),
    ] = 4,
    price: Annotated[
        list[Price] | None,
        typer.Option(
            parser=price,
            metavar="KIND:WHERE=KRONER",
            help=later("Another price a year, by the id that --json tells."),
        ),
    ] = None,
    workers: Workers = CORES,
    cluster: Cluster = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            help=later("Keep what is simulated in this folder: asked again, it goes on where it was.")
        ),
    ] = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Stopped once, it answers of what is done."""
    from placement.domain.scenario import Scenario
    from placement.service import next_capacity as asked
    from placement.service import next_capacity_words as words
    from placement.service.planning import load
    from placement.service.scenario_file import load_scenario, sampled
    from placement.simulation.kept import Kept

    begun = load_scenario(scenario_file) if scenario_file else Scenario(name="next-capacity", replications=20)
    scenario = sampled(begun, weeks, replications, seed, None)
    instance = load(week)
    say_what_tables_are_for(week, lang)
    line, kroner = ProgressLine(), {one.name: one.kroner for one in price or ()}
    folder = nullcontext(str(keep)) if keep else tempfile.TemporaryDirectory()
    with folder as name, stopped_by_ctrl_c(lang, STOPPING) as stopped:
        found = asked.next_capacity(
            instance, scenario, Kept(Path(name)), kroner=kroner, most=most, workers=cluster or workers,
            cancelled=stopped, tell=lambda told: line(told.done, told.of, words.told_line(told, lang)),
        )  # fmt: skip
    if as_json:
        write_json(words.as_json(found, lang))
    else:
        words.show_next_capacity(found, lang)
