"""A week's record is small, and whatever is written down can be read again."""

from datetime import date

import pytest

from placement.domain.consent import DeclineReason
from placement.domain.decision import Tier
from placement.domain.housing import UnitType, ZonePolicy
from placement.domain.person import AgeBand, AgeStatus, Gender
from placement.domain.profile import Profile, profile_of
from placement.domain.programme import ProgrammeKind
from placement.domain.record import (
    Arrived,
    BedsWeek,
    ContactWeek,
    CourseWeek,
    Declined,
    HouseholdWeek,
    LanguageWeek,
    Left,
    WeekRecord,
)
from placement.domain.rule import Reason
from placement.domain.stay import Destination
from tests.worlds import household, person

HOUSEHOLD = HouseholdWeek(
    household="Havørn-17", profile=Profile.MAN, persons=1, tier=Tier.P1, waited=12, nights=7, fitting=2, without=5,
    late=5, hotel=5, over=0, margin=-1, reason=Reason.NO_BED, second=None, began=True, moved=False, offers=2,
    declined=1,
)  # fmt: skip
BEDS = BedsWeek(
    unit="Bjerk-1", type=UnitType.SAFE_HOUSE, policy=ZonePolicy.WOMEN, family=False, beds=4, usable=28, taken=21,
    slept=20, persons=21, emergency=1, emergency_free=7, price=1800,
)  # fmt: skip
RECORD = WeekRecord(
    week=3, as_of=date(2027, 1, 4), replication=12, households=(HOUSEHOLD,), beds=(BEDS,),
    languages=(LanguageWeek("tir", 120, 60, 180),),
    courses=(CourseWeek("Norsk-1", ProgrammeKind.NORWEGIAN, 2, 10, 7, 1),),
    contacts=(ContactWeek("Kontakt-4", 37, 20, 14, 5),), arrived=(Arrived(Profile.FAMILY, 1, 3),),
    left=(Left(Destination.OWN_FLAT, 1), Left(None, 2)), declined=(Declined(DeclineReason.AREA, 1),), budget=100_000,
)  # fmt: skip


def test_a_record_is_the_same_after_it_was_written_and_read():
    again = WeekRecord.model_validate_json(RECORD.model_dump_json())
    assert again == RECORD
    assert again.households[0].tier is Tier.P1
    assert again.left[1].destination is None


def test_a_household_takes_few_characters_in_a_file():
    assert len(RECORD.but(beds=(), households=(HOUSEHOLD,) * 20).model_dump_json()) < 20 * 110 + 600


def test_a_week_before_the_first_is_warm_up():
    assert RECORD.but(week=-1).is_warm_up
    assert not RECORD.but(week=0).is_warm_up


@pytest.mark.parametrize(("people", "group", "profile"), [
    ([{"gender": Gender.WOMAN}], None, Profile.WOMAN),
    ([{"gender": Gender.MAN}], None, Profile.MAN),
    ([{"gender": Gender.NON_BINARY}], None, Profile.OTHER),
    ([{"gender": Gender.MAN}], "Ankomst-1", Profile.GROUP),
    ([{}, {"age_status": AgeStatus.MINOR_ACCOMPANIED, "age_band": AgeBand.CHILD}], None, Profile.FAMILY),
    ([{"age_status": AgeStatus.UNCLEAR, "age_band": None}], None, Profile.FAMILY),
    ([{}, {}], None, Profile.ADULTS),
])  # fmt: skip
def test_each_household_has_one_profile(people, group, profile):
    members = [person(f"P-{n}", **facts) for n, facts in enumerate(people)]
    assert profile_of(household("H-1", *members, group_arrival=group)) is profile
