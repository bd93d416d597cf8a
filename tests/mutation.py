"""Mutation testing: each rule, goal and part of the judge is spoilt in one place at a time; a test must turn red.

`make mutation` spoils a sample of each file; `python -m tests.mutation --sample 0` every place. Needs the extra
`mutation` (Cosmic Ray). No file is changed: a child process reads the spoilt text in place of the file's, and runs

1. what is nearest: a rule's own cases, or the tests named in NEAREST and the cases of all rules;
2. for a rule, if they all pass: builder and judge about the plans of its cases (`tests.case_plans`),
3. and about a few worlds of its family (`tests.agreement`);
4. if they pass too, the tests of WIDER.

The first that is red has killed the mutant. What passes all of them has survived; docs/mutation.md says why some may.
"""

import argparse
import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import math
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
import yaml

from tests.mutation_points import Point, points, spoilt

ROOT = Path(__file__).parent.parent
SECONDS = 240
"""That a mutant may take; one that never ends is noticed, too."""
MEMORY = 4 << 30
"""Bytes that it may take: one that gathers without an end is noticed before the machine suffers."""
WORLDS, PLANS = 12, 60
"""Of each family of a rule, and plans of each."""
GENERIC = ("mixed", "mixed", "mixed")
NEAREST = {
    "beds": ("test_rule_parts.py",),
    "act_form": (
        "test_reviews.py",
        "test_judge_acts.py",
    ),
    "act_sentences": ("test_judge_acts.py",),
    "audit": ("test_reviews.py", "test_judge.py", "test_judge_acts.py"),
    "findings": ("test_reviews.py", "test_judge.py", "test_judge_acts.py", "test_cases.py"),
    "form": (
        "test_reviews.py",
        "test_judge.py",
    ),
    "options": ("test_reviews.py", "test_judge.py", "test_reasons.py"),
    "pins": ("test_reviews.py", "test_judge.py", "test_pins.py", "solver/test_pinned.py"),
    "points": ("test_reviews.py", "test_judge.py", "test_judge_acts.py"),
    "reasons": ("test_reviews.py", "test_reasons.py", "test_judge_acts.py", "test_judge.py"),
    "stages": (
        "test_reviews.py",
        "test_judge.py",
    ),
    "timetable": (
        "test_reviews.py",
        "test_timetable.py",
    ),
    "language": (
        "test_reviews.py",
        "test_language.py",
    ),
    "load": (
        "test_reviews.py",
        "test_load.py",
    ),
    "interpreting": (
        "test_reviews.py",
        "test_interpreting.py",
    ),
    "activity": ("test_reviews.py", "test_activity.py", "test_timetable.py"),
    "childcare": (
        "test_reviews.py",
        "test_timetable.py",
    ),
}
WIDER = (
    "test_judge_acts.py",
    "test_judge.py",
    "test_reasons.py",
    "test_helpers.py",
    "test_declarations.py",
    "test_attacks.py",
    "test_rule_parts.py",
    "test_tiers.py",
    "test_mutants.py",
    "test_brute_force.py",
    "test_binding.py",
)
QUIET = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:playwright",
         "-p", "no:hypothesispytest", "--no-header", "-W", "ignore", "-k", "not twenty_five_thousand")  # fmt: skip
FILES = (
    "placement/rules/*.py",
    "placement/rules/fit/*.py",
    "placement/rules/goals/*.py",
    "placement/review/*.py",
    *(
        f"placement/domain/{name}.py"
        for name in ("timetable", "childcare", "language", "load", "interpreting", "activity")
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant; `by` is the step that killed it."""

    path: str
    line: int
    operator: str
    occurrence: int
    before: str
    after: str
    by: str
    seconds: float

    @property
    def survived(self) -> bool:
        return self.by == "survived"


# -- the spoilt text in place of the file's
class Spoilt(importlib.abc.MetaPathFinder):
    """Finds one module, with another text."""

    def __init__(self, module: str, path: Path, text: str) -> None:
        self.module, self.path, self.text = module, path, text

    def find_spec(self, fullname: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.module:
            return None
        loader = Loader(fullname, str(self.path), self.text)
        return importlib.util.spec_from_file_location(fullname, self.path, loader=loader)


class Loader(importlib.machinery.SourceFileLoader):
    """Compiles the text that it was given."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self.text = text

    def get_code(self, _fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec", dont_inherit=True)


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


# -- the steps
def rule_ids(path: Path) -> tuple[str, ...]:
    """Rules that a file of the law is about; all for the judge and for what rules read."""
    if path.parent.name == "fit":
        return ("programme_fit",)
    if "rules" in path.parts:
        return (path.stem,)
    return tuple(sorted(importlib.import_module("tests.test_cases").BY_ID))


def own_cases(path: Path) -> bool:
    """Whether the cases of the file's rules are as they should be, and to the last fact as they were recorded."""
    cases, record = importlib.import_module("tests.test_cases"), importlib.import_module("tests.test_said")
    for rule in rule_ids(path):
        for name in cases.cases_of(rule):
            cases.test_case(rule, name)
        if any(one.id == rule for one in cases.RULES):
            cases.test_a_rule_says_what_it_declares_and_its_cases_show_each_sentence(cases.BY_ID[rule])
            record.test_a_rule_says_to_the_last_fact_what_is_recorded(cases.BY_ID[rule])
        cases.test_a_rule_describes_itself_in_both_languages(cases.BY_ID[rule])
    return True


def nearest(path: Path) -> bool:
    return passed(NEAREST.get(path.stem, ()))


def halves(path: Path) -> bool:
    """Builder and judge about the plans of the rules' cases."""
    by_id = importlib.import_module("tests.test_cases").BY_ID
    plans = importlib.import_module("tests.case_plans")
    return not any(next(plans.differences(by_id[rule]), None) for rule in rule_ids(path))


def agreement(path: Path) -> bool:
    """Builder and judge about worlds in which the rule binds."""
    agree = importlib.import_module("tests.agreement")
    codes = [importlib.import_module("tests.test_cases").BY_ID[rule].code for rule in rule_ids(path)]
    families = [f for f in agree.FAMILIES for code in codes if f.startswith(code)]
    jobs = [(seed, family) for family in families for seed in range(3000, 3000 + WORLDS)]
    jobs += list(enumerate(GENERIC, 1000))
    return all(not agree.compare(seed, family, PLANS).differences for seed, family in jobs)


def wider(path: Path) -> bool:
    return passed([name for name in WIDER if name not in NEAREST.get(path.stem, ())])


def passed(files: Iterable[str]) -> bool:
    names = [str(ROOT / "tests" / name) for name in files]
    return not names or pytest.main([*QUIET, *names]) == 0


def steps(path: Path, most: int) -> list[tuple[str, Callable[[Path], bool]]]:
    chain: list[tuple[str, Callable[[Path], bool]]] = [
        ("tests", nearest),
        ("cases", own_cases),
        ("wider", wider),
    ]
    if "rules" in path.parts:
        chain = [
            ("cases", own_cases),
            ("tests", nearest),
            ("halves", halves),
            ("agreement", agreement),
            ("wider", wider),
        ]
    return chain[:most]


# -- processes
def preload(path: Path) -> None:
    """Everything slow that does not read the file that is to be spoilt."""
    importlib.import_module("ortools.sat.python.cp_model")
    text_of = yaml.safe_load
    read: dict[str, Any] = {}

    def remembered(text: Any) -> Any:
        if text not in read:
            read[text] = text_of(text)
        return read[text]

    yaml.safe_load = remembered  # type: ignore[assignment] # of texts alone
    for file in sorted((ROOT / "tests" / "cases").glob("*.yaml")):
        remembered(file.read_text(encoding="utf-8"))
    ahead = {"rules": ("placement.review.reasons", "placement.review.audit", "placement.solver.run"),
             "review": ("placement.rules", "placement.solver.run")}  # fmt: skip
    for part, modules in ahead.items():
        if part in path.parts:
            for module in modules:
                importlib.import_module(module)
    assert module_of(path) not in sys.modules


def in_child(work: Callable[[], str]) -> str:
    """What the work says, in a process of its own; how it ended, where it says nothing."""
    end, start = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        said = "error"
        with contextlib.suppress(BaseException):
            said = work()
        os.write(start, said.encode())
        os._exit(0)
    os.close(start)
    with os.fdopen(end, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said or "ended"


def late(_signal: int, _frame: FrameType | None) -> None:
    """Say so and go: no test may catch it."""
    os._exit(1)


def trial(path: Path, text: str, most: int) -> str:
    """The first step that is red with this text, or `survived`."""
    signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    module = module_of(path)
    sys.meta_path.insert(0, Spoilt(module, path, text))
    try:
        importlib.import_module(module)
    except Exception:  # noqa: BLE001 - a module that does not load may say so in any way
        return "import"
    for name, step in steps(path, most):
        try:
            if not step(path):
                return name
        except (Exception, SystemExit, pytest.fail.Exception):  # noqa: BLE001 - as above
            return name
    return "survived"


def of_file(path: Path, chosen: Sequence[Point], most: int) -> Iterator[Outcome]:
    """All chosen mutants of one file; first the file as it is, which must survive."""
    preload(path)
    original = path.read_text("utf-8")
    if (said := in_child(lambda: trial(path, original, most))) != "survived":
        raise SystemExit(f"{path}: red without any change, in step {said}")
    for point in chosen:
        begun = time.time()
        text = spoilt(point)
        if text == original:
            continue
        said = in_child(lambda text=text: trial(path, text, most))  # type: ignore[misc]
        changed = [(a, b) for a, b in zip(original.split("\n"), text.split("\n"), strict=False) if a != b]
        before, after = changed[0] if changed else ("", "")
        yield Outcome(str(path.relative_to(ROOT)), point.line, point.operator, point.occurrence,
                      before.strip(), after.strip(), said, round(time.time() - begun, 2))  # fmt: skip


# -- the campaign
def sample(path: Path, size: int, seed: int) -> list[Point]:
    """So many places of a file, drawn; 0: all."""
    every = points(path)
    if not size or len(every) <= size:
        return every
    return sorted(random.Random(f"{seed} {path.relative_to(ROOT)}").sample(every, size))


def files(only: Sequence[str]) -> list[Path]:
    found = [path for pattern in FILES for path in sorted(ROOT.glob(pattern)) if path.stem != "__init__"]
    asked = [path for path in found if not only or any(str(path).endswith(name) for name in only)]
    return [path for path in asked if points(path)]


def key(o: Outcome) -> tuple[str, str, int]:
    return o.path, o.operator, o.occurrence


def lines(path: Path) -> Iterator[Outcome]:
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            yield Outcome(**json.loads(line))


def package(path: str) -> str:
    return str(Path(path).parent)


def table(found: Sequence[Outcome], there: Mapping[str, int]) -> str:
    """Markdown: package, places, mutants tried, killed, share with its 95 % interval."""
    rows = ["| package | places | tried | killed | share | survived |", "|---|--:|--:|--:|--:|--:|"]
    for name in (*sorted({package(o.path) for o in found}), ""):
        mine = [o for o in found if not name or package(o.path) == name]
        killed = sum(not o.survived for o in mine)
        low, high = interval(killed, len(mine))
        places = there[name] if name else sum(there.values())
        share = f"{killed / len(mine):.1%} ({low:.1%}-{high:.1%})"
        rows.append(
            f"| {name or 'all'} | {places} | {len(mine)} | {killed} | {share} | {len(mine) - killed} |"
        )
    return "\n".join(rows)


def interval(killed: int, tried: int) -> tuple[float, float]:
    """Wilson's, 95 %."""
    z, p = 1.96, killed / tried
    middle = (p + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z * math.sqrt(p * (1 - p) / tried + z * z / (4 * tried * tried)) / (1 + z * z / tried)
    return max(0.0, middle - half), min(1.0, middle + half)


def main() -> None:
    """Spoil, and print what survived; `--write` puts the figures into docs/benchmarks.md."""
    asked = argparse.ArgumentParser()
    asked.add_argument("files", nargs="*", help="ends of paths; all files if none")
    asked.add_argument("--sample", type=int, default=20, help="places of each file; 0: all")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--steps", type=int, default=5, help="1: only what is nearest")
    asked.add_argument(
        "--out", type=Path, help="a line for each mutant; those that are there are not tried again"
    )
    asked.add_argument("--again", type=Path, help="try the survivors of such a file again, and nothing else")
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    begun = time.time()
    done = list(lines(given.out)) if given.out else []
    tried = {key(o) for o in done}
    again = {key(o) for o in lines(given.again) if o.survived} if given.again else set()
    chosen_files = files(given.files)
    for path in chosen_files:
        name = str(path.relative_to(ROOT))
        chosen = points(path) if again else sample(path, given.sample, given.seed)
        chosen = [p for p in chosen if (name, p.operator, p.occurrence) not in tried]
        chosen = [p for p in chosen if not again or (name, p.operator, p.occurrence) in again]
        for one in in_own_process(path, chosen, given.steps) if chosen else ():
            done.append(one)
            if given.out:
                with given.out.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(asdict(one)) + "\n")
            if one.survived:
                print(f"{one.path}:{one.line} {one.operator}\n  - {one.before}\n  + {one.after}", flush=True)
        mine = [o for o in done if o.path == name]
        print(f"{name}: {sum(not o.survived for o in mine)} of {len(mine)} killed", flush=True)
    there = Counter[str]()
    for path in chosen_files:
        there[package(str(path.relative_to(ROOT)))] += len(points(path))
    body = table(done, there)
    print(body, f"\nkilled by: {dict(Counter(o.by for o in done))}; {time.time() - begun:.0f} s")
    if given.write:
        from importlib.metadata import version

        from tests.binding import BENCHMARKS, written

        note = (
            f"`python -m tests.mutation --sample {given.sample} --seed {given.seed} --write`, Cosmic Ray "
            f"{version('cosmic-ray')}; shares with 95 % intervals."
        )
        BENCHMARKS.write_text(
            written(BENCHMARKS.read_text("utf-8"), "mutation", f"{note}\n\n{body}"), "utf-8"
        )


def in_own_process(path: Path, chosen: Sequence[Point], most: int) -> Iterator[Outcome]:
    """The outcomes of one file, as they come, from a process that has loaded what it needs."""
    end, start = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        code = 1
        try:
            with os.fdopen(start, "w", encoding="utf-8") as pipe:
                for one in of_file(path, chosen, most):
                    pipe.write(json.dumps(asdict(one)) + "\n")
                    pipe.flush()
            code = 0
        except SystemExit as end_of_it:
            print(end_of_it, file=sys.stderr)
        finally:
            os._exit(code)
    os.close(start)
    with os.fdopen(end, encoding="utf-8") as pipe:
        for line in pipe:
            yield Outcome(**json.loads(line))
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
