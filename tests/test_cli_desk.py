"""The desk on the command line, as its users type it."""

import json
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from placement.cli.lazy import Commands
from placement.cli.options import why
from placement.service.desk import jobs
from placement.store.incoming import DATABASE, INCOMING
from placement.tables.partial import read_part
from placement.tables.write import write_folder
from tests.at_terminal import Terminal, alone, here
from tests.worlds import town, vary

ADMIN, KARI, OLA, UNN = "admin", "kari", "ola", "unn"
PHRASE = "korrekt hest batteri stift"
OTHER = "fire helt andre norske ord"
TOP = ("--role", "coordinator", "--clearance", "strengt_fortrolig", "--cases", "all")
TOP_GRADE = "strengt_fortrolig"
LIVES = {"household": "Lerke-2", "place": "F1a/bed", "start": -30, "kind": "current"}
HUGE = "9" * 30
HIDDEN_VALUES = ("strengt_fortrolig", "strengt fortrolig")


@pytest.fixture(autouse=True)
def english_at_100_columns(monkeypatch):
    for name in ("DESK", "LOGIN", "KEY_FILE", "ANCHOR"):
        monkeypatch.delenv(f"PLACEMENT_{name}", raising=False)
    monkeypatch.setenv("PLACEMENT_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERMINAL_WIDTH", "100")


@pytest.fixture(scope="session")
def filled_desk(tmp_path_factory):
    """A desk for demo data with a town and its people, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    write_folder(town(), folder / "week")
    at = ("--desk", folder / "desk", "--as")
    alone("desk", "new", folder / "desk", "--demo", "--first", ADMIN, "--as-of", "2026-11-23")
    for login, *facts in ((KARI, *TOP), (OLA, *TOP), (UNN, "--role", "auditor")):
        assert alone("desk", "user", "add", login, *facts, *at, ADMIN).code == 0
    assert alone("desk", "load", folder / "week", "--demo", *at, KARI).code == 0
    return folder


@pytest.fixture
def folder(filled_desk, tmp_path):
    shutil.copytree(filled_desk, tmp_path / "here")
    return tmp_path / "here"


@pytest.fixture
def run(capsys, folder):
    """Run a command of the desk as somebody."""

    def as_(login, *words):
        return here(capsys, *words, "--desk", folder / "desk", "--as", login)

    return as_


def answer(ended):
    assert ended.code == 0, ended
    return json.loads(ended.out)


def week_file(folder, **changes):
    """A file with the town as it would be with these changes."""
    write_folder(vary(town(), changes), folder)
    return folder


# -- from a new desk to an accepted plan


def test_a_plan_is_made_accepted_and_runs(run):
    made = run(KARI, "desk", "plan", "--seconds", "10")
    assert made.code == 0
    assert "Who lives where" in made.out
    assert "Plan 1: placement desk accept 1" in made.out
    assert "Looking for the best plan" in made.err
    assert answer(run(KARI, "desk", "status", "--json"))["drafts"] == [1]
    assert "Plan 1 is accepted (change 6)." in run(KARI, "desk", "accept", 1).out
    standing = answer(run(KARI, "desk", "status", "--json"))
    assert (standing["plan"], standing["drafts"]) == (1, [])
    assert "Plan 1 runs." in run(UNN, "desk", "status").out
    assert answer(run(KARI, "desk", "show", 1, "--json"))["state"] == "accepted"
    assert "placement desk accept" not in run(KARI, "desk", "show", 1).out
    commands = [one["command"] for one in answer(run(KARI, "desk", "history", "--json"))]
    assert commands == ["accept_plan", "load_week", "add_row", "add_row", "add_row", "make_desk"]


def test_a_plan_of_facts_that_changed_is_refused(run, folder):
    assert run(KARI, "desk", "plan", "--seconds", "10").code == 0
    lot = week_file(folder / "new", households={"Rype-3": {"lot": 7}})
    assert run(KARI, "desk", "import", lot, "--demo", "--apply").code == 0
    refused = run(KARI, "desk", "accept", 1)
    assert refused.code == 2
    assert "Make the plan again" in refused.err


def test_alarms_are_told_with_their_ids_and_acknowledged_one_by_one(run, folder):
    expired = week_file(folder / "new", units={"Granly": {"fire_ok_until": -1}}, stays=[LIVES])
    assert run(KARI, "desk", "import", expired, "--demo", "--apply").code == 0
    made = answer(run(KARI, "desk", "plan", "--seconds", "10", "--json"))
    (alarm,) = made["alarms"]
    refused = run(KARI, "desk", "accept", made["number"])
    assert refused.code == 2
    assert f"{alarm}  Lerke-2: Granly, F1a: " in refused.err
    assert "Alarms that are not acknowledged: 1." in refused.err
    assert run(KARI, "desk", "accept", made["number"], "--acknowledge", "0" * 16).code == 2
    assert run(KARI, "desk", "accept", made["number"], "--acknowledge", alarm).code == 0


def test_whoever_may_not_plan_gets_one_sentence_and_no_plan(run):
    refused = run(UNN, "desk", "plan")
    assert (refused.code, refused.out) == (2, "")
    assert "Ask somebody who has access: coordinator." in refused.err
    assert answer(run(KARI, "desk", "status", "--json"))["jobs"] == []


def test_ctrl_c_stops_the_search_and_keeps_the_best_so_far(tmp_path):
    assert alone("generate", "--out", tmp_path / "large", "--size", "L").code == 0
    at = ("--desk", tmp_path / "desk", "--as")
    alone("desk", "new", tmp_path / "desk", "--demo", "--first", ADMIN, "--as-of", "2026-11-23")
    alone("desk", "user", "add", KARI, *TOP, *at, ADMIN)
    assert alone("desk", "load", tmp_path / "large", "--demo", *at, KARI).code == 0
    terminal = Terminal("desk", "plan", "--seconds", "600", "--json", *at, KARI)
    terminal.until("Wishes")
    terminal.type("\x03")
    assert terminal.ended() == 0
    assert '"number": 1' in terminal.shown
    standing = answer(alone("desk", "status", "--json", *at, KARI))
    assert (standing["drafts"], standing["jobs"]) == ([1], [])


def test_whoever_stops_before_there_is_a_plan_is_told_so(run, monkeypatch):
    look = jobs.look
    stopped: list[object] = []

    def interrupted(*given):
        if threading.current_thread() is threading.main_thread() and not stopped:
            stopped.append(given)
            raise KeyboardInterrupt
        return look(*given)

    monkeypatch.setattr(jobs, "look", interrupted)
    ended = run(KARI, "desk", "plan", "--seconds", "10")
    assert (ended.code, ended.out) == (4, "")
    assert "Stopped before there was a plan." in ended.err
    assert "stop_job" in [one["action"] for one in answer(run(UNN, "audit", "show", "--json"))]


def test_pins_that_contradict_each_other_end_with_3(run, folder):
    both = [{"household": h, "place": "F2b"} for h in ("Lerke-2", "Orrfugl-1")]
    file = week_file(folder / "new", pins=both)
    assert run(KARI, "desk", "import", file, "--demo", "--apply").code == 0
    ended = run(KARI, "desk", "plan", "--seconds", "10")
    assert (ended.code, ended.out) == (3, "")
    assert "The week is impossible" in ended.err


# -- facts from a file


def test_an_import_shows_first_is_taken_in_as_one_change_and_taken_back(run, folder):
    file = week_file(
        folder / "new", households={"Rype-3": {"lot": 7}}, persons={"Rype-3": {"languages": ["fra"]}}
    )
    shown = run(KARI, "desk", "import", file, "--demo")
    assert shown.code == 0
    assert "Changes (2)" in shown.out
    assert "Nothing is changed yet" in shown.err
    taken = answer(run(KARI, "desk", "import", file, "--demo", "--apply", "--json"))
    assert taken == {"change": 6, "request": None}
    assert "says nothing new" in run(KARI, "desk", "import", file, "--demo").out
    assert answer(run(KARI, "desk", "undo", "--json")) == {"change": 7}
    assert "Changes (2)" in run(KARI, "desk", "import", file, "--demo").out
    assert answer(run(KARI, "desk", "redo", "--json")) == {"change": 8}
    undone = {one["number"]: one["undone_by"] for one in answer(run(KARI, "desk", "history", "--json"))}
    assert (undone[6], undone[7]) == (7, 8)


def test_what_lowers_a_protection_waits_for_a_second_person(run, folder):
    guarded = week_file(folder / "guarded", persons={"Rype-3": {"secrecy": TOP_GRADE}})
    assert run(KARI, "desk", "import", guarded, "--demo", "--apply").code == 0
    lower = week_file(folder / "lower", persons={"Rype-3": {"secrecy": "none"}})
    shown = run(KARI, "desk", "import", lower, "--demo")
    assert "1 protection would be lower" in shown.err
    taken = answer(run(KARI, "desk", "import", lower, "--demo", "--apply", "--why", "assessed", "--json"))
    assert taken == {"change": None, "request": 1}
    mine = run(KARI, "desk", "grant", 1)
    assert mine.code == 2
    assert "must be another one" in mine.err
    (waits,) = answer(run(OLA, "desk", "requests", "--json"))["requests"]
    assert (waits["by"], waits["mine"], [one["kind"] for one in waits["lowerings"]]) == (
        KARI,
        False,
        ["secrecy"],
    )
    assert "Rype-3" in run(OLA, "desk", "requests").err
    assert answer(run(UNN, "desk", "requests", "--json")) == {"requests": [], "others": 1}
    assert answer(run(OLA, "desk", "grant", 1, "--json")) == {"change": 7}
    assert answer(run(KARI, "desk", "history", "--json"))[0]["second"] == OLA


def test_a_request_is_refused_by_another_or_taken_back_by_who_asked(run, folder):
    guarded = week_file(folder / "guarded", persons={"Rype-3": {"secrecy": "fortrolig"}})
    run(KARI, "desk", "import", guarded, "--demo", "--apply")
    lower = week_file(folder / "lower")
    for number, who in ((1, OLA), (2, KARI)):
        asked = answer(run(KARI, "desk", "import", lower, "--demo", "--apply", "--why", "slip", "--json"))
        assert asked["request"] == number
        assert run(who, "desk", "refuse", number).code == 0
    assert answer(run(OLA, "desk", "requests", "--json")) == {"requests": [], "others": 0}


def test_a_row_that_the_file_lacks_goes_only_where_somebody_says_so(run, folder):
    (folder / "part").mkdir()
    (folder / "part" / "soner.csv").write_text(
        "unit,zone,for whom\nGranly,Granly-1,women\n", encoding="utf-8"
    )
    shown = answer(run(KARI, "desk", "import", folder / "part", "--demo", "--json"))
    gone = [row["choice"] for row in shown["rows"] if row["sort"] == "missing"]
    assert "zones:Granly-2" in gone
    wrong = run(KARI, "desk", "import", folder / "part", "--demo", "--apply", "--remove", "zones:F9")
    assert wrong.code == 2
    assert "the value of --remove cannot be used" in wrong.err


def test_a_header_of_ones_own_is_asked_about_and_remembered(run, folder):
    (folder / "part").mkdir()
    (folder / "part" / "households.csv").write_text("household,drawn\nRype-3,7\n", encoding="utf-8")
    asked = run(KARI, "desk", "import", folder / "part", "--demo")
    assert asked.code == 2
    assert "Say which field it is: --column 'households:HEADER=" in asked.err
    assert "drawn" not in asked.err
    told = ("--column", "households:drawn=lot")
    assert run(KARI, "desk", "import", folder / "part", "--demo", "--apply", *told).code == 0
    again = run(KARI, "desk", "import", folder / "part", "--demo")
    assert again.code == 0
    assert "Changes" not in again.out


def test_plain_data_on_a_desk_without_a_key_must_be_said_to_be_made_up(run, folder):
    refused = run(KARI, "desk", "import", folder / "week")
    assert refused.code == 2
    assert "for made-up data alone" in refused.err


# -- facts to a file


def test_an_export_holds_what_the_role_may_take_out_and_stands_in_the_log(run, folder):
    done = answer(run(KARI, "desk", "export", "--out", folder / "out", "--why", "meeting", "--json"))
    part = read_part(folder / "out")
    assert {"households", "persons", "units"} <= part.tables.keys()
    assert not {"secrecy", "threat", "support", "track", "areas_asked"} & part.tables["persons"].fields
    assert not {"district"} & part.tables["units"].fields
    assert not {"relations", "avoid_areas", "vetoes"} & part.tables.keys()
    lines = answer(run(UNN, "audit", "show", "--json"))
    (line,) = [one for one in lines if one["action"] == "export"]
    assert (line["by"], line["why"]) == (KARI, "meeting")
    assert list(line["about"]["export"]) == [done["id"]]
    assert {"Rype-3"} <= line["about"]["persons"].keys()


def test_an_export_taken_in_again_says_nothing_new(run, folder):
    assert run(KARI, "desk", "export", "--out", folder / "out.xlsx", "--why", "meeting").code == 0
    assert "says nothing new" in run(KARI, "desk", "import", folder / "out.xlsx", "--demo").out


@pytest.mark.parametrize("login", [UNN, ADMIN])
def test_whoever_may_take_nothing_out_writes_no_file(run, folder, login):
    refused = run(login, "desk", "export", "--out", folder / "out.xlsx", "--why", "meeting")
    assert (refused.code, refused.out) == (2, "")
    assert not (folder / "out.xlsx").exists()


def test_an_export_overwrites_nothing(run, folder):
    (folder / "out.xlsx").write_text("kept", encoding="utf-8")
    assert run(KARI, "desk", "export", "--out", folder / "out.xlsx", "--why", "meeting").code == 2
    assert (folder / "out.xlsx").read_text(encoding="utf-8") == "kept"
    assert all(one["action"] != "export" for one in answer(run(UNN, "audit", "show", "--json")))


# -- a list on paper


def test_the_monday_list_is_a_new_file_and_its_copy_stands_in_the_log(run, folder):
    done = answer(run(KARI, "report", "monday", "--out", folder / "list.html", "--json"))
    html = (folder / "list.html").read_text(encoding="utf-8")
    assert f"Copy {done['copy']}" in html
    (line,) = [one for one in answer(run(UNN, "audit", "show", "--json")) if one["action"] == "print_monday"]
    assert line["by"] == KARI
    assert set(line["about"]["copy"]) == {str(done["copy"]), done["id"]}
    told = run(KARI, "report", "monday", "--out", folder / "second.html").out
    assert "copy 2" in told
    assert run(UNN, "report", "monday", "--out", folder / "third.html").code == 2
    assert not (folder / "third.html").exists()


# -- accounts


def test_an_account_is_added_changed_listed_and_shut(run):
    assert (
        run(ADMIN, "desk", "user", "add", "eva", "--role", "caseworker", "--contact", "Kontakt-1").code == 0
    )
    assert run(ADMIN, "desk", "user", "set", "eva", "--clearance", "fortrolig", "--cases", "S1,S2").code == 0
    listed = {one["login"]: one for one in answer(run(ADMIN, "desk", "user", "list", "--json"))}
    assert (listed["eva"]["clearance"], listed["eva"]["case_groups"]) == ("fortrolig", ["S1", "S2"])
    assert "strictly confidential address  all" in run(ADMIN, "desk", "user", "list").out
    assert run(ADMIN, "desk", "user", "set", "eva", "--shut").code == 0
    shut, unknown = run("eva", "desk", "status"), run("nobody", "desk", "status")
    assert shut == unknown
    assert (shut.code, shut.err) == (2, "Nobody of that name may open this desk. Ask the administrator.\n")


@pytest.mark.parametrize("words", [("list",), ("add", "eva", "--role", "auditor"), ("set", KARI, "--shut")])
def test_accounts_are_the_administrators_alone(run, words):
    refused = run(KARI, "desk", "user", *words)
    assert (refused.code, refused.out) == (2, "")


def test_a_role_that_is_none_is_refused(run):
    refused = run(ADMIN, "desk", "user", "add", "eva", "--role", "queen")
    assert refused.code == 2
    assert "role" in refused.err
    assert "queen" not in refused.err


# -- keeping


def test_a_backup_is_restored_and_the_log_knows(run, folder):
    assert run(ADMIN, "backup", folder / "copy").code == 0
    file = week_file(folder / "new", households={"Rype-3": {"lot": 7}})
    assert run(KARI, "desk", "import", file, "--demo", "--apply").code == 0
    assert answer(run(ADMIN, "restore", folder / "copy", "--json"))["compared"] is True
    assert "Changes (1)" in run(KARI, "desk", "import", file, "--demo").out
    assert "The log is whole" in run(UNN, "audit", "verify").out
    assert run(KARI, "backup", folder / "other").code == 2


def test_a_restore_that_lowers_a_protection_is_asked_for_and_granted(run, folder):
    assert run(ADMIN, "backup", folder / "copy").code == 0
    guarded = week_file(folder / "guarded", persons={"Rype-3": {"secrecy": "fortrolig"}})
    assert run(KARI, "desk", "import", guarded, "--demo", "--apply").code == 0
    refused = run(ADMIN, "restore", folder / "copy")
    assert refused.code == 2
    assert "takes two people" in refused.err
    assert answer(run(ADMIN, "restore", folder / "copy", "--ask", "--json")) == {"request": 1}
    assert answer(run(OLA, "desk", "requests", "--json"))["requests"][0]["command"] == "restore"
    assert answer(run(OLA, "desk", "grant", 1, "--json")) == {"change": None}
    assert answer(run(ADMIN, "restore", folder / "copy", "--request", 1, "--json"))["lowerings"] == 1


def test_what_is_due_is_shown_first_and_nothing_is_due_in_a_new_town(run):
    assert run(KARI, "purge", "--dry-run").out == "Nothing is due.\n"
    assert run(KARI, "purge", "--dry-run", "--token", "x").code == 2
    assert run(KARI, "purge", "--token", "0" * 16).code == 2


def test_an_erasure_is_asked_for_by_one_and_granted_by_another(run):
    assert answer(run(KARI, "erase", "Rype-3", "--why", "asked", "--json")) == {"request": 1}
    assert "erasure Rype-3" in run(OLA, "desk", "requests").out
    assert run(KARI, "desk", "grant", 1).code == 2
    assert answer(run(OLA, "desk", "grant", 1, "--json")) == {"change": 6}
    assert run(KARI, "erase", "Rype-3", "--why", "asked").code == 2
    assert "No such" not in run(KARI, "desk", "requests").out


def test_an_interrupted_restore_is_given_up_with_one_command(run, folder, capsys):
    shutil.copytree(folder / "desk", folder / "desk" / INCOMING, ignore=shutil.ignore_patterns("head"))
    refused = run(KARI, "desk", "status")
    assert (refused.code, "(placement give-up)" in refused.err) == (2, True)
    assert here(capsys, "give-up", "--desk", folder / "desk").code == 0
    assert run(KARI, "desk", "status").code == 0


def test_a_role_or_clearance_that_there_is_not_is_refused_by_the_option(run):
    for option in ("--role", "--clearance"):
        refused = run(ADMIN, "desk", "user", "set", UNN, option, "secret")
        assert (refused.code, f"the value of {option} cannot be used" in refused.err) == (2, True)


# -- the log


def test_a_line_that_was_changed_and_a_tail_that_was_cut_are_found(run, folder):
    assert answer(run(UNN, "audit", "verify", "--json"))["fault"] is None
    written = sqlite3.connect(folder / "desk" / DATABASE, isolation_level=None)
    for (name,) in written.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        written.execute(f'DROP TRIGGER "{name}"')
    written.execute("UPDATE audit SET by = 'ola' WHERE seq = 3")
    changed = run(UNN, "audit", "verify")
    assert changed.code == 1
    assert "Line 3 is not as it was written." in changed.out
    written.execute("DELETE FROM audit WHERE seq >= 3")
    written.close()
    cut = run(UNN, "audit", "verify")
    assert cut.code == 1
    assert "Lines from 3 on are cut off." in cut.out


def test_a_head_written_elsewhere_is_what_shows_a_cut_tail(run, folder):
    (folder / "desk.head").unlink()
    assert "No head is written down elsewhere" in run(UNN, "audit", "verify").out


def test_the_log_says_who_read_what_and_never_a_value(run, folder):
    guarded = week_file(folder / "guarded", persons={"Rype-3": {"secrecy": TOP_GRADE}})
    run(KARI, "desk", "import", guarded, "--demo", "--apply")
    shown = run(UNN, "audit", "show", "--most", "2")
    assert "persons: Rype-3 (secrecy)" in " ".join(shown.out.split())
    everything = run(UNN, "audit", "show", "--json").out
    assert not any(value in everything for value in HIDDEN_VALUES)
    assert run(KARI, "audit", "show").code == 2


# -- secrets


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """An encrypted desk that opens with a passphrase, and its recovery key."""
    folder = tmp_path_factory.mktemp("sealed")
    made = alone(
        "desk",
        "new",
        folder / "desk",
        "--first",
        ADMIN,
        "--as-of",
        "2026-11-23",
        typed=f"{PHRASE}\n{PHRASE}\n",
    )
    assert made.code == 0, made
    return folder / "desk", made


def test_the_recovery_key_is_told_once_and_no_secret_is_repeated(sealed):
    folder, made = sealed
    (line,) = [line for line in made.out.splitlines() if "shown this once" in line]
    key = line.rpartition(": ")[2]
    assert len(key) > 40
    assert "Write it down on paper" in made.out
    assert PHRASE not in made.out + made.err
    again = alone("desk", "status", "--desk", folder, "--as", ADMIN, typed=PHRASE + "\n")
    assert again.code == 0
    assert key not in again.out + again.err
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert not any(word in held for word in (b"SQLite format 3", PHRASE.encode(), key.encode(), b"admin"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("en helt annen frase\n", "does not open the desk"),
        ("", "No passphrase was given"),
        ("\n", "No passphrase was given"),
    ],
)
def test_another_passphrase_or_none_opens_nothing(sealed, typed, says):
    refused = alone("desk", "status", "--desk", sealed[0], "--as", ADMIN, typed=typed)
    assert (refused.code, refused.out) == (2, "")
    assert says in refused.err
    assert refused.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [(f"{PHRASE}\n{OTHER}\n", "are not the same"), ("kort\nkort\n", "shorter than 12 characters")],
)
def test_a_slip_in_a_new_passphrase_makes_no_desk(tmp_path, typed, says):
    refused = alone("desk", "new", tmp_path / "desk", "--first", ADMIN, "--as-of", "2026-11-23", typed=typed)
    assert refused.code == 2
    assert says in refused.err
    assert not (tmp_path / "desk").exists()


def test_a_passphrase_at_the_terminal_is_typed_unseen(sealed):
    terminal = Terminal("desk", "status", "--desk", sealed[0], "--as", ADMIN)
    terminal.until("Passphrase: ")
    terminal.type(PHRASE + "\n")
    assert terminal.ended() == 0
    assert "Head of the log" in terminal.shown
    assert PHRASE not in terminal.shown


def test_no_command_takes_a_passphrase_as_an_argument_or_from_the_environment(sealed):
    folder, _ = sealed
    asked = alone("desk", "status", "--desk", folder, "--as", ADMIN, env={"PLACEMENT_PASSPHRASE": PHRASE})
    assert asked.code == 2
    for name in ("--passphrase", "--password", "--secret"):
        refused = alone("desk", "status", name, PHRASE, "--desk", folder, "--as", ADMIN)
        assert refused.code == 2
        assert PHRASE not in refused.err


def test_the_recovery_key_lets_another_secret_in(sealed, tmp_path):
    folder = tmp_path / "desk"
    shutil.copytree(sealed[0], folder)
    key = next(line for line in sealed[1].out.splitlines() if "shown this once" in line).rpartition(": ")[2]
    changed = alone(
        "desk", "change-secret", "--desk", folder, "--recovery", typed=f"{key}\n{OTHER}\n{OTHER}\n"
    )
    assert changed.code == 0, changed
    at = ("desk", "status", "--desk", folder, "--as", ADMIN)
    assert alone(*at, typed=PHRASE + "\n").code == 2
    assert alone(*at, typed=OTHER + "\n").code == 0


def test_a_key_file_opens_its_desk_without_a_question(tmp_path):
    key = tmp_path / "stick" / "desk.key"
    key.parent.mkdir()
    assert alone("desk", "key-file", key).code == 0
    assert alone("desk", "key-file", key).code == 2
    new = ("desk", "new", tmp_path / "desk", "--first", ADMIN, "--as-of", "2026-11-23", "--key-file", key)
    made = json.loads(alone(*new, "--json").out)
    assert len(made["recovery"]) > 40
    at = ("desk", "status", "--desk", tmp_path / "desk", "--as", ADMIN)
    assert alone(*at, "--key-file", key).code == 0
    assert alone(*at, env={"PLACEMENT_KEY_FILE": str(key)}).code == 0
    without = alone(*at, typed=PHRASE + "\n")
    assert without.code == 2
    assert "opens with a key file" in without.err
    assert alone(*new).code == 2


def test_an_encrypted_desk_is_backed_up_and_a_lost_one_comes_back_with_its_secret(sealed, tmp_path):
    folder = tmp_path / "desk"
    shutil.copytree(sealed[0], folder)
    at = ("--desk", folder, "--as", ADMIN)
    assert alone("backup", tmp_path / "copy", *at, typed=PHRASE + "\n").code == 0
    shutil.rmtree(folder)
    back = alone("restore", tmp_path / "copy", *at, typed=PHRASE + "\n")
    assert back.code == 0, back
    assert "look through everybody's protections" in back.out
    assert alone("desk", "status", *at, typed=PHRASE + "\n").code == 0


# -- help and options


def paths(one, *so_far):
    """Every command, as it is typed."""
    inner = getattr(one, "commands", {})
    if not inner:
        yield so_far
    for name, command in inner.items():
        yield from paths(command, *so_far, name)


def english(one):
    yield from filter(None, (one.help, *(getattr(p, "help", None) for p in one.params)))
    for inner in getattr(one, "commands", {}).values():
        yield from english(inner)


OF_A_DESK = ("desk", "audit", "backup", "restore", "purge", "erase", "printout", "report", "retention")
ROOT = Commands("en")
TREE = {name: ROOT.get_command(None, name) for name in OF_A_DESK}
COMMANDS = [words for name, one in TREE.items() for words in paths(one, name)]


@pytest.mark.parametrize("words", COMMANDS, ids="-".join)
def test_every_command_of_a_desk_has_json_and_lang_and_help_in_norwegian(capsys, words):
    ended = here(capsys, *words, "--lang", "nb", "--help")
    shown = " ".join(ended.out.split())
    assert ended.code == 0
    assert "--json" in shown
    assert "--lang" in shown
    assert [text for one in TREE.values() for text in english(one) if text in shown] == []


def test_the_desk_has_these_commands():
    asked = {
        ("desk", "user", "add"),
        ("desk", "accept"),
        ("audit", "verify"),
        ("purge",),
        ("erase",),
        ("restore",),
    }
    assert asked <= set(COMMANDS)


def test_the_environment_says_which_desk_and_who(folder):
    env = {"PLACEMENT_DESK": str(folder / "desk"), "PLACEMENT_LOGIN": KARI}
    assert alone("desk", "status", env=env).code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("desk", "status"), "--desk is missing."),
        (("desk", "status", "--desk", "x"), "--as is missing."),
        (("desk", "stat"), "placement desk: there is no such command."),
        (("desk", "user", "drop"), "placement desk user: there is no such command."),
        (("desk", "new", "x", "--first", "a", "--as-of", "monday"), "the value of --as-of cannot be used."),
        (("desk", "grant", HUGE, "--desk", "x", "--as", "a"), "the value of N cannot be used."),
        (("desk", "show", HUGE, "--desk", "x", "--as", "a"), "the value of N cannot be used."),
        (
            ("audit", "show", "--first", HUGE, "--desk", "x", "--as", "a"),
            "the value of --first cannot be used.",
        ),
        (
            ("restore", "y", "--request", HUGE, "--desk", "x", "--as", "a"),
            "the value of --request cannot be used.",
        ),
    ],
)
def test_a_command_of_a_desk_that_cannot_be_understood_is_one_line(capsys, words, says):
    ended = here(capsys, *words)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert ended.err.count("\n") == 1


def test_a_folder_that_is_no_desk_is_refused_and_stays_as_it_is(capsys, tmp_path):
    (tmp_path / "notes.txt").write_text("kept", encoding="utf-8")
    ended = here(capsys, "desk", "status", "--desk", tmp_path, "--as", KARI)
    assert ended.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    refused = here(capsys, "desk", "new", tmp_path, "--demo", "--first", ADMIN, "--as-of", "2026-11-23")
    assert refused.code == 2


@pytest.mark.parametrize("login", ["", "a\nb", "x" * 41, "break-glass"])
def test_a_desk_is_not_made_for_a_login_that_is_none(capsys, tmp_path, login):
    new = ("desk", "new", tmp_path / "desk", "--demo", "--first", login, "--as-of", "2026-11-23")
    refused = here(capsys, *new)
    assert (refused.code, refused.out) == (2, "")
    assert not (tmp_path / "desk").exists()


def test_a_name_tells_the_terminal_nothing(run):
    add = ("desk", "user", "add", "per", "--role", "auditor", "--name")
    for name in ("A\x1b]0;x\x07", "A\nB", "\u202eA"):
        assert run(ADMIN, *add, name).code == 2
    assert run(ADMIN, *add, "Per Ås").code == 0


@pytest.mark.parametrize("code", ["", "meeting", "court-order", "art15_2"])
def test_a_reason_is_a_short_code(code):
    assert why(code) == code


@pytest.mark.parametrize("text", ["Meeting", "because she asked", "ny\nlinje", "-x", "a" * 41, "å"])
def test_a_reason_is_no_sentence(text):
    with pytest.raises(ValueError, match=r".*"):
        why(text)


def test_nothing_of_a_failed_command_is_left_in_the_working_folder(folder, tmp_path):
    before = set(Path(tmp_path).rglob("*"))
    alone(
        "desk",
        "export",
        "--out",
        "x.xlsx",
        "--desk",
        folder / "desk",
        "--as",
        UNN,
        "--why",
        "meeting",
        cwd=tmp_path,
    )
    left = {path.name for path in set(Path(tmp_path).rglob("*")) - before}
    assert left <= {f"{DATABASE}-wal", f"{DATABASE}-shm"}
