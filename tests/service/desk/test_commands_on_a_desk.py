"""Commands of the week on a desk of its own: carried out by a coordinator, and taken back."""

import pytest

from placement.domain.consent import DeclineReason, OfferAnswer
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.addresses import BurnAddress
from placement.service.desk.commands.birth import Birth
from placement.service.desk.commands.decisions import AddPin, OpenWeek
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.offers import AnswerOffer
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.commands.stays import EndStay, MovedIn
from placement.service.desk.desk import NeedsSecond
from placement.service.desk.undo import undo
from tests.service.desk.desks import KARI, new_desk
from tests.worlds import AS_OF, day, town, vary

WORLD = vary(town(), {
    "persons": {"Oter-42": {"age_status": "adult", "age_band": "25-39", "stay_together": "no"}},
    "drop_relations": "all",
    "stays": [
        {"household": "Oter-4", "place": "S1", "start": -30, "kind": "current"},
        {"household": "Rype-3", "place": "S2", "start": -30, "kind": "current"},
        {"household": "Lerke-2", "place": "F2b", "start": -1, "kind": "hold", "expires": 6},
    ],
    "offers": [{"household": "Lerke-2", "unit": "Granly", "on": -1}],
})  # fmt: skip
COMMANDS = [
    AnswerOffer(household="Lerke-2", unit="Granly", on=day(-1), answer=OfferAnswer.DECLINED,
                reason=DeclineReason.WANTS_TO_WAIT),
    AnswerOffer(household="Lerke-2", unit="Granly", on=day(-1), answer=OfferAnswer.ACCEPTED),
    MovedIn(household="Lerke-2", on=AS_OF),
    EndStay(household="Rype-3", until=AS_OF),
    RecordExit(household="Rype-3", on=AS_OF),
    SplitHousehold(household="Oter-4", persons=("Oter-42",), why=SplitReason.OWN_WORD),
    Birth(household="Lerke-2", mother="Lerke-2", alias="Lerke-21"),
    BurnAddress(unit="Granly", on=AS_OF),
    AddPin(household="Orrfugl-1", unit="Granly"),
    OpenWeek(as_of=day(7), anyway=True),
]  # fmt: skip
PROTECT = {"split_household", "birth", "burn_address"}
"""Commands that somebody is protected by: taking them back takes two people."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_coordinator_carries_it_out_and_takes_it_back(tmp_path, command):
    desk = new_desk(tmp_path / "desk", WORLD)
    before = desk.now()
    carry_out(desk, KARI, command)
    assert desk.now().instance.content_hash != before.instance.content_hash
    if command.name in PROTECT:
        with pytest.raises(NeedsSecond):
            undo(desk, KARI)
    else:
        undo(desk, KARI)
        assert desk.now().instance.content_hash == before.instance.content_hash
    desk.close()
