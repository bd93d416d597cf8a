"""All measures of recorded weeks in words."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.console import Console

from placement.review.measure import Unit
from placement.review.measures import MEASURES
from placement.service.measured import UNITS, Measured, Told
from placement.service.sections import Section, show_sections
from placement.words.language import Lang
from placement.words.say import say_decimal, say_number
from placement.words.texts import Texts, later, texts
from placement.words.tongue import say_language
from placement.words.vocabulary import VOCABULARY

TITLES = {measure.id: measure.title for measure in MEASURES}
KINDS: Mapping[str, tuple[str, ...]] = {
    "tier": ("Tier",), "tier: count, median, p90, max": ("Tier", "spread"), "kind of unit": ("UnitType",),
    "kind of unit, of floor and of room": ("UnitType", "ZonePolicy", "rooms"), "reason code": ("Reason",),
    "reason": ("DeclineReason",), "profile": ("Profile",), "destination": ("Destination",),
    "language": ("language",), "kind of activity": ("ProgrammeKind",), "": (),
}  # fmt: skip
"""What the parts of a measure are -> the list of words of each part of their key."""
OF_KEY = {measure.id: KINDS[measure.by] for measure in MEASURES}
WORDS = {
    "family": later("family rooms"), "single": later("single and shared rooms"), "count": later("how many"),
    "median": later("half waited at most"), "p90": later("nine of ten waited at most"), "max": later("the longest"),
    "unknown": later("not written down"),
}  # fmt: skip
NAMED: Mapping[Unit, str] = {
    Unit.SHARE: "%", Unit.PERSON_NIGHTS: later("person-nights"), Unit.HOUSEHOLD_NIGHTS: later("household-nights"),
    Unit.WEIGHTED_NIGHTS: later("weighted nights"), Unit.HOUSEHOLDS: later("households"),
    Unit.HOUSEHOLDS_A_CONTACT: later("on average"), Unit.PERSON_WEEKS: later("person-weeks"),
    Unit.DAYS: later("days"), Unit.HOURS: later("hours"),
    Unit.OFFERS: later("offers"), Unit.MOVES: later("moves"), Unit.KRONER: later("kroner"),
}  # fmt: skip


def measured_sections(rows: Iterable[Measured], lang: Lang) -> Iterator[Section]:
    """A section a measure, a line a part; a measure of everything in one line."""
    _ = texts(lang)
    for measure, group in groupby(rows, lambda row: row.measure):
        parts = tuple(group)
        title = f"{getattr(TITLES[measure], lang)} ({_(NAMED[UNITS[measure]])})"
        if parts[0].key:
            yield Section(title, points=tuple(f"{_name(row, _)}: {_figure(row, _)}" for row in parts))
        else:
            yield Section(title, (_figure(parts[0], _),))


def _name(row: Measured, _: Texts) -> str:
    kinds = OF_KEY[row.measure]
    return ", ".join(_word(kind, word, _) for kind, word in zip(kinds, row.key, strict=True))


def _word(kind: str, word: str, _: Texts) -> str:
    if kind == "language":
        return say_language(word, _.lang)
    if kind in VOCABULARY and word in VOCABULARY[kind]:
        return str(getattr(VOCABULARY[kind][word], _.lang))
    return _(WORDS[word])


def _figure(row: Measured, _: Texts) -> str:
    if row.value is None:
        return _("not to be told")
    said = _number(row, row.value, _)
    if row.low is None or row.high is None:
        return said
    return f"{said} ({_number(row, row.low, _)}–{_number(row, row.high, _)})"


def _number(row: Measured, value: float, _: Texts) -> str:
    if row.unit == Unit.SHARE:
        return say_number(round(100 * value), _.lang)
    if row.unit == Unit.KRONER or float(value).is_integer():
        return say_number(round(value), _.lang)
    return say_decimal(value, _.lang)


def show_measured(found: Mapping[bool, Told], lang: Lang, console: Console | None = None) -> None:
    """Print all measures; with cards played, after those without."""
    _ = texts(lang)
    for cards, told in found.items():
        title = _("All measures, with the cards") if cards else _("All measures")
        weeks = _.n("one week", "{count} weeks", told.weeks)
        of = _.n(
            "Of one future of {weeks}.", "Of {count} futures of {weeks} each.", told.futures, weeks=weeks
        )
        lines = [of, _("Sums are of one future, on average.")] if told.futures > 1 else [of]
        if any(row.low is not None for row in told.rows):
            lines.append(_("In eight of ten futures a figure lies between the two in brackets."))
        show_sections(title, (Section("", tuple(lines)), *measured_sections(told.rows, lang)), console)
