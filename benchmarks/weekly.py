"""Our core beside others, and over the sizes: `python -m benchmarks.weekly --write`.

Runs `placement bench weekly` over several sizes, tense and roomy, keeps a line of JSON for each contender and week in
`benchmarks/weekly.jsonl`, and puts the tables and plots into docs/benchmarks.md. `--table` makes these anew from the
lines alone. `--history FILE` adds the lines of two small weeks to a file, as the checks do on each change.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from benchmarks.chart import chart
from placement.bench.weekly.contest import ENGINES, OWN, SIMPLE, Entry, lost, ratio
from placement.service.plan_file import add_lines
from placement.service.weekly import Asked, contest
from tests.binding import BENCHMARKS, written

LINES = Path(__file__).parent / "weekly.jsonl"
IMAGES = BENCHMARKS.parent / "images"
SIZES = ("S", "M", "L", "XL", "10k")
OTHERS = (*ENGINES, *SIMPLE)
NAMES = {
    "cp-sat": "CP-SAT, as it comes", "highs": "HiGHS", "scip": "SCIP", "cbc": "CBC",
    "first-come": "first come, first served", "priority": "greedy by tier",
}  # fmt: skip
HEAD = (
    "| week | contender | weeks | times as long: mean (least to most) | proved | another value proved |\n"
    "|---|---|--:|--:|--:|--:|"
)
GROWTH = (
    "| week | weeks | households | s, mean | s, worst | MB, worst | proved | largest gap | not planned |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|---|"
)
SIMPLER = (
    "| week | way | weeks | fewer in time | more nights without a place | more points |\n"
    "|---|---|--:|--:|--:|--:|"
)


def read(path: Path) -> list[Entry]:
    """The lines of a file as entries."""
    known = {field.name for field in fields(Entry)}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    return [_entry(row, known) for row in rows]


def _entry(row: dict[str, Any], known: set[str]) -> Entry:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in known}
    return Entry(**values)


def tables(entries: Sequence[Entry]) -> list[str]:
    """The three tables: other engines, simpler ways, growth."""
    groups = list(dict.fromkeys((e.size, e.beds) for e in entries))
    groups.sort(key=lambda g: (SIZES.index(g[0]), g[1]))
    engines, simpler, growth = [HEAD], [SIMPLER], [GROWTH]
    for size, beds in groups:
        mine = [e for e in entries if (e.size, e.beds) == (size, beds)]
        growth.append(_growth(f"{size} {beds}", [e for e in mine if e.contender == OWN]))
        for name in ENGINES:
            if found := ratio(mine, name):
                least = "at least " if found.at_least else ""
                engines.append(
                    f"| {size} {beds} | {NAMES[name]} | {found.weeks} | {least}{found.middle:.1f} "
                    f"({found.least:.1f} to {found.most:.1f}) | {found.proved} | {'no' if found.same else 'yes'} |"
                )
        for name in SIMPLE:
            if less := lost(mine, name):
                weeks = sum(e.contender == name for e in mine)
                simpler.append(
                    f"| {size} {beds} | {NAMES[name]} | {weeks} | {less[0]} | {less[1]} | {less[2]} |"
                )
    return [*engines, "", *simpler, "", *growth]


def _growth(week: str, own: Sequence[Entry]) -> str:
    done = [e for e in own if e.points is not None]
    gaps = [e.gap for e in done if e.gap is not None]
    none = ", ".join(sorted({e.why_not for e in own if e.points is None})) or "–"
    if not done:
        return f"| {week} | {len(own)} | | | | | 0 | | {none} |"
    households = [e.households for e in done]
    mean = sum(e.seconds for e in done) / len(done)
    gap = f"{max(gaps):.2%}" if len(gaps) == len(done) else f"{len(done) - len(gaps)} without a bound"
    return (
        f"| {week} | {len(own)} | {min(households)}–{max(households)} | {mean:.2f} "
        f"| {max(e.seconds for e in done):.2f} | {max(e.megabytes for e in done)} "
        f"| {sum(e.proved for e in done)} | {gap} | {none} |"
    )


def plots(entries: Sequence[Entry]) -> None:
    """Time over households of all contenders, and memory of ours."""
    done = [e for e in entries if e.households and e.contender not in SIMPLE]
    times = {
        name: [(e.households, max(e.seconds, 0.01)) for e in done if e.contender == name]
        for name in (OWN, *ENGINES)
    }
    times = {NAMES.get(name, name): points for name, points in times.items() if points}
    IMAGES.joinpath("bench-seconds.svg").write_text(
        chart(times, "households", "seconds", "Seconds to plan a week, over its households, by engine"),
        "utf-8",
    )
    memory = {OWN: [(e.households, e.megabytes) for e in done if e.contender == OWN]}
    IMAGES.joinpath("bench-memory.svg").write_text(
        chart(memory, "households", "MB", "Peak memory to plan a week, over its households"), "utf-8"
    )


def note(entries: Sequence[Entry]) -> str:
    """With what it was measured."""
    machines = [e.machine for e in entries if e.machine]
    loads = [float(m["load"]) for m in machines]
    one = machines[-1]
    seeds = sorted({e.seed for e in entries})
    busy = ""
    if max(loads) > int(one["cores"]):
        busy = (
            " **Others used the cores: these figures are provisional, and ratios of short times say little.**"
        )
    return (
        f"`python -m benchmarks.weekly --write`, seeds {seeds[0]} to {seeds[-1]}, by the clock. {one['processor']}, "
        f"{one['cores']} cores, {one['memory']}, load {min(loads):.1f} to {max(loads):.1f} before each week; "
        f"Python {one['python']}, OR-Tools {one['ortools']} with its HiGHS, SCIP and CBC, numpy {one['numpy']}.{busy}"
    )


def publish() -> None:
    """Tables and plots from the lines that are there."""
    entries = read(LINES)
    body = "\n".join([note(entries), "", *tables(entries)])
    BENCHMARKS.write_text(written(BENCHMARKS.read_text("utf-8"), "weekly", body), "utf-8")
    plots(entries)


def main() -> None:
    """Run, and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", nargs="*", default=["S", "M", "L"])
    options.add_argument("--beds", nargs="*", default=["tense", "roomy"])
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--against", nargs="*", default=list(OTHERS))
    options.add_argument("--write", action="store_true", help="begin the lines anew and publish them")
    options.add_argument("--more", action="store_true", help="add to the lines and publish them")
    options.add_argument("--table", action="store_true", help="publish the lines that are there")
    options.add_argument("--history", type=Path, help="add two small weeks to this file, and nothing else")
    given = options.parse_args()
    if given.table:
        publish()
        return
    if given.history:
        given.sizes, given.beds, given.seeds, given.seconds = ["S"], ["tense"], 2, 20.0
    to = given.history or LINES
    if given.write:
        to.unlink(missing_ok=True)
    for size in given.sizes:
        for beds in given.beds:
            for seed in range(1, given.seeds + 1):
                for entry in contest(Asked(size, seed, beds, given.seconds), given.against):
                    print(
                        entry.contender, size, beds, seed, f"{entry.seconds:.2f} s", entry.proved, flush=True
                    )
                    if given.write or given.more or given.history:
                        add_lines([entry.row()], to)
    if given.write or given.more:
        publish()


if __name__ == "__main__":
    main()
