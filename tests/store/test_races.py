"""Two who write at once, from forms that may be old, overwrite nothing unseen and give no bed twice."""

import pytest

from placement.service.desk import desk as desk_module
from placement.store import audit, claims
from tests.store.races import Race, check, side_by_side, taking_turns


@pytest.mark.parametrize("run", [side_by_side, taking_turns])
def test_what_two_were_told_is_accepted_is_what_the_desk_holds(tmp_path, run):
    race = Race(tmp_path, 200, 0, run=run)
    check(race)
    assert {one["what"] for one in race.accepted} >= {"accept", "set", "give"}
    assert race.refused["accept: plan_stale"] == 1
    assert race.refused["give: bed_taken"]


def test_who_takes_turns_is_told_of_conflicts(tmp_path):
    race = Race(tmp_path, 60, 0, run=taking_turns)
    assert race.refused["set: changed_meanwhile"] > 3


@pytest.mark.parametrize(("holder", "name", "broken"), [
    (desk_module, "conflicts", lambda *_: ()),
    (claims, "_most", lambda *_: 0),
    (desk_module.Act, "log", lambda *_, **__: None),
    (audit, "_mac", lambda *_: bytes(32)),
])  # fmt: skip
def test_a_check_that_is_left_out_would_be_found(tmp_path, monkeypatch, holder, name, broken):
    monkeypatch.setattr(holder, name, broken)
    race = Race(tmp_path, 60, 0, run=taking_turns)
    monkeypatch.undo()
    with pytest.raises(AssertionError):
        check(race)
