"""Rows as one person may see them, with what the calendar asks of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from placement.domain.fact import SETTINGS, Body, Content
from placement.domain.housing import BED
from placement.domain.value import ALWAYS, FOREVER


class Rows:
    """Rows as one person may see them, with what several of the lines ask of them."""

    def __init__(self, content: Content, as_of: date) -> None:
        self.content, self.as_of = content, as_of
        self.left = self._left()
        self.households = {key for key in self.of("households") if key not in self.left}
        self.persons = {
            key: row for key, row in self.of("persons").items() if row.get("household") in self.households
        }

    def of(self, table: str) -> dict[str, Body]:
        """Key -> body of a table."""
        return dict(self.content.get(table, {}))

    def _left(self) -> dict[str, date]:
        """Household -> the day on which it left, of those who are not in care any more."""
        found: dict[str, date] = {}
        for row in self.of("exits").values():
            one, on = str(row.get("household")), day(row.get("on"))
            if one in self.of("households") and self.referral(one) < on <= self.as_of:
                found[one] = max(on, found.get(one, ALWAYS))
        return found

    def referral(self, household: str) -> date:
        """When a household came."""
        return day(self.of("households").get(household, {}).get("referral"), ALWAYS)

    def stays(self, kind: str) -> Iterator[tuple[str, Body]]:
        """Held stays of those who are here, with the unit; none of whom it is not told where they live."""
        for row in self.of("stays").values():
            unit = self.unit_of(str(row.get("place", "")))
            if row.get("kind") == kind and row.get("household") in self.households and unit:
                yield unit, row

    def unit_of(self, place: str) -> str:
        """Alias of the unit of a place; empty where it is not told."""
        return str(self.of("rooms").get(place.removesuffix(BED).split("+")[0], {}).get("unit", ""))

    def setting(self, rule: str, name: str, default: int) -> int:
        """A figure of a rule, as the unit has it."""
        rows = self.of(SETTINGS).values()
        return next((r["value"] for r in rows if (r.get("rule"), r.get("setting")) == (rule, name)), default)


def day(value: object, default: date = FOREVER) -> date:
    """A date as a row holds it; what is not there is the default."""
    return date.fromisoformat(str(value)) if value else default


def months_after(start: date, months: int) -> date:
    """The same day so many months on; the last one of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    first = date(start.year + years, month + 1, 1)
    following = (first + timedelta(days=32)).replace(day=1)
    return min(first + timedelta(days=start.day - 1), following - timedelta(days=1))
