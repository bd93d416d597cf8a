"""Campaign: whoever follows a household up gets the same bytes, whatever is so of those of whom they may not know.

`python -m tests.service.non_interference --pairs 1000 --seed 0`
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.week import Week
from placement.errors import PlacementError
from placement.review.options import choices
from placement.review.own_activities import own_activities, own_activity_week
from placement.review.own_reasons import own_reasons, own_week
from placement.review.why_not_activity import why_not_activity
from placement.rules import GOALS, RULES
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.showing import ShowPlaces
from placement.service.desk.desk import Desk
from placement.service.desk.needs_you import calendar
from placement.service.desk.own_week import own_week as week_of_own
from placement.service.desk.own_why import own_why
from placement.service.desk.people_left import people_left
from placement.service.desk.people_list import people_list
from placement.service.desk.printout import Printout, printout
from placement.service.desk.row_history import row_history
from placement.service.desk.sight import sight
from placement.words.language import Lang
from placement.words.texts import texts
from tests.service.desk.desks import EVA, KARI, new_desk
from tests.service.others_secrets import CONTACT, Pair
from tests.solver.campaign import Seen, campaign

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d)?")
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LANGS: tuple[Lang, ...] = ("nb", "en")
ABOUT_THEM = frozenset({"link", "override of both"})
"""What is about one of theirs as well: a printout for that person rests on it, and is not compared then."""


def shown(desk: Desk, own: frozenset[str], strangers: list[str], *, with_printout: bool) -> dict[str, str]:
    """Name -> all bytes that the caseworker can get of one desk; the same names of each of a pair."""
    found: dict[str, Any] = {}
    seen = sight(desk, EVA, at=AT).content
    found["rows"] = seen
    for lang in LANGS:
        _ = texts(lang)
        found[f"week {lang}"] = week_of_own(seen, _)
        found[f"people {lang}"] = people_list(seen, _)
        found[f"left {lang}"] = people_left(seen, _, 90)
        found[f"calendar {lang}"] = calendar(seen, lang)
        for household in (*sorted(own), *strangers, "Nobody-99"):
            found[f"why {household} {lang}"] = _got(own_why, desk, EVA, household, lang, at=AT)
            found[f"history {household} {lang}"] = _got(row_history, desk, EVA, household, lang, at=AT)
    if with_printout:
        for person in sorted(key for key, row in seen["persons"].items() if row["household"] in own):
            given = _got(printout, desk, EVA, person, why="asked_by_person", at=AT)
            found[f"printout {person}"] = vars(given) if isinstance(given, Printout) else given
    return {
        name: MOMENT.sub("T", json.dumps(value, default=_plain, ensure_ascii=False))
        for name, value in found.items()
    }


def _plain(value: Any) -> Any:
    """What JSON has no word for."""
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)


def _got(asked: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """What comes of it, or how it is refused."""
    try:
        return asked(*given, **named)
    except PlacementError as error:
        return [type(error).__name__, str(error), error.code, error.todo, dict(error.facts)]


def unsound(instance: Instance, household: str) -> Iterator[str]:
    """Places that own facts are said to bar, though an option is there: with the priority that own facts give.

    A rule that is set aside for them together with others rests on others: nobody is told of it.
    """
    alone = own_week(instance, household, RULES)
    week = Week(instance.but(overrides=alone.instance.overrides), RULES)
    for own in own_reasons(alone, GOALS):
        who = week.household.get(own.household)
        if who is None or week.tier(who.alias) != alone.tier(who.alias):
            continue
        able = {choice.place.alias for choice in choices(week, who) if choice.spans}
        yield from (f"{own.household} {one.place}" for one in own.of("barred") if one.place in able)


def unsound_activities(instance: Instance, household: str) -> Iterator[str]:
    """Programmes that own facts are said to bar, though nothing of the week bars them.

    As of places, nobody is told of a rule that is set aside for them together with others.
    """
    alone = own_activity_week(instance, household, RULES)
    whole = Week(instance.but(overrides=alone.instance.overrides), RULES)
    nothing = Plan(instance_hash=whole.instance.content_hash)
    for one in own_activities(alone):
        if one.kind == "barred" and one.person in whole.person:
            found = why_not_activity(whole, nothing, one.person, one.programme, ())
            if found.kind != "blocked":
                yield f"{one.person} {one.programme}"


def check(seed: int) -> Seen:
    """One pair."""
    pair = Pair(seed)
    tried = Counter(pairs=1, changes=len(pair.differs))
    tried.update(f"changed {name}" for name in pair.differs)
    strangers = sorted(h.alias for h in pair.one.households if h.alias not in pair.own)[:2]
    alone = not ABOUT_THEM & set(pair.differs)
    with TemporaryDirectory() as folder:
        got = []
        for n, week in enumerate((pair.one, pair.other)):
            desk = new_desk(Path(folder) / str(n), week, contact=CONTACT)
            if seed % 2:  # what a coordinator let them know is the same of both
                rooms = tuple(room.alias for unit in week.units for room in unit.rooms)
                carry_out(desk, KARI, ShowPlaces(household=min(pair.own), places=rooms[:2]), at=AT)
            got.append(shown(desk, pair.own, strangers, with_printout=alone))
            desk.close()
    faults = [f"{seed} {pair.differs}: {name}" for name in got[0] if got[0][name] != got[1].get(name)]
    faults += [
        f"{seed}: barred but open: {one}" for own in sorted(pair.own) for one in unsound(pair.one, own)
    ]
    for own in sorted(pair.own):
        faults += [f"{seed}: no bar: {one}" for one in unsound_activities(pair.one, own)]
    tried.update(texts=len(got[0]), bytes=sum(map(len, got[0].values())), printouts=alone)
    tried["neutral"] = sum(text.count("Cannot be offered now.") for text in got[0].values())
    return Seen(tried, tuple(faults))


def main() -> None:
    """Check so many pairs in two processes; ends with 1 if there is a fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    begun = time.monotonic()
    seen = campaign(check, range(given.seed, given.seed + given.pairs))
    for fault in seen.faults[:20]:
        print(fault)
    what = ", ".join(f"{n} {name}" for name, n in sorted(seen.tried.items()))
    print(f"{what}; {len(seen.faults)} faults, {time.monotonic() - begun:.0f} s")
    raise SystemExit(bool(seen.faults))


if __name__ == "__main__":
    main()
