"""The sentences about causes, in a small named week."""

from placement.domain.instance import Instance
from placement.domain.week import Week
from placement.review.causes import Facts, Means, causes
from placement.review.input_changes import as_rows
from placement.rules import GOALS, RULES
from placement.service.plan_causes import CauseLine, cause_lines
from placement.solver.run import solve
from placement.words.language import Lang
from tests.worlds import town, vary

MEANS = Means(RULES, GOALS, solve)
CLOSED = {"rooms": {"S1": {"confirmed": False}, "S2": {"confirmed": False}}}


SMALL_F2 = vary(town(), {"rooms": {"F2a": {"single": 1}}})
"""The family fits into S1 and F1a alone, so that what becomes of it is no choice among equals."""
NO_S1 = {"rooms": {"S1": {"confirmed": False}}, "units": {"Solbakken": {"children_ok": False}}}
"""Either leaves the family F1a."""


def lines(now: Instance, lang: Lang, *, looks: int = 40, then: Instance = town()) -> dict[str, CauseLine]:  # noqa: B008
    plans = [solve(week, RULES, GOALS).plan for week in (then, now)]
    assert plans[0] is not None
    assert plans[1] is not None
    rows = as_rows(then, now)
    found = causes(Facts(rows[0], plans[0]), Facts(rows[1], plans[1]), MEANS, looks=looks)
    told = cause_lines(found, Week(then, RULES), Week(now, RULES), lang)
    return {one.who: one for one in told if "/" not in one.who}


def test_one_cause_is_told_with_what_would_be_without_it() -> None:
    now = vary(town(), {"drop_consents": [3]})
    (one,) = (line for line in lines(now, "en").values() if line.change.endswith("Now: no place."))
    assert one.cause == (
        "The cause: a deleted row in “consents” (Oter-41).",
        "Without it: Solbakken, S1 from Mon 23 Nov.",
    )


def test_two_that_are_each_enough_are_told_as_such() -> None:
    family = lines(vary(SMALL_F2, NO_S1), "nb", then=SMALL_F2)["Oter-4"]
    assert family.cause[0].startswith("Hver av disse var nok alene: «enheter», Solbakken (")
    assert " eller «rom», S1 (" in family.cause[0]
    assert family.cause[1].startswith(
        "Hadde det ikke vært for «enheter», Solbakken (egnet for barn) og «rom», S1 (bekreftet): Solbakken, S1 fra "
    )


def test_two_that_are_both_needed_are_told_together() -> None:
    nowhere = vary(SMALL_F2, {"rooms": {"S1": {"confirmed": False}, "F1a": {"confirmed": False}}})
    family = lines(nowhere, "en", then=SMALL_F2)["Oter-4"]
    assert family.cause[0].startswith("Together they are the cause: ")


def test_a_search_that_was_cut_says_so() -> None:
    told = lines(vary(town(), CLOSED), "en", looks=2)
    assert {"There may be other causes: not all was tried."} == {
        s for one in told.values() for s in one.cause[-1:]
    }


def test_nothing_is_told_of_what_a_field_holds() -> None:
    now = vary(town(), {"persons": {"Rype-3": {"threat": {"danger": "acute", "valid_until": "2027-06-01"}}}})
    told = lines(now, "en")["Rype-3"]
    assert told.cause[0].startswith("The cause: “persons”, Rype-3 (")
    assert "acute" not in " ".join(told.cause)
