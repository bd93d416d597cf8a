"""Bring a database to the schema of this program, step by step and in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

STEPS = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The schema that this program reads and writes."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def known() -> tuple[str, ...]:
    """Every schema that this program knows, newest first."""
    return tuple(step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions())


def version_of(connection: Connection) -> str | None:
    """The schema of a database; none where nothing was ever written."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the steps that are missing, in the caller's transaction."""
    command.upgrade(_config(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    """Take steps back, in the caller's transaction."""
    command.downgrade(_config(connection), to)
