"""What somebody fills in as a row is written by the command that such rows have."""

from datetime import date

import pytest

from placement.domain.decision import Tier, TierReason
from placement.errors import InputError
from placement.service.desk.commands.decisions import AddPin, ChangeTier, ReleaseRoom
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.row_commands import ELSEWHERE, OWN, adding
from tests.service.desk.facts import facts_of, refused
from tests.worlds import day, town, vary


def test_a_lock_a_priority_and_a_release_come_by_commands_of_their_own():
    pin = adding("pins", {"household": "Lerke-2", "unit": "Granly"})
    assert pin == AddPin(household="Lerke-2", unit="Granly")
    place = adding("pins", {"household": "Lerke-2", "rooms": ["F2b"], "shares": None, "must": False})
    assert place == AddPin(household="Lerke-2", place="F2b", must=False)
    said = {"household": "Lerke-2", "tier": "P1", "since": day(0), "reason": "health", "by": "kari"}
    assert adding("tier_changes", said) == ChangeTier(
        household="Lerke-2", tier=Tier.P1, since=day(0), reason=TierReason.HEALTH, by="kari"
    )
    assert isinstance(adding("releases", {"household": "Lerke-2", "unit": "Granly"}), ReleaseRoom)


def test_other_rows_are_rows():
    row = adding("vetoes", {"person": "Lerke-2", "unit": "Granly", "since": date(2026, 11, 23)})
    assert isinstance(row, AddRow)
    assert not OWN.keys() & ELSEWHERE


def test_a_lock_that_breaks_a_rule_by_itself_is_refused_also_where_it_was_filled_in_as_a_row():
    facts = facts_of(vary(town(), {"persons": {"Rype-3": {"access_needs": ["wheelchair"]}}}))
    assert refused(facts, adding("pins", {"household": "Rype-3", "unit": "Granly"})) == "pin_breaks_rule"


@pytest.mark.parametrize(
    "filled", [{"household": "Lerke-2", "tier": "P1", "since": day(0), "by": "kari"}, {}]
)
def test_what_is_missing_is_told(filled):
    with pytest.raises(InputError):
        adding("tier_changes", filled)
