"""Commands about single rows: fields set, a row added, a row removed."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from placement.domain.fact import Edit, key_field
from placement.service.desk.commands.command import CannotDo, Command, added, changed, complete, removed
from placement.service.desk.snapshot import Snapshot


class SetFields(Command):
    """Some fields of one row."""

    name: ClassVar[str] = "set_fields"
    gives: ClassVar[bool] = True
    table: str
    key: str
    fields: Mapping[str, Any]

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """One edit."""
        complete(self.table, self.fields)
        if key_field(self.table) in self.fields:
            raise CannotDo("an alias is never changed.", where=self.table, code="alias_stays")
        yield changed(facts, self.table, self.key, **self.fields)


class SetSame(Command):
    """The same in some fields of several rows of a table: one change, and one undo."""

    name: ClassVar[str] = "set_same"
    gives: ClassVar[bool] = True
    table: str
    keys: tuple[str, ...]
    fields: Mapping[str, Any]

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """One edit a row."""
        for key in dict.fromkeys(self.keys):
            yield from SetFields(table=self.table, key=key, fields=self.fields).edits(facts)


class AddRow(Command):
    """A new row. Its key is its alias, or the next number of its table."""

    name: ClassVar[str] = "add_row"
    gives: ClassVar[bool] = True
    table: str
    fields: Mapping[str, Any]

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """One edit."""
        own = key_field(self.table)
        key = str(self.fields.get(own)) if own else "new"
        if facts.body(self.table, key) is not None:
            raise CannotDo("the alias is taken.", where=self.table, code="alias_taken")
        yield added(self.table, self.fields, key=key)


class RemoveRow(Command):
    """A row that goes."""

    name: ClassVar[str] = "remove_row"
    table: str
    key: str

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """One edit."""
        yield removed(facts, self.table, self.key)


class EditRows(Command):
    """Several edits as they are: what an import, a merge or an undo comes to."""

    name: ClassVar[str] = "edit_rows"
    rows: tuple[tuple[str, str, Mapping[str, Any] | None, Mapping[str, Any] | None], ...]
    """Table, key, body before, body after."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The edits; a row that is not as it was is refused."""
        for table, key, before, after in self.rows:
            if facts.body(table, key) != before:
                raise CannotDo("a row was changed meanwhile.", where=table, code="row_changed")
            yield Edit(table, key, before, after)


class TakeBack(EditRows):
    """The edits that take a change back, where that lowers a protection: another person says yes to it."""

    name: ClassVar[str] = "take_back"
    gives: ClassVar[bool] = True
    undoes: int
    """The change that is taken back."""
