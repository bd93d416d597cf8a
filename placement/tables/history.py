"""When households came: a CSV file that names nobody, with a line for each of them or for several alike."""

from pathlib import Path

from pydantic import ValidationError

from placement.domain.arrival import Arrival
from placement.errors import InputError
from placement.tables.column import Line, table
from placement.tables.headers import Headers
from placement.tables.problems import problem
from placement.tables.raw import MEGABYTE, MOST_MEGABYTES, Raw, RawTable, csv_table
from placement.tables.read import in_child, in_order
from placement.tables.sheets import Row, Sheet

ARRIVALS = table("arrivals", ("ankomster", "arrivals"), ("Når husstander kom.", "When households came."), Arrival, (
    Line("on", "henvist", "referred", "Dato for henvisning.", "Date of referral."),
    Line("profile", "profil", "profile", "Hva slags husstand som kom.", "What kind of household came."),
    Line("households", "husstander", "households", "Hvor mange slike som kom.", "How many such came."),
    Line("group", "gruppe", "group", "Samme ord for dem fra én sak.", "One word for those of one case."),
))  # fmt: skip


class _History(Headers):
    """A file with one table, whatever its name."""

    def _take(self, raw: RawTable) -> None:
        self.sheets[ARRIVALS.name] = self._sheet(ARRIVALS, raw)

    def arrivals(self) -> tuple[Arrival, ...]:
        sheet = self.sheets[ARRIVALS.name]
        found = [self._arrival(sheet, row) for row in sheet.rows]
        if self.problems:
            raise InputError(*in_order(self, [sheet.name]))
        return tuple(one for one in found if one is not None)

    def _arrival(self, sheet: Sheet, row: Row) -> Arrival | None:
        if row.bad:
            return None
        try:
            return Arrival(**row.values)
        except ValidationError as error:
            for one in error.errors():
                field, bounds = str(one["loc"][0]), {"least": 1, "most": 99}
                code, facts = ("out_of_range", bounds) if field == "households" else ("not_an_alias", {})
                self.say(code, sheet.name, row.number, sheet.header(field), **facts)
            return None


def read_history(path: Path) -> tuple[Arrival, ...]:
    """Who came, line by line. Raises InputError with every problem."""
    return _History(in_child(_read, path, child=None)).arrivals()


def _read(path: str) -> Raw:
    """Runs in a child process, as all reading of files does."""
    file = Path(path)
    if not file.is_file() or file.suffix.lower() != ".csv":
        raise InputError(problem("not_a_csv", file.name))
    if file.stat().st_size > MOST_MEGABYTES * MEGABYTE:
        raise InputError(problem("too_large", file.name, most=MOST_MEGABYTES))
    found, problems = csv_table(file)
    return Raw((found,), tuple(problems))
