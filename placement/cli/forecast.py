"""Who will come."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from placement.cli.options import AsJson, LangOption, Week, dated, theme
from placement.cli.say import say_what_tables_are_for, write_json
from placement.words.texts import later

app = theme()


@app.command(help=later("Tell how many households will come, with a band that holds eight times in ten."))
def forecast(
    week: Week,
    history: Annotated[
        Path | None, typer.Option(help=later("Who came earlier: a CSV file of dates and profiles, no names."))
    ] = None,
    since: Annotated[
        date | None,
        dated(later("The first day from which everybody who came is known; by default 12 weeks back.")),
    ] = None,
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
