"""No plan leaves the house unjudged."""

import pytest
from pydantic import ValidationError

from placement.domain.plan import SCHEMA_VERSION, Plan
from placement.domain.run import Progress, Run, Status
from placement.domain.stay import Stay, StayKind
from placement.errors import Defect, Impossible, InputError, OutOfTime
from placement.rules import GOALS, RULES
from placement.service.failures import say_defect, say_error
from placement.service.plan_file import can_be_saved, load_plan, save_plan
from placement.service.planning import check_plan, check_settings, derived, make_plan
from placement.solver import solve
from tests.worlds import day, town, vary

HONEST = solve(town(), RULES, GOALS, seconds=10)


def planner_that_answers(run):
    return lambda *_, **__: run


def plan_with(run):
    return make_plan(town(), seconds=1, planner=planner_that_answers(run))


def stay(household, place, **other):
    return Stay(household=household, place=place, start=day(0), until=day(56), kind=StayKind.NEW, **other)


def test_an_honest_plan_is_handed_out_with_its_review():
    answer = plan_with(HONEST)
    assert answer.plan == HONEST.plan
    assert answer.review.breaches == ()
    assert answer.review.points == HONEST.points


def test_the_phases_are_told_in_order():
    told: list[Progress] = []
    make_plan(town(), seconds=1, planner=planner_that_answers(HONEST), progress=told.append)
    assert [p.phase for p in told] == ["planning", "judging", "explaining"]
    assert [p.seconds for p in told] == sorted(p.seconds for p in told)


def test_without_reasons_a_plan_is_judged_all_the_same():
    told: list[Progress] = []
    planner = planner_that_answers(HONEST)
    answer = make_plan(town(), seconds=1, planner=planner, progress=told.append, explain=False)
    assert (answer.review, answer.unplaced) == (plan_with(HONEST).review, ())
    assert [p.phase for p in told] == ["planning", "judging"]
    with pytest.raises(Defect):
        make_plan(town(), seconds=1, planner=planner_that_answers(HONEST.but(points=1)), explain=False)


def test_what_the_planner_tells_is_passed_on_between_the_phases():
    told: list[Progress] = []
    make_plan(town(), seconds=20, planner=solve, progress=told.append)
    phases = list(dict.fromkeys(p.phase for p in told))
    assert phases == ["planning", "rules", "rows", "stages", "goals", "judging", "explaining"]


def test_a_stop_before_there_is_a_plan_is_no_lack_of_time():
    with pytest.raises(OutOfTime) as stopped:
        make_plan(town(), seconds=20, planner=solve, stop=lambda: True)
    assert stopped.value.code == "stopped"


def test_a_plan_with_a_breach_is_never_handed_out():
    bad = Plan(stays=(stay("Rype-3", "F1a"),))
    with pytest.raises(Defect) as refused:
        plan_with(HONEST.but(plan=bad))
    assert refused.value.code == "plan_in_breach"
    assert refused.value.exit_code == 70


def test_a_run_that_claims_other_nights_is_refused():
    stages = (HONEST.stages[0].but(nights=HONEST.stages[0].nights + 1), *HONEST.stages[1:])
    with pytest.raises(Defect) as refused:
        plan_with(HONEST.but(stages=stages))
    assert refused.value.code == "stages_differ"


def test_a_run_that_claims_other_points_is_refused():
    with pytest.raises(Defect) as refused:
        plan_with(HONEST.but(points=(HONEST.points or 0) + 1))
    assert refused.value.code == "points_differ"


def test_a_bound_above_the_plan_is_refused():
    with pytest.raises(Defect) as refused:
        plan_with(HONEST.but(bound=(HONEST.points or 0) + 1))
    assert refused.value.code == "bound_above_plan"


def test_an_impossible_week_names_whose_pins_clash():
    with pytest.raises(Impossible) as found:
        plan_with(Run(status=Status.IMPOSSIBLE, clash=("Lerke-2", "Rype-3")))
    assert found.value.exit_code == 3
    (nb,) = say_error(found.value, "nb")
    (en,) = say_error(found.value, "en")
    assert "låsene for Lerke-2 og Rype-3" in nb
    assert "the pins of Lerke-2 and Rype-3" in en


def test_out_of_time_says_so_in_both_languages():
    with pytest.raises(OutOfTime) as found:
        plan_with(Run(status=Status.OUT_OF_TIME))
    assert found.value.exit_code == 4
    assert "Tiden tok slutt" in say_error(found.value, "nb")[0]
    assert "Time ran out" in say_error(found.value, "en")[0]


def test_a_bad_model_is_a_defect():
    with pytest.raises(Defect):
        plan_with(Run(status=Status.BAD_MODEL))


def test_a_plan_from_elsewhere_is_judged_and_names_that_are_unknown_are_breaches():
    week = derived(town())
    assert check_plan(week, HONEST.plan or Plan()).breaches == ()
    assert check_plan(week, Plan(stays=(stay("Ukjent-9", "F2b"),))).breaches


def test_a_plan_file_comes_back_as_it_was(tmp_path):
    plan = Plan(instance_hash="0" * 64, stays=(stay("Lerke-2", "F2b"),))
    save_plan(plan, tmp_path / "plan.json")
    assert load_plan(tmp_path / "plan.json") == plan


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "plan_unreadable"),
        ("{", "plan_malformed"),
        ('{"stays": 3}', "plan_malformed"),
        ("{}", "plan_incomplete"),
        ('{"contacts": [{"household": 3}], "bookings": [{"kind": "x"}]}', "plan_malformed"),
        (f'{{"schema_version": {SCHEMA_VERSION}, "instance_hash": " ", "stays": []}}', "plan_incomplete"),
        (f'{{"schema_version": {SCHEMA_VERSION}, "instance_hash": "0"}}', "plan_incomplete"),
        ('{"schema_version": 9}', "plan_version"),
        ('{"schema_version": "1", "stays": 3}', "plan_version"),
        ('{"schema_version": true}', "plan_version"),
    ],
)
def test_what_is_no_plan_file_is_refused_without_repeating_it(tmp_path, content, code):
    path = tmp_path / "plan.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_plan(path)
    assert {p.code for p in refused.value.problems} == {code}
    assert all("plan.json" in line for line in say_error(refused.value, "nb"))


@pytest.mark.parametrize("given", [SCHEMA_VERSION - 1, SCHEMA_VERSION + 1, True, str(SCHEMA_VERSION)])
def test_only_this_version_of_a_week_or_a_plan_is_read(given):
    with pytest.raises(ValidationError, match=f"only version {SCHEMA_VERSION}: make the file again"):
        Plan.model_validate({"schema_version": given})
    with pytest.raises(ValidationError, match=f"only version {SCHEMA_VERSION}: make the file again"):
        town().but(schema_version=given)


def test_of_a_plan_for_other_facts_nothing_else_is_said():
    week = derived(town())
    review = check_plan(week, Plan(instance_hash="0" * 64, stays=(stay("Ukjent-9", "F2b"),)))
    assert [f.says for f in review.findings] == ["other_facts"]
    assert not review.stages
    assert not review.goals


def test_a_plan_that_cannot_be_written_is_an_input_error(tmp_path):
    with pytest.raises(InputError):
        save_plan(Plan(), tmp_path / "no" / "such" / "folder.json")


@pytest.mark.parametrize("place", ["no/such/folder.json", "."])
def test_where_no_plan_can_be_written_is_found_out_before_one_is_sought(tmp_path, place):
    with pytest.raises(InputError) as refused:
        can_be_saved(tmp_path / place)
    assert [p.code for p in refused.value.problems] == ["plan_unwritable"]
    can_be_saved(tmp_path / "plan.json")


def test_a_plan_that_is_saved_leaves_nothing_else_behind(tmp_path):
    save_plan(Plan(), tmp_path / "plan.json")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_defect_is_told_with_its_class_and_number_only():
    told = say_defect("KeyError", "1a2b3c4d", "nb")
    assert told.startswith("Feil i programmet (KeyError, hendelse 1a2b3c4d). Ingenting er endret.")


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ({"stay_limit": {"warning": 14}}, None),
        ({"stay_limit": {"warning": -1}}, "setting_out_of_range"),
        ({"stay_limit": {"varsel": 14}}, "setting_unknown"),
        ({"no_rule": {"points": 14}}, "setting_unknown"),
    ],
)
def test_a_figure_that_no_rule_has_or_allows_is_refused(figures, code):
    week = vary(town(), {"policy": {"settings": figures}})
    if code is None:
        check_settings(week)
        return
    with pytest.raises(InputError) as refused:
        check_settings(week)
    assert [p.code for p in refused.value.problems] == [code]
    assert all("settings" in line for line in say_error(refused.value, "nb"))
