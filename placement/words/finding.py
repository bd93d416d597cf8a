"""The text of a finding, for one audience."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from placement.words.language import Lang
from placement.words.render import Fact, render
from placement.words.sentence import Sentence

NEUTRAL = Sentence("Kan ikke tilbys nå.", "Cannot be offered now.")
"""All that somebody without need-to-know reads of whatever rests on other people."""


class Says(Protocol):
    """What is read of a finding, or of anything else that a rule said."""

    @property
    def rule(self) -> str:
        """The rule's id."""
        ...

    @property
    def says(self) -> str:
        """Key into the rule's sentences."""
        ...

    @property
    def facts(self) -> tuple[tuple[str, Fact], ...]:
        """What the sentence names."""
        ...


class Speaks(Protocol):
    """What is read of a rule."""

    @property
    def says(self) -> Mapping[str, Sentence]:
        """The rule's sentences by key."""
        ...

    @property
    def neutral(self) -> frozenset[str]:
        """Keys of the sentences that rest on other people."""
        ...


def render_finding(
    finding: Says,
    rules_by_id: Mapping[str, Speaks],
    lang: Lang,
    *,
    need_to_know: bool,
    near: date | None = None,
) -> str:
    """The finding's sentence; a neutral one where it rests on others and the reader lacks need-to-know.

    Raises:
        KeyError: The rule is unknown, or has no such sentence.
    """
    rule = rules_by_id[finding.rule]
    if finding.says in rule.neutral and not need_to_know:
        return render(NEUTRAL, {}, lang)
    return render(rule.says[finding.says], finding.facts, lang, near=near)
