"""What needs a human this week, sorted: each thing with a sentence and the one place where it is dealt with."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.fact import Content
from placement.domain.week import Week
from placement.service.desk.clock import Reminder, Urgency, reminders
from placement.service.desk.clock_words import say_reminder
from placement.service.desk.commands.decisions import Unrecorded
from placement.service.desk.kept_plan import Kept
from placement.service.desk.need import Kind, Need, Together
from placement.service.desk.needs_of_plan import needs_of_plan
from placement.service.desk.today import Today
from placement.service.veil import Names, veiled
from placement.words.language import Lang
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, texts

KNOWN = ("households", "persons", "units", "contacts")
"""Tables of those whom a need names."""
ORDER = list(Kind)


class Needs(NamedTuple):
    """All of them, most urgent first."""

    rows: tuple[Need, ...]
    unseen: int
    """How many more there are about somebody of whom whoever looks may not know."""

    def of(self, urgency: Urgency) -> tuple[Need, ...]:
        """Those that are as urgent."""
        return tuple(one for one in self.rows if one.urgency is urgency)


def needs(now: Today, unrecorded: Iterable[Unrecorded], seen: Content, lang: Lang, *, hidden: Names,
          meeting: bool, draft: Kept | None = None) -> Needs:  # fmt: skip
    """What needs whoever plans.

    Args:
        now: The desk today.
        unrecorded: What should have happened by today.
        seen: The rows that they may see: of others only the number is told.
        lang: Language of the sentences.
        hidden: Aliases of whose home they may not know (`placement.service.veil`): no sentence names them.
        meeting: Whether others look at the screen: then no sentence tells why.
        draft: The newest plan of today's facts that waits, as this reader may see it.
    """
    _ = texts(lang)
    every = [
        *needs_of_plan(now, unrecorded, lang, draft),
        *_beside_offers(calendar(seen, lang), now.week),
    ]
    mine = [one for one in every if _is_known(one, seen) and not hidden.intersection(one.who.split(", "))]
    known = [_for_meeting(one, _) if meeting else one for one in veiled(tuple(mine), hidden, _)]
    rows = sorted(_together(sorted(known, key=_order), lang), key=_order)
    return Needs(tuple(rows), len(every) - len(known))


def calendar(seen: Content, lang: Lang) -> tuple[Need, ...]:
    """What the calendar asks for, of what somebody may see."""
    _, week = texts(lang), seen.get("week", {}).get("week", {})
    if "as_of" not in week:
        return ()
    as_of, homes = date.fromisoformat(str(week["as_of"])), seen.get("persons", {})
    return tuple(
        _reminder(one, as_of, str(homes.get(one.about, {}).get("household", "")), _)
        for one in reminders(seen)
    )


def _reminder(one: Reminder, as_of: date, household: str, _: Texts) -> Need:
    text = say_reminder(one, as_of, household, _)
    step = one.table == "stays"
    return Need(
        one.urgency(as_of), Kind.REMINDER, one.about, text, "step" if step else one.table,
        "answers" if step else one.key, one.on,
    )  # fmt: skip


def _order(one: Need) -> tuple[object, ...]:
    return one.urgency, ORDER.index(one.kind), one.rank, one.on or date.min, one.who, one.text


def _is_known(one: Need, seen: Content) -> bool:
    """Whether the person may know of those whom it names."""
    return all(any(alias in seen.get(t, {}) for t in KNOWN) for alias in one.who.split(", ") if alias)


def _for_meeting(one: Need, _: Texts) -> Need:
    """Who, and that something is to be done: why stays hidden."""
    if one.kind in (Kind.ALARM, Kind.TASK, Kind.BREACH):
        return one._replace(text=_("{who}: hidden in a meeting.", who=one.who), more=())
    if one.kind is Kind.NO_BED:
        return one._replace(text=_("{who}: no bed.", who=one.who), more=())
    return one


def _together(rows: Iterable[Need], lang: Lang) -> Iterator[Need]:
    """One need for those who are helped by one press, and one for the open offers."""
    groups: dict[tuple[object, ...], list[Need]] = {}
    for n, one in enumerate(rows):
        groups.setdefault((one.together, one.urgency) if one.together else (n,), []).append(one)
    for group in groups.values():
        yield group[0] if len(group) == 1 else _as_one(group, texts(lang))


def _as_one(group: list[Need], _: Texts) -> Need:
    first, names = group[0], say_list([one.who for one in group], _.lang)
    more = tuple(f"{one.who}: {one.more[0]}" for one in group if one.more)
    if first.together is Together.OFFERS:
        text = _("{count} offers await an answer: {who}.", count=len(group), who=names)
    elif first.together is Together.PLANNED:
        text = _("{who} have no bed. Plan {number} gives all of them a place.", who=names, number=first.key)
        more = tuple(_from(one, _) for one in group if one.more)
    else:
        text = _("{who} have no bed, and places are open: plan again.", who=names)
    return first._replace(who=", ".join(one.who for one in group), text=text, more=more)


def _from(one: Need, _: Texts) -> str:
    """From when the draft has a place for them, and how urgent it is."""
    day = _("from {day}", day=say_day(one.on, _.lang, one.on)) if one.on else ""
    return f"{one.who}: {'; '.join(filter(None, (day, *one.more)))}"


def _beside_offers(rows: Iterable[Need], week: Week) -> Iterator[Need]:
    """Of a bed that is held until somebody answers, the open offer tells enough."""
    asked = {one.household for one in week.instance.offers if one.answer == "open"}
    yield from (one for one in rows if one.table != "step" or one.who not in asked)
