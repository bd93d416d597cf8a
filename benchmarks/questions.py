"""How long the questions of the meeting take: `python -m benchmarks.questions` prints a Markdown table.

Fictional weeks (`placement generate`), tense, one process: processor seconds from the question to the answer, with
the judged plan at hand; the planner remembers nothing from one question to the next, as in the app. `--write` puts it
into docs/benchmarks.md.
"""

import argparse
import statistics
from collections.abc import Iterator
from functools import partial
from itertools import islice, pairwise

from benchmarks.stopwatch import Spent, stopwatch, timed
from benchmarks.timings import machine
from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.pairs import pairs
from placement.review.smallest import smallest_changes
from placement.review.tonight import tonight
from placement.review.why_not_there import Means, why_not_there
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver import solve
from placement.solver.model import Memory
from tests.binding import BENCHMARKS, written

SECONDS = 60.0
HEAD = "| Size | Question | Asked | Median, s | Worst, s | Wanted, s |\n|---|---|--:|--:|--:|--:|"
WANTED = {
    ("M", "all pairs, found"): 0.1, ("L", "all pairs, found"): 1.0, ("M", "displaces whom"): 0.5,
    ("M", "one more lock"): 0.1,
    ("L", "displaces whom"): 5.0, ("M", "smallest changes"): 2.0, ("L", "where tonight"): 1.0,
}  # fmt: skip
"""What each may take at most, where something was promised."""
PROMISED = {size for size, question in WANTED if question == "smallest changes"} | {"S"}
"""Sizes for which the smallest changes are found: of a large week a search takes minutes."""


def one_question() -> Means:
    """A planner that remembers the week as long as one question lasts."""
    return Means(RULES, GOALS, partial(solve, memory=Memory()), SECONDS)


def asked(size: str, seed: int, most: int, beds: float = TENSE) -> Iterator[tuple[str, Spent]]:
    """Each question put to a week, and what the answer takes."""
    instance = generate(size, seed, beds=beds)
    memory = Memory()
    run = solve(instance, RULES, GOALS, seconds=SECONDS, memory=memory)
    if run.plan is None:
        return
    for other in islice(_locked(instance, run.plan), most):
        yield "one more lock", timed(partial(solve, other, RULES, GOALS, seconds=SECONDS, memory=memory))
    plan, week, is_best = run.plan, Week(instance, RULES), run.status is Status.OPTIMAL
    judge(week, plan, GOALS)
    yield "all pairs, found", timed(lambda: pairs(week))
    known = pairs(week)
    yield "all pairs, read", timed(lambda: (known.counts(), known.open.sum()))
    waiting = [h.alias for h in week.households if week.wants_option(h)]
    for alias in islice(waiting, most):
        yield "where tonight", timed(partial(tonight, week, plan, [alias], GOALS))
    yield from (("displaces whom", spent) for spent in islice(_displacing(week, plan, is_best=is_best), most))
    without = [alias for alias in waiting if all(s.household != alias for s in plan.stays)]
    for alias in islice(without, most if size in PROMISED else 0):
        yield "smallest changes", timed(partial(smallest_changes, instance, plan, alias, RULES, solve))


def _locked(instance: Instance, plan: Plan) -> Iterator[Instance]:
    """The week with one who has a place locked into the place of the next."""
    for one, other in pairwise(plan.stays):
        yield instance.but(pins=(*instance.pins, Pin(household=one.household, place=other.place)))


def _displacing(week: Week, plan: Plan, *, is_best: bool) -> Iterator[Spent]:
    """Answers that name others: households without a place, put where somebody is planned."""
    given = {stay.household: stay.place for stay in plan.stays}
    known = pairs(week)
    for row, alias in enumerate(known.households):
        for place in sorted(set(given.values())):
            if alias in given or not known.open[row, known.places.index(place)]:
                continue
            spent = stopwatch()
            said = why_not_there(week, plan, alias, place, one_question(), is_best=is_best)
            if said.kind == "displaces":
                yield spent()


def main() -> None:
    """Print the table; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", nargs="+", default=["S", "M"])
    options.add_argument("--seeds", type=int, default=3, help="weeks of each size")
    options.add_argument("--most", type=int, default=5, help="questions of a kind in each week")
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = options.parse_args()
    lines = [HEAD]
    for size in given.sizes:
        found: dict[str, list[float]] = {}
        for seed in range(1, given.seeds + 1):
            for question, spent in asked(size, seed, given.most):
                found.setdefault(question, []).append(spent.processor)
        lines += [_line(size, question, seconds) for question, seconds in found.items()]
        print("\n".join(lines), flush=True)
    if given.write:
        note = f"`python -m benchmarks.questions --sizes {' '.join(given.sizes)} --seeds {given.seeds}`. {machine()}."
        text = written(BENCHMARKS.read_text("utf-8"), "questions", "\n".join([note, "", *lines]))
        BENCHMARKS.write_text(text, encoding="utf-8")


def _line(size: str, question: str, seconds: list[float]) -> str:
    wanted = WANTED.get((size, question), "")
    median, worst = statistics.median(seconds), max(seconds)
    return f"| {size} | {question} | {len(seconds)} | {median:.3f} | {worst:.3f} | {wanted} |"


if __name__ == "__main__":
    main()
