"""Where a household could live: every unit with its nearest miss, and each rule with its sentence."""

from placement.service.desk.rule_marks import rule_marks
from placement.service.desk.serves import where_fits
from placement.service.planning import derived
from placement.words.texts import texts
from tests.service.desk.facts import facts_of
from tests.worlds import town, vary

_ = texts("en")
LIVES = {"household": "Rype-3", "place": "S1+S2", "start": -9, "kind": "current"}


def looked(household, *, hide=(), **changes):
    facts = facts_of(vary(town(), changes))
    content = {table: dict(rows) for table, rows in facts.content.items()}
    for alias in hide:
        content["households"].pop(alias, None)
    week = derived(facts.instance)
    marks = {unit.alias: rule_marks(week, household, unit.alias, content, _) for unit in week.units}
    return dict(where_fits(week, household, content, _)), marks


def test_every_unit_is_there_those_that_fit_first_and_the_nearest_miss_before_others():
    rows, marks = looked("Orrfugl-1")
    fits = [one.fits for one in rows.values()]
    assert fits == sorted(fits, reverse=True)
    assert rows.keys() == marks.keys()
    missed = [sum(mark.stands for mark in marks[unit].rules) for unit, one in rows.items() if not one.fits]
    assert missed == sorted(missed)


def test_where_nothing_stands_in_the_way_every_rule_is_kept():
    rows, marks = looked("Orrfugl-1")
    for unit, one in rows.items():
        found = marks[unit]
        if found.rules:
            assert one.fits == (found.kept == len(found.rules))


def test_a_rule_that_stands_in_the_way_says_why_and_stands_first():
    _rows, marks = looked("Rype-3", persons={"Rype-3": {"access_needs": ["wheelchair"]}})
    first = marks["Granly"].rules[0]
    assert (first.code, first.stands) == ("H11", True)
    assert "wheelchair" in first.why[0]
    assert all(not one.why for one in marks["Granly"].rules if not one.stands)


def test_nobody_is_named_whom_the_reader_may_not_know():
    held = [{"household": "Lerke-2", "place": place, "start": -5, "kind": "current"} for place in ("F2b",)]
    _rows, marks = looked("Orrfugl-1", stays=held, hide=("Lerke-2",))
    assert "Lerke-2" not in str(marks)


def test_where_they_live_it_is_told_so():
    rows, marks = looked("Rype-3", stays=[LIVES])
    unit = next(unit for unit, one in rows.items() if one.why == ("They live here.",))
    assert marks[unit].rules == ()
