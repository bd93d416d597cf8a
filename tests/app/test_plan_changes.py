"""Plan, review: a new plan against the one that runs."""

import pytest

from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.plans import alarm_id, keep_answer
from placement.service.planning import make_plan
from tests.app.conftest import html
from tests.app.test_plan_make import until_ended


def kept(desk):
    now = desk.now()
    return keep_answer(desk, "kari", make_plan(now.instance, seconds=20), now.change)


@pytest.fixture
def replanned(desk):
    """A plan runs; since then somebody's needs are others, and there is a new draft."""
    first = kept(desk)
    alarms = [alarm_id(one) for one in kept_plan(desk, "kari", first).review.findings]
    accept(desk, "kari", first, acknowledged=alarms)
    carry_out(desk, "ola", SetFields(table="persons", key="Gaupe-9", fields={"wishes_own_room": True}))
    return first, kept(desk)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_changes_are_told_with_what_they_come_from(open_page, replanned, lang):
    screen = open_page("plan", lang=lang, step="review", view="changes")
    screen.segmented_control(key="step").set_value("review").run()
    screen.segmented_control(key="view").set_value("changes").run()
    assert not screen.exception
    assert screen.selectbox(key="plan_chosen").value == replanned[1]
    counts = next(one.value for one in screen.markdown if (": " in one.value and " · " in one.value))
    assert ("unchanged" if lang == "en" else "uendret") in counts
    screen.toggle(key="also_unchanged").set_value(True).run()
    assert "Dompap-5" in html(screen)
    assert "Havblikk, H1" in html(screen)


def test_the_plan_that_runs_is_compared_with_no_other(open_page, replanned):
    screen = open_page("plan", lang="en")
    screen.segmented_control(key="step").set_value("review").run()
    screen.selectbox(key="plan_chosen").set_value(replanned[0]).run()
    screen.segmented_control(key="view").set_value("changes").run()
    assert not screen.exception
    assert any("nothing to compare with" in one.value for one in screen.markdown)


@pytest.mark.parametrize(
    ("lang", "title"), [("nb", "Hva endringene kommer av"), ("en", "What the changes came from")]
)
def test_what_the_changes_came_from_is_looked_for_beside_the_page(open_page, replanned, desk, lang, title):
    carry_out(desk, "ola", RecordExit(household="Falk-18", on=desk.now().instance.as_of))
    assert kept(desk) > max(replanned)
    screen = open_page("plan", lang=lang)
    screen.segmented_control(key="step").set_value("review").run()
    screen.segmented_control(key="view").set_value("changes").run()
    screen.button(key="causes").click().run()
    assert not screen.exception
    until_ended(desk)
    again = open_page("plan", lang=lang)  # whoever comes back finds it
    again.segmented_control(key="step").set_value("review").run()
    again.segmented_control(key="view").set_value("changes").run()
    assert not again.exception
    assert title in [one.label for one in again.expander]
    assert "Tjeld-31" in "".join(one.value for one in again.markdown).replace("\\", "").replace("\u2060", "")
    assert not [one for one in again.button if one.key == "causes"]
