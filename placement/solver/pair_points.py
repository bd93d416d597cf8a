"""What each option costs by the goals about one household and one place: asked once a distinct combination."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from placement.domain.attributes import Attributes
from placement.domain.linear import Ints
from placement.domain.rule import Rule, declared
from placement.domain.views import Option
from placement.domain.week import Week
from placement.solver.distinct import distinct, numbered

if TYPE_CHECKING:
    from placement.solver.candidates import Candidates

DATED = ("start", "until", "is_move", "ends_before_need", "improvement")
"""Names of an option that do not depend on its place."""


def pair_points(week: Week, goals: tuple[Rule, ...], made: "Candidates") -> Ints:
    """Points of all pair goals for each option."""
    total = np.zeros(len(made), np.int64)
    if not len(made):
        return total
    spans = (made.household, made.start, made.until)
    example, when = distinct(spans)
    options = [
        Option(
            made.households[h], week.places[0], date.fromordinal(s), date.fromordinal(u),
            week.is_housed(made.households[h].alias),
        )
        for h, s, u in zip(*(column[example].tolist() for column in spans), strict=True)
    ]  # fmt: skip
    for goal in goals:
        for part in goal.configured(week.instance.policy).pair_goals:
            total += _points(week.attributes, part, made, options, when)
    return total


def _points(at: Attributes, part: Any, made: "Candidates", options: list[Option], when: Ints) -> Ints:
    """Codes of the household's view, the place's and the dates' give the distinct combinations."""
    who_type, stay_type = declared(part.points)
    names = stay_type._fields  # type: ignore[attr-defined]
    fixed = [n for n in names if n not in DATED]
    dated = [n for n in names if n in DATED]
    who, who_views = _coded([at.view(who_type, h) for h in made.households])
    used, place = numbered(made.place, len(made.places))
    here = (made.places[p] for p in used.tolist())
    where, where_views = _coded([tuple(at.of(p, n) for n in fixed) for p in here])
    span, span_views = _coded([tuple(at.of(o, n) for n in dated) for o in options])
    key = (who[made.household] * len(where_views) + where[place]) * len(span_views) + span[when]
    kinds, spread = numbered(key, len(who_views) * len(where_views) * len(span_views))
    points = []
    for one in kinds.tolist():
        rest, t = divmod(one, len(span_views))
        a, b = divmod(rest, len(where_views))
        values = dict(zip(fixed, where_views[b], strict=True)) | dict(zip(dated, span_views[t], strict=True))
        points.append(part.points(who_views[a], stay_type(**values)))
    return np.array(points, np.int64)[spread]


def _coded(views: Sequence[Any]) -> tuple[Ints, list[Any]]:
    """A code for each view, and the distinct views by code."""
    seen: dict[Any, int] = {}
    codes = np.array([seen.setdefault(v, len(seen)) for v in views], np.int64)
    return codes, list(seen)
