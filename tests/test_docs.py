"""What the README and the docs promise is true: commands run, targets exist, links lead somewhere.

In a ```sh block, each line that begins with `placement ` is run on a fresh copy of the example data and
must end with 0, or with the code in its comment: `placement check … # ends with 1`. What is asked for is
answered as the comment says: `# typed: own_flat`, several answers with commas between. Lines that install
or start things (`make`, `python3 -m venv`, `.venv/bin/…`) are held to what they name. No other line may
stand in such a block: what cannot be tested is not promised. Samples of other things take another fence.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SAMPLE = re.compile(
    r"^```sh\n(?P<command>placement plan [^\n]*)\n```\n\n[^\n]*\n\n```text\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)|<(?:img|a)\b[^>]*?(?:src|href)=\"(?P<html>[^\"]+)\"")
HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)
ENDS_WITH = re.compile(r"#.*\bends with (?P<code>\d+)")
TYPED = re.compile(r"# typed: (?P<answers>.+)$")
TARGET = re.compile(r"^(?P<name>[\w-]+):", re.MULTILINE)

IN_ORDER = (
    ("docs/desk.md", "docs/week.md", "docs/keeping.md"),
    ("docs/operations.md",),
    ("docs/questions.md",),
    ("docs/scenarios.md",),
)
"""Pages whose commands build on each other, and on those of the page before."""
FOLLOWED = tuple(page for pages in IN_ORDER for page in pages)
RUNS_UNTIL_STOPPED = {"serve", "demo"}
"""Commands that start a server; their help is asked for instead."""


@dataclass(frozen=True)
class Line:
    """One command of a page; `where` is for people."""

    where: str
    text: str

    @property
    def words(self):
        return shlex.split(self.text, comments=True)

    @property
    def code(self):
        promised = ENDS_WITH.search(self.text)
        return int(promised["code"]) if promised else 0

    @property
    def typed(self):
        """What somebody answers, a line for each question."""
        told = TYPED.search(self.text)
        return told["answers"].replace(", ", "\n") + "\n" if told else ""


def lines():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            if fence["kind"] != "sh":
                continue
            first = text.count("\n", 0, fence.start("body")) + 1
            body = fence["body"].replace("\\\n", "  ")
            for number, line in enumerate(body.splitlines(), first):
                if line.strip() and not line.lstrip().startswith("#"):
                    yield Line(f"{page.relative_to(ROOT)}:{number}", line)


LINES = list(lines())
ALONE = [line for line in LINES if not line.where.startswith(FOLLOWED)]
OURS = [line for line in ALONE if line.words[0] == "placement"]
OTHERS = [line for line in ALONE if line.words[0] != "placement"]


@pytest.fixture
def fresh_data(tmp_path):
    """A folder with nothing but an own copy of the example data."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize("line", OURS, ids=lambda line: line.where)
def test_a_command_in_the_docs_runs(line, fresh_data):
    words = line.words[1:]
    if words[0] in RUNS_UNTIL_STOPPED:
        words = [words[0], "--help"]
    done = subprocess.run(
        [sys.executable, "-m", "placement", *words],
        cwd=fresh_data,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == line.code, f"{line.text}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("pages", IN_ORDER, ids=lambda pages: pages[-1])
def test_pages_can_be_followed_from_their_first_command_to_their_last(pages, fresh_data):
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "PLACEMENT_LANG": "en"}
    for page in pages:
        follow(page, env, fresh_data)


def follow(page, env, folder):
    """Run a page's commands, and hold what they say to what the page says that they do."""
    said, by_number = (
        "",
        {int(line.where.rpartition(":")[2]): line for line in LINES if line.where.startswith(page)},
    )
    text = (ROOT / page).read_text(encoding="utf-8")
    for fence in FENCE.finditer(text):
        first = text.count("\n", 0, fence.start("body")) + 1
        if fence["kind"] == "text":
            assert_said(said, fence["body"], f"{page}:{first}")
        for number in range(first, first + fence["body"].count("\n")):
            if fence["kind"] == "sh" and number in by_number:
                said = followed(by_number[number], env, folder)


def followed(line, env, folder):
    """Run one line of a page that is followed; what it said."""
    match line.words:
        case ["export", *settings]:
            env.update(dict(setting.split("=", 1) for setting in settings))
        case ["mv", old, new]:
            (folder / old).rename(folder / new)
        case ["placement", *words]:
            done = subprocess.run(
                [sys.executable, "-m", "placement", *words], cwd=folder, env=env, timeout=120, check=False,
                capture_output=True, text=True, input=line.typed,
            )  # fmt: skip
            assert done.returncode == line.code, f"{line.where}: {line.text}\n{done.stdout}{done.stderr}"
            return done.stdout + done.stderr
        case _:
            pytest.fail(f"{line.where}: no test knows what this line promises: {line.text}")
    return ""


def assert_said(said, sample, where):
    """Line by line and in order; `…` stands for what is left out, also within a line."""
    printed = iter(said.splitlines())
    for line in sample.splitlines():
        pattern = re.compile(re.escape(line.rstrip()).replace("…", ".*") + r"\s*")
        assert line.strip() == "…" or any(pattern.fullmatch(one) for one in printed), (
            f"{where}: {line}\n{said}"
        )


def test_the_sample_of_the_readme_is_what_its_command_prints(fresh_data):
    """Line by line and in order; `…` stands for what is left out."""
    found = SAMPLE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found, "the README has a command and what it prints"
    command, sample = found.group("command", "body")
    done = subprocess.run(
        [sys.executable, "-m", "placement", *shlex.split(command)[1:]],
        cwd=fresh_data,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    printed = iter(done.stdout.splitlines())
    kept = [line for line in sample.splitlines() if line.strip() != "…"]
    assert len(kept) > 20
    assert [line for line in kept if line not in printed] == []


@pytest.mark.parametrize("line", OTHERS, ids=lambda line: line.where)
def test_a_line_that_installs_or_starts_names_what_exists(line):
    match line.words:
        case ["make", *targets]:
            assert set(targets) <= makefile_targets()
        case ["python3", "-m", "venv", ".venv"]:
            pass
        case [".venv/bin/placement" | ".venv/bin/python", *rest]:
            for word in rest:
                check_word(word)
        case _:
            pytest.fail(f"{line.where}: no test knows what this line promises: {line.text}")


def check_word(word):
    """A file must exist, and an extra be defined."""
    extras = re.fullmatch(r"\.\[(?P<names>[\w,]+)\]", word)
    if extras:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert set(extras["names"].split(",")) <= set(project["optional-dependencies"])
    elif re.search(r"\.\w+$|/", word):
        assert (ROOT / word).exists(), f"{word} does not exist"


def makefile_targets():
    return set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))


def links():
    for page in PAGES:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        for link in LINK.finditer(text):
            target = link["target"] or link["html"]
            if not re.match(r"[a-z]+:", target):
                yield pytest.param(page, target, id=f"{page.relative_to(ROOT)}:{target}")


@pytest.mark.parametrize(("document", "target"), list(links()))
def test_a_link_leads_somewhere(document, target):
    path, _, anchor = target.partition("#")
    led_to = (document.parent / path).resolve() if path else document
    assert led_to.exists(), f"{led_to} does not exist"
    assert led_to.is_relative_to(ROOT)
    if anchor:
        assert anchor in anchors(led_to)


def anchors(page):
    """The names that a reader on the web gives to headings: lower case, hyphens for blanks, no signs."""
    headings = HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def test_every_page_can_be_reached_from_the_readme():
    reached, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        for link in LINK.finditer(page.read_text(encoding="utf-8")):
            target = (link["target"] or link["html"]).partition("#")[0]
            if target and ":" not in target:
                ahead.append((page.parent / target).resolve())
    assert [str(page.relative_to(ROOT)) for page in PAGES if page not in reached] == []


def test_the_readme_starts_with_two_commands():
    readme = [line.text for line in LINES if line.where.startswith("README")]
    assert readme[:2] == ["make run", "make test"]
