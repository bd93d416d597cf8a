"""The rules and goals with the figures that the unit may change, in four bands; weights in five words."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from placement.domain.fact import SETTINGS, Content
from placement.domain.move_budget import NO_LIMIT
from placement.domain.review import Review
from placement.domain.rule import Level, Rule, Setting
from placement.rules import GOALS, RULES
from placement.words.language import Lang
from placement.words.texts import Texts, later

Figures = Mapping[tuple[str, str], int]
"""(rule, setting) -> value, of those that differ from the default."""


class Weight(StrEnum):
    """How much a wish counts against others."""

    NONE = "none"
    LITTLE = "little"
    NORMAL = "normal"
    MUCH = "much"
    MOST = "most"


WEIGHTS: dict[Weight, str] = {
    Weight.NONE: later("not at all"),
    Weight.LITTLE: later("little"),
    Weight.NORMAL: later("normally"),
    Weight.MUCH: later("much"),
    Weight.MOST: later("very much"),
}
HALVES = {Weight.NONE: 0, Weight.LITTLE: 1, Weight.NORMAL: 2, Weight.MUCH: 4, Weight.MOST: 8}
"""Word -> how many halves of the default it is (a choice of this project: each step is twice the one before)."""
BANDS: dict[Level, str] = {
    Level.ABSOLUTE: later("Never"),
    Level.HARD: later("Must"),
    Level.GATE: later("Answer first"),
    Level.SOFT: later("Wish"),
}
"""Level -> how its band is called; the strictest level of a rule is its band."""
SWITCH = "switch"
"""The unit of a figure that is 0 (off) or 1 (on)."""
UNITS = {
    "points": later("points"), "nights": later("nights"), "days": later("days"), "minutes": later("minutes"),
    "moves": later("moves"), SWITCH: later("0 is off, 1 is on"),
}  # fmt: skip


class Figure(NamedTuple):
    """A figure of a rule."""

    rule: str
    name: str
    says: str
    unit: str
    value: int
    default: int
    least: int
    most: int

    @property
    def weight(self) -> Weight | None:
        """The word for it, where it is a weight and stands on one of the five."""
        return next((word for word in self.weights if self.of(word) == self.value), None)

    @property
    def weights(self) -> tuple[Weight, ...]:
        """The words that it can be set to; none for a figure that is no weight."""
        if self.unit != "points":
            return ()
        return tuple(word for word in Weight if self.least <= self.of(word) <= self.most)

    @property
    def can_be_without(self) -> bool:
        """Whether it is a limit that a unit may leave out."""
        return self.default == NO_LIMIT

    def of(self, word: Weight) -> int:
        """What a word comes to."""
        return HALVES[word] * self.default // 2


class RuleLine(NamedTuple):
    """A rule or goal."""

    id: str
    code: str
    title: str
    because: str
    source: str
    since: str
    """From when its source holds: ISO 8601."""
    figures: tuple[Figure, ...]
    touched: int | None
    """So many findings, or households that lose points, in the running plan; none where no plan runs."""
    is_milder: bool = False
    """Whether two people may set it aside in some cases, though it stands among those that nobody sets aside."""


def figure_text(value: int, unit: str, _: Texts) -> str:
    """`21 nights`, on or off, or that there is no limit."""
    if unit == SWITCH:
        return _("on") if value else _("off")
    return _("no limit") if value == NO_LIMIT else f"{value} {_(UNITS[unit])}"


def figures_of(content: Content) -> dict[tuple[str, str], int]:
    """The figures that the unit has changed."""
    return {
        (str(row["rule"]), str(row["setting"])): int(row["value"])
        for row in content.get(SETTINGS, {}).values()
        if "value" in row
    }


def rule_bands(figures: Figures, review: Review | None, lang: Lang) -> dict[Level, tuple[RuleLine, ...]]:
    """Every rule and goal by its band.

    Args:
        figures: What the unit has changed.
        review: What the judge says today of the running plan, if one runs.
        lang: Language of the texts.
    """
    touched = _touched(review) if review is not None else None
    found: dict[Level, list[RuleLine]] = {level: [] for level in BANDS}
    for rule in (*RULES, *GOALS):
        level = next(one for one in BANDS if one in rule.levels)
        found[level].append(_line(rule, figures, touched, lang))
    return {level: tuple(lines) for level, lines in found.items()}


def _touched(review: Review) -> Counter[str]:
    found = Counter(finding.rule for finding in review.findings)
    for lost in review.goals:
        found[lost.goal] += len(lost.households)
    return found


def _line(rule: Rule, figures: Figures, touched: Counter[str] | None, lang: Lang) -> RuleLine:
    return RuleLine(
        id=rule.id,
        code=rule.code,
        title=getattr(rule.title, lang),
        because=getattr(rule.because, lang),
        source=getattr(rule.source, lang),
        since=rule.source.valid_from.isoformat(),
        figures=tuple(_figure(rule.id, one, figures, lang) for one in rule.settings),
        touched=None if touched is None else touched[rule.id],
        is_milder={Level.ABSOLUTE, Level.HARD} <= set(rule.levels),
    )


def figure_of(rule: str, name: str, figures: Figures, lang: Lang) -> Figure:
    """A figure by its name, as it stands among these."""
    settings = next(one.settings for one in (*RULES, *GOALS) if one.id == rule)
    return _figure(rule, next(one for one in settings if one.name == name), figures, lang)


def _figure(rule: str, one: Setting, figures: Figures, lang: Lang) -> Figure:
    value = figures.get((rule, one.name), one.default)
    return Figure(rule, one.name, getattr(one.says, lang), one.unit, value, one.default, one.least, one.most)
