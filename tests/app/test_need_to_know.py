"""Whoever may not know of somebody finds them nowhere: no page, no view and no list sends their alias.

Ola has a conflict of interest about Sisik-64. What is looked at is all that the server would send, not what is drawn.
"""

import json
from collections.abc import Iterator

import pytest

from placement.app.pages import ALL
from placement.app.parts.act import DISPUTED, HELD, REFUSED, Dispute, Held, in_words
from placement.app.parts.here import Here
from placement.app.parts.review import VIEWS
from placement.app.parts.search import GOTO
from placement.app.serving import serving
from placement.domain.review import FindingKind
from placement.errors import Impossible
from placement.rules import GOALS
from placement.service.demo import WEEK
from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.decisions import SetPolicy
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.conflict import Changed
from placement.service.desk.desk import NeedsSecond
from placement.service.desk.exporting import export
from placement.service.desk.kept_by_hand import renew
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.monday import monday_list
from placement.service.desk.outcome_of_plan import decided
from placement.service.desk.plans import alarm_id, keep_answer
from placement.service.desk.policy_preview import policy_preview
from placement.service.desk.sight import sight
from placement.service.desk.status import status
from placement.service.planning import load, make_plan
from tests.app.conftest import html

WHO = "Sisik-64"
"""Kontakt-1, who is ola, answers in `habilitet.csv` that there is a conflict."""
KNOWS, CONFLICT = "kari", "ola"
CALM = frozenset({"meeting"})
"""Toggles that show less, not more."""


def sent(screen) -> bytes:
    """All that the elements of a page hold, as it goes over the wire."""
    found, stack = [], [screen._tree]
    while stack:
        one = stack.pop()
        stack += getattr(one, "children", {}).values()
        if (proto := getattr(one, "proto", None)) is not None:
            found.append(proto.SerializeToString())
    return b"".join(found)


def views(screen, path=(), known=frozenset({"lang"})) -> Iterator[tuple[str, object]]:
    """The page as each choice of its controls has it, each with what appears beside it, and all that can be shown."""
    assert not screen.exception
    for toggle in screen.toggle:
        if toggle.key not in CALM and not toggle.value:
            toggle.set_value(True).run()
    yield " ".join(path), screen
    new = [(one.key, len(one.options)) for one in screen.segmented_control if one.key not in known]
    for key, options in new:
        for index in range(options):
            if not (found := [one for one in screen.segmented_control if one.key == key]):
                break
            found[0].set_value(found[0].options[index]).run()
            yield from views(screen, (*path, f"{key}:{index}"), known | {one for one, _ in new})


@pytest.fixture(scope="module")
def answer(warm):
    return make_plan(load(WEEK), seconds=20, planner=warm)


@pytest.fixture
def planned(desk, answer):
    """A plan that decides something for her too."""
    assert WHO in decided(answer.week, answer.plan)
    return keep_answer(desk, KNOWS, answer, desk.now().change)


@pytest.mark.parametrize("page", [one.file for one in ALL])
@pytest.mark.usefixtures("planned")
def test_no_page_sends_whom_somebody_may_not_know_of(open_page, page):
    found = [name for name, screen in views(open_page(page, login=CONFLICT)) if WHO.encode() in sent(screen)]
    assert found == []


@pytest.mark.usefixtures("planned")
def test_who_may_know_of_her_finds_her(open_page):
    found = [name for name, screen in views(open_page("plan", login=KNOWS)) if WHO.encode() in sent(screen)]
    assert len(found) > len(VIEWS)


@pytest.mark.usefixtures("planned")
def test_nothing_that_is_told_of_others_names_her(open_page):
    """Each household of whom something may be told: why it is where it is, and whom it could change with."""
    screen = reviewed(open_page)
    for household in screen.selectbox(key="household_chosen").options:
        screen.selectbox(key="household_chosen").set_value(household).run()
        for act in ("why", "swap"):
            if (button := screen.button(key=f"act:{act}")).disabled:
                continue
            button.click().run()
            assert not screen.exception
            assert WHO.encode() not in sent(screen), (household, act)


@pytest.mark.usefixtures("planned")
def test_somebody_else_is_not_put_into_her_bed(open_page):
    screen = reviewed(open_page)
    screen.selectbox(key="household_chosen").set_value("Tjeld-31").run()
    screen.button(key="act:move").click().run()
    places = screen.selectbox(key="hand_place").options
    refused = 0
    for place in places:
        screen.selectbox(key="hand_place").set_value(place).run()
        assert not screen.exception
        assert WHO.encode() not in sent(screen), place
        refused += any("kollega" in one.value for one in screen.warning)
    assert refused


@pytest.mark.usefixtures("planned")
def test_a_colleague_publishes_what_decides_for_her(open_page):
    screen = open_page("plan", step="publish", login=CONFLICT)
    assert not [one for one in screen.button if one.key == "publish"]
    assert [one for one in screen.warning if "Be en kollega" in one.value]
    screen = open_page("plan", step="publish", login=KNOWS)
    assert [one for one in screen.button if one.key == "publish"]


@pytest.mark.usefixtures("planned")
def test_where_she_will_live_is_told_by_no_row_that_hides_her_name(open_page):
    screen = open_page("plan", step="publish", login=CONFLICT)
    assert "Bekkestua, B2" not in html(screen)
    assert "Bekkestua, B2" in html(open_page("plan", step="publish", login=KNOWS))


def test_once_she_has_left_the_plan_that_names_her_is_veiled_too(open_page, desk, planned):
    alarms = [alarm_id(one) for one in kept_plan(desk, KNOWS, planned).review.findings]
    accept(desk, KNOWS, planned, acknowledged=alarms)
    carry_out(desk, KNOWS, RecordExit(household=WHO, on=desk.now().instance.as_of))
    renew(desk, KNOWS, planned)
    for page in ("this_week", "plan", "people"):
        found = [n for n, screen in views(open_page(page, login=CONFLICT)) if WHO.encode() in sent(screen)]
        assert found == [], page
    told = status(desk, CONFLICT).running
    assert told is not None
    assert WHO not in json.dumps(told.as_json())
    assert WHO not in repr([told.said(kind, "nb") for kind in FindingKind])


def reviewed(open_page):
    screen = open_page("plan", login=CONFLICT)
    screen.segmented_control(key="step").set_value("review").run()
    assert not screen.exception
    return screen


# -- what one person leaves on the screen for the next


def at_once(desk, login, command, **how):
    """What an act of somebody raises."""
    try:
        carry_out(desk, login, command, **how)
    except (Changed, NeedsSecond) as told:
        return told
    raise AssertionError("it was done")


def left_behind(desk):
    """What a screen of who knows her may hold: a dispute, a change that waits for a reason, a row to be opened."""
    wish = SetFields(table="households", key=WHO, fields={"wishes": ("Bergenhus",)})
    dispute = at_once(desk, KNOWS, wish, seen={("households", WHO): 1_000_000})
    calmer = SetFields(table="persons", key=WHO, fields={"threat": None})
    safe = at_once(desk, KNOWS, calmer)
    return {
        DISPUTED: Dispute(wish, dispute.conflicts),
        HELD: Held(calmer, safe.lowerings),
        REFUSED: (f"{WHO} …",),
        GOTO: ("households", WHO),
    }


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("login", [CONFLICT, "eva", "mona", "nils", "admin"])
def test_whoever_looks_next_finds_nothing_of_what_was_on_the_screen(open_page, desk, login):
    screen = open_page("people", login=KNOWS)
    screen.selectbox(key="household_shown").set_value(WHO).run()
    assert WHO.encode() in sent(screen)
    for name, value in left_behind(desk).items():
        screen.session_state[name] = value
    screen.query_params["as"] = login
    screen.run()
    assert not screen.exception
    assert WHO.encode() not in sent(screen)


def test_an_error_names_her_to_nobody_who_may_not_know_of_her(desk):
    clash = Impossible("x", code="pins_clash", facts={"households": f"Rype-12, {WHO}"})
    for login, is_told in ((KNOWS, True), (CONFLICT, False), ("eva", False), ("mona", False)):
        said = in_words(clash, Here(serving(), login, "nb", sight(desk, login)))
        assert (WHO in "".join(said)) is is_told, login


@pytest.mark.usefixtures("planned")
def test_what_is_taken_out_or_printed_names_her_to_nobody_who_may_not_know_of_her(desk, tmp_path):
    for login, is_told in ((KNOWS, True), (CONFLICT, False)):
        export(desk, login, tmp_path / login, "nb", why="planning")
        tables = b"".join(one.read_bytes() for one in sorted((tmp_path / login).iterdir()))
        printed = monday_list(desk, login, "nb").html
        assert (WHO.encode() in tables) is is_told, login
        assert (WHO in printed) is is_told, login


@pytest.mark.usefixtures("planned")
def test_a_preview_of_rules_names_her_to_nobody_who_may_not_know_of_her(desk, warm):
    """Where no wish counts she lives elsewhere, and hers are lost."""
    points = [(goal.id, one) for goal in GOALS for one in goal.settings if one.unit == "points"]
    off = [SetPolicy(rule=rule, setting=one.name, value=one.least) for rule, one in points]
    for login, is_told in ((KNOWS, True), (CONFLICT, False), ("mona", False)):
        assert (WHO in repr(policy_preview(desk, login, off, "nb", planner=warm))) is is_told, login
