"""Plans that wait to be published, and to whom they give what is free now."""

from collections.abc import Iterator, Mapping, Sequence

from placement.domain.plan import Plan
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.form import readable
from placement.review.reasons import TAKEN, Beside
from placement.service.desk.desk import Desk
from placement.service.desk.plans import DRAFT, PROPOSED
from placement.service.desk.state_line import facts_hash, state_line
from placement.service.homes import spot
from placement.service.resting import Resting
from placement.store import plans
from placement.words.say import say_list
from placement.words.texts import Texts


def drafts(desk: Desk) -> Mapping[int, Plan]:
    """The plans that wait: those that were made from the facts as they are; if none is, the newest other one."""
    stale, now = state_line(desk).stale, facts_hash(desk, desk.now().change)
    with desk.store.reading() as connection:
        mine = [
            one.id
            for one in plans.heads(connection)
            if one.state in (DRAFT, PROPOSED) and (one.instance_hash == now or one.id == stale)
        ]
        rows = [plans.get(connection, number) for number in sorted(mine)]
    return {row.id: Plan.model_validate_json(row.body) for row in rows if row is not None}


def promised(week: Week, waiting: Mapping[int, Plan], stays: Sequence[Stay], _: Texts) -> Iterator[str]:
    """Each place whose beds a plan that waits gives to others: which plans, and to whom."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for number, plan in waiting.items():
        for stay in stays:
            for who in _instead(week, plan, stay):
                numbers.setdefault((stay.place, who), []).append(str(number))
    whom: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (place, who), mine in numbers.items():
        whom.setdefault((place, tuple(dict.fromkeys(mine))), []).append(who)
    for (place, which), names in whom.items():
        text = _.n(
            "{place}: draft {drafts} gives it to {who}.",
            "{place}: drafts {drafts} give it to {who}.",
            len(which),
            place=spot(week, place, _),
            drafts=say_list(which, _.lang),
            who=say_list(names, _.lang),
        )
        yield Resting(text, names)


def _instead(week: Week, plan: Plan, stay: Stay) -> list[str]:
    """To whom the plan gives beds that the stay would take."""
    mine = readable(week, plan)[0]
    given = {one.household for one in mine.stays} - {stay.household}
    taken = (set(one.about) for one in Beside(week, mine).clashes(stay) if one.says == TAKEN)
    return sorted(given & set().union(*taken))
