"""Nothing of a person leaves the desk but what its reader may see: every command, run among canaries.

Each free text of a week is a text that occurs nowhere else. Every command of a desk is run, rightly and wrongly, by
every role; then whatever was written, shown, logged or left behind is searched, in UTF-8, UTF-16, base64 and unpacked.
"""

import base64
import contextlib
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from placement import cli
from placement.cli import keeping
from placement.domain.actor import Role
from placement.domain.permission import Action, FieldClass
from placement.errors import PlacementError
from placement.service.access import who_may
from placement.service.desk.addresses import set_address
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.open import open_desk
from placement.store import store
from placement.store.secret import KeyFile
from placement.tables.read import read_week
from tests.canaries import Canaries, fill, found_below, found_in, spellings

ROOT = Path(__file__).parent.parent
ADMIN, KARI, OLA, EVA, MONA, ARE, UNN = "admin", "kari", "ola", "eva", "mona", "are", "unn"
ROLES = {
    KARI: Role.COORDINATOR, OLA: Role.COORDINATOR, EVA: Role.CASEWORKER, MONA: Role.MANAGER,
    ARE: Role.ADDRESS_KEEPER, UNN: Role.AUDITOR,
}  # fmt: skip
LOOKS = (
    ("desk", "status"), ("desk", "history"), ("desk", "requests"), ("desk", "user", "list"), ("desk", "show", 1),
    ("audit", "verify"), ("audit", "show"),
)  # fmt: skip


@dataclass
class Said:
    """What one command said to one person."""

    who: str
    words: tuple[str, ...]
    code: int
    out: str
    err: str


@dataclass
class Played:
    """All commands as they were played, and the folders with what they left."""

    root: Path
    canaries: Canaries
    written: "Written"
    said: list[Said] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    """Aliases of households that were erased or purged."""

    def heard(self, who, *words):
        """What was said to somebody by these commands."""
        return [one for one in self.said if one.who == who and one.words[: len(words)] == words]


class Written:
    """Paths that Python opens to write while this is watched."""

    def __init__(self):
        self.paths, self.watched = set(), False
        sys.addaudithook(self._hear)  # a hook stays for good: it hears nothing when it is not watched

    def _hear(self, event, given):
        if self.watched and event == "open" and isinstance(given[0], str | bytes | os.PathLike):
            flags = given[2] or 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self.paths.add(Path(os.fsdecode(given[0])).absolute())


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A desk with canaries in all fields, on which every command was given."""
    root = tmp_path_factory.mktemp("played")
    (root / "work").mkdir()
    made = Played(root / "work", Canaries(), Written())
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in (("TMPDIR", "tmp"), ("HOME", "home"), ("SQLITE_TMPDIR", "tmp")):
            (made.root / folder).mkdir(exist_ok=True)
            patch.setenv(name, str(made.root / folder))
        patch.setattr(tempfile, "tempdir", None)
        patch.setenv("PLACEMENT_LANG", "en")
        patch.setenv("COLUMNS", "100")
        (made.root / "cwd").mkdir()
        patch.chdir(made.root / "cwd")
        play(made, root / "outside")
    return made


def play(made, outside):
    """From a new desk to an erasure. `outside` are the files of others: what is read, and no trace of a command."""
    key, desk = made.root / "desk.key", made.root / "desk"
    shutil.copytree(ROOT / "data" / "bergen_week", outside / "week")
    fill(outside / "week", made.canaries)

    def do(who, *words, code=0):
        asked = ("--desk", desk, "--as", who, "--key-file", key, "--anchor", made.root / "elsewhere.head")
        said = spoken(made.written, who, *words, *asked)
        made.said.append(said)
        assert said.code == code, said

    made.said.append(spoken(made.written, ADMIN, "desk", "key-file", key))
    new = ("--first", ADMIN, "--as-of", "2026-11-23", "--anchor", made.root / "elsewhere.head")
    made.said.append(spoken(made.written, ADMIN, "desk", "new", desk, "--key-file", key, *new))
    contact = next(iter(made.canaries.where(lambda table, name: (table, name) == ("contacts", "alias"))))
    made.canaries.places[contact].add(("users", "contact"))
    for login, role in ROLES.items():
        name = made.canaries.new("users", "name")
        sees = ("--clearance", "strengt_fortrolig", "--cases", "all") if role is Role.COORDINATOR else ()
        mine = ("--contact", contact) if role is Role.CASEWORKER else ()
        do(ADMIN, "desk", "user", "add", login, "--role", role, "--name", name, *sees, *mine)
    do(KARI, "desk", "load", outside / "week")
    write_addresses(made, desk, key)
    do(ADMIN, "backup", made.root / "copy")

    do(KARI, "desk", "plan", "--seconds", "10")
    do(KARI, "desk", "plan", "--seconds", "10", "--json")
    do(KARI, "desk", "accept", 2, code=2)
    do(KARI, "desk", "accept", 2, "--acknowledge", "all")

    changed, lower, broken, strange = files(made, outside)
    do(KARI, "desk", "import", changed)
    do(KARI, "desk", "import", changed, "--apply")
    do(KARI, "desk", "undo")
    do(KARI, "desk", "redo")
    do(KARI, "desk", "import", lower, "--apply", "--why", "assessed")
    do(KARI, "desk", "grant", 1, code=2)
    do(KARI, "desk", "import", broken, code=2)
    do(KARI, "desk", "import", strange, code=2)
    do(KARI, "desk", "load", outside / "week", code=2)

    do(KARI, "desk", "export", "--out", made.root / "exports", "--why", "meeting")
    do(KARI, "desk", "export", "--out", made.root / "export.xlsx", "--why", "meeting")
    for who in (*ROLES, ADMIN):
        for words in LOOKS:
            look(made, do, who, words)
        if who not in (KARI, OLA):
            do(who, "desk", "export", "--out", made.root / f"{who}.xlsx", "--why", "meeting", code=2)
            do(who, "desk", "plan", code=2)
            do(who, "desk", "import", changed, code=2)
    do(OLA, "desk", "grant", 1)
    unknown = made.canaries.new("households", "household")
    do(KARI, "erase", unknown, "--why", "asked", code=2)
    do("nobody", "desk", "status", code=2)
    do(KARI, "purge", "--dry-run")
    go_back(do, made.root / "copy")
    forget(made, do, desk, key)
    another(made, do)


def go_back(do, copy):
    """The accepted plan wrote a split down, which the backup does not know: two people go back behind it."""
    do(ADMIN, "restore", copy, code=2)
    do(ADMIN, "restore", copy, "--ask")
    do(OLA, "desk", "grant", 2)
    do(ADMIN, "restore", copy, "--request", 2)


def forget(made, do, desk, key):
    """One household is erased by two people; of another the time runs out."""
    erased, due = leave(made, desk, key)
    for who in (EVA, MONA, ARE, UNN, ADMIN):
        do(who, "erase", erased, "--why", "asked", code=2)
        do(who, "purge", "--dry-run", code=2)
    do(KARI, "erase", erased, "--why", "asked")
    do(KARI, "desk", "requests")
    for who in (KARI, EVA, MONA, ARE, UNN, ADMIN):
        do(who, "desk", "grant", 1, code=2)
    do(OLA, "desk", "grant", 1)
    do(KARI, "erase", erased, "--why", "asked", code=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "datetime", Later)
        patch.setattr(keeping, "datetime", Later)
        do(KARI, "purge", "--token", made.canaries.new("purge", "token"), code=2)
        do(KARI, "purge")
        assert due in made.said[-1].out
        do(KARI, "purge", "--token", re.findall(r"--token (\w+)", made.said[-1].out)[0])
    for who in (KARI, UNN, ADMIN):
        for words in LOOKS[:-2]:
            look(made, do, who, words)
    made.gone |= {erased, due}


class Later(datetime):
    """The clock, a hundred days on."""

    @classmethod
    def now(cls, tz=None):
        """The moment."""
        return datetime.now(tz) + timedelta(days=100)


def leave(made, folder, key):
    """Two households leave."""
    desk, gone = open_desk(folder, KeyFile(key), anchor=made.root / "elsewhere.head"), []
    try:
        for alias in [*desk.now().rows("households")]:
            with contextlib.suppress(PlacementError):
                carry_out(desk, KARI, RecordExit(household=alias, on=desk.now().instance.as_of))
                gone.append(alias)
            if len(gone) == 2:
                return gone
    finally:
        desk.close()
    raise AssertionError("nobody can leave")


def another(made, do):
    """An account is changed and shut, and another key opens the desk."""
    name, strange = made.canaries.new("users", "name"), made.canaries.new("users", "bad value")
    do(ADMIN, "desk", "user", "set", MONA, "--name", name)
    do(ADMIN, "desk", "user", "set", MONA, "--role", strange, code=2)
    do(ADMIN, "desk", "user", "set", MONA, "--clearance", strange, code=2)
    do(ADMIN, "desk", "user", "set", MONA, "--name", strange + "\x1b[2J", code=2)
    do(ADMIN, "desk", "user", "set", strange, "--shut", code=2)
    do(KARI, "desk", "user", "set", MONA, "--name", strange, code=2)
    do(ADMIN, "desk", "user", "set", ADMIN, "--shut", code=2)
    do(ADMIN, "desk", "user", "set", MONA, "--shut")
    do(MONA, "desk", "status", code=2)
    key, desk = made.root / "desk.key", made.root / "desk"
    made.said.append(spoken(made.written, ADMIN, "desk", "key-file", made.root / "other.key"))
    for new, code in ((key, 2), (desk / "desk.db", 2), (made.root / "other.key", 0)):
        words = ("--desk", desk, "--key-file", key, "--new-key-file", new)
        made.said.append(spoken(made.written, ADMIN, "desk", "change-secret", *words))
        assert made.said[-1].code == code, made.said[-1]
    do(KARI, "desk", "status", code=2)


def look(made, do, who, words):
    """Somebody looks, whether they may or not."""
    before = len(made.said)
    try:
        do(who, *words)
    except AssertionError:
        assert made.said[before].code == 2, made.said[before]


def spoken(written, who, *words):
    """One command; what it said, also below Python, and which files it opened to write."""
    words = tuple(str(word) for word in words)
    said = [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115 - closed below
    streams = sys.stdout, sys.stderr
    for stream in streams:
        stream.flush()
    kept = [os.dup(n) for n in (1, 2)]
    try:
        for n, file in enumerate(said, 1):
            os.dup2(file.fileno(), n)
        sys.stdout, sys.stderr = (open(os.dup(n), "w", encoding="utf-8") for n in (1, 2))  # noqa: SIM115, PTH123
        written.watched = True
        try:
            cli.main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            written.watched = False
            for stream in (sys.stdout, sys.stderr):
                stream.close()
    finally:
        sys.stdout, sys.stderr = streams
        for n, old in enumerate(kept, 1):
            os.dup2(old, n)
            os.close(old)
    texts = []
    for file in said:
        file.seek(0)
        texts.append(file.read().decode())
        file.close()
    return Said(who, words, code, *texts)


def write_addresses(made, folder, key):
    """Every unit gets an address, which the command line has no word for."""
    desk = open_desk(folder, KeyFile(key), anchor=made.root / "elsewhere.head")
    try:
        for unit in desk.now().rows("units"):
            set_address(desk, ARE, unit, made.canaries.new("addresses", "text"))
    finally:
        desk.close()


def files(made, outside):
    """A file with a change, one that lowers a protection, one with bad cells, one with unknown headers."""
    week = read_week(outside / "week")
    top = next(p for h in week.households for p in h.members if p.secrecy and p.secrecy.rank > 1)
    some = next(h for h in week.households if h.lot)

    def file(name, heads, *rows):
        (outside / name).mkdir()
        lines = [",".join(heads), *(",".join(map(str, row)) for row in rows)]
        (outside / name / "persons.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return outside / name

    home = next(h.alias for h in week.households if top in h.members)
    person = some.members[0].alias
    bad = [made.canaries.new("persons", "alias") + "/" for _ in range(3)]
    cells = [made.canaries.new("persons", "bad cell") for _ in range(3)]
    heads = [made.canaries.new("persons", "bad header") for _ in range(2)]
    return (
        file("changed", ("household", "person", "languages"), (some.alias, person, "fra; eng")),
        file("lower", ("household", "person", "secrecy"), (home, top.alias, "no address protection")),
        file("broken", ("household", "person", "secrecy", "gender"), *((some.alias, *two) for two in
             zip(bad, cells, cells[::-1], strict=True))),
        file("strange", ("household", "person", *heads), (some.alias, person, "1", "2")),
    )  # fmt: skip


# -- what must be found, so that the rest means something


def test_there_are_more_than_a_hundred_canaries_and_they_can_be_found(played):
    assert len(played.canaries.places) > 150
    assert len(played.canaries.of({FieldClass.SAFETY, FieldClass.GEO}) - exportable(played)) >= 5
    for number, one in enumerate(list(played.canaries)[:50]):
        hidden = b"x" * number + one.encode() + b"y"
        for data in (hidden, hidden.decode().encode("utf-16"), base64.b64encode(hidden)):
            assert found_in(data, [one]) == {one}
        assert len(set(spellings(one))) == 6


def test_who_plans_sees_the_aliases_of_those_who_are_planned(played):
    first = played.heard(KARI, "desk", "plan")[0]
    people = played.canaries.where(lambda table, name: (table, name) == ("households", "alias"))
    assert len(found_in(first.out.encode(), people)) > 20


# -- what must not


def test_nothing_is_left_in_any_file_but_the_two_exports(played):
    found = found_below(played.root, played.canaries)
    assert {name.partition("/")[0] for name in found} == {"exports", "export.xlsx"}
    kept = {path.relative_to(played.root).parts[0] for path in played.root.rglob("*")}
    assert {"desk", "copy", "elsewhere.head", "desk.key"} <= kept


def test_no_temporary_file_is_left_and_nothing_was_written_anywhere_else(played):
    for folder in ("tmp", "home", "cwd"):
        assert list((played.root / folder).rglob("*")) == []
    outside = {
        path for path in played.written.paths if played.root not in path.parents and not is_of_python(path)
    }
    assert outside == set()
    assert played.root / "elsewhere.head" in played.written.paths


def is_of_python(path):
    """What writes no data: compiled modules, and the sink."""
    return path == Path(os.devnull) or "__pycache__" in path.parts


def exportable(played):
    classes = {
        one for one in FieldClass for role in who_may(Action.EXPORT, one) if role is Role.COORDINATOR
    }  # fmt: skip
    return played.canaries.of(classes)


def test_an_export_holds_aliases_and_no_canary_of_another_class(played):
    found = found_below(played.root, played.canaries)
    taken = frozenset().union(*(hits for name, hits in found.items()))
    assert taken
    assert taken <= exportable(played)
    beside = taken - played.canaries.aliases
    words = {("tier_changes", "by"), ("overrides", "by"), ("overrides", "approved_by"), ("interpreters", "region"),
             ("rooms", "suite")}  # fmt: skip
    assert all(played.canaries.places[one] & words for one in beside)


@pytest.mark.parametrize("who", [EVA, MONA, ARE, "nobody"])
def test_whoever_may_not_plan_is_told_of_nobody(played, who):
    for said in played.heard(who):
        assert found_in((said.out + said.err).encode(), played.canaries) == frozenset(), said.words


def test_the_administrator_sees_names_of_accounts_and_nothing_else(played):
    accounts = played.canaries.where(lambda table, _: table == "users")
    seen: frozenset[str] = frozenset()
    for said in played.heard(ADMIN):
        assert found_in(said.err.encode(), played.canaries) == frozenset()
        seen |= found_in(said.out.encode(), played.canaries)
    assert seen
    assert seen <= accounts


def test_the_log_has_aliases_and_never_a_value(played):
    seen: frozenset[str] = frozenset()
    for said in played.heard(UNN):
        assert found_in(said.err.encode(), played.canaries) == frozenset()
        seen |= found_in(said.out.encode(), played.canaries)
    assert seen <= played.canaries.aliases


def test_errors_and_what_stands_beside_an_answer_hold_aliases_at_most(played):
    for said in played.said:
        assert found_in(said.err.encode(), played.canaries) <= played.canaries.aliases, said.words
        if said.code:
            assert said.out == "", said.words


def test_cells_and_headers_of_a_bad_file_are_repeated_nowhere(played):
    bad = played.canaries.where(lambda _, name: name in ("bad cell", "bad header", "household"))
    bad -= played.canaries.where(lambda table, name: (table, name) == ("persons", "household"))
    refused = [one for one in played.heard(KARI, "desk", "import") if one.code == 2]
    assert len(refused) == 2
    for said in played.said:
        assert found_in((said.out + said.err).encode(), bad) == frozenset(), said.words


def test_no_key_and_no_value_of_an_account_that_was_refused_is_repeated(played):
    secret = [(played.root / name).read_text("ascii").strip() for name in ("desk.key", "other.key")]
    strange = played.canaries.where(lambda _, name: name in ("bad value", "token"))
    for said in played.said:
        assert found_in((said.out + said.err).encode(), [*strange, *secret]) == frozenset(), said.words


def test_who_is_gone_is_told_to_nobody_but_the_reader_of_the_log(played):
    assert len(played.gone) == 2
    asked = max(n for n, said in enumerate(played.said) if said.words[:1] == ("purge",))
    for said in played.said[asked + 1 :]:
        assert found_in((said.out + said.err).encode(), played.gone) == frozenset(), said.words


def test_addresses_are_told_to_nobody(played):
    sealed = played.canaries.where(lambda table, _: table == "addresses")
    assert len(sealed) > 5
    for said in played.said:
        assert found_in((said.out + said.err).encode(), sealed) == frozenset(), said.words
