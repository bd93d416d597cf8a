"""What a person said yes or no to: consents, vetoes, offers and their answers."""

from datetime import date
from enum import StrEnum

from placement.domain.housing import UnitType
from placement.domain.value import FOREVER, Alias, Spell, Value


class ConsentAnswer(StrEnum):
    """The state of a consent."""

    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ConsentWay(StrEnum):
    """How the person said it."""

    WORD = "word"
    SIGN = "sign"
    PHONE_INTERPRETER = "phone_interpreter"


class Consent(Value):
    """A person's answer about housing of one kind (none given: any kind). The latest row counts."""

    person: Alias
    to: UnitType | None = None
    answer: ConsentAnswer
    on: date
    until: date = FOREVER
    way: ConsentWay = ConsentWay.WORD


class MoveConsent(Value):
    """A housed person's own consent to move to one named unit. The latest row for the unit counts."""

    person: Alias
    unit: Alias
    answer: ConsentAnswer
    on: date


class Veto(Spell):
    """A unit where the person will not live."""

    person: Alias
    unit: Alias
    since: date
    until: date = FOREVER


class OfferAnswer(StrEnum):
    """What a household answered to an offer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class DeclineReason(StrEnum):
    """Why a household declined an offer, as far as it wished to say."""

    PLACE = "place"
    ROOM = "room"
    AREA = "area"
    COMPANY = "company"
    RULES = "rules"
    WANTS_TO_WAIT = "wants_to_wait"
    OTHER_OFFER = "other_offer"
    NO_REASON_GIVEN = "no_reason_given"
    OTHER = "other"


class Offer(Value):
    """An offer of a unit. A declined one is not made again before `holds_until`."""

    household: Alias
    unit: Alias
    on: date
    answer: OfferAnswer = OfferAnswer.OPEN
    reason: DeclineReason | None = None
    holds_until: date = FOREVER
