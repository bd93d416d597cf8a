"""Acts that somebody thinks of, as values: each can be made on an instance, as a change of facts can."""

from dataclasses import dataclass
from datetime import date

from placement.domain.area import AvoidArea
from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.decision import Pin
from placement.domain.household import Household, Situation
from placement.domain.housing import Closure
from placement.domain.instance import Instance
from placement.domain.person import AgeStatus, Gender, Person


@dataclass(frozen=True, order=True)
class Closed:
    """A unit is closed on these nights."""

    unit: str
    since: date
    until: date

    def made(self, instance: Instance) -> Instance:
        """The facts with the closure."""
        row = Closure(unit=self.unit, since=self.since, until=self.until)
        return instance.but(closures=(*instance.closures, row))


@dataclass(frozen=True, order=True)
class Avoids:
    """These people must avoid an area from today on."""

    people: tuple[str, ...]
    area: str

    def made(self, instance: Instance) -> Instance:
        """The facts with a row for each of them."""
        rows = (AvoidArea(person=person, area=self.area, since=instance.as_of) for person in self.people)
        return instance.but(avoid_areas=(*instance.avoid_areas, *rows))


@dataclass(frozen=True, order=True)
class Locked:
    """A household is locked to a place, or to a unit; what it was locked to before is over."""

    household: str
    place: str | None
    unit: str | None

    def made(self, instance: Instance) -> Instance:
        """The facts with the lock."""
        row = Pin(household=self.household, place=self.place, unit=self.unit)
        others = (p for p in instance.pins if p.household != self.household or not p.must)
        return instance.but(pins=(*others, row))


@dataclass(frozen=True, order=True)
class Arrived:
    """People of age arrive tonight, each alone and with nowhere safe to sleep. They consent; nothing else is known."""

    gender: Gender
    aliases: tuple[str, ...]

    def made(self, instance: Instance) -> Instance:
        """The facts with them, drawn last."""
        lot = max((h.lot for h in instance.households), default=0)
        new = tuple(self._one(alias, instance.as_of, lot + n) for n, alias in enumerate(self.aliases, 1))
        yes = tuple(
            Consent(person=alias, answer=ConsentAnswer.GIVEN, on=instance.as_of) for alias in self.aliases
        )
        return instance.but(households=(*instance.households, *new), consents=(*instance.consents, *yes))

    def _one(self, alias: str, on: date, lot: int) -> Household:
        person = Person(alias=alias, age_status=AgeStatus.ADULT, gender=self.gender)
        return Household(
            alias=alias,
            members=(person,),
            referral=on,
            situation=Situation.NOWHERE,
            situation_since=on,
            lot=lot,
        )


Act = Closed | Avoids | Locked | Arrived
