from placement.service.desk import desk as desks
from tests.service.desk.monotone import campaign


def test_no_import_merge_undo_or_restore_of_one_person_lowers_a_protection():
    ended, faults = campaign(24, first=5000)
    assert faults == []
    for step in ("an_import", "a_command", "an_edit", "an_undo", "a_restore"):
        assert ended[step, "done"], step
    assert ended["an_undo", "NeedsSecond"]


def test_without_the_guard_protections_fall_and_it_is_seen(monkeypatch):
    monkeypatch.setattr(desks, "lowered", lambda *_args, **_options: ())
    _, faults = campaign(12, first=5000)
    assert faults
