"""What every page is drawn with: the desk, who looks, in which language, and the facts before their eyes."""

from dataclasses import dataclass
from functools import cache, lru_cache

import streamlit as st

from placement.app.parts.contrast import CONTRAST
from placement.app.serving import Serving, serving
from placement.domain.actor import Actor, ActorRelation
from placement.domain.fact import Body, Content, key_field
from placement.domain.permission import Action, FieldClass
from placement.domain.week import Week
from placement.service.access import may
from placement.service.demo import COORDINATOR
from placement.service.desk.desk import Desk
from placement.service.desk.sight import Sight, newest, sight
from placement.service.desk.snapshot import Snapshot
from placement.service.planning import derived
from placement.service.register import register
from placement.service.remembered import remembered
from placement.service.veil import Names, untold
from placement.words.language import Lang, language
from placement.words.texts import Texts, texts

LANG, LOGIN, MEETING, REVEALED = "lang", "as", "meeting", "revealed"
"""Names in the address and in the session. Nothing about a person is ever in an address."""
SHOWN_AT_MEETING = frozenset(FieldClass) - {
    FieldClass.SAFETY, FieldClass.HEALTH, FieldClass.STATUS, FieldClass.COMMENT,
}  # fmt: skip
"""What others in the room may see on the wall."""


@dataclass(frozen=True)
class Here:
    """One screen at one moment. It reads; what changes anything is in `placement.app.parts.act`."""

    serving: Serving
    login: str
    lang: Lang
    sight: Sight

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.serving.desk

    @property
    def actor(self) -> Actor:
        """Who looks."""
        return self.sight.actor

    @property
    def texts(self) -> Texts:
        """The texts of the language."""
        return texts(self.lang)

    @property
    def content(self) -> Content:
        """All rows that may be shown now."""
        return self.sight.content

    def rows(self, table: str) -> dict[str, Body]:
        """Key -> body of the rows of a table, without the fields that are masked now."""
        return {key: self.row(table, key) for key in self.sight.rows(table)}

    def row(self, table: str, key: str) -> Body:
        """What is shown of one row now; nothing where it is not there."""
        body = self.sight.rows(table).get(key, {})
        masked = self.masked(table, key)
        return {name: value for name, value in body.items() if name not in masked} if masked else body

    def masked(self, table: str, key: str) -> frozenset[str]:
        """The fields of a row that the person may see, but has not asked for yet."""
        if (table, key) in st.session_state.get(REVEALED, ()):
            return frozenset()
        return self.sensitive(table) & self.sight.rows(table).get(key, {}).keys()

    def sensitive(self, table: str) -> frozenset[str]:
        """The fields of a table that are masked until somebody asks for them, with a reason, in the log."""
        return _sensitive(table, _revealable(self.actor))

    def may(self, action: Action, field_class: FieldClass = FieldClass.NONE) -> bool:
        """Whether the person may do this to anybody at all: what is not so is not offered."""
        return _may_to_anybody(self.actor, action, field_class)

    @property
    def is_meeting(self) -> bool:
        """Whether others look at this screen."""
        return _is_meeting()

    @property
    def untold(self) -> Names:
        """Aliases of whose home the person may not know; only for pages of those who plan."""
        return untold(self.actor, self.week(), self.desk.now().content)

    def week(self) -> Week:
        """The week and what follows from it; only for pages of those who plan."""
        return _week(self.desk.now())


@lru_cache(maxsize=1024)
def _may_to_anybody(actor: Actor, action: Action, field_class: FieldClass) -> bool:
    return any(may(actor, action, field_class, relation) for relation in ActorRelation)


@lru_cache(maxsize=64)
def _revealable(actor: Actor) -> frozenset[FieldClass]:
    return frozenset(one for one in FieldClass if _may_to_anybody(actor, Action.REVEAL, one))


@cache
def _sensitive(table: str, classes: frozenset[FieldClass]) -> frozenset[str]:
    # What a row is known by is not masked: of rows about two, that they are there is told by their number.
    return frozenset(
        field for (one, field), entry in register().items() if one == table and entry.field_class in classes
    ) - {key_field(table)}


@remembered(maxsize=2)
def _week(now: Snapshot) -> Week:
    return derived(now.instance)


def keep_address() -> None:
    """Keep what was chosen for this screen in the address over a change of page, which the library empties it at."""
    for name in (LANG, LOGIN, CONTRAST):
        if name in st.query_params:
            st.session_state[f"kept_{name}"] = st.query_params[name]
        elif f"kept_{name}" in st.session_state:
            st.query_params[name] = st.session_state[f"kept_{name}"]
    _keep_meeting()


def _keep_meeting() -> None:
    """A meeting goes on until somebody ends it: also over F5, and where the server was started anew."""
    if st.query_params.get(MEETING) and MEETING not in st.session_state:
        st.session_state[MEETING] = True
    if st.session_state.get(MEETING):
        st.query_params[MEETING] = "1"
    elif MEETING in st.query_params:
        del st.query_params[MEETING]


def current_language() -> Lang:
    """The language in the address of this screen; Norwegian before anybody chose."""
    return language(st.query_params.get(LANG))


def here() -> Here:
    """This screen, as it is drawn now. Raises Refused where nobody of that name may open the desk."""
    served = serving()
    login = served.login or st.query_params.get(LOGIN) or COORDINATOR
    return Here(served, login, current_language(), _seen(served.desk, login))


def _seen(desk: Desk, login: str) -> Sight:
    """What the person sees, read anew where anything changed since: each reading is a line of the log."""
    known = st.session_state.get("sight")
    if known is not None and known[0] == (login, _is_meeting()) and known[1].change == newest(desk):
        found: Sight = known[1]
        return found
    return keep_sight(login, sight(desk, login))


def keep_sight(login: str, found: Sight) -> Sight:
    """Keep what the person sees until anything changes; in a meeting without what others must not see."""
    if meeting := _is_meeting():
        found = found._replace(content=for_meeting(found.content))
    st.session_state["sight"] = ((login, meeting), found)
    return found


def _is_meeting() -> bool:
    return bool(st.session_state.get(MEETING))


def for_meeting(content: Content) -> Content:
    """Rows without what others in the room must not see."""
    shown = {name for name, entry in register().items() if entry.field_class in SHOWN_AT_MEETING}
    return {
        table: {
            key: {name: value for name, value in body.items() if (table, name) in shown}
            for key, body in rows.items()
        }
        for table, rows in content.items()
    }
