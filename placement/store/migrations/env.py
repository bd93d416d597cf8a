"""Alembic's way in: the steps run on the connection that is handed over, in its transaction."""

from alembic import context

from placement.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
