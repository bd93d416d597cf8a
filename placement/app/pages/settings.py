"""Settings: for everybody language, keys, method and health; for who keeps them users, backups, retention, columns."""

from collections.abc import Callable

from placement.app.parts.here import Here, here
from placement.app.parts.settings_about import draw_about
from placement.app.parts.settings_backup import draw_backup
from placement.app.parts.settings_columns import draw_columns
from placement.app.parts.settings_health import draw_health
from placement.app.parts.settings_retention import draw_retention
from placement.app.parts.settings_users import draw_users
from placement.app.parts.settings_you import draw_you
from placement.app.parts.view import choose_view
from placement.domain.permission import Action
from placement.words.texts import later

# Title, what draws it, and acts of which the person must be allowed one; with none it is for everybody.
VIEWS: dict[str, tuple[str, Callable[[Here], None], tuple[Action, ...]]] = {
    "users": (later("Users and roles"), draw_users, (Action.USERS,)),
    "backup": (later("Backup"), draw_backup, (Action.BACKUP,)),
    "you": (later("For you"), draw_you, ()),
    "about": (later("About"), draw_about, ()),
    "health": (later("Health"), draw_health, ()),
    "retention": (later("Retention"), draw_retention, (Action.PURGE, Action.POLICY)),
    "columns": (later("Columns of files"), draw_columns, (Action.IMPORT,)),
}

now = here()
_ = now.texts
mine = [name for name, (_title, _draw, acts) in VIEWS.items() if not acts or any(map(now.may, acts))]
chosen = choose_view(_("View"), {name: _(VIEWS[name][0]) for name in mine}, "settings")
VIEWS[chosen][1](now)
