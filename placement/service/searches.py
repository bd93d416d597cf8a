"""Searches that take many plans: values in, values out, so that a whole search can be made in a process of its own."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import Planner
from placement.review import causes
from placement.review.ask_first import AskFirst, ask_first
from placement.review.causes import Causes, Facts
from placement.review.input_changes import as_rows
from placement.review.smallest import Way, smallest_changes
from placement.review.watch import Watch
from placement.review.why_not_there import Means
from placement.rules import GOALS, RULES

T = TypeVar("T")


class Searcher(Protocol):
    """Carries out a search somewhere."""

    def search(self, search: Callable[..., T], *args: object, watch: Watch[Any]) -> T:
        """What the search finds with these arguments; a planner and the watch come behind them."""
        ...


def what_first(
    instance: Instance, plan: Plan | None, seconds: float, most: int, looks: int, planner: Planner,
    watch: Watch[AskFirst],
) -> AskFirst:  # fmt: skip
    """The open questions that could change the plan."""
    return ask_first(
        instance, plan, Means(RULES, GOALS, planner, seconds), most=most, looks=looks, watch=watch
    )


def what_helps(
    instance: Instance, plan: Plan, household: str, seconds: float, planner: Planner, watch: Watch[tuple[Way, ...]]
) -> tuple[Way, ...]:  # fmt: skip
    """The smallest changes that would give a household a place."""
    return smallest_changes(instance, plan, household, RULES, planner, seconds=seconds, watch=watch)


def what_from(
    then: tuple[Instance, Plan], now: tuple[Instance, Plan], seconds: float, looks: int, planner: Planner,
    watch: Watch[Causes],
) -> Causes:  # fmt: skip
    """What each change from one plan to another came from."""
    before, after = as_rows(then[0], now[0])
    means = causes.Means(RULES, GOALS, planner, seconds)
    return causes.causes(Facts(before, then[1]), Facts(after, now[1]), means, looks=looks, watch=watch)
