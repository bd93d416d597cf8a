"""The forecast, and what rooms are worth to who will come, on the command line, on the fictional week in Bergen."""

import json
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from placement import cli
from placement.domain.arrival import Arrival
from placement.domain.profile import Profile
from placement.domain.stay import StayKind
from placement.service.forecasting import forecast_view, learnt_cards, learnt_flow, read_arrivals
from placement.service.planning import load
from placement.service.scenario_file import load_scenario
from placement.simulation.flow import usual_flow
from placement.tables.write import write_workbook

DATA = Path(__file__).parents[1] / "data"
WEEK, HISTORY = str(DATA / "bergen_week"), str(DATA / "bergen_arrivals.csv")


def run(capsys, *words):
    with pytest.raises(SystemExit) as ended:
        cli.main([*words])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.fixture(scope="module")
def week():
    return load(Path(WEEK))


def test_it_tells_what_it_learnt_from_and_bands(capsys):
    code, out, _ = run(capsys, "forecast", WEEK, "--history", HISTORY, "--weeks", "13", "--lang", "en")
    assert code == 0
    assert "Learnt from 97 households and 2 groups since Mon 9 Sept 2024" in out
    bands = [
        line.partition(":")[0].strip(" –") for line in out.splitlines() if "week" in line and ": " in line
    ]
    assert bands[-3:] == ["one week", "4 weeks", "13 weeks"]
    assert "Of these in 13 weeks" in out


def test_it_speaks_norwegian(capsys):
    _, out, _ = run(capsys, "forecast", WEEK)
    assert "Hvem som kommer fra ma. 23. nov." in out
    assert "Lært av 18 husstander og én gruppe" in out
    assert "kvinne alene: " in out


def test_as_json_it_names_nobody(capsys, week):
    _, out, _ = run(capsys, "forecast", WEEK, "--json")
    found = json.loads(out)
    assert [one["weeks"] for one in found["all"]] == [1, 4, 13, 26]
    assert {one["profile"] for one in found["profiles"]} == {profile.value for profile in Profile}
    assert not any(household.alias in out for household in week.households)


def test_a_fault_in_the_history_ends_with_an_input_error(capsys, tmp_path):
    path = tmp_path / "arrivals.csv"
    path.write_text("henvist;profil\n32.01.2026;mann alene\n", "utf-8")
    code, out, err = run(capsys, "forecast", WEEK, "--history", str(path), "--lang", "en")
    assert (code, out) == (2, "")
    assert "arrivals.csv, row 2, column henvist: not a date." in err


def test_who_came_after_the_last_line_of_the_history_is_read_off_the_week_and_nobody_twice(week):
    """Its last line ends what it tells of, also where nobody came that day in the week's own tables."""
    until = week.as_of - timedelta(days=1)
    earlier = (
        Arrival(on=until - timedelta(weeks=20), profile=Profile.MAN),
        Arrival(on=until, profile=Profile.MAN),
    )
    view = forecast_view(week, earlier)
    assert (view.learnt_weeks, view.learnt_households, view.learnt_groups) == (20, 1, 0)


def test_a_day_since_when_all_is_known_widens_what_is_learnt_from(week):
    recent, longer = forecast_view(week), forecast_view(week, since=date(2026, 1, 5))
    assert (recent.learnt_weeks, longer.learnt_weeks) == (12, 46)
    assert longer.learnt_households > recent.learnt_households


def test_of_a_week_in_which_nothing_is_known_the_usual_is_told(week):
    view = forecast_view(week, since=week.as_of)
    assert view.learnt_weeks == view.learnt_households == 0
    in_care = {one.household for one in week.stays if one.kind in (StayKind.CURRENT, StayKind.HOLD)}
    assert view.weekly == pytest.approx(len(in_care) / 26)


def test_bands_of_all_weeks_ahead_end_with_the_weeks_asked_for(week):
    assert [one.weeks for one in forecast_view(week, weeks=4).all] == [1, 4]
    assert [one.weeks for one in forecast_view(week, weeks=1).all] == [1]
    assert [one.weeks for one in forecast_view(week, weeks=52).all] == [1, 4, 13, 26, 52]


def test_rooms_that_will_be_missed_are_told_with_how_soon_and_why(capsys):
    words = ("bed-prices", WEEK, "--futures", "3", "--weeks", "4", "--most", "4")
    code, out, _ = run(capsys, *words, "--lang", "en")
    flat = " ".join(out.split())
    assert code == 0
    assert "Of 3 sampled futures of 4 weeks" in flat
    assert "Havblikk, H1: in 3 of 3, needed today; the only free room: step-free access" in flat
    assert out.count(" – ") == 4
    assert "29 other rooms would be missed less, or not at all." in flat
    assert run(capsys, *words, "--lang", "en")[1] == out


def test_rooms_that_will_be_missed_speak_norwegian_and_name_nobody(capsys, week):
    words = ("bed-prices", WEEK, "--futures", "2", "--weeks", "2")
    assert "Rom som vil bli savnet, fra ma. 23. nov." in run(capsys, *words)[1]
    _, out, _ = run(capsys, *words, "--json")
    found = json.loads(out)
    assert (found["futures"], found["weeks"], len(found["rooms"])) == (2, 2, 10)
    assert not any(household.alias in out for household in week.households)


def test_prices_are_written_where_the_next_plan_reads_them(capsys, tmp_path):
    folder = tmp_path / "week"
    copytree(WEEK, folder)
    code, _, _ = run(capsys, "bed-prices", str(folder), "--futures", "3", "--weeks", "4", "--write")
    assert code == 0
    before, after = load(Path(WEEK)), load(folder)
    assert not before.bed_prices
    assert after.but(bed_prices=()) == before
    assert after.content_hash != before.content_hash
    rows = {one.room: one for one in after.bed_prices}
    assert {one.on for one in rows.values()} == {after.as_of}
    assert rows["H1"].missed == 100
    assert rows["H1"].points >= 35
    assert sorted(p.name for p in folder.iterdir()) == sorted(p.name for p in Path(WEEK).iterdir())


def test_a_workbook_has_no_folder_to_write_prices_into(capsys, tmp_path):
    book = tmp_path / "uke.xlsx"
    write_workbook(load(Path(WEEK)), book)
    code, _, err = run(capsys, "bed-prices", str(book), "--futures", "1", "--weeks", "1", "--write")
    assert code == 2
    assert "uke.xlsx" in err


def test_who_comes_in_sampled_futures_is_as_the_forecast_has_it(week):
    many = tuple(
        Arrival(on=week.as_of - timedelta(days=n), profile=Profile.MAN, households=9) for n in range(1, 85)
    )
    flow = learnt_flow(week, many)
    assert 35 <= flow.a_week[Profile.MAN] <= 63
    assert flow.a_week[Profile.MAN] > 10 * flow.a_week[Profile.WOMAN]
    usual = usual_flow(week)
    assert set(flow.a_week) == set(usual.a_week)
    assert flow.long == usual.long
    none = learnt_flow(week, since=week.as_of)
    assert sum(none.a_week.values()) == pytest.approx(18 / 26 + 1.5 / 52, abs=0.02)


# -- the same history in simulated futures


def test_a_scenario_plays_what_the_history_tells_before_its_own_cards(capsys, tmp_path):
    out = tmp_path / "learnt.json"
    words = ("--name", "A", "--card", "arrivals percent=200", "--history", HISTORY, "--out", str(out))
    assert run(capsys, "scenario", WEEK, *words)[0] == 0
    made = load_scenario(out)
    assert [getattr(card, "profile", "") for card in made.cards] == [*Profile, None]
    learnt = learnt_flow(load(Path(WEEK)), read_arrivals(Path(HISTORY)))
    flow = usual_flow(load(Path(WEEK))).changed(made.cards[:-1])
    for profile in Profile:
        played = flow.a_week[profile] * flow.percent[profile] / 100
        assert played == pytest.approx(learnt.a_week[profile], abs=0.005 * flow.a_week[profile])


def test_what_comes_many_times_as_often_as_usual_takes_several_cards(week):
    many = tuple(
        Arrival(on=week.as_of - timedelta(days=n), profile=Profile.OTHER, households=99) for n in range(1, 85)
    )
    flow = usual_flow(week).changed(learnt_cards(week, many))
    played = flow.a_week[Profile.OTHER] * flow.percent[Profile.OTHER] / 100
    assert played == pytest.approx(learnt_flow(week, many).a_week[Profile.OTHER], rel=0.01)


def test_futures_meet_the_arrivals_of_the_history_with_the_cards_and_without(capsys, tmp_path):
    crowd = tmp_path / "crowd.csv"
    days = [load(Path(WEEK)).as_of - timedelta(days=n) for n in range(1, 85)]
    crowd.write_text("henvist;profil;husstander\n" + "".join(f"{d};mann alene;3\n" for d in days), "utf-8")
    more = tmp_path / "more.json"
    run(capsys, "scenario", WEEK, "--name", "A", "--card", "arrivals percent=100", "--out", str(more))
    asked = ("simulate", WEEK, "--weeks", "1", "--replications", "1", "--scenario", str(more))
    usual = json.loads(run(capsys, *asked, "--json")[1])
    learnt = json.loads(run(capsys, *asked, "--json", "--history", str(crowd))[1])
    before, after = (next(m for m in one["measures"] if m["measure"] == "arrived") for one in (usual, learnt))
    assert after["usual"]["mean"] > before["usual"]["mean"] + 8
    assert after["changed"] == after["usual"]
    assert usual["learnt"] == []
    assert {card["card"] for card in learnt["learnt"]} == {"arrivals"}
    out = run(capsys, *asked, "--history", str(crowd), "--lang", "nb")[1]
    assert "Hvem som kommer er lært av historikken" in " ".join(out.split())


@pytest.mark.parametrize("command", ["simulate", "scenario"])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("henvist;profil\n32.01.2026;mann alene\n", "arrivals.csv, row 2, column henvist: not a date."),
        ("henvist;profil\n2031-01-01;mann alene\n", "arrivals.csv: the history has no whole week before"),
        (None, "arrivals.csv: there is no such file"),
    ],
)
def test_a_history_that_cannot_be_used_is_one_clear_error_before_any_future(
    capsys, tmp_path, monkeypatch, command, text, says
):
    monkeypatch.setattr("placement.service.simulation_view.sweep", None)
    path = tmp_path / "arrivals.csv"
    if text:
        path.write_text(text, "utf-8")
    name = ("--name", "A") if command == "scenario" else ()
    code, out, err = run(capsys, command, WEEK, *name, "--history", str(path), "--lang", "en")
    assert (code, out) == (2, "")
    assert says in err
