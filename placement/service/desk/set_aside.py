"""What stands against a change by hand, and whether two people may set it aside."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from placement.domain.act import dated, named, where
from placement.domain.decision import OverrideReason
from placement.domain.rule import Act, Level
from placement.domain.seen import Seen
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.review.findings import Found
from placement.service.desk.commands.overrides import WHERE, GrantOverride
from placement.service.findings import sentence
from placement.words.language import Lang
from placement.words.texts import later, texts

Way = Literal["two_people", "answer", "never"]

WAYS: dict[Way, str] = {
    "two_people": later("Two people can set this rule aside, with a reason and an end."),
    "answer": later("Record the assessment that is missing; nobody can set this aside."),
    "never": later("Nobody can set this rule aside."),
}


class SetAside(NamedTuple):
    """A rule that is broken, and the way out."""

    code: str
    text: str
    """What is broken, in words."""
    way: Way
    """HARD: with a reason, a second person and an end. GATE: record the assessment. ABSOLUTE: nobody."""
    way_text: str
    households: tuple[str, ...] = ()
    where: str = ""
    """The unit, programme or helper that the override names; some breaches take one override for each of two."""
    since: date | None = None
    until: date | None = None

    def command(self, reason: OverrideReason, by: str, second: str) -> GrantOverride:
        """What to ask a second person for.

        Args:
            reason: Why, from the list.
            by: The login of who asks.
            second: The login of who is asked.

        Raises:
            ValueError: Two people cannot set it aside.
        """
        if self.way != "two_people" or self.since is None or self.until is None:
            raise ValueError("nobody can set this aside")
        return GrantOverride.model_validate({
            "rule": self.code, "households": self.households, WHERE[self.code[0]]: self.where,
            "since": self.since, "until": self.until, "reason": reason, "by": by, "approved_by": second,
        })  # fmt: skip


def ways_out(week: Week, seen: Seen, found: Iterable[Found], lang: Lang) -> tuple[SetAside, ...]:
    """The way out of each breach, each once.

    Args:
        week: The facts.
        seen: The plan that they are breaches of.
        found: Breaches with the acts of the plan that they speak against.
        lang: The language of the texts.
    """
    told: dict[SetAside, None] = {}
    for one in found:
        told |= dict.fromkeys(_of(week, seen, one, lang))
    return tuple(told)


def _of(week: Week, seen: Seen, found: Found, lang: Lang) -> list[SetAside]:
    finding, text = found.finding, sentence(week, found.finding, lang)
    way: Way = "never"
    if finding.level is Level.GATE:
        way = "answer"
    elif finding.level is Level.HARD and finding.code and found.against:
        way = "two_people"
    said = SetAside(finding.code, text, way, texts(lang)(WAYS[way]))
    if way != "two_people":
        return [said]
    households = tuple(alias for alias in finding.about if alias in week.household)
    since, until = _nights(week, found)
    return [
        said._replace(households=households, where=one, since=since, until=until)
        for one in _wheres(week, seen, found, households)
    ]


def _nights(week: Week, found: Found) -> tuple[date, date]:
    """All nights of the acts that the breach speaks against: of several spells the finding names the first alone."""
    spans = [dated(act, week.as_of) for act in found.against]
    since = max(min(s.start for s in spans), week.as_of)
    until = max(s.until or FOREVER for s in spans)
    return since, max(until, since + timedelta(days=1))


def _wheres(week: Week, seen: Seen, found: Found, households: tuple[str, ...]) -> list[str]:
    """What overrides of the breach name: its own unit, programme or helper, or those of all whom it is about."""
    at = found.finding.where
    if at in week.unit_of_room:
        return [week.unit_of_room[at].alias]
    if any(at in known for known in (week.unit, week.programme, week.contact, week.interpreter)):
        return [at]
    if at:
        return [named(where(week, act)) for act in found.against[:1]]
    stays: list[Act] = [stay for household in households for stay in seen.of(household)]
    return sorted({named(where(week, act)) for act in stays})
