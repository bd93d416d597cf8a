"""Futures are spent where the answer is open, and all that is told holds together as often as it says."""

import random
from types import SimpleNamespace
from typing import Any

import pytest

from placement.domain.scenario import Scenario
from placement.simulation import racing
from placement.simulation.bands import Difference, difference
from placement.simulation.racing import Entrant, Places, looks, race, settled, sureness

GROUPS = {"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b"}
MEANS = {"a1": 30.0, "a2": 15.0, "a3": 0.0, "b1": 20.0, "b2": 20.0}
"""What each spares: one is the first of its group, two are as good as each other, one does nothing."""


class Sampled:
    """A folder of made-up futures: most spare little, some much, and who comes is the same for all."""

    def __init__(self, seed):
        self.draw, self.found = random.Random(seed), {}

    def get(self, key):
        if key not in self.found:
            name, number = key
            mean = MEANS.get(name)
            if mean is None:
                self.found[key] = self.draw.gammavariate(2, 30)
            else:
                spared = mean * self.draw.gammavariate(4, 1 / 4) + self.draw.gauss(0, 8)
                self.found[key] = self.get(("base", number)) - spared
        return self.found[key]


@pytest.fixture
def raced(monkeypatch):
    """Race the made-up worlds; how it went, and how many futures were asked for."""
    monkeypatch.setattr(racing, "task_of", lambda _, of, n: SimpleNamespace(key=(of.name, n)))

    def run(sampled, most, groups=GROUPS):
        asked: list[Any] = []

        def swept(_, tasks, *__, **___):
            asked.extend(tasks)
            return True

        monkeypatch.setattr(racing, "sweep", swept)
        entrants = [Entrant(name, group, Scenario(name=name), 1) for name, group in groups.items()]
        base = Scenario(name="base", replications=most)
        nothing: Any = None
        measure: Any = lambda _, left: left  # noqa: E731 - its type is another than that of records
        return race(nothing, base, entrants, measure, Places(nothing, sampled)), len(asked)

    return run


def test_looks_are_fixed_by_the_most_futures_alone():
    assert looks(5) == (5,)
    assert looks(8) == (8,)
    assert looks(20) == (8, 12, 20)
    assert looks(100) == (8, 12, 18, 27, 40, 60, 100)


@pytest.mark.parametrize("most", [8, 20, 100, 1000])
def test_the_chances_of_error_of_all_that_may_be_told_are_five_in_a_hundred_together(most):
    entrants = [Entrant(name, group, Scenario(name=name), 1) for name, group in GROUPS.items()]
    times, pairs = len(looks(most)), 3 + 1
    early, last = sureness(entrants, times)
    told = (times - 1) * (len(entrants) + pairs) * (1 - early) + len(entrants) * (1 - last)
    assert told == pytest.approx(0.05)


def test_what_is_clear_gets_no_more_futures_and_what_is_as_good_as_another_gets_all(raced):
    got, asked = raced(Sampled(1), 400)
    assert got.reached["a3"] < got.reached["a2"] <= got.reached["a1"] < 400
    assert got.reached["b1"] == got.reached["b2"] == got.futures == 400
    assert asked + got.spared == 400 * 6
    assert got.early == {"a1", "a2", "a3"}
    assert got.spared > 400


def test_all_that_is_told_holds_together_and_the_first_is_the_first(raced):
    held = first = spared = 0
    for seed in range(100):
        sampled = Sampled(seed)
        got, _ = raced(sampled, 60)
        spared += got.spared
        told: dict[str, Difference] = {}
        for name, count in got.reached.items():
            without = [sampled.get(("base", n)) for n in range(count)]
            found = difference(without, [sampled.get((name, n)) for n in range(count)], got.sure[name])
            assert found
            told[name] = found
        held += all(found.low <= MEANS[name] <= found.high for name, found in told.items())
        first += max(("a1", "a2", "a3"), key=lambda name: told[name].mean) == "a1"
    assert held >= 93
    assert first >= 99
    assert spared / (100 * 60 * 6) > 0.2


def test_a_single_one_is_clear_as_soon_as_it_surely_helps_and_one_that_never_does_anything_at_once():
    one, other = (Entrant(name, "a", Scenario(name=name), 1) for name in ("one", "other"))
    assert settled({one: [5.0, 6.0, 7.0, 6.0]}, 0.95) == {"one"}
    assert settled({one: [5.0, -6.0, 7.0, -6.0]}, 0.95) == set()
    assert settled({one: [0.0] * 8}, 0.95) == {"one"}
    assert settled({one: [5.0, 6.0, 7.0, 6.0], other: [4.9, 6.1, 7.1, 5.9]}, 0.95) == set()
    assert settled({one: [5.0, 6.0, 7.0, 6.0], other: [1.0, 2.0, 3.0, 2.0]}, 0.95) == {"one", "other"}


def test_stopped_it_tells_of_what_is_there_of_all(monkeypatch, raced):
    sampled = Sampled(3)
    whole = sampled.get
    monkeypatch.setattr(sampled, "get", lambda key: None if key == ("a2", 5) else whole(key))
    got, _ = raced(sampled, 20)
    assert set(got.reached.values()) == {5}


def test_with_nothing_to_compare_the_world_itself_is_sampled(raced):
    got, asked = raced(Sampled(1), 20, {})
    assert (got.futures, asked, got.spared) == (20, 20, 0)
