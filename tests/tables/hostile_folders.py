"""Folders of CSV files that are broken on purpose."""

import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.tables.hostile_books import CANARY
from tests.tables.test_fuzz import mutated

PEOPLE = (
    "husstand;person;kjønn;voksen eller barn;sak;språk;tillatelse til\n"
    f"{CANARY}-1;{CANARY}-1;kvinne;voksen;{CANARY}-2;ron;03.04.2026\n"
    f'{CANARY}-1;"{CANARY}-3";mann;barn sammen med voksen;;"nob; eng";\n'
)
HOMES = f"husstand;henvist;loddnummer;ønsker\n{CANARY}-1;03.04.2026;1;{CANARY}-ønske\n"
Change = Callable[[bytes, random.Random], bytes]
ENCODINGS = [
    *("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "utf-8-sig", "cp1252"),
    *("cp500", "cp865", "mac-roman", "iso-2022-jp", "gb18030"),
]


def lines(sign: str) -> Change:
    """The same lines, ended otherwise."""
    return lambda content, _: content.replace(b"\n", sign.encode())


def mixed(content: bytes, dice: random.Random) -> bytes:
    """Every line ended otherwise, as where files were pasted together."""
    signs = ["\r", "\n", "\r\n", "\n\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1e", ""]
    return b"".join(line + dice.choice(signs).encode() for line in content.split(b"\n"))


def sprinkled(*some: bytes) -> Change:
    """These bytes here and there."""

    def change(content: bytes, dice: random.Random) -> bytes:
        new = content
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(new) + 1)
            new = new[:at] + dice.choice(some) + new[at:]
        return new

    return change


def recoded(content: bytes, dice: random.Random) -> bytes:
    return content.decode().encode(dice.choice(ENCODINGS), "replace")


def halves(content: bytes, dice: random.Random) -> bytes:
    """One half in another encoding."""
    at = content.index(b"\n") + 1
    return content[:at] + content[at:].decode().encode(dice.choice(ENCODINGS), "replace")


def longer(content: bytes, dice: random.Random) -> bytes:
    size = dice.choice([2000, 140_000, 5_000_000])
    return content + f"{CANARY};{'x' * size};;;;;\n".encode()


CHANGES: dict[str, Change] = {
    "changed bytes": mutated,
    "zero bytes": sprinkled(b"\0"),
    "control characters": sprinkled(
        b"\x07", b"\x1b[2J", b"\x7f", "\u202e\u200b".encode(), b"\x85", b"\xed\xa0\x80"
    ),
    "quotation marks": sprinkled(b'"', b'""', b'"x', b"'", b'";"'),
    "separators": sprinkled(b";", b",", b"\t", b"|", b";;;;;;;;"),
    "formulas": sprinkled(b"=1+1", b"=HYPERLINK(1)", b"+1", b"@SUM(1)", b"-", b"\t="),
    "old line ends": lines("\r"),
    "line ends of another world": lines("\u2028"),
    "no line ends": lines(""),
    "many line ends": lines("\n" * 300),
    "line ends mixed": mixed,
    "another encoding": recoded,
    "another encoding half way": halves,
    "cut off": lambda content, dice: content[: dice.randrange(len(content))],
    "noise": lambda _, dice: dice.randbytes(dice.choice([1, 40, 9000])),
    "a long cell": longer,
    "a long line": lambda content, dice: content + b";" * dice.choice([190, 500, 2_000_000]) + b"\n",
    "very many rows": lambda content, dice: content + b"x\n" * dice.choice([60_000, 2_000_000]),
    "very many mistakes": lambda content, _: content + b"?;/;?;?;?;?;?\n" * 49_000,
    "very many columns": lambda content, _: (
        (";".join(f"k{n}" for n in range(5000))).encode() + b"\n" + content
    ),
    "no headers": lambda content, _: content.split(b"\n", 1)[1],
    "headers twice": lambda content, _: (
        content.split(b"\n", 1)[0] + b";person" + content[content.index(b"\n") :]
    ),
    "headers alone": lambda content, _: content.split(b"\n", 1)[0],
    "a line that is shifted": lambda content, _: content.replace(b"\n", b"\n;", 1),
    "rows twice": lambda content, _: content + content.split(b"\n", 1)[1],
    "an archive": lambda _, dice: b"PK\x03\x04" + dice.randbytes(300),
}
"""What may be wrong with one file of the folder."""


def nothing(_: Path) -> None:
    """An empty folder."""


def alike(folder: Path) -> None:
    """Two files that mean one table."""
    (folder / "personer.csv").write_text(PEOPLE)
    (folder / "Persons.CSV").write_text(PEOPLE)


def nested(folder: Path) -> None:
    """Folders that are named as files."""
    (folder / "personer.csv").mkdir()


def led_away(folder: Path) -> None:
    """A link to a file of somebody else."""
    (folder / "personer.csv").symlink_to("/etc/passwd")


def led_in_circles(folder: Path) -> None:
    """A link to itself."""
    (folder / "personer.csv").symlink_to(folder / "personer.csv")


def piped(folder: Path) -> None:
    """A pipe into which nobody writes: whoever opens it waits."""
    os.mkfifo(folder / "personer.csv")


def crowded(folder: Path) -> None:
    """Very many files."""
    for n in range(500):
        (folder / f"{n}.csv").write_text("x\n")


def oddly_named(folder: Path) -> None:
    """Names that say something to a terminal, or are no text."""
    (folder / "per\x1b[31msoner\n.csv").write_text(PEOPLE)
    Path(os.fsdecode(os.fsencode(folder) + b"/personer\xff.csv")).write_text(PEOPLE)


def huge(folder: Path) -> None:
    """More than a folder may hold, and hardly a byte of it on the disk."""
    with (folder / "personer.csv").open("wb") as file:
        file.truncate(1 << 40)


FOLDERS: dict[str, Callable[[Path], None]] = {
    "an empty folder": nothing,
    "two files of one table": alike,
    "a folder named as a file": nested,
    "a link away": led_away,
    "a link to itself": led_in_circles,
    "a pipe": piped,
    "very many files": crowded,
    "odd names": oddly_named,
    "a file of a terabyte": huge,
}
"""What may be wrong with the folder."""


def changed(change: Change, folder: Path, dice: random.Random) -> Path:
    """The small folder with one file changed."""
    whole = {"personer.csv": PEOPLE.encode(), "husstander.csv": HOMES.encode()}
    name = dice.choice(sorted(whole))
    for file, content in (whole | {name: change(whole[name], dice)}).items():
        (folder / file).write_bytes(content)
    return folder
