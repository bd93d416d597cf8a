"""The tool of `make mutation`: what it spoils, and that a spoilt text is read in place of the file's."""

import ast
import importlib
import sys
from pathlib import Path

import pytest

pytest.importorskip("cosmic_ray", reason="the extra `mutation` is not installed")

from tests.mutation import NEAREST, ROOT, WIDER, Outcome, Spoilt, files, interval, sample, table
from tests.mutation_points import operators, points, spoilt

LAW = '''"""Nothing."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    since: int | None = 3

    def holds(self, a: int | None, b) -> bool | None:
        if a is not None and a in b and self.since < max(b):
            return all(x > -1 for x in b if x != a)
        return not a == 2
'''


@pytest.fixture
def law(tmp_path):
    path = tmp_path / "law.py"
    path.write_text(LAW, encoding="utf-8")
    return path


def test_every_place_gives_another_text_that_can_be_read(law):
    texts = [spoilt(point) for point in points(law)]
    assert len(set(texts)) == len(texts)
    for text in texts:
        ast.parse(text)
        assert text != LAW
        assert "frozen=True" in text or "@dataclass" not in text
        assert "a: int | None, b) -> bool | None" in text


def test_own_operators_find_their_places(law):
    found = {point.operator for point in points(law)}
    assert {"NegateCondition", "DropOperand", "SwapOpposite", "InNotIn"} <= found <= set(operators())


def test_a_sample_is_drawn_by_its_seed():
    path = ROOT / "placement/rules/stay_limit.py"
    assert sample(path, 5, seed=1) == sample(path, 5, seed=1) != sample(path, 5, seed=2)
    assert sample(path, 0, seed=1) == points(path)


def test_a_spoilt_text_is_read_in_place_of_the_files(law, monkeypatch):
    finder = Spoilt("law_that_is_spoilt", law, "FOUND = 1\n")
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    assert importlib.import_module("law_that_is_spoilt").FOUND == 1


def test_every_file_that_is_named_is_there():
    assert {path.stem for path in files([])} >= set(NEAREST)
    for name in {*WIDER, *(name for names in NEAREST.values() for name in names)}:
        assert Path(ROOT / "tests" / name).exists(), name


def test_the_table_counts_by_package():
    found = [
        Outcome("placement/rules/a.py", 1, "x", n, "", "", "cases" if n else "survived", 0.1)
        for n in range(4)
    ]
    assert "| placement/rules | 9 | 4 | 3 | 75.0%" in table(found, {"placement/rules": 9})
    low, high = interval(90, 100)
    assert 0.82 < low < 0.9 < high < 0.95
