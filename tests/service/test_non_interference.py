"""What whoever follows a household up gets hangs on nobody of whom they may not know; and a leak would be seen."""

from itertools import count, islice

import pytest

from placement.domain.relation import HARMFUL
from placement.review import own_activities, own_reasons
from placement.service import need_to_know, own_words
from placement.service.desk import own_why
from placement.words.finding import NEUTRAL
from tests.service.non_interference import check
from tests.service.others_secrets import KINDS, Pair

SEEDS = range(5000, 5004)


def is_seen(*kinds: str, first: int, most: int = 12) -> bool:
    """Whether one of the first pairs from a seed on in which one of these things differs shows a leak."""
    found = (seed for seed in count(first) if set(kinds) & set(Pair(seed).differs))
    return any(check(seed).faults for seed in islice(found, most))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_bytes_whatever_is_so_of_others(seed):
    seen = check(seed)
    assert seen.faults == ()
    assert seen.tried["changes"]
    assert seen.tried["texts"]


def test_a_pair_differs_in_secrets_of_every_kind_and_in_nothing_of_their_own():
    pairs = [Pair(seed) for seed in range(60)]
    assert {kind for pair in pairs for kind in pair.differs} == KINDS.keys()
    for pair in pairs:
        mine = [[h for h in week.households if h.alias in pair.own] for week in (pair.one, pair.other)]
        assert mine[0] == mine[1]
        stays = [[s for s in week.stays if s.household in pair.own] for week in (pair.one, pair.other)]
        assert stays[0] == stays[1]


# --- leaks that are planted ----------------------------------------------------------------------


def test_words_that_tell_where_somebody_lives_are_seen(monkeypatch):
    plain = own_why.answered

    def leaking(instance, household, lang):
        found = plain(instance, household, lang)
        taken = {room for stay in instance.stays for room in stay.place.split("/")[0].split("+")}

        def told(line):
            full = {place for place in line.places if taken & set(place.split("/")[0].split("+"))}
            says = tuple("Full." if full and one == getattr(NEUTRAL, lang) else one for one in line.says)
            return line._replace(says=says)

        views = tuple(view._replace(places=tuple(map(told, view.places))) for view in found.views)
        return found._replace(views=views)

    monkeypatch.setattr(own_why, "answered", leaking)
    assert is_seen("stay", first=6034)


def test_reasons_that_know_whom_they_are_linked_to_are_seen(monkeypatch):
    plain = own_reasons._own

    def leaking(instance, household):
        linked = {r.a for r in instance.relations if r.kind in HARMFUL} | {
            r.b for r in instance.relations if r.kind in HARMFUL
        }
        found = plain(instance, household)
        hidden = {person.alias for person in found.members} & linked
        return found.but(members=tuple(p.but(support=3) if hidden else p for p in found.members))

    monkeypatch.setattr(own_reasons, "_own", leaking)
    assert is_seen("link", first=6001)


def test_reasons_that_know_where_a_place_lies_are_seen(monkeypatch):
    monkeypatch.setattr(own_reasons, "_public", lambda unit: unit)
    assert is_seen("place", first=6271)


def test_reasons_that_know_where_a_programme_is_are_seen(monkeypatch):
    plain = own_words.own_activity_lines

    def told(week, found, lang):
        where = {one.alias: (f"{len(one.district)} letters",) for one in week.programmes}
        return tuple(
            line._replace(says=(*line.says, *where[line.programme])) for line in plain(week, found, lang)
        )

    monkeypatch.setattr(own_activities, "_public", lambda programme: programme)
    monkeypatch.setattr(own_why, "own_activity_lines", told)
    assert is_seen("course", first=6003)


def test_rows_about_two_that_are_shown_to_who_knows_one_are_seen(monkeypatch):
    plain = need_to_know.People.about
    monkeypatch.setattr(need_to_know.People, "about", lambda *asked: plain(*asked)[:1])
    assert is_seen("link", "override of both", first=6000)
