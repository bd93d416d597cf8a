"""What a command did, or for what it now waits."""

from typing import TYPE_CHECKING

from placement.cli.at_desk import AtDesk
from placement.cli.say import note, write, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placement.service.desk.commands.command import Command
    from placement.service.protection import Lowering


def carry_out_or_ask(at: AtDesk, command: "Command", *, why: str = "") -> None:
    """Carry out a command; what lowers a protection becomes a request for a second person."""
    from placement.service.desk.carry_out import carry_out
    from placement.service.desk.desk import NeedsSecond
    from placement.service.desk.requests import ask
    from placement.service.desk.waiting import knowable

    with at.opened() as desk:
        try:
            done = carry_out(desk, at.login, command, why=why)
        except NeedsSecond as needs:
            if not why:
                raise
            number = ask(desk, at.login, command, why=why)
            say_waits(at, number, knowable(desk, at.login, needs.lowerings))
        else:
            say_done(at, done.change)


def say_done(at: AtDesk, change: int | None) -> None:
    """The number of the change."""
    _ = at.texts
    if at.as_json:
        write_json({"change": change})
    elif change is not None:
        write(_("Done: change {number}.", number=change))
    else:
        write(_("Done."))


def say_waits(at: AtDesk, number: int, lowerings: "Iterable[Lowering]") -> None:
    """The number of the request, and what it would lower."""
    _ = at.texts
    if at.as_json:
        write_json({"request": number})
        return
    say_lowerings(at, lowerings)
    write(_("Request {number} waits for a second person: placement desk grant {number}", number=number))


def say_lowerings(at: AtDesk, lowerings: "Iterable[Lowering]") -> None:
    """Each protection that would be lower; for who wants to change it, and may know of them."""
    from placement.service.protection_words import say_lowering

    for one in lowerings:
        note(f"– {say_lowering(one, at.lang)}")
