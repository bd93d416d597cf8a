"""Questions of the allocation meeting, asked of a week that lies in tables."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.options import AsJson, LangOption, Week, theme
from placement.cli.say import say_what_tables_are_for, write_json
from placement.words.texts import later

app = theme()

PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan", help=later("What others get: a plan file. Without it only what stands now counts.")
    ),
]


@app.command()
def tonight(
    week: Week,
    households: Annotated[list[str], typer.Argument(metavar="HOUSEHOLD ...", help=later("Their aliases."))],
    plan_file: PlanFile = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Print the best three answers."""
    from placement.domain.plan import Plan
    from placement.service.plan_file import load_plan
    from placement.service.planning import derived, load
    from placement.service.sections import plain
    from placement.service.tonight import show_tonight, tonight_view

    facts = derived(load(week))
    say_what_tables_are_for(week, lang)
    view = tonight_view(facts, load_plan(plan_file) if plan_file else Plan(), households, lang)
    if as_json:
        write_json(plain(view))
    else:
        show_tonight(view, lang)


@app.command("ask-first")
def ask_first(
    week: Week,
    plan_file: Annotated[
        Path | None,
        typer.Option(
            "--plan", help=later("The plan as it is: a plan file. Without it the best plan is made.")
        ),
    ] = None,
    most: Annotated[int, typer.Option(min=1, max=1000, help=later("How many questions to tell."))] = 5,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Print the questions, each with what an answer could change."""
    from placement.service.child import ChildPlanner

    with ChildPlanner() as planner:
        from placement.service.ask_first import asked_first, show_ask_first
        from placement.service.plan_file import load_plan
        from placement.service.planning import load

        instance = load(week)
        say_what_tables_are_for(week, lang)
        view = asked_first(instance, load_plan(plan_file) if plan_file else None, planner, lang, most=most)
    if as_json:
        write_json(view.as_json())
    else:
        show_ask_first(view, lang)
