"""A drill: a fictional group comes on a day."""

from datetime import date
from typing import Annotated

import typer

from placement.cli.options import MOST, AsJson, LangOption, Week, dated, theme
from placement.cli.say import say_what_tables_are_for, write_json
from placement.words.texts import later

app = theme()


def language_code(word: str) -> str:
    """A code of ISO 639-3. Raises ValueError."""
    from pydantic import TypeAdapter

    from placement.domain.person import LanguageCode

    found: str = TypeAdapter(LanguageCode).validate_python(word)
    return found


@app.command()
def drill(
    *,
    week: Week,
    on: Annotated[date, dated(later("The day on which they come."))],
    men: Annotated[int, typer.Option(min=0, help=later("How many men."))] = 0,
    women: Annotated[int, typer.Option(min=0, help=later("How many women."))] = 0,
    language: Annotated[
        str,
        typer.Option(
            parser=language_code, metavar="CODE", help=later("What they speak, as in ron, vie (ISO 639-3).")
        ),
    ] = "ron",
    seed: Annotated[int, typer.Option(min=0, max=MOST, help=later("Another seed brings other people."))] = 1,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Print it. Nothing is saved."""
    from placement.service.drill import Drill, drill_view
    from placement.service.drill_words import show_drill
    from placement.service.planning import load
    from placement.service.sections import plain

    instance = load(week)
    say_what_tables_are_for(week, lang)
    view = drill_view(instance, Drill(on, men, women, language, seed), lang)
    if as_json:
        write_json(plain(view))
    else:
        show_drill(view, lang)
