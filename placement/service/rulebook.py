"""The rule book: every rule and goal as it stands in the program, made from the rules themselves."""

from typing import TypedDict

from placement.domain.rule import Rule
from placement.rules import GOALS, RULES
from placement.words.language import Lang
from placement.words.render import say_word


class SettingEntry(TypedDict):
    """A figure that a unit may change."""

    name: str
    says: str
    default: int
    unit: str
    least: int
    most: int


class RuleEntry(TypedDict):
    """One rule in one language."""

    id: str
    code: str
    levels: list[str]
    level_names: list[str]
    title: str
    because: str
    source: str
    source_valid_from: str
    settings: list[SettingEntry]
    sentences: dict[str, str]


def rule_book(lang: Lang) -> tuple[RuleEntry, ...]:
    """All rules in their order, then all goals."""
    return tuple(_entry(rule, lang) for rule in (*RULES, *GOALS))


def _entry(rule: Rule, lang: Lang) -> RuleEntry:
    return RuleEntry(
        id=rule.id,
        code=rule.code,
        levels=[str(level) for level in rule.levels],
        level_names=[say_word(f"~Level.{level}", lang) for level in rule.levels],
        title=getattr(rule.title, lang),
        because=getattr(rule.because, lang),
        source=getattr(rule.source, lang),
        source_valid_from=rule.source.valid_from.isoformat(),
        settings=[
            SettingEntry(
                name=s.name,
                says=getattr(s.says, lang),
                default=s.default,
                unit=s.unit,
                least=s.least,
                most=s.most,
            )
            for s in rule.settings
        ],
        sentences={key: getattr(sentence, lang) for key, sentence in rule.says.items()},
    )
