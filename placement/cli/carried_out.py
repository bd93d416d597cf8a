"""What a command did, or for what it now waits."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from placement.cli.at_desk import AtDesk
from placement.cli.say import note, write, write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from placement.service.desk.carry_out import Outcome
    from placement.service.desk.commands.command import Command
    from placement.service.desk.desk import Desk
    from placement.service.protection import Lowering


def carry_out_or_ask(at: AtDesk, command: "Command", *, why: str = "") -> None:
    """Open the desk, and do what `do_or_ask` does."""
    with at.opened() as desk:
        do_or_ask(at, desk, command, why=why)


def do_or_ask(at: AtDesk, desk: "Desk", command: "Command", *, why: str = "") -> "Outcome | None":
    """Carry out a command; what lowers a protection becomes a request for a second person, if a reason is given.

    Raises:
        NeedsSecond: There is no reason; what it would lower was told before.
        Others as `carry_out`.
    """
    from placement.service.desk.carry_out import carry_out
    from placement.service.desk.requests import ask

    def do() -> "Outcome":
        return carry_out(desk, at.login, command, why=why)

    return done_or_asked(at, desk, do, lambda: ask(desk, at.login, command, why=why), why=why)


def done_or_asked(
    at: AtDesk, desk: "Desk", do: "Callable[[], Outcome]", ask: "Callable[[], int]", *, why: str
) -> "Outcome | None":
    """What `do` did; where it lowers a protection, `ask` asks a second person, if a reason is given. Raises as `do`."""
    from placement.service.desk.desk import NeedsSecond
    from placement.service.desk.waiting import knowable

    try:
        done = do()
    except NeedsSecond as needs:
        lowered = knowable(desk, at.login, needs.lowerings)
        if why:
            say_waits(at, ask(), lowered)
            return None
        _ = at.texts
        say_lowerings(at, lowered)
        note(_("With --why CODE the same command asks a second person."))
        raise
    say_done(at, done.change)
    return done


@contextmanager
def telling_what_it_lowers(at: AtDesk, desk: "Desk") -> "Iterator[None]":
    """Tell each protection that what is done inside would lower, where it is refused for that."""
    from placement.service.desk.desk import NeedsSecond
    from placement.service.desk.waiting import knowable

    try:
        yield
    except NeedsSecond as needs:
        say_lowerings(at, knowable(desk, at.login, needs.lowerings))
        raise


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
