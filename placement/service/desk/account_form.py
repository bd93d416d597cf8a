"""Accounts as forms and as lines: who may open the desk, and as what. What is filled in becomes a command."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from placement.domain.actor import Role
from placement.domain.fact import Body
from placement.domain.person import Secrecy
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.desk_fields import desk_field
from placement.service.desk.forms import Choice, Field
from placement.tables.cells import NO, YES
from placement.tables.column import Kind
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.sentence import Sentence as W
from placement.words.texts import Texts

USERS, ALL = "users", "all"
EVERY_CASE = W("alle saker", "all cases")
NO_CLEARANCE = W("ingen", "none")
HELP: Mapping[str, W] = {
    "login": W("Står i loggen, og endres aldri.", "It stands in the log, and never changes."),
    "name": W("Bare for den som holder kontoene.", "Only for who keeps the accounts."),
    "clearance": W("Høyeste adressegradering de ser gjennom.", "The highest address protection that they see through."),
    "case_groups": W("Saker de får vite om.", "Cases that they may know of."),
    "contact": W("Kontakten de er; slik har de egne husstander.", "The contact they are; by it households are theirs."),
    "active": W("Nei stenger kontoen med en gang.", "No shuts the account at once."),
}  # fmt: skip


class AccountLine(NamedTuple):
    """One account in words."""

    login: str
    name: str
    role: str
    clearance: str
    cases: str
    contact: str
    is_open: bool


def account_line(body: Body, _: Texts) -> AccountLine:
    """An account in words."""
    cases = body["case_groups"]
    return AccountLine(
        login=body["login"],
        name=body["name"],
        role=_role(body["role"], _.lang),
        clearance=_clearance(body["clearance"], _.lang),
        cases=getattr(EVERY_CASE, _.lang) if cases == ALL else ", ".join(cases) or _("none"),
        contact=body["contact"] or "",
        is_open=body["active"],
    )


def account_form(body: Body | None, users: Mapping[str, Body], lang: Lang) -> tuple[Field, ...]:
    """The fields of an account, or of one that is to come.

    Args:
        body: The account; none: a new one.
        users: All accounts, whose cases can be chosen.
        lang: Language of labels and choices.
    """
    groups = sorted(
        {one for row in users.values() if row["case_groups"] != ALL for one in row["case_groups"]}
    )
    cases = (Choice(ALL, getattr(EVERY_CASE, lang)), *(Choice(one, one) for one in groups))
    fields = (
        _field("login", Kind.TEXT, lang, required=True),
        _field("name", Kind.TEXT, lang),
        _field("role", Kind.WORD, lang, _choices(Role, _role, lang), required=True),
        _field("clearance", Kind.WORD, lang, _choices(Secrecy, _clearance, lang)),
        _field("case_groups", Kind.TEXTS, lang, cases),
        _field("contact", Kind.TEXT, lang),
        _field("active", Kind.YES_NO, lang, (
            Choice(value=True, text=getattr(YES, lang)), Choice(value=False, text=getattr(NO, lang)),
        )),
    )  # fmt: skip
    if body is None:
        return tuple(one for one in fields if one.name != "active")
    return tuple(one._replace(value=_shown(one, body)) for one in fields if one.name != "login")


def set_account(login: str, name: str, value: Any) -> SetFields:  # noqa: ANN401 - what a form holds
    """The command that changes one field of an account."""
    return SetFields(table=USERS, key=login, fields={name: _kept(name, value)})


def add_account(filled: Mapping[str, Any]) -> AddRow:
    """The command that lets somebody open the desk; what is not given is not granted."""
    given = {name: _kept(name, value) for name, value in filled.items() if value not in (None, "", [])}
    return AddRow(table=USERS, fields=given)


def _field(
    name: str, kind: Kind, lang: Lang, choices: tuple[Choice, ...] = (), *, required: bool = False
) -> Field:
    said = HELP.get(name)
    return Field(
        USERS, name, desk_field(USERS, name, lang), getattr(said, lang) if said else "", kind, choices,
        is_open=kind in (Kind.TEXT, Kind.TEXTS), required=required, value=None,
    )  # fmt: skip


def _choices(words: type[StrEnum], say: Any, lang: Lang) -> tuple[Choice, ...]:  # noqa: ANN401
    return tuple(Choice(one.value, say(one.value, lang)) for one in words)


def _role(word: str, lang: Lang) -> str:
    return say_word(f"~Role.{word}", lang)


def _clearance(word: str, lang: Lang) -> str:
    grade = Secrecy(word)
    return say_word(f"~Secrecy.{word}", lang) if grade.rank else str(getattr(NO_CLEARANCE, lang))


def _shown(field: Field, body: Body) -> Any:  # noqa: ANN401
    value = body[field.name]
    return [ALL] if field.is_list and value == ALL else value


def _kept(name: str, value: Any) -> Any:  # noqa: ANN401
    """What a form holds, as the row has it: all cases swallow the single ones."""
    if name == "case_groups":
        return ALL if ALL in (value or ()) else sorted(value or ())
    text = value.strip() if isinstance(value, str) else value
    if name == "name":
        return text or ""
    return text or None if name == "contact" else text
