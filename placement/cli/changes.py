"""What was done on the desk, and taking it back; what waits for a second person."""

from typing import Annotated

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import done_or_asked, say_done, say_lowerings, telling_what_it_lowers
from placement.cli.options import MOST, Why, theme
from placement.cli.say import write, write_json
from placement.cli.tables import few, moment, show_table
from placement.words.texts import later

app = theme()

Number = Annotated[int, typer.Argument(metavar="N", min=1, max=MOST, help=later("Number of the request."))]


@app.command(help=later("Take back your latest change, or the one with a number."))
@at_desk
def undo(
    at: AtDesk,
    change: Annotated[int | None, typer.Argument(metavar="[N]", help=later("Number of the change."))] = None,
    why: Why = "",
) -> None:
    """Undo, or ask for it."""
    from placement.service.desk.undo import ask_to_undo
    from placement.service.desk.undo import undo as take_back

    with at.opened() as desk:
        done_or_asked(
            at, desk, lambda: take_back(desk, at.login, change),
            lambda: ask_to_undo(desk, at.login, change, why=why), why=why,
        )  # fmt: skip


@app.command(help=later("Do again what you last took back."))
@at_desk
def redo(at: AtDesk) -> None:
    """Redo."""
    from placement.service.desk.undo import redo as do_again

    with at.opened() as desk, telling_what_it_lowers(at, desk):
        done = do_again(desk, at.login)
    say_done(at, done.change)


@app.command(help=later("Show what was done: by whom, when, and in which tables."))
@at_desk
def history(
    at: AtDesk,
    most: Annotated[int, typer.Option(min=1, max=1000, help=later("So many changes."))] = 20,
) -> None:
    """The latest changes."""
    from placement.service.desk.act_words import act_name
    from placement.service.desk.history import history as latest
    from placement.service.desk.named import table_name

    with at.opened() as desk:
        found = latest(desk, at.login, most=most)
    if at.as_json:
        write_json([one._asdict() for one in found])
        return
    _ = at.texts
    rows = []
    for one in found:
        touched = few([f"{table_name(table, at.lang)} {n}" for table, n in one.tables.items()])
        by = f"{one.by} + {one.second}" if one.second else one.by
        undone = _("taken back by {number}", number=one.undone_by) if one.undone_by else ""
        rows.append(
            (one.number, moment(one.at), by, act_name(one.command, at.lang), touched, one.why, undone)
        )
    show_table("", (_("No."), _("When (UTC)"), _("Who"), _("What"), _("Rows"), _("Why"), ""), rows)


@app.command(help=later("Show what waits for a second person."))
@at_desk
def requests(at: AtDesk) -> None:
    """Open requests."""
    from placement.service.desk.act_words import act_name
    from placement.service.desk.waiting import waiting

    with at.opened() as desk:
        found = waiting(desk, at.login)
    if at.as_json:
        write_json({"requests": [_plain(one._asdict()) for one in found.requests], "others": found.others})
        return
    _ = at.texts
    if not found.requests:
        write(_("Nothing waits for you."))
    for one in found.requests:
        facts = {"number": one.number, "by": one.by, "when": moment(one.at)}
        what = f"{act_name(one.command, at.lang)} {one.about}".rstrip()
        write(_("Request {number}, asked by {by} at {when} (UTC): {what}", what=what, **facts))
        say_lowerings(at, one.lowerings)
    if found.others:
        write(_.n("{count} more waits for others.", "{count} more wait for others.", found.others))


def _plain(told: dict[str, object]) -> dict[str, object]:
    lowerings = told["lowerings"]
    assert isinstance(lowerings, tuple)  # noqa: S101 - for the reader of types
    return told | {"lowerings": [one._asdict() for one in lowerings]}


@app.command(help=later("Say yes as the second person."))
@at_desk
def grant(at: AtDesk, number: Number) -> None:
    """Yes."""
    from placement.service.desk.waiting import say_yes

    with at.opened() as desk:
        change = say_yes(desk, at.login, number)
    say_done(at, change)


@app.command(help=later("Say no as the second person, or take back your own request."))
@at_desk
def refuse(at: AtDesk, number: Number) -> None:
    """No."""
    from placement.service.desk.waiting import say_no

    with at.opened() as desk:
        say_no(desk, at.login, number)
    say_done(at, None)
