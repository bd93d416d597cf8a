"""How long each kind of data is kept, in words."""

from placement.service.register import RETENTION, Retention
from placement.words.language import Lang
from placement.words.sentence import Sentence as W

WHAT = {
    Retention.CASE: W("personer, husstander og alt om dem", "persons, households and all about them"),
    Retention.UNIT: W("enheter, aktiviteter og områder", "units, programmes and areas"),
    Retention.STAFF: W("kontakter og tolker", "contacts and interpreters"),
    Retention.POLICY: W("regler, planer og kolonner", "rules, plans and columns"),
    Retention.SCENARIO: W("scenarioer", "scenarios"),
    Retention.ACCOUNT: W("kontoer", "accounts"),
    Retention.LOG: W("loggen", "the log"),
}
FOR_DAYS = W("{days} dager etter at saken er avsluttet", "{days} days after the case is closed")
AS_LONG_AS_THE_DESK = W("så lenge databasen finnes", "as long as there is the desk")


def kept_how_long(days: int, lang: Lang) -> list[tuple[str, str]]:
    """Kind -> how long; `days`: how many after a case is closed."""
    said = {kind: getattr(one, lang) for kind, one in RETENTION.items()}
    said[Retention.CASE] = getattr(FOR_DAYS, lang).format(days=days)
    said[Retention.LOG] = getattr(AS_LONG_AS_THE_DESK, lang)
    return [(getattr(WHAT[kind], lang), said[kind]) for kind in Retention]
