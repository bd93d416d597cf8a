"""Who lives where, and what the plan would change."""

from collections.abc import Iterable
from datetime import timedelta

from placement.domain.seen import Seen
from placement.domain.stay import HELD, Stay, StayKind
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.domain.whereabouts import ran_out
from placement.service.priority import because, tier_of
from placement.service.rows import Living, Move
from placement.words.render import say_word
from placement.words.say import say_day, say_list
from placement.words.texts import Texts

OFFER_DAYS = timedelta(days=7)
"""Only what begins within this time becomes an offer; later rows are forecasts (domain: facts of life)."""


def living(week: Week, stays: Iterable[Stay], _: Texts) -> tuple[Living, ...]:
    """Held and planned stays by unit and room."""
    ordered = sorted(stays, key=lambda s: (week.unit_of(s).alias, s.place, s.start, s.household))
    return tuple(_living(week, stay, _) for stay in ordered)


def _living(week: Week, stay: Stay, _: Texts) -> Living:
    place = week.place(stay.place)
    end = stay.until or FOREVER
    last = FOREVER if stay.kind in HELD else week.need_end(week.household[stay.household])
    return Living(
        household=stay.household,
        people=len(week.household[stay.household].members),
        tier=tier_of(week, stay.household),
        unit=place.unit.alias,
        room=room(week, stay.place, _),
        since=say_day(stay.start, _.lang, week.as_of),
        until=say_day(end, _.lang, week.as_of) if end < last else "",
        what=what(week, stay, _),
        is_new=stay.kind not in HELD,
    )


def what(week: Week, stay: Stay, _: Texts) -> str:
    """Lives there, agreed, offered, held once, new, forecast or proposal."""
    if is_forecast(week, stay):
        return _("forecast")
    if stay.kind is StayKind.HOLD and ran_out(stay.expires, week.as_of):
        return _("was held")
    return (
        _("offered, not answered") if week.awaits_answer(stay) else say_word(f"~StayKind.{stay.kind}", _.lang)
    )


def is_forecast(week: Week, stay: Stay) -> bool:
    """Whether the plan begins it too late for it to be offered now."""
    return stay.kind is StayKind.NEW and stay.start > week.as_of + OFFER_DAYS


def room(week: Week, alias: str, _: Texts) -> str:
    """`T1 og T2`, or `B1, delt`."""
    place = week.place(alias)
    rooms = say_list([one.alias for one in place.rooms], _.lang)
    return _("{room}, shared", room=rooms) if place.shared else rooms


def move(week: Week, stay: Stay, _: Texts) -> Move:
    """From where to where, from when, and why now."""
    current = week.current(stay.household)
    household = week.household[stay.household]
    return Move(
        household=stay.household,
        old=spot(week, current.place, _)
        if current
        else say_word(f"~Situation.{household.situation}", _.lang),
        new=spot(week, stay.place, _),
        since=say_day(stay.start, _.lang, week.as_of),
        because=because(week, household, _),
    )


def spot(week: Week, alias: str, _: Texts) -> str:
    """Unit and rooms of a place: `Tunet, T1 og T2`."""
    return f"{week.place(alias).unit.alias}, {room(week, alias, _)}"


ORDER = (StayKind.NEW, StayKind.CURRENT, StayKind.HOLD, StayKind.PROPOSAL)
"""Of several stays on one night, where the household lives: a move that awaits consent has not begun."""


def home_this_week(seen: Seen, household: str) -> Stay | None:
    """Where a household lives tonight; who lives nowhere yet: where it will first."""
    tonight = seen.on(seen.of(household), seen.week.as_of)
    stays = tonight or seen.of(household)
    return min(
        stays, key=lambda s: (0 if tonight else s.start.toordinal(), ORDER.index(s.kind)), default=None
    )
