"""`data/bergen_friday`: the Bergen week as it stood on Friday, before three things were written down.

`python -m tests.friday` writes it again from the week.
"""

from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
WEEK, FRIDAY = DATA / "bergen_week", DATA / "bergen_friday"
NOT_YET = {
    "habilitet.csv": "Ugle-40",
    "husstander.csv": "Ugle-40",
    "personer.csv": "Ugle-40",
    "samtykker.csv": "Ugle-40",
    "stengninger.csv": "Fjordgløtt;F4",
    "lasinger.csv": "Rype-27",
}
"""Table -> what the rows that were not there yet hold."""


def of_friday(table: Path) -> bytes:
    """What a table of the week held on Friday."""
    word = NOT_YET.get(table.name, "").encode()
    return b"".join(
        line for line in table.read_bytes().splitlines(keepends=True) if not word or word not in line
    )


def main() -> None:
    """Write the folder; its README is written by hand."""
    for table in sorted(WEEK.glob("*.csv")):
        (FRIDAY / table.name).write_bytes(of_friday(table))


if __name__ == "__main__":
    main()
