"""What pair rules said of what they declare: asked once for each distinct pair of views, in whatever week."""

from typing import Any

from placement.domain.rule import Objection, PairRule


class Answers:
    """A pair rule reads nothing but the two views, so what it said holds for every week with the same views.

    Equal views are one object, so that an answer is found again without looking into them.
    """

    def __init__(self) -> None:
        self._alike: dict[Any, Any] = {}
        self._given: dict[tuple[int, int, int], tuple[tuple[Objection, ...], PairRule, Any, Any]] = {}
        """What was asked about is kept with each answer: while it is there nothing else has its id."""

    def __len__(self) -> int:
        return len(self._given)

    def one_of(self, view: Any) -> Any:
        """The object that stands for all views equal to this one."""
        return self._alike.setdefault((type(view), view), view)

    def ask(self, part: PairRule, who: Any, where: Any) -> tuple[Objection, ...]:
        """What a pair rule says of two views."""
        key = (id(part), id(who), id(where))
        known = self._given.get(key)
        if known is None:
            known = self._given[key] = (part.objections(who, where), part, who, where)
        return known[0]
