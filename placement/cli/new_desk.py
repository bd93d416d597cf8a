"""A new desk, and the secrets that open it."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from placement.cli.at_desk import AnchorOption, DeskFolder, KeyFileOption
from placement.cli.options import AsJson, LangOption, day, theme
from placement.cli.say import say_what_was_written, write, write_json
from placement.cli.secret import new_secret, secret_of
from placement.errors import InputError, Problem
from placement.words.language import Lang
from placement.words.texts import later, texts

app = theme()

AddressKeyFile = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help=later("A key file of the address keeper's own, without which nobody reads an address."),
    ),
]


@app.command(help=later("Make a desk: an encrypted database in a new folder, with one administrator."))
def new(
    *,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=later("A new or empty folder."))],
    first: Annotated[str, typer.Option(metavar="LOGIN", help=later("The administrator's login."))],
    as_of: Annotated[
        date,
        typer.Option(
            parser=day, metavar="YYYY-MM-DD", help=later("The day on which the first week is read.")
        ),
    ],
    key_file: KeyFileOption = None,
    address_key_file: AddressKeyFile = None,
    demo: Annotated[
        bool, typer.Option("--demo", help=later("For made-up data alone: no key, and not encrypted."))
    ] = False,
    anchor: AnchorOption = None,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Make a desk, and tell its recovery keys once."""
    from placement.service.desk.open import make_desk
    from placement.store.secret import KeyFile

    if demo and (key_file or address_key_file):
        raise typer.BadParameter("--demo takes no key", param_hint="--demo")
    _is_free(folder)
    secret = None if demo else new_secret(key_file, lang)
    address = KeyFile(address_key_file) if address_key_file else None
    made = make_desk(folder, secret, first=first, as_of=as_of, address_secret=address, anchor=anchor)
    made.desk.close()
    if as_json:
        keys = {"recovery": made.recovery, "address_recovery": made.address_recovery}
        write_json({"written": str(folder), **{name: key for name, key in keys.items() if key}})
        return
    say_what_was_written(folder, lang, as_json=False)
    _tell_keys(made.recovery, made.address_recovery, lang)


def _is_free(folder: Path) -> None:
    """Nobody chooses a passphrase for a folder that is then refused."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        told = "is not empty.", "Give a new folder."
        raise InputError(Problem(folder.name, *told, "store_folder_used", {"file": folder.name}))


def _tell_keys(recovery: str, address: str, lang: Lang) -> None:
    _ = texts(lang)
    if not recovery:
        write(_("Not encrypted: for made-up data alone."))
        return
    write(_("Recovery key, shown this once: {key}", key=recovery))
    if address:
        write(_("The address keeper's recovery key, shown this once: {key}", key=address))
    write(
        _(
            "Write it down on paper, in another place than the desk: it opens the desk when the secret is lost."
        )
    )


@app.command(name="key-file", help=later("Write a new key file, such as on a memory stick."))
def key_file_(
    path: Annotated[Path, typer.Argument(metavar="PATH", help=later("The file to write."))],
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """A key file."""
    from placement.store.secret import new_key_file

    new_key_file(path)
    say_what_was_written(path, lang, as_json=as_json)


@app.command(name="change-secret", help=later("Let another passphrase or key file open the desk."))
def change_secret_(
    folder: DeskFolder,
    key_file: KeyFileOption = None,
    new_key_file: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help=later("The key file from now on; without one, a passphrase.")),
    ] = None,
    recovery: Annotated[
        bool, typer.Option("--recovery", help=later("Open with the recovery key, which is asked for."))
    ] = False,
    as_json: AsJson = False,
    lang: LangOption = "nb",
) -> None:
    """Another secret; the recovery key stays."""
    from placement.store.keys import change_secret

    old = secret_of(folder, key_file, lang, recovery=recovery)
    if old is None:
        told = "The desk is not encrypted.", "Make a desk with a key."
        raise InputError(Problem("", *told, "demo_only"))
    change_secret(folder, old, new_secret(new_key_file, lang))
    _ = texts(lang)
    if as_json:
        write_json({"changed": str(folder)})
    else:
        write(_("From now on the new secret opens the desk. The recovery key is the same as before."))
