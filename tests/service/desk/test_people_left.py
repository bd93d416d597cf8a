"""Who has left: found again, with the day, and how long what is written down of them is kept."""

import pytest

from placement.domain.fact import content_of
from placement.service.desk.people_left import people_left
from placement.words.texts import texts
from tests.worlds import town, vary


def left(changes, lang="en", days=90):
    return people_left(content_of(vary(town(), changes)), texts(lang), days)


def exits(*rows):
    return {"exits": [{"household": household, "on": on} for household, on in rows]}


def test_nobody_has_left_who_is_here_or_will_leave():
    assert left({}) == ()
    assert left(exits(("Rype-3", 1))) == ()


def test_the_last_who_left_is_first_with_its_people():
    found = left(exits(("Rype-3", -5), ("Oter-4", 0)))
    assert [one.household for one in found] == ["Oter-4", "Rype-3"]
    assert "Oter-42" in found[0].people
    assert found[1].people == ""


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_data_are_kept_from_the_day_they_left_for_the_days_that_the_unit_set(lang):
    (short,), (long,) = (left(exits(("Rype-3", 0)), lang, days) for days in (30, 90))
    assert short.on == long.on
    assert short.kept != long.kept
    (sooner,) = left(exits(("Rype-3", -5)), lang, 35)
    assert sooner.kept == short.kept
