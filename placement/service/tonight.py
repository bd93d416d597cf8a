"""Emergency mode in words: where a household, or a group that arrives together, can sleep with nobody else moved."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.points import pair_points
from placement.review.tonight import Ways, tonight
from placement.rules import GOALS
from placement.service.desk.difference import title
from placement.service.desk.hand_change import known
from placement.service.findings import said
from placement.service.homes import spot
from placement.service.sheet import bullets, heading, indented, line, sheet
from placement.words.language import Lang
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, texts


class Given(NamedTuple):
    """A place for one of the group."""

    household: str
    place: str
    """`Granly, G1a`."""
    since: str
    """`tonight`, or the day from when on."""


class WayView(NamedTuple):
    """One answer."""

    given: tuple[Given, ...]
    nowhere: tuple[str, ...]
    """Of the group those for whom there is no room in it."""
    wishes: tuple[str, ...]
    """Wishes and goals that it does not meet, each once."""
    prepare: tuple[str, ...]
    """Alarms and tasks about the group that come with it."""


class TonightView(NamedTuple):
    """The answers for a coordinator, best first."""

    group: tuple[str, ...]
    ways: tuple[WayView, ...]
    told: str
    """What the answers are worth, or why there is none."""

    def as_json(self) -> dict[str, object]:
        """For other programs."""
        ways = [{**way._asdict(), "given": [one._asdict() for one in way.given]} for way in self.ways]
        return {**self._asdict(), "ways": ways}


def tonight_view(week: Week, plan: Plan, group: Sequence[str], lang: Lang) -> TonightView:
    """The best three answers.

    Args:
        week: The facts, with the group in them.
        plan: What others get; an empty one where only what stands counts.
        group: Aliases of households.
        lang: Of the texts.

    Raises:
        CannotDo: There is no such household.
    """
    _, group = texts(lang), tuple(dict.fromkeys(group))
    for alias in group:
        known(week, alias)
    found = tonight(week, plan, group, GOALS)
    others = plan.but(
        instance_hash=week.instance.content_hash,
        stays=tuple(stay for stay in plan.stays if stay.household not in group),
    )
    ways = tuple(_way(week, others, group, way.stays, _) for way in found.ways)
    return TonightView(group, ways, _told(found, len(group), _))


def _way(week: Week, others: Plan, group: Sequence[str], stays: Sequence[Stay], _: Texts) -> WayView:
    given = {stay.household: stay for stay in stays}
    return WayView(
        tuple(Given(one.household, spot(week, one.place, _), _since(week, one, _)) for one in stays),
        tuple(alias for alias in group if alias not in given),
        tuple(dict.fromkeys(goal for stay in stays for goal in _lost(week, stay, _.lang))),
        tuple(_prepare(week, others, group, stays, _.lang)),
    )


def _prepare(
    week: Week, others: Plan, group: Sequence[str], stays: Sequence[Stay], lang: Lang
) -> Iterator[str]:
    """What the judge says of the group in these places: contacts and interpreters are for the plan."""
    plan = others.but(stays=tuple(sorted((*others.stays, *stays), key=lambda one: one.household)))
    review, rules = judge(week, plan, ()), {rule.id for rule in week.rules if rule.is_about_housing}
    for kind in (FindingKind.ALARM, FindingKind.TASK):
        mine = tuple(one for one in review.of(kind) if one.rule in rules and set(group) & set(one.about))
        yield from (f"{row.about}: {row.text}" for row in said(week, plan, mine, lang))


def _since(week: Week, stay: Stay, _: Texts) -> str:
    return _("tonight") if stay.start == week.as_of else say_day(stay.start, _.lang, week.as_of)


def _told(found: Ways, asked: int, _: Texts) -> str:
    if not found.ways:
        return (
            _("No place is possible without moving somebody or setting a rule aside.")
            if found.proved
            else _("No answer was found in the time that it may take.")
        )
    said = _("Every rule is kept, and nobody else is moved.")
    if not found.proved:
        said += " " + _("Better answers may exist: the search was cut short.")
    elif len(found.ways[0].stays) < asked:
        said += " " + _("There is no room for more of them.")
    return said


def show_tonight(view: TonightView, lang: Lang, console: Console | None = None) -> None:
    """Print the answers."""
    _ = texts(lang)
    with sheet(console) as out:
        out.print(Text(_("Tonight: {who}", who=say_list(list(view.group), lang)), style="bold"))
        line(out, view.told)
        for number, way in enumerate(view.ways, 1):
            heading(out, _("Answer {number}", number=number))
            told = [f"{one.household}: {one.place}, {one.since}" for one in way.given]
            if way.nowhere:
                told.append(_("Without a place: {who}", who=say_list(list(way.nowhere), lang)))
            if way.wishes:
                told.append(_("Not met: {wishes}", wishes=say_list(list(way.wishes), lang)))
            told += [_("To do: {what}", what=one) for one in way.prepare]
            indented(out, bullets(told))


def _lost(week: Week, stay: Stay, lang: Lang) -> list[str]:
    goals = (goal.configured(week.instance.policy) for goal in GOALS)
    return [
        title(goal.id, lang)
        for goal in goals
        if sum(pair_points(week, part, stay) for part in goal.pair_goals)
    ]
