"""Where the time of `placement plan` goes, from the start of its process to its end: `python -m benchmarks.profile`.

The command runs in processes of its own, with a clock around each of its steps and not a word in the program. The
planner's own process starts first and loads the engines while the tables are read. `--write` puts the table into
docs/profile.md.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from placement.bench.machine import machine
from tests.binding import written

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "profile.md"
WEEK = ROOT / "data" / "bergen_week"
STEPS = (
    "the interpreter starts",
    "the commands are there",
    "the planner's process is started, and what reads tables is loaded",
    "the tables are read",
    "the plan is made",
    "the judge",
    "the reasons of those without a place",
    "what is printed is put together",
    "it is printed",
    "the planner's process and this one end",
)
TIMED = """
import atexit, json, os, sys, time
begun = float(os.environ["BEGUN"])
marks = [("the interpreter starts", time.time() - begun)]
def mark(name):
    marks.append((name, time.time() - begun))
from placement.cli import main
mark("the commands are there")
import importlib
def around(module, name, before, after):
    holder = importlib.import_module(module)
    for part in name.split(".")[:-1]:
        holder = getattr(holder, part)
    plain = getattr(holder, name.split(".")[-1])
    def timed(*words, **more):
        if before:
            mark(before)
        try:
            return plain(*words, **more)
        finally:
            mark(after)
    setattr(holder, name.split(".")[-1], timed)
from placement.service.child import ChildPlanner
made = ChildPlanner.__init__
def first(self, **more):
    made(self, **more)
    # Only now, so that what these modules load is loaded while the other process starts.
    around("placement.service.planning", "load",
           "the planner's process is started, and what reads tables is loaded", "the tables are read")
    around("placement.service.planning", "judge", "the plan is made", "the judge")
    around("placement.service.planning", "reasons", None, "the reasons of those without a place")
    around("placement.service.views", "plan_view", None, "what is printed is put together")
    around("placement.service.terminal", "show_plan", None, "it is printed")
ChildPlanner.__init__ = first
try:
    main(["plan", sys.argv[1]])
finally:
    print(json.dumps(marks), file=sys.stderr)
"""


def measured(week: Path) -> dict[str, float]:
    """Seconds of each step of one run, in order."""
    begun = time.time()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", TIMED, str(week)], capture_output=True, text=True, check=True, cwd=ROOT,
        env=os.environ | {"BEGUN": repr(begun), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    ended = time.time() - begun
    marks = [*json.loads(done.stderr.splitlines()[-1]), (STEPS[-1], ended)]
    spent, last = dict.fromkeys(STEPS, 0.0), 0.0
    for name, at in marks:
        spent[name] += at - last
        last = at
    return spent


def table(found: list[dict[str, float]]) -> list[str]:
    """A line a step: its median, and its share of the whole."""
    middle = {step: statistics.median(one[step] for one in found) for step in STEPS}
    whole = sum(middle.values())
    lines = ["| step | ms | share |", "|---|--:|--:|"]
    lines += [f"| {step} | {1000 * spent:.0f} | {spent / whole:.0%} |" for step, spent in middle.items()]
    return [*lines, f"| **whole** | **{1000 * whole:.0f}** | |"]


HELPS = {
    "an interpreter that does nothing": ["-c", "pass"],
    "`import typer`": ["-c", "import typer"],
    "the help of a program with one command": [
        "-c", "import typer\napp = typer.Typer()\n@app.command()\ndef one(): 'One.'\napp(['--help'])",
    ],
    "`placement --help`": ["-m", "placement", "--help"],
}  # fmt: skip


def helps(times: int) -> list[str]:
    """Processor seconds of help and of less, the least of some runs each."""
    lines = ["| what | ms of a processor |", "|---|--:|"]
    for name, words in HELPS.items():
        spent = []
        for _ in range(times):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True, cwd=ROOT)  # noqa: S603 - our own program
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        lines.append(f"| {name} | {1000 * min(spent):.0f} |")
    return lines


def main() -> None:
    """Print the table; with `--write` put it into the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--week", type=Path, default=WEEK)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    body = table([measured(given.week) for _ in range(given.runs)])
    body += ["", "Help, the least of the runs:", "", *helps(given.runs)]
    with_what = machine()
    note = (
        f"`python -m benchmarks.profile --runs {given.runs}`, the fictional week in Bergen, medians by the clock. "
        f"{with_what['processor']}, {with_what['cores']} cores, load {with_what['load']} when it ended; "
        f"Python {with_what['python']}, OR-Tools {with_what['ortools']}."
    )
    print("\n".join([note, "", *body]))
    if given.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), "profile", "\n".join([note, "", *body])), "utf-8")


if __name__ == "__main__":
    main()
