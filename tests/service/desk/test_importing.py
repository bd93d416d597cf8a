import csv
from pathlib import Path

import pytest

from placement.domain.fact import instance_of
from placement.domain.person import Secrecy
from placement.domain.stay import HELD
from placement.errors import InputError, Refused
from placement.isolate import Child
from placement.service.desk import importing
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.conflict import Changed
from placement.service.desk.importing import ask_for_rest, show
from placement.service.desk.preview_rows import preview_rows
from placement.service.desk.requests import grant
from placement.service.desk.undo import undo
from placement.service.desk.waiting import knowable
from placement.service.imports import Choices
from placement.simulation.generate import generate
from placement.tables.write import write_folder
from tests.service.desk.desks import EVA, KARI, OLA, disqualify, new_desk

WEEK = generate("S", 5)


@pytest.fixture(scope="module")
def child():
    with Child() as warm:
        yield warm


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def table(folder: Path, name: str, rows):
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def looked(desk, folder, child, **options):
    return show(desk, KARI, folder, child=child, demo=True, **options)


def protections(desk):
    now = desk.now()
    return (
        {key: row["secrecy"] for key, row in now.rows("persons").items()},
        sorted((r["a"], r["b"], r["kind"]) for r in now.rows("relations").values()),
        sorted((r["person"], r["area"]) for r in now.rows("avoid_areas").values()),
    )


def test_what_the_desk_wrote_itself_changes_nothing(desk, tmp_path, child):
    write_folder(WEEK, tmp_path / "out")
    found = looked(desk, tmp_path / "out", child)
    assert found.preview.empty
    assert found.lowerings == ()


def test_a_file_is_shown_first_and_then_applied_in_one_change_that_can_be_undone(desk, tmp_path, child):
    one, other = WEEK.households[0].members[0].alias, WEEK.households[1].members[0].alias
    file = table(tmp_path / "in", "persons", [
        {"person": one, "household": WEEK.households[0].alias, "wishes own room": "yes"},
        {"person": other, "household": WEEK.households[1].alias, "wishes own room": "yes"},
    ])  # fmt: skip
    start = desk.now()
    found = looked(desk, file, child)
    assert desk.now().content == start.content
    fields = {(c.key, c.field): c.new for c in found.preview.changes}
    assert set(fields.values()) <= {True}
    done = importing.apply(desk, KARI, found)
    assert (done.waits, done.lowerings) == ((), ())
    assert [desk.now().body("persons", p)["wishes_own_room"] for p in (one, other)] == [True, True]
    assert desk.now().change == start.change + 1
    undo(desk, KARI)
    assert desk.now().content == start.content


def test_a_register_that_knows_no_protection_overwrites_none(desk, tmp_path, child):
    """As it once happened: the next import of a register overwrote the protections that people had entered."""
    register = [
        {"person": p.alias, "household": h.alias, "address protection": "", "age band": p.age_band or ""}
        | {"secrecy": "none"}
        for h in WEEK.households
        for p in h.members
    ]
    for row in register:
        del row["address protection"]
    before = protections(desk)
    file = table(
        tmp_path / "register",
        "persons",
        [{k if k != "secrecy" else "gradering": v for k, v in r.items()} for r in register],
    )
    found = looked(desk, file, child)
    graded = {p.alias for h in WEEK.households for p in h.members if p.secrecy not in (None, Secrecy.NONE)}
    assert graded
    assert {one.person for one in found.lowerings} >= graded
    done = importing.apply(desk, KARI, found)
    assert protections(desk) == before
    assert {edit.key for edit in done.waits} >= graded


def test_a_missing_column_and_an_empty_cell_change_nothing(desk, tmp_path, child):
    person, household = next(
        (p, h) for h in WEEK.households for p in h.members if p.secrecy not in (None, Secrecy.NONE)
    )
    row = {"person": person.alias, "household": household.alias, "gradering": ""}
    before = desk.now().content
    found = looked(desk, table(tmp_path / "in", "persons", [row]), child)
    assert [c.field for c in found.preview.conflicts if c.key == person.alias] == ["secrecy"]
    assert found.preview.edits() == ()
    assert desk.now().content == before


def test_to_clear_a_grade_is_chosen_and_still_takes_two(desk, tmp_path, child):
    person, household = next(
        (p, h) for h in WEEK.households for p in h.members if p.secrecy is Secrecy.HIDDEN
    )
    row = {"person": person.alias, "household": household.alias, "gradering": "none"}
    found = looked(desk, table(tmp_path / "in", "persons", [row]), child)
    done = importing.apply(desk, KARI, found)
    assert done.outcome is None
    assert desk.now().body("persons", person.alias)["secrecy"] == "hidden"
    number = ask_for_rest(desk, KARI, done, why="decided_by_police")
    grant(desk, OLA, number)
    assert desk.now().body("persons", person.alias)["secrecy"] == "none"


def test_rows_that_are_missing_stay_unless_they_are_chosen(desk, tmp_path, child):
    wishes = desk.now().rows("activity_wishes")
    key, kept = next(iter(wishes.items()))
    row = {"person": kept["person"], "programme": kept["programme"] or "", "kind": kept["kind"] or ""}
    found = looked(desk, table(tmp_path / "in", "activity wishes", [row]), child)
    assert len(found.preview.removals) == len(wishes) - 1
    assert found.preview.edits() == ()
    gone = found.preview.removals[0]
    importing.apply(desk, KARI, found, Choices(remove=frozenset({(gone.table, gone.key)})))
    assert set(desk.now().rows("activity_wishes")) == set(wishes) - {gone.key}
    assert key in desk.now().rows("activity_wishes")


def test_a_row_that_somebody_changed_since_it_was_shown_is_a_conflict(desk, tmp_path, child):
    person = WEEK.households[0].members[0]
    row = {
        "person": person.alias,
        "household": WEEK.households[0].alias,
        "støttenivå": (person.support or 0) ^ 1,
    }
    found = looked(desk, table(tmp_path / "in", "persons", [row]), child)
    carry_out(
        desk,
        OLA,
        SetFields(table="persons", key=person.alias, fields={"wishes_peer": not person.wishes_peer}),
    )
    before = desk.now().content
    with pytest.raises(Changed):
        importing.apply(desk, KARI, found)
    assert desk.now().content == before


def test_a_header_that_was_explained_once_is_remembered(desk, tmp_path, child):
    person = WEEK.households[0].members[0]
    row = {"person": person.alias, "household": WEEK.households[0].alias, "Ro?": "yes"}
    file = table(tmp_path / "in", "persons", [row])
    with pytest.raises(InputError):
        looked(desk, file, child)
    mapping = {"persons": {"ro?": "needs_quiet"}}
    importing.apply(desk, KARI, looked(desk, file, child, mapping=mapping), mapping=mapping)
    assert desk.now().body("persons", person.alias)["needs_quiet"] is True
    again = looked(desk, file, child)
    assert again.preview.edits() == ()


def test_rows_that_would_not_hold_together_are_refused_whole(desk, tmp_path, child):
    row = {"household": "Nobody", "rooms": "X9", "shares room": "", "from": "24.11.2026", "kind": "agreed"}
    before = desk.now()
    found = looked(desk, table(tmp_path / "in", "stays", [row]), child)
    assert found.preview.problems
    with pytest.raises(InputError):
        importing.apply(desk, KARI, found)
    assert desk.now().content == before.content
    assert instance_of(desk.now().content).content_hash == WEEK.content_hash


def test_only_who_may_import_sees_what_a_file_would_change(desk, tmp_path, child):
    file = table(tmp_path / "in", "areas", [{"area": "Fjordby"}])
    with pytest.raises(Refused):
        show(desk, EVA, file, child=child, demo=True)


def test_a_desk_that_is_not_encrypted_takes_no_file_that_is_not_made_up(desk, tmp_path, child):
    file = table(tmp_path / "in", "areas", [{"area": "Fjordby"}])
    with pytest.raises(InputError, match="demo data"):
        show(desk, KARI, file, child=child)


# -- somebody of whom one may not know

HOME = next(stay for stay in WEEK.stays if stay.kind in HELD)
HER = next(one for one in WEEK.households if one.alias == HOME.household)


def told(desk, login, file, child):
    """All that a preview says to somebody."""
    found = show(desk, login, file, child=child, demo=True)
    lowered = knowable(desk, login, found.lowerings)
    return (
        preview_rows(desk, login, found, "en"),
        found.preview.counts,
        lowered,
        len(found.lowerings),
        found.left_out,
    )


def test_a_preview_names_nobody_of_whom_somebody_may_not_know(desk, tmp_path, child):
    disqualify(desk, OLA, HOME.household)
    write_folder(desk.now().instance, tmp_path / "all")
    few = [one for one in WEEK.households if one.alias != HOME.household][:2]
    file = table(tmp_path / "few", "households", [{"household": one.alias} for one in few])
    rows, *_ = told(desk, OLA, file, child)
    assert not [row for row in rows if HOME.household in repr(row)]
    assert [row for row in told(desk, KARI, file, child)[0] if HOME.household in repr(row)]
    rows, _, _, _, left_out = told(desk, OLA, tmp_path / "all", child)
    assert not [row for row in rows if HOME.household in repr(row)]
    assert left_out
    assert told(desk, KARI, tmp_path / "all", child)[-1] == 0


@pytest.mark.parametrize("name", ["stays", "households", "persons"])
def test_whether_a_guess_is_right_is_told_to_nobody_who_may_not_know(desk, tmp_path, child, name):
    """What is in the file already and what is not looks alike, whichever of the two says what is so."""
    disqualify(desk, OLA, HOME.household)
    guesses = {
        "stays": [
            {
                "household": HOME.household,
                "rooms": place.removesuffix("/bed"),
                "from": HOME.start.isoformat(),
                "shares room": "yes" if place.endswith("/bed") else "no",
            }
            for place in (HOME.place, next(s.place for s in WEEK.stays if s.place != HOME.place))
        ],
        "households": [
            {"household": HER.alias, "sleeps now": one} for one in ("unknown", "nowhere", "hotel")
        ],
        "persons": [
            {"person": HER.members[0].alias, "household": HER.alias, "secrecy": one}
            for one in ("none", "hidden")
        ],
    }[name]
    said = []
    for n, guess in enumerate(guesses):
        said.append(told(desk, OLA, table(tmp_path / f"guess{n}", name, [guess]), child))
    assert all(one == said[0] for one in said)
    assert said[0][-1] == 1
