"""What people do on a desk once a plan is published, as they type it: who may, what comes of it, and one clear sentence
where it cannot be."""

import io
import json
import shutil
from datetime import UTC, datetime

import pytest

from placement.cli import set_aside
from placement.domain.decision import OverrideReason
from placement.service.desk.desk import Desk
from placement.service.desk.open import open_desk
from placement.store.secret import KeyFile, new_key_file
from tests.at_terminal import Terminal, here
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, OLA, UNN, disqualify, new_desk
from tests.worlds import AS_OF, day, town, vary

GROWN = {"age_status": "adult", "age_band": "25-39", "stay_together": "no"}
WORLD = vary(town(), {
    "persons": {"Oter-42": GROWN, "Rype-3": {"needs_own_room": True}},
    "drop_relations": "all",
    "stays": [
        {"household": "Oter-4", "place": "S1", "start": -30, "kind": "current"},
        {"household": "Rype-3", "place": "S2", "start": -30, "until": 20, "kind": "current"},
        {"household": "Lerke-2", "place": "F2b", "start": -1, "kind": "hold", "expires": 6},
    ],
    "offers": [{"household": "Lerke-2", "unit": "Granly", "on": -1}],
})  # fmt: skip
TODAY, LATER = AS_OF.isoformat(), day(9).isoformat()
OFFER = ("Lerke-2", "Granly", "--on", day(-1).isoformat())
BIRTH = ("household", "birth", "Lerke-2", "Lerke-2", "Lerke-21")
NIGHT = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    for name in ("DESK", "LOGIN", "KEY_FILE", "ADDRESS_KEY_FILE", "ANCHOR"):
        monkeypatch.delenv(f"PLACEMENT_{name}", raising=False)
    for name, value in (("PLACEMENT_LANG", "en"), ("COLUMNS", "100"), ("TERMINAL_WIDTH", "100")):
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("acts")
    new_desk(folder / "desk", WORLD).close()
    return folder


@pytest.fixture(scope="module")
def keyed(tmp_path_factory):
    """A desk that is encrypted, so that it keeps addresses."""
    folder = tmp_path_factory.mktemp("keyed")
    new_key_file(folder / "desk.key")
    new_desk(folder / "desk", WORLD, secret=KeyFile(folder / "desk.key")).close()
    return folder


@pytest.fixture
def folder(filled, tmp_path):
    shutil.copytree(filled, tmp_path / "here")
    return tmp_path / "here"


@pytest.fixture
def run(capsys, monkeypatch, folder):
    """Run a command as somebody, who answers what is asked with these lines."""

    def as_(login, *words, typed="", at=folder):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        key = ("--key-file", at / "desk.key") if (at / "desk.key").exists() else ()
        return here(capsys, *words, "--desk", at / "desk", "--as", login, *key)

    return as_


@pytest.fixture
def secret(keyed, tmp_path):
    shutil.copytree(keyed, tmp_path / "secret")
    return tmp_path / "secret"


def answer(ended):
    assert ended.code == 0, ended
    return json.loads(ended.out)


def rows(folder, table):
    desk: Desk = open_desk(folder / "desk", None)
    try:
        return list(desk.now().rows(table).values())
    finally:
        desk.close()


def refused(ended, says=""):
    """One sentence, nothing of the answer."""
    assert (ended.code, ended.out) == (2, ""), ended
    assert says in ended.err
    assert ended.err.count("\n") == 1
    return ended


# -- stays, offers and households: what each does, and what is asked for

ACTS = [
    (("stay", "moved-in", "Lerke-2", "--on", TODAY), "", "stays", {"household": "Lerke-2", "kind": "current"}),
    (("stay", "no-show", "Lerke-2", "--on", TODAY), "", "offers", {"household": "Lerke-2", "answer": "open"}),
    (("stay", "no-show", "Lerke-2", "--on", TODAY, "--keep-until", LATER), "", "stays", {"expires": LATER}),
    (("stay", "keep", "Lerke-2", "--until", LATER), "", "stays", {"expires": LATER}),
    (("stay", "end", "Rype-3", "--until", TODAY), "friends\n", "households", {"situation": "friends"}),
    (("stay", "end", "Rype-3", "--until", TODAY), "", "households", {"situation": "unknown"}),
    (("stay", "extend", "Rype-3", "--until", day(30).isoformat()), "", "stays", {"until": day(30).isoformat()}),
    (("offer", "answer", *OFFER), "accepted\n", "offers", {"answer": "accepted"}),
    (("offer", "answer", *OFFER), "declined\narea\n", "offers", {"answer": "declined", "reason": "area"}),
    (("offer", "answer", *OFFER), "DECLINED\n\n", "offers", {"answer": "declined", "reason": None}),
    (("household", "split", "Oter-4", "Oter-42"), "own_word\n", "persons", {"household": "Oter-42"}),
    (BIRTH, "woman\n", "persons", {"alias": "Lerke-21", "gender": "woman"}),
    (BIRTH, "", "persons", {"alias": "Lerke-21", "gender": "prefer_not"}),
    (("household", "left", "Rype-3", "--on", TODAY), "own_flat\n", "exits", {"destination": "own_flat"}),
    (("household", "left", "Rype-3", "--on", TODAY), "", "exits", {"household": "Rype-3", "destination": None}),
    (("correct", "persons:Rype-3:support", "--since", day(-9).isoformat()), "3\n", "persons", {"support": 3}),
    (("open-week", day(7).isoformat(), "--anyway"), "", "week", {"as_of": day(7).isoformat()}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "typed", "table", "holds"), ACTS)
def test_a_coordinator_does_it_and_the_facts_say_so(run, folder, words, typed, table, holds):
    done = run(KARI, "desk", *words, typed=typed)
    assert (done.code, done.err) == (0, ""), done
    assert done.out.startswith("Done: change ")
    assert any(holds.items() <= row.items() for row in rows(folder, table))


@pytest.mark.parametrize("login", [UNN, ADMIN, ARE, MONA])
@pytest.mark.parametrize(("words", "typed"), [one[:2] for one in ACTS if "--anyway" not in one[0]])
def test_whoever_may_not_is_told_whom_to_ask_and_changes_nothing(run, words, typed, login):
    refused(run(login, "desk", *words, typed=typed), "Ask somebody who has access")


@pytest.mark.parametrize(
    ("words", "typed", "says"),
    [
        (("stay", "moved-in", "Ulv-9", "--on", TODAY), "", "There is no such household."),
        (("stay", "moved-in", "a+b", "--on", TODAY), "", "the value of HOUSEHOLD cannot be used."),
        (("stay", "moved-in", "Lerke-2", "--on", "monday"), "", "the value of --on cannot be used."),
        (("stay", "moved-in", "Lerke-2"), "", "--on is missing."),
        (("stay", "give-back", "Lerke-2"), "", "The bed is held until 2026-11-29."),
        (("stay", "end", "Rype-3", "--until", TODAY), "on the street\n", "The answer is none of these words."),
        (("offer", "answer", *OFFER), "", "An answer is missing."),
        (("offer", "answer", *OFFER), "maybe\n", "The answer is none of these words."),
        (("offer", "again", *OFFER), "", "There is no such no any more."),
        (("household", "split", "Oter-4", "Oter-42"), "", "An answer is missing."),
        (("household", "split", "Rype-3"), "own_word\n", "Nothing splits this household."),
        (("household", "merge", "Lerke-2", "Lerke-2"), "", "That is one household."),
        (("household", "birth", "Lerke-2", "Rype-3", "Lerke-21"), "", "Somebody is not of the household."),
        (("household", "left", "Rype-3", "--on", TODAY), "\x1b[2J\n", "signs that cannot be shown"),
        (("correct", "persons:Rype-3", "--since", TODAY), "", "the value of TABLE:KEY:FIELD cannot be used."),
        (("correct", "persons:Rype-3:wish", "--since", TODAY), "1\n", "The table has no such field."),
        (("correct", "week:week:as_of", "--since", TODAY), "1\n", "The table has no such field."),
        (("correct", "persons:Rype-3:support", "--since", TODAY), "much\n", "persons, column support level"),
        (("correct", "persons:Rype-3:support", "--since", LATER), "3\n", "after the day on which all is read"),
        (("rule", "countersign", "7"), "", "The row is not there any more."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_clear_sentence_that_repeats_no_answer(run, words, typed, says):
    told = refused(run(KARI, "desk", *words, typed=typed), says)
    assert not any(line and line in told.err for line in typed.split("\n") if not line.isdigit())


def test_two_households_are_merged_once_each_adult_has_said_yes(run, folder):
    assert run(KARI, "desk", "household", "merge", "Orrfugl-1", "Lerke-2").code == 0
    assert "Lerke-2" not in {row["alias"] for row in rows(folder, "households")}


def test_why_a_household_parts_stands_in_the_log_and_on_no_command_line(run):
    run(KARI, "desk", "household", "split", "Oter-4", "Oter-42", typed="own_word\n")
    lines = answer(run(UNN, "audit", "show", "--by", KARI, "--json"))
    assert [one["why"] for one in lines if one["action"] == "split_household"] == ["own_word"]


def test_what_is_not_recorded_is_told_to_those_who_plan_before_a_week_is_opened(run):
    told = run(KARI, "desk", "open-week", day(7).isoformat())
    assert (told.code, told.out) == (2, "")
    assert "Lerke-2 (F2b), Sun 22 Nov: they were offered to move in, and have not answered" in told.err
    assert "Lerke-2" not in run(UNN, "desk", "open-week", day(7).isoformat()).err


def test_a_question_is_put_where_somebody_sits_at_a_terminal(folder):
    words = ("desk", "household", "left", "Rype-3", "--on", TODAY, "--desk", folder / "desk", "--as", KARI)
    terminal = Terminal(*words)
    terminal.until("What kind of place they went to (own_flat, settled, ")
    terminal.type("settled\n")
    assert terminal.ended() == 0
    assert rows(folder, "exits")[0]["destination"] == "settled"


# -- what lowers a protection


def test_a_correction_that_lowers_a_protection_asks_a_second_person_and_names_the_plans(run):
    words = ("desk", "correct", "persons:Rype-3:needs_own_room", "--since", TODAY)
    asked = run(KARI, *words, typed="no\n")
    assert asked.code == 0
    assert "Rype-3 is no longer recorded as needing a room of their own." in asked.err
    assert "Request 1 waits" in asked.out
    assert run(OLA, "desk", "grant", 1).code == 0


def test_plans_that_were_made_on_what_was_wrong_are_named(run):
    assert run(KARI, "desk", "plan", "--seconds", "10").code == 0
    done = run(KARI, "desk", "correct", "persons:Rype-3:support", "--since", TODAY, typed="3\n")
    assert "Plans that were made on what was wrong: 1." in done.err


def test_a_field_of_two_columns_is_asked_for_twice(run, folder):
    words = ("desk", "correct", "persons:Rype-3:threat", "--since", TODAY)
    assert run(KARI, *words, typed=f"high threat\n{LATER}\n").code == 0
    threat = next(row for row in rows(folder, "persons") if row["alias"] == "Rype-3")["threat"]
    assert threat == {"danger": "high", "valid_until": LATER}


def test_an_undo_names_the_protections_that_it_would_lower_and_lowers_none(run, folder):
    assert run(KARI, "desk", *BIRTH).code == 0
    told = run(KARI, "desk", "undo")
    assert (told.code, told.out) == (2, "")
    assert "– Lerke-21 " in told.err
    assert "takes two people" in told.err
    assert "Lerke-21" in {row["alias"] for row in rows(folder, "persons")}


def test_without_a_reason_what_would_be_lowered_is_named_and_nobody_is_asked(run):
    words = ("desk", "correct", "persons:Rype-3:needs_own_room", "--since", TODAY, "--why", "")
    told = run(KARI, *words, typed="no\n")
    assert (told.code, told.out) == (2, "")
    assert "needing a room of their own" in told.err
    assert "With --why CODE the same command asks a second person." in told.err
    assert answer(run(OLA, "desk", "requests", "--json")) == {"requests": [], "others": 0}


# -- addresses


def test_an_address_is_written_down_and_shown_to_its_keeper_with_a_reason_in_the_log(run, secret):
    where = "Testveien 1, 5003 Bergen"
    done = run(ARE, "desk", "address", "set", "Granly", typed=f"{where}\n", at=secret)
    assert (done.code, done.err) == (0, ""), done
    assert where not in done.out
    shown = run(ARE, "desk", "address", "show", "Granly", "--why", "transport", at=secret)
    assert (shown.code, shown.out) == (0, f"{where}\n")
    lines = answer(run(UNN, "audit", "show", "--json", at=secret))
    looks = [(one["by"], one["why"], one["about"]) for one in lines if one["action"] == "reveal"]
    assert looks == [(ARE, "transport", {"addresses": {"Granly": ["text"]}})]
    assert where not in json.dumps(lines)


@pytest.mark.parametrize("login", [KARI, EVA, MONA, UNN, ADMIN])
@pytest.mark.parametrize("words", [("show", "Granly", "--why", "visit"), ("set", "Granly")])
def test_addresses_are_their_keepers_alone(run, secret, login, words):
    refused(
        run(login, "desk", "address", *words, typed="Testveien 1\n", at=secret), "Ask somebody who has access"
    )


@pytest.mark.parametrize(
    ("words", "typed", "says"),
    [
        (("show", "Granly"), "", "--why is missing."),
        (("show", "Granly", "--why", ""), "", "A reason is missing."),
        (("show", "Granly", "--why", "a visit"), "", "the value of --why cannot be used."),
        (("show", "Granly", "--why", "visit"), "", "The row is not there any more."),
        (("set", "Granly"), "", "An answer is missing."),
        (("set", "Borg"), "Testveien 1\n", "The row is not there any more."),
        (("set", "Granly", "Testveien 1"), "", "is not written right"),
    ],
)
def test_no_address_is_shown_or_kept_by_a_slip(run, secret, words, typed, says):
    told = refused(run(ARE, "desk", "address", *words, at=secret, typed=typed), says)
    assert "Testveien" not in told.err


def test_a_keeper_of_their_own_opens_the_addresses_with_their_own_key(capsys, monkeypatch, tmp_path):
    new_key_file(tmp_path / "desk.key")
    new_key_file(tmp_path / "keeper.key")
    desk = ("--desk", tmp_path / "desk", "--key-file", tmp_path / "desk.key", "--as")
    made = here(
        capsys, "desk", "new", tmp_path / "desk", "--first", ADMIN, "--as-of", TODAY, "--key-file",
        tmp_path / "desk.key", "--address-key-file", tmp_path / "keeper.key",
    )  # fmt: skip
    assert made.code == 0
    assert here(capsys, "desk", "user", "add", ARE, "--role", "address_keeper", *desk, ADMIN).code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("Testveien 1\n"))
    refused(here(capsys, "desk", "address", "set", "Granly", *desk, ARE), "address keeper's key")
    monkeypatch.setenv("PLACEMENT_ADDRESS_KEY_FILE", str(tmp_path / "keeper.key"))
    monkeypatch.setattr("sys.stdin", io.StringIO("Testveien 1\n"))
    refused(here(capsys, "desk", "address", "set", "Granly", *desk, ARE), "The row is not there any more.")


def test_a_burnt_address_is_closed_at_once_and_whom_to_call_is_told_before_the_plan(run, folder):
    done = run(KARI, "desk", "address", "burnt", "Granly", "--why", "seen", "--on", TODAY, "--seconds", "10")
    assert done.code == 0, done
    assert "Closed from now on: Granly (change " in done.out
    assert "Live there, and are acute: nobody." in done.out
    assert "Were to move in, and are not: Lerke-2." in done.out
    assert done.out.index("Closed from now on") < done.out.index("Plan 1: placement desk accept 1")
    assert [(row["unit"], row["kind"]) for row in rows(folder, "closures")] == [("Granly", "burnt")]
    assert "takes two people" in run(KARI, "desk", "undo").err
    refused(
        run(KARI, "desk", "address", "burnt", "Granly", "--why", "seen", "--on", TODAY), "changes nothing"
    )


def test_a_burnt_address_as_json_says_whom_it_touches(run):
    words = ("desk", "address", "burnt", "Solbakken", "--why", "seen", "--on", TODAY, "--seconds", "10")
    told = answer(run(KARI, *words, "--json"))
    assert (told["units"], told["living"]) == (["Solbakken"], ["Oter-4", "Rype-3"])
    assert told["job"] == 1
    assert answer(run(KARI, "desk", "status", "--json"))["drafts"] == [1]


def test_of_whom_somebody_may_not_know_a_burnt_address_names_nobody(run, folder):
    there = open_desk(folder / "desk", None)
    disqualify(there, OLA, "Rype-3")
    there.close()
    words = ("desk", "address", "burnt", "Solbakken", "--why", "seen", "--on", TODAY, "--seconds", "10")
    done = run(OLA, *words)
    assert done.code == 0, done
    assert "Live there, and are acute: Oter-4." in done.out
    assert "1 more household of whom you may not know" in done.out
    assert "Rype-3" not in done.out + done.err


@pytest.mark.parametrize("login", [EVA, ARE, UNN, ADMIN])
def test_whoever_may_not_close_a_unit_is_told_of_nobody_in_it(run, login):
    told = refused(run(login, "desk", "address", "burnt", "Solbakken", "--why", "seen", "--on", TODAY))
    assert "Oter" not in told.err
    assert answer(run(KARI, "desk", "status", "--json"))["jobs"] == []


# -- rules set aside

GLASS = ("rule", "break-glass", "H06", "Lerke-2", "--unit", "Granly", "--reason", "short_time")


@pytest.fixture
def tonight(monkeypatch):
    monkeypatch.setattr(set_aside, "now", lambda: NIGHT)


@pytest.mark.usefixtures("tonight")
def test_what_one_does_alone_at_night_another_looks_at(run, folder):
    done = run(KARI, "desk", *GLASS)
    assert done.code == 0, done
    number = next(iter(answer(run(OLA, "desk", "rule", "alone", "--json"))))["number"]
    assert f"placement desk rule countersign {number}" in done.out
    assert "H06" in run(OLA, "desk", "rule", "alone").out
    assert answer(run(UNN, "desk", "rule", "alone", "--json")) == []
    refused(run(KARI, "desk", "rule", "countersign", number), "must be another")
    assert run(OLA, "desk", "rule", "countersign", number).code == 0
    assert rows(folder, "break_glass")[0]["countersigned_by"] == OLA
    assert run(OLA, "desk", "rule", "alone").out == "Somebody has looked at all of it.\n"
    refused(run(OLA, "desk", "rule", "countersign", number), "countersigned already")


@pytest.mark.usefixtures("tonight")
@pytest.mark.parametrize("login", [MONA, ARE, UNN, ADMIN])
def test_whoever_is_not_on_duty_breaks_no_glass(run, login):
    refused(run(login, "desk", *GLASS), "Ask somebody who has access")


@pytest.mark.usefixtures("tonight")
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"H06": "H03"}, "it is absolute"),
        ({"H06": "X1"}, "There is no such rule."),
        ({"Lerke-2": "Ulv-9"}, "There is no such household."),
        ({"Granly": "Borg"}, "The row is not there any more."),
        ({"short_time": "tired"}, "the value of --reason cannot be used."),
    ],
)
def test_alone_nobody_sets_aside_what_cannot_be(run, changes, says):
    refused(run(KARI, "desk", *(changes.get(word, word) for word in GLASS)), says)


def test_a_night_has_the_date_of_its_evening():
    nights = [set_aside.night_of(NIGHT.replace(hour=hour)) for hour in (2, 10, 11, 23)]
    assert nights == [day(-1), day(-1), AS_OF, AS_OF]


def test_a_rule_is_set_aside_for_some_nights_by_two(run, folder):
    words = ("desk", "rule", "set-aside", "H12", "Lerke-2", "--unit", "Granly", "--since", TODAY, "--until", LATER,
             "--reason", "no_alternative", "--why", "agreed", "--second")  # fmt: skip
    refused(run(KARI, *words, KARI), "must be another")
    asked = run(KARI, *words, OLA)
    assert "Request 1 waits" in asked.out
    assert rows(folder, "overrides") == []
    assert run(OLA, "desk", "grant", 1).code == 0
    assert [(row["by"], row["approved_by"]) for row in rows(folder, "overrides")] == [(KARI, OLA)]
    refused(run(UNN, *words, OLA), "Ask somebody who has access")


def test_the_words_that_help_shows_are_those_that_are_taken():
    assert set_aside.REASONS.split("|") == [*OverrideReason]


# -- what the law asks for


def test_a_printout_is_a_file_that_nobody_else_can_read_and_a_line_of_the_log(run, folder):
    file = folder / "out.html"
    words = ("printout", "Rype-3", "--out", file, "--why", "came_in_person")
    told = run(KARI, *words)
    assert (told.code, told.err) == (0, ""), told
    assert file.stat().st_mode & 0o777 == 0o600
    said = file.read_text("utf-8")
    assert "Who has looked" in said
    assert KARI in said
    assert not any(other in said for other in ("Lerke", "Oter", "Orrfugl"))
    (line,) = [one for one in answer(run(UNN, "audit", "show", "--json")) if one["action"] == "printout"]
    assert (line["by"], line["why"], line["about"]) == (KARI, "came_in_person", {"persons": {"Rype-3": []}})
    refused(run(KARI, *words), "is not overwritten")
    assert answer(run(KARI, "printout", "Rype-3", "--out", folder / "b.txt", "--why", "asked", "--json"))[
        "held"
    ]


@pytest.mark.parametrize("login", [EVA, MONA, ARE, UNN, ADMIN])
def test_whoever_may_not_see_all_of_it_prints_nothing(run, folder, login):
    refused(run(login, "printout", "Rype-3", "--out", folder / "out.txt", "--why", "asked"))
    assert not (folder / "out.txt").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Rype-3", "--out", "x.pdf", "--why", "asked"), "written as .html or .txt"),
        (("Rype-3", "--out", "x.txt"), "--why is missing."),
        (("Rype-3", "--out", "x.txt", "--why", ""), "A reason is missing."),
        (("Ulv-9", "--out", "x.txt", "--why", "asked"), "This is not open to you"),
        (("Rype-3", "--out", "no/folder/x.txt", "--why", "asked"), "the file cannot be written"),
        (("Oter-41", "--out", "x.txt", "--why", "asked"), "Record the split first."),
    ],
)
def test_no_printout_is_written_by_a_slip(run, folder, monkeypatch, words, says):
    monkeypatch.chdir(folder)
    refused(run(KARI, "printout", *words), says)
    assert not [one for one in folder.iterdir() if one.name.startswith("x.")]


@pytest.mark.parametrize("login", [KARI, MONA])
def test_whoever_answers_for_settings_sets_how_long_data_are_kept(run, folder, login):
    done = run(login, "retention", "120", "--why", "archive")
    assert done.out == "Data are kept for 120 days after a case is closed.\n"
    assert run(KARI, "printout", "Rype-3", "--out", folder / "out.txt", "--why", "asked").code == 0
    assert "120" in (folder / "out.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("login", "words", "says"),
    [
        (UNN, ("120", "--why", "archive"), "Ask somebody who has access"),
        (EVA, ("120", "--why", "archive"), "Ask somebody who has access"),
        (KARI, ("29", "--why", "archive"), "30 to 365 days can be set."),
        (KARI, ("many", "--why", "archive"), "the value of DAYS cannot be used."),
        (KARI, ("120",), "--why is missing."),
        (KARI, ("120", "--why", ""), "A reason is missing."),
    ],
)
def test_a_period_that_cannot_be_is_one_clear_sentence(run, login, words, says):
    refused(run(login, "retention", *words), says)
