"""The threat model names tests that prove it, and all of them exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
THREATS = re.findall(r"^### ([^\n]+)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
NAMED = re.findall(r"`([\w/]+\.py)::(test_\w+)`", PAGE)


@cache
def names_in(file):
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), NAMED, ids=["::".join(one) for one in NAMED])
def test_a_test_that_is_named_exists(file, name):
    assert name in names_in(file)


@pytest.mark.parametrize(("title", "text"), THREATS, ids=[title for title, _ in THREATS])
def test_each_threat_says_what_stands_against_it_and_names_its_proof(title, text):
    said, _, proof = text.strip().partition("\n\n- `")
    assert len(said) > 80, title
    assert proof, title


def test_no_test_is_named_twice_and_there_are_threats_enough():
    assert len(NAMED) == len(set(NAMED)) > 50
    assert len(THREATS) >= 12


def test_what_is_not_protected_is_said():
    rest = PAGE.partition("## What is not protected")[2]
    assert rest.count("\n- ") >= 6
    assert "There is no login yet" in rest
