"""What a simulation found, for a terminal and for other programs: bands, and differences with intervals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Any, NamedTuple

from rich.console import Console

from placement import __version__
from placement.domain.instance import Instance
from placement.domain.scenario import Card, Scenario
from placement.service.future_rows import Column, measure_rows, sampled
from placement.service.future_summary import SHOWN, Sample, added, futures_of, sample_of
from placement.service.scenario_words import card_line
from placement.service.sheet import bullets, heading, indented, line, sheet
from placement.service.simulating import simulate, world
from placement.simulation.bands import Band, Difference, band, difference
from placement.simulation.kept import Kept, Records
from placement.simulation.sweep import Tell, futures_kept, sweep, tasks_of
from placement.words.language import Lang
from placement.words.texts import Texts, texts

ENGINES = ("ortools", "numpy")
DIGITS = 6
"""Of the figures for other programs."""


class Simulated(NamedTuple):
    """All that is told of a simulation, and what it takes to repeat it."""

    week: Instance
    scenario: Scenario
    usual: Sample
    changed: Sample | None
    """The same futures with the cards; none where there are none."""
    records: Callable[[], Iterator[str]]
    """Every week's record as a line of JSON, with whether the cards were played."""
    learnt: tuple[Card, ...] = ()
    """What a history tells of the arrivals; it holds with the cards and without."""

    def as_json(self) -> dict[str, Any]:
        """For other programs; the same bytes for the same week, scenario and versions."""
        every = [self.usual, *([self.changed] if self.changed else [])]
        return {
            "week": {"as_of": self.week.as_of.isoformat(), "hash": self.week.content_hash},
            "scenario": self.scenario.model_dump(mode="json"),
            "scenario_hash": self.scenario.content_hash,
            "learnt": [card.model_dump(mode="json") for card in self.learnt],
            "versions": {"placement": __version__, **{name: version(name) for name in ENGINES}},
            "plans": sum(one["plans"] for one in every),
            "proved": sum(one["proved"] for one in every),
            "measures": [_measure(name, self.usual, self.changed) for name in SHOWN],
        }


def _measure(name: str, usual: Sample | None, changed: Sample | None) -> dict[str, Any]:
    """Bands of one measure, and the difference of those futures that have a figure in both."""
    told: dict[str, Any] = {"measure": name}
    for word, one in (("usual", usual), ("changed", changed)):
        values = [v for v in one["figures"][name] if v is not None] if one else []
        if values:
            told[word] = _rounded(band(values))
    if usual and changed:
        both = zip(changed["figures"][name], usual["figures"][name], strict=True)
        pairs = [(a, b) for a, b in both if a is not None and b is not None]
        by = difference([a for a, _ in pairs], [b for _, b in pairs])
        if by is not None:
            told["difference"] = _rounded(by)
    return told


def _rounded(part: Band | Difference) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in part._asdict().items()}


def simulated(
    week: Instance,
    scenario: Scenario,
    kept: Kept,
    *,
    learnt: tuple[Card, ...] = (),
    workers: int = 1,
    cluster: str | None = None,
    tell: Tell = lambda _: None,
) -> Simulated:
    """Simulate a week as it is, and with a scenario's cards if there are any. Ctrl-C ends it; what is done is kept.

    The same bytes for the same arguments, with any number of workers.

    Args:
        week: The week before any card.
        scenario: The cards, and how it is sampled.
        kept: Where futures are, and go: what is there is not simulated again. It is read again for `records`.
        learnt: Cards that are played first, also in the week as it is.
        workers: Processes of this machine.
        cluster: Address of a Dask cluster, instead of these.
        tell: Told how far it is.

    Raises:
        InputError: A card cannot be played, or there is no such cluster.
        Defect: A plan breaks a rule, or is not what it claims to be, or a process was ended from outside.
    """
    every = [learnt, *([(*learnt, *scenario.cards)] if scenario.cards else [])]
    worlds = [scenario.but(cards=cards) for cards in every]
    for one in worlds:
        world(week, one)  # before hours of work: no card may be impossible
    sweep(week, tasks_of(week, worlds), simulate, kept, workers=workers, cluster=cluster, tell=tell)
    usual, *changed = (_sampled(futures_kept(week, one, kept)) for one in worlds)
    return Simulated(
        week, scenario, usual, changed[0] if changed else None, lambda: _lines(week, worlds, kept), learnt
    )


def _sampled(futures: Iterable[Records]) -> Sample:
    found: Sample | None = None
    for records in futures:
        found = added(found, sample_of(records))
    return found or {}


def _lines(week: Instance, worlds: Sequence[Scenario], kept: Kept) -> Iterator[str]:
    for number, one in enumerate(worlds):
        for records in futures_kept(week, one, kept):
            for record in records:
                yield f'{{"cards":{str(bool(number)).lower()},"record":{record.model_dump_json()}}}\n'


def show_scenario(scenario: Scenario, lang: Lang, console: Console | None = None) -> None:
    """What would be different, and how it would be sampled."""
    _ = texts(lang)
    with sheet(console) as out:
        heading(out, scenario.name)
        indented(
            out, bullets([card_line(card, lang) for card in scenario.cards] or [_("The week as it is.")])
        )
        line(out, _to_sample(scenario, _), "dim")
        line(out, _("Hash: {hash}", hash=scenario.content_hash[:16]), "dim")


def _to_sample(scenario: Scenario, _: Texts) -> str:
    weeks = _.n("{count} week", "{count} weeks", scenario.weeks)
    futures = _.n("{count} sampled future", "{count} sampled futures", scenario.replications)
    text = _("{weeks}, {futures}, seed {seed}", weeks=weeks, futures=futures, seed=scenario.seed)
    if not scenario.warm_up:
        return text
    return f"{text}, {_.n('{count} week of warm-up', '{count} weeks of warm-up', scenario.warm_up)}"


def _show_learnt(cards: Sequence[Card], lang: Lang, console: Console | None) -> None:
    _ = texts(lang)
    with sheet(console) as out:
        out.print()
        line(out, _("Who comes is learnt from the history, here as a share of what is usual for this size:"))
        indented(out, bullets([card_line(card, lang) for card in cards]))


def show_simulated(found: Simulated, lang: Lang, console: Console | None = None) -> None:
    """A band of each measure; with cards also what they change, and how sure that is."""
    _ = texts(lang)
    show_scenario(found.scenario, lang, console)
    if found.learnt:
        _show_learnt(found.learnt, lang, console)
    usual, changed = found.usual, found.changed
    every = [Column("", usual, usual, futures_of(usual))]
    every += [Column("", changed, usual, futures_of(usual))] if changed else []
    with sheet(console) as out:
        out.print()
        for row in measure_rows(every, _):
            usual_told, *with_cards = row.cells
            line(out, row.title)
            said = [_("as it is {band}", band=usual_told.band)] if with_cards else [usual_told.band]
            for cell in with_cards:
                said += [_("with the cards {band}", band=cell.band), cell.change]
            line(
                out,
                f"  {' · '.join(filter(None, said))}",
                "bold" if with_cards and with_cards[0].verdict else "",
            )
        out.print()
        line(out, _("In eight of ten futures a figure lies between the two in brackets; before them the middle one."),
             "dim")  # fmt: skip
        if changed:
            line(out, _("A difference is that of the same futures, in brackets its interval, which holds 95 times in "
                        "100. Each holds by itself: of a dozen measures one may look sure by chance."),
                 "dim")  # fmt: skip
        line(out, sampled(every[-1:], _), "dim")
