"""Why, why not, what else, what changed and what if, asked of a week that lies in tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.options import AsJson, LangOption, Week, alias, dated, day, theme
from placement.cli.say import say_what_tables_are_for, write_json
from placement.words.language import Lang
from placement.words.texts import later, texts

if TYPE_CHECKING:
    from placement.service.question import Question

app = theme()

PlanFile = Annotated[
    Path | None, typer.Option("--plan", help=later("A plan file. Without it the best plan is made first."))
]
Seconds = Annotated[
    float, typer.Option(min=0.1, max=86_400, help=later("Longest time for each plan that is made."))
]


@contextmanager
def asked(week: Path, plan_file: Path | None, seconds: float, lang: Lang) -> "Iterator[Question]":
    """The week with its plan, and a planner that is ready for more."""
    from placement.service.child import ChildPlanner

    with ChildPlanner(remembers=True) as planner:
        from placement.service.plan_file import load_plan
        from placement.service.planning import load
        from placement.service.question import question

        given = load_plan(plan_file) if plan_file else None
        instance = load(week)
        say_what_tables_are_for(week, lang)
        yield question(instance, planner, given, seconds=seconds)


@app.command()
def explain(
    week: Week,
    who: Annotated[
        str, typer.Argument(metavar="WHO", parser=alias, help=later("Alias of a household or a person."))
    ],
    at: Annotated[
        str | None,
        typer.Option(metavar="WHERE", help=later("Why not there: a place (T1+T2), a unit or a programme.")),
    ] = None,
    on: Annotated[date | None, dated(later("With --at: the first night that is asked about."))] = None,
    plan_file: PlanFile = None,
    seconds: Seconds = 20.0,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Why here, why not there, why nowhere."""
    with asked(week, plan_file, seconds, lang) as question:
        from placement.service.explained import explained, sections
        from placement.service.sections import plain, show_sections

        answer = explained(question, who, at, on, lang)
    if as_json:
        write_json(plain(answer))
    else:
        show_sections(f"{who} – {at}" if at else who, sections(answer, lang))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD_WEEK", help=later("The earlier week."))],
    new: Annotated[Path, typer.Argument(metavar="NEW_WEEK", help=later("The later week."))],
    old_plan: Annotated[Path | None, typer.Option(help=later("The earlier plan, as a plan file."))] = None,
    new_plan: Annotated[Path | None, typer.Option(help=later("The later plan, as a plan file."))] = None,
    looks: Annotated[
        int,
        typer.Option(min=2, max=10_000, help=later("How many plans are made at most to find the causes.")),
    ] = 120,
    seconds: Seconds = 20.0,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Changes with causes."""
    from placement.service.child import ChildPlanner

    with ChildPlanner() as planner:
        from placement.service.plan_diff import diff_sections, diff_view
        from placement.service.plan_file import load_plan
        from placement.service.planning import load
        from placement.service.question import question
        from placement.service.sections import plain, show_sections

        plans = [load_plan(one) if one else None for one in (old_plan, new_plan)]
        weeks = [load(one) for one in (old, new)]
        say_what_tables_are_for(new, lang)
        then, now = (question(w, planner, p, seconds=seconds) for w, p in zip(weeks, plans, strict=True))
        view = diff_view(then, now, lang, looks=looks)
    if as_json:
        write_json(plain(view))
    else:
        show_sections(texts(lang)("What changed"), diff_sections(view, lang))


@app.command()
def alternatives(
    week: Week,
    plan_file: PlanFile = None,
    loss: Annotated[
        int, typer.Option(min=0, max=1_000_000, help=later("Points that another plan may lose more."))
    ] = 100,
    seconds: Seconds = 20.0,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Plans beside each other."""
    with asked(week, plan_file, seconds, lang) as question:
        from placement.service.alternative_plans import plans_sections, plans_view
        from placement.service.sections import plain, show_sections

        view = plans_view(question, lang, loss=loss)
    if as_json:
        write_json(plain(view))
    else:
        show_sections(texts(lang)("Plans beside each other"), plans_sections(view, lang))


Pair = tuple[str, str]


@app.command()
def whatif(
    week: Week,
    *,
    close: Annotated[str | None, typer.Option(metavar="UNIT", help=later("A unit is closed."))] = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--from", parser=day, metavar="YYYY-MM-DD", help=later("With --close: from when; without, today.")
        ),
    ] = None,
    until: Annotated[date | None, dated(later("With --close: until when; without, for good."))] = None,
    burnt: Annotated[
        str | None, typer.Option(metavar="UNIT", help=later("The address of a unit has become known."))
    ] = None,
    avoid: Annotated[
        Pair | None,
        typer.Option(metavar="WHO AREA", help=later("A household or person must avoid an area.")),
    ] = None,
    lock: Annotated[
        Pair | None,
        typer.Option(metavar="HOUSEHOLD WHERE", help=later("A household is locked to a place or a unit.")),
    ] = None,
    set_aside: Annotated[
        tuple[str, str, str] | None,
        typer.Option(metavar="RULE HOUSEHOLD UNIT", help=later("Two people set a hard rule aside.")),
    ] = None,
    arrive: Annotated[
        tuple[int, str] | None,
        typer.Option(metavar="N women|men", help=later("So many people arrive tonight, each alone.")),
    ] = None,
    move: Annotated[
        Pair | None,
        typer.Option(
            metavar="HOUSEHOLD PLACE",
            help=later("A place is given by hand; the rest of the plan is left as it is."),
        ),
    ] = None,
    swap: Annotated[
        Pair | None,
        typer.Option(
            metavar="HOUSEHOLD HOUSEHOLD", help=later("Two swap the places that the plan gives them.")
        ),
    ] = None,
    plan_file: PlanFile = None,
    seconds: Seconds = 20.0,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Consequences, in a sandbox."""
    with asked(week, plan_file, seconds, lang) as question:
        from placement.service.acts_asked import Acts
        from placement.service.sections import plain, show_sections
        from placement.service.what_if import what_if_sections, what_if_view

        acts = Acts(close, since, until, burnt, avoid, lock, set_aside, arrive, move, swap)
        view = what_if_view(question, acts, lang)
    if as_json:
        write_json(plain(view))
    else:
        show_sections(texts(lang)("What would come of it"), what_if_sections(view, lang))
