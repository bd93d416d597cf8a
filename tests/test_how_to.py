"""The code that docs/how-to shows is the code that runs."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs" / "how-to").glob("*.md"))
NAMED = re.compile(r"^`(?P<path>[\w./-]+\.\w+)`$")
SHOWN = {"python", "yaml", "markdown"}


def shown():
    """Each block of code with the file that the page named last on a line of its own."""
    for page in PAGES:
        path, kind, body = "", "", []
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            if named := NAMED.match(line):
                path = named["path"]
            if not line.startswith("```"):
                body.append(line)
            elif kind:
                if kind in SHOWN:
                    yield pytest.param(path, "\n".join(body), id=f"{page.name}:{number}")
                kind = ""
            else:
                kind, body = line.removeprefix("```") or "text", []


@pytest.mark.parametrize(("path", "block"), list(shown()))
def test_a_block_of_code_stands_in_its_file(path, block):
    assert block.strip()
    assert block in (ROOT / path).read_text(encoding="utf-8")


def test_the_page_about_rules_shows_code():
    assert len(list(shown())) > 4
