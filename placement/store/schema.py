"""The tables of a desk's database, and the triggers that are its last wall.

What is true of a week stands in `fact`, a row for each version of each row (`placement.domain.fact`). All else here is
about how it came to be so: changes, requests, plans and their verifications, jobs, and the audit log. Times are UTC,
ISO 8601, to the millisecond.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData()

meta = Table(
    "meta", metadata,
    Column("name", Text, primary_key=True, nullable=False),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)  # fmt: skip
"""The desk's own id, when it was made, and whether it holds demo data alone."""

change = Table(
    "change", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("second", Text),
    Column("undoes", Integer, ForeignKey("change.id"), unique=True),
    sqlite_strict=True,
)  # fmt: skip
"""One transaction of somebody's: which command, why (a code), who said yes as the second, what it takes back."""

fact = Table(
    "fact", metadata,
    Column("id", Integer, primary_key=True),
    Column("tbl", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("since", Integer, ForeignKey("change.id"), nullable=False),
    Column("until", Integer, ForeignKey("change.id")),
    CheckConstraint("until IS NULL OR until > since", name="fact_ends_after_it_begins"),
    sqlite_strict=True,
)  # fmt: skip
Index("fact_now", fact.c.tbl, fact.c.key, unique=True, sqlite_where=text("until IS NULL"))
Index("fact_since", fact.c.since)
Index("fact_until", fact.c.until)

number = Table(
    "number", metadata,
    Column("tbl", Text, primary_key=True, nullable=False),
    Column("last", Integer, nullable=False),
    sqlite_strict=True,
)  # fmt: skip
"""The last key that was given to a row without an alias; never given again."""

request = Table(
    "request", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_at", Text),
    Column("decided_by", Text),
    Column("change", Integer, ForeignKey("change.id")),
    CheckConstraint("state IN ('open', 'granted', 'refused', 'withdrawn')", name="request_state"),
    CheckConstraint("decided_by IS NULL OR state = 'withdrawn' OR decided_by <> by", name="request_takes_two"),
    CheckConstraint("(state = 'open') = (decided_by IS NULL)", name="request_is_decided_by_somebody"),
    sqlite_strict=True,
)  # fmt: skip
"""What takes two people: a command that waits for the second."""

plan = Table(
    "plan", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("change", Integer, ForeignKey("change.id"), nullable=False),
    Column("as_of", Text, nullable=False),
    Column("instance_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("redacted", Text),
    CheckConstraint("state IN ('draft', 'proposed', 'accepted', 'superseded')", name="plan_state"),
    sqlite_strict=True,
)  # fmt: skip
Index("plan_running", plan.c.state, unique=True, sqlite_where=text("state = 'accepted'"))
"""`change`: the facts that it was made from. `run`: how it was found. At most one plan is the running one.

`redacted`: since when data of somebody erased are missing in it, or in the facts that it was made from. Hashes, and
what the judge said, are those of the plan as it was, and cannot be found again.
"""

verification = Table(
    "verification", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("plan", Integer, ForeignKey("plan.id"), nullable=False),
    Column("change", Integer, ForeignKey("change.id"), nullable=False),
    Column("plan_hash", Text, nullable=False),
    Column("instance_hash", Text, nullable=False),
    Column("breaches", Integer, nullable=False),
    Column("alarms", Integer, nullable=False),
    Column("tasks", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("judge", Text, nullable=False),
    sqlite_strict=True,
)  # fmt: skip
"""What the judge said of a plan, about which facts, in which version of the judge."""

claim = Table(
    "claim", metadata,
    Column("id", Integer, primary_key=True),
    Column("stay", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("bed", Integer, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False),
    CheckConstraint("until > since", name="claim_ends_after_it_begins"),
    sqlite_strict=True,
)  # fmt: skip
Index("claim_of_stay", claim.c.stay)
Index("claim_of_bed", claim.c.room, claim.c.bed)
"""Which bed of a room a held stay takes, on `[since, until)`: no bed is given twice. `stay`: its key."""

job = Table(
    "job", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("change", Integer, ForeignKey("change.id"), nullable=False),
    Column("params", Text, nullable=False),
    Column("progress", Text, nullable=False),
    Column("runner", Text),
    Column("heartbeat", Text),
    Column("stop", Integer, nullable=False),
    Column("ended_at", Text),
    Column("plan", Integer, ForeignKey("plan.id")),
    Column("error", Text),
    CheckConstraint(
        "state IN ('waiting', 'running', 'done', 'stopped', 'failed', 'orphaned')", name="job_state"
    ),
    CheckConstraint("stop IN (0, 1)", name="job_stop"),
    sqlite_strict=True,
)  # fmt: skip
"""Long work. `error`: a code, never a text."""
Index("job_of_kind", job.c.kind, job.c.id)

audit = Table(
    "audit", metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("change", Integer, ForeignKey("change.id")),
    Column("why", Text, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    sqlite_strict=True,
)  # fmt: skip
"""The log. `about`: tables, keys and names of fields, as JSON; never what a field holds."""

erasure = Table(
    "erasure", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("alias", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("change", Integer, ForeignKey("change.id"), nullable=False),
    CheckConstraint("kind IN ('purged', 'erased')", name="erasure_kind"),
    sqlite_strict=True,
)  # fmt: skip
"""Aliases of those whose data are gone: purged as their time had run out, or erased because two people said so.

Every restore erases them again, and nobody else ever gets such an alias.
"""


def _refuse(name: str, what: str, when: str, told: str) -> str:
    return f"CREATE TRIGGER {name} {what} {when} BEGIN SELECT RAISE(ABORT, '{told}'); END"


TRIGGERS = {
    "fact_is_kept": _refuse(
        "fact_is_kept", "BEFORE UPDATE ON fact",
        "WHEN NEW.id <> OLD.id OR NEW.tbl <> OLD.tbl OR NEW.key <> OLD.key OR NEW.since <> OLD.since "
        "OR (OLD.until IS NOT NULL AND NEW.until IS NOT OLD.until) "
        "OR (NEW.body <> OLD.body AND NOT EXISTS (SELECT 1 FROM meta WHERE name = 'erasing'))",
        "a version of a row is never changed",
    ),
    "fact_is_erased_on_purpose": _refuse(
        "fact_is_erased_on_purpose", "BEFORE DELETE ON fact",
        "WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'erasing')",
        "a version of a row is only erased by an erasure",
    ),
    "change_is_kept": _refuse("change_is_kept", "BEFORE UPDATE ON change", "", "a change is never changed"),
    "change_is_not_deleted": _refuse(
        "change_is_not_deleted", "BEFORE DELETE ON change", "", "a change is never deleted"
    ),
    "audit_is_kept": _refuse("audit_is_kept", "BEFORE UPDATE ON audit", "", "the log is never changed"),
    "audit_is_not_deleted": _refuse(
        "audit_is_not_deleted", "BEFORE DELETE ON audit", "", "the log is never deleted"
    ),
    "audit_follows": _refuse(
        "audit_follows", "BEFORE INSERT ON audit",
        "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit) "
        "OR NEW.prev IS NOT coalesce((SELECT mac FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))",
        "a line of the log follows the last one",
    ),
    "verification_is_kept": _refuse(
        "verification_is_kept", "BEFORE UPDATE ON verification", "", "a verification is never changed"
    ),
    "verification_is_not_deleted": _refuse(
        "verification_is_not_deleted", "BEFORE DELETE ON verification", "", "a verification is never deleted"
    ),
    "plan_is_not_deleted": _refuse("plan_is_not_deleted", "BEFORE DELETE ON plan", "", "a plan is never deleted"),
    "plan_is_kept": _refuse(
        "plan_is_kept", "BEFORE UPDATE ON plan",
        "WHEN NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.by <> OLD.by OR NEW.change <> OLD.change "
        "OR NEW.as_of <> OLD.as_of OR NEW.instance_hash <> OLD.instance_hash OR NEW.hash <> OLD.hash "
        "OR ((NEW.body <> OLD.body OR NEW.run <> OLD.run OR NEW.redacted IS NOT OLD.redacted) "
        "AND NOT EXISTS (SELECT 1 FROM meta WHERE name = 'erasing'))",
        "a plan is never changed",
    ),
    "plan_begins_as_a_draft": _refuse(
        "plan_begins_as_a_draft", "BEFORE INSERT ON plan", "WHEN NEW.state <> 'draft'",
        "a plan begins as a draft",
    ),
    "plan_is_judged_first": _refuse(
        "plan_is_judged_first", "BEFORE UPDATE OF state ON plan",
        "WHEN NEW.state = 'accepted' AND NOT EXISTS (SELECT 1 FROM verification AS v WHERE v.plan = NEW.id "
        "AND v.plan_hash = NEW.hash AND v.instance_hash = NEW.instance_hash AND v.breaches = 0)",
        "a plan is accepted only as the judge found it sound",
    ),
    "plan_goes_forward": _refuse(
        "plan_goes_forward", "BEFORE UPDATE OF state ON plan",
        "WHEN OLD.state || '>' || NEW.state NOT IN ('draft>proposed', 'draft>accepted', 'proposed>draft', "
        "'proposed>accepted', 'draft>superseded', 'proposed>superseded', 'accepted>superseded') "
        "AND OLD.state <> NEW.state",
        "a plan does not go back",
    ),
    "bed_is_given_once": _refuse(
        "bed_is_given_once", "BEFORE INSERT ON claim",
        "WHEN EXISTS (SELECT 1 FROM claim AS c WHERE c.room = NEW.room AND c.bed = NEW.bed "
        "AND c.since < NEW.until AND NEW.since < c.until)",
        "a bed is given once",
    ),
    "claim_is_kept": _refuse("claim_is_kept", "BEFORE UPDATE ON claim", "", "a claim is never changed"),
    "erasure_is_kept": _refuse(
        "erasure_is_kept", "BEFORE UPDATE ON erasure", "", "an erasure is never changed"
    ),
    "erasure_is_not_deleted": _refuse(
        "erasure_is_not_deleted", "BEFORE DELETE ON erasure", "", "an erasure is never forgotten"
    ),
    "erased_alias_is_not_given": _refuse(
        "erased_alias_is_not_given", "BEFORE INSERT ON fact",
        "WHEN NEW.tbl IN ('persons', 'households') "
        "AND EXISTS (SELECT 1 FROM erasure WHERE alias = NEW.key)",
        "the alias of somebody erased is never given again",
    ),
}  # fmt: skip
"""Name -> how it is made."""
