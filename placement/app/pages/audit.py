"""Audit: what was changed, what the log says and whether it is whole, and where each plan comes from."""

from collections.abc import Callable

from placement.app.parts.audit_changes import draw_changes
from placement.app.parts.audit_log import draw_log
from placement.app.parts.audit_plans import draw_plans
from placement.app.parts.here import Here, here
from placement.app.parts.view import choose_view
from placement.domain.permission import Action
from placement.words.texts import later

VIEWS: dict[str, tuple[str, Callable[[Here], None]]] = {
    "log": (later("The log"), draw_log),
    "changes": (later("Changes"), draw_changes),
    "plans": (later("Where plans come from"), draw_plans),
}

now = here()
_ = now.texts
mine = [name for name in VIEWS if name != "log" or now.may(Action.LOG)]
chosen = choose_view(_("View"), {name: _(VIEWS[name][0]) for name in mine}, "audit")
VIEWS[chosen][1](now)
