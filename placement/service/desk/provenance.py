"""Where each plan comes from: which facts, how it was found, what the judge said, and who accepted it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from placement.domain.permission import Action
from placement.domain.run import Run
from placement.service.access import refusal
from placement.service.desk.desk import Desk
from placement.service.desk.history import sees_all
from placement.service.desk.kept_list import STATES, quality_of
from placement.service.desk.kept_plan import BY_HAND
from placement.service.desk.plans import ACCEPT
from placement.store import plans, wanted
from placement.store.audit import Line
from placement.store.facts import Reader
from placement.store.plans import PlanRow, Verification
from placement.store.wanted import Wanted
from placement.words.language import Lang
from placement.words.say import say_date, say_moment, say_number
from placement.words.texts import Texts, texts

MOST, HASH = 50, 12
"""So many plans are told of; so many letters of a hash tell two apart."""
ACCEPTANCES = 500
"""So many lines of acceptances are looked through, the latest first."""


class Origin(NamedTuple):
    """Of one plan. Nothing in it tells of a person."""

    number: int
    state: str
    made: tuple[str, ...]
    """When, and by whom."""
    facts: tuple[str, ...]
    """Number of the change, the day, and by what facts and plan are known."""
    found: tuple[str, ...]
    """How good it is proved to be, by which engine, and in how many seconds."""
    judged: tuple[str, ...]
    """By which version of the judge, and with what result; empty where nobody accepted it."""
    accepted: str
    """By whom, and when."""


def provenance(desk: Desk, login: str, lang: Lang, *, at: datetime | None = None) -> tuple[Origin, ...]:
    """Of the latest plans, newest first; the log has a line of it. Raises Refused for who neither plans nor audits."""
    now = at or datetime.now().astimezone()
    with desk.acting(login, at) as act:
        if not sees_all(act):
            raise refusal(act.actor, Action.LOG)
        connection = act.tx.connection
        kept = plans.every(connection, most=MOST)
        said = {one.id: plans.verifications(connection, one.id) for one in kept}
        accepted = _acceptances(connection)
        act.log("read_plan", {"plans": {"*": ()}})
    return tuple(_origin(one, said[one.id], accepted.get(str(one.id)), now, texts(lang)) for one in kept)


def plans_kept(desk: Desk) -> tuple[tuple[int, str], ...]:
    """Which plans there are, and in which state: as long as this is the same, so is what is told of them."""
    with desk.store.reading() as connection:
        return tuple((one.id, one.state) for one in plans.heads(connection, most=MOST))


def _acceptances(connection: Reader) -> Mapping[str, Line]:
    """Number of a plan -> the line that says who accepted it."""
    found = wanted.lines(connection, Wanted(acts=frozenset({ACCEPT})), most=ACCEPTANCES)
    return {number: line for line in found for number in line.about.get("plan", {})}


def _origin(one: PlanRow, said: list[Verification], accepted: Line | None, now: datetime, _: Texts) -> Origin:
    lang = _.lang
    facts = [
        _("change {number}", number=one.change), say_date(date.fromisoformat(one.as_of), lang),
        _("facts {hash}", hash=one.instance_hash[:HASH]), _("plan {hash}", hash=one.hash[:HASH]),
    ]  # fmt: skip
    if one.redacted:
        facts.append(_("data of somebody who was erased are missing"))
    return Origin(
        number=one.id,
        state=_(STATES[one.state]),
        made=(say_moment(one.at, lang, now), one.by),
        facts=tuple(facts),
        found=_found(one.run, _),
        judged=_judged(said[-1], now, _) if said else (),
        accepted=f"{accepted.by}, {say_moment(accepted.at, lang, now)}" if accepted else "",
    )


def _found(run: str, _: Texts) -> tuple[str, ...]:
    quality, _proved = quality_of(run, _.lang)
    if run == BY_HAND:
        return (quality,)
    read = Run.model_validate_json(run)
    told = [quality]
    if read.points is not None and read.bound is not None:
        figures = {"points": say_number(read.points, _.lang), "bound": say_number(read.bound, _.lang)}
        told.append(_("{points} points; none below {bound} is possible", **figures))
    if read.engine:
        seconds = round(read.seconds)
        told.append(_.n("{engine}, {count} second", "{engine}, {count} seconds", seconds, engine=read.engine))
    return tuple(told)


def _judged(said: Verification, now: datetime, _: Texts) -> tuple[str, ...]:
    breaches = _.n("{count} breach", "{count} breaches", said.breaches)
    alarms = _.n("{count} alarm", "{count} alarms", said.alarms)
    judge = _("judge {version}, {time}", version=said.judge, time=say_moment(said.at, _.lang, now))
    return (f"{breaches}, {alarms}", judge)
