"""To whom a plan that waits to be published gives what is free now."""

from collections.abc import Iterator, Mapping, Sequence

from placement.domain.plan import Plan
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.form import readable
from placement.review.reasons import TAKEN, Beside
from placement.service.homes import spot
from placement.service.resting import Resting
from placement.words.say import say_list
from placement.words.texts import Texts


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
