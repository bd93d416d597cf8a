"""Planning and judging a week that lies in tables."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.options import AsJson, Engine, LangOption, Week, theme
from placement.cli.say import say_what_tables_are_for, write
from placement.cli.stop import stopped_by_ctrl_c
from placement.errors import OutOfTime
from placement.words.texts import later

FINDINGS = 1
"""Exit code of `check` for a plan that breaks a rule."""

app = theme()


@app.command()
def plan(
    week: Week,
    seconds: Annotated[
        float, typer.Option(min=0.1, max=86_400, help=later("Longest time to look for a better plan."))
    ] = 20.0,
    out: Annotated[Path | None, typer.Option(help=later("Also write the plan to this file."))] = None,
    engine: Engine = "race",
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Make, judge and print a plan. Ctrl-C prints the best so far."""
    from placement.service.child import ChildPlanner

    with ChildPlanner(searcher=engine) as planner:
        from placement.service.plan_file import can_be_saved, save_plan
        from placement.service.planning import load, make_plan
        from placement.service.views import plan_view

        if out:
            can_be_saved(out)
        instance = load(week)
        say_what_tables_are_for(week, lang)
        with stopped_by_ctrl_c(lang) as stop:
            try:
                answer = make_plan(instance, seconds=seconds, stop=stop, planner=planner)
            except OutOfTime:
                if stop():
                    raise typer.Abort from None
                raise
    if out:
        save_plan(answer.plan, out)
    if as_json:
        from placement.service.export import answer_json

        write(answer_json(answer))
    else:
        from placement.service.terminal import show_plan

        show_plan(plan_view(answer, lang), lang)


@app.command()
def check(
    week: Week,
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN", help=later("A plan file, as plan --out writes it."))
    ],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Judge and print the findings."""
    from placement.service.plan_file import load_plan
    from placement.service.planning import check_plan, derived, load
    from placement.service.terminal import show_review
    from placement.service.views import review_view

    facts, to_check = derived(load(week)), load_plan(plan_file)
    say_what_tables_are_for(week, lang)
    review = check_plan(facts, to_check)
    if as_json:
        write(review.model_dump_json(indent=2))
    else:
        show_review(review_view(facts, to_check, review, lang), lang)
    if review.breaches:
        raise typer.Exit(FINDINGS)
