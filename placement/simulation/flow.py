"""Who comes, how long they stay, and what they answer: rates, which scenarios change."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from placement.domain.instance import Instance
from placement.domain.person import Gender
from placement.domain.profile import Profile
from placement.domain.scenario import Arrivals, Budget, Card, Group, StayLength, Stays
from placement.simulation import shares
from placement.simulation.future import Future
from placement.simulation.stays import ACUTE, LONG

T = TypeVar("T")
NEW_A_WEEK = 0.04
"""New households a week for each that is in care."""
GROUPS_A_YEAR, GROUPS_FROM = 1.5, 40
"""Of a city; of more where there are several times so many households."""
WEEKS_A_YEAR = 52
ALL = 100


class Coming(NamedTuple):
    """A household that will be here on the next as-of date."""

    name: str
    """Unique among all that ever come, the same in every scenario."""
    profile: Profile
    step: int
    days: int
    """Days before the next as-of date on which it is referred."""
    group: Group | None = None


@dataclass(frozen=True)
class Flow:
    """Rates of one town. Shares lie between 0 and 1."""

    a_week: Mapping[Profile, float]
    """New households expected a week; of `GROUP`: groups."""
    group_size: tuple[int, int] = (4, 9)
    short: tuple[float, float] = ACUTE
    """Median and spread of nights in care for those whose need is short; then for the others."""
    long: tuple[float, float] = LONG
    short_share: float = 0.35
    patience: tuple[float, float] = (75, 0.8)
    """Nights from referral after which whoever still waits has found something else."""
    accepts: float = 0.68
    """First offers that are accepted; `accepts_again`: later ones, and those of who has nowhere to sleep tonight."""
    accepts_again: float = 0.82
    agrees_to_move: float = 0.6
    closures_a_room: float = 0.25
    """Repairs a room and year."""
    hotel_price: int = 1300
    """Kroner a person and night."""
    budget: int | None = None
    percent: Mapping[Profile, int] = field(default_factory=lambda: MappingProxyType({}))
    """Arrivals by a scenario, of what they are without it."""
    stays: Mapping[StayLength, int] = field(default_factory=lambda: MappingProxyType({}))
    """Likewise nights in care."""
    groups: tuple[Group, ...] = ()
    """Groups that are foreseen."""

    def changed(self, cards: Iterable[Card]) -> "Flow":
        """The flow after the cards that are about it."""
        flow = self
        for card in cards:
            match card:
                case Arrivals():
                    of = Profile if card.profile is None else (card.profile,)
                    flow = replace(flow, percent=_times(flow.percent, of, card.percent))
                case Stays():
                    lengths = StayLength if card.length is None else (card.length,)
                    flow = replace(flow, stays=_times(flow.stays, lengths, card.percent))
                case Group():
                    flow = replace(flow, groups=(*flow.groups, card))
                case Budget():
                    flow = replace(flow, budget=card.kroner)
                case _:
                    pass
        return flow

    def need(self, future: Future, household: str, *, gone: int = 0, length: StayLength | None = None) -> int:
        """Nights in care from the first night on; of these so many are over."""
        if length is None:
            short = future.yes(self.short_share, "short", household)
            length = StayLength.SHORT if short else StayLength.LONG
        median, spread = self.short if length is StayLength.SHORT else self.long
        times = self.stays.get(length, ALL) / ALL
        return future.nights(median * times, spread, "need", household, gone=gone)

    def coming(self, future: Future, step: int) -> Iterable[Coming]:
        """Who comes in a week.

        More arrivals are those who would have come anyway, and others beside them; fewer are some of them.
        """
        for profile, mean in self.a_week.items():
            percent = self.percent.get(profile, ALL)
            for layer in range(math.ceil(percent / ALL)):
                count = future.draw("arrivals", profile, step, layer).poisson(mean)
                for n in range(count):
                    about = (profile, step, layer, n)
                    if (layer + future.share("kept", *about)) * ALL < percent:
                        name = f"{step}{profile[0]}{layer or ''}{chr(97 + n % 26)}{n // 26 or ''}"
                        yield Coming(name, profile, step, future.between(0, 6, "day", *about))

    def size_of_group(self, future: Future, name: str) -> int:
        """How many come together."""
        return future.between(*self.group_size, "size", name)


def _times(of: Mapping[T, int], which: Iterable[T], percent: int) -> Mapping[T, int]:
    return MappingProxyType(dict(of) | {one: of.get(one, ALL) * percent // ALL for one in which})


def usual_flow(instance: Instance) -> Flow:
    """The flow of a town of which nobody has a history: its size, and the mix of those who are here."""
    count = len(instance.households)
    alone = [h.members[0].gender for h in instance.households if len(h.members) == 1]
    genders = shares.GENDERS[alone.count(Gender.MAN) > alone.count(Gender.WOMAN)]["single"]
    whole = sum(shares.KINDS.values())
    a_kind = {kind: NEW_A_WEEK * count * share / whole for kind, share in shares.KINDS.items()}
    single = {g: a_kind["single"] * share / sum(genders.values()) for g, share in genders.items()}
    other = sum(rate for g, rate in single.items() if g not in (Gender.WOMAN, Gender.MAN))
    cities = max(1.0, count / GROUPS_FROM)
    return Flow(a_week=MappingProxyType({
        Profile.WOMAN: single[Gender.WOMAN], Profile.MAN: single[Gender.MAN], Profile.OTHER: other,
        Profile.FAMILY: a_kind["parent"], Profile.ADULTS: a_kind["couple"] + a_kind["siblings"],
        Profile.GROUP: GROUPS_A_YEAR * cities / WEEKS_A_YEAR,
    }))  # fmt: skip
