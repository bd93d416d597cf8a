"""Every rule about a home, for one household and the place in a unit where the least would have to change."""

from typing import NamedTuple

from placement.domain.fact import Content
from placement.domain.week import Week
from placement.service.desk.serves import nearest_in, told_why
from placement.service.homes import spot
from placement.words.texts import Texts


class Mark(NamedTuple):
    """One rule."""

    code: str
    title: str
    stands: bool
    """Whether it stands in the way."""
    why: tuple[str, ...]


class Marks(NamedTuple):
    """A place, and the rules."""

    place: str
    """In words; empty where they would have no stay in the unit at all."""
    rules: tuple[Mark, ...]
    """Those that stand in the way first, then in the order of the rules."""

    @property
    def kept(self) -> int:
        """How many rules have nothing to say."""
        return sum(not one.stands for one in self.rules)


def rule_marks(week: Week, household: str, unit: str, content: Content, _: Texts) -> Marks:
    """What each rule says, by what is held and without any plan.

    Args:
        week: The facts.
        household: Its alias.
        unit: Alias of the unit.
        content: The rows that whoever looks sees: nobody else is named.
        _: The texts.
    """
    near = nearest_in(week, unit, household)
    if not near:
        return Marks("", ())
    one, first = week.household[household], near[0]
    said: dict[str, dict[str, None]] = {}
    for finding in first.why:
        said.setdefault(finding.rule, {})[told_why(week, one, finding, content, _)] = None
    marks = [
        Mark(rule.code, getattr(rule.title, _.lang), rule.id in said, tuple(said.get(rule.id, ())))
        for rule in week.rules
        if rule.is_about_housing and rule.parts
    ]
    return Marks(spot(week, first.place, _), tuple(sorted(marks, key=lambda mark: not mark.stands)))
