"""The desk's own few settings, beside the week's."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from placement.store.schema import meta


def read(connection: Connection, name: str) -> str | None:
    """A setting; none where nobody set it."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == name))


def write(connection: Connection, name: str, value: str) -> None:
    """Set a setting."""
    one = insert(meta).values(name=name, value=value)
    connection.execute(one.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
