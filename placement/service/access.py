"""Who may do and see what. The table of permissions is `access.csv`; what is not in it is denied to everybody.

Four things are asked, and all must say yes: the table; whether there is a conflict of interest, which no role passes;
whether the actor's clearance covers the household's grade; whether they may know of its case. What somebody may not see
is not there: no field is blanked, no row is empty.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from placement.domain.actor import Actor, ActorRelation, Role
from placement.domain.fact import Body, Content, Edit, key_field
from placement.domain.permission import FIELD_ACTIONS, Action, FieldClass
from placement.errors import Refused
from placement.service.need_to_know import People, subjects
from placement.service.register import register, rows_of

BEYOND_CLEARANCE = frozenset({FieldClass.GEO, FieldClass.SAFETY, FieldClass.PLACEMENT, FieldClass.DECISION})
"""Not seen without clearance: where somebody is, from whom they hide, and decisions, which name places too."""
BEYOND_CASE = frozenset(FieldClass) - {FieldClass.NAME}
"""Not seen of somebody of another case: all but the alias."""
BY_ACT = dict.fromkeys((Action.BREAK_GLASS, Action.COUNTERSIGN), frozenset({FieldClass.DECISION}))
"""What an act writes as its own matter, also for somebody who may not write such fields otherwise."""
SEEN_AFTERWARDS = "break_glass"
"""Table of what somebody did alone. Its rows come and are signed by their own acts: whoever did it takes none away."""
STRICTEST_FIRST = (ActorRelation.CONFLICT, ActorRelation.OTHER, ActorRelation.OWN, ActorRelation.NONE)
ALSO_NAMES = {"households": "origin", "persons": "partner", "relations": "protected"}
"""Table -> field that names somebody else; it is seen only where it could be seen of them as well."""


class Cell(NamedTuple):
    """One permission: a role may do this with fields of this class, where it stands so to the household."""

    role: Role
    action: Action
    field_class: FieldClass
    relation: ActorRelation


def cells(rows: Iterable[Mapping[str, str]]) -> frozenset[Cell]:
    """The permissions that rows of the table give; a cell of it may hold several words.

    Raises:
        ValueError: An unknown word, a permission that stands there twice, one for a conflict of interest, or an act
            about fields without a class (or the other way round).
    """
    found: set[Cell] = set()
    for row in rows:
        names = (row[column].split() for column in ("role", "action", "class", "relation"))
        for role, action, field_class, relation in product(*names):
            cell = Cell(Role(role), Action(action), FieldClass(field_class), ActorRelation(relation))
            about_fields = cell.action in FIELD_ACTIONS
            if cell in found or cell.relation is ActorRelation.CONFLICT:
                raise ValueError(f"{cell}: twice, or for a conflict of interest")
            if about_fields is (cell.field_class is FieldClass.NONE):
                raise ValueError(f"{cell}: an act about fields names their class, and no other does")
            found.add(cell)
    return frozenset(found)


@cache
def granted() -> frozenset[Cell]:
    """All permissions."""
    return cells(rows_of("access.csv"))


def may(
    actor: Actor,
    action: Action,
    field_class: FieldClass = FieldClass.NONE,
    relation: ActorRelation = ActorRelation.NONE,
) -> bool:
    """Whether the table lets an actor do this. Clearance and cases are asked where a household is known."""
    if not actor.active or relation is ActorRelation.CONFLICT:
        return False
    return Cell(actor.role, action, field_class, relation) in granted()


def who_may(
    action: Action, field_class: FieldClass = FieldClass.NONE
) -> Mapping[Role, frozenset[ActorRelation]]:
    """The roles that may do this, and as what they must stand to the household for it."""
    return {
        role: relations
        for role in Role
        if (
            relations := frozenset(
                r for r in ActorRelation if Cell(role, action, field_class, r) in granted()
            )
        )
    }


def relation_of(actor: Actor, household: str, content: Content) -> ActorRelation:
    """How an actor stands to a household, or to a person's. One that is not there is somebody else's."""
    people = People(actor, content)
    found = {people.relation(one) for one in people.households_of(household)} or {ActorRelation.NONE}
    return next(one for one in STRICTEST_FIRST if one in found)


def visible_fields(
    actor: Actor, table: str, body: Body, content: Content, action: Action = Action.READ
) -> frozenset[str]:
    """The fields of a row with which an actor may do this; none: the row is not there for them."""
    return _Sight(actor, content).fields(table, body, action) & body.keys()


HOME_TOLD = frozenset({"household", "place", "start", "until", "kind", "expires"})
"""The fields of a stay that tell where somebody lives, and when."""


def unseen(actor: Actor, aliases: Iterable[str], content: Content, action: Action) -> frozenset[str]:
    """Of some households, persons or outsiders those of whose home an actor may not know.

    Args:
        actor: Who asks.
        aliases: Of whom.
        content: All rows.
        action: To read of it, or to take it out.
    """
    sight = _Sight(actor, content)
    stay = dict.fromkeys(HOME_TOLD)
    return frozenset(
        one for one in aliases if not sight.fields("stays", stay | {"household": one}, action) >= HOME_TOLD
    )


def may_change(actor: Actor, edits: Iterable[Edit], content: Content, action: Action = Action.WRITE) -> bool:
    """Whether an actor may write every field that these edits change, in the row before and in the row after.

    Args:
        actor: Who asks.
        edits: Rows before and after.
        content: All rows as they are.
        action: The act that the edits come from.
    """
    sight, act = _Sight(actor, content), action if action in BY_ACT else Action.WRITE
    edits = tuple(edits)
    if act not in BY_ACT and any(edit.table == SEEN_AFTERWARDS for edit in edits):
        return False
    return all(
        bool(fields := sight.fields(edit.table, body, act)) and fields.issuperset(edit.fields)
        for edit in edits
        for body in (edit.before, edit.after)
        if body is not None
    )


def shaped(actor: Actor, content: Content, rows: Content | None = None) -> dict[str, dict[str, Body]]:
    """The content, or some other rows beside it, as an actor may see it.

    Every table is there; what may not be seen in it is not.
    """
    sight = _Sight(actor, content)
    return {
        table: {
            key: {name: value for name, value in body.items() if name in fields}
            for key, body in rows.items()
            if (fields := sight.fields(table, body, Action.READ))
        }
        for table, rows in (content if rows is None else rows).items()
    }


def refusal(actor: Actor, action: Action, field_class: FieldClass = FieldClass.NONE) -> Refused:
    """What was asked and whom to ask instead. It is the same whether or not there is such a person."""
    # Asked of fields whose class must not be told, or is not one: those who may do it with any.
    classes = FieldClass if action in FIELD_ACTIONS and field_class is FieldClass.NONE else (field_class,)
    known = {role for one in classes for role in who_may(action, one)}
    able = [role for role in Role if role in known] if actor.active else [Role.ADMINISTRATOR]
    facts = {"action": f"~Action.{action}", "fields": f"~FieldClass.{field_class}"}
    if not able:
        return Refused(f"{action} ({field_class}) is open to nobody.", code="refused_to_all", facts=facts)
    code = "refused_act" if field_class is FieldClass.NONE else "refused"
    facts["whom"] = f"~Role.{able[0]}"
    return Refused(f"{action} ({field_class}) is not open to you.", code=code, facts=facts)


@cache
def _fields_in(table: str, classes: frozenset[FieldClass]) -> frozenset[str]:
    return frozenset(
        entry.field for entry in register().values() if entry.table == table and entry.field_class in classes
    )


class _Sight:
    """What one actor may see in some content."""

    def __init__(self, actor: Actor, content: Content) -> None:
        self._actor, self._people = actor, People(actor, content)
        self._known: dict[tuple[Action, tuple[str, ...]], frozenset[FieldClass]] = {}
        self._table: dict[tuple[Action, ActorRelation], frozenset[FieldClass]] = {}

    def fields(self, table: str, body: Body, action: Action) -> frozenset[str]:
        """The fields with which the actor may do this; none where they may not read whom the row is about."""
        found = _fields_in(table, self._classes(table, body, Action.READ))
        key = (own,) if (own := key_field(table)) else ()
        if not found.issuperset((*key, *subjects(table))):
            return frozenset()
        if action is not Action.READ:
            found &= _fields_in(table, self._classes(table, body, action))
        return found - self._hidden(table, body)

    def _hidden(self, table: str, body: Body) -> set[str]:
        """Fields that say something of somebody, or of a case, that the actor may not know."""
        hidden = set() if self._actor.knows_case(body.get("case_group")) else {"case_group"}
        name = ALSO_NAMES.get(table, "")
        if (other := body.get(name)) is not None:
            seen = self._of_one(self._people.households_of(other), Action.READ)
            if register()[table, name].field_class not in seen:
                hidden.add(name)
        return hidden

    def _classes(self, table: str, body: Body, action: Action) -> frozenset[FieldClass]:
        """Classes that the actor may see of everybody whom a row is about."""
        about = self._people.about(table, body)
        if not about:
            return self._in_table(action, ActorRelation.NONE)
        return frozenset.intersection(*(self._of_one(households, action) for households in about))

    def _of_one(self, households: tuple[str, ...], action: Action) -> frozenset[FieldClass]:
        name = action, households
        if name not in self._known:
            self._known[name] = frozenset().union(*(self._of_household(one, action) for one in households))
        return self._known[name]

    def _of_household(self, household: str, action: Action) -> frozenset[FieldClass]:
        standing = self._people.standing(household)
        seen = self._in_table(action, standing.relation)
        seen -= frozenset() if standing.cleared else BEYOND_CLEARANCE
        return seen - (frozenset() if standing.knows_cases else BEYOND_CASE)

    def _in_table(self, action: Action, relation: ActorRelation) -> frozenset[FieldClass]:
        name = action, relation
        if name not in self._table:
            self._table[name] = self._granted(action, relation)
        return self._table[name]

    def _granted(self, action: Action, relation: ActorRelation) -> frozenset[FieldClass]:
        if action in BY_ACT:
            own = BY_ACT[action] if may(self._actor, action, relation=relation) else frozenset()
            return own | self._in_table(Action.WRITE, relation)
        return frozenset(one for one in FieldClass if may(self._actor, action, one, relation))
