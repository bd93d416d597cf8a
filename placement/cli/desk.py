"""All commands on an encrypted desk."""

from placement.cli import (
    addresses,
    changes,
    desk_plans,
    emergency,
    facts,
    households,
    imported,
    mended,
    new_desk,
    offers,
    set_aside,
    standing,
    stays,
    users,
)
from placement.cli.options import theme
from placement.words.texts import later

app = theme()
for part in (new_desk, facts, imported, standing, desk_plans, changes, mended):
    app.add_typer(part.app)
addresses.app.add_typer(emergency.app)
for part, name, what in (
    (users, "user", later("Who may open the desk, and as what.")),
    (offers, "offer", later("What people answered.")),
    (stays, "stay", later("Who really lives where.")),
    (households, "household", later("Who is a household: split, merged, born into, gone.")),
    (set_aside, "rule", later("Hard rules that people set aside, and who looked at it.")),
    (addresses, "address", later("Where units lie, and addresses that are burnt.")),
):
    app.add_typer(part.app, name=name, help=what)
