"""The command line: its texts, its exit codes, and how fast help comes."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from placement import cli
from placement.cli.lazy import Commands
from placement.cli.listed import COMMANDS as LISTED
from placement.domain.instance import Instance
from placement.domain.plan import SCHEMA_VERSION, Plan
from placement.domain.run import Status
from placement.domain.stay import Stay, StayKind
from placement.errors import OutOfTime
from placement.rules import GOALS, RULES
from placement.service import planning
from placement.service.plan_file import save_plan
from placement.solver import solve
from placement.tables.read import read_week
from placement.tables.write import write_folder
from tests.worlds import town, vary

HEAVY = (
    "pydantic",
    "numpy",
    "ortools",
    "pandas",
    "streamlit",
    "openpyxl",
    "sqlalchemy",
    "babel",
    "rich",
    "placement.domain",
    "placement.cli.week",
)
COMMANDS = (
    "plan",
    "check",
    "import",
    "export",
    "template",
    "generate",
    "rules",
    "schema",
    "drill",
    "forecast",
    "sweep",
    "bed-prices",
    "next-capacity",
)


@pytest.fixture(autouse=True)
def no_language_from_outside(monkeypatch):
    monkeypatch.delenv("PLACEMENT_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERMINAL_WIDTH", "100")


@pytest.fixture
def placement(capsys):
    """Run one command; returns its exit code, what it wrote, and what it said beside that."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main([str(word) for word in arguments])
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


@pytest.fixture
def week(tmp_path):
    write_folder(town(), tmp_path / "week")
    return tmp_path / "week"


def every_command():
    """All commands, and all below them, in English."""
    root = Commands("en")
    yield root
    rest = [root.get_command(None, name) for name in root.list_commands(None)]
    while rest:
        one = rest.pop()
        rest += getattr(one, "commands", {}).values()
        yield one


def helps():
    """Every help text as it stands in the code."""
    for one in every_command():
        yield from filter(None, (one.help, *(getattr(p, "help", None) for p in one.params)))


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize(("lang", "says"), [("nb", "Lag ukens plan"), ("en", "Make the week's plan")])
def test_help_names_every_command_in_the_language_asked_for(placement, monkeypatch, lang, says):
    monkeypatch.setenv("PLACEMENT_LANG", lang)
    code, out, _ = placement("--help")
    assert code == 0
    assert says in flat(out)
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help_in_norwegian(placement, command):
    code, out, _ = placement(command, "--help")
    assert code == 0
    english = [text for text in helps() if text in flat(out)]
    assert english == []
    assert "Valg" in out


def test_the_list_names_every_command_of_its_module_and_no_module_tells_its_help_again():
    for module in {one.module for one in LISTED.values()}:
        commands = import_module(f"placement.cli.{module}").app.registered_commands
        made = {(one.name or one.callback.__name__).replace("_", "-"): one.help for one in commands}
        listed = {name for name, one in LISTED.items() if one.module == module}
        is_a_theme = not listed & set(made)  # the module has commands of its own below its name
        assert listed == ({module} if is_a_theme else set(made))
        assert is_a_theme or set(made.values()) == {None}


def test_no_module_of_the_command_line_has_commands_that_nobody_can_call():
    reached = {one.callback.__module__ for one in every_command() if one.callback}
    folder = Path(cli.__file__).parent
    with_commands = {f for f in folder.glob("*.py") if "@app.command(" in f.read_text("utf-8")}
    assert {f"placement.cli.{f.stem}" for f in with_commands} <= reached


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_list_and_a_commands_own_help_say_the_same_of_it(placement, monkeypatch, lang):
    monkeypatch.setenv("PLACEMENT_LANG", lang)
    listed = flat(placement("--help")[1])
    for name in LISTED:
        command = Commands(lang).get_command(None, name)
        assert f"{name} {command.help}" in listed


@pytest.mark.parametrize("columns", ["40", "80", "300"])
def test_help_keeps_to_the_width_of_the_terminal_and_is_plain_where_it_is_none(
    placement, monkeypatch, columns
):
    monkeypatch.setenv("COLUMNS", columns)
    for asked in (["--help"], ["plan", "--help"], ["desk", "user", "list", "--help"]):
        _, out, _ = placement(*asked)
        assert "\x1b" not in out
        assert max(map(len, out.splitlines())) <= max(min(int(columns), 100), 70)


def test_help_of_an_option_tells_what_it_takes_and_what_holds_without_it(placement):
    said = flat(placement("plan", "--help")[1])
    assert "WEEK Mappe med tabeller, eller et regneark (.xlsx, .ods). [må oppgis]" in said
    assert "--seconds <tall> Lengste tid" in said
    assert "[0.1–86400] [ellers: 20.0]" in said
    assert "[miljøvariabel: PLACEMENT_LANG] [ellers: nb]" in said
    assert "-h, --help Vis denne teksten." in said
    assert "--json Skriv" in said


def test_the_program_without_a_command_shows_the_list(placement):
    code, out, _ = placement()
    assert code == 2
    assert "next-capacity" in out
    assert out == placement("--help")[1]


def test_help_imports_no_heavy_library_nor_any_command():
    program = (
        "import sys; from placement.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_plan_needs_neither_the_app_nor_the_store(week):
    unneeded = (
        "streamlit",
        "altair",
        "sqlalchemy",
        "cryptography",
        "placement.store",
        "placement.app",
        "ortools",
    )
    program = (
        "import sys; from placement.cli import main\n"
        f"try: main(['plan', {str(week)!r}])\n"
        "except SystemExit as ended: assert not ended.code\n"
        f"print([m for m in {unneeded} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "answers",
    ["tonight", "explained", "why_household", "ask_first", "alternative_plans", "plan_diff", "what_if"],
)
def test_what_answers_a_question_of_the_meeting_needs_neither_the_app_nor_the_store(answers):
    program = (
        f"import sys, placement.service.{answers}\n"
        "print([m for m in ('streamlit', 'sqlalchemy', 'ortools', 'placement.store', 'placement.app')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_plan_is_printed_and_written_and_passes_its_check(placement, week, tmp_path):
    code, out, err = placement("plan", week, "--seconds", "10", "--out", tmp_path / "plan.json")
    assert code == 0
    assert "Hvem bor hvor" in out
    assert "Orrfugl-1" in out
    assert "Uken for hver husstand (4)" in out
    assert "Språk: engelsk · på vakt: engelsk" in out
    assert "Bevist best" in out
    assert err.count("bare for aliaser og demodata") == 1
    code, out, _ = placement("check", week, tmp_path / "plan.json", "--lang", "en")
    assert code == 0
    assert "No breaches" in out


def test_a_plan_that_breaks_a_rule_ends_with_1(placement, week, tmp_path):
    path = tmp_path / "plan.json"
    stay = {
        "household": "Rype-3",
        "place": "F1a",
        "start": "2026-11-23",
        "until": "2027-01-18",
        "kind": "new",
    }
    content = Plan(instance_hash=read_week(week).content_hash).model_dump(mode="json") | {"stays": [stay]}
    path.write_text(json.dumps(content), encoding="utf-8")
    code, out, _ = placement("check", week, path)
    assert code == 1
    assert "Rype-3" in out
    code, out, _ = placement("check", week, path, "--json")
    assert code == 1
    assert any(f["kind"] == "breach" for f in json.loads(out)["findings"])


def test_json_goes_to_standard_output_alone(placement, week):
    code, out, err = placement("plan", week, "--json")
    assert code == 0
    answer = json.loads(out)
    assert Plan.model_validate_json(json.dumps(answer["plan"])).stays
    assert answer["run"]["status"] == "optimal"
    assert answer["review"]["findings"] is not None
    assert [one["household"] for one in answer["households"]] == ["Lerke-2", "Orrfugl-1", "Oter-4", "Rype-3"]
    assert answer["households"][0]["people"][0]["language"]["languages"] == ["eng"]
    assert "aliaser" in err


def test_a_folder_that_is_not_there_ends_with_2_in_the_readers_language(placement, tmp_path):
    code, _, err = placement("plan", tmp_path / "nowhere")
    assert code == 2
    assert "finnes ikke" in err
    code, _, err = placement("plan", tmp_path / "nowhere", "--lang", "en")
    assert code == 2
    assert "no such file" in err


def test_pins_that_contradict_each_other_end_with_3_and_are_named(placement, tmp_path):
    both = [{"household": h, "place": "F2b"} for h in ("Lerke-2", "Orrfugl-1")]
    write_folder(vary(town(), {"pins": both}), tmp_path / "week")
    code, out, err = placement("plan", tmp_path / "week")
    assert code == 3
    assert "Lerke-2 og Orrfugl-1" in err
    assert out == ""


def test_no_time_for_any_plan_ends_with_4(placement, week, monkeypatch):
    def late(*_, **__):
        raise OutOfTime("late")

    monkeypatch.setattr(planning, "make_plan", late)
    code, _, err = placement("plan", week)
    assert code == 4
    assert "Tiden tok slutt" in err


def pressing_ctrl_c(answer, times):
    """A plan in the making during which somebody presses the key."""

    def made(*_, stop, **__):
        assert not stop()
        for _press in range(times):
            os.kill(os.getpid(), signal.SIGINT)
        assert stop()
        return answer()

    return made


def test_ctrl_c_prints_the_best_plan_so_far(placement, week, monkeypatch):
    best = planning.make_plan(town(), seconds=20, planner=solve)
    cut = best.run.but(status=Status.FEASIBLE, stages_proved=False, bound=None, cut_short="cancelled")
    monkeypatch.setattr(planning, "make_plan", pressing_ctrl_c(lambda: replace(best, run=cut), 1))
    usual = signal.getsignal(signal.SIGINT)
    code, out, err = placement("plan", week, "--lang", "en")
    assert code == 0
    assert "not proven best: it was stopped" in flat(out)
    assert "Orrfugl-1" in out
    assert "Ctrl-C again ends at once" in err
    assert signal.getsignal(signal.SIGINT) is usual


def test_ctrl_c_before_there_is_a_plan_ends_without_one(placement, week, monkeypatch):
    def nothing():
        raise OutOfTime("stopped", code="stopped")

    monkeypatch.setattr(planning, "make_plan", pressing_ctrl_c(nothing, 1))
    code, out, _ = placement("plan", week)
    assert (code, out) == (130, "")


def test_ctrl_c_twice_ends_at_once(placement, week, monkeypatch):
    monkeypatch.setattr(planning, "make_plan", pressing_ctrl_c(list, 2))
    code, out, _ = placement("plan", week)
    assert (code, out) == (130, "")


def test_a_fault_of_the_program_is_one_line_without_data(placement, week, monkeypatch):
    def faulty(*_, **__):
        raise KeyError("Orrfugl-1 lives in Granly")

    monkeypatch.setattr(planning, "make_plan", faulty)
    code, out, err = placement("plan", week)
    fault = [line for line in err.splitlines() if "aliaser" not in line]
    assert code == 70
    assert len(fault) == 1
    assert "KeyError" in fault[0]
    assert "Orrfugl" not in out + err
    _, _, again = placement("plan", week)
    assert fault[0] in again  # the same fault has the same number


def test_a_week_survives_the_way_into_a_workbook_and_back(placement, week, tmp_path):
    assert placement("export", week, "--out", tmp_path / "week.xlsx")[0] == 0
    assert placement("import", tmp_path / "week.xlsx", "--out", tmp_path / "back")[0] == 0
    assert read_week(tmp_path / "back").content_hash == read_week(week).content_hash


def test_a_template_is_a_workbook(placement, tmp_path):
    assert placement("template", "--out", tmp_path / "empty.xlsx")[0] == 0
    assert (tmp_path / "empty.xlsx").read_bytes()[:2] == b"PK"


def test_no_workbook_is_written_over_another_or_under_a_wrong_name(placement, week, tmp_path):
    (tmp_path / "mine.xlsx").write_text("kept", encoding="utf-8")
    for name in ("mine.xlsx", "week.ods", "week.txt"):
        code, out, err = placement("export", week, "--out", tmp_path / name)
        assert (code, out) == (2, "")
        assert err.startswith(name + ":")
    assert (tmp_path / "mine.xlsx").read_text(encoding="utf-8") == "kept"
    assert placement("template", "--out", tmp_path / "empty.txt")[0] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.xlsx", "week"]


def test_what_was_written_is_told_in_words_or_as_json(placement, week, tmp_path):
    _, out, _ = placement("export", week, "--out", tmp_path / "a.xlsx")
    assert out == f"Skrevet: {tmp_path / 'a.xlsx'}\n"
    _, out, _ = placement("export", week, "--out", tmp_path / "b.xlsx", "--json")
    assert json.loads(out) == {"written": str(tmp_path / "b.xlsx")}


@pytest.mark.parametrize(
    ("arguments", "nb"),
    [
        (["plan"], "placement plan: WEEK mangler."),
        (["plan", "x", "--fast"], "placement plan: valget --fast finnes ikke."),
        (["plan", "x", "--seconds", "0"], "placement plan: verdien for --seconds kan ikke brukes."),
        (["plam"], "placement: kommandoen finnes ikke."),
        (["plan", "x", "y", "z"], "placement plan: kommandoen er ikke skrevet riktig."),
        (["schema", "weather"], "kan ikke brukes."),
    ],
)
def test_a_command_that_cannot_be_understood_is_one_line_that_says_where_to_read_on(placement, arguments, nb):
    code, out, err = placement(*arguments)
    assert (code, out) == (2, "")
    assert nb in err
    assert "--help" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_json_and_lang(placement, command):
    _, out, _ = placement(command, "--help")
    assert "--json" in out
    assert "--lang" in out


def test_a_plan_that_could_not_be_written_is_not_even_sought(placement, week, tmp_path, monkeypatch):
    monkeypatch.setattr(planning, "make_plan", None)
    code, _, err = placement("plan", week, "--out", tmp_path / "no" / "plan.json")
    assert code == 2
    assert "plan.json: filen kan ikke skrives" in err


def test_a_plan_of_another_week_is_a_breach_that_says_what_to_do(placement, week, tmp_path):
    strange = Stay(household="Ukjent-9", place="X", start=date(2026, 11, 23), kind=StayKind.NEW)
    save_plan(Plan(instance_hash="0" * 64, stays=(strange,)), tmp_path / "plan.json")
    code, out, _ = placement("check", week, tmp_path / "plan.json")
    assert code == 1
    first, *rest = out.strip().splitlines()
    assert first.startswith("Kontroll av en plan")
    assert flat(" ".join(rest)) == "Planen er laget for andre fakta enn denne uken: lag den på nytt."
    code, out, _ = placement("check", week, tmp_path / "plan.json", "--lang", "en")
    assert flat(out).endswith("The plan was made for other facts than this week's: make it again.")
    code, out, _ = placement("check", week, tmp_path / "plan.json", "--json")
    assert code == 1
    assert [f["says"] for f in json.loads(out)["findings"]] == ["other_facts"]


@pytest.mark.parametrize(
    ("held", "nb", "en"),
    [
        ({}, "plan.json, schema_version: mangler.", "plan.json, instance_hash: is missing."),
        (
            {"schema_version": SCHEMA_VERSION, "stays": []},
            "instance_hash: mangler.",
            "instance_hash: is missing.",
        ),
        (
            {"schema_version": SCHEMA_VERSION, "instance_hash": "", "stays": []},
            "plan.json, instance_hash: mangler. Bruk en fil fra «placement plan --out».",
            "plan.json, instance_hash: is missing.",
        ),
        (
            {"schema_version": 9, "weather": 3},
            f"planen har versjon 9, og dette programmet leser versjon {SCHEMA_VERSION}. Lag planen på nytt",
            f"the plan is of version 9, and this program reads version {SCHEMA_VERSION}. Make the plan again",
        ),
    ],
)
def test_a_plan_file_that_does_not_say_what_it_is_for_is_refused(placement, week, tmp_path, held, nb, en):
    (tmp_path / "plan.json").write_text(json.dumps(held), encoding="utf-8")
    for lang, text in (("nb", nb), ("en", en)):
        code, out, err = placement("check", week, tmp_path / "plan.json", "--lang", lang)
        assert (code, out) == (2, "")
        assert text in flat(err)


def test_the_rule_book_is_printed_and_written_as_json(placement):
    code, out, _ = placement("rules")
    assert code == 0
    assert "H04" in out
    assert "Kilde:" in out
    code, out, _ = placement("rules", "--json", "--lang", "en")
    assert code == 0
    assert [entry["code"] for entry in json.loads(out)] == [rule.code for rule in (*RULES, *GOALS)]


@pytest.mark.parametrize(("of", "value"), [("instance", Instance), ("plan", Plan)])
def test_the_schemas_are_those_of_the_values(placement, of, value):
    code, out, _ = placement("schema", of)
    assert code == 0
    assert json.loads(out) == value.model_json_schema()


def test_a_schema_of_something_else_is_an_input_error(placement):
    assert placement("schema", "weather")[0] == 2


def test_the_plan_is_the_same_with_another_engine(placement, week):
    plans = [
        json.loads(placement("plan", week, "--json", *more)[1])["plan"]
        for more in ((), ("--engine", "highs"))
    ]
    assert plans[0] == plans[1]


def test_an_engine_that_is_not_there_is_a_slip_of_the_command(placement, week):
    code, _, said = placement("plan", week, "--engine", "abacus")
    assert code == 2
    assert "--engine" in said
