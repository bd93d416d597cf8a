"""What somebody may see of a desk: what they may not see is not there."""

import json
import time

import pytest

from placement.domain.actor import ActorRelation as R
from placement.domain.actor import Role
from placement.domain.fact import Edit, content_of, desk_tables, fields_of
from placement.domain.permission import Action
from placement.domain.permission import FieldClass as C
from placement.domain.person import Secrecy
from placement.service import access
from placement.service.access import Cell, may, may_change, relation_of, shaped, visible_fields
from placement.service.need_to_know import subjects
from placement.service.register import class_of
from placement.simulation.generate import generate
from tests.service.small_desk import HOUSEHOLDS, actor, content

CASEWORKER = actor(Role.CASEWORKER)


def seen_of(who, rows, alias):
    """The fields of a person that are there."""
    return set(shaped(who, rows)["persons"].get(alias, {}))


# --- how an actor stands to a household ----------------------------------------------------------


@pytest.mark.parametrize(
    ("household", "relation"),
    [
        ("Elg", R.OWN),
        ("Elg-1", R.OWN),
        ("Rev", R.OTHER),
        ("Ulv", R.CONFLICT),
        ("Ulv-2", R.CONFLICT),
        ("Gaupe", R.OTHER),
        ("Fremmed", R.CONFLICT),
        ("Kontakt-2", R.NONE),
        ("nobody", R.OTHER),
    ],
)
def test_a_household_is_own_by_its_contact_and_never_with_a_conflict_of_interest(household, relation):
    rows = content()
    rows["relations"]["7"] = rows["relations"]["4"] | {"a": "Ulv-1", "b": "Fremmed"}
    assert relation_of(CASEWORKER, household, rows) is relation


def test_who_is_no_contact_has_no_household_of_their_own():
    rows = content()
    rows["assignments"]["5"] = {"household": "Rev", "contact": None, "kind": "current"}
    for household in HOUSEHOLDS:
        assert relation_of(actor(contact=None), household, rows) is R.OTHER


def test_a_conflict_of_interest_with_one_of_a_household_is_one_with_all_of_it():
    rows = content()
    rows["impartiality"]["5"] = {"helper": "Kontakt-1", "household": "Rev-1", "conflict": "yes"}
    assert relation_of(actor(), "Rev", rows) is R.CONFLICT
    assert relation_of(actor(), "Rev-2", rows) is R.CONFLICT


def test_a_household_that_is_not_there_is_like_one_of_somebody_else():
    body = {"household": "nobody", "unit": "Lind"}
    of_other = {"household": "Rev", "unit": "Lind"}
    assert visible_fields(CASEWORKER, "offers", body, content()) == frozenset()
    assert visible_fields(CASEWORKER, "offers", of_other, content()) == frozenset()


# --- what is not there ---------------------------------------------------------------------------


def test_a_caseworker_has_the_rows_of_their_own_households_alone():
    seen = shaped(CASEWORKER, content())
    assert set(seen["households"]) == {"Elg"}
    assert set(seen["persons"]) == {"Elg-1", "Elg-2"}
    assert {row["household"] for row in seen["offers"].values()} == {"Elg"}


def test_with_a_conflict_of_interest_a_household_is_not_there_even_for_its_contact():
    seen = json.dumps(shaped(actor(), content()))
    assert "Ulv" not in seen
    assert "Rev" in seen


def test_a_field_that_may_not_be_seen_is_absent_and_not_blank():
    assert set(shaped(CASEWORKER, content())["units"]["Lind"]) == {"alias", "security"}


def test_a_manager_has_aliases_and_nothing_of_the_people_behind():
    seen = shaped(actor(Role.MANAGER, contact=None), content())
    assert seen["persons"]["Elg-1"] == {"household": "Elg", "alias": "Elg-1"}
    assert seen["households"]["Elg"] == {"alias": "Elg"}
    assert {name for name, rows in seen.items() if rows} == {"week", "units", "households", "persons"}


def test_an_address_keeper_has_units_and_addresses():
    seen = shaped(actor(Role.ADDRESS_KEEPER, contact=None), content())
    assert {name: rows for name, rows in seen.items() if rows} == {
        "units": {"Lind": {"alias": "Lind"}},
        "addresses": content()["addresses"],
    }


def test_an_administrator_has_accounts():
    seen = shaped(actor(Role.ADMINISTRATOR, contact=None), content())
    assert {name for name, rows in seen.items() if rows} == {"users"}


def test_who_is_shut_out_has_nothing():
    for role in Role:
        assert not any(shaped(actor(role, active=False), content()).values())


def test_the_tables_are_the_same_for_everybody_whether_or_not_they_hold_rows():
    for role in Role:
        assert list(shaped(actor(role), content())) == list(content())


# --- clearance and cases -------------------------------------------------------------------------

WITHOUT_CLEARANCE = {"household", "alias", "gender", "partner", "support", "track"}


@pytest.mark.parametrize("grade", list(Secrecy))
def test_below_the_grade_nothing_tells_where_somebody_is(grade):
    rows = content(Elg={"secrecy": grade.value})
    for clearance in Secrecy:
        who = actor(clearance=clearance)
        found = seen_of(who, rows, "Elg-1")
        assert ("secrecy" in found) is (clearance.rank >= grade.rank)
        if clearance.rank < grade.rank:
            assert found == WITHOUT_CLEARANCE
            assert "1" not in shaped(who, rows)["offers"]
            assert "lot" not in shaped(who, rows)["households"]["Elg"]
            assert "1" not in shaped(who, rows)["overrides"]


def test_a_grade_that_nobody_clarified_is_read_as_fortrolig():
    rows = content(Elg={"secrecy": None})
    assert "secrecy" not in seen_of(actor(clearance=Secrecy.HIDDEN), rows, "Elg-1")
    assert "secrecy" in seen_of(actor(clearance=Secrecy.FORTROLIG), rows, "Elg-1")


def test_the_strictest_of_a_household_counts_for_all_of_it():
    rows = content()
    rows["persons"]["Elg-2"]["secrecy"] = "strengt_fortrolig"
    assert seen_of(actor(clearance=Secrecy.FORTROLIG), rows, "Elg-1") == WITHOUT_CLEARANCE


def test_one_without_a_grade_does_not_hide_behind_one_with_a_lower_one():
    rows = content(Elg={"secrecy": "none"})
    rows["persons"]["Elg-2"]["secrecy"] = None
    assert seen_of(actor(clearance=Secrecy.HIDDEN), rows, "Elg-1") == WITHOUT_CLEARANCE


def test_a_household_of_which_nobody_is_known_is_read_as_fortrolig():
    rows = content()
    rows["persons"] = {}
    assert "lot" not in shaped(actor(clearance=Secrecy.HIDDEN), rows)["households"]["Elg"]
    assert "lot" in shaped(actor(clearance=Secrecy.FORTROLIG), rows)["households"]["Elg"]


def test_of_another_case_nothing_is_seen_but_the_alias():
    rows, who = content(Elg={"case_group": "Sak-2"}), actor(case_groups=frozenset({"Sak-1"}))
    seen = shaped(who, rows)
    assert seen["persons"]["Elg-1"] == {"household": "Elg", "alias": "Elg-1"}
    assert seen["households"]["Elg"] == {"alias": "Elg"}
    rest = {name: found for name, found in seen.items() if name not in {"persons", "households"}}
    assert "Elg" not in json.dumps(rest)
    assert "gender" in seen["persons"]["Rev-1"]


def test_a_case_that_one_is_cleared_for_is_seen():
    rows = content(Elg={"case_group": "Sak-1"})
    for groups in (frozenset({"Sak-1"}), "all"):
        assert "case_group" in seen_of(actor(case_groups=groups), rows, "Elg-1")


def test_the_case_to_which_an_interpreter_is_close_is_seen_by_who_knows_it():
    assert "case_group" in shaped(actor(), content())["interpreters"]["Tolk-1"]
    who = actor(case_groups=frozenset({"Sak-2"}))
    assert "case_group" not in shaped(who, content())["interpreters"]["Tolk-1"]


# --- rows about two ------------------------------------------------------------------------------


def test_a_relation_is_seen_only_by_who_may_know_of_both():
    assert set(shaped(CASEWORKER, content())["relations"]) == {"2", "3", "6"}
    assert set(shaped(actor(), content())["relations"]) == {"1", "2", "3", "4", "6"}


def test_clearance_for_one_of_two_is_not_enough():
    rows = content(Rev={"secrecy": "fortrolig"})
    assert set(shaped(actor(clearance=Secrecy.HIDDEN), rows)["relations"]) == {"2", "3", "6"}


def test_an_outsider_is_seen_by_who_may_know_of_somebody_linked_to_them():
    rows = content()
    assert "Fremmed" in shaped(CASEWORKER, rows)["outsiders"]
    assert "1" in shaped(CASEWORKER, rows)["knows_address"]
    rows["relations"] = {"4": rows["relations"]["4"] | {"b": "Fremmed"}}
    assert shaped(CASEWORKER, rows)["outsiders"] == {}
    assert shaped(CASEWORKER, rows)["knows_address"] == {}


def test_an_outsider_whom_no_relation_names_is_read_as_fortrolig():
    rows = content()
    rows["relations"] = {}
    assert shaped(actor(clearance=Secrecy.HIDDEN), rows)["outsiders"] == {}
    assert "Fremmed" in shaped(actor(clearance=Secrecy.FORTROLIG), rows)["outsiders"]


def test_an_override_for_two_households_is_seen_by_who_may_know_of_both():
    assert set(shaped(CASEWORKER, content())["overrides"]) == {"1"}
    assert set(shaped(actor(), content())["overrides"]) == {"1", "2"}


@pytest.mark.parametrize(
    ("table", "key", "field", "other"),
    [
        ("households", "Elg", "origin", "Rev"),
        ("persons", "Elg-1", "partner", "Rev-1"),
        ("relations", "2", "protected", "Rev-1"),
    ],
)
def test_a_field_that_names_somebody_else_is_seen_only_by_who_may_know_of_them(table, key, field, other):
    rows = content()
    rows[table][key][field] = other
    assert field not in shaped(CASEWORKER, rows)[table][key]
    assert field in shaped(actor(), rows)[table][key]
    rows[table][key][field] = "Elg-2" if table != "households" else "Elg"
    assert field in shaped(CASEWORKER, rows)[table][key]


# --- what may be written -------------------------------------------------------------------------


def edit(table, key, rows, **changes):
    before = rows[table].get(key)
    return Edit(table, key, before, {**(before or {}), **changes})


def test_a_caseworker_writes_facts_of_their_own_persons():
    rows = content()
    assert may_change(CASEWORKER, [edit("persons", "Elg-1", rows, support=2)], rows)
    assert not may_change(CASEWORKER, [edit("persons", "Rev-1", rows, support=2)], rows)


def test_one_edit_that_is_not_allowed_refuses_them_all():
    rows = content()
    edits = [edit("persons", alias, rows, support=2) for alias in ("Elg-1", "Rev-1")]
    assert not may_change(CASEWORKER, edits, rows)


def test_an_answer_is_written_by_who_may_read_the_offer_but_not_make_one():
    rows = content()
    assert may_change(CASEWORKER, [edit("offers", "1", rows, answer="declined")], rows)
    assert not may_change(CASEWORKER, [edit("offers", "1", rows, unit="Gran")], rows)
    assert not may_change(CASEWORKER, [edit("offers", "new", rows, household="Elg", unit="Lind")], rows)


def test_nobody_moves_a_row_to_or_from_a_household_that_they_may_not_write():
    rows, table = content(), "language_levels"
    own = {"person": "Elg-1", "language": "eng", "level": 1}
    rows[table] = {"1": own, "2": own | {"person": "Rev-1"}}
    assert may_change(CASEWORKER, [edit(table, "1", rows, person="Elg-2")], rows)
    assert not may_change(CASEWORKER, [edit(table, "1", rows, person="Rev-1")], rows)
    assert not may_change(CASEWORKER, [edit(table, "2", rows, person="Elg-1")], rows)


def test_nobody_learns_of_a_row_by_changing_nothing_in_it():
    rows = content()
    assert not may_change(CASEWORKER, [edit("persons", "Rev-1", rows)], rows)


def test_nobody_takes_their_own_conflict_of_interest_away():
    rows = content()
    assert not may_change(actor(), [edit("impartiality", "1", rows, conflict="no")], rows)
    assert may_change(actor(contact="Kontakt-2"), [edit("impartiality", "1", rows, conflict="no")], rows)


def test_a_new_household_is_written_by_a_coordinator():
    rows, body = content(), {"alias": "Hare", "unsuitable": True}
    assert may_change(actor(), [Edit("households", "Hare", None, body)], rows)
    assert not may_change(CASEWORKER, [Edit("households", "Hare", None, body)], rows)


def test_alone_on_duty_a_caseworker_sets_a_rule_aside_for_their_own_and_no_otherwise():
    def glass(household):
        override = {"rule": "H12", "households": [household], "unit": "Lind"}
        return [
            Edit("overrides", "new", None, override),
            Edit("break_glass", "new", None, override | {"by": "ane"}),
        ]

    rows = content()
    assert may_change(CASEWORKER, glass("Elg"), rows, Action.BREAK_GLASS)
    assert not may_change(CASEWORKER, glass("Elg"), rows)
    assert not may_change(CASEWORKER, glass("Rev"), rows, Action.BREAK_GLASS)
    assert not may_change(actor(), glass("Ulv"), rows, Action.BREAK_GLASS)
    assert not may_change(actor(Role.MANAGER), glass("Elg"), rows, Action.BREAK_GLASS)


# --- whatever the table of permissions may say one day -------------------------------------------


def only(monkeypatch, *cells):
    """Let the table hold these permissions alone."""
    monkeypatch.setattr(access, "granted", lambda: frozenset(Cell(*cell) for cell in cells))


def test_a_row_whose_key_may_not_be_seen_is_not_there(monkeypatch):
    only(monkeypatch, (Role.MANAGER, Action.READ, C.HOUSING, R.NONE))
    assert shaped(actor(Role.MANAGER), content())["units"] == {}


def test_what_may_not_be_read_may_not_be_written(monkeypatch):
    person = (Role.CASEWORKER, Action.READ, C.NAME, R.OWN), (Role.CASEWORKER, Action.WRITE, C.HEALTH, R.OWN)
    only(monkeypatch, *person)
    rows = content()
    assert not may_change(CASEWORKER, [edit("persons", "Elg-1", rows, support=2)], rows)
    only(monkeypatch, *person, (Role.CASEWORKER, Action.READ, C.HEALTH, R.OWN))
    assert may_change(CASEWORKER, [edit("persons", "Elg-1", rows, support=2)], rows)


def test_a_permission_in_spite_of_a_conflict_of_interest_would_give_nothing(monkeypatch):
    only(monkeypatch, *((Role.COORDINATOR, Action.READ, one, R.CONFLICT) for one in C))
    assert not may(actor(), Action.READ, C.NAME, R.CONFLICT)
    assert shaped(actor(), content())["persons"] == {}


def test_who_may_not_break_the_glass_writes_no_decision_by_it(monkeypatch):
    left = [cell for cell in access.granted() if cell.action is not Action.BREAK_GLASS]
    only(monkeypatch, *left)
    override = Edit("overrides", "new", None, {"rule": "H12", "households": ["Elg"], "unit": "Lind"})
    assert not may_change(CASEWORKER, [override], content(), Action.BREAK_GLASS)
    assert may_change(CASEWORKER, [override], content(), Action.COUNTERSIGN)


# --- every field of every table ------------------------------------------------------------------

STRUCTURE = {
    "secrecy",
    "case_group",
    "contact",
    "helper",
    "kind",
    "conflict",
    "origin",
    "partner",
    "protected",
}
"""Fields that decide who may see what; they are left as they are."""


def marked():
    """One row a table about each household, each field of which holds its own class, table and name."""
    rows = content()
    for table in desk_tables():
        if table not in {"assignments", "impartiality", "outsiders"}:
            for household in HOUSEHOLDS if subjects(table) else ("",):
                key = f"{household}-1" if table == "persons" else household or "one"
                rows.setdefault(table, {})[key] = marked_row(table, household)
    return rows


def marked_row(table, household):
    body: dict[str, object] = {
        name: f"canary {class_of(table, name)} {table} {name} {household}"
        for name in fields_of(table)
        if name not in STRUCTURE
    }
    one, other = f"{household}-1", f"{household}-2"
    whom = {"a": one, "b": other, "person": one, "households": [household]}
    body |= {name: whom.get(name, household) for name in subjects(table)}
    return body | ({"alias": one, "secrecy": "none"} if table == "persons" else {})


@pytest.mark.parametrize("household", HOUSEHOLDS)
@pytest.mark.parametrize("role", list(Role))
def test_no_word_of_a_class_that_somebody_may_not_see_is_among_what_they_see(role, household):
    rows, who = marked(), actor(role)
    said = json.dumps(shaped(who, rows), ensure_ascii=False)
    relation = relation_of(who, household, rows)
    for table in desk_tables():
        standing = relation if subjects(table) else R.NONE
        of = household if subjects(table) else ""
        for name in fields_of(table):
            word = f"canary {class_of(table, name)} {table} {name} {of}"
            if not may(who, Action.READ, class_of(table, name), standing):
                assert f'{word}"' not in said


def test_the_canaries_sing():
    """What a coordinator may see is there, so that the test above is not one of empty rows."""
    said = json.dumps(shaped(actor(), marked()), ensure_ascii=False)
    for field_class in (C.GEO, C.PERSON, C.SAFETY, C.PLACEMENT, C.DECISION, C.HOUSING, C.POLICY):
        assert f"canary {field_class} " in said


@pytest.mark.parametrize("role", list(Role))
def test_a_shaped_row_has_the_fields_that_are_visible_in_it(role):
    rows, who = content_of(generate("S", 4)), actor(role, contact=None)
    who = who.but(contact=next(iter(rows["contacts"])))
    seen = shaped(who, rows)
    for table, bodies in rows.items():
        for key, body in list(bodies.items())[:5]:
            expected = visible_fields(who, table, body, rows)
            assert seen[table].get(key, {}).keys() == expected
            assert all(seen[table][key][name] == body[name] for name in expected)


@pytest.mark.parametrize("seed", range(5))
def test_what_a_caseworker_sees_says_nothing_of_the_secrets_of_others(seed):
    rows = content_of(generate("S", seed))
    who = actor(Role.CASEWORKER, contact=next(row["contact"] for row in rows["assignments"].values()))
    seen = json.dumps(shaped(who, rows))
    for alias, body in rows["persons"].items():
        if relation_of(who, alias, rows) is not R.OWN:
            rows["persons"][alias] = {
                **body,
                "threat": None,
                "secrecy": "strengt_fortrolig",
                "case_group": "Sak-9",
            }
    others = {
        key: row for key, row in rows["stays"].items() if relation_of(who, row["household"], rows) is R.OTHER
    }
    assert others
    for key, row in others.items():
        rows["stays"][key] = {**row, "place": "elsewhere"}
    assert json.dumps(shaped(who, rows)) == seen


def test_a_large_week_takes_its_shape_at_once():
    rows = content_of(generate("L", 1))
    who, started = actor(contact=None), time.perf_counter()
    shaped(who, rows)
    assert time.perf_counter() - started < 1
