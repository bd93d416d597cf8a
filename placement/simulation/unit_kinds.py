"""What units of each type are like."""

from collections.abc import Mapping
from dataclasses import dataclass

from placement.domain.housing import Staffing, UnitType
from placement.domain.person import Access, Habit, Secrecy, Track

T = UnitType


@dataclass(frozen=True)
class Kind:
    """What units of one type are like: shares of security, secrecy, staffing; stay limits; kroner a night."""

    security: Mapping[int, float]
    clearance: Mapping[Secrecy, float]
    staffing: Mapping[Staffing, float]
    limits: Mapping[int | None, float]
    cost: tuple[int, int]


_KNOWN, _SAFE = (
    {Secrecy.HIDDEN: 45, Secrecy.FORTROLIG: 45, Secrecy.STRENGT_FORTROLIG: 10},
    {Secrecy.FORTROLIG: 60, Secrecy.STRENGT_FORTROLIG: 40},
)
KINDS = {
    T.CRISIS_CENTRE: Kind({2: 50, 3: 50}, _SAFE, {Staffing.FULL: 1}, {None: 60, 90: 20, 120: 20}, (2800, 5300)),
    T.SAFE_HOUSE: Kind({2: 60, 3: 40}, _SAFE, {Staffing.FULL: 70, Staffing.DAY: 30}, {None: 60, 180: 20, 365: 20},
                       (1800, 3200)),
    T.SHARED_FLAT: Kind({1: 40, 2: 60}, _KNOWN, {Staffing.DAY: 60, Staffing.ON_CALL: 40}, {None: 70, 365: 30},
                        (800, 1600)),
    T.OWN_FLAT: Kind({1: 35, 2: 50, 3: 15}, _KNOWN, {Staffing.DAY: 35, Staffing.ON_CALL: 55, Staffing.NONE: 10},
                     {None: 80, 365: 20}, (900, 1800)),
    T.RECEPTION: Kind({1: 60, 2: 40}, {Secrecy.NONE: 10, Secrecy.HIDDEN: 60, Secrecy.FORTROLIG: 30},
                      {Staffing.FULL: 50, Staffing.DAY: 50}, {None: 60, 90: 40}, (700, 1300)),
    T.HOTEL: Kind({0: 30, 1: 70}, {Secrecy.NONE: 40, Secrecy.HIDDEN: 60}, {Staffing.ON_CALL: 70, Staffing.DAY: 30},
                  {90: 1}, (900, 1500)),
}  # fmt: skip
TYPES = {
    "women": ({T.OWN_FLAT: 1}, {T.SHARED_FLAT: 55, T.SAFE_HOUSE: 45}, {T.SAFE_HOUSE: 50, T.CRISIS_CENTRE: 50}),
    "men": ({T.OWN_FLAT: 1}, {T.SHARED_FLAT: 55, T.SAFE_HOUSE: 45},
            {T.SAFE_HOUSE: 45, T.CRISIS_CENTRE: 30, T.RECEPTION: 25}),
    "mixed": ({T.OWN_FLAT: 1}, {T.SHARED_FLAT: 85, T.HOTEL: 15},
              {T.RECEPTION: 40, T.SHARED_FLAT: 30, T.SAFE_HOUSE: 25, T.HOTEL: 5}),
    "family": ({T.OWN_FLAT: 1}, {T.SHARED_FLAT: 50, T.SAFE_HOUSE: 50}, {T.SAFE_HOUSE: 50, T.CRISIS_CENTRE: 50}),
}  # fmt: skip
"""Types of a unit with one room (or one family's), two or three, and more."""
LEFT_OUT = (Track.ASYLUM, Track.EEA_VISITOR, Track.NO_STAY, Track.NOT_CLARIFIED)
"""Residence bases that some units do not take in."""
ACCESS = {Access.STEP_FREE: 0.4, Access.GROUND_FLOOR: 0.4, Access.VISUAL_ALARM: 0.2}
HABITS = {Habit.SMOKING: 0.7, Habit.SUBSTANCE: 0.3, Habit.PET: 0.3}
