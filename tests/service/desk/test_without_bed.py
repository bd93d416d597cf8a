"""Of a household without a bed the start page says what the newest draft of today's facts gives it."""

import pytest

from placement.service.demo import make_demo
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.cycle import cycle
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.need import MAKE, PLANS, Kind
from placement.service.desk.needs_you import needs
from placement.service.desk.sight import sight
from placement.service.desk.today import today
from tests.service.desk.published import answer, keep_plan


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


def told(desk, lang="nb", login="kari", *, meeting=False):
    week = cycle(desk)
    draft = kept_plan(desk, login, week.draft) if week.draft else None
    seen = sight(desk, login).content
    found = needs(today(desk), week.unrecorded, seen, lang, hidden=frozenset(), meeting=meeting, draft=draft)
    return [one for one in found.rows if one.kind is Kind.NO_BED]


def about(rows, household):
    (found,) = [one for one in rows if household in one.who.split(", ")]
    return found


def test_without_a_draft_an_open_place_leads_to_a_new_plan(desk):
    row = about(told(desk), "Fink-23")
    assert (row.table, row.key) == MAKE
    assert row.text.endswith("planlegg på nytt.")


def test_whom_the_draft_gives_a_place_are_told_as_one_with_their_days(desk):
    number = keep_plan(desk)
    row = about(told(desk), "Fink-23")
    assert (row.table, row.key) == (PLANS, str(number))
    assert row.text.endswith(f"har ingen plass. Plan {number} gir alle en plass.")
    assert [one for one in row.more if one.startswith("Fink-23: fra ma. 23. nov.; P1 fordi: ")]
    given = {stay.household for stay in answer().plan.stays}
    assert set(row.who.split(", ")) <= given


def test_what_the_draft_finds_no_place_for_is_told_with_its_reason(desk):
    number = keep_plan(desk)
    rows = told(desk, "en")
    late = about(rows, "Oter-4")
    assert late.text.startswith(
        f"Oter-4 has no bed. Plan {number} finds no place in time. Taken by others: Tunet "
    )
    assert f"Plan {number} gives a place only from Thu 17 Dec. " in about(rows, "Rype-27").text
    assert {(one.table, one.key) for one in rows} == {(PLANS, str(number))}
    assert not [one.text for one in rows if "plan again" in one.text]


def test_an_outdated_draft_says_nothing(desk):
    keep_plan(desk)
    carry_out(desk, "kari", SetFields(table="persons", key="Skjære-29", fields={"languages": ["eng"]}))
    assert not [one for one in told(desk) if one.table == PLANS]


@pytest.mark.parametrize("login", ["kari", "ola"])
def test_nobody_is_named_of_whom_the_reader_may_not_know(desk, login):
    keep_plan(desk)
    named = {alias for one in told(desk, login=login) for alias in one.who.split(", ")}
    seen = sight(desk, login)
    assert named <= seen.rows("households").keys() | seen.rows("persons").keys()


def test_in_a_meeting_no_reason_is_told(desk):
    number = keep_plan(desk)
    for one in told(desk, meeting=True):
        assert not one.more
        assert one.text == f"{one.who}: ingen plass." or one.text.endswith(
            f"Plan {number} gir alle en plass."
        )
