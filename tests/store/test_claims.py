from collections import Counter
from random import Random

import pytest
from sqlalchemy import select

from placement.store import claims
from placement.store.claims import BedTaken, Want
from placement.store.made import make
from placement.store.schema import claim


@pytest.fixture
def store(tmp_path):
    made = make(tmp_path / "desk", None).store
    yield made
    made.close()


def day(number):
    return f"2026-11-{number:02}"


def want(since, until, beds=1, *, of=2, room="A1"):
    return Want(room, beds, of, day(since), day(until))


def take(store, stay, *wants, gives=True):
    with store.writing() as tx:
        claims.take(tx.connection, stay, wants, gives=gives)


def rows(store):
    with store.reading() as connection:
        return connection.execute(select(claim)).all()


def test_a_bed_is_given_once(store):
    take(store, "1", want(1, 9))
    take(store, "2", want(1, 9))
    with pytest.raises(BedTaken):
        take(store, "3", want(8, 12))
    take(store, "3", want(9, 12))
    assert Counter(row.stay for row in rows(store)) == {"1": 1, "2": 1, "3": 1}


def test_beds_that_are_free_one_after_the_other_are_free_on_every_night(store):
    take(store, "early", want(1, 5))
    take(store, "beside", want(3, 8))
    take(store, "late", want(8, 12))
    take(store, "long", want(5, 12))
    assert {row.bed for row in rows(store)} == {1, 2}
    with pytest.raises(BedTaken):
        take(store, "one more", want(4, 5))


def test_what_facts_say_is_written_down_though_there_are_not_so_many_beds(store):
    for stay in "abc":
        take(store, stay, want(1, 9), gives=False)
    assert {row.bed for row in rows(store)} == {1, 2, 3}
    with pytest.raises(BedTaken):
        take(store, "d", want(8, 12))
    take(store, "d", want(9, 12))


def _free(held, wanted):
    """Independently: beds that are free on every night that is wanted."""
    nights = range(int(wanted.since[-2:]), int(wanted.until[-2:]))
    taken = [sum(w.beds for w in held.values() if w.since <= day(n) < w.until) for n in nights]
    return wanted.of - max(taken)


@pytest.mark.parametrize("seed", range(3))
def test_a_bed_is_refused_exactly_where_some_night_has_none_left(store, seed):
    draw, refused = Random(seed), 0
    held: dict[str, Want] = {}
    for step in range(80):
        since = draw.randint(1, 20)
        wanted = want(since, draw.randint(since + 1, 25), draw.choice((1, 1, 2)), of=4)
        stay = str(draw.randint(1, 12)) if draw.random() < 0.4 else str(100 + step)
        others = {name: one for name, one in held.items() if name != stay}
        if _free(others, wanted) >= wanted.beds:
            take(store, stay, wanted)
            held[stay] = wanted
        else:
            refused += 1
            with pytest.raises(BedTaken):
                take(store, stay, wanted)
        assert max(row.bed for row in rows(store)) <= wanted.of
        assert Counter(row.stay for row in rows(store)) == {name: one.beds for name, one in held.items()}
        if held and draw.random() < 0.3:
            gone = draw.choice(sorted(held))
            take(store, gone)
            del held[gone]
    assert refused > 5
