"""What the facts do not allow tells of those it is about; who may not know of them is refused as for anything else."""

import pytest

from placement.errors import PlacementError, Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.addresses import BurnAddress
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.decisions import OpenWeek, RemovePin
from placement.service.desk.commands.merge import MergeHouseholds
from placement.service.desk.commands.overrides import Countersign
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.commands.stays import HoldExpires, NoShow
from placement.service.desk.requests import ask
from placement.service.failures import say_error
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, UNN, new_desk
from tests.worlds import AS_OF, day, town, vary

WORLD = vary(town(), {
    "persons": {"Rype-3": {"secrecy": "strengt_fortrolig", "case_group": "S1"}},
    "relations": [{"a": "Orrfugl-1", "b": "Lerke-2", "kind": "separate"}],
    "stays": [{"household": "Lerke-2", "place": "F2b", "start": 2, "kind": "hold", "expires": 6}],
})  # fmt: skip
LINK = SplitReason.HARMFUL_LINK
CANNOT = {
    "there is a link": MergeHouseholds(into="Orrfugl-1", other="Lerke-2"),
    "there is none": SplitHousehold(household="Oter-4", persons=("Oter-42",), why=LINK),
    "a bed is held": HoldExpires(household="Lerke-2"),
    "none is": HoldExpires(household="Rype-3"),
    "there is nobody": HoldExpires(household="Ulv-9"),
    "nor anybody": SetFields(table="persons", key="Ulv-9", fields={"support": 1}),
    "nothing changes": SetFields(table="persons", key="Rype-3", fields={"support": 0}),
}


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WORLD)
    yield made
    made.close()


@pytest.mark.parametrize("login", [EVA, MONA, ARE, UNN, ADMIN])
@pytest.mark.parametrize("act", [carry_out, lambda *given: ask(*given, why="x")], ids=["do", "ask"])
def test_whoever_may_not_is_told_the_same_whatever_the_facts_are(desk, login, act):
    said = set()
    for command in CANNOT.values():
        with pytest.raises(Refused) as told:
            act(desk, login, command)
        said.add(say_error(told.value, "en"))
    with pytest.raises(Refused) as allowed:  # nothing in the facts speaks against this
        act(desk, login, NoShow(household="Lerke-2", on=AS_OF).but(household="Orrfugl-1"))
    assert said == {say_error(allowed.value, "en")}


def test_who_may_do_it_is_told_what_stands_in_the_way(desk):
    for command in CANNOT.values():
        with pytest.raises(CannotDo):
            carry_out(desk, KARI, command)


@pytest.mark.parametrize("fields", [{"clearance": "none"}, {"case_groups": []}])
def test_without_clearance_or_another_s_case_nothing_is_told(desk, fields):
    carry_out(desk, ADMIN, SetFields(table="users", key=KARI, fields=fields))
    for command in (HoldExpires(household="Rype-3"), CANNOT["nothing changes"]):
        with pytest.raises(Refused):
            carry_out(desk, KARI, command)


@pytest.mark.parametrize(
    "command",
    [
        OpenWeek(as_of=day(9)),
        RemovePin(key="7"),
        Countersign(key="7", by=UNN),
        BurnAddress(unit="Borg", on=AS_OF),
        AddRow(table="users", fields={"login": KARI, "role": "auditor"}),
    ],
)
def test_whoever_may_change_nothing_is_refused_also_where_nobody_is_named(desk, command):
    with pytest.raises(Refused):
        carry_out(desk, UNN, command)


def test_a_refusal_says_whom_to_ask(desk):
    tries = {
        "coordinator": (UNN, SetFields(table="persons", key="Rype-3", fields={"support": 1})),
        "administrator": (KARI, SetFields(table="users", key=UNN, fields={"active": False})),
    }
    for whom, (login, command) in tries.items():
        with pytest.raises(PlacementError) as told:
            carry_out(desk, login, command)
        assert told.value.facts["whom"] == f"~Role.{whom}"
        assert whom in " ".join(say_error(told.value, "en"))
