"""Emergency mode in words: where a household, or a group that arrives together, can sleep with nobody else moved."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.console import Console

from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.options import choices
from placement.review.points import pair_points
from placement.review.reasons import alone, needed_stay
from placement.review.tonight import MOST, Ways, tonight
from placement.rules import GOALS
from placement.service.desk.difference import title
from placement.service.desk.hand_change import known
from placement.service.findings import said
from placement.service.homes import spot
from placement.service.missing_answers import missing_answers
from placement.service.promised import promised
from placement.service.sections import Section, show_sections
from placement.words.language import Lang
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, texts

NONE: Mapping[int, Plan] = MappingProxyType({})
OWN_NO = frozenset({("valid_consent", "declined"), ("valid_consent", "withdrawn"), ("veto", "vetoed")})
"""Sentences, by rule, of what a person said no to."""


class Given(NamedTuple):
    """A place for one of the group."""

    household: str
    place: str
    """`Granly, G1a`."""
    since: str
    """`tonight`, or the first day."""

    @property
    def line(self) -> str:
        """In one line."""
        return f"{self.household}: {self.place}, {self.since}"


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
    later: tuple[Given, ...]
    """Whom the best answer leaves without a bed tonight, and where they can be first."""
    promised: tuple[str, ...] = ()
    """Places among the answers that a plan that waits gives to others."""
    missing: tuple[str, ...] = ()
    """Answers of theirs without which no place can be offered."""


def tonight_view(
    week: Week, plan: Plan, group: Sequence[str], lang: Lang, waiting: Mapping[int, Plan] = NONE
) -> TonightView:
    """The best three answers.

    Args:
        week: The facts, with the group in them.
        plan: What others get; an empty one where only what stands counts.
        group: Aliases of households.
        lang: Of the texts.
        waiting: Plans that nobody has published yet, by number: they may give to others what is free now.

    Raises:
        CannotDo: There is no such household.
    """
    group = tuple(dict.fromkeys(group))
    for alias in group:
        known(week, alias)
    return ways_told(week, plan, group, tonight(week, plan, group, GOALS), lang, waiting)


def ways_told(
    week: Week, plan: Plan, group: Sequence[str], found: Ways, lang: Lang, waiting: Mapping[int, Plan] = NONE
) -> TonightView:
    """Answers that were found, in words."""
    _ = texts(lang)
    others = plan.but(
        instance_hash=week.instance.content_hash,
        stays=tuple(stay for stay in plan.stays if stay.household not in group),
    )
    ways = tuple(_way(week, others, group, way.stays, _) for way in found.ways)
    later = tuple(_given(week, stay, _) for stay in found.later)
    offered = [*(stay for way in found.ways for stay in way.stays), *found.later]
    missing = () if offered else missing_answers(week, [week.household[one] for one in group], lang).lines
    told = _("No place can be offered before this is answered:") if missing else _told(week, found, group, _)
    return TonightView(tuple(group), ways, told, later, tuple(promised(week, waiting, offered, _)), missing)


def _way(week: Week, others: Plan, group: Sequence[str], stays: Sequence[Stay], _: Texts) -> WayView:
    given = {stay.household: stay for stay in stays}
    return WayView(
        tuple(_given(week, stay, _) for stay in stays),
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


def _given(week: Week, stay: Stay, _: Texts) -> Given:
    day = say_day(stay.start, _.lang, week.as_of)
    since = _("tonight") if stay.start == week.as_of else _("first on {day}", day=day)
    return Given(stay.household, spot(week, stay.place, _), since)


def _told(week: Week, found: Ways, group: Sequence[str], _: Texts) -> str:
    if not found.ways:
        return (
            _none(week, group, _) if found.proved else _("No answer was found in the time that it may take.")
        )
    said = [_("Every rule is kept, and nobody else is moved.")]
    if not found.proved:
        said.append(_("Better answers may exist: the search was cut short."))
    if found.proved and len(found.ways) < MOST:
        few = len(found.ways)
        said.append(_.n("There is only this answer.", "There are only {count} answers.", few))
    if found.proved and len(found.ways[0].stays) < len(group):
        said.append(_("There is no room for more of them."))
    return " ".join(said)


def _none(week: Week, group: Sequence[str], _: Texts) -> str:
    """Why there is no answer: a person's own no is never set aside, and nobody is asked to."""
    said_no = {alias: _places_of_no(week, week.household[alias]) for alias in group}
    everywhere = [alias for alias, (no, places) in said_no.items() if no and no == places]
    if everywhere and len(everywhere) == len(group):
        who = say_list(everywhere, _.lang)
        return _("No place is possible tonight: {who} said no. A no is never set aside.", who=who)
    told = _("No place is possible tonight without moving somebody or setting a rule aside.")
    if any(no for no, _places in said_no.values()):
        told = f"{told} {_('What somebody said no to is never set aside.')}"
    return told


def _places_of_no(week: Week, household: Household) -> tuple[int, int]:
    """In how many places a no of the household itself is in the way, and how many there are."""
    every = choices(week, household)
    needed = [(choice, needed_stay(week, household, choice)) for choice in every]
    found = [alone(week, household, choice, stay) if stay else () for choice, stay in needed]
    return sum(any((f.rule, f.says) in OWN_NO for f in one) for one in found), len(every)


def tonight_sections(view: TonightView, lang: Lang) -> Iterator[Section]:
    """The answers, part by part."""
    _ = texts(lang)
    yield Section("", (view.told,), (*view.promised, *view.missing))
    for number, way in enumerate(view.ways, 1):
        yield Section(_("Answer {number}", number=number), points=tuple(_lines(way, _)))
    if view.later:
        title = _("Not tonight, beside answer 1") if view.ways else _("Not tonight")
        yield Section(title, points=tuple(one.line for one in view.later))


def _lines(way: WayView, _: Texts) -> Iterator[str]:
    yield from (one.line for one in way.given)
    if way.nowhere:
        yield _("Without a place: {who}", who=say_list(way.nowhere, _.lang))
    if way.wishes:
        yield _("Not met: {wishes}", wishes=say_list(way.wishes, _.lang))
    yield from (_("To do: {what}", what=one) for one in way.prepare)


def show_tonight(view: TonightView, lang: Lang, console: Console | None = None) -> None:
    """Print the answers."""
    title = texts(lang)("Tonight: {who}", who=say_list(view.group, lang))
    show_sections(title, tonight_sections(view, lang), console)


def _lost(week: Week, stay: Stay, lang: Lang) -> list[str]:
    goals = (goal.configured(week.instance.policy) for goal in GOALS)
    return [
        title(goal.id, lang)
        for goal in goals
        if sum(pair_points(week, part, stay) for part in goal.pair_goals)
    ]
