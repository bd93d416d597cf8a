"""How good the forecast of arrivals is: `python -m benchmarks.forecast` prints a Markdown table.

Made-up histories of three years, of several kinds; week by week of the last one the next week is foretold from what
came before, and so are the next 13 weeks together. `few` foretells weeks 4 to 29 of a short history. With a library
(`pip install statsforecast`, not needed otherwise) its models foretell the same weeks.

A count of 0, 1 or 2 has no band that holds exactly eight of ten weeks: a whole count at the edge holds too much. So
beside the plain share of weeks within the band stands the exact one: a week at the edge counts with the part of its
chance that lies between 10 and 90 % (the expected coverage of the randomised probability integral transform).
"""

import argparse
import importlib.util
from collections.abc import Callable, Iterator
from math import lgamma
from typing import Any, NamedTuple

import numpy as np

from benchmarks.timings import machine
from placement.simulation.arrivals import History
from placement.simulation.forecast import Chances, band, forecast
from tests.binding import BENCHMARKS, written

WEEKS, HELD_OUT, TOTAL = 156, 52, 13
SEED = 20261129
"""The figures of the model were chosen on other histories (seed 1)."""
YEAR = 365.25 / 7
HEAD = (
    "| kind of history | weeks held out | exact, 1 week | plain, 1 week | exact, 13 weeks | plain, 13 weeks "
    "| loss | … of the mean | … of the last 26 | … of AutoETS | … of AutoARIMA |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


class Kind(NamedTuple):
    """How many come in week t on average; `uneven`: weeks differ by themselves; `groups` a year."""

    rate: Callable[[int], float]
    usual: float = 0.7
    """What is usual in such a town."""
    uneven: bool = False
    groups: float = 0.0
    held_out: range = range(WEEKS - HELD_OUT, WEEKS)


KINDS = {
    "constant, 0.75 a week": Kind(lambda _: 0.75),
    "slow trend, 0.4 to 1.2": Kind(lambda t: 0.4 + 0.8 * t / WEEKS),
    "level, 0.5 to 1.1 as the year begins": Kind(lambda t: 0.5 if t < WEEKS - HELD_OUT else 1.1),
    "few data, 0.5": Kind(lambda _: 0.5, held_out=range(4, 30)),
    "few data, unlike the usual, 2.0": Kind(lambda _: 2.0, held_out=range(4, 30)),
    "groups, 1.5 a year, and 0.75": Kind(lambda _: 0.75, groups=1.5),
    "uneven weeks, 0.75": Kind(lambda _: 0.75, uneven=True),
    "large, 6": Kind(lambda _: 6.0, usual=6),
    "large, trend, 3 to 9": Kind(lambda t: 3 + 6 * t / WEEKS, usual=6),
    "large, level, 4 to 8 in week 16": Kind(lambda t: 4 if t < 120 else 8, usual=6),
    "large, uneven weeks, 6": Kind(lambda _: 6.0, usual=6, uneven=True),
}


class Made(NamedTuple):
    """A made-up history: who came alone, and the sizes of groups by week."""

    single: tuple[int, ...]
    groups: dict[int, list[int]]

    def before(self, week: int) -> History:
        """What was known as a week began."""
        sizes = tuple(size for t, all_ in sorted(self.groups.items()) if t < week for size in all_)
        return History(self.single[:week], groups=sizes)

    def come(self, since: int, weeks: int = 1) -> int:
        """Households in so many weeks."""
        there = range(since, since + weeks)
        return sum(self.single[t] + sum(self.groups.get(t, ())) for t in there)


def made(kind: Kind, *seed: int) -> Made:
    """A history of a kind; the same seed gives the same one."""
    draw = np.random.default_rng(seed)
    rates = np.array([kind.rate(t) for t in range(WEEKS)])
    if kind.uneven:
        rates = rates * draw.gamma(2, 0.5, WEEKS)
    groups: dict[int, list[int]] = {}
    for t in range(WEEKS):
        for _ in range(draw.poisson(kind.groups / YEAR)):
            groups.setdefault(t, []).append(int(draw.integers(4, 10)))
    return Made(tuple(int(n) for n in draw.poisson(rates)), groups)


def exact(chances: Chances, came: int) -> float:
    """The part of a count's chance that lies between 10 and 90 %: of a true forecast 0.8 on average."""
    up_to = np.concatenate(([0.0], np.cumsum(chances), [1.0]))
    low, high = up_to[min(came, len(up_to) - 1)], up_to[min(came + 1, len(up_to) - 1)]
    return float(max(0.0, min(high, 0.9) - max(low, 0.1)) / (high - low)) if high > low else 0.0


Quantiles = tuple[float, float, float]
"""Of 10, 50 and 90 %."""


def loss(quantiles: Quantiles, came: float) -> float:
    """Mean pinball loss of the 10, 50 and 90 % quantiles, in households; less is better."""
    shares = (0.1, 0.5, 0.9)
    return sum((came - q) * (p if came > q else p - 1) for p, q in zip(shares, quantiles, strict=True)) / 3


class Scores(NamedTuple):
    """Means over all held-out weeks of a kind."""

    weeks: int
    exact: float
    plain: float
    exact_total: float
    plain_total: float
    loss: float
    loss_mean: float
    loss_recent: float


def scored(kind: Kind, number: int, histories: int, seed: int = SEED) -> Scores:
    """Foretell every held-out week of some histories."""
    rows, totals = [], []
    for n in range(histories):
        one = made(kind, seed, number, n)
        for week in kind.held_out:
            came, known = one.come(week), forecast(one.before(week), kind.usual)
            chances = known.all()
            told = band(chances)
            simple = [one.come(t) for t in range(week)]
            rows.append(
                (exact(chances, came), told.p10 <= came <= told.p90, loss((told.p10, told.p50, told.p90), came),
                 loss(_poisson(simple), came), loss(_recent(simple), came))
            )  # fmt: skip
            if week + TOTAL <= WEEKS:
                came, chances = one.come(week, TOTAL), known.all(TOTAL)
                told = band(chances)
                totals.append((exact(chances, came), told.p10 <= came <= told.p90))
    week_ahead, together = np.mean(rows, axis=0), np.mean(totals, axis=0)
    return Scores(len(rows), *week_ahead[:2].tolist(), *together.tolist(), *week_ahead[2:].tolist())


def _poisson(before: list[int]) -> Quantiles:
    """Of counts at the mean rate of all that came."""
    mean = max(float(np.mean(before)), 1e-9)
    counts = np.arange(int(mean + 20 * mean**0.5 + 20))
    up_to = np.cumsum(np.exp(counts * np.log(mean) - mean - np.array([lgamma(n + 1) for n in counts])))
    low, middle, high = (float(np.searchsorted(up_to, p)) for p in (0.1, 0.5, 0.9))
    return low, middle, high


def _recent(before: list[int]) -> Quantiles:
    """Of the last 26 weeks as they were."""
    low, middle, high = np.quantile(before[-26:], (0.1, 0.5, 0.9), method="inverted_cdf")
    return float(low), float(middle), float(high)


def library(kind: Kind, number: int, histories: int, seed: int = SEED) -> Iterator[float]:
    """Mean loss of the library's models on the same weeks, rounded and never below zero."""
    import pandas as pd
    from statsforecast import StatsForecast
    from statsforecast.models import AutoARIMA, AutoETS

    first, last = kind.held_out[0], kind.held_out[-1] + 1
    rows = [
        (n, t, float(one.come(t)))
        for n in range(histories)
        for one in [made(kind, seed, number, n)]
        for t in range(last)
    ]
    models = StatsForecast([AutoETS(season_length=1), AutoARIMA(season_length=1)], freq=1)
    table: Any = pd.DataFrame(rows, columns=["unique_id", "ds", "y"])
    try:
        told = models.cross_validation(h=1, df=table, n_windows=last - first, step_size=1, level=[80])
    except NotImplementedError:  # it makes nothing of so short a history
        return
    for name in ("AutoETS", "AutoARIMA"):
        columns = [told[f"{name}-lo-80"], told[name], told[f"{name}-hi-80"]]
        bands = [np.maximum(0, np.round(np.asarray(column, dtype=float))) for column in columns]
        yield float(np.mean([loss((a, b, c), y) for a, b, c, y in zip(*bands, told["y"], strict=True)]))


def line(name: str, histories: int, seed: int = SEED, *, libraries: bool = False) -> str:
    """One line of the table."""
    number = list(KINDS).index(name)
    found = scored(KINDS[name], number, histories, seed)
    others = list(library(KINDS[name], number, histories, seed)) if libraries else []
    cells = [f"{100 * share:.0f} %" for share in found[1:5]]
    cells += [f"{one:.3f}" for one in (*found[5:], *others)] + ["–"] * (2 - len(others))
    return f"| {name} | {found.weeks:,} | {' | '.join(cells)} |"


def main() -> None:
    """Print the table; with `--write` put it into docs/benchmarks.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--histories", type=int, default=10, help="of each kind")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = options.parse_args()
    there = importlib.util.find_spec("statsforecast") is not None
    body = [HEAD]
    print(HEAD)
    for name in KINDS:
        body.append(line(name, given.histories, given.seed, libraries=there))
        print(body[-1], flush=True)
    if given.write:
        note = (
            f"`python -m benchmarks.forecast`: seed {given.seed}, {given.histories} histories of each kind. "
            f"{machine()}."
        )
        text = written(BENCHMARKS.read_text("utf-8"), "forecast", "\n".join([note, "", *body]))
        BENCHMARKS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
