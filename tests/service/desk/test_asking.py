"""What to ask first is long work as any other: told while it is found, stopped with what is found, veiled for each."""

import threading
from datetime import UTC, datetime

import pytest

from placement.domain.stay import Stay
from placement.errors import Defect, Refused
from placement.service.ask_first import AskLine, alike
from placement.service.desk.asking import ask as ask_about
from placement.service.desk.asking import asking, what_first, what_from, what_helps
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.job_words import job_view
from placement.service.desk.jobs import ASK_FIRST, ahead, ask_for_plan, stop
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.plans import keep_answer
from placement.service.planning import make_plan
from placement.solver import solve
from placement.store import jobs
from placement.words.texts import texts
from tests.service.desk.desks import EVA, KARI, OLA, disqualify, new_desk
from tests.service.desk.test_jobs import Slow, ended, runner, seen, until
from tests.worlds import town, vary

WHO = "Rype-3"
WEEK = vary(town(), {"persons": {WHO: {"threat": {"danger": "low", "valid_until": 0}}}})
QUESTION = {"en": "Rype-3: have the threat assessed.", "nb": "Rype-3: få trusselen vurdert."}


def here(instance, rules, goals, **options):
    return solve(instance, rules, goals, **options)


class Until:
    """A planner that plans as long as nothing is found, then waits for a stop, or fails."""

    def __init__(self, desk, *, fails: bool = False) -> None:
        self.desk, self.fails = desk, fails

    def __call__(self, instance, rules, goals, *, stop, **options):
        number = jobs_of(self.desk)[0].id
        if told(self.desk, number):
            if self.fails:
                raise Defect("The solver failed.", code="solver_crash")
            until(stop)
        return solve(instance, rules, goals, **options, stop=stop)


def ask(desk, login, plan):
    """What to ask first about a plan, as somebody may ask who read it."""
    return ask_about(desk, login, what_first(kept_plan(desk, KARI, plan)))


def jobs_of(desk):
    with desk.store.reading() as connection:
        return jobs.every(connection)


def told(desk, number):
    return seen(desk, number).progress.get("told", {}).get("en", {}).get("asked", [])


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


@pytest.fixture
def plan(desk):
    return keep_answer(
        desk, KARI, make_plan(desk.now().instance, seconds=20, planner=here), desk.now().change
    )


def known(desk, plan, login=KARI, lang="en"):
    found = asking(desk, what_first(kept_plan(desk, login, plan)), lang)
    assert found is not None
    return found


def titles(found):
    return [one.title for one in found.sections if one.title]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_answer_stands_in_the_row_for_whoever_looks_at_the_plan_in_their_language(desk, plan, lang):
    assert asking(desk, what_first(kept_plan(desk, KARI, plan)), lang) is None
    number = ask(desk, KARI, plan)
    with runner(desk, here):
        assert ended(desk, number).state == "done"
    assert seen(desk, number).plan is None
    found = known(desk, plan, OLA, lang)
    assert QUESTION[lang] in titles(found)
    assert found.ended == ""


def test_what_is_found_is_there_before_the_end_and_a_stop_keeps_it(desk, plan):
    number = ask(desk, KARI, plan)
    with runner(desk, Until(desk)):
        until(lambda: told(desk, number))
        assert seen(desk, number).is_open
        assert QUESTION["en"] in titles(known(desk, plan))
        stop(desk, OLA, number)
        assert ended(desk, number).state == "stopped"
    found = known(desk, plan)
    assert QUESTION["en"] in titles(found)
    assert "not looked at" in found.ended
    assert "not settled: " not in str(found.sections)


def test_a_plan_that_is_asked_for_meanwhile_does_not_wait_for_the_questions(desk, plan):
    slow = Slow()
    with runner(desk, slow):
        questions = ask(desk, KARI, plan)
        until(slow.begun.is_set)
        slow.begun.clear()
        number = ask_for_plan(desk, OLA, seconds=20)
        assert ahead(desk, seen(desk, number)) == 0
        until(slow.begun.is_set)
        assert [seen(desk, n).state for n in (questions, number)] == ["running", "running"]
        slow.go.set()
        assert ended(desk, number).plan is not None
        assert ended(desk, questions).state == "done"


def test_the_newest_answer_about_a_plan_is_found_by_its_index(desk, plan):
    other = ask(desk, KARI, plan)
    stop(desk, KARI, other)
    number = ask(desk, KARI, plan)
    ask_for_plan(desk, KARI, seconds=20)
    with desk.store.reading() as connection:
        assert jobs.latest_about(connection, ASK_FIRST, {"plan": plan + 1}) is None
        found = jobs.latest_about(connection, ASK_FIRST, {"plan": plan})
        assert found is not None
        assert found.id == number
        asked = "EXPLAIN QUERY PLAN SELECT * FROM job WHERE kind = 'ask_first' ORDER BY id DESC LIMIT 1"
        assert "USING INDEX job_of_kind" in str(connection.exec_driver_sql(asked).all())


def test_what_was_found_outlives_a_solver_that_fails(desk, plan):
    number = ask(desk, KARI, plan)
    with runner(desk, Until(desk, fails=True)):
        assert ended(desk, number).state == "failed"
    found = known(desk, plan)
    assert QUESTION["en"] in titles(found)
    assert "solver_crash" in found.ended


def test_what_is_asked_for_twice_is_looked_for_once_and_can_be_asked_for_again(desk, plan):
    number = ask(desk, KARI, plan)
    assert ask(desk, OLA, plan) == number
    stop(desk, KARI, number)
    assert known(desk, plan).ended == "It was stopped before anything was found."
    assert ask(desk, KARI, plan) > number


def test_who_may_not_plan_may_not_ask_and_there_must_be_a_plan(desk, plan):
    with pytest.raises(Refused):
        ask(desk, EVA, plan)
    with pytest.raises(CannotDo):
        ask_about(desk, KARI, what_first(kept_plan(desk, KARI, plan))._replace(params={"plan": plan + 1}))


def test_nobody_is_told_what_is_found_of_whom_they_may_not_know(desk, plan):
    whom = next(h.alias for h in WEEK.households if any(p.alias == WHO for p in h.members))
    number = ask(desk, KARI, plan)
    with runner(desk, here):
        ended(desk, number)
    disqualify(desk, OLA, whom)
    assert WHO in str(known(desk, plan).sections)
    hidden = str(known(desk, plan, OLA).sections)
    assert WHO not in hidden
    assert whom not in hidden


def test_questions_of_which_the_same_can_come_are_told_once():
    one, other = (
        AskLine("A: ask.", "", ("C could lose a place.",)),
        AskLine("B: ask.", "", ("Nothing else.",)),
    )
    third = one._replace(ask="A: find out.", expired="The last answer held until today.")
    assert alike((one, other, third)) == (
        (one, ("A: find out. The last answer held until today.",)),
        (other, ()),
    )


# -- what would give a place, and what changes came from: the same mechanism


NOWHERE = {"rooms": {"S1": {"confirmed": False}, "S2": {"confirmed": False}}}
FAMILY = "Oter-4"


def kept(desk):
    now = desk.now()
    return keep_answer(desk, KARI, make_plan(now.instance, seconds=20, planner=here), now.change)


@pytest.fixture
def full(tmp_path):
    """A desk on which the family has no place, and its plan."""
    made = new_desk(tmp_path / "desk", vary(town(), NOWHERE))
    yield made, kept(made)
    made.close()


def helps(desk, plan, login=KARI):
    return what_helps(kept_plan(desk, login, plan), FAMILY)


def told_of(desk, topic, lang="en"):
    found = asking(desk, topic, lang)
    assert found is not None
    return found


@pytest.mark.parametrize(("lang", "says"), [("nb", "De minste endringene"), ("en", "The smallest changes")])
def test_what_would_give_a_place_is_found_beside_the_page_and_stays(full, lang, says):
    desk, plan = full
    assert asking(desk, helps(desk, plan), lang) is None
    number = ask_about(desk, KARI, helps(desk, plan))
    assert ask_about(desk, OLA, helps(desk, plan, OLA)) == number
    with runner(desk, here):
        assert ended(desk, number).state == "done"
    found = told_of(desk, helps(desk, plan, OLA), lang)
    assert len(found.sections[-1].points) > 1
    assert says in str(found.sections)
    assert (found.ended, found.stale) == ("", "")
    other = next(one.alias for one in desk.now().instance.households if one.alias != FAMILY)
    assert asking(desk, what_helps(kept_plan(desk, KARI, plan), other), lang) is None


def test_what_was_found_before_a_stop_is_kept_and_said_not_to_be_all(full):
    desk, plan = full

    placed: list[Stay] = []

    def slow(instance, rules, goals, *, stop, **options):
        if placed:
            until(stop)
        run = solve(instance, rules, goals, **options, stop=stop)
        given = run.plan.stays if run.plan else ()
        placed.extend(stay for stay in given if stay.household == FAMILY)
        return run

    number = ask_about(desk, KARI, helps(desk, plan))
    with runner(desk, slow):
        until(lambda: told_rows(desk))
        stop(desk, OLA, number)
        assert ended(desk, number).state == "stopped"
    found = told_of(desk, helps(desk, plan))
    assert len(found.sections[-1].points) == 1
    assert found.ended == "It was stopped before all was looked at. There may be more."


def told_rows(desk):
    return jobs_of(desk)[0].progress.get("told")


def test_a_stop_before_anything_is_found_claims_nothing(full):
    desk, plan = full
    number = ask_about(desk, KARI, helps(desk, plan))
    begun = threading.Event()

    def waits(instance, rules, goals, *, stop, **options):
        begun.set()
        until(stop)
        return solve(instance, rules, goals, **options, stop=stop)

    with runner(desk, waits):
        until(begun.is_set)
        stop(desk, KARI, number)
        assert ended(desk, number).state == "stopped"
    found = told_of(desk, helps(desk, plan))
    assert (found.sections, found.ended) == ((), "It was stopped before anything was found.")


def test_an_answer_says_that_facts_changed_since(full):
    desk, plan = full
    number = ask_about(desk, KARI, helps(desk, plan))
    with runner(desk, here):
        ended(desk, number)
    carry_out(desk, OLA, AddRow(table="areas", fields={"alias": "Fjordby"}))
    stale = told_of(desk, helps(desk, plan)).stale
    assert stale == f"Facts changed since. This is about those from which plan {plan} was made."


def test_who_may_not_know_of_somebody_is_not_told_what_would_help_by_them(full):
    desk, plan = full
    number = ask_about(desk, KARI, helps(desk, plan))
    with runner(desk, here):
        ended(desk, number)
    disqualify(desk, OLA, FAMILY)
    with pytest.raises(CannotDo):
        helps(desk, plan, OLA)
    assert FAMILY not in str(told_of(desk, helps(desk, plan)._replace(untold=frozenset({FAMILY}))).sections)


def test_what_changes_came_from_is_found_beside_the_page_and_is_about_two_plans(desk, plan):
    carry_out(desk, OLA, SetFields(table="rooms", key="S1", fields={"confirmed": False}))
    carry_out(desk, OLA, SetFields(table="rooms", key="S2", fields={"confirmed": False}))
    new = kept(desk)
    topic = what_from(kept_plan(desk, KARI, plan), kept_plan(desk, KARI, new))
    number = ask_about(desk, KARI, topic)
    with runner(desk, here):
        assert ended(desk, number).state == "done"
    found = told_of(desk, topic)
    assert "S1" in str(found.sections)
    assert "Homes" in titles(found)
    newer = kept(desk)
    other = what_from(kept_plan(desk, KARI, newer), kept_plan(desk, KARI, new))
    assert told_of(desk, other).sections == ()
    assert told_of(desk, other).stale == (
        f"What was found before is about plan {plan}. Another plan runs now."
    )


def test_a_question_names_nobody_where_all_work_is_told(full):
    desk, plan = full
    ask_about(desk, KARI, helps(desk, plan))
    (one,) = jobs_of(desk)
    for lang in ("nb", "en"):
        for job in (one, one._replace(state="running"), one._replace(state="running", stop=True)):
            assert FAMILY not in str(job_view(job, 0, datetime.now(UTC), texts(lang)))
