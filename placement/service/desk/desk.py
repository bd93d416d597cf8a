"""The desk: the facts as they are, and the one way in which anything is written.

Whoever writes does it in an `Act`: a transaction with the facts and the person as they are at that moment. Before
anything is written it is asked, in this order: may this person do it; are the rows as they were shown; does it lower a
protection; does every row still hold together. Rows, what an undo needs, and the line of the log are one transaction.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from pydantic_core import to_json

from placement.domain.actor import Actor, ActorRelation, User
from placement.domain.fact import Edit, Wrong
from placement.domain.permission import Action, FieldClass
from placement.errors import InputError, PlacementError, Problem, Refused
from placement.rules import RULES
from placement.service.access import may, may_change, refusal
from placement.service.desk import beds
from placement.service.desk.conflict import Changed, Seen, conflicts
from placement.service.desk.logins import hold_together
from placement.service.desk.snapshot import Key, Misfit, Snapshot, Stamp
from placement.service.protection import Lowering, lowered, overrides_made, settings_changed
from placement.service.remembered import forget_all
from placement.store import facts, ledger
from placement.store.facts import Version, Written
from placement.store.keys import Keys
from placement.store.store import Store, Transaction

KEPT_BY = {"users": FieldClass.ACCOUNT, "addresses": FieldClass.ADDRESS}
"""Tables that one role alone keeps -> the class that a refusal names. Of others it names none: what somebody may not
do is refused alike, whether or not there is whom they ask about."""


class NeedsSecond(PlacementError):
    """What lowers a protection takes two named people."""

    exit_code = 2
    usual_code = "needs_second"

    def __init__(self, lowerings: Sequence[Lowering]) -> None:
        super().__init__(
            "this lowers a protection, which takes two people.",
            todo="Ask for a second person's approval.",
            facts={"count": len(lowerings)},
        )
        self.lowerings = tuple(lowerings)


class Desk:
    """An open desk. Every call names who asks; whether they may is looked up each time."""

    def __init__(self, store: Store, keys: Keys | None = None) -> None:
        self.store = store
        self.keys = keys
        self._last: Snapshot | None = None

    def now(self) -> Snapshot:
        """All facts as they are. For the program's own use: nobody is asked, nothing is logged."""
        with self.store.reading() as connection:
            return self._caught_up(connection)

    def at(self, change: int) -> Snapshot:
        """All facts as they were when that change had been made."""
        with self.store.reading() as connection:
            return Snapshot.of(change, (_stamped(v) for v in facts.as_of(connection, change)))

    @contextmanager
    def acting(self, login: str, at: datetime | None = None) -> Iterator["Act"]:
        """A transaction of one person. What raises inside leaves nothing behind, and no line of the log.

        Raises:
            Refused: Nobody of that name may do anything here.
        """
        with self.store.writing(at) as tx:
            now = self._caught_up(tx.connection)
            act = Act(tx, now, actor_of(now, login))
            yield act
        self._last = act.now

    def _caught_up(self, connection: facts.Reader) -> Snapshot:
        newest, last = facts.last_change(connection), self._last
        if last is not None and last.change == newest:
            return last
        # After an erasure versions are missing that would tell what went.
        if last is None or last.change > newest or ledger.last_change(connection) > last.change:
            forget_all()
            last = Snapshot.of(newest, (_stamped(v) for v in facts.current(connection)))
        else:
            last = _advanced(last, facts.after(connection, last.change), newest)
        self._last = last
        return last

    def close(self) -> None:
        """Close the database."""
        self._last = None
        self.store.close()


class Act:
    """What one person does in one transaction."""

    def __init__(self, tx: Transaction, now: Snapshot, actor: Actor) -> None:
        self.tx = tx
        self.now = now
        self.actor = actor

    def ask(self, action: Action) -> None:
        """Raise Refused where the person may not do this, to whomever it is."""
        if not any(may(self.actor, action, relation=relation) for relation in ActorRelation):
            raise refusal(self.actor, action)

    def ask_about(self, action: Action, edits: Sequence[Edit], seen: Seen | None = None) -> None:
        """The first two questions.

        Raises:
            Refused: The person may not do this to one of the rows.
            Changed: One of the rows is not as it was shown.
        """
        if action is not Action.WRITE:
            self.ask(action)
        if not may_change(self.actor, edits, self.now.content, action):
            kept_by = (
                {KEPT_BY.get(edit.table, FieldClass.NONE) for edit in edits}
                if action is Action.WRITE
                else set()
            )
            raise refusal(self.actor, action, kept_by.pop() if len(kept_by) == 1 else FieldClass.NONE)
        if found := conflicts(self.tx.connection, self.now, edits, seen or {}, self.actor):
            raise Changed(found)

    def lowerings(self, edits: Sequence[Edit]) -> tuple[Lowering, ...]:
        """The third question: every protection, and every figure of a rule, that the edits would lower.

        Raises:
            InputError: A row holds what its table does not.
        """
        return lowerings_of(self.now, edits, today=date.fromisoformat(self.tx.at[:10]))

    def write(
        self,
        edits: Sequence[Edit],
        command: str,
        *,
        why: str = "",
        second: str | None = None,
        undoes: int | None = None,
        gives: bool = False,
    ) -> Written:
        """Write the rows, the change and the line of the log; the questions above were asked.

        Args:
            edits: Rows before and after.
            command: What they come from.
            why: Code of the reason.
            second: Who said yes beside the person.
            undoes: The change that this one takes back.
            gives: Whether held stays among the rows are given now: a bed that somebody has is then refused.

        Raises:
            InputError: The rows do not hold together afterwards.
            CannotDo: Nobody would keep the accounts.
            BedTaken: A bed would be given twice.
        """
        by = self.actor.login
        if ledger.used_again(self.tx.connection, edits) is not None:
            told = "the alias was that of somebody whose data are erased.", "Choose another one."
            raise InputError(Problem("", *told, "alias_erased"))
        written = facts.write(
            self.tx.connection, edits, at=self.tx.at, by=by, command=command, why=why, second=second,
            undoes=undoes,
        )  # fmt: skip
        stamps = {(v.table, v.key): Stamp(v.id, v.since) for v in written.versions}
        try:
            after = self.now.after(written.edits, written.change, stamps)
        except (Wrong, Misfit) as error:
            raise unfit(error) from None
        if any(edit.table == "users" for edit in edits):
            hold_together(after.rows("users"))
        beds.follow(self.tx.connection, written.edits, self.now, after, gives=gives)
        self.log(command, fields_told(written.edits), change=written.change, why=why, second=second)
        self.now = after
        return written

    def log(
        self,
        action: str,
        about: Mapping[str, Mapping[str, tuple[str, ...]]],
        *,
        change: int | None = None,
        why: str = "",
        second: str | None = None,
    ) -> None:
        """Write a line of the log."""
        by = self.actor.login if second is None else f"{self.actor.login}+{second}"
        self.tx.log(by, action, about, change=change, why=why)


def lowerings_of(now: Snapshot, edits: Sequence[Edit], *, today: date = date.min) -> tuple[Lowering, ...]:
    """Every protection, and every figure of a rule, that edits would lower. Raises InputError."""
    try:
        found = (*lowered(now.content, edits, today=today), *settings_changed(edits, RULES))
        told = {(one.table, one.key) for one in found}
        return (*found, *(one for one in overrides_made(edits) if (one.table, one.key) not in told))
    except Wrong as error:
        raise unfit(error) from None


def fields_told(edits: Iterable[Edit]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Table -> key -> names of the fields that change: all that the log may hold of them."""
    about: dict[str, dict[str, tuple[str, ...]]] = {}
    for edit in edits:
        about.setdefault(edit.table, {})[edit.key] = edit.fields
    return about


def actor_of(now: Snapshot, login: str) -> Actor:
    """Who this is. Raises Refused for somebody unknown or no longer active: one answer for both."""
    body = now.body("users", login)
    if body is None or not body["active"]:
        raise Refused("nobody of that name may open this desk.", code="refused_login")
    return User.model_validate_json(to_json(body))


def _stamped(v: Version) -> tuple[str, str, Mapping[str, object], Stamp]:
    return v.table, v.key, v.body, Stamp(v.id, v.since)


def _advanced(last: Snapshot, versions: Iterable[Version], newest: int) -> Snapshot:
    """The snapshot with what other processes wrote meanwhile."""
    then: dict[Key, Version | None] = {}
    for v in versions:
        if v.until is None:
            then[v.table, v.key] = v
        else:
            then.setdefault((v.table, v.key), None)
    edits = [Edit(*key, last.body(*key), None if v is None else v.body) for key, v in then.items()]
    stamps = {key: Stamp(v.id, v.since) for key, v in then.items() if v is not None}
    return last.after(edits, newest, stamps)


def unfit(error: Wrong | Misfit) -> InputError:
    """What users are told of rows that do not hold together."""
    if isinstance(error, Wrong):
        found: Sequence[tuple[str, str, str, str]] = [(error.table, error.key, error.field, error.kind)]
    else:
        found = error.problems
    return InputError(*(_problem(*one) for one in found))


def _problem(table: str, key: str, field: str, what: str) -> Problem:
    where = ", ".join(filter(None, (table, key, field)))
    facts_of = {"table": table, "key": key, "field": field}
    return Problem(where, f"{what}.", "Mend it, or take the change back.", "row_misfit", facts_of)
