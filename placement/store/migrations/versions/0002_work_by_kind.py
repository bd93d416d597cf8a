"""Work is found by its kind: each queue looks for its own, and a page for what was asked about one plan."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.execute("CREATE INDEX job_of_kind ON job (kind, id)")


def downgrade() -> None:
    """Take it back."""
    op.execute("DROP INDEX job_of_kind")
