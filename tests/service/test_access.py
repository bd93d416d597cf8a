"""The table of permissions: what nobody may, whatever stands in it."""

import pickle
from itertools import product

import pytest

from placement.domain.actor import ActorRelation as R
from placement.domain.actor import Role
from placement.domain.permission import FIELD_ACTIONS, Action
from placement.domain.permission import FieldClass as C
from placement.errors import Refused
from placement.service.access import cells, granted, may, refusal, who_may
from placement.service.failures import ERRORS, say_error
from placement.service.register import rows_of
from tests.service.small_desk import actor

ROWS = rows_of("access.csv")
OF_CASES = {C.GEO, C.PERSON, C.SAFETY, C.HEALTH, C.STATUS, C.PLACEMENT, C.DECISION}
"""What is never of somebody who does no case work."""
EVERYTHING = list(product(Action, C, R))


def permissions(role):
    return {cell[1:] for cell in granted() if cell.role is role}


def classes(role, action=None):
    return {cell.field_class for cell in granted() if cell.role is role and action in (None, cell.action)}


# --- the table -----------------------------------------------------------------------------------


def test_a_table_without_rows_lets_nobody_do_anything():
    assert cells([]) == frozenset()


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_taking_a_row_away_takes_permissions_away_and_gives_none(number):
    left = cells(ROWS[:number] + ROWS[number + 1 :])
    assert left < granted()


@pytest.mark.parametrize(
    ("column", "word"),
    [
        ("role", "boss"),
        ("action", "peek"),
        ("class", "secret"),
        ("relation", "cousin"),
        ("relation", "conflict"),
        ("relation", "own own"),
        ("class", "none"),
        ("action", "plan"),
        ("class", "*"),
    ],
)
def test_a_row_that_is_not_plain_is_refused(column, word):
    row = {"role": "caseworker", "action": "read", "class": "person", "relation": "own"}
    assert len(cells([row])) == 1
    with pytest.raises(ValueError, match=r".+"):
        cells([row | {column: word}])


def test_what_stands_in_two_rows_is_refused():
    with pytest.raises(ValueError, match="twice"):
        cells([ROWS[0], ROWS[0]])


def test_every_row_says_why_in_both_languages():
    assert all(row["nb"] and row["en"] for row in ROWS)


def test_may_says_what_the_table_says_of_every_cell():
    for role in Role:
        asked = {one for one in EVERYTHING if may(actor(role), *one)}
        assert asked == permissions(role)


# --- what nobody may -----------------------------------------------------------------------------


def test_a_conflict_of_interest_denies_everything_to_everybody():
    allowed = [(role, a, c) for role in Role for a in Action for c in C if may(actor(role), a, c, R.CONFLICT)]
    assert allowed == []


def test_an_account_that_is_shut_may_do_nothing():
    for role in Role:
        assert not any(may(actor(role, active=False), *one) for one in EVERYTHING)


def test_only_the_address_keeper_does_anything_with_addresses():
    assert {cell.role for cell in granted() if cell.field_class is C.ADDRESS} == {Role.ADDRESS_KEEPER}


def test_the_address_keeper_learns_nothing_of_who_lives_there():
    assert classes(Role.ADDRESS_KEEPER) == {C.ADDRESS, C.NAME}
    assert {cell.relation for cell in granted() if cell.role is Role.ADDRESS_KEEPER} == {R.NONE}


def test_addresses_leave_the_desk_in_no_file():
    assert not who_may(Action.EXPORT, C.ADDRESS)
    assert not who_may(Action.PRINTOUT, C.ADDRESS)


def test_the_auditor_has_the_log_and_nothing_else():
    assert permissions(Role.AUDITOR) == {(Action.READ, C.LOG, R.NONE), (Action.LOG, C.NONE, R.NONE)}


def test_only_the_auditor_reads_the_log():
    assert set(who_may(Action.LOG)) == set(who_may(Action.READ, C.LOG)) == {Role.AUDITOR}


def test_the_log_and_the_accounts_have_no_second_keeper():
    assert not who_may(Action.WRITE, C.LOG)
    assert set(who_may(Action.WRITE, C.ACCOUNT)) == set(who_may(Action.USERS)) == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADDRESS_KEEPER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_does_no_case_work_has_no_facts_of_a_case(role):
    assert classes(role) & OF_CASES == set()


def test_the_administrator_sees_not_even_an_alias():
    assert classes(Role.ADMINISTRATOR) == {C.ACCOUNT, C.NONE}


def test_a_caseworker_does_nothing_to_the_households_of_others():
    relations = {cell.relation for cell in granted() if cell.role is Role.CASEWORKER}
    assert relations == {R.OWN, R.NONE}


def test_a_caseworker_has_no_map_of_the_units():
    assert not may(actor(Role.CASEWORKER), Action.READ, C.GEO, R.NONE)


def test_who_decides_who_is_whose_contact_is_the_coordinator_alone():
    assert set(who_may(Action.WRITE, C.STAFF)) == {Role.COORDINATOR}


@pytest.mark.parametrize("action", sorted(FIELD_ACTIONS - {Action.READ}))
def test_nobody_does_with_a_field_what_they_may_not_read(action):
    blind = [
        cell
        for cell in granted()
        if cell.action is action and cell._replace(action=Action.READ) not in granted()
    ]
    # A person is told who looked at them; whoever prints it reads the log of nobody else.
    assert {cell.field_class for cell in blind} <= ({C.LOG} if action is Action.PRINTOUT else set())


def test_a_file_holds_nothing_that_tells_where_somebody_is_or_from_whom_they_hide():
    exported = {cell.field_class for cell in granted() if cell.action is Action.EXPORT}
    assert exported & {C.GEO, C.SAFETY, C.HEALTH, C.STATUS, C.ADDRESS} == set()


def test_what_if_is_asked_by_nobody_who_may_not_know_whom_the_answer_is_about():
    assert Role.CASEWORKER not in who_may(Action.SCENARIO)


# --- the refusal ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("role", list(Role))
def test_a_refusal_says_what_was_asked_and_whom_to_ask(role, lang):
    for action, field_class in product(Action, C):
        (line,) = say_error(refusal(actor(role), action, field_class), lang)
        assert "{" not in line
        assert "~" not in line


def test_a_caseworker_is_told_to_ask_a_coordinator():
    error = refusal(actor(Role.CASEWORKER), Action.READ, C.SAFETY)
    assert say_error(error, "en") == (
        "This is not open to you: read (safety). Ask somebody who has access: coordinator.",
    )
    assert say_error(error, "nb") == (
        "Du har ikke tilgang til dette: lese (sikkerhet). Spør noen som har tilgang: samordner.",
    )


def test_an_act_without_fields_is_named_alone():
    error = refusal(actor(Role.MANAGER), Action.LOG)
    assert say_error(error, "en") == (
        "This is not open to you: read the log. Ask somebody who has access: auditor.",
    )


def test_what_nobody_may_is_said_so():
    error = refusal(actor(), Action.EXPORT, C.ADDRESS)
    assert say_error(error, "en") == (
        "This is open to nobody: export (addresses). Take it up with the manager.",
    )


def test_who_has_no_account_any_more_is_sent_to_the_administrator():
    error = refusal(actor(active=False), Action.PLAN)
    assert error.facts["whom"] == "~Role.administrator"


def test_a_refusal_ends_the_command_with_2_and_survives_a_journey():
    error = refusal(actor(Role.AUDITOR), Action.READ, C.NAME)
    arrived = pickle.loads(pickle.dumps(error))
    assert isinstance(arrived, Refused)
    assert (arrived.exit_code, arrived.facts, str(arrived)) == (2, error.facts, str(error))


def test_every_kind_of_refusal_has_its_words():
    codes = {refusal(actor(role), a, c).code for role in Role for a in Action for c in C}
    assert codes == {"refused", "refused_act", "refused_to_all"}
    assert codes <= set(ERRORS)
