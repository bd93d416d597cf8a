"""The file that is being looked at: read in callbacks, kept in the session until it is taken in or put away."""

from typing import NamedTuple

import streamlit as st

from placement.app.parts.act import refuse, saved
from placement.app.parts.here import here
from placement.errors import InputError, PlacementError, Problem
from placement.service.demo import NEWS
from placement.service.desk.importing import Shown
from placement.service.desk.uploaded import Upload, load_files, show_files
from placement.tables.partial import Mapped, UnknownColumn, UnknownColumns

DROPPED, MADE_UP, READ, TAKEN = "files_dropped", "files_made_up", "files_reading", "files_taken"
"""Names in the session: how often the field was emptied; whether it is made up; what was read; what was taken in."""
ROWS, OUTLOOK = "files_rows", "files_outlook"
"""What was found out about the file that is being looked at."""


class Read(NamedTuple):
    """A file as it was read: what it would change, or which columns are not known, or what is wrong with it."""

    files: tuple[Upload, ...]
    demo: bool
    mapping: Mapped
    shown: Shown | None = None
    unknown: tuple[UnknownColumn, ...] = ()
    problems: tuple[Problem, ...] = ()


class Taken(NamedTuple):
    """What came of a file: whether something was written, and whether a second person was asked."""

    written: bool
    asked: bool


def reading() -> Read | None:
    """The file that is being looked at."""
    found: Read | None = st.session_state.get(READ)
    return found


def read(news: bool = False) -> None:  # noqa: FBT001, FBT002 - a button's argument
    """In a callback: read what lies in the field, or the fictional news."""
    files = tuple(Upload(f.name, f.read_bytes()) for f in sorted(NEWS.glob("*.csv"))) if news else _dropped()
    _show(Read(files, demo=news or bool(st.session_state.get(MADE_UP)), mapping={}))


def read_again(mapping: Mapped) -> None:
    """In a callback: read the same file, with what is now known of its columns."""
    if found := reading():
        tables = {*found.mapping, *mapping}
        more = {table: {**found.mapping.get(table, {}), **mapping.get(table, {})} for table in tables}
        _show(Read(found.files, found.demo, more))


def put_in() -> None:
    """In a callback: the file is the first week of an empty desk."""
    now, files = here(), _dropped()
    demo = bool(st.session_state.get(MADE_UP))
    try:
        load_files(now.desk, now.login, files, demo=demo)
    except InputError as error:
        st.session_state[READ] = Read(files, demo, {}, problems=error.problems)
    except PlacementError as error:
        refuse(error, now)
    else:
        saved()
        drop()
        st.session_state[TAKEN] = Taken(written=True, asked=False)


def drop() -> None:
    """In a callback: put the file away, and empty the field."""
    forget_file()
    st.session_state[DROPPED] = st.session_state.get(DROPPED, 0) + 1


def forget_file() -> None:
    """In a callback: what was read of a file is of no use any more."""
    for name in [one for one in st.session_state if str(one).startswith("files_choice:")]:
        del st.session_state[name]
    for name in (READ, TAKEN, ROWS, OUTLOOK):
        st.session_state.pop(name, None)


def _dropped() -> tuple[Upload, ...]:
    held = st.session_state.get(f"{DROPPED}:{st.session_state.get(DROPPED, 0)}") or ()
    return tuple(Upload(one.name, one.getvalue()) for one in held)


def _show(asked: Read) -> None:
    now = here()
    forget_file()
    try:
        shown = show_files(now.desk, now.login, asked.files, mapping=asked.mapping, demo=asked.demo)
    except UnknownColumns as error:
        st.session_state[READ] = asked._replace(unknown=error.columns, problems=_others(error))
    except InputError as error:
        st.session_state[READ] = asked._replace(problems=error.problems)
    except PlacementError as error:
        refuse(error, now)
    else:
        st.session_state[READ] = asked._replace(shown=shown)


def _others(error: InputError) -> tuple[Problem, ...]:
    """The problems that are not asked about anyway."""
    return tuple(one for one in error.problems if not one.code.startswith("tables.unknown_column"))
