"""Housing: units, their rooms and beds, what is free now and later, and what a bed can serve."""

from collections.abc import Callable

from placement.app.parts.here import Here, here
from placement.app.parts.housing_address import draw_addresses
from placement.app.parts.housing_ahead import draw_ahead
from placement.app.parts.housing_areas import draw_areas
from placement.app.parts.housing_units import draw_units
from placement.app.parts.view import choose_view
from placement.domain.permission import Action, FieldClass
from placement.words.texts import later

VIEWS: dict[str, tuple[str, Callable[[Here], None], tuple[Action, FieldClass]]] = {
    "units": (later("Units"), draw_units, (Action.READ, FieldClass.HOUSING)),
    "ahead": (later("Weeks ahead"), draw_ahead, (Action.PLAN, FieldClass.NONE)),
    "areas": (later("Areas"), draw_areas, (Action.PLAN, FieldClass.NONE)),
    "addresses": (later("Addresses"), draw_addresses, (Action.READ, FieldClass.ADDRESS)),
}

now = here()
_ = now.texts
mine = [name for name, (_title, _draw, act) in VIEWS.items() if now.may(*act)]
chosen = mine[0]
if len(mine) > 1:
    chosen = choose_view(_("View"), {name: _(VIEWS[name][0]) for name in mine}, "housing")
VIEWS[chosen][1](now)
