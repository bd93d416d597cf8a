"""The code that docs/how-to shows is the code that runs, and the output that the README shows is real."""

import os
import re
import subprocess
import sys
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


def test_the_output_in_the_readme_is_the_programs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command, excerpt = re.findall(
        r"```sh\nplacement ([^\n]*--lang en)\n```.*?```text\n(.*?)```", readme, re.DOTALL
    )[0]
    told = subprocess.run(
        [sys.executable, "-m", "placement", *command.split()],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout
    real = [" ".join(line.split()) for line in told.splitlines()]
    wanted = [" ".join(line.split()) for line in excerpt.splitlines() if line.strip(" …")]
    at = 0
    for line in wanted:
        assert line in real[at:], f"not there, or not in this order: {line}"
        at = real.index(line, at) + 1
