"""A plan that the desk keeps, with all that can be said of it: against the facts that it was made from.

It is kept for whoever reads it: what they may not know of is in `untold`, and in nothing that is drawn of it.
"""

from datetime import datetime
from typing import NamedTuple

from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.review import FindingKind, Review, Unplaced
from placement.domain.run import Run
from placement.domain.week import Week
from placement.domain.whereabouts import written
from placement.review.reasons import reasons
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Desk
from placement.service.desk.hand_change import known
from placement.service.desk.outcome_of_plan import decided
from placement.service.desk.plans import alarm_id
from placement.service.desk.snapshot import Snapshot
from placement.service.findings import said, without_theirs
from placement.service.planning import Answer, check_plan, derived
from placement.service.remembered import remembered
from placement.service.rows import PlanView, Said
from placement.service.veil import Names, untold, veiled, without
from placement.service.views import plan_view, review_view
from placement.store import ledger, plans
from placement.words.language import Lang
from placement.words.texts import texts

BY_HAND = "{}"


class Kept(NamedTuple):
    """A plan with its number, and what the judge says of it. `answer`: none of one that was made by hand."""

    number: int
    state: str
    change: int
    """The facts that it was made from."""
    plan: Plan
    week: Week
    review: Review
    answer: Answer | None
    unplaced: tuple[Unplaced, ...] = ()
    """Why some have no place, or not in time; nothing of a plan in breach."""
    untold: Names = frozenset()
    """Aliases of whom the reader may not know: households, their members, outsiders."""

    @property
    def households(self) -> tuple[str, ...]:
        """All of whom the reader may know, in order of alias."""
        return tuple(sorted(self.week.household.keys() - self.untold))

    @property
    def others(self) -> int:
        """So many households of the week are not for the reader to know of."""
        return len(self.week.household.keys() & self.untold)

    @property
    def in_parts(self) -> int:
        """So many of whom the reader may know are split by the rules, and planned part by part."""
        parts = {alias: whole for alias, whole in written(self.week).items() if alias != whole}
        return len({whole for alias, whole in parts.items() if not {alias, whole} & self.untold})

    @property
    def decides_for_others(self) -> bool:
        """Whether publishing the plan would decide something for one of these."""
        return bool(decided(self.week, self.plan) & self.untold)

    def whom(self, household: str) -> str:
        """The household, for something that is asked about it. Raises CannotDo where there is none to know of."""
        return known(self.week, household, self.untold).alias

    def as_json(self) -> dict[str, object]:
        """The plan and its review, without those of whom the reader may not know."""
        values = {"plan": self.plan, "review": without_theirs(self.week, self.review, self.untold)}
        return {name: without(one.model_dump(mode="json"), self.untold) for name, one in values.items()}

    def view(self, lang: Lang) -> PlanView:
        """As a terminal or a screen shows it."""
        found = _Judged(self.plan, self.week, self.review, self.answer, self.unplaced)
        return _view(found, lang, self.untold)


class _Judged(NamedTuple):
    """What costs time to find out. It depends on the plan and its facts alone."""

    plan: Plan
    week: Week
    review: Review
    answer: Answer | None
    unplaced: tuple[Unplaced, ...]


@remembered(maxsize=8)
def _view(one: _Judged, lang: Lang, untold: Names) -> PlanView:
    if one.answer is None:
        view = review_view(one.week, one.plan, one.review, lang, one.unplaced, untold)
    else:
        view = plan_view(one.answer, lang, untold)
    return veiled(view, untold, texts(lang))


class Alarm(NamedTuple):
    """An alarm, and by what it is acknowledged."""

    id: str
    said: Said


def kept_plan(desk: Desk, login: str, number: int, *, why: str = "", at: datetime | None = None) -> Kept:
    """A plan, for those who plan; the log has a line of it before it is returned.

    Raises:
        Refused: The person may not.
        CannotDo: There is no such plan.
    """
    with desk.acting(login, at) as act:
        act.ask(Action.PLAN)
        row = plans.get(act.tx.connection, number)
        if row is None:
            raise CannotDo("there is no such plan.", code="plan_gone")
        act.log("read_plan", {"plan": {str(number): ()}}, why=why)
        erased = ledger.last_change(act.tx.connection)
    found = _judged(desk, row.change, row.body, row.run, erased)
    then = _facts(desk, row.change, erased).content
    hidden = untold(act.actor, found.week, then, act.now.content)
    return Kept(row.id, row.state, row.change, *found, hidden)


@remembered(maxsize=4)
def _judged(desk: Desk, change: int, body: str, run: str, erased: int) -> _Judged:
    """Judge a plan; screens ask for it again and again. After an erasure all is found anew."""
    plan = Plan.model_validate_json(body)
    week = _week(desk, change, erased)
    review = check_plan(week, plan)
    why = () if review.breaches else reasons(week, plan)
    answer = None
    if run != BY_HAND and not review.breaches:
        answer = Answer(week, Run.model_validate_json(run).but(plan=plan), plan, review, why)
    return _Judged(plan, week, review, answer, why)


@remembered(maxsize=2)
def _week(desk: Desk, change: int, erased: int) -> Week:
    """One for all plans of the same facts: what follows from the facts is found once."""
    return derived(_facts(desk, change, erased).instance)


@remembered(maxsize=2)
def _facts(desk: Desk, change: int, erased: int) -> Snapshot:  # noqa: ARG001 - as above
    return desk.at(change)


def alarms(kept: Kept, lang: Lang) -> tuple[Alarm, ...]:
    """Each alarm in words, with its id; none about somebody of whom the reader may not know."""
    found = (
        Alarm(alarm_id(one), said(kept.week, kept.plan, (one,), lang, kept.untold)[0])
        for one in kept.review.of(FindingKind.ALARM)
        if not kept.untold.intersection(one.about)
    )
    return veiled(tuple(found), kept.untold, texts(lang))
