"""Secrets at the terminal: typed without echo, never given as an argument or in the environment.

Where no terminal is at hand, a secret is a line of standard input: a service hands it over in that way, and it stands
in no list of processes.
"""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from placement.errors import InputError, Problem, StoreError
from placement.words.language import Lang
from placement.words.texts import texts

if TYPE_CHECKING:
    from placement.store.secret import Chosen, Secret


def ask(prompt: str) -> str:
    """One line that nobody sees. Raises InputError where there is none."""
    is_asked = sys.stdin.isatty()
    text = getpass.getpass(prompt, stream=sys.stderr) if is_asked else sys.stdin.readline().rstrip("\r\n")
    if not text:
        told = "No passphrase was given.", "Type it when you are asked, or give a key file."
        raise InputError(Problem("", *told, "secret_missing"))
    return text


def secret_of(
    folder: Path, key_file: Path | None, lang: Lang, *, recovery: bool = False, backup: Path | None = None
) -> "Secret | None":
    """What opens a desk; none where it is for demo data. Asks for what is not in a file.

    Args:
        folder: The desk's folder.
        key_file: A key file, if one is given.
        lang: In which language to ask.
        recovery: Ask for the recovery key instead.
        backup: Of a desk that is lost: the backup says what opens it.
    """
    from placement.service.desk.opens_with import opens_with
    from placement.store.secret import KeyFile, Kind, Passphrase, Recovery

    _ = texts(lang)
    if recovery:
        return Recovery(ask(_("Recovery key: ")))
    if key_file is not None:
        return KeyFile(key_file)
    kind = opens_with(folder) or (opens_with(backup) if backup else None)
    if kind is Kind.KEY_FILE:
        raise StoreError("The desk opens with a key file.", todo="Give that.", code="store_wants_key_file")
    return None if kind is None else Passphrase(ask(_("Passphrase: ")))


def new_secret(key_file: Path | None, lang: Lang) -> "Chosen":
    """What somebody chooses: a key file that is there, or a passphrase typed twice."""
    from placement.store.secret import KeyFile, Passphrase

    _ = texts(lang)
    if key_file is not None:
        return KeyFile(key_file)
    first = ask(_("New passphrase: "))
    if first != ask(_("The same once more: ")):
        raise InputError(Problem("", "The two passphrases are not the same.", "Try again.", "secret_differs"))
    return Passphrase(first)
