"""Whether each rule and goal matters: in a fifth of its family's worlds another plan would be best without it.

A rule *binds* in a world if the plan found without it is in breach of it, or is not among the best with it (stages
tier by tier, then all points). `python -m tests.binding --seeds 60` prints the table and writes it into
docs/benchmarks.md; CI looks at fewer worlds (test_binding.py).
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from placement.domain.plan import Plan
from placement.domain.review import FindingKind, Review
from placement.domain.rule import Rule
from placement.domain.run import Status
from placement.domain.stay import StayKind
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES, harmful_link
from placement.rules.harmful_link import NeverSameSession, NoSessionAtTheirHome
from placement.solver.run import solve
from tests.brute_force import value
from tests.random_worlds import tiny

LEAST = 0.2
"""Share of a family's worlds in which its rule must bind."""
BENCHMARKS = Path(__file__).parent.parent / "docs" / "benchmarks.md"
MOVES = "H20"
"""A planned move without consent is a proposal by definition, so that the rule has nothing left to bar."""
SESSIONS = "H03S"
"""The part of H03 about sessions, as if it were a rule of its own."""
ABOUT_SESSIONS = {"same_session": NeverSameSession, "session_at_home": NoSessionAtTheirHome}
"""Sentence -> part."""
CODES = (*(rule.code for rule in (*RULES, *GOALS)), SESSIONS)
PARTS = {rule.code: rule for rule in (*RULES, *GOALS)} | {SESSIONS: harmful_link.RULE}


class Outcome(NamedTuple):
    """One world of a rule's family, solved with the rule and without it."""

    code: str
    seed: int
    breached: bool
    """The plan found without the rule breaks it."""
    worse: bool
    """The plan found without the rule is not among the best with it."""

    @property
    def binds(self) -> bool:
        """Whether the rule matters in this world."""
        return self.breached or self.worse


def outcome(seed: int, code: str) -> Outcome:
    """Solve one world of the rule's family twice. Raises RuntimeError where an optimum is not proved."""
    instance = tiny(seed, code)
    week = Week(instance, RULES)
    with_it = _review(week, RULES, GOALS)
    without = _review(week, _without(RULES, code), _without(GOALS, code))
    mine = [f for f in without.breaches if f.rule == PARTS[code].id]
    breached = any(code != SESSIONS or f.says in ABOUT_SESSIONS for f in mine)
    return Outcome(code, seed, breached, worse=value(without) != value(with_it))


def _review(week: Week, rules: tuple[Rule, ...], goals: tuple[Rule, ...]) -> Review:
    """What all rules and goals say of the best plan under some of them."""
    run = solve(week.instance, rules, goals)
    if run.status is not Status.OPTIMAL or run.plan is None:
        raise RuntimeError(f"a small world was not solved: {run.status}")
    plan = run.plan if MOVES in (r.code for r in rules) else _as_stays(run.plan)
    review = judge(week, plan, GOALS)
    if rules == RULES and review.of(FindingKind.BREACH):
        raise RuntimeError("the best plan is in breach")
    return review


def _as_stays(plan: Plan) -> Plan:
    """Without the rule about moves nothing asks for consent: what is proposed begins."""
    return plan.but(stays=tuple(s.but(kind=StayKind.NEW) for s in plan.stays))


def _without(rules: tuple[Rule, ...], code: str) -> tuple[Rule, ...]:
    if code != SESSIONS:
        return tuple(rule for rule in rules if rule.code != code)
    gone = tuple(ABOUT_SESSIONS.values())
    return tuple(
        replace(rule, parts=tuple(part for part in rule.parts if not isinstance(part, gone)))
        for rule in rules
    )


def _job(job: tuple[int, str]) -> Outcome:
    return outcome(*job)


def campaign(codes: Iterable[str], seeds: Iterable[int], workers: int = 2) -> Iterator[Outcome]:
    """Each rule in the first worlds of its own family."""
    seeds = tuple(seeds)
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_job, [(seed, code) for code in codes for seed in seeds], chunksize=4)


def table(found: list[Outcome]) -> str:
    """A Markdown table: rule, worlds, how often it binds, and how."""
    lines = [
        "| rule | what it asks | worlds | binds | share | in breach without it |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for code in dict.fromkeys(o.code for o in found):
        mine = [o for o in found if o.code == code]
        binds = sum(o.binds for o in mine)
        lines.append(
            f"| {code} | {PARTS[code].title.en} | {len(mine)} | {binds} | {binds / len(mine):.0%} "
            f"| {sum(o.breached for o in mine)} |"
        )
    return "\n".join(lines)


def written(text: str, name: str, body: str) -> str:
    """The text with what stands between the markers of a generated part replaced. Raises ValueError without them."""
    begin, end = f"<!-- {name}: generated -->", f"<!-- {name}: end -->"
    if begin not in text or end not in text:
        raise ValueError(f"docs/benchmarks.md has no part {name!r}")
    return f"{text.split(begin, maxsplit=1)[0]}{begin}\n{body}\n{end}{text.split(end)[1]}"


def main() -> None:
    """Print the table; write it into docs/benchmarks.md where all rules were asked about."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=60, help="worlds a family")
    parser.add_argument("--only", nargs="*", default=[], help="codes; nothing is written then")
    given = parser.parse_args()
    begun = time.time()
    found = list(campaign(given.only or CODES, range(given.seeds)))
    body = table(found)
    print(body)
    print(f"{len(found)} worlds, {time.time() - begun:.0f} s")
    if not given.only:
        rare = [c for c in CODES if sum(o.binds for o in found if o.code == c) < LEAST * given.seeds]
        note = (
            f"`python -m tests.binding --seeds {given.seeds}`, seeds 0 to {given.seeds - 1} of each family."
        )
        BENCHMARKS.write_text(written(BENCHMARKS.read_text("utf-8"), "binding", f"{note}\n\n{body}"), "utf-8")
        print("in less than a fifth:", rare or "none")


if __name__ == "__main__":
    main()
