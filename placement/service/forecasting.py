"""How many households will come, in words: with a band, and what it was learnt from."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rich.console import Console

from placement.domain.arrival import Arrival
from placement.domain.instance import Instance
from placement.domain.profile import Profile
from placement.domain.scenario import MOST_PERCENT, Arrivals
from placement.domain.stay import HELD
from placement.errors import InputError, Problem
from placement.service.sections import Section, show_sections
from placement.simulation.arrivals import WEEK, History, arrivals_of, history
from placement.simulation.flow import Flow, usual_flow
from placement.simulation.forecast import Band, Forecast, band, forecast, usual_rate
from placement.words.language import Lang
from placement.words.say import say_day, say_decimal, say_list
from placement.words.texts import Texts, texts
from placement.words.vocabulary import VOCABULARY

KNOWN_WEEKS = 12
"""So far back a week's tables name everybody who came: who left is kept for 90 days after that."""
AHEAD = (1, 4, 13, 26)
"""Weeks for which the band is told, and the last one asked for."""


PROFILES = VOCABULARY["Profile"]


class Told(NamedTuple):
    """How many households come in so many weeks together; profile none: all."""

    weeks: int
    profile: str | None
    band: Band


class ForecastView(NamedTuple):
    """The forecast for a manager: counts alone, of nobody in particular."""

    since: date
    """The first day that is foretold."""
    learnt_since: date
    learnt_weeks: int
    learnt_households: int
    learnt_groups: int
    usual: float
    """Households a week that are usual in a town of this size."""
    weekly: float
    """Those expected, groups apart."""
    weeks_to_group: float
    """Mean weeks from one group to the next."""
    all: tuple[Told, ...]
    profiles: tuple[Told, ...]
    """In the longest time told of."""


def read_arrivals(path: Path) -> tuple[Arrival, ...]:
    """A file of arrivals (docs/measures.md). Raises InputError with every problem."""
    from placement.tables.history import read_history

    return read_history(path)


def forecast_view(
    instance: Instance, earlier: tuple[Arrival, ...] = (), since: date | None = None, weeks: int = AHEAD[-1]
) -> ForecastView:
    """The forecast for some weeks.

    Args:
        instance: The week whose as-of date is the first day foretold.
        earlier: Arrivals of a file. Up to the last of them they tell of everybody; later ones are read off the week.
        since: The first day of which every arrival is known; by default that of the file, else 12 weeks back.
        weeks: How far ahead.
    """
    ahead = (*(one for one in AHEAD if one < weeks), weeks)
    found, past, usual = _learn(instance, earlier, since)
    until = instance.as_of
    return ForecastView(
        since=until,
        learnt_since=until - timedelta(weeks=past.weeks),
        learnt_weeks=past.weeks,
        learnt_households=sum(past.single),
        learnt_groups=len(past.groups),
        usual=usual,
        weekly=found.weekly,
        weeks_to_group=1 / found.rates[Profile.GROUP],
        all=tuple(Told(weeks, None, band(found.all(weeks))) for weeks in ahead),
        profiles=tuple(Told(ahead[-1], one, band(found.of(one, ahead[-1]))) for one in Profile),
    )


def learnt_flow(instance: Instance, earlier: tuple[Arrival, ...] = (), since: date | None = None) -> Flow:
    """The flow of a town whose arrivals are those of the forecast; all else as is usual. See `forecast_view`."""
    found = _learn(instance, earlier, since)[0]
    return replace(usual_flow(instance), a_week=MappingProxyType(dict(found.rates)))


def learnt_cards(
    instance: Instance, earlier: tuple[Arrival, ...] = (), since: date | None = None
) -> tuple[Arrivals, ...]:
    """The same as cards: what comes of each profile in per cent of what is usual. See `forecast_view`."""
    rates, usual = _learn(instance, earlier, since)[0].rates, usual_flow(instance).a_week
    return tuple(
        Arrivals(profile=profile, percent=percent)
        for profile in Profile
        if usual[profile]
        for percent in _factors(round(100 * rates[profile] / usual[profile]))
    )


def learnt_from(instance: Instance, file: Path | None, since: date | None) -> tuple[Arrivals, ...]:
    """Cards of a file, or of the week's own arrivals since a day; with neither no card.

    Raises:
        InputError: The file cannot be used, with every problem in it; or no whole week lies before the as-of date.
    """
    if file is None and since is None:
        return ()
    earlier = read_arrivals(file) if file else ()
    if not _learn(instance, earlier, since)[1].weeks:
        facts = {"day": instance.as_of.isoformat()}
        told = "The history has no whole week before the as-of date.", "Look at its dates, and at --since."
        raise InputError(Problem(file.name if file else "", *told, "history_tells_nothing", facts))
    return learnt_cards(instance, earlier, since)


def _factors(percent: int) -> Iterator[int]:
    """Percentages that a card can hold and that come to this one together."""
    while percent > MOST_PERCENT:
        yield MOST_PERCENT
        percent = round(100 * percent / MOST_PERCENT)
    yield percent


def _learn(
    instance: Instance, earlier: tuple[Arrival, ...], since: date | None
) -> tuple[Forecast, History, float]:
    """The forecast, what it was learnt from, and what is usual."""
    until = instance.as_of
    told = max((one.on for one in earlier), default=date.min)
    came = (*earlier, *(one for one in arrivals_of(instance) if one.on > told))
    first = min((one.on for one in earlier), default=until - KNOWN_WEEKS * WEEK)
    past = history(came, since or first, until)
    usual = usual_rate(len({stay.household for stay in instance.stays if stay.kind in HELD}))
    return forecast(past, usual), past, usual


def forecast_sections(view: ForecastView, lang: Lang) -> Iterator[Section]:
    """The forecast, part by part."""
    _ = texts(lang)
    yield Section(
        "",
        (_learnt(view, _), _("Usual in a town of this size: {rate} a week.", rate=_decimal(view.usual, _))),
    )
    yield Section(_("All households together"), points=tuple(_of_weeks(one, _) for one in view.all))
    longest = view.all[-1].weeks
    title = _.n("Of these in one week", "Of these in {count} weeks", longest)
    yield Section(
        title,
        points=tuple(
            f"{getattr(PROFILES[str(one.profile)], lang)}: {_band(one, _)}" for one in view.profiles
        ),
    )
    groups = _("A group comes about once in {weeks} weeks.", weeks=f"{view.weeks_to_group:.0f}")
    how = _("At most one time in ten fewer come than the band says, and at most one time in ten more.")
    yield Section("", (groups, how))


def _learnt(view: ForecastView, _: Texts) -> str:
    if not view.learnt_weeks:
        return _("No week is known in full, so this is what is usual.")
    since = say_day(view.learnt_since, _.lang, view.since)
    came = [_.n("one household", "{count} households", view.learnt_households)]
    if view.learnt_groups:
        came.append(_.n("one group", "{count} groups", view.learnt_groups))
    return _(
        "Learnt from {came} since {since}, and from what is usual.", came=say_list(came, _.lang), since=since
    )


def _of_weeks(one: Told, _: Texts) -> str:
    return _.n("one week: {band}", "{count} weeks: {band}", one.weeks, band=_band(one, _))


def _band(one: Told, _: Texts) -> str:
    low, high = one.band.p10, one.band.p90
    span = str(low) if low == high else f"{low}–{high}"
    return _("{span}, on average {mean}", span=span, mean=_decimal(one.band.mean, _))


def _decimal(number: float, _: Texts) -> str:
    return say_decimal(number, _.lang)


def show_forecast(view: ForecastView, lang: Lang, console: Console | None = None) -> None:
    """Print the forecast."""
    title = texts(lang)("Who will come from {day} on", day=say_day(view.since, lang, view.since))
    show_sections(title, forecast_sections(view, lang), console)
