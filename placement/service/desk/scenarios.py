"""Scenarios that are kept, and what one would come to this very week: the changed week planned once."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from placement.domain.fact import Content
from placement.domain.instance import Instance
from placement.domain.permission import Action
from placement.domain.planner import Planner
from placement.domain.scenario import Card, Scenario
from placement.domain.value import FOREVER
from placement.errors import InputError
from placement.rules import GOALS, RULES
from placement.service.desk.commands.scenarios import TABLE, scenario_of
from placement.service.desk.desk import Desk
from placement.service.desk.policy_preview import SECONDS, WeekPreview, beside_each_other
from placement.service.planning import make_plan
from placement.service.scenario_words import card_line
from placement.simulation.cards import apply, rules_left
from placement.words.language import Lang

MOST_NAME = 80
DAYS, WEEKS_AFTER, MOST_WEEKS = 7, 4, 104
"""After the last day that a card names so many weeks are looked at; by itself no scenario grows beyond two years."""


class Kept(NamedTuple):
    """A scenario that somebody keeps."""

    alias: str
    name: str
    by: str
    """Who wrote it last."""
    scenario: Scenario | None
    """None: another version of the program wrote it, and this one cannot read it."""


def kept_scenarios(content: Content) -> tuple[Kept, ...]:
    """All of them that whoever looks may see, by name."""
    rows = content.get(TABLE, {})
    found = (Kept(key, str(row["name"]), str(row["by"]), scenario_of(row)) for key, row in rows.items())
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.alias)))


def new_alias() -> str:
    """For a scenario that is to come. It says nothing of what is in it, so it may stand in an address."""
    return f"S-{secrets.token_hex(4)}"


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that no other scenario has, as near to what is wanted as can be."""
    names, wanted = {one.casefold() for one in taken}, wanted.strip()
    for n in range(1, len(names) + 2):
        ending = "" if n == 1 else f" ({n})"
        found = _shortened(wanted, MOST_NAME - len(ending)) + ending
        if found.casefold() not in names:
            break
    return found


def _shortened(text: str, most: int) -> str:
    """No word, and no year, is cut in two."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut[:-1]} …"


def named_after(card: Card, taken: Iterable[str], lang: Lang) -> str:
    """The name of a scenario that begins with a card."""
    return free_name(card_line(card, lang), taken)


def covering(scenario: Scenario, as_of: date) -> Scenario:
    """The scenario, with as many weeks more as it takes until what its cards name by date is over, or has lasted."""
    days = [
        day
        for card in scenario.cards
        for name in ("since", "until", "on")
        if (day := getattr(card, name, None)) is not None and day != FOREVER
    ]
    weeks = -(-(max(days) - as_of).days // DAYS) + WEEKS_AFTER if days else 0
    return scenario.but(weeks=max(scenario.weeks, min(weeks, MOST_WEEKS)))


def changed(week: Instance, cards: Sequence[Card]) -> Instance:
    """The week after the cards. Raises InputError, one problem for each card that cannot be played."""
    return apply(week, cards, (*RULES, *GOALS))


def shows_this_week(week: Instance, scenario: Scenario) -> bool:
    """Whether the cards change anything of the week itself: who will come or stay shows in the weeks to come alone."""
    rules = rules_left(RULES, scenario.cards)
    try:
        return rules != RULES or changed(week, scenario.cards).content_hash != week.content_hash
    except InputError:
        return True  # whoever asks is told which card cannot be played


def this_week(
    desk: Desk, login: str, scenario: Scenario, lang: Lang, *, planner: Planner | None = None
) -> WeekPreview:
    """Plan the week as it is, and as the scenario has it. Nothing is written but a line of the log.

    Raises:
        Refused: The person may not ask what if.
        InputError: A card cannot be played on the week as it is by now.
        OutOfTime, Impossible: As `make_plan`.
    """
    with desk.acting(login) as act:
        act.ask(Action.SCENARIO)
        act.log("preview_scenario", {"week": {str(act.now.change): ()}})
        now = act.now
    after_cards, rules = changed(now.instance, scenario.cards), rules_left(RULES, scenario.cards)
    before = make_plan(now.instance, seconds=SECONDS, planner=planner, explain=False)
    after = make_plan(after_cards, seconds=SECONDS, planner=planner, explain=False, rules=rules)
    return beside_each_other(desk, login, before, after, now.content, lang)
