"""Who is a household: split, merged, born into, and gone."""

from datetime import date
from typing import Annotated

import typer

from placement.cli.asked import needed_word, word
from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import carry_out_or_ask, do_or_ask
from placement.cli.options import Household, Why, dated, named, theme
from placement.words.texts import later

app = theme()


@app.command(
    help=later("Some members become a household of their own. Why is asked for, and told to neither.")
)
@at_desk
def split(
    at: AtDesk,
    *,
    household: Household,
    person: Annotated[
        list[str] | None,
        named("[PERSON]", later("Who leaves together; nobody: as the rules split them by themselves.")),
    ] = None,
) -> None:
    """One becomes two."""
    from placement.service.desk.commands.split import SplitHousehold, SplitReason

    _ = at.texts
    with at.opened() as desk:
        why = needed_word(_("Why they part"), SplitReason)
        command = SplitHousehold(household=household, persons=tuple(person or ()), why=why)
        do_or_ask(at, desk, command, why=why)


@app.command(help=later("Two households become one. Each adult has said yes to it, alone."))
@at_desk
def merge(
    at: AtDesk,
    *,
    into: Annotated[str, named("INTO", later("The household whose alias they all bear from then on."))],
    other: Annotated[str, named("OTHER", later("The household that joins it."))],
    why: Why = "",
) -> None:
    """Two become one."""
    from placement.service.desk.commands.merge import MergeHouseholds

    carry_out_or_ask(at, MergeHouseholds(into=into, other=other), why=why)


@app.command(
    help=later("A child is born. Its own links and areas to avoid are those that protect its mother.")
)
@at_desk
def birth(
    at: AtDesk,
    *,
    household: Household,
    mother: Annotated[str, named("MOTHER", later("Alias of the mother."))],
    child: Annotated[str, named("CHILD", later("A new alias for the child."))],
    guardian_confirmed: Annotated[
        bool,
        typer.Option(
            "--guardian-confirmed", help=later("Somebody confirmed that she is its guardian (H02).")
        ),
    ] = False,
    why: Why = "",
) -> None:
    """A new member."""
    from placement.domain.person import Gender
    from placement.service.desk.commands.birth import Birth

    _ = at.texts
    with at.opened() as desk:
        gender = word(_("Gender of the child"), Gender)
        command = Birth(
            household=household,
            mother=mother,
            alias=child,
            gender=gender,
            guardian_confirmed=guardian_confirmed,
        )
        do_or_ask(at, desk, command, why=why)


@app.command(help=later("A household left our care, or will. What kind of place they went to is asked for."))
@at_desk
def left(
    at: AtDesk,
    *,
    household: Household,
    on: Annotated[date, dated(later("The day on which they left."))],
    why: Why = "",
) -> None:
    """An exit."""
    from placement.domain.stay import Destination
    from placement.service.desk.commands.exits import RecordExit

    _ = at.texts
    with at.opened() as desk:
        destination = word(_("What kind of place they went to"), Destination)
        do_or_ask(at, desk, RecordExit(household=household, on=on, destination=destination), why=why)
