"""Whatever two people do to a desk, it holds what a simple model holds; `tests.service.desk.machine` says what."""

import pytest

from placement.service.desk import desk as desk_module
from tests.service.desk import machine
from tests.service.desk.modelled import DONE

MUST = {
    "set_fields", "set_fields: Changed", "add_row", "edit_rows", "remove_row", "undo",
    "undo: NeedsSecond", "redo", "ask", "grant", "accept", "accept: Stale", "killed before the edit",
    "killed after the edit", "reopen",
}  # fmt: skip


def test_a_desk_holds_what_the_model_holds_whatever_two_people_do():
    DONE.clear()
    machine.run(machine.STEPS)
    assert DONE.total() > 0.8 * machine.STEPS
    assert DONE.keys() >= MUST


def nothing(*_args, **_kwargs):
    return ()


@pytest.mark.parametrize(("holder", "name", "broken"), [
    (desk_module.Act, "log", nothing),
    (desk_module.Act, "lowerings", nothing),
    (desk_module, "conflicts", nothing),
])  # fmt: skip
def test_a_question_that_is_left_out_would_be_found(monkeypatch, holder, name, broken):
    monkeypatch.setattr(holder, name, broken)
    with pytest.raises(AssertionError):
        machine.run(500)
