"""Files that are handed in on a screen: one message where one is refused, nothing written, and nothing left behind."""

import csv
import io
import os
import random
import time

import pytest

from placement.domain.fact import fields_of
from placement.errors import InputError, Problem, Refused
from placement.service.demo import NEWS, WEEK
from placement.service.desk import importing, private
from placement.service.desk.desk import NeedsSecond
from placement.service.desk.exporting import export_bytes, may_take_out, stays_here
from placement.service.desk.file_problems import wrongs
from placement.service.desk.importing import ask_for_rest
from placement.service.desk.log import read_log
from placement.service.desk.preview_lines import chosen, counts, lines, offered, outlook
from placement.service.desk.preview_rows import Sort, preview_rows
from placement.service.desk.sight import who
from placement.service.desk.undo import undo
from placement.service.desk.uploaded import Upload, load_files, show_files
from placement.service.files import template_bytes
from placement.service.planning import load
from placement.store.disk import A_DAY
from placement.tables.partial import UnknownColumns, read_part
from placement.words.language import LANGUAGES
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, UNN, new_desk
from tests.tables.hostile import HEAVY, kinds


def uploads(folder):
    return [Upload(file.name, file.read_bytes()) for file in sorted(folder.glob("*.csv"))]


def table(name, *rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return Upload(name, out.getvalue().encode())


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = new_desk(tmp_path_factory.mktemp("desk") / "desk", load(WEEK))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Where files lie while they are read; nothing may be left in it."""
    found = tmp_path / "memory"
    found.mkdir()
    monkeypatch.setattr(private, "IN_MEMORY", found)
    yield found
    assert list(found.iterdir()) == []


# -- what is handed in


def test_the_news_come_in_as_tables_and_what_is_lower_waits(desk):
    shown = show_files(desk, KARI, uploads(NEWS), demo=True)
    assert {one.key for one in shown.preview.adds} == {"Stær-41"}
    assert [one.person for one in shown.lowerings] == ["Snøugle-2"]


def test_a_template_is_a_workbook_that_says_nothing_new(desk):
    for lang in LANGUAGES:
        assert show_files(desk, KARI, [Upload("mal.XLSX", template_bytes(lang))], demo=True).preview.empty


def test_while_it_is_read_nobody_else_can_read_it(desk, place, monkeypatch):
    seen: list[str] = []

    def look(*_args, **_named):
        seen.extend(oct(path.stat().st_mode & 0o777) for path in place.rglob("*"))
        raise InputError(Problem("", "", ""))

    monkeypatch.setattr(importing, "show", look)
    with pytest.raises(InputError):
        show_files(desk, KARI, uploads(NEWS), demo=True)
    assert sorted(seen) == ["0o600", "0o600", "0o700", "0o700"]


def test_what_a_killed_process_left_goes_a_day_later(desk, place):
    left = place / f"{private.PREFIX}x"
    left.mkdir()
    (left / "uke.xlsx").write_text("x")
    os.utime(left, (time.time() - A_DAY - 60,) * 2)
    show_files(desk, KARI, uploads(NEWS), demo=True)
    assert not left.exists()


@pytest.mark.parametrize(
    "files",
    [
        [],
        [Upload("a.xlsx", b""), Upload("b.xlsx", b"")],
        [Upload("a.xlsx", b""), Upload("personer.csv", b"")],
        [Upload("personer.csv", b"a"), Upload("Personer.csv", b"b")],
        [Upload("personer.csv", b"a"), Upload("../personer.csv", b"b")],
        [Upload(f"{n}.csv", b"") for n in range(61)],
        [Upload("notat.txt", b"Rype-3")],
        [Upload("personer", b"Rype-3")],
        [Upload("", b"Rype-3")],
        [Upload("../../x.csv", b"Rype-3")],
        [Upload("C:\\x\\personer.csv", b"Rype-3")],
        [Upload("\0\n" * 200 + ".csv", b"Rype-3")],
        [Upload("..", b"Rype-3")],
        [Upload(".csv", b"Rype-3")],
    ],
)
def test_what_is_no_file_of_ours_is_refused_with_what_to_do(desk, files):
    before = desk.now().change
    with pytest.raises(InputError) as refused:
        show_files(desk, KARI, files, demo=True)
    for lang in LANGUAGES:
        for wrong in wrongs(refused.value.problems, lang):
            assert wrong.what
            assert "Rype-3" not in "".join(wrong)
    assert desk.now().change == before


KINDS = sorted(name for name in kinds() if name not in HEAVY)
DRAWN = random.Random(7).sample(KINDS, 14)


@pytest.mark.parametrize("name", DRAWN)
def test_of_a_hostile_file_comes_one_message_or_a_preview_and_nothing_is_written(desk, tmp_path, name):
    folder = tmp_path / "hostile"
    folder.mkdir()
    made = kinds()[name](folder, random.Random(name))
    files = uploads(made) if made.is_dir() else [Upload(made.name, made.read_bytes())]
    before = desk.now()
    try:
        found = show_files(desk, KARI, files, demo=True)
    except InputError as error:
        told = {lang: wrongs(error.problems, lang) for lang in LANGUAGES}
        assert all(wrong.what and "~" not in wrong.what for every in told.values() for wrong in every)
    else:
        assert found.change == before.change
    assert desk.now().content == before.content


def test_an_unknown_column_is_asked_about_and_remembered(tmp_path):
    made = new_desk(tmp_path / "desk", load(WEEK))
    file = table("personer.csv", ["husstand", "person", "Taler"], ["Skjære-29", "Skjære-29", "spa"])
    with pytest.raises(UnknownColumns) as asked:
        show_files(made, KARI, [file], demo=True)
    (column,) = asked.value.columns
    assert (column.table, column.header) == ("persons", "Taler")
    mapping = {"persons": {"taler": "languages"}}
    shown = show_files(made, KARI, [file], mapping=mapping, demo=True)
    importing.apply(made, KARI, shown, mapping=mapping)
    assert made.now().rows("persons")["Skjære-29"]["languages"] == ["spa"]
    again = show_files(made, KARI, [file], demo=True).preview
    assert (again.adds, again.changes, again.counts["persons"].same) == ((), (), 1)
    made.close()


def test_a_file_that_is_not_said_to_be_made_up_does_not_come_into_a_plain_desk(desk):
    with pytest.raises(InputError) as refused:
        show_files(desk, KARI, uploads(NEWS))
    assert refused.value.problems[0].code == "demo_only"


@pytest.mark.parametrize("login", [EVA, MONA, UNN, ADMIN])
def test_who_may_not_bring_in_is_refused(desk, login):
    with pytest.raises(Refused):
        show_files(desk, login, uploads(NEWS), demo=True)


def test_a_first_week_comes_in_whole_and_only_into_an_empty_desk(tmp_path, desk):
    made = new_desk(tmp_path / "desk")
    load_files(made, KARI, uploads(WEEK), demo=True)
    assert made.now().instance.content_hash == desk.now().instance.content_hash
    made.close()
    with pytest.raises(InputError) as refused:
        load_files(desk, KARI, uploads(WEEK), demo=True)
    assert refused.value.problems[0].code == "desk_not_empty"


# -- what is shown, and chosen


def every_field(table, _):
    return fields_of(table)


def looked(desk, *files, on_screen=every_field):
    shown = show_files(desk, KARI, files, demo=True)
    told = lines(preview_rows(desk, KARI, shown, "en"), shown, on_screen, "en")
    return shown, told, offered(told, shown)


def test_a_line_says_who_and_what_and_a_hidden_one_says_neither_old_nor_new(desk):
    news = uploads(NEWS)
    _, told, _ = looked(desk, *news)
    changed = {(one.name, one.field): (one.old, one.new) for one in told[Sort.CHANGED]}
    assert changed["Skjære-29", "languages"] == ("English; Romanian", "English; Romanian; Spanish")
    assert ("Snøugle-2", "secrecy") in changed
    masked = looked(desk, *news, on_screen=lambda table, _: {*every_field(table, _)} - {"secrecy"})[1]
    (line,) = [one for one in masked[Sort.CHANGED] if one.name == "Snøugle-2"]
    assert (line.is_hidden, line.old, line.new) == (True, "", "")
    assert not any(one.is_hidden for one in told[Sort.ADDED])
    guarded = table("personer.csv", ["husstand", "person", "gradering"], ["Stær-41", "Stær-41", "fortrolig"])
    covered = looked(desk, news[0], guarded, on_screen=lambda t, _: {*every_field(t, _)} - {"secrecy"})[1]
    assert [one.is_hidden for one in covered[Sort.ADDED] if one.table == "persons"] == [True]
    assert "confidential" not in "".join(one.says for one in covered[Sort.ADDED])
    assert "Languages: English; Spanish" in "".join(one.says for one in told[Sort.ADDED])
    assert "not asked" not in "".join(one.says for one in told[Sort.ADDED])


def test_who_is_not_in_the_file_is_counted_as_missing_and_not_as_something_to_look_at(desk):
    shown, told, can = looked(desk, *uploads(NEWS))
    people = len(desk.now().rows("persons"))
    found = {one.table: one for one in counts(shown, "en")}
    assert (found["persons"].added, found["persons"].changed, found["persons"].unclear) == (1, 2, 0)
    assert found["persons"].missing == people - 2
    assert not can.remove
    assert len(told[Sort.STAYS]) > people - 2


def test_empty_cells_clear_and_missing_rows_go_only_where_it_is_chosen(tmp_path):
    made = new_desk(tmp_path / "desk", load(WEEK))
    person = next(k for k, row in made.now().rows("persons").items() if row["languages"] and row["age_band"])
    home = made.now().rows("persons")[person]["household"]
    area = next(iter(made.now().rows("areas")))
    files = (
        table("persons.csv", ["household", "person", "age band"], [home, person, ""]),
        table("areas.csv", ["area", "setting"], [area, ""]),
    )
    shown, _, can = looked(made, *files)
    cleared = next(one.choice for one in can.clear if one.choice == f"persons:{person}:age_band")
    assert f"areas:{area}" not in {one.choice for one in can.remove}
    choices = chosen([cleared], [], [])
    assert outlook(made, KARI, shown, choices).problems == ()
    importing.apply(made, KARI, shown, choices)
    assert made.now().rows("persons")[person]["age_band"] is None
    undo(made, KARI)
    assert made.now().rows("persons")[person]["age_band"] is not None
    gone = chosen([], [can.remove[0].choice], [])
    assert outlook(made, KARI, shown, gone).problems
    made.close()


def test_what_is_left_as_it_is_lowers_nothing(desk):
    shown, _, can = looked(desk, *uploads(NEWS))
    assert outlook(desk, KARI, shown, chosen([], [], [])).waits == 1
    one = next(line.choice for line in can.leave if line.choice == "persons:Snøugle-2:secrecy")
    assert outlook(desk, KARI, shown, chosen([], [], [one])).waits == 0


def test_taken_in_it_is_one_step_and_the_rest_waits_for_another(tmp_path):
    made = new_desk(tmp_path / "desk", load(WEEK))
    before = made.now()
    shown = show_files(made, KARI, uploads(NEWS), demo=True)
    applied = importing.apply(made, KARI, shown)
    assert made.now().change == before.change + 1
    assert made.now().body("persons", "Snøugle-2") == before.body("persons", "Snøugle-2")
    assert ask_for_rest(made, KARI, applied, why="assessed") == 1
    with pytest.raises(NeedsSecond):  # a person would be gone, and with them what protects them
        undo(made, KARI)
    made.close()


def test_what_only_changes_is_taken_back_alone(tmp_path):
    made = new_desk(tmp_path / "desk", load(WEEK))
    before = made.now()
    file = table("personer.csv", ["husstand", "person", "språk"], ["Skjære-29", "Skjære-29", "spa"])
    importing.apply(made, KARI, show_files(made, KARI, [file], demo=True))
    undo(made, KARI)
    assert made.now().content == before.content
    made.close()


# -- what goes out


def test_a_workbook_goes_out_with_its_line_and_nothing_of_it_stays(desk, tmp_path):
    found = export_bytes(desk, KARI, "en", why="meeting")
    (tmp_path / "out.xlsx").write_bytes(found)
    part = read_part(tmp_path / "out.xlsx")
    told = may_take_out(who(desk, KARI))
    assert {name: one.fields for name, one in part.tables.items()}.items() <= {
        name: frozenset(fields) for name, fields in told.items()
    }.items()
    line = next(one for one in reversed(read_log(desk, UNN)) if one.action == "export")
    assert (line.by, line.why) == (KARI, "meeting")


def test_what_a_role_may_take_out_is_nothing_that_tells_where_or_from_whom(desk):
    told = may_take_out(who(desk, KARI))
    assert {"households", "persons", "stays", "units"} <= told.keys()
    assert not {"relations", "avoid_areas", "vetoes", "week", "settings"} & told.keys()
    assert told["persons"] == ("household", "alias")
    stays = stays_here(who(desk, KARI))
    assert {"languages", "secrecy"} <= set(stays["persons"])
    assert not any(set(fields) & set(told.get(name, ())) for name, fields in stays.items())
    assert "addresses" not in stays
    for login in (EVA, MONA, UNN, ADMIN):
        assert may_take_out(who(desk, login)) == {}
        with pytest.raises(Refused):
            export_bytes(desk, login, "nb", why="meeting")
