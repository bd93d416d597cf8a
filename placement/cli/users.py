"""Who may open the desk, and as what."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from placement.cli.at_desk import AtDesk, at_desk
from placement.cli.carried_out import carry_out_or_ask
from placement.cli.options import Why, of_words, theme
from placement.cli.say import write_json
from placement.cli.tables import show_table
from placement.words.texts import later

app = theme()

ROLES = "coordinator|caseworker|manager|address_keeper|auditor|administrator"
GRADES = "none|hidden|fortrolig|strengt_fortrolig"

UserLogin = Annotated[str, typer.Argument(metavar="LOGIN", help=later("The login."))]


def _role() -> type[StrEnum]:
    from placement.domain.actor import Role

    return Role


def _grade(word: str) -> str:
    from placement.domain.person import Secrecy

    return Secrecy(word).value


OneRole = typer.Option(parser=of_words(_role), metavar=f"[{ROLES}]", help=later("What they are here to do."))
Role = Annotated[str | None, OneRole]
Clearance = Annotated[
    str | None,
    typer.Option(
        parser=_grade,
        metavar=f"[{GRADES}]",
        help=later("The highest address protection that they see through."),
    ),
]
Cases = Annotated[
    str | None,
    typer.Option(metavar="ALL|A,B", help=later("Cases that they may know of: all, or their names.")),
]
Contact = Annotated[
    str | None, typer.Option(help=later("The contact that they are: by it households are their own."))
]
Name = Annotated[str | None, typer.Option(help=later("Whose account it is; the log names the login alone."))]


def _given(role: str | None, clearance: str | None, cases: str | None, contact: str | None,
           name: str | None) -> dict[str, Any]:  # fmt: skip
    groups = (
        None if cases is None else "all" if cases.lower() == "all" else sorted(filter(None, cases.split(",")))
    )
    told = {"role": role, "clearance": clearance, "case_groups": groups, "contact": contact, "name": name}
    return {field: value for field, value in told.items() if value is not None}


@app.command(help=later("Let somebody open the desk."))
@at_desk
def add(
    at: AtDesk,
    who: UserLogin,
    role: Annotated[str, OneRole],
    clearance: Clearance = None,
    cases: Cases = None,
    contact: Contact = None,
    name: Name = None,
) -> None:
    """A new account."""
    from placement.service.desk.commands.rows import AddRow

    fields = {"login": who, **_given(role, clearance, cases, contact, name)}
    carry_out_or_ask(at, AddRow(table="users", fields=fields))


@app.command(name="set", help=later("Change what somebody may do, or shut their account."))
@at_desk
def set_(
    at: AtDesk,
    *,
    who: UserLogin,
    role: Role = None,
    clearance: Clearance = None,
    cases: Cases = None,
    contact: Contact = None,
    name: Name = None,
    active: Annotated[
        bool | None, typer.Option("--open/--shut", help=later("Whether they may open the desk at all."))
    ] = None,
    why: Why = "",
) -> None:
    """A changed account."""
    from placement.service.desk.commands.rows import SetFields

    fields = _given(role, clearance, cases, contact, name)
    if active is not None:
        fields["active"] = active
    carry_out_or_ask(at, SetFields(table="users", key=who, fields=fields), why=why)


@app.command(name="list", help=later("Show who may open the desk."))
@at_desk
def list_(at: AtDesk) -> None:
    """All accounts."""
    from placement.service.desk.accounts import accounts
    from placement.service.desk.open import body_of
    from placement.words.render import say_word

    with at.opened() as desk:
        found = accounts(desk, at.login)
    if at.as_json:
        write_json([body_of(one) for one in found])
        return
    _ = at.texts
    heads = (_("Login"), _("Role"), _("Clearance"), _("Cases"), _("Contact"), _("Name"), _("Open"))
    yes = {True: _("yes"), False: _("no")}
    rows = (
        (
            one.login, say_word(f"~Role.{one.role}", at.lang),
            say_word(f"~Secrecy.{one.clearance.value}", at.lang) if one.clearance.rank else _("none"),
            _("all") if isinstance(one.case_groups, str) else ", ".join(sorted(one.case_groups)),
            one.contact or "", one.name, yes[one.active],
        )
        for one in found
    )  # fmt: skip
    show_table("", heads, rows)
