"""A screen can say of long work what it does, how good the plan is by now, and how it ended."""

from datetime import UTC, datetime

import pytest

from placement.service.desk.job_words import gap, job_view
from placement.store.jobs import DONE, FAILED, ORPHANED, RUNNING, STOPPED, WAITING, Job
from placement.words.texts import texts

AT = "2026-11-23T09:00:00.000+00:00"
NOW = datetime(2026, 11, 23, 9, 1, 5, tzinfo=UTC)
EN, NB = texts("en"), texts("nb")


def asked_first(**progress):
    return job(**progress)._replace(kind="ask_first", params={"plan": 4})


def job(state=RUNNING, *, stop=False, plan=None, error=None, ended_at=None, **progress):
    return Job(
        7, "plan", state, AT, "kari", 3, {"seconds": 60}, progress, "r", AT, stop, ended_at, plan, error
    )


@pytest.mark.parametrize(
    ("ahead", "en", "nb"),
    [
        (0, "Begins in a moment …", "Begynner om et øyeblikk …"),
        (1, "Waits: 1 job before it.", "Venter: 1 jobb foran."),
        (2, "Waits: 2 jobs before it.", "Venter: 2 jobber foran."),
    ],
)
def test_what_waits_says_how_many_are_before_it(ahead, en, nb):
    assert job_view(job(WAITING), ahead, NOW, EN).phase == en
    assert job_view(job(WAITING), ahead, NOW, NB).phase == nb


@pytest.mark.parametrize(
    ("progress", "phase"),
    [
        ({}, "Looking for the best plan …"),
        ({"phase": "rows"}, "Writing the model …"),
        ({"phase": "stages", "tier": "P1"}, "Who is housed: P1 …"),
        ({"phase": "judging", "tier": ""}, "An independent check reads every rule …"),
    ],
)
def test_the_phase_is_told_in_words(progress, phase):
    assert job_view(job(**progress), 0, NOW, EN).phase == phase


def test_what_to_ask_first_says_how_many_questions_it_has_looked_at():
    assert job_view(asked_first(), 0, NOW, EN).best == ""
    found = job_view(asked_first(looked=3, of=9, could=2), 0, NOW, EN)
    assert found.phase == "Looking for what to ask first about plan 4 …"
    assert found.best == "3 of 9 questions looked at, 2 could change the plan."
    assert job_view(asked_first()._replace(stop=True), 0, NOW, EN).phase.endswith("what was found …")


def test_a_wish_to_stop_is_seen_before_the_work_has_ended():
    assert job_view(job(stop=True, phase="goals"), 0, NOW, EN).phase.startswith("Stopping")


@pytest.mark.parametrize(
    ("points", "bound", "said"),
    [
        (None, None, ""),
        (100, None, ""),
        (100, 100, "Proven best."),
        (0, 0, "Proven best."),
        (100, 99, "Wishes: at most 1 % better possible."),
        (1000, 989, "Wishes: at most 2 % better possible."),
        (1000, 3, ""),
        (1000, 0, ""),
    ],
)
def test_how_much_better_a_plan_could_be_is_never_told_too_small(points, bound, said):
    assert gap(job(points=points, bound=bound), EN) == said


def test_the_first_plan_is_told_of_as_soon_as_there_is_one():
    assert job_view(job(phase="stages", placed=None), 0, NOW, EN).best == ""
    told = job_view(job(phase="goals", placed=11, points=100, bound=98), 0, NOW, EN).best
    assert told == ("The best plan so far gives 11 households a place. Wishes: at most 2 % better possible.")


def test_time_is_counted_from_the_asking_to_the_end():
    assert job_view(job(), 0, NOW, EN).elapsed == "1 min 5 s"
    assert job_view(job(DONE, ended_at="2026-11-23T09:00:02.900+00:00"), 0, NOW, EN).elapsed == "2 s"


def test_what_ended_says_how():
    assert job_view(job(DONE, plan=4), 0, NOW, EN).phase == "Plan 4 is ready"
    stopped = job_view(job(STOPPED, plan=4, stop=True), 0, NOW, EN)
    assert (stopped.plan, stopped.failed) == (4, "")
    assert stopped.phase == "Stopped: plan 4 is the best one that was found"


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize(
    ("state", "error"),
    [
        (FAILED, "out_of_time"),
        (FAILED, "impossible"),
        (FAILED, "pins_clash"),
        (FAILED, "points_differ"),
        (FAILED, "defect"),
        (STOPPED, "stopped"),
        (ORPHANED, "orphaned"),
    ],
)
def test_what_failed_says_what_and_what_to_do_and_no_option_of_the_command_line(state, error, lang):
    failed = job_view(job(state, error=error, stop=state == STOPPED), 0, NOW, texts(lang)).failed
    assert failed.count(".") >= 2
    assert "--" not in failed
    assert "{" not in failed
