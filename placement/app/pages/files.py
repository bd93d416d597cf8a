"""Files: what comes in, what goes out, and the list for the Monday meeting."""

from collections.abc import Callable

from placement.app.parts.files_in import draw_in
from placement.app.parts.files_out import draw_monday, draw_out
from placement.app.parts.files_take import draw_taken
from placement.app.parts.here import Here, here
from placement.app.parts.view import choose_view
from placement.domain.permission import Action, FieldClass
from placement.words.texts import later

VIEWS: dict[str, tuple[str, Callable[[Here], None], tuple[Action, FieldClass]]] = {
    "in": (later("Bring in"), draw_in, (Action.IMPORT, FieldClass.NONE)),
    "out": (later("Take out"), draw_out, (Action.EXPORT, FieldClass.NAME)),
    "monday": (later("Monday list"), draw_monday, (Action.PLAN, FieldClass.NONE)),
}

now = here()
_ = now.texts
draw_taken(now)
mine = {name: _(title) for name, (title, _draw, act) in VIEWS.items() if now.may(*act)}
VIEWS[choose_view(_("View"), mine, "files")][1](now)
