"""What needs whoever plans: everything that there is, once, of those of whom they may know."""

from datetime import date

import pytest

from placement.app.parts.here import for_meeting
from placement.domain.review import FindingKind
from placement.service.demo import make_demo
from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.clock import Urgency
from placement.service.desk.commands.decisions import OpenWeek, to_record
from placement.service.desk.cycle import Step, cycle
from placement.service.desk.need import MAKE, Kind
from placement.service.desk.needs_you import needs
from placement.service.desk.plans import alarm_id, propose
from placement.service.desk.sight import sight
from placement.service.desk.today import today
from placement.service.veil import untold
from tests.service.desk.published import answer, keep_plan, publish


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


def told(desk, lang="nb", *, login="ola", meeting=False):
    """By default of who has a conflict of interest about one household."""
    found, now = sight(desk, login), today(desk)
    seen = for_meeting(found.content) if meeting else found.content
    hidden = untold(found.actor, now.week, desk.now().content)
    return needs(now, cycle(desk).unrecorded, seen, lang, hidden=hidden, meeting=meeting)


def of(found, kind):
    return [one for one in found.rows if one.kind is kind]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_they_are_sorted_and_each_leads_somewhere(desk, lang):
    rows = told(desk, lang).rows
    assert [one.urgency for one in rows] == sorted(one.urgency for one in rows)
    assert all(one.text and one.table and one.key for one in rows)
    assert not [one.text for one in rows if ".." in one.text or "~" in one.text or "{" in one.text]


def test_everybody_without_a_bed_is_there_with_the_most_urgent_first(desk):
    now, rows = today(desk), of(told(desk), Kind.NO_BED)
    named = [alias for one in rows for alias in one.who.split(", ")]
    waiting = {
        h.alias for h in now.week.households if now.week.tier(h.alias) and not now.week.is_housed(h.alias)
    }
    seen = sight(desk, "ola")
    # A part of a household that is split has the alias of its person.
    hidden = waiting - seen.rows("households").keys() - seen.rows("persons").keys()
    assert sorted(named) == sorted(waiting - hidden)
    assert len(hidden) == 1
    assert told(desk).unseen >= 1
    assert named[0] == "Ugle-40"  # nowhere safe tonight


def test_those_for_whom_a_place_is_open_are_one_need_and_lead_to_the_plan(desk):
    first = of(told(desk), Kind.NO_BED)[0]
    assert (first.table, first.key) == MAKE
    assert len(first.who.split(", ")) > 1
    assert len(first.more) == len(first.who.split(", "))


def test_alarms_of_held_stays_are_there_before_any_plan(desk):
    assert today(desk).number is None
    alarms = {one.about[0] for one in today(desk).review.of(FindingKind.ALARM)}
    assert {one.who for one in of(told(desk), Kind.ALARM)} == alarms


def test_in_a_meeting_no_sentence_tells_why(desk):
    for one in told(desk, meeting=True).rows:
        assert not one.more
        if one.kind in (Kind.NO_BED, Kind.ALARM, Kind.TASK):
            assert one.text in (f"{one.who}: ingen plass.", f"{one.who}: skjult i møte.") or one.who.count(
                ","
            )
    text = " ".join(one.text for one in told(desk, meeting=True).rows)
    assert not [word for word in ("trussel", "unngå", "tillatelse", "P1", "kvinner") if word in text]


def test_after_publishing_offers_wait_and_their_beds_are_not_told_twice(desk):
    publish(desk)
    found = told(desk)
    acute, offers = of(found, Kind.OFFER)
    assert {(one.table, one.key) for one in (acute, offers)} == {("step", "answers")}
    assert len(offers.who.split(", ")) == 6  # one is of somebody whom he may not see
    # Nowhere safe tonight, and a bed is there tonight: it stands alone, before all that can wait.
    assert (acute.who, acute.urgency, offers.urgency) == ("Ugle-40", Urgency.NOW, Urgency.WEEK)
    assert acute in [one for one in found.rows if one.kind is not Kind.ALARM][:1]
    assert [one.who for one in of(found, Kind.REMINDER) if one.table == "step"] == ["Vipe-22"]
    assert "Rype-27 har ingen plass. Planen som gjelder, har en plass fra to. 17. des." in [
        one.text for one in of(found, Kind.NO_BED)
    ]


def test_what_should_have_happened_comes_first_once_the_day_moves_on(desk):
    publish(desk)
    assert not of(told(desk), Kind.UNRECORDED)
    carry_out(desk, "kari", OpenWeek(as_of=date(2026, 11, 30), anyway=True))
    rows = [*of(told(desk), Kind.UNRECORDED), *of(told(desk), Kind.OFFER)]
    assert {one.urgency for one in rows} == {Urgency.NOW}
    missing = {one.household for one in to_record(desk.now(), date(2026, 11, 30))}
    assert {name for one in rows for name in one.who.split(", ")} == missing & sight(desk, "ola").rows(
        "households"
    ).keys()


def test_the_line_of_steps_follows_the_week(desk):
    assert cycle(desk).at is Step.DRAFT
    keep_plan(desk)
    assert cycle(desk).at is Step.MEETING
    publish(desk)
    assert cycle(desk).at is Step.ANSWERS
    assert cycle(desk).skipped == {Step.MEETING}  # the draft was published as it was
    carry_out(desk, "kari", OpenWeek(as_of=date(2026, 11, 30), anyway=True))
    assert cycle(desk).at is Step.FREEZE


def test_a_meeting_that_took_place_is_none_that_was_skipped(desk):
    number = keep_plan(desk)
    propose(desk, "kari", number)
    assert (cycle(desk).at, cycle(desk).skipped) == (Step.PUBLISH, frozenset())
    known = [alarm_id(one) for one in answer().review.of(FindingKind.ALARM)]
    accept(desk, "kari", number, acknowledged=known)
    assert (cycle(desk).at, cycle(desk).skipped) == (Step.ANSWERS, frozenset())
