"""Slips of the kind that people make, planted in one half of a plan rule or in the builder's spreading of a pair rule.

A planted half is the real half that looks through a bent glass: `build` gets terms, `check` gets what is seen,
with one look-up wrong. The rule files themselves are not touched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, NamedTuple

from placement.domain.act import dated
from placement.domain.plan import Plan
from placement.domain.rule import Act, Charge, Clash, PlanRule, Rule
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.value import FOREVER
from placement.rules import GOALS, RULES, beds, keep_together, mix, same_case
from placement.rules.goals import peer, waiver_used

DAY = timedelta(days=1)
Build = Callable[[Any, Any], Any]
"""Real terms, and the part -> what its `build` is given."""
Check = Callable[[Any, Seen], Iterator[Any]]
"""The real part, what is seen -> what the planted `check` yields."""


@dataclass(frozen=True)
class Planted:
    """A plan part with a slip in one half."""

    real: Any
    terms: Callable[[Any], Any] | None = None
    checked: Check | None = None

    def build(self, terms: Any) -> None:
        """The real half with bent terms."""
        self.real.build(self.terms(terms) if self.terms else terms)

    def check(self, seen: Seen) -> Iterator[Any]:
        """The real half, bent."""
        yield from self.checked(self.real, seen) if self.checked else self.real.check(seen)


class Bug(NamedTuple):
    """One slip: in which rule and half, and what is wrong."""

    code: str
    """Of the rule, or of the family of worlds in which it shows."""
    half: str
    what: str
    terms: Callable[[Any], Any] | None = None
    checked: Check | None = None
    patch: tuple[Any, str, Any] | None = None
    """An attribute of a module that only this half uses: (module, name, what stands there instead)."""


def plant(bug: Bug) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """All rules and goals, with the slip in one of them."""
    return tuple(_planted(r, bug) for r in RULES), tuple(_planted(g, bug) for g in GOALS)


def _planted(rule: Rule, bug: Bug) -> Rule:
    if rule.code != bug.code[:3] or bug.patch:
        return rule
    parts = tuple(
        Planted(part, bug.terms, bug.checked) if isinstance(part, PlanRule) else part for part in rule.parts
    )
    return replace(rule, parts=parts)


# -- bent terms: the builder's half
class Bent:
    """Terms with some words replaced; a replacement gets the real terms first."""

    def __init__(self, real: Any, **words: Callable[..., Any]) -> None:
        self._real, self._words = real, words

    def __getattr__(self, name: str) -> Any:
        if name in self._words:
            return lambda *given, **named: self._words[name](self._real, *given, **named)
        return getattr(self._real, name)


def bent(**words: Callable[..., Any]) -> Callable[[Any], Any]:
    """A glass through which these words are heard wrong."""
    return lambda real: Bent(real, **words)


NO_FIRST_NIGHT = bent(nights=lambda t, where, extra=(): t.nights(where, extra)[1:])
NO_LAST_NIGHT = bent(nights=lambda t, where, extra=(): t.nights(where, extra)[:-1])
NEXT_NIGHT = bent(nights=lambda t, where, extra=(): [n + DAY for n in t.nights(where, extra)])
HELD_UNSEEN = bent(lives_in=lambda t, *given: t.lives_in(*given).planned())
CROWD_WITHOUT_HELD = bent(
    residents=lambda t, *given: replace(t.residents(*given), held={}),
    beds_used=lambda t, *given: replace(t.beds_used(*given), held={}, joint={}),
)
ONE_TOO_MANY = bent(at_most=lambda t, crowd, limit: t.at_most(crowd, limit + 1))
NO_OVERRIDES = bent(pardoned=lambda *_: [])


def _shares_only(terms: Any, room: Any, night: Any) -> Any:
    """Who takes the room takes only the beds they sleep in."""
    crowd = terms.beds_used(room, night)
    sleepers = [terms.households[k].sleepers for k in crowd.owner.tolist()]
    return replace(crowd, weight=type(crowd.weight)(0) if not sleepers else crowd.weight * 0 + sleepers)


class AlwaysHeld(NamedTuple):
    """A fact that forgets to ask what is planned alone."""

    real: Any

    def planned(self) -> Any:
        """The held part too."""
        return self.real


# -- bent sight: the judge's half
class Touching(Seen):
    """A stay's last day counts as a night."""

    def on(self, stays: list[Stay], night: Any) -> list[Stay]:
        """Those that end on that date as well."""
        return [s for s in stays if s.start <= night <= (s.until or FOREVER)]

    def together(self, stays: list[Stay]) -> Iterator[tuple[Stay, Stay]]:
        """Also who leaves on the day the other comes."""
        longer = {id(s): s for s in stays}
        for n, a in enumerate(stays):
            for b in stays[n + 1 :]:
                since = max(a.start, b.start, self.week.as_of)
                if a.household != b.household and since <= min(a.until or FOREVER, b.until or FOREVER):
                    yield longer[id(a)], longer[id(b)]


class FirstNightUnseen(Seen):
    """Who arrives is seen from the second night on."""

    def on(self, stays: list[Stay], night: Any) -> list[Stay]:
        """Without those who begin that night."""
        return [s for s in super().on(stays, night) if s.start < night]


class PlannedOnly(Seen):
    """Whoever is held is not looked at."""

    def __init__(self, week: Any, plan: Plan) -> None:
        super().__init__(week, plan, ())


class NoLastRoom(Seen):
    """The last room is forgotten."""

    def rooms(self) -> Iterator[Any]:
        """All but one."""
        yield from list(super().rooms())[:-1]

    def roommates(self) -> Iterator[tuple[Stay, Stay, str]]:
        """All but those of one room."""
        last = max(self._by_room, default="")
        yield from ((a, b, room) for a, b, room in super().roommates() if room != last)


class NoSites(Seen):
    """Every unit has an entrance of its own."""

    def unit(self, stay: Stay) -> Any:
        """The unit without its site."""
        return super().unit(stay).model_copy(update={"site": None})


class NobodyHeld(Seen):
    """What is held counts as planned."""

    def is_held(self, act: Act) -> bool:  # noqa: ARG002 - of any act
        """Never."""
        return False


def seen_as(bent_sight: type[Seen]) -> Check:
    """The real check with another sight."""

    def check(part: Any, seen: Seen) -> Iterator[Any]:
        yield from part.check(bent_sight(seen.week, seen.plan))

    return check


def only(keep: Callable[[Seen, Any], bool]) -> Check:
    """The real check, some of whose clashes or charges are lost."""

    def check(part: Any, seen: Seen) -> Iterator[Any]:
        yield from (one for one in part.check(seen) if keep(seen, one))

    return check


def _named(clash: Clash, name: str) -> Any:
    return dict(clash.facts)[name]


def _meeting_tonight(seen: Seen, clash: Clash) -> bool:
    """Whether the acts share a night at all."""
    spans = [dated(act, seen.week.as_of) for act in clash.about]
    return max(s.start for s in spans) < min(s.until or FOREVER for s in spans)


def _always(*_: Any) -> bool:
    return True


def _touch(a: Stay, b: Stay) -> bool:
    return a.start <= (b.until or FOREVER) and b.start <= (a.until or FOREVER)


def _waived_in_one_room(seen: Seen, a: Stay, b: Stay) -> str:
    arriving = [same_case.exemption(seen.week, seen.household(s)) for s in (a, b) if not seen.is_held(s)]
    return max(arriving) if arriving and all(arriving) else ""


def _sleepers_alone(seen: Seen, stay: Stay, beds: int) -> int:  # noqa: ARG001 - as the real one
    return seen.household(stay).sleepers


PLAN_BUGS = (
    # H03
    Bug("H03", "build", "who is held is not seen", HELD_UNSEEN),
    Bug("H03", "build", "only tonight counts, not later", bent(
        lives_in=lambda t, household, where: t.lives_in(household, where, t.week.as_of))),
    Bug("H03", "build", "an entrance that units share is forgotten", bent(
        entrances=lambda t: [e for e in t.entrances() if e.alias in t.week.unit])),
    Bug("H03", "check", "who is held is not seen", checked=seen_as(PlannedOnly)),
    Bug("H03", "check", "units that share an entrance are apart", checked=seen_as(NoSites)),
    Bug("H03", "check", "only shared nights count", checked=only(_meeting_tonight)),
    # H08
    Bug("H08", "build", "one too many", ONE_TOO_MANY),
    Bug("H08", "build", "held beds are free", CROWD_WITHOUT_HELD),
    Bug("H08", "build", "who takes a room takes only the beds they sleep in", bent(beds_used=_shares_only)),
    Bug("H08", "build", "the night after", NEXT_NIGHT),
    Bug("H08", "check", "the day of leaving counts", checked=seen_as(Touching)),
    Bug("H08", "check", "one too many", checked=only(lambda _, c: _named(c, "used") != _named(c, "beds") + 1)),
    Bug("H08", "check", "who takes a room takes only the beds they sleep in", patch=(beds, "_takes", _sleepers_alone)),
    Bug("H08", "check", "the last room is forgotten", checked=seen_as(NoLastRoom)),
    # H09
    Bug("H09", "build", "who is held is not seen", CROWD_WITHOUT_HELD),
    Bug("H09", "build", "the first night is forgotten", NO_FIRST_NIGHT),
    Bug("H09", "build", "a room is forgotten", bent(rooms=lambda t: t.rooms()[:-1])),
    Bug("H09", "check", "the day of leaving counts", checked=seen_as(Touching)),
    Bug("H09", "check", "who is held is not seen", checked=seen_as(PlannedOnly)),
    Bug("H09", "check", "the last room is forgotten", checked=seen_as(NoLastRoom)),
    # H15
    Bug("H15", "build", "a later night stands for one on which the row held", bent(
        nights=lambda t, where, extra: t.nights(where, [extra[0]]))),
    Bug("H15", "build", "the last night is forgotten", NO_LAST_NIGHT),
    Bug("H15", "build", "a unit is forgotten", bent(homes_of_both=lambda t, *two: t.homes_of_both(*two)[1:])),
    Bug("H15", "check", "who is held is not seen", checked=seen_as(PlannedOnly)),
    Bug("H15", "check", "a row that begins later is forgotten", checked=only(
        lambda seen, c: c.since <= max(seen.week.as_of, *(s.start for s in c.about)))),
    # H16
    Bug("H16", "build", "who is held is not seen", HELD_UNSEEN),
    Bug("H16", "build", "the exempt may share a room", bent(rooms_of=lambda *_: [])),
    Bug("H16", "build", "the first night is forgotten", NO_FIRST_NIGHT),
    Bug("H16", "check", "the exempt may share a room", patch=(same_case, "waived", _waived_in_one_room)),
    Bug("H16", "check", "the day of leaving counts", checked=seen_as(Touching)),
    Bug("H16", "check", "who is held is not seen", checked=seen_as(PlannedOnly)),
    # H21
    Bug("H21", "build", "genders are not compared with who is held", bent(
        agree=lambda t, groups: t.agree({k: replace(c, held={}) for k, c in groups.items()}))),
    Bug("H21", "build", "who said no is asked to share", bent(alone=lambda *_: None)),
    Bug("H21", "build", "an override is not read", NO_OVERRIDES),
    Bug("H21", "check", "the day of leaving counts", checked=seen_as(Touching)),
    Bug("H21", "check", "genders are not compared", checked=only(lambda _, c: c.says != "two_genders")),
    Bug("H21", "check", "who is held is not seen", checked=seen_as(PlannedOnly)),
    # H22
    Bug("H22", "build", "one too many", ONE_TOO_MANY),
    Bug("H22", "build", "who is held is not counted", CROWD_WITHOUT_HELD),
    Bug("H22", "build", "households are counted, not people", bent(
        residents=lambda t, where, night, count: t.residents(where, night, lambda h: min(1, count(h))))),
    Bug("H22", "check", "the day of leaving counts", checked=seen_as(Touching)),
    Bug("H22", "check", "one too many", checked=only(lambda _, c: _named(c, "people") != _named(c, "most") + 1)),
    Bug("H22", "check", "children are not counted", patch=(mix, "_limits", lambda *_: iter(()))),
    # H26
    Bug("H26", "build", "only the first start counts", bent(starts_of=lambda t, household: t.starts_of(household)[:1])),
    Bug("H26", "build", "a unit is forgotten", bent(units=lambda t: t.units()[1:])),
    Bug("H26", "build", "a wish about a stay binds where somebody lives", bent(
        lives_in=lambda t, *given: AlwaysHeld(t.lives_in(*given)))),
    Bug("H26", "check", "the day of leaving counts", patch=(keep_together, "meet", _touch)),
    Bug("H26", "check", "a wish about a stay binds where somebody lives", checked=seen_as(NobodyHeld)),
    # G14
    Bug("G14", "build", "nobody is a peer", bent(
        points_unless_met=lambda t, household, where, _, points: t.points_unless_met(household, where, [], points))),
    Bug("G14", "build", "the last peer is forgotten", bent(
        points_unless_met=lambda t, household, where, others, points: t.points_unless_met(
            household, where, others[:-1], points))),
    Bug("G14", "check", "who moves is at home until the old stay ends", patch=(
        peer, "_at_home", lambda _, stay: (stay.start, stay.until or FOREVER))),
    Bug("G14", "check", "who lives there is not met", checked=seen_as(PlannedOnly)),
    # G18
    Bug("G18", "build", "one point too many", bent(
        points_unless_placed=lambda t, household, points: t.points_unless_placed(household, points + 1))),
    Bug("G18", "build", "who has no option is forgotten", bent(
        points_unless_placed=lambda t, household, points: t.points_unless_placed(household, points)
        if len(t.starts_of(household)) > 3 else None)),
    Bug("G18", "check", "a held stay counts as an offer", checked=seen_as(NobodyHeld)),
    Bug("G18", "check", "the first charge is lost", checked=only(
        lambda seen, c: c.household != min(h.alias for h in seen.week.households))),
    # W01
    Bug("W01", "build", "one point too many", bent(
        points_for_waivers=lambda t, points: t.points_for_waivers(points + 1))),
    Bug("W01", "build", "who can do without is not asked", bent(could_do_without=_always)),
    Bug("W01", "build", "the last pair is forgotten", bent(
        points_if_ever=lambda t, pairs, points: t.points_if_ever(list(pairs)[:-1], points))),
    Bug("W01", "check", "who can do without is not asked", patch=(waiver_used, "_free_outside", _always)),
    Bug("W01", "check", "a pair of one case costs nothing", checked=only(
        lambda _, c: isinstance(c, Charge) and c.points != 200)),
)  # fmt: skip
