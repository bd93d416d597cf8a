"""Shares of what people are like, from the project's notes on magnitudes; languages are guesses, no statistics."""

from placement.domain.person import Access, AgeBand, Danger, Gender, Habit, Secrecy, Track, ZoneWish

W, M, X = Gender.WOMAN, Gender.MAN, Gender.NON_BINARY
GENDERS: dict[bool, dict[str, dict[Gender, float]]] = {
    False: {"single": {W: 68, M: 30, X: 1.5, Gender.PREFER_NOT: 0.5}, "parent": {W: 85, M: 14, X: 1}},
    True: {"single": {W: 33.5, M: 64.5, X: 1.5, Gender.PREFER_NOT: 0.5}, "parent": {W: 70, M: 29, X: 1}},
}
"""Parents are women more often than others; together 70/28/2, or 40/58/2 where most are men."""
KINDS = {"single": 78, "parent": 17, "couple": 2.5, "siblings": 2.5}
CHILDREN = {1: 75, 2: 20, 3: 5}
AGES = {AgeBand.YOUNG: 25, AgeBand.GROWN: 55, AgeBand.MIDDLE: 18, AgeBand.OLDER: 2}
CHILD_AGES = {AgeBand.BABY: 35, AgeBand.TODDLER: 25, AgeBand.CHILD: 25, AgeBand.TEEN: 15}
LANGUAGES = {
    "eng": 10, "pcm": 7, "bin": 5, "ron": 14, "rom": 5, "ukr": 5, "rus": 5, "ara": 8, "tir": 5, "urd": 4, "pan": 2,
    "tgl": 6, "bul": 5, "spa": 5, "vie": 4, "tha": 3, "pol": 2, "lit": 2, "som": 1, "amh": 1, "fas": 1,
}  # fmt: skip
SECRECY = {Secrecy.NONE: 44, Secrecy.HIDDEN: 45, Secrecy.FORTROLIG: 8, Secrecy.STRENGT_FORTROLIG: 3}
DANGERS = {Danger.LOW: 40, Danger.MEDIUM: 40, Danger.HIGH: 17, Danger.ACUTE: 3}
TRACKS = {
    Track.REFLECTION_APPLIED: 20, Track.REFLECTION_GRANTED: 25, Track.LIMITED_PERMIT: 15, Track.ASYLUM: 20,
    Track.EEA_RESIDENT: 5, Track.EEA_VISITOR: 5, Track.RESIDENT: 7, Track.NO_STAY: 2, Track.NOT_CLARIFIED: 1,
}  # fmt: skip
PERMITS = frozenset({Track.REFLECTION_GRANTED, Track.LIMITED_PERMIT})
WISHES = {
    W: {ZoneWish.EITHER: 70.5, ZoneWish.WOMEN_ONLY: 20, ZoneWish.OWN_UNIT: 1.5, ZoneWish.NOT_ASKED: 8},
    M: {ZoneWish.EITHER: 87.5, ZoneWish.MEN_ONLY: 4, ZoneWish.OWN_UNIT: 1.5, ZoneWish.NOT_ASKED: 7},
}
REGIONS = {
    "pcm": "Vest-Afrika", "bin": "Vest-Afrika", "ron": "Øst-Europa", "rom": "Øst-Europa", "bul": "Øst-Europa",
    "ukr": "Øst-Europa", "rus": "Øst-Europa", "ara": "Nord-Afrika", "tir": "Afrikas horn", "som": "Afrikas horn",
    "amh": "Afrikas horn", "urd": "Sør-Asia", "pan": "Sør-Asia", "tgl": "Sørøst-Asia", "vie": "Sørøst-Asia",
    "tha": "Sørøst-Asia", "spa": "Latin-Amerika", "pol": "Øst-Europa", "lit": "Øst-Europa", "fas": "Midtøsten",
}  # fmt: skip
UNCLEAR = 0.015
"""Share of persons whose age nobody has settled."""
PREGNANT = 0.1
"""Women who expect a child; with those who have a baby, 12-19 %."""
HABITS = {Habit.SMOKING: 0.12, Habit.SUBSTANCE: 0.03, Habit.PET: 0.015}
ACCESS_NEEDS = {Access.STEP_FREE: 0.025, Access.GROUND_FLOOR: 0.01, Access.VISUAL_ALARM: 0.004}
