"""What a bed can serve: who fits, what stops the others, and nothing of whom the reader may not know."""

import pytest

from placement.service.desk.readers import knows, knows_all, read
from placement.service.desk.serves import serves
from placement.service.planning import derived
from placement.words.texts import texts
from tests.service.desk.facts import facts_of
from tests.worlds import town, vary

_ = texts("en")


def of(unit, room=None, *, hide=(), **changes):
    facts = facts_of(vary(town(), changes))
    content = {table: dict(rows) for table, rows in facts.content.items()}
    for alias in hide:
        content["households"].pop(alias, None)
    return serves(derived(facts.instance), unit, room, content, _)


def row(found, household):
    return next(one for one in found.rows if one.household == household)


def test_who_fits_comes_first_with_rooms_and_the_first_day():
    found = of("Granly")
    fits = [one.fits for one in found.rows]
    assert fits == sorted(fits, reverse=True)
    one = row(found, "Orrfugl-1")
    assert one.fits
    assert "F1a (from Mon 23 Nov)" in one.where
    assert not one.why
    assert found.stops == ()
    assert found.unnamed == 0


def test_what_stops_somebody_is_a_sentence_of_the_rule():
    found = of("Granly", "F1a")
    assert row(found, "Orrfugl-1").fits
    rype = row(found, "Rype-3")
    assert not rype.fits
    assert rype.why == ("The floor is for women.",)


def test_a_bed_that_others_have_names_them_only_to_who_may_know_them():
    held = [{"household": "Lerke-2", "place": "F2b", "start": -5, "kind": "current"}]
    assert row(of("Granly", "F2b", stays=held), "Orrfugl-1").why == ("Taken by Lerke-2.",)
    hidden = of("Granly", "F2b", stays=held, hide=("Lerke-2",))
    assert row(hidden, "Orrfugl-1").why == ("Taken.",)
    assert "Lerke-2" not in str(hidden)


def test_of_whom_the_reader_may_not_know_it_is_told_that_they_are_some():
    found = of("Granly", hide=("Rype-3", "Oter-4"))
    assert found.unnamed == 2
    assert {one.household for one in found.rows} == {"Orrfugl-1", "Lerke-2"}


def test_where_nobody_fits_the_rules_that_stop_the_most_are_named_with_how_many():
    found = of("Granly", "F1a", units={"Granly": {"target_groups": ["couple"]}})
    assert not [one for one in found.rows if one.fits]
    assert any(line.endswith(": 4 households") for line in found.stops)


def test_a_sentence_that_rests_on_somebody_else_is_neutral_to_who_may_not_know_everybody():
    links = [
        {"a": "Rype-3", "b": "Orrfugl-1", "kind": "perpetrator"},
        {"a": "Oter-41", "b": "Oter-42", "kind": "guardian", "confirmed": True},
    ]
    held = [{"household": "Rype-3", "place": "F2b", "start": -5, "kind": "current"}]
    told = row(of("Granly", "F2a", relations=links, stays=held), "Orrfugl-1")
    assert not told.fits
    assert told.why != ("Cannot be offered now.",)
    neutral = row(of("Granly", "F2a", relations=links, stays=held, hide=("Rype-3",)), "Orrfugl-1")
    assert neutral.why == ("Cannot be offered now.",)
    assert "Rype-3" not in str(neutral)


def test_the_title_of_a_rule_that_rests_on_somebody_unknown_is_not_among_those_that_stop_the_most():
    links = [
        {"a": "Rype-3", "b": one, "kind": "perpetrator"} for one in ("Orrfugl-1", "Lerke-2", "Oter-41")
    ] + [{"a": "Oter-41", "b": "Oter-42", "kind": "guardian", "confirmed": True}]
    held = [{"household": "Rype-3", "place": "F2b", "start": -5, "kind": "current"}]
    title = "link"
    whole = of("Granly", "F2a", relations=links, stays=held)
    assert [one for one in whole.stops if title in one.lower()]
    veiled = of("Granly", "F2a", relations=links, stays=held, hide=("Rype-3",))
    assert not [one for one in veiled.rows if one.fits]
    assert not [one for one in veiled.stops if title in one.lower()]


def test_without_what_protects_a_household_nobody_reads_of_it():
    content = {"households": {"Elg": {"alias": "Elg"}, "Rev": {"alias": "Rev", "situation": "safe"}}}
    assert not knows(content, "Elg")
    assert knows(content, "Rev")
    assert not knows(content, "Ulv")
    week = derived(town())
    assert not knows_all({"households": {}}, week, ("Orrfugl-1",))
    assert not knows_all({"households": {}}, week, ("nobody",))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_own_facts_are_read_by_nobody_who_may_not_know_the_household(lang):
    from placement.domain.plan import Plan
    from placement.review.reasons import Beside, nearest

    week = derived(
        vary(town(), {"persons": {"Orrfugl-1": {"support": 3}}, "units": {"Granly": {"staffing": "none"}}})
    )
    (first, *_rest) = nearest(week, Beside(week, Plan()), week.household["Orrfugl-1"], ["F1a"])
    (finding, *_more) = first.why
    full = {"households": {h.alias: {"situation": "safe"} for h in week.households}}
    assert read(week, finding, full, lang) != read(week, finding, {"households": {}}, lang)
    assert read(week, finding, {"households": {}}, lang) in ("Kan ikke tilbys nå.", "Cannot be offered now.")


def test_the_choices_at_some_places_are_those_of_all_places():
    from placement.review.options import choices, choices_at

    asked, whole = derived(town()), derived(town())
    for one, other in zip(asked.households, whole.households, strict=True):
        some = choices_at(asked, one, {"F2b", "S1+S2", "F1a/bed"})
        every = [c for c in choices(whole, other) if c.place.alias in {"F2b", "S1+S2", "F1a/bed"}]
        assert [(c.place.alias, c.kind, c.spans) for c in some] == [
            (c.place.alias, c.kind, c.spans) for c in every
        ]
        assert [len(c.blocking) for c in some] == [len(c.blocking) for c in every]
