"""What every command of a desk is told: which desk, who asks, and what opens it."""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from placement.cli.options import AsJson, LangOption
from placement.cli.say import note
from placement.cli.secret import secret_of
from placement.words.language import Lang
from placement.words.texts import Texts, later, texts

if TYPE_CHECKING:
    from placement.service.desk.desk import Desk

Command: TypeAlias = Callable[..., None]

DeskFolder = Annotated[
    Path, typer.Option("--desk", metavar="FOLDER", envvar="PLACEMENT_DESK", help=later("The desk's folder."))
]
Login = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="LOGIN",
        envvar="PLACEMENT_LOGIN",
        help=later(
            "Who you are. Logging in comes later: until then, whoever holds the key is trusted on this machine."
        ),
    ),
]
KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        "--key-file",
        metavar="PATH",
        envvar="PLACEMENT_KEY_FILE",
        help=later("The key file. Without one you are asked for the passphrase, where the desk has one."),
    ),
]
AnchorOption = Annotated[
    Path | None,
    typer.Option(
        "--anchor",
        metavar="PATH",
        envvar="PLACEMENT_ANCHOR",
        help=later("Where the head of the log is written down: a file in another place than the desk."),
    ),
]


@dataclass(frozen=True)
class AtDesk:
    """A desk as a command was told of it."""

    folder: Path
    login: str
    key_file: Path | None
    anchor: Path | None
    as_json: bool
    lang: Lang

    @property
    def texts(self) -> Texts:
        """The texts of the language that was asked for."""
        return texts(self.lang)

    @contextmanager
    def opened(self, *, address_key_file: Path | None = None) -> Iterator["Desk"]:
        """The desk, open; asks for the passphrase where it takes one.

        Args:
            address_key_file: The address keeper's own, where addresses are asked for and have one.
        """
        from placement.service.desk.open import open_desk
        from placement.service.desk.opens_with import is_there
        from placement.store.secret import KeyFile

        is_there(self.folder)
        secret = secret_of(self.folder, self.key_file, self.lang)
        address = KeyFile(address_key_file) if address_key_file else None
        desk = open_desk(self.folder, secret, address_secret=address, anchor=self.anchor)
        try:
            if not desk.store.log_agrees():
                _ = self.texts
                note(_("The log does not have what was written down of it elsewhere: placement audit verify"))
            yield desk
        finally:
            desk.close()


OPTIONS: dict[str, Any] = {
    "folder": DeskFolder,
    "login": Login,
    "key_file": KeyFileOption,
    "anchor": AnchorOption,
    "as_json": AsJson,
    "lang": LangOption,
}
DEFAULTS: dict[str, Any] = {"key_file": None, "anchor": None, "as_json": False, "lang": "nb"}


def at_desk(command: Command) -> Command:
    """A command of a desk: its first parameter is filled from the options that all of them have."""
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]

    @functools.wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 - what its options hold
        told = AtDesk(**{name: given.pop(name) for name in OPTIONS})
        command(told, **given)

    shared = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=kind,
            default=DEFAULTS.get(name, inspect.Parameter.empty),
        )
        for name, kind in OPTIONS.items()
    ]
    keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    run.__signature__ = inspect.Signature([*keyword, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in (*keyword, *shared)}
    return run
