"""One file a page, and which role each is for."""

from typing import NamedTuple

from placement.app.parts.here import Here
from placement.domain.actor import Role
from placement.domain.permission import Action, FieldClass
from placement.service.access import who_may
from placement.words.texts import later


class Entry(NamedTuple):
    """A page. It is there for whoever may do one of these things; with none of them, for everybody."""

    file: str
    title: str
    url: str
    acts: tuple[tuple[Action, FieldClass], ...] = ()


NONE = FieldClass.NONE
ALL = (
    Entry("this_week", later("This week"), ""),
    Entry("people", later("Persons"), "people", ((Action.READ, FieldClass.PERSON),)),
    Entry(
        "housing", later("Housing"), "housing",
        ((Action.READ, FieldClass.HOUSING), (Action.READ, FieldClass.ADDRESS)),
    ),
    Entry("activities", later("Activities"), "activities", ((Action.READ, FieldClass.HOUSING),)),
    Entry("rules", later("Rules"), "rules", ((Action.READ, FieldClass.POLICY),)),
    Entry("plan", later("Plan"), "plan", ((Action.PLAN, NONE),)),
    Entry("scenarios", later("Scenarios"), "scenarios", ((Action.SCENARIO, NONE),)),
    Entry("files", later("Files"), "files", ((Action.IMPORT, NONE),)),
    Entry("audit", later("Audit"), "audit", ((Action.PLAN, NONE), (Action.LOG, NONE))),
    Entry("settings", later("Settings"), "settings"),
)  # fmt: skip
"""In the order of the navigation; the first is the start page."""


def allowed(entry: Entry, now: Here) -> bool:
    """Whether the page is for whoever looks. The service asks again for each thing that is done or read there."""
    return not entry.acts or any(now.may(*act) for act in entry.acts)


def open_to(entry: Entry) -> tuple[Role, ...]:
    """The roles that a page is for."""
    able = {role for act in entry.acts for role in who_may(*act)}
    return tuple(role for role in Role if role in able or not entry.acts)
