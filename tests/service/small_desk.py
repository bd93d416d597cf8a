"""A few rows about a few households, to see who may see what of them. All fictional.

Contact Kontakt-1 follows the household Elg up, has a conflict of interest with Ulv, and nothing to do with Rev.
Gaupe has no contact yet.
"""

from placement.domain.actor import Actor, Role
from placement.domain.person import Secrecy

KNOWS_ALL = {"clearance": Secrecy.STRENGT_FORTROLIG, "case_groups": "all"}
HOUSEHOLDS = ("Elg", "Rev", "Ulv", "Gaupe")


def actor(role=Role.COORDINATOR, contact="Kontakt-1", **given):
    return Actor(login="ane", role=role, contact=contact, **(KNOWS_ALL | given))


def content(**persons):
    """The rows. Named fields are set for everybody of a household: `Elg={"secrecy": "hidden"}`."""
    return {
        "week": {"week": {"as_of": "2026-11-23", "horizon_days": 56, "version": 1}},
        "units": {"Lind": {"alias": "Lind", "district": "Nord", "security": 2}},
        "households": {
            alias: {"alias": alias, "origin": None, "lot": 7, "wishes": ["Nord"], "unsuitable": False}
            for alias in HOUSEHOLDS
        },
        "persons": {
            f"{alias}-{number}": {
                "household": alias, "alias": f"{alias}-{number}", "gender": "woman", "partner": None,
                "secrecy": "none", "case_group": None, "support": 1, "track": "asylum", **persons.get(alias, {}),
            }
            for alias in HOUSEHOLDS
            for number in (1, 2)
        },
        "outsiders": {"Fremmed": {"alias": "Fremmed"}},
        "relations": {
            "1": relation("Elg-1", "Rev-1"),
            "2": relation("Elg-1", "Elg-2"),
            "3": relation("Elg-1", "Fremmed"),
            "4": relation("Rev-1", "Gaupe-1"),
            "5": relation("Elg-1", "Ulv-1"),
            "6": relation("Elg-1", "Kontakt-2"),
        },
        "knows_address": {"1": {"person": "Fremmed", "unit": "Lind"}},
        "offers": {
            str(number): {"household": alias, "unit": "Lind", "on": "2026-11-20", "answer": "open"}
            for number, alias in enumerate(HOUSEHOLDS, 1)
        },
        "overrides": {
            "1": {"rule": "H12", "households": ["Elg"], "unit": "Lind"},
            "2": {"rule": "H12", "households": ["Elg", "Rev"], "unit": "Lind"},
            "3": {"rule": "H12", "households": ["Rev", "Ulv"], "unit": "Lind"},
        },
        "contacts": {
            "Kontakt-1": {"alias": "Kontakt-1", "hours": 30},
            "Kontakt-2": {"alias": "Kontakt-2", "hours": 30},
        },
        "interpreters": {
            "Tolk-1": {"alias": "Tolk-1", "languages": ["eng"], "case_group": "Sak-1"},
            "Tolk-2": {"alias": "Tolk-2", "languages": ["eng"], "case_group": None},
        },
        "assignments": {
            "1": {"household": "Elg", "contact": "Kontakt-1", "kind": "current"},
            "2": {"household": "Ulv", "contact": "Kontakt-1", "kind": "current"},
            "3": {"household": "Rev", "contact": "Kontakt-2", "kind": "current"},
            "4": {"household": "Gaupe", "contact": "Kontakt-1", "kind": "new"},
        },
        "impartiality": {
            "1": {"helper": "Kontakt-1", "household": "Ulv", "conflict": "yes"},
            "2": {"helper": "Kontakt-1", "household": "Elg", "conflict": "no"},
            "3": {"helper": "Kontakt-1", "household": "Gaupe", "conflict": "not_asked"},
            "4": {"helper": "Kontakt-2", "household": "Elg", "conflict": "yes"},
        },
        "addresses": {"Lind": {"unit": "Lind", "text": "c2VhbGVk"}},
        "users": {"ane": {"login": "ane", "name": "Ane", "role": "coordinator"}},
    }  # fmt: skip


def relation(a, b):
    return {"a": a, "b": b, "kind": "conflict", "protected": None}
