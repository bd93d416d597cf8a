"""Details of rules that no case shows, since the small worlds have no such people: the rule's part is asked itself."""

import pytest

from placement.domain.household import BedsNeeded
from placement.domain.rule import Reason
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.views import BedsSpan
from placement.rules.beds import RightBeds, Where, Who


@pytest.mark.parametrize(("need", "reason"), [
    (BedsNeeded(adults=1, children=0, babies=0, couples=0), Reason.NO_BED),
    (BedsNeeded(adults=0, children=1, babies=0, couples=0), Reason.NO_BED),
    (BedsNeeded(adults=1, children=0, babies=1, couples=0), Reason.FAMILY_ROOM),
    (BedsNeeded(adults=2, children=1, babies=0, couples=1), Reason.FAMILY_ROOM),
    (BedsNeeded(adults=2, children=0, babies=1, couples=1), Reason.FAMILY_ROOM),
])  # fmt: skip
def test_who_is_alone_lacks_a_bed_and_a_family_a_room(need, reason):
    nowhere = Where((BedsSpan(ALWAYS, FOREVER, single=0, double=0),), child_beds=0, cots=0, shared=False)
    assert [o.reason for o in RightBeds().objections(Who(need), nowhere)] == [reason]
