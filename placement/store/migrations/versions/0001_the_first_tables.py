"""The first tables."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE change (
        id INTEGER NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        command TEXT NOT NULL,
        why TEXT NOT NULL,
        second TEXT,
        undoes INTEGER,
        PRIMARY KEY (id),
        UNIQUE (undoes),
        FOREIGN KEY(undoes) REFERENCES change (id)
    )
    STRICT
    """,
    """
    CREATE TABLE claim (
        id INTEGER NOT NULL,
        stay TEXT NOT NULL,
        room TEXT NOT NULL,
        bed INTEGER NOT NULL,
        since TEXT NOT NULL,
        until TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT claim_ends_after_it_begins CHECK (until > since)
    )
    STRICT
    """,
    "CREATE INDEX claim_of_bed ON claim (room, bed)",
    "CREATE INDEX claim_of_stay ON claim (stay)",
    """
    CREATE TABLE meta (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    STRICT
    """,
    """
    CREATE TABLE number (
        tbl TEXT NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (tbl)
    )
    STRICT
    """,
    """
    CREATE TABLE audit (
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        action TEXT NOT NULL,
        about TEXT NOT NULL,
        change INTEGER,
        why TEXT NOT NULL,
        prev BLOB NOT NULL,
        mac BLOB NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(change) REFERENCES change (id)
    )
    STRICT
    """,
    """
    CREATE TABLE erasure (
        id INTEGER NOT NULL,
        at TEXT NOT NULL,
        alias TEXT NOT NULL,
        kind TEXT NOT NULL,
        change INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT erasure_kind CHECK (kind IN ('purged', 'erased')),
        UNIQUE (alias),
        FOREIGN KEY(change) REFERENCES change (id)
    )
    STRICT
    """,
    """
    CREATE TABLE fact (
        id INTEGER NOT NULL,
        tbl TEXT NOT NULL,
        "key" TEXT NOT NULL,
        body TEXT NOT NULL,
        since INTEGER NOT NULL,
        until INTEGER,
        PRIMARY KEY (id),
        CONSTRAINT fact_ends_after_it_begins CHECK (until IS NULL OR until > since),
        FOREIGN KEY(since) REFERENCES change (id),
        FOREIGN KEY(until) REFERENCES change (id)
    )
    STRICT
    """,
    'CREATE UNIQUE INDEX fact_now ON fact (tbl, "key") WHERE until IS NULL',
    "CREATE INDEX fact_since ON fact (since)",
    "CREATE INDEX fact_until ON fact (until)",
    """
    CREATE TABLE "plan" (
        id INTEGER NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        change INTEGER NOT NULL,
        as_of TEXT NOT NULL,
        instance_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        body TEXT NOT NULL,
        run TEXT NOT NULL,
        state TEXT NOT NULL,
        redacted TEXT,
        PRIMARY KEY (id),
        CONSTRAINT plan_state CHECK (state IN ('draft', 'proposed', 'accepted', 'superseded')),
        FOREIGN KEY(change) REFERENCES change (id)
    )
    STRICT
    """,
    """CREATE UNIQUE INDEX plan_running ON "plan" (state) WHERE state = 'accepted'""",
    """
    CREATE TABLE request (
        id INTEGER NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        command TEXT NOT NULL,
        seen TEXT NOT NULL,
        why TEXT NOT NULL,
        about TEXT NOT NULL,
        state TEXT NOT NULL,
        decided_at TEXT,
        decided_by TEXT,
        change INTEGER,
        PRIMARY KEY (id),
        CONSTRAINT request_state CHECK (state IN ('open', 'granted', 'refused', 'withdrawn')),
        CONSTRAINT request_takes_two CHECK (decided_by IS NULL OR state = 'withdrawn' OR decided_by <> by),
        CONSTRAINT request_is_decided_by_somebody CHECK ((state = 'open') = (decided_by IS NULL)),
        FOREIGN KEY(change) REFERENCES change (id)
    )
    STRICT
    """,
    """
    CREATE TABLE job (
        id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        change INTEGER NOT NULL,
        params TEXT NOT NULL,
        progress TEXT NOT NULL,
        runner TEXT,
        heartbeat TEXT,
        stop INTEGER NOT NULL,
        ended_at TEXT,
        "plan" INTEGER,
        error TEXT,
        PRIMARY KEY (id),
        CONSTRAINT job_state CHECK (state IN ('waiting', 'running', 'done', 'stopped', 'failed', 'orphaned')),
        CONSTRAINT job_stop CHECK (stop IN (0, 1)),
        FOREIGN KEY(change) REFERENCES change (id),
        FOREIGN KEY("plan") REFERENCES "plan" (id)
    )
    STRICT
    """,
    """
    CREATE TABLE verification (
        id INTEGER NOT NULL,
        at TEXT NOT NULL,
        "plan" INTEGER NOT NULL,
        change INTEGER NOT NULL,
        plan_hash TEXT NOT NULL,
        instance_hash TEXT NOT NULL,
        breaches INTEGER NOT NULL,
        alarms INTEGER NOT NULL,
        tasks INTEGER NOT NULL,
        points INTEGER NOT NULL,
        judge TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY("plan") REFERENCES "plan" (id),
        FOREIGN KEY(change) REFERENCES change (id)
    )
    STRICT
    """,
)
TRIGGERS = (
    (
        "CREATE TRIGGER fact_is_kept BEFORE UPDATE ON fact WHEN NEW.id <> OLD.id OR NEW.tbl <> OLD.tbl "
        "OR NEW.key <> OLD.key OR NEW.since <> OLD.since OR (OLD.until IS NOT NULL AND NEW.until IS NOT "
        "OLD.until) OR (NEW.body <> OLD.body AND NOT EXISTS (SELECT 1 FROM meta WHERE name = 'erasing')) "
        "BEGIN SELECT RAISE(ABORT, 'a version of a row is never changed'); END"
    ),
    (
        "CREATE TRIGGER fact_is_erased_on_purpose BEFORE DELETE ON fact WHEN NOT EXISTS (SELECT 1 FROM "
        "meta WHERE name = 'erasing') BEGIN SELECT RAISE(ABORT, 'a version of a row is only erased by an "
        "erasure'); END"
    ),
    (
        "CREATE TRIGGER change_is_kept BEFORE UPDATE ON change  BEGIN SELECT RAISE(ABORT, 'a change is "
        "never changed'); END"
    ),
    (
        "CREATE TRIGGER change_is_not_deleted BEFORE DELETE ON change  BEGIN SELECT RAISE(ABORT, 'a "
        "change is never deleted'); END"
    ),
    (
        "CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit  BEGIN SELECT RAISE(ABORT, 'the log is "
        "never changed'); END"
    ),
    (
        "CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit  BEGIN SELECT RAISE(ABORT, 'the log "
        "is never deleted'); END"
    ),
    (
        "CREATE TRIGGER audit_follows BEFORE INSERT ON audit WHEN NEW.seq IS NOT (SELECT "
        "coalesce(max(seq), 0) + 1 FROM audit) OR NEW.prev IS NOT coalesce((SELECT mac FROM audit ORDER "
        "BY seq DESC LIMIT 1), zeroblob(32)) BEGIN SELECT RAISE(ABORT, 'a line of the log follows the "
        "last one'); END"
    ),
    (
        "CREATE TRIGGER verification_is_kept BEFORE UPDATE ON verification  BEGIN SELECT RAISE(ABORT, 'a "
        "verification is never changed'); END"
    ),
    (
        "CREATE TRIGGER verification_is_not_deleted BEFORE DELETE ON verification  BEGIN SELECT RAISE(ABORT, "
        "'a verification is never deleted'); END"
    ),
    (
        "CREATE TRIGGER plan_is_not_deleted BEFORE DELETE ON plan  BEGIN SELECT RAISE(ABORT, 'a plan is never "
        "deleted'); END"
    ),
    (
        "CREATE TRIGGER plan_is_kept BEFORE UPDATE ON plan WHEN NEW.id <> OLD.id OR NEW.at <> OLD.at OR "
        "NEW.by <> OLD.by OR NEW.change <> OLD.change OR NEW.as_of <> OLD.as_of OR NEW.instance_hash <> "
        "OLD.instance_hash OR NEW.hash <> OLD.hash OR ((NEW.body <> OLD.body OR NEW.run <> OLD.run OR "
        "NEW.redacted IS NOT OLD.redacted) AND NOT EXISTS (SELECT 1 FROM meta WHERE name = 'erasing')) "
        "BEGIN SELECT RAISE(ABORT, 'a plan is never changed'); END"
    ),
    (
        "CREATE TRIGGER plan_begins_as_a_draft BEFORE INSERT ON plan WHEN NEW.state <> 'draft' BEGIN "
        "SELECT RAISE(ABORT, 'a plan begins as a draft'); END"
    ),
    (
        "CREATE TRIGGER plan_is_judged_first BEFORE UPDATE OF state ON plan WHEN NEW.state = 'accepted' "
        "AND NOT EXISTS (SELECT 1 FROM verification AS v WHERE v.plan = NEW.id AND v.plan_hash = "
        "NEW.hash AND v.instance_hash = NEW.instance_hash AND v.breaches = 0) BEGIN SELECT RAISE(ABORT, "
        "'a plan is accepted only as the judge found it sound'); END"
    ),
    (
        "CREATE TRIGGER plan_goes_forward BEFORE UPDATE OF state ON plan WHEN OLD.state || '>' || "
        "NEW.state NOT IN ('draft>proposed', 'draft>accepted', 'proposed>draft', 'proposed>accepted', "
        "'draft>superseded', 'proposed>superseded', 'accepted>superseded') AND OLD.state <> NEW.state "
        "BEGIN SELECT RAISE(ABORT, 'a plan does not go back'); END"
    ),
    (
        "CREATE TRIGGER bed_is_given_once BEFORE INSERT ON claim WHEN EXISTS (SELECT 1 FROM claim AS c "
        "WHERE c.room = NEW.room AND c.bed = NEW.bed AND c.since < NEW.until AND NEW.since < c.until) "
        "BEGIN SELECT RAISE(ABORT, 'a bed is given once'); END"
    ),
    (
        "CREATE TRIGGER claim_is_kept BEFORE UPDATE ON claim  BEGIN SELECT RAISE(ABORT, 'a claim is "
        "never changed'); END"
    ),
    (
        "CREATE TRIGGER erasure_is_kept BEFORE UPDATE ON erasure  BEGIN SELECT RAISE(ABORT, 'an erasure "
        "is never changed'); END"
    ),
    (
        "CREATE TRIGGER erasure_is_not_deleted BEFORE DELETE ON erasure  BEGIN SELECT RAISE(ABORT, 'an "
        "erasure is never forgotten'); END"
    ),
    (
        "CREATE TRIGGER erased_alias_is_not_given BEFORE INSERT ON fact WHEN NEW.tbl IN ('persons', "
        "'households') AND EXISTS (SELECT 1 FROM erasure WHERE alias = NEW.key) BEGIN SELECT "
        "RAISE(ABORT, 'the alias of somebody erased is never given again'); END"
    ),
)
NAMES = (
    "verification",
    "job",
    "request",
    "plan",
    "fact",
    "audit",
    "number",
    "meta",
    "erasure",
    "claim",
    "change",
)
"""In the order in which they can be dropped."""


def upgrade() -> None:
    for one in (*TABLES, *TRIGGERS):
        op.execute(one)


def downgrade() -> None:
    for name in NAMES:
        op.drop_table(name)
