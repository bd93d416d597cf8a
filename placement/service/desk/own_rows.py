"""Which of all rows are about one person, and what of them tells of nobody else.

A household's rows are the person's as long as they belonged to it, and not a day longer: where the others live since is
theirs. Rows that say of two people how one stands to the other are the person's only where they protect them, or tell
what they said themselves: who is warned against must not learn it from a sheet of paper, nor by whom.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from placement.domain.relation import HARMFUL, RelationKind
from placement.service.desk.erasure import about, comments_on
from placement.service.desk.redacted import renamed_everywhere
from placement.store.facts import Version

OTHER = "~other"
"""In the place of anybody else. No alias can be that."""
MUTUAL = frozenset(
    {RelationKind.KEEP_TOGETHER, RelationKind.FRIEND, RelationKind.FAMILY, RelationKind.GUARDIAN}
)
"""Relations of which both know."""
BEINGS = ("persons", "households", "outsiders")
HELPERS = ("contacts", "interpreters")
COMMENTS = "plan_comments"


class Span(NamedTuple):
    """A household to which the person belonged, between two changes."""

    household: str
    since: int
    until: int | None


class OwnRows(NamedTuple):
    """The versions of rows that are about one person, as they may be told."""

    person: str
    spans: tuple[Span, ...]
    versions: tuple[Version, ...]
    """With others' names taken out."""
    originals: tuple[Version, ...]
    """The same as they are kept."""
    withheld: int
    """Versions about the person that would tell of somebody else. Whether to tell of them a human decides."""

    def names_at(self, change: int) -> frozenset[str]:
        """Under which aliases the person stood in plans of that moment."""
        return frozenset({self.person, *(s.household for s in self.spans if _held(s, change))})


def _held(span: Span, change: int) -> bool:
    return span.since <= change and (span.until is None or change < span.until)


def own_rows(versions: Sequence[Version], person: str) -> OwnRows:
    """The rows of a person. None at all where nobody of that alias is known."""
    mine = [v for v in versions if v.table == "persons" and v.key == person]
    spans = tuple(Span(str(v.body["household"]), v.since, v.until) for v in mine)
    found = [v for v in versions if _is_theirs(v, person, spans)]
    told = [v for v in found if _may_be_told(v, person)]
    words = _others(versions, person, spans[-1].household if spans else "")
    return OwnRows(
        person, spans, tuple(_redacted(v, person, words) for v in told), tuple(told), len(found) - len(told)
    )


def _is_theirs(version: Version, person: str, spans: Iterable[Span]) -> bool:
    if version.table == "persons":
        return version.key == person
    if version.table == COMMENTS:
        homes = {span.household for span in spans if _overlap(version, span)}
        return comments_on(version, {person} | homes)
    whom = about(version)
    return person in whom or any(span.household in whom and _overlap(version, span) for span in spans)


def _overlap(version: Version, span: Span) -> bool:
    begins = span.until is None or version.since < span.until
    return begins and (version.until is None or span.since < version.until)


def _may_be_told(version: Version, person: str) -> bool:
    """Whether a row tells of nobody else. What stands in a comment on a plan nobody knows but who reads it."""
    if version.table != "relations":
        return version.table != COMMENTS
    row = version.body
    kind = RelationKind(row["kind"])
    return kind in MUTUAL or (kind in HARMFUL and row["b"] == person and row["protected"] in (None, person))


def _others(versions: Iterable[Version], person: str, home: str) -> tuple[dict[str, str], dict[str, str]]:
    """Everybody's aliases but the person's own; and the same with those who help."""
    people = {v.key for v in versions if v.table in BEINGS}
    helpers = {v.key for v in versions if v.table in HELPERS}
    persons = {v.key for v in versions if v.table == "persons"}
    own = {person} | ({home} - persons)
    return dict.fromkeys(people - own, OTHER), dict.fromkeys((people | helpers) - own, OTHER)


def _redacted(version: Version, person: str, words: tuple[Mapping[str, str], Mapping[str, str]]) -> Version:
    others, with_helpers = words
    body: dict[str, Any] = dict(version.body)
    if version.table == "relations":
        body["yes_b" if body["a"] == person else "yes_a"] = None
    if version.table == "households" and body["origin"] is not None:
        body["origin"] = OTHER
    for name in ("households",) if isinstance(body.get("households"), list) else ():
        body[name] = sorted(body[name], key=lambda one: one in others)
    told = with_helpers if version.table in ("relations", "impartiality") else others
    return version._replace(key=told.get(version.key, version.key), body=renamed_everywhere(body, told))
