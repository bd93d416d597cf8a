"""The page of people: everybody in one list, a household opened, changed, referred, and one tonight."""

from unittest.mock import Mock

import pytest

from placement.app.parts.search import GOTO
from placement.service.desk import jobs
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.people_chips import Chip
from tests.app.conftest import html


def chosen(open_page, household, view="needs", **how):
    screen = open_page("people", people=view, **how)
    screen.session_state[GOTO] = ("households", household)
    screen.run()
    assert not screen.exception
    return screen


def grid(screen):
    """Household -> its row."""
    (frame,) = screen.dataframe
    return {row.iloc[0].partition(" ")[0]: row for _, row in frame.value.iterrows()}


def chips(screen):
    """What can be chosen to make the list shorter."""
    return [one.content for one in screen.button_group(key="chips").proto.options]


def press(screen, label):
    next(one for one in screen.button if one.label == label).click().run()
    assert not screen.exception


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_everybody_is_in_the_list_with_what_is_to_be_looked_at(open_page, lang):
    screen = open_page("people", lang=lang)
    assert not screen.exception
    assert not screen.error
    rows = grid(screen)
    assert "Skogstua K1 + K2" in rows["Ekorn-5"].to_list()
    assert {"nb": "ikke kjent", "en": "not known"}[lang] in rows["Ekorn-5"].iloc[3]
    assert {"nb": "Venter på plass (14)", "en": "Waiting for a place (14)"}[lang] in chips(screen)


def test_chips_and_languages_make_the_list_shorter(open_page):
    screen = open_page("people", lang="en")
    screen.session_state["chips"] = [Chip.WAITING, Chip.CHILDREN]
    screen.run()
    assert list(grid(screen)) == ["Oter-4"]
    screen.session_state["chips"] = []
    screen.multiselect(key="tongue").set_value(["tir"]).run()
    assert list(grid(screen)) == ["Ekorn-5"]


@pytest.mark.parametrize(
    ("lang", "chip", "told"),
    [("nb", "Har flyttet ut (1)", "90 dager"), ("en", "Has left (1)", "90 days")],
)
def test_who_has_left_is_found_with_the_day_and_how_long_data_are_kept(open_page, desk, lang, chip, told):
    rows = desk.now().rows("exits")
    assert not rows
    week = desk.now().rows("week")["week"]["as_of"]
    carry_out(desk, "kari", AddRow(table="exits", fields={
        "household": "Bever-44", "on": week, "destination": "own_flat",
    }))  # fmt: skip
    screen = open_page("people", lang=lang)
    assert chip in chips(screen)
    assert "Bever-44" not in grid(screen)
    screen.session_state["chips"] = [Chip.LEFT]
    screen.run()
    assert not screen.exception
    assert not screen.dataframe
    assert ">Bever-44<" in html(screen)
    assert any(told in one.value for one in screen.caption)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nb", "2 personer blir endret. 1 har det allerede."),
        ("en", "2 persons are changed. 1 has it already."),
    ],
)
def test_one_field_of_several_is_told_first_saved_at_once_and_taken_back_by_one_undo(
    open_page, desk, lang, told
):
    people = sorted(desk.now().rows("persons"))
    yes = [one for one in people if desk.now().body("persons", one)["interpreter_needed"] is True][:1]
    no = [one for one in people if desk.now().body("persons", one)["interpreter_needed"] is not True][:2]
    before = {one: desk.now().body("persons", one) for one in no}
    screen = open_page("people", lang=lang)
    screen.multiselect(key="same_who").set_value([*yes, *no]).run()
    screen.selectbox(key="same_field").set_value("interpreter_needed").run()
    screen.selectbox(key="same_value:interpreter_needed").set_value(True).run()
    assert told in [one.value for one in screen.markdown]
    screen.session_state["same"] = True  # its box is open, as in a browser
    screen.button(key="save_same").click().run()
    assert not screen.exception
    assert screen.session_state["same"] is False
    assert not screen.error
    assert all(desk.now().body("persons", one)["interpreter_needed"] is True for one in no)
    assert screen.multiselect(key="same_who").value == []
    screen.button(key="undo").click().run()
    assert {one: desk.now().body("persons", one) for one in no} == before


def test_who_is_at_high_risk_is_told_once_somebody_asked_with_a_reason(open_page):
    screen = open_page("people", lang="en")
    screen.session_state["chips"] = [Chip.HIGH_RISK]
    screen.run()
    assert not screen.dataframe
    screen.selectbox(key="why:high_risk").set_value("planning").run()
    screen.button(key="show:high_risk").click().run()
    assert "Snøugle-2" in grid(screen)
    assert "Hauk-21" not in grid(screen)


def test_in_a_meeting_nobody_is_sorted_by_risk_and_no_threat_is_told(open_page):
    screen = open_page("people", lang="en")
    screen.toggle(key="meeting").set_value(True).run()
    assert not screen.exception
    assert "threat" not in str(grid(screen)).lower()
    assert "High risk" not in chips(screen)


def test_a_row_that_is_chosen_opens_and_the_list_is_one_press_away(open_page):
    screen = open_page("people", lang="en")
    screen.session_state["household_shown"] = "Gaupe-9"
    screen.run()
    assert screen.selectbox(key="persons:Gaupe-9:sharing").value == "no"
    assert not screen.dataframe
    screen.button(key="all_households").click().run()
    assert "Gaupe-9" in grid(screen)


def test_nothing_of_anybody_is_in_the_address(open_page):
    screen = chosen(open_page, "Gaupe-9", lang="en")
    assert set(screen.query_params) <= {"lang", "as", "people"}
    assert "Gaupe" not in str(dict(screen.query_params))


def test_a_caseworker_sees_their_own_alone_and_acts_on_none(open_page):
    screen = open_page("people", login="eva", lang="en")
    assert set(grid(screen)) == {"Gaupe-9", "Mår-15", "Ekorn-5"}
    assert not [one for one in screen.button if one.label == "Write down"]
    shown = chosen(open_page, "Gaupe-9", "acts", login="eva", lang="en")
    assert [one.label for one in shown.expander] == ["Something was wrong all along"]


@pytest.mark.parametrize("login", ["mona", "nils", "unn", "admin"])
def test_whoever_has_no_people_has_no_page_of_them(open_page, login):
    screen = open_page("people", login=login, lang="en")
    assert screen.error
    assert not screen.dataframe


def test_sensitive_fields_are_asked_for_with_a_reason_first(open_page):
    screen = chosen(open_page, "Gaupe-9", lang="en")
    assert not [one for one in screen.selectbox if one.key == "persons:Gaupe-9:secrecy"]
    screen.selectbox(key="why:needs:Gaupe-9").set_value("planning").run()
    screen.button(key="show:needs:Gaupe-9").click().run()
    assert [one for one in screen.selectbox if one.key == "persons:Gaupe-9:secrecy"]
    assert [one for one in screen.selectbox if one.key == "households:Gaupe-9:situation"]


def test_a_field_saves_itself(open_page, desk):
    screen = chosen(open_page, "Gaupe-9", lang="en")
    screen.selectbox(key="persons:Gaupe-9:sharing").set_value("yes").run()
    assert desk.now().rows("persons")["Gaupe-9"]["sharing"] == "yes"
    assert "Saved" in html(screen)


@pytest.mark.parametrize("view", ["needs", "safe", "said", "stays", "matches", "acts", "history"])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_each_view_of_a_household_opens(open_page, view, lang):
    screen = chosen(open_page, "Ekorn-5", view, lang=lang)
    assert not screen.error


def test_rows_are_read_one_is_changed_and_one_is_added(open_page, desk):
    screen = chosen(open_page, "Gaupe-9", "said", lang="en")
    assert "answer: consented" in html(screen)
    screen.selectbox(key="add_to:said:Gaupe-9").set_value("language_levels").run()
    screen.text_input(key="new:language_levels:said:Gaupe-9:language").set_value("tha")
    screen.number_input(key="new:language_levels:said:Gaupe-9:level").set_value(3)
    press(screen, "Add")
    rows = [row for row in desk.now().rows("language_levels").items() if row[1]["person"] == "Gaupe-9"]
    assert ("tha", 3) in [(row["language"], row["level"]) for _, row in rows]
    key = next(key for key, row in rows if row["language"] == "tha")
    screen.selectbox(key="change:said:Gaupe-9").set_value(("language_levels", key)).run()
    screen.button(key=f"remove:language_levels:{key}").click().run()
    assert key not in desk.now().rows("language_levels")


def test_a_lock_is_looked_at_by_the_rules_and_an_override_is_not_written_as_a_row(open_page, desk):
    screen = chosen(open_page, "Gaupe-9", "stays", lang="en")
    able = screen.selectbox(key="add_to:decided:Gaupe-9")
    assert "Pins" in able.options
    assert not {"Overrides", "Exits", "Waivers"} & set(able.options)
    able.set_value("pins").run()
    screen.selectbox(key="new:pins:decided:Gaupe-9:unit").set_value("Bekkestua")
    press(screen, "Add")
    assert screen.error
    assert not any(row["household"] == "Gaupe-9" for row in desk.now().rows("pins").values())


def test_what_is_masked_is_hidden_in_the_list_of_rows_too(open_page):
    screen = chosen(open_page, "Snøugle-2", "safe", lang="en")
    assert "hidden" in html(screen)


def test_every_unit_is_told_with_what_stands_in_the_way_and_every_rule_of_one(open_page):
    screen = chosen(open_page, "Ekorn-5", "matches", lang="en")
    assert "Taken by Bjørn-6." in html(screen)
    screen.selectbox(key="rules_about").set_value("Tunet").run()
    assert "✗ stands in the way" in html(screen)
    assert "✓ kept" in html(screen)


def test_a_referral_is_written_down_with_children_and_opened(open_page, desk):
    screen = open_page("people", lang="en")
    alias = screen.text_input(key="refer:alias").value
    assert not alias.startswith("Ny")
    screen.session_state["refer:situation"] = "unsafe"
    screen.session_state["refer:who"] = "woman"
    screen.number_input(key="refer:children:2-5").set_value(2)
    press(screen, "Write down")
    assert not screen.error
    now = desk.now()
    assert now.rows("households")[alias]["situation"] == "unsafe"
    people = [row for row in now.rows("persons").values() if row["household"] == alias]
    assert sorted(str(row["age_band"]) for row in people) == ["2-5", "2-5", "None"]
    assert screen.selectbox(key="household_shown").value == alias


def test_an_alias_that_cannot_be_one_is_told_and_nothing_is_written(open_page, desk):
    before = desk.now().change
    screen = open_page("people", lang="en")
    screen.text_input(key="refer:alias").set_value("a/b")
    press(screen, "Write down")
    assert len(screen.error) == 1
    assert desk.now().change == before
    assert "Saved" not in html(screen)


def test_what_is_filled_in_just_before_the_press_counts(open_page, desk):
    screen = chosen(open_page, "Erle-11", "acts", lang="en")
    screen.text_input(key="birth:Erle-11:alias").set_value("Unge-5")
    screen.selectbox(key="birth:Erle-11:gender").set_value("woman")
    press(screen, "Write down the birth")
    assert desk.now().rows("persons")["Unge-5"]["gender"] == "woman"


def test_an_act_with_an_alias_that_cannot_be_one_is_told(open_page, desk):
    before = desk.now().change
    screen = chosen(open_page, "Erle-11", "acts", lang="en")
    screen.text_input(key="birth:Erle-11:alias").set_value("a/b")
    press(screen, "Write down the birth")
    assert len(screen.error) == 1
    assert desk.now().change == before


def test_an_exit_a_split_and_a_merge_are_written_down_or_refused_with_the_way_out(open_page, desk):
    screen = chosen(open_page, "Rype-27", "acts", lang="en")
    screen.selectbox(key="exit:Rype-27:where").set_value("own_flat")
    press(screen, "Record the exit")
    assert any(row["household"] == "Rype-27" for row in desk.now().rows("exits").values())
    screen = chosen(open_page, "Bjørn-6", "acts", lang="en")
    screen.multiselect(key="split:Bjørn-6:who").set_value(["Bjørn-62"])
    press(screen, "Split the household")
    assert screen.error
    screen.selectbox(key="merge:Bjørn-6:into").set_value("Hauk-21")
    press(screen, "Make them one")
    assert screen.error


def test_a_fact_that_was_wrong_is_put_right_and_plans_on_it_are_told(open_page, desk):
    screen = chosen(open_page, "Mår-15", "acts", lang="en")
    screen.selectbox(key="correct:Mår-15:row").set_value(("persons", "Mår-15")).run()
    screen.selectbox(key="correct:Mår-15:field:persons:Mår-15").set_value("wishes_own_room").run()
    screen.selectbox(key="correct:Mår-15:value:persons:Mår-15:wishes_own_room").set_value(True)
    press(screen, "Correct it")
    assert desk.now().rows("persons")["Mår-15"]["wishes_own_room"] is True
    assert [one.value for one in screen.info] == ["No plan was made on it."]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_an_emergency_is_written_down_from_the_start_page_and_a_plan_is_asked_for(open_page, desk, lang):
    screen = open_page("this_week", lang=lang)
    screen.session_state["emergency:who"] = "woman"
    screen.session_state["emergency:housing"] = "given"
    press(screen, {"nb": "Skriv ned og lag plan", "en": "Write down and make a plan"}[lang])
    assert not screen.error
    (alias,) = [key for key, row in desk.now().rows("households").items() if row["situation"] == "nowhere"][
        -1:
    ]
    assert any(row["person"] == alias for row in desk.now().rows("consents").values())
    assert len(jobs.latest(desk)) == 1


def test_what_the_grid_tells_stands_as_cards_too_for_a_narrow_screen(open_page):
    screen = open_page("people", lang="en")
    (grid,) = screen.dataframe
    cards = html(screen)
    assert all(f">{who}<" in cards for who in grid.value["Household"])
    assert cards.count('data-label="Household"') == len(grid.value)


def test_who_has_looked_at_everybody_waits_no_longer_for_a_field(open_page, desk):
    households = sorted(desk.now().content["households"])
    screen = chosen(open_page, households[0])
    first = names(screen)
    for one in [*households[1:], households[0]]:
        screen.session_state[GOTO] = ("households", one)
        screen.run()
    assert not screen.exception
    # The library goes through all of them for every choice that it draws.
    assert names(screen) < first + len(households)


def names(screen):
    """So many names has the session."""
    return len(screen.session_state._state.filtered_state)


def test_a_field_that_saves_itself_waits_for_the_disk_once(open_page, desk, monkeypatch):
    screen = chosen(open_page, "Mår-15", lang="en")
    writing = Mock(wraps=desk.store.writing)
    monkeypatch.setattr(desk.store, "writing", writing)
    next(one for one in screen.selectbox if one.label == "Wishes own room").set_value(True).run()
    assert not screen.exception
    assert desk.now().rows("persons")["Mår-15"]["wishes_own_room"] is True
    assert writing.call_count == 1
