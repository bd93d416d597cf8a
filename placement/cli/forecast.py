"""Who will come, and which rooms they will miss."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.options import MOST, AsJson, History, LangOption, Since, Week, theme
from placement.cli.say import say_what_tables_are_for, write_json
from placement.words.texts import later

app = theme()


@app.command()
def forecast(
    week: Week,
    history: History = None,
    since: Since = None,
    weeks: Annotated[int, typer.Option(min=1, max=104, help=later("How many weeks ahead to tell."))] = 26,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Print the forecast."""
    from placement.service.forecasting import forecast_view, read_arrivals, show_forecast
    from placement.service.planning import load
    from placement.service.sections import plain

    instance = load(week)
    earlier = read_arrivals(history) if history else ()
    say_what_tables_are_for(week, lang)
    view = forecast_view(instance, earlier, since, weeks)
    if as_json:
        write_json(plain(view))
    else:
        show_forecast(view, lang)


@app.command("bed-prices")
def bed_prices(
    *,
    week: Week,
    history: History = None,
    since: Since = None,
    weeks: Annotated[int, typer.Option(min=1, max=26, help=later("How many weeks ahead to look."))] = 8,
    futures: Annotated[int, typer.Option(min=1, max=1000, help=later("How many futures to sample."))] = 20,
    seed: Annotated[
        int, typer.Option(min=0, max=MOST, help=later("Another seed samples other futures."))
    ] = 1,
    most: Annotated[int, typer.Option(min=1, max=1000, help=later("How many rooms to name."))] = 10,
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help=later("Write the prices into the folder of the week, where goal G11 can use them."),
        ),
    ] = False,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Print the rooms."""
    from placement.service.bed_worth import bed_worth, show_bed_worth, write_prices
    from placement.service.forecasting import learnt_flow, read_arrivals
    from placement.service.planning import load
    from placement.service.sections import plain

    instance = load(week)
    flow = learnt_flow(instance, read_arrivals(history) if history else (), since)
    say_what_tables_are_for(week, lang)
    facts, rows, view = bed_worth(instance, flow, weeks=weeks, futures=futures, seed=seed, most=most)
    if write:
        write_prices(week, instance, rows, lang)
    if as_json:
        write_json(plain(view))
    else:
        show_bed_worth(facts, view, lang)


@app.command()
def measures(
    records: Annotated[
        Path,
        typer.Argument(
            metavar="RECORDS", help=later("Weeks' records, as placement simulate --out writes them.")
        ),
    ],
    *,
    elsewhere: Annotated[
        bool,
        typer.Option(
            "--elsewhere", help=later("Only what may leave the unit: nothing of fewer than five households.")
        ),
    ] = False,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Print all measures."""
    from placement.service.measured import read_records, told_of
    from placement.service.measured_words import show_measured
    from placement.service.sections import plain

    read = read_records(records)
    found = {
        cards: told_of(of, elsewhere=elsewhere, beside=read.get(False) if cards else None)
        for cards, of in read.items()
    }
    if as_json:
        write_json({"with_cards" if cards else "usual": plain(told) for cards, told in found.items()})
    else:
        show_measured(found, lang)
