"""Languages, interpreters' hours and seats that a week lacks, as candidates of what to train or buy next."""

from collections import Counter
from collections.abc import Iterator

from placement.domain.housing import Staffing
from placement.domain.instance import Instance
from placement.domain.language import is_spoken
from placement.domain.person import LanguageCode
from placement.domain.programme import EnrolmentKind, ProgrammeKind
from placement.domain.resource import PriceSource, Resource, ResourceKind
from placement.domain.scenario import Interpreting, Seats
from placement.domain.stay import StayKind
from placement.domain.week import needs_interpreter
from placement.simulation.hour_cards import minutes_of
from placement.simulation.recorded_work import AT_HOME
from placement.simulation.resource_prices import INTERPRETER_HOUR, SEAT, WEEKS_A_YEAR

LANGUAGES = KINDS = 4
"""Most languages, and most kinds of activity, that are tried."""
HOURS, MORE_SEATS = 3, 2
"""Hours a week, and seats, that a candidate brings."""
HOUR = 60


def spoken_by_few(instance: Instance) -> tuple[tuple[str, LanguageCode], ...]:
    """Unit and language: where most people live whom nobody at work understands, those of most people first."""
    units = {r.alias: u for u in instance.units for r in u.rooms}
    people = {h.alias: h for h in instance.households}
    unheard: Counter[tuple[str, LanguageCode]] = Counter()
    for stay in instance.stays:
        household, unit = people.get(stay.household), units.get(stay.place.split("+")[0].split("/")[0])
        if stay.kind is not StayKind.CURRENT or household is None or unit is None:
            continue
        if unit.staffing not in (None, Staffing.NONE) and not is_spoken(unit, household):
            adults = (p for p in household.members if p.maybe_adult)
            unheard.update({(unit.alias, language) for p in adults for language in p.languages})
    return tuple(sorted(unheard, key=lambda one: (-unheard[one], one))[:LANGUAGES])


def hours_and_seats(instance: Instance) -> Iterator[Resource]:
    """Interpreters' hours in the languages that lack most, and seats in the activities that most people wish for."""
    for language in _languages(instance):
        hours = Interpreting(language=language, hours=HOURS)
        yield Resource(id=f"{ResourceKind.INTERPRETER_HOURS}:{language}", kind=ResourceKind.INTERPRETER_HOURS,
                       cards=(hours,), kroner=HOURS * WEEKS_A_YEAR * INTERPRETER_HOUR,
                       source=PriceSource.ASSUMED)  # fmt: skip
    for programme in _programmes(instance):
        seats = Seats(programme=programme, change=MORE_SEATS)
        yield Resource(id=f"{ResourceKind.SEATS}:{programme}", kind=ResourceKind.SEATS, cards=(seats,),
                       kroner=MORE_SEATS * SEAT, source=PriceSource.ASSUMED)  # fmt: skip


def _languages(instance: Instance) -> list[LanguageCode]:
    """By adults who need an interpreter, an hour each, less the hours that can be booked."""
    lacks: Counter[LanguageCode] = Counter()
    for household in instance.households:
        for person in household.members:
            if person.maybe_adult and needs_interpreter(person) and person.languages - AT_HOME:
                lacks[min(person.languages - AT_HOME)] += HOUR
    speaks = {i.alias: i.languages for i in instance.interpreters}
    for row in instance.bookable_hours:
        for language in speaks[row.interpreter] & lacks.keys():
            lacks[language] -= minutes_of(row)
    return sorted(lacks, key=lambda one: (-lacks[one], one))[:LANGUAGES]


def _programmes(instance: Instance) -> list[str]:
    """Of each kind of activity the programme for which most people wish who are not in it."""
    inside = {(e.person, e.programme) for e in instance.enrolments if e.kind is EnrolmentKind.CURRENT}
    waiting = {
        p.alias: len(
            {w.person for w in instance.activity_wishes if w.means(p) and (w.person, p.alias) not in inside}
        )
        for p in instance.programmes
        if p.until is None or p.until > instance.as_of
    }
    best: dict[ProgrammeKind, str] = {}
    for programme in sorted(instance.programmes, key=lambda p: (-waiting.get(p.alias, 0), p.alias)):
        if waiting.get(programme.alias):
            best.setdefault(programme.kind, programme.alias)
    return sorted(best.values(), key=lambda alias: (-waiting[alias], alias))[:KINDS]
