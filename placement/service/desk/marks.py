"""What a unit, a room or a programme is, in a few words with a picture each. The picture is for the eye alone."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from placement.domain.fact import Body
from placement.words.render import say_word
from placement.words.say import say_list
from placement.words.texts import Texts
from placement.words.tongue import say_language


class Mark(NamedTuple):
    """A few words, and the name of a picture in the library's own set of symbols."""

    picture: str
    text: str


POLICY = {
    "women": "woman",
    "men": "man",
    "mixed": "wc",
    "family": "family_restroom",
    "own_unit": "door_front",
}
STAFFING = {"full": "nightlight", "day": "light_mode", "on_call": "call", "none": "person_off"}
ACCEPTS = {"pet": "pets", "smoking": "smoking_rooms", "substance": "medication"}
ATTENDEES = {"women": "woman", "men": "man", "mixed": "wc"}
HIGHEST = 3
"""Of a security level."""


def unit_marks(unit: Body, zones: Iterable[Body], _: Texts) -> tuple[Mark, ...]:
    """Of a unit: for whom, how safe, how staffed, what a body finds there, what is allowed.

    Args:
        unit: Its row, as whoever looks may see it.
        zones: The rows of its floors.
        _: The texts.
    """
    return tuple(_unit(unit, tuple(zones), _))


def _unit(unit: Body, zones: tuple[Body, ...], _: Texts) -> Iterator[Mark]:
    for policy in dict.fromkeys(zone.get("policy") for zone in zones):
        yield policy_mark(policy, _)
    if "clearance" in unit:
        yield _clearance(unit["clearance"], _)
    if "security" in unit:
        level = unit["security"]
        told = _("security not known") if level is None else _("security {level} of 3", level=level)
        yield Mark("shield", told)
    if "staffing" in unit:
        staffing = unit["staffing"]
        told = _("staffing not known") if staffing is None else say_word(f"~Staffing.{staffing}", _.lang)
        yield Mark(STAFFING.get(staffing, "help"), told)
    yield from _access(unit, _)
    if unit.get("children_ok"):
        yield Mark("child_care", _("children welcome"))
    for habit in unit.get("accepts") or ():
        yield Mark(ACCEPTS.get(habit, "check"), say_word(f"~Habit.{habit}", _.lang))
    if closes := unit.get("door_closes"):
        yield Mark("lock_clock", _("the door closes {time}", time=str(closes)[:5]))


def policy_mark(policy: str | None, _: Texts) -> Mark:
    """For whom a floor is."""
    if policy is None:
        return Mark("help", _("for whom: not settled"))
    if policy == "women":
        return Mark(POLICY[policy], _("women only"))
    if policy == "men":
        return Mark(POLICY[policy], _("men only"))
    return Mark(POLICY[policy], say_word(f"~ZonePolicy.{policy}", _.lang))


def _clearance(grade: str | None, _: Texts) -> Mark:
    if grade is None:
        return Mark("help", _("address protection: not settled"))
    if grade == "none":
        return Mark("lock_open", say_word("~Secrecy.none", _.lang))
    return Mark("lock", _("up to {grade}", grade=say_word(f"~Secrecy.{grade}", _.lang)))


def _access(body: Body, _: Texts) -> Iterator[Mark]:
    if access := sorted(body.get("access") or ()):
        said = say_list([say_word(f"~Access.{one}", _.lang) for one in access], _.lang)
        yield Mark("accessible", said)


def room_marks(room: Body, _: Texts) -> tuple[Mark, ...]:
    """Of a room: what one can do with it."""
    found = []
    if not room.get("confirmed"):
        found.append(Mark("help", _("not confirmed: does not count")))
    if room.get("emergency") is not False:
        found.append(Mark("emergency", _("kept for emergencies")))
    for name, picture, text in (
        ("lockable", "key", _("lockable")),
        ("shareable", "group", _("can be shared")),
        ("quiet", "volume_off", _("quiet")),
    ):
        if room.get(name):
            found.append(Mark(picture, text))
    return (*found, *_access(room, _))


def beds_text(room: Body, _: Texts) -> str:
    """`2 single beds, 1 cot`."""
    single, double, child, cots = (room.get(kind) or 0 for kind in ("single", "double", "child", "cots"))
    told = (
        (single, _.n("{count} single bed", "{count} single beds", single)),
        (double, _.n("{count} double bed", "{count} double beds", double)),
        (child, _.n("{count} child's bed", "{count} children's beds", child)),
        (cots, _.n("{count} cot", "{count} cots", cots)),
    )
    return say_list([text for count, text in told if count], _.lang)


def programme_marks(programme: Body, _: Texts) -> tuple[Mark, ...]:
    """Of a programme: for whom, in which language, and what it asks for and offers."""
    return tuple(_programme(programme, _))


def _programme(one: Body, _: Texts) -> Iterator[Mark]:
    attendees = one.get("attendees")
    if attendees is None:
        yield Mark("help", _("for whom: not settled"))
    else:
        words = {"women": _("women only"), "men": _("men only")}
        yield Mark(ATTENDEES[attendees], words.get(attendees) or say_word(f"~Attendees.{attendees}", _.lang))
    languages = say_list([say_language(code, _.lang) for code in one.get("languages") or ()], _.lang)
    yield Mark("translate", languages or _("language not known"))
    level = one.get("level")
    if level:
        yield Mark("stairs", _("language level {level} or more", level=level))
    if one.get("interpreting") not in (None, "none"):
        yield Mark("interpreter_mode", say_word(f"~Interpreting.{one['interpreting']}", _.lang))
    if one.get("childcare"):
        yield Mark("child_care", _("childcare"))
    yield from _ages(one, _)
    yield from _access(one, _)
    if one.get("online"):
        yield Mark("videocam", _("online"))
    if one.get("full_attendance"):
        yield Mark("event_available", _("every session, to the end"))


def _ages(one: Body, _: Texts) -> Iterator[Mark]:
    low, high = one.get("min_age"), one.get("max_age")
    if low is not None and high is not None:
        yield Mark("cake", _("{low} to {high} years", low=low, high=high))
    elif low is not None:
        yield Mark("cake", _("from {low} years", low=low))
    elif high is not None:
        yield Mark("cake", _("up to {high} years", high=high))
