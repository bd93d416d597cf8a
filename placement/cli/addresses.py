"""Where units lie: written down and shown by the address keeper alone."""

from pathlib import Path
from typing import Annotated

import typer

from placement.cli.asked import needed
from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import say_done
from placement.cli.options import UnitName, Why, theme
from placement.cli.say import write, write_json
from placement.words.texts import later

app = theme()

AddressKeyFile = Annotated[
    Path | None,
    typer.Option(
        "--address-key-file",
        metavar="PATH",
        envvar="PLACEMENT_ADDRESS_KEY_FILE",
        help=later("The address keeper's key file, where the desk was made with one."),
    ),
]


@app.command(help=later("Show where a unit lies. The log says who looked, and why, before it is shown."))
@at_desk
def show(at: AtDesk, *, unit: UnitName, why: Why, address_key_file: AddressKeyFile = None) -> None:
    """One address."""
    from placement.service.desk.addresses import reveal_address

    with at.opened(address_key_file=address_key_file) as desk:
        text = reveal_address(desk, at.login, unit, why=why)
    if at.as_json:
        write_json({"unit": unit, "address": text})
    else:
        write(text)


@app.command(name="set", help=later("Write down where a unit lies. The address is asked for."))
@at_desk
def set_(at: AtDesk, *, unit: UnitName, address_key_file: AddressKeyFile = None) -> None:
    """A new address."""
    from placement.service.desk.addresses import set_address

    _ = at.texts
    with at.opened(address_key_file=address_key_file) as desk:
        done = set_address(desk, at.login, unit, needed(_("Address of {unit}: ", unit=unit)))
    say_done(at, done.change)
