"""Rows as one person may see them, with what the calendar asks of them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from placement.domain.fact import SETTINGS, Body, Content
from placement.domain.housing import BED
from placement.domain.stay import StayKind
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.whereabouts import Whereabouts, whereabouts


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
        return unit_of(self.content, place)

    def setting(self, rule: str, name: str, default: int) -> int:
        """A figure of a rule, as the unit has it."""
        rows = self.of(SETTINGS).values()
        return next((r["value"] for r in rows if (r.get("rule"), r.get("setting")) == (rule, name)), default)


def unit_of(content: Content, place: str) -> str:
    """Alias of the unit of a place; empty where it is not told."""
    rooms = content.get("rooms", {})
    return str(rooms.get(place.removesuffix(BED).split("+")[0], {}).get("unit", ""))


def open_offers(content: Content, household: str) -> tuple[str, ...]:
    """Units that a household was offered, and that await an answer."""
    rows = content.get("offers", {}).values()
    mine = (row for row in rows if (row.get("household"), row.get("answer")) == (household, "open"))
    return tuple(dict.fromkeys(str(row["unit"]) for row in mine if "unit" in row))


def stands_by_rows(stays: Iterable[Body], as_of: date) -> Whereabouts:
    """In which group a household is, by its stays as one person may see them, and without what rules say of them."""
    held = [(StayKind(row["kind"]), row.get("expires")) for row in stays if "kind" in row]
    return whereabouts(((kind, day(expires) if expires else None) for kind, expires in held), as_of)


def day(value: object, default: date = FOREVER) -> date:
    """A date as a row holds it; what is not there is the default."""
    return date.fromisoformat(str(value)) if value else default


def months_after(start: date, months: int) -> date:
    """The same day so many months on; the last one of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    first = date(start.year + years, month + 1, 1)
    following = (first + timedelta(days=32)).replace(day=1)
    return min(first + timedelta(days=start.day - 1), following - timedelta(days=1))
