"""Fields of the tables that no workbook has, as people call them."""

from collections.abc import Mapping

from placement.words.language import Lang
from placement.words.sentence import Sentence as W

FIELDS: Mapping[str, Mapping[str, W]] = {
    "users": {
        "login": W("brukernavn", "login"),
        "name": W("navn", "name"),
        "role": W("rolle", "role"),
        "clearance": W("klarering", "clearance"),
        "case_groups": W("saker", "cases"),
        "contact": W("kontakt", "contact"),
        "active": W("åpen konto", "open account"),
    },
    "addresses": {"unit": W("enhet", "unit"), "text": W("adresse", "address")},
    "break_glass": {
        "rule": W("regel", "rule"),
        "households": W("husstander", "households"),
        "unit": W("enhet", "unit"),
        "night": W("natt", "night"),
        "by": W("av", "by"),
        "at": W("når", "when"),
        "until": W("til", "until"),
        "countersigned_by": W("etterprøvd av", "countersigned by"),
    },
    "mappings": {
        "table": W("tabell", "table"), "header": W("overskrift", "header"), "field": W("felt", "field"),
    },
    "scenarios": {
        "alias": W("dekknavn", "alias"),
        "name": W("navn", "name"),
        "by": W("av", "by"),
        "body": W("innhold", "content"),
    },
    "plan_comments": {
        "plan": W("plan", "plan"), "text": W("kommentar", "comment"), "by": W("av", "by"),
    },
    "shown_places": {
        "household": W("husstand", "household"), "places": W("plasser", "places"), "on": W("dato", "date"),
        "until": W("til", "until"),
    },
}  # fmt: skip
"""Table -> field -> its words."""


def desk_field(table: str, field: str, lang: Lang) -> str:
    """What a field is called; its name, where there is no word for it."""
    said = FIELDS.get(table, {}).get(field)
    return field if said is None else getattr(said, lang)
