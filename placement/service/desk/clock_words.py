"""What the calendar asks for, in sentences. They name whom and when, never what an assessment says."""

from datetime import date

from placement.service.desk.clock import Reminder
from placement.words.say import say_day
from placement.words.texts import Texts, later

AHEAD = {
    "permit": later("{who}: the permit expires on {day}."),
    "reflection": later("{who}: the reflection period ends on {day}."),
    "threat": later("{who}: the threat assessment is valid until {day}. Assess again."),
    "threat_missing": later("{who}: the threat has not been assessed."),
    "areas_not_asked": later("{who}: nobody has asked which areas to avoid."),
    "area_review": later("{who}: an area to avoid is to be reviewed by {day}."),
    "area_old": later("{who}: an area to avoid has no date of review."),
    "consent": later("{who}: the consent to housing is valid until {day}. Ask again."),
    "stay_limit": later("{who}: the longest stay in {where} is reached on {day}."),
    "stay_ends": later("{who}: the stay in {where} ends on {day}. Find the next place."),
    "review_stay": later("{who}: the stay in {where} comes to {months} months. Talk about what comes next."),
    "hold": later("{who}: {where} holds the bed until {day}."),
    "move_on": later("{who}: a move-on is planned for {day}."),
    "lease": later("{who}: the lease ends on {day}."),
    "closure": later("{who}: beds are closed from {day}."),
    "fire": later("{who}: the fire safety approval is valid until {day}."),
    "maintenance": later("{who}: the maintenance approval is valid until {day}."),
    "override": later("{who}: the override of {where} ends on {day}."),
    "waiver": later("{who}: the waiver of {where} ends on {day}."),
    "contact_leaves": later("{who} is a contact until {day}. Find others for the households."),
}
PASSED = {
    "permit": later("{who}: the permit expired on {day}."),
    "reflection": later("{who}: the reflection period ended on {day}."),
    "threat": later("{who}: the threat assessment expired on {day}. Assess again."),
    "area_review": later("{who}: an area to avoid ended on {day}. Is it safe there now?"),
    "consent": later("{who}: the consent to housing ended on {day}. Ask again."),
    "stay_limit": later("{who}: the longest stay in {where} was reached on {day}."),
    "move_on": later("{who}: a move-on was planned for {day}."),
    "fire": later("{who}: the fire safety approval expired on {day}."),
    "maintenance": later("{who}: the maintenance approval expired on {day}."),
    "contact_leaves": later("{who} was a contact until {day}. Find others for the households."),
}


def say_reminder(one: Reminder, as_of: date, household: str, _: Texts) -> str:
    """One line.

    Args:
        one: What the calendar asks for.
        as_of: The day on which all is read.
        household: Of the person it is about, where that is another alias; else empty.
        _: The texts of the language.
    """
    who = f"{one.about} ({household})" if household and household != one.about else one.about
    passed = one.on is not None and one.on <= as_of
    text = PASSED.get(one.kind, AHEAD[one.kind]) if passed else AHEAD[one.kind]
    day = say_day(one.on, _.lang, as_of) if one.on else ""
    return _(text, who=who, day=day, where=one.where, months=one.months)
