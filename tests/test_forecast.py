"""The forecast, and what rooms are worth to who will come, on the command line, on the fictional week in Bergen."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from placement import cli
from placement.domain.arrival import Arrival
from placement.domain.profile import Profile
from placement.domain.stay import StayKind
from placement.service.forecasting import forecast_view, learnt_flow
from placement.service.planning import load
from placement.simulation.flow import usual_flow

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
    assert "Havblikk, H1: in 3 of 3, needed today; the only free room for women and men: ground floor" in flat
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
