"""The page of files: a file comes in after it was looked at, and what may go out is offered to who may take it."""

import csv
import io

import pytest

from placement.app import serving
from placement.service.demo import WEEK, make_demo
from placement.service.desk.undo import undo
from placement.service.desk.waiting import waiting
from tests.app.conftest import html

WORDS = {
    "nb": ("Nye rader (2)", "Endringer (2)", "beskyttelse ville blitt svakere"),
    "en": ("New rows (2)", "Changes (2)", "protection would be lower"),
}
KINDS = ("markdown", "subheader", "warning", "error", "success", "info", "caption")


def table(name, *rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return name, out.getvalue().encode(), "text/csv"


def handed(screen, *files, made_up=True):
    screen.file_uploader[0].set_value(list(files)).run()
    if made_up:
        screen.checkbox(key="files_made_up").check().run()
    return screen


def text(screen):
    return html(screen) + "".join(one.value for kind in KINDS for one in screen.get(kind))


def pressed(screen, key):
    screen.button(key=key).click().run()
    assert not screen.exception
    return screen


def buttons(screen):
    return {one.key: one for one in screen.button}


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_news_are_shown_first_and_nothing_is_written(open_page, desk, lang):
    before = desk.now().change
    screen = pressed(open_page("files", lang=lang), "files_news_read")
    said = text(screen)
    for word in WORDS[lang]:
        assert word in said
    assert "Stær-41" in said
    assert "~" not in said
    assert buttons(screen)["files_take"].disabled
    assert desk.now().change == before


def test_what_is_sensitive_is_masked_until_it_is_asked_for(open_page):
    screen = pressed(open_page("files", lang="en"), "files_news_read")
    assert "hidden" in html(screen)
    (box,) = screen.warning
    assert "hidden until you show it above" in box.value
    screen.selectbox(key="why:file").set_value("assessed").run()
    pressed(screen, "show:file")
    assert ">hidden<" not in html(screen)
    (box,) = screen.warning
    assert "hidden until" not in box.value
    assert "Snøugle" in box.value


def test_a_meeting_is_told_less(open_page):
    screen = open_page("files", lang="en")
    screen.toggle(key="meeting").set_value(True).run()
    pressed(screen, "files_news_read")
    assert "weaker secrecy" not in text(screen)
    assert "protection would be lower" in text(screen)


def test_the_news_are_taken_in_as_one_step_and_the_rest_is_put_to_another(open_page, desk):
    before = desk.now()
    screen = pressed(open_page("files", lang="en"), "files_news_read")
    screen.selectbox(key="files_choice:why").set_value("assessed").run()
    pressed(screen, "files_take")
    assert "taken in, as one step" in text(screen)
    (told,) = screen.success
    assert "waits for a second person, under This week." in told.value
    assert not screen.info
    assert desk.now().change == before.change + 1
    assert desk.now().body("persons", "Stær-41")
    assert desk.now().body("persons", "Snøugle-2") == before.body("persons", "Snøugle-2")
    assert len(waiting(desk, "ola").requests) == 1
    assert "files_take" not in buttons(screen)


def test_a_file_for_a_plain_desk_is_said_to_be_made_up_before_it_is_read(open_page):
    screen = handed(open_page("files"), table("personer.csv", ["husstand", "person"]), made_up=False)
    assert buttons(screen)["files_read"].disabled


@pytest.mark.parametrize(
    ("lang", "says"), [("nb", "kan ikke tas inn: 1 problem"), ("en", "taken in: 1 problem")]
)
def test_a_broken_file_is_one_message_and_a_table_of_what_to_mend(open_page, desk, lang, says):
    before = desk.now().change
    rows = ["husstand", "person", "voksen eller barn"], ["Skjære-29", "Skjære-29", "Kanarifugl"]
    screen = pressed(handed(open_page("files", lang=lang), table("personer.csv", *rows)), "files_read")
    said = text(screen)
    assert len(screen.error) == 1
    assert says in said
    assert "personer.csv" in said
    assert "Kanarifugl" not in said
    assert "files_take" not in buttons(screen)
    assert desk.now().change == before


def test_an_unknown_column_is_asked_about_once(open_page, desk):
    rows = ["husstand", "person", "Taler *godt*"], ["Skjære-29", "Skjære-29", "spa"]
    screen = pressed(handed(open_page("files", lang="en"), table("personer.csv", *rows)), "files_read")
    assert not screen.error
    (asked,) = [one for one in screen.selectbox if one.key == "files_choice:column:0"]
    assert "Taler" in asked.label
    assert buttons(screen)["files_again"].disabled
    asked.set_value("languages").run()
    pressed(screen, "files_again")
    assert ">English; Romanian<" in html(screen)
    screen.multiselect(key="files_choice:leave").set_value(["persons:Skjære-29:languages"]).run()
    screen.multiselect(key="files_choice:leave").set_value([]).run()
    pressed(screen, "files_take")
    assert desk.now().rows("persons")["Skjære-29"]["languages"] == ["spa"]
    assert [row["field"] for row in desk.now().rows("mappings").values()] == ["languages"]
    undo(desk, "kari")


def test_facts_that_changed_since_are_looked_at_anew(open_page, desk):
    rows = ["husstand", "person", "språk"], ["Skjære-29", "Skjære-29", "deu"]
    screen = pressed(handed(open_page("files", lang="en"), table("personer.csv", *rows)), "files_read")
    other = ["husstand", "person", "språk"], ["Elg-17", "Elg-17", "deu"]
    second = pressed(handed(open_page("files", login="ola"), table("personer.csv", *other)), "files_read")
    pressed(second, "files_take")
    screen.run()
    assert "Facts changed since" in text(screen)
    pressed(screen, "files_anew")
    assert "files_take" in buttons(screen)
    pressed(screen, "files_drop")
    assert "files_take" not in buttons(screen)
    undo(desk, "ola")


@pytest.mark.parametrize(
    ("lang", "view", "says"),
    [
        ("nb", "out", "Det rollen din kan ta ut"), ("en", "out", "What your role may take out"),
        ("nb", "monday", "ruter å krysse av"), ("en", "monday", "boxes to tick"),
    ],
)  # fmt: skip
def test_what_goes_out_is_told_before_it_goes(open_page, lang, view, says):
    screen = open_page("files", lang=lang, files=view)
    assert not screen.exception
    assert says in text(screen)
    if view == "out":
        (button,) = screen.get("download_button")
        assert button.proto.disabled
        screen.selectbox(key="files_why").set_value("meeting").run()
        assert not screen.get("download_button")[0].proto.disabled


@pytest.mark.parametrize("login", ["eva", "mona", "nils", "unn", "admin"])
def test_who_may_neither_bring_in_nor_take_out_finds_no_page(open_page, login):
    screen = open_page("files", login=login, lang="en")
    assert not screen.file_uploader
    assert not screen.get("download_button")
    assert screen.error


def test_an_empty_desk_takes_a_first_week(tmp_path, open_page, desk):
    whole = desk.now()
    serving.stop()
    served = serving.serve(make_demo(tmp_path / "empty", None), None)
    try:
        screen = open_page("files", lang="en")
        assert "This desk is empty" in text(screen)
        files = [(f.name, f.read_bytes(), "text/csv") for f in sorted(WEEK.glob("*.csv"))]
        pressed(handed(screen, *files), "files_put_in")
        assert "taken in" in text(screen)
        assert set(served.desk.now().rows("households")) <= set(whole.rows("households"))
        assert served.desk.now().rows("households")
    finally:
        serving.stop()
