"""What kind of household somebody comes as: by this arrivals are counted, forecast and changed in scenarios."""

from enum import StrEnum

from placement.domain.household import Household
from placement.domain.person import Gender


class Profile(StrEnum):
    """Each household has exactly one."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    """Somebody alone who is neither, or would rather not say."""
    FAMILY = "family"
    """With somebody who is, or may be, a child; also one who is alone."""
    ADULTS = "adults"
    """Two adults or more: a couple, brothers and sisters."""
    GROUP = "group"
    """One of several who were found together."""


ALONE = {Gender.WOMAN: Profile.WOMAN, Gender.MAN: Profile.MAN}


def profile_of(household: Household) -> Profile:
    """The profile of a household."""
    if household.group_arrival:
        return Profile.GROUP
    if household.has_child:
        return Profile.FAMILY
    if len(household.members) > 1:
        return Profile.ADULTS
    return ALONE.get(household.members[0].gender, Profile.OTHER)
