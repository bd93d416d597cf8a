"""What to open or train next, in words: asked for, at work, and ranked with intervals."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from placement.domain.permission import Action
from placement.domain.scenario import Scenario
from placement.service.desk.card_forms import CARD
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.scenarios import TABLE, scenario_of
from placement.service.desk.desk import Desk
from placement.service.desk.futures import asked_about, is_there, latest_of
from placement.service.desk.jobs import NEXT
from placement.service.desk.scenarios import changed
from placement.service.next_capacity_words import effect_line
from placement.service.scenario_words import card_line
from placement.simulation.bands import Difference
from placement.store.jobs import Job
from placement.words.render import say_word
from placement.words.say import say_number
from placement.words.texts import Texts


class NextRow(NamedTuple):
    """One candidate."""

    rank: int | None
    """None: no difference is shown, or it is for the worse; what it spares says which."""
    what: str
    spares: str
    """Of which need, a year, with the interval."""
    kroner: str
    for_money: str


class Next(NamedTuple):
    """What is known by now."""

    job: Job
    is_stale: bool
    rows: tuple[NextRow, ...]
    others: tuple[str, ...]
    """Candidates that do nothing in the sampled weeks, or less than others."""


def ask_next(desk: Desk, login: str, alias: str) -> int | None:
    """Ask what to open or train next in the world of a scenario; the job's number, none where it is known already.

    Raises:
        Refused: They may not ask what if.
        CannotDo: The scenario is not there, or another version of the program wrote it.
        InputError: A card cannot be played on the week as it is by now.
    """
    with desk.acting(login) as act:
        act.ask(Action.SCENARIO)
        row = act.now.body(TABLE, alias)
        scenario = scenario_of(row) if row else None
        if scenario is None:
            raise CannotDo("the scenario is not there any more.", code="row_gone")
        changed(act.now.instance, scenario.cards)
        week = act.now.instance
        return None if is_there(act, NEXT, scenario, week) else asked_about(act, NEXT, scenario, week)


def next_of(desk: Desk, scenario: Scenario, _: Texts, *, for_others: bool = False) -> Next | None:
    """What is known by now; none where nobody asked. For pages of those who may ask what if.

    Args:
        desk: The desk.
        scenario: In whose world.
        _: The texts.
        for_others: Whether it leaves the desk, or others look at the screen: no language is told then, which may be
            that of one household.
    """
    latest = latest_of(desk, NEXT, scenario)
    if latest is None:
        return None
    found: Mapping[str, Any] = latest.job.progress.get("found") or {}
    told, left = ([one for one in found.get(part, ()) if not (for_others and _is_of_a_language(one))]
                  for part in ("rows", "screened"))  # fmt: skip
    rows = tuple(_row(n, row, _) for n, row in enumerate(told, 1))
    others = tuple(_what(one["cards"], _) for one in left)
    return Next(latest.job, latest.is_stale, rows, others)


def _is_of_a_language(one: Mapping[str, Any]) -> bool:
    return any(card["card"] == "interpreting" for card in one["cards"])


def _row(n: int, row: Mapping[str, Any], _: Texts) -> NextRow:
    need = say_word(f"~Need.{row['need']}", _.lang)
    beaten = row.get("is_beaten", False)
    spared, money = (
        effect_line(_told(row[name]), _.lang, is_beaten=beaten) for name in ("spared", "for_money")
    )
    source = say_word(f"~PriceSource.{row['source']}", _.lang)
    kroner = f"{say_number(row['kroner'], _.lang)} ({source})"
    rank = n if row["rank"] else None  # no gap tells that one was left out
    return NextRow(rank, _what(row["cards"], _), f"{need}: {spared}", kroner, money)


def _told(part: Sequence[float] | None) -> Difference | None:
    return None if part is None else Difference(*part)


def _what(cards: Sequence[Mapping[str, Any]], _: Texts) -> str:
    return "; ".join(card_line(CARD.validate_json(json.dumps(card)), _.lang) for card in cards)


def next_lines(found: Next) -> Iterator[str]:
    """Each ranked candidate in one line, for paper."""
    for row in found.rows:
        if row.rank:
            yield f"{row.rank}. {row.what}: {row.spares}, {row.kroner}"
