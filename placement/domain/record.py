"""What a week leaves behind, simulated or real: whole numbers and aliases, and all that the measures read.

A week is the seven nights from its as-of date on. Rows are short tuples, so that many thousand weeks fit into memory
and into a file. A household is counted in every week in which it is in care for at least a night.
"""

from datetime import date
from typing import NamedTuple

from placement.domain.consent import DeclineReason
from placement.domain.decision import Tier
from placement.domain.housing import UnitType, ZonePolicy
from placement.domain.profile import Profile
from placement.domain.programme import ProgrammeKind
from placement.domain.rule import Reason
from placement.domain.stay import Destination
from placement.domain.value import Nights, Value

WEEK: Nights = 7
NIGHT_WEIGHTS = {Tier.P0: 27, Tier.P1: 9, Tier.P2: 3, Tier.P3: 1}
"""How a household's night without a fitting place weighs where nights of all tiers are added up."""


class HouseholdWeek(NamedTuple):
    """One household. Of its nights in care, `fitting` and `without` never overlap; others are those without a need."""

    household: str
    profile: Profile
    persons: int
    tier: Tier | None
    """By the facts on the as-of date; none: no need of another place."""
    waited: int
    """Days from referral: to the first night of a stay that began this week, else to the end of the week."""
    nights: Nights
    """In care; one night of a household of three is one night here."""
    fitting: Nights
    """In a place of ours in which nothing speaks for another."""
    without: Nights
    """With a tier and not yet in the place that the plan gave: without a fitting place."""
    late: Nights
    """Those of `without` from the date on by which the tier asks for a place."""
    hotel: Nights
    """In a hotel meanwhile, as nobody had a place for them; units that are hotels are in `UnitWeek`."""
    over: Nights
    """In a place of ours beyond the unit's limit, or beyond the written end of the need."""
    margin: int | None
    """Security of the home above the least that their threats ask for (negative: below); none: no home of ours."""
    reason: Reason | None
    """Unplaced: the reason that stands first. None also where a place was given or nothing was asked for."""
    second: Reason | None
    began: bool
    """A stay began this week; `moved`: and they lived in another place of ours before."""
    moved: bool
    offers: int
    """Made to them this week; `declined` of these."""
    declined: int
    unspoken: Nights = 0
    """Of `fitting`: in a place of ours where nobody at work speaks a language that an adult of them does."""


class BedsWeek(NamedTuple):
    """The rooms of one kind on the floors of one kind of one unit. Beds are all but cots."""

    unit: str
    type: UnitType
    policy: ZonePolicy | None
    family: bool
    """Rooms for several people of one household; else rooms of one bed, or shared ones."""
    beds: int
    """Nominal: all that are written down."""
    usable: Nights
    """Bed-nights in service: confirmed, not closed, lease running."""
    taken: Nights
    """Bed-nights of these that nobody else could have: a room of three beds with one mother has none left."""
    slept: Nights
    """Bed-nights in which somebody slept (a couple in a double bed is one)."""
    persons: Nights
    """Person-nights, babies too."""
    emergency: int
    """Beds of these that are kept for emergencies, and `emergency_free`: bed-nights of them in service and free."""
    emergency_free: Nights
    price: int
    """Whole kroner a bed and night."""


class LanguageWeek(NamedTuple):
    """Interpreting from one language, in whole minutes."""

    language: str
    asked: int
    """For talks (an hour each) and sessions; somebody of two languages counts with the first by code."""
    booked: int
    bookable: int
    """Hours of everybody who interprets it, also of who interprets others too."""


class CourseWeek(NamedTuple):
    """One programme that runs this week."""

    programme: str
    kind: ProgrammeKind
    sessions: int
    seats: int
    used: int
    """Seats taken, each for all sessions."""
    wishes: int
    """People who wish for it, or any of its kind, and are in none that meets the wish."""


class ContactWeek(NamedTuple):
    """One primary contact at work."""

    contact: str
    hours: int
    capacity: int
    """Most load points."""
    load: int
    households: int


class Arrived(NamedTuple):
    """New households of one profile, and the people in them."""

    profile: Profile
    households: int
    persons: int


class Left(NamedTuple):
    """Households that left our care; destination none: nobody wrote it down."""

    destination: Destination | None
    households: int


class Declined(NamedTuple):
    """Offers that were declined; reason none: nobody asked."""

    reason: DeclineReason | None
    offers: int


class WeekRecord(Value):
    """One week. What is not listed did not happen: a profile of which nobody came has no row."""

    week: int
    """0 is the first; in a simulation warm-up weeks have negative numbers, and no measure reads them."""
    as_of: date
    replication: int = 0
    """Which of the sampled futures; a real week is replication 0."""
    households: tuple[HouseholdWeek, ...] = ()
    beds: tuple[BedsWeek, ...] = ()
    languages: tuple[LanguageWeek, ...] = ()
    courses: tuple[CourseWeek, ...] = ()
    contacts: tuple[ContactWeek, ...] = ()
    arrived: tuple[Arrived, ...] = ()
    left: tuple[Left, ...] = ()
    declined: tuple[Declined, ...] = ()
    hotel_price: int = 0
    """Whole kroner a person and night of those who are in a hotel meanwhile."""
    budget: int | None = None
    """Whole kroner for beds and hotels this week; none: nobody set one."""
    proved: bool = True
    """Whether the week's plan was proved the best."""
    points: int = 0
    """Points that the plan lost to goals."""

    @property
    def is_warm_up(self) -> bool:
        """Whether it only brings a simulated town into its usual state."""
        return self.week < 0
