"""All that a rule says in its cases, to the last fact: `tests/said/`, a file a rule, written and then read over.

A case states kind, sentence and whom; here stand the level, the reason, the place, the dates and the facts too, so
that a change to any of them shows in a diff. `python -m tests.said` writes the files again, or those of the rules
that are named; read what changed before you commit it. A case that is not recorded yet is no fault.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from placement.domain.review import Finding
from placement.domain.rule import Rule
from placement.rules import RULES
from tests.test_cases import cases_of, found

SAID = Path(__file__).parent / "said"


def line(finding: Finding) -> str:
    dates = f"{finding.since or ''}..{finding.until or ''}"
    facts = ", ".join(f"{name}={value}" for name, value in finding.facts)
    reason = finding.reason.value if finding.reason else "-"
    whom = " ".join(finding.about)
    said = f"{finding.kind.value} {finding.says}: {whom}; {finding.where or '-'}; {dates}"
    return f"{said}; {finding.level.value}, {reason}" + (f"; {facts}" if facts else "")


def said(rule: Rule, name: str) -> tuple[str, ...]:
    """All that it says in one case."""
    return tuple(sorted(line(finding) for finding in found(rule, name)[1]))


def recorded(rule: Rule) -> dict[str, tuple[str, ...]]:
    """What stands in the rule's file, by case."""
    path = SAID / f"{rule.id}.txt"
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n") if path.exists() else []
    return {name: tuple(lines) for name, *lines in (block.split("\n") for block in blocks)}


def blocks(rule: Rule) -> Iterator[str]:
    for name in cases_of(rule.id):
        if lines := said(rule, name):
            yield "\n".join((name, *lines))


def main() -> None:
    """Write the files."""
    SAID.mkdir(exist_ok=True)
    for rule in RULES:
        if not sys.argv[1:] or rule.id in sys.argv[1:]:
            (SAID / f"{rule.id}.txt").write_text("\n\n".join(blocks(rule)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
