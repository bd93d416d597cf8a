"""A draft plan changed by hand, kept as a draft of its own, judged as it stands: accepting refuses any breach."""

from datetime import datetime

from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.week import Week
from placement.service.desk import jobs
from placement.service.desk.by_hand import consequences_for
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.decisions import AddPin
from placement.service.desk.desk import Act, Desk, actor_of
from placement.service.desk.hand_acts import fitted
from placement.service.desk.hand_change import HandChange, known, stays_after
from placement.service.desk.plans import Stale, found, keep
from placement.service.desk.snapshot import Snapshot
from placement.service.desk.untold import edits_for
from placement.service.planning import derived
from placement.service.veil import Names, untold
from placement.store.plans import PlanRow


def changed(week: Week, plan: Plan, changes: tuple[HandChange, ...], untold: Names) -> Plan:
    """The plan after some changes, one after the other.

    Raises:
        CannotDo: One means nothing, or touches one of those untold: in what it gives them, or in what is said of it.
    """
    for change in changes:
        if untold:
            plan = consequences_for(untold, week, plan, change, "nb").plan
        else:
            plan = fitted(week, plan, stays_after(week, plan, change).stays).plan
    return plan


def keep_by_hand(
    desk: Desk, login: str, number: int, changes: tuple[HandChange, ...], *, at: datetime | None = None
) -> int:
    """Keep a plan with these changes, one after the other, as a new draft; its number.

    Raises:
        Refused: They may not.
        Stale: The facts changed since the plan was made.
        CannotDo: There is no such plan, a change means nothing in it, or it touches somebody of whom they may not know.
    """
    row, now = _read(desk, login, number, at, current=True)
    week = derived(now.instance)
    plan = changed(week, _plan(row), changes, untold(actor_of(now, login), week, now.content))
    return keep(desk, login, plan, None, now.change, at=at)


def renew(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> int:
    """Keep the same plan as a new draft for the facts as they are now, judged as it stands; its number.

    For a plan that is out of date because a rule was set aside or a lock was written for it.

    Raises:
        Refused: They may not.
        CannotDo: There is no such plan.
    """
    row, now = _read(desk, login, number, at, current=False)
    plan = _plan(row).but(instance_hash=now.instance.content_hash)
    return keep(desk, login, plan, None, now.change, at=at)


def _read(
    desk: Desk, login: str, number: int, at: datetime | None, *, current: bool
) -> tuple[PlanRow, Snapshot]:
    with desk.acting(login, at) as act:
        return _row(act, number, current=current), act.now


def _row(act: Act, number: int, *, current: bool) -> PlanRow:
    act.ask(Action.PLAN)
    row = found(act, number)
    if current and row.instance_hash != act.now.instance.content_hash:
        raise Stale("facts changed since the plan was made.")
    return row


def _plan(row: PlanRow) -> Plan:
    return Plan.model_validate_json(row.body)


def lock(week: Week, plan: Plan, household: str) -> AddPin:
    """The lock of a household to what the plan gives it, from its date; of who gets nothing to where it lives.

    To be carried out like any command. It is an input: a plan that was made before it is out of date then.

    Raises:
        CannotDo: The household has no place in the plan and lives nowhere.
    """
    known(week, household)
    for stay in plan.stays:
        if stay.household == household:
            return AddPin(household=household, place=stay.place, start=stay.start)
    if (home := week.current(household)) is not None:
        return AddPin(household=household, place=home.place)
    raise CannotDo("the household has no place to be locked to.", todo="Give it one.", code="nothing_to_lock")


def complete_around(
    desk: Desk, login: str, number: int, households: tuple[str, ...], *, seconds: float, variants: int = 0
) -> int:
    """Lock these households to what the plan gives them, and ask for a plan around that; the number of the job.

    Raises:
        Refused: They may not.
        Stale: The facts changed since the plan was made.
        CannotDo: A lock breaks a rule by itself; then nothing is written.
    """
    with desk.acting(login) as act:
        plan = _plan(_row(act, number, current=True))
        week = derived(act.now.instance)
        pins = {(pin.household, pin.place, pin.start) for pin in act.now.instance.pins if pin.must}
        for command in dict.fromkeys(lock(week, plan, one) for one in households):
            if (command.household, command.place, command.start) not in pins:
                edits = edits_for(act, command)
                act.ask_about(command.action, edits)
                act.write(edits, command.name)
        return jobs.asked(act, seconds=seconds, variants=variants)
