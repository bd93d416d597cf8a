"""What of the facts is about some people, and what has to stay for somebody else's sake.

Two ways out of a desk lead here. Who is *purged* has left, and their time has run out: nobody decides anything, so
nobody else may be protected less by it. A link that keeps somebody safe from them stays, with their alias, as that of
somebody who is not placed here, and so does it that they know a unit. Who is *erased* goes without a trace but the
alias in the log: two people say yes to that, and to whatever it takes from others.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from placement.domain.fact import Content, Edit, tables
from placement.service.desk.commands.command import added
from placement.service.need_to_know import subjects
from placement.service.protection import Lowering, lowered
from placement.service.protection_kinds import Kind
from placement.store.facts import Version

Row = tuple[str, str]
"""Table and key."""
OF_ONE = ("persons", "households", "outsiders")
"""Tables whose rows are about whoever is their key, and nobody else."""
SHARED = frozenset({"overrides", "break_glass"})
"""Tables whose rows stay as long as somebody else is named in them."""
TRIES = 4
"""Each may bring back links, and with them the units that somebody knows."""


class Erasure(NamedTuple):
    """What is to go."""

    aliases: frozenset[str]
    """Of persons, households and outsiders."""
    edits: tuple[Edit, ...]
    """Rows that end now, and rows that are written so that nobody else is protected less."""
    gone: tuple[Version, ...]
    """Versions that are deleted, also those that ended long ago."""
    lowerings: tuple[Lowering, ...]
    """What somebody else loses by it."""

    @property
    def rows(self) -> frozenset[Row]:
        """Rows of which a version goes."""
        return frozenset((v.table, v.key) for v in self.gone)

    @property
    def counts(self) -> dict[str, int]:
        """Table -> how many versions go."""
        found: dict[str, int] = {}
        for version in self.gone:
            found[version.table] = found.get(version.table, 0) + 1
        return dict(sorted(found.items()))


def about(version: Version) -> frozenset[str]:
    """Whom a version of a row is about: aliases of people and households."""
    if version.table in OF_ONE:
        return frozenset({version.key})
    names = ("households",) if version.table in SHARED else subjects(version.table)
    found: set[str] = set()
    for value in (version.body.get(name) for name in names):
        found.update(value if isinstance(value, list) else [value] if value else [])
    return frozenset(found)


def meant(versions: Sequence[Version], household: str) -> frozenset[str]:
    """A household, its people, households that became part of it, and outsiders who are linked to nobody else."""
    last: dict[str, Version] = {}
    homes: dict[str, set[str]] = {}
    for v in versions:
        if v.table == "persons":
            last[v.key] = max(last.get(v.key, v), v, key=lambda one: one.id)
            homes.setdefault(str(v.body["household"]), set()).add(v.key)
    people = {alias for alias, v in last.items() if v.body["household"] == household}
    now = {v.key for v in versions if v.table == "households" and v.until is None}
    merged = {home for home, members in homes.items() if home not in now and members <= people}
    names = frozenset({household} | people | merged)
    return names | _their_outsiders(versions, names)


def _their_outsiders(versions: Iterable[Version], names: frozenset[str]) -> frozenset[str]:
    outside: set[str] = set()
    linked: dict[str, set[str]] = {}
    for v in versions:
        if v.table == "outsiders":
            outside.add(v.key)
        elif v.table == "relations":
            for one, other in ((v.body["a"], v.body["b"]), (v.body["b"], v.body["a"])):
                linked.setdefault(one, set()).add(other)
    return frozenset(alias for alias in outside if linked.get(alias) and linked[alias] <= names)


def purging(versions: Sequence[Version], content: Content, names: frozenset[str], today: date) -> Erasure:
    """What goes of people whose time has run out. Where it still has `lowerings`, it is not to be done."""
    kept: set[Row] = set()
    known: set[tuple[str, str]] = set()
    for _ in range(TRIES):
        found = _erasure(versions, content, names, kept, known, today)
        if not found.lowerings:
            break
        kept |= {(one.table, one.key) for one in found.lowerings if one.table == "relations"}
        known |= {
            (str(one.other), str(one.unit)) for one in found.lowerings if one.kind is Kind.KNOWN_ADDRESS
        }
    return found


def erasing(versions: Sequence[Version], content: Content, names: frozenset[str], today: date) -> Erasure:
    """What goes of people whom two people erase."""
    return _erasure(versions, content, names, set(), set(), today)


def _erasure(
    versions: Sequence[Version],
    content: Content,
    names: frozenset[str],
    kept: Collection[Row],
    known: Collection[tuple[str, str]],
    today: date,
) -> Erasure:
    gone = tuple(v for v in versions if (v.table, v.key) not in kept and _goes(v, names))
    ends = [Edit(v.table, v.key, v.body, None) for v in gone if v.until is None]
    edits = (*ends, *_outsiders(content, names, kept), *_knowing(content, known))
    lowerings = tuple(one for one in lowered(content, edits, today=today) if _of_others(one, names))
    return Erasure(names, edits, gone, lowerings)


def comments_on(version: Version, names: Iterable[str]) -> bool:
    """Whether this is a comment on a plan that names one of these, as people write: rype-3, Rype-3s, Rype-3-familien.

    Rather one comment too many goes than that a name stays.
    """
    if version.table != "plan_comments":
        return False
    return _names_one(str(version.body.get("text", "")), names)


def _names_one(text: str, names: Iterable[str]) -> bool:
    said = _plainly(text)
    return any(re.search(rf"(?<!\w){re.escape(_plainly(name))}(?:['’]?s)?(?!\w)", said) for name in names)


def _plainly(text: str) -> str:
    return normalize("NFKC", text).casefold()


def _goes(version: Version, names: frozenset[str]) -> bool:
    if version.table == "scenarios":
        name, body = (str(version.body.get(field, "")) for field in ("name", "body"))
        return _names_one(name, names) or _speaks_of(body, names)
    if comments_on(version, names):
        return True
    whom = about(version)
    return whom <= names and bool(whom) if version.table in SHARED else not names.isdisjoint(whom)


def _speaks_of(text: str, names: Iterable[str]) -> bool:
    spelled = {form for name in names for form in (name, json.dumps(name)[1:-1])}
    return any(re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text) for form in spelled)


def _of_others(one: Lowering, names: frozenset[str]) -> bool:
    return one.person not in names if one.person else one.other not in names


def _outsiders(content: Content, names: frozenset[str], kept: Iterable[Row]) -> list[Edit]:
    """Those of whom a link is kept are from now on somebody who is not placed here."""
    there = content.get("outsiders", {})
    links = [body for table, key in kept if (body := content.get(table, {}).get(key))]
    left = dict.fromkeys(body[end] for body in links for end in ("a", "b") if body[end] in names)
    return [added("outsiders", {"alias": alias}, key=alias) for alias in left if alias not in there]


def _knowing(content: Content, known: Iterable[tuple[str, str]]) -> list[Edit]:
    return [
        added("knows_address", {"person": person, "unit": unit}, key=f"new-{person}-{unit}")
        for person, unit in sorted(known)
        if unit in content.get("units", {})
    ]


def registered(edits: Iterable[Edit]) -> list[Edit]:
    """The edits of rows of a week: permission is asked for their fields."""
    return [edit for edit in edits if edit.table in tables()]


def size_of(found: Mapping[str, int]) -> int:
    """How many versions these are."""
    return sum(found.values())
