"""Who waits, for whom a bed is held, and who lives somewhere: the same on every screen and list, at each step."""

import re
from datetime import date, timedelta

import pytest

from placement.domain.consent import OfferAnswer
from placement.domain.whereabouts import Whereabouts, parted, written
from placement.service.demo import make_demo
from placement.service.desk.answering import answers
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.decisions import OpenWeek
from placement.service.desk.commands.offers import AnswerOffer
from placement.service.desk.commands.stays import MovedIn
from placement.service.desk.cycle import cycle
from placement.service.desk.monday import monday_list
from placement.service.desk.need import Kind
from placement.service.desk.needs_you import needs
from placement.service.desk.people_chips import Chip
from placement.service.desk.people_list import people_list
from placement.service.desk.sight import sight
from placement.service.desk.today import today
from placement.service.desk.week_figures import compared
from placement.service.views import plan_view, review_view
from placement.words.texts import texts
from tests.service.desk.published import answer as drawn
from tests.service.desk.published import publish

CHIPS = {Whereabouts.WAITS: Chip.WAITING, Whereabouts.HELD: Chip.HELD, Whereabouts.LIVES: Chip.HOUSED}
WEEK_49 = date(2026, 11, 30)
HEADS = {"waits": "Uten plass", "offers": "Tilbud å ringe om", "agreed": "Avtalt, ikke flyttet inn ennå",
         "lives": "Hvem bor hvor"}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


def answer(desk, one):
    yes = AnswerOffer(household=one.household, unit=one.unit, on=one.on, answer=OfferAnswer.ACCEPTED)
    carry_out(desk, who(desk), yes)


def who(desk):
    """Of the two coordinators the one who may know of everybody."""
    return max(("kari", "ola"), key=lambda one: len(sight(desk, one).rows("households")))


def steps(desk):
    """The demo at each step: before a plan, published, half answered, one moved in, and a week later."""
    yield "new"
    publish(desk, who(desk))
    yield "published"
    found = answers(sight(desk, who(desk)).content)
    for one in found.offers[:4]:
        answer(desk, one)
    yield "answered"
    first = next(one for one in found.offers if one.household != "Vipe-22")
    carry_out(desk, who(desk), MovedIn(household=first.household, unit=first.unit, on=date(2026, 11, 23)))
    yield "moved in"
    carry_out(desk, who(desk), OpenWeek(as_of=WEEK_49, anyway=True))
    yield "a week later"


def on_paper(desk):
    """Part of the Monday list -> what its title counts, and the households of its rows."""
    html = monday_list(desk, who(desk), "nb").html
    found = {}
    for name, head in HEADS.items():
        (section,) = re.findall(rf"<h2>{head} \((\d+)\)</h2>(.*?)</section>", html, re.DOTALL)
        found[name] = (int(section[0]), re.findall(r'<th scope="row">(.*?)</th>', section[1]))
    return found


def test_the_three_groups_are_counted_alike_everywhere(desk):
    seen = set()
    for step in steps(desk):
        week, figures = today(desk).week, compared(desk, who(desk)).now
        groups = parted(week)
        count = {one: list(groups.values()).count(one) for one in Whereabouts}
        assert (figures.waiting, figures.held, figures.placed) == tuple(count.values()), step
        lines = people_list(sight(desk, who(desk)).content, texts("nb"), week=week)
        assert count == {one: sum(chip in line.chips for line in lines) for one, chip in CHIPS.items()}, step
        assert sum(count.values()) == len(lines)
        paper = on_paper(desk)
        assert {step: paper["waits"][0]} == {step: count[Whereabouts.WAITS]}
        assert paper["lives"][0] == count[Whereabouts.LIVES]
        held = {*paper["offers"][1], *paper["agreed"][1]} - {*paper["lives"][1]}
        assert {groups[one] for one in held} <= {Whereabouts.HELD}
        assert len(held) == count[Whereabouts.HELD]
        assert not {*paper["waits"][1]} & (held | {*paper["lives"][1]}), step
        extra = sum(alias != whole for alias, whole in written(week).items() if groups[whole] == "waits")
        plan = review_view(week, today(desk).plan, today(desk).review, "nb")
        assert plan.figures.waiting == figures.waiting + extra, step
        seen |= {one for one in Whereabouts if count[one]}
    assert seen == set(Whereabouts)


def test_a_bed_that_was_held_too_long_leaves_its_household_waiting_once(desk):
    publish(desk, who(desk))
    before = compared(desk, who(desk)).now
    carry_out(desk, who(desk), OpenWeek(as_of=WEEK_49, anyway=True))
    after = compared(desk, who(desk)).now
    assert sum(after[:3]) == sum(before[:3])  # nobody came and nobody left
    assert (after.held, after.placed) == (0, before.placed)
    paper = monday_list(desk, who(desk), "nb").html
    assert "Havblikk, H1, til ma. 30. nov.: spør boligen" in paper
    assert on_paper(desk)["offers"][0] == len(set(on_paper(desk)["offers"][1]))


def test_a_bed_that_is_held_from_a_later_day_is_no_place_now(desk):
    before = compared(desk, who(desk)).now
    publish(desk, who(desk))
    assert any(s.start > today(desk).week.as_of for s in today(desk).week.held)
    after = compared(desk, who(desk)).now
    assert after.placed == before.placed
    assert after.held > before.held


@pytest.mark.parametrize(
    ("lang", "offered", "agreed"),
    [("nb", "tilbudt, ikke svart", "avtalt fra"), ("en", "offered, not answered", "agreed from")],
)
def test_an_offer_that_nobody_has_answered_is_not_called_agreed(desk, lang, offered, agreed):
    publish(desk, who(desk))
    first = answers(sight(desk, who(desk)).content).offers[0]

    def homes():
        lines = people_list(sight(desk, who(desk)).content, texts(lang), week=today(desk).week)
        return next(" ".join(one.homes) for one in lines if one.household == first.household)

    assert offered in homes()
    assert agreed not in homes()
    answer(desk, first)
    assert agreed in homes()
    assert offered not in homes()


def test_who_has_not_answered_is_asked_for_the_answer_and_not_whether_they_moved_in(desk):
    publish(desk, who(desk))
    found = answers(sight(desk, who(desk)).content).offers
    agreed, *open_ones = found
    answer(desk, agreed)
    carry_out(desk, who(desk), OpenWeek(as_of=found[0].on + timedelta(days=4), anyway=True))
    rows = needs(today(desk), cycle(desk).unrecorded, sight(desk, who(desk)).content, "en",
                 hidden=frozenset(), meeting=False).rows  # fmt: skip
    moved_in = {one.who for one in rows if "Did they?" in one.text}
    assert moved_in == {agreed.household}
    asked = {name for one in rows if one.kind is Kind.OFFER for name in one.who.split(", ")}
    assert {one.household for one in open_ones} <= asked


@pytest.mark.parametrize(("lang", "word"), [("nb", "venter og får ingen plass"), ("en", "get no place")])
def test_who_is_without_a_place_in_time_is_told_apart_and_adds_up(lang, word):
    made = drawn()
    view = plan_view(made, lang)
    counts = [int(number) for number in re.findall(r"\d+", view.unplaced_told)]
    assert sum(counts) == len(view.unplaced)
    assert word in view.unplaced_told
    # Of those who wait each gets a place, or is counted as one who gets none.
    assert counts[0] == view.figures.waiting - view.figures.placed
