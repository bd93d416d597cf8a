"""What takes two people, and plans: rules of the machine."""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
)

from placement.domain.fact import Edit
from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.rules import GOALS, RULES
from placement.service.desk.accepting import accept
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.rows import RemoveRow
from placement.service.desk.desk import Desk
from placement.service.desk.plans import alarm_id, keep
from placement.service.desk.requests import ask, grant, withdraw
from placement.service.planning import check_plan, derived
from placement.solver import solve
from placement.store import facts, plans
from tests.service.desk.model import Asked
from tests.service.desk.modelled import BEGIN, DONE, PEOPLE, USERS, ModelledDesk


class TwoPeople(ModelledDesk):
    """They ask and grant, plan and accept."""

    # -- two people

    @rule(login=USERS, data=st.data())
    def ask(self, login: str, data: st.DataObject) -> None:
        self._ask(login, data)

    def _ask(self, login: str, data: st.DataObject) -> None:
        """To lower a grade, or to take back that somebody avoids an area."""
        if data.draw(st.booleans()) and self._guards():
            key = data.draw(st.sampled_from(self._guards()))
            command: Command = RemoveRow(table="avoid_areas", key=key)
            edits = [Edit("avoid_areas", key, self.model.content["avoid_areas"][key], None)]
        else:
            command, edits = self._set("persons", data.draw(st.sampled_from(PEOPLE)), secrecy="none")
        at = self.at
        edits = [edit for edit in edits if edit.before != edit.after]
        lowers = self.model.lowers(edits, at.date())
        wanted = set() if lowers else {"CannotDo"}
        number = self._try(
            "ask", wanted, lambda: ask(self.desks[login], login, command, why="decided", at=at)
        )
        if number is not None:
            self.model.asked[number] = Asked(login, command, tuple(edits), lowers)
            self.model.log.append((login, "ask_second"))

    @rule(login=USERS, other=USERS, data=st.data())
    def ask_and_grant(self, login: str, other: str, data: st.DataObject) -> None:
        before = set(self.model.asked)
        self._ask(login, data)
        for number in set(self.model.asked) - before:
            self._grant(other, number)

    @precondition(lambda self: self.model.asked)
    @rule(login=USERS, data=st.data())
    def grant(self, login: str, data: st.DataObject) -> None:
        self._grant(login, data.draw(st.sampled_from(sorted(self.model.asked))))

    def _grant(self, login: str, number: int) -> None:
        asked, at = self.model.asked[number], self.at
        outcome = self._try(
            "grant", self._refused(asked, login, at), lambda: grant(self.desks[login], login, number, at=at)
        )
        if outcome is not None:
            self.two = True
            self.model.written(asked.edits, (f"{asked.by}+{login}", asked.command.name))
            self.model.redo[asked.by].clear()
            del self.model.asked[number]

    def _refused(self, asked: Asked, login: str, at: datetime) -> set[str]:
        if asked.by == login:
            return {"CannotDo"}
        (edit,) = asked.edits
        now = self.model.content.get(edit.table, {}).get(edit.key)
        if now != edit.before:
            # What is gone, or is so by now, cannot be done; what else is otherwise was changed.
            return {"Changed", "CannotDo"}
        wanted = self.model.refusals(asked.edits, at.date()) - {"NeedsSecond"}
        grown = self.model.lowers(asked.edits, at.date()) - asked.lowers
        return wanted | ({"CannotDo"} if grown else set())

    @precondition(lambda self: self.model.asked)
    @rule(login=USERS, data=st.data())
    def withdraw(self, login: str, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.model.asked)))
        own, at = self.model.asked[number].by == login, self.at
        desk = self.desks[login]

        def work() -> bool:
            withdraw(desk, login, number, at=at)
            return True

        if self._try("withdraw", set() if own else {"Refused"}, work):
            self.model.log.append((login, "withdraw_request"))
            del self.model.asked[number]

    # -- plans

    @rule(login=USERS, solved=st.integers(0, 7))
    def plan(self, login: str, solved: int) -> None:
        self._plan(login, solved)

    @rule(login=USERS, solved=st.integers(0, 7))
    def plan_and_accept(self, login: str, solved: int) -> None:
        self._accept(login, self._plan(login, solved))

    def _plan(self, login: str, solved: int) -> int:
        """A plan without anybody in it, or now and then the best one."""
        now, at = self.desks[login].now(), self.at
        plan = Plan(instance_hash=now.instance.content_hash)
        if solved == 7:
            plan = solve(now.instance, RULES, GOALS, seconds=30).plan or plan
        number = keep(self.desks[login], login, plan, None, now.change, at=at)
        self.model.plans[number] = ("draft", self.model.content)
        self.model.log.append((login, "keep_plan"))
        DONE["keep_plan"] += 1
        return number

    @precondition(lambda self: self.model.plans)
    @rule(login=USERS, data=st.data())
    def accept(self, login: str, data: st.DataObject) -> None:
        self._accept(login, data.draw(st.sampled_from(sorted(self.model.plans))))

    def _accept(self, login: str, number: int) -> None:
        state, made_from = self.model.plans[number]
        desk, at = self.desks[login], self.at
        wanted = set()
        if state != "draft":
            wanted = {"CannotDo"}
        elif made_from != self.model.content:
            wanted = {"Stale"}
        alarms = [] if wanted else self._alarms(desk, number)
        done = self._try("accept", wanted, lambda: accept(desk, login, number, acknowledged=alarms, at=at))
        if done is not None:
            self._accepted(desk, login, number, done.change)

    def _alarms(self, desk: Desk, number: int) -> list[str]:
        with desk.store.reading() as reader:
            row = plans.get(reader, number)
        assert row is not None
        review = check_plan(derived(desk.now().instance), Plan.model_validate_json(row.body))
        return [alarm_id(one) for one in review.of(FindingKind.ALARM)]

    def _accepted(self, desk: Desk, login: str, number: int, change: int) -> None:
        for other, (state, made_from) in self.model.plans.items():
            if state == "accepted":
                self.model.plans[other] = ("superseded", made_from)
        self.model.plans[number] = ("accepted", self.model.plans[number][1])
        self.model.log.append((login, "accept_plan"))
        with desk.store.reading() as reader:
            one = facts.get_change(reader, change)
            edits = facts.edits_of(reader, change)
        assert one is not None
        if one.at == (BEGIN + timedelta(seconds=self.seconds)).isoformat(timespec="milliseconds"):
            assert {edit.table for edit in edits} <= {
                "offers",
                "stays",
                "waivers",
                "assignments",
                "enrolments",
            }
            self.model.written(edits, (login, "accept_plan"))
            self.model.redo[login].clear()
