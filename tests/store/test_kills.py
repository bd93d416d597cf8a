"""Nothing that was acknowledged is lost, and nothing is torn, whenever the process is killed."""

import pytest

from placement.store import plans
from tests.store import kills
from tests.store.kills import Scene, killed


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return Scene(tmp_path_factory.mktemp("kills"))


def test_the_work_is_long_enough_to_be_torn(scene):
    assert scene.edits > 300
    assert min(scene.steps[name] for name in kills.STATEMENTS) > 20
    assert len({one.week for one in scene.after["all"]}) >= 6
    assert all(len(set(found)) == len(found) for found in scene.after.values())


@pytest.mark.parametrize("name", kills.STATEMENTS)
def test_who_is_killed_at_a_statement_leaves_all_or_nothing(scene, name, tmp_path):
    steps = scene.steps[name]
    points = sorted({*range(1, steps, max(1, steps // 20)), *range(steps - 8, steps + 1)})
    left = [killed(scene, name, tmp_path / str(point), die_at=point) for point in points]
    assert set(left) == {"absent", "whole"}


def test_who_is_killed_at_any_moment_leaves_a_whole_number_of_steps(scene, tmp_path):
    for n in range(1, 51):
        killed(scene, "all", tmp_path / str(n), after=scene.seconds * n / 52)


def test_a_commit_in_the_middle_of_accepting_would_be_found(scene, tmp_path, monkeypatch):
    real = plans.verify

    def too_early(connection, said):
        real(connection, said)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    monkeypatch.setattr(plans, "verify", too_early)
    with pytest.raises(AssertionError, match="torn"):
        killed(scene, "accept", tmp_path / "torn", die_at=scene.steps["accept"] - 10)


def test_an_acknowledgement_before_the_commit_would_be_found(scene, tmp_path, monkeypatch):
    monkeypatch.setitem(scene.work, "accept", [lambda _: None])
    with pytest.raises(AssertionError, match="lost"):
        killed(scene, "accept", tmp_path / "lost")
