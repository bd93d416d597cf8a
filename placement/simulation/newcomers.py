"""Households that come: who they are depends on their name in the future alone, never on what a scenario changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from placement.domain.consent import Veto
from placement.domain.contact import Contact, Impartiality
from placement.domain.household import Household, Situation
from placement.domain.instance import Instance
from placement.domain.names import SPECIES
from placement.domain.person import Gender, Person
from placement.domain.profile import Profile
from placement.domain.programme import Programme, ProgrammeKind
from placement.domain.relation import Outsider, Relation
from placement.domain.value import Answer
from placement.simulation import shares
from placement.simulation.activities import busy_and_wishing
from placement.simulation.draw import Draw
from placement.simulation.flow import Coming, Flow
from placement.simulation.future import Future
from placement.simulation.links import CASE, HARMFUL, avoid
from placement.simulation.people import found_together, people_of, unclear, wishes
from placement.simulation.sizes import Counts
from placement.simulation.staff import ASKED
from placement.simulation.town import Town
from placement.simulation.waiting import consents, situate

OF: Mapping[Profile, tuple[Mapping[str, float], Mapping[Gender, float] | None]] = {
    Profile.WOMAN: ({"single": 1}, {Gender.WOMAN: 1}),
    Profile.MAN: ({"single": 1}, {Gender.MAN: 1}),
    Profile.OTHER: ({"single": 1}, {Gender.NON_BINARY: 75, Gender.PREFER_NOT: 25}),
    Profile.FAMILY: ({"parent": 1}, None),
    Profile.ADULTS: ({"couple": 50, "siblings": 50}, None),
}
"""Profile -> kinds of household, and genders where the profile tells them."""
VETO, OUTSIDER = 0.07, 0.05
CASE_WEEKS, CASES = 6, 4
"""Those of whom a case is known come in one of so many cases of so many weeks."""
NOBODY = Counts(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Setting:
    """What newcomers find, as it was before any card was played: no card changes who they are."""

    base: Instance
    by_kind: Mapping[ProgrammeKind, list[Programme]]
    men_heavy: bool


def setting_of(base: Instance) -> Setting:
    """The setting of a base week."""
    by_kind: dict[ProgrammeKind, list[Programme]] = defaultdict(list)
    for programme in sorted(base.programmes, key=lambda p: p.alias):
        by_kind[programme.kind].append(programme)
    alone = [h.members[0].gender for h in base.households if len(h.members) == 1]
    return Setting(base, by_kind, alone.count(Gender.MAN) > alone.count(Gender.WOMAN))


class Numbered:
    """Aliases of one arrival: a word, and its name in the future."""

    def __init__(self, draw: Draw, name: str) -> None:
        self._draw, self._name, self._count = draw, name, 0

    def next(self) -> str:
        """Another alias."""
        self._count += 1
        return f"{self._draw.choice(SPECIES)}-{self._name}{self._count}"


def newcomers(future: Future, flow: Flow, setting: Setting, coming: Coming, as_of: date) -> Iterator[Town]:
    """Each household that comes under a name, in a town of its own, with all its rows; a group is several."""
    if coming.profile is not Profile.GROUP:
        yield _household(future, setting, coming, as_of)
        return
    card = coming.group
    size = card.persons if card else flow.size_of_group(future, coming.name)
    draw = future.draw("group", coming.name)
    language = card.language if card else draw.choice(["ron", "bul", "vie"])
    gender = card.gender if card else Gender.MAN
    for n in range(size):
        yield _one_of_group(future, setting, coming, f"{coming.name}{chr(97 + n % 26)}{n // 26 or ''}", gender,
                            language, as_of)  # fmt: skip


def _household(future: Future, setting: Setting, coming: Coming, as_of: date) -> Town:
    draw, town = future.draw("people", coming.name), _town(setting, coming.name, as_of)
    kinds, genders = OF[coming.profile]
    of = {"single": genders or {}, "parent": shares.GENDERS[setting.men_heavy]["parent"]}
    of["single"] = of["single"] or shares.GENDERS[setting.men_heavy]["single"]
    names = Numbered(draw, coming.name)
    people = people_of(draw, town, names, draw.one(kinds), of)
    alias = people[0].alias if len(people) == 1 else names.next()
    if draw.yes(CASE):
        case = f"Sak-{coming.step // CASE_WEEKS}-{draw.randint(1, CASES)}"
        people[0] = people[0].but(case_group=case)
    _settle(draw, town, alias, people, lot=_lot(draw))
    unclear(draw, town)
    town.new = town.waiting = {alias}
    situate(draw, town, alias)
    town.change(alias, referral=as_of - timedelta(days=coming.days), expected_until=None)
    since = town.households[alias].situation_since
    town.change(alias, situation_since=max(since, town.households[alias].referral) if since else None)
    return _with_rest(draw, setting, town, alias)


def _one_of_group(future: Future, setting: Setting, coming: Coming, name: str, gender: Gender, language: str,
                  as_of: date) -> Town:  # fmt: skip
    draw, town = future.draw("people", name), _town(setting, name, as_of)
    alias = Numbered(draw, name).next()
    person = found_together(draw, town, alias, gender, language, f"Sak-{coming.name}")
    _settle(draw, town, alias, [person], lot=_lot(draw), group_arrival=f"Ankomst-{coming.name}")
    referral = as_of - timedelta(days=coming.days)
    situation = Situation.NOWHERE if draw.yes(0.2) else Situation.HOTEL
    town.change(alias, referral=referral, situation=situation, situation_since=referral)
    return _with_rest(draw, setting, town, alias)


def _lot(draw: Draw) -> int:
    return draw.randint(10**6, 10**9)


def _town(setting: Setting, name: str, as_of: date) -> Town:
    base = setting.base
    town = Town(key=name, as_of=as_of, counts=NOBODY, areas=sorted(base.areas, key=lambda a: a.alias))
    town.units = sorted(base.units, key=lambda u: u.alias)
    return town


def _settle(draw: Draw, town: Town, alias: str, people: list[Person], *, lot: int,
            group_arrival: str | None = None) -> None:  # fmt: skip
    town.households[alias] = Household(
        alias=alias, members=tuple(people), referral=town.as_of, lot=lot, wishes=wishes(draw, town),
        group_arrival=group_arrival,
    )  # fmt: skip
    town.home_of |= {p.alias: alias for p in people}


def _with_rest(draw: Draw, setting: Setting, town: Town, alias: str) -> Town:
    """What they must avoid, have to do, wish for, and said; and who said that they are impartial."""
    if town.areas:
        avoid(draw, town)
    consents(draw, town)
    household = town.households[alias]
    adult = household.members[0]
    if town.units and draw.yes(VETO):
        unit = draw.choice(town.units).alias
        town.rows["vetoes"].append(Veto(person=adult.alias, unit=unit, since=household.referral))
    if draw.yes(OUTSIDER):
        outsider = f"Fremmed-{adult.alias}"
        town.rows["outsiders"].append(Outsider(alias=outsider))
        town.rows["relations"].append(
            Relation(a=outsider, b=adult.alias, kind=draw.one(HARMFUL), protected=adult.alias)
        )
    for person in household.members:
        if town.areas:
            busy_and_wishing(draw, town, household, person, setting.by_kind)
    for contact in draw.some(sorted(setting.base.contacts, key=_alias), ASKED):
        answer = draw.one({Answer.NO: 85, Answer.YES: 4, Answer.NOT_ASKED: 11})
        town.rows["impartiality"].append(Impartiality(helper=contact.alias, household=alias, conflict=answer))
    return town


def _alias(contact: Contact) -> str:
    return contact.alias
