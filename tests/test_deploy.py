"""What lies in `deploy/` is well formed, and says what docs/operations.md promises; it is parsed, not run."""

import configparser
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
SERVICES = ("placement.service", "placement-backup.service")
UNITS = (*SERVICES, "placement-backup.timer")
MOST_EXPOSED = 15
"""Tenths, by `systemd-analyze security`: 0 is shut, 100 is open."""


class Unit(configparser.RawConfigParser):
    """A unit file; a key that stands there several times is a list."""

    def __init__(self, name):
        super().__init__(strict=False, delimiters=("=",), comment_prefixes=("#", ";"), interpolation=None)
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.text = (DEPLOY / name).read_text(encoding="utf-8")
        self.read_string(self.text)

    def every(self, key):
        return re.findall(rf"^{key}=(.*)$", self.text, re.MULTILINE)


def one(pattern, text):
    """What stands in the first brackets, once."""
    (found,) = re.findall(pattern, text)
    return found


def instructions() -> list[tuple[str, str]]:
    """(instruction, rest) of the container file, continued lines joined."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#")).replace("\\\n", " ")
    return [(line.split()[0], line.split(None, 1)[1]) for line in text.splitlines() if line.strip()]


# -- units


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_has_sections_and_keys_alone(name):
    unit = Unit(name)
    assert set(unit.sections()) <= {"Unit", "Service", "Timer", "Install"}
    for line in unit.text.splitlines():
        assert re.fullmatch(r"(#.*|\[\w+\]|[A-Z]\w+=.*|)", line), line


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_nothing_wrong_with_a_unit(name, tmp_path):
    """With programs that exist here in the place of the installed ones."""
    for each in UNITS:
        text = (DEPLOY / each).read_text(encoding="utf-8")
        (tmp_path / each).write_text(
            re.sub(r"^(ExecStart=)/opt/\S+", rf"\1{sys.executable}", text, flags=re.MULTILINE)
        )
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / name],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "placement" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here")
@pytest.mark.parametrize("name", SERVICES)
def test_systemd_rates_a_service_as_hardly_exposed(name):
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", DEPLOY / name],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_as_nobody_special_writes_its_own_folders_and_dumps_no_core(name):
    service = Unit(name)["Service"]
    assert service["User"] == "placement"
    assert (service["NoNewPrivileges"], service["CapabilityBoundingSet"]) == ("yes", "")
    assert (service["ProtectSystem"], service["ProtectHome"], service["PrivateTmp"]) == (
        "strict",
        "yes",
        "yes",
    )
    assert (service["LimitCORE"], service["MemorySwapMax"], service["UMask"]) == ("0", "0", "0077")
    assert service["IPAddressDeny"] == "any"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_gets_its_key_from_systemd_and_no_secret_stands_in_the_unit(name):
    unit = Unit(name)
    assert unit.every("LoadCredential") == ["desk.key:/etc/placement/desk.key"]
    environment = dict(line.split("=", 1) for line in unit.every("Environment") if line.count("=") == 1)
    assert environment["PLACEMENT_KEY_FILE"] == "%d/desk.key"
    assert not re.search(r"passphrase|password|secret", unit.text, re.IGNORECASE)


@pytest.mark.parametrize("name", SERVICES)
def test_the_anchor_of_the_log_lies_in_another_place_than_the_desk(name):
    text = (DEPLOY / name).read_text(encoding="utf-8")
    desk = Path(one(r"PLACEMENT_DESK=(\S+)", text))
    anchor = Path(one(r"PLACEMENT_ANCHOR=(\S+)", text))
    assert not anchor.is_relative_to(desk.parent)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_lets_the_program_limit_the_processes_that_it_starts(name):
    """`placement.isolate` sets limits on time and memory, which the group @resources is made of."""
    assert "@resources" not in " ".join(Unit(name).every("SystemCallFilter"))


def test_the_app_listens_on_this_machine_alone():
    service = Unit("placement.service")["Service"]
    assert "--server.address" not in service["ExecStart"]
    assert 'address = "127.0.0.1"' in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert service["IPAddressAllow"] == "localhost"


def test_a_backup_is_a_command_that_there_is():
    (line,) = Unit("placement-backup.service").every("ExecStart")
    done = subprocess.run(
        [sys.executable, "-m", "placement", one(r"bin/placement (\w+)", line), "--help"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert Unit("placement-backup.timer")["Timer"]["Persistent"] == "true"


# -- the proxy


def test_the_proxy_file_is_balanced_and_speaks_to_the_app_alone():
    text = re.sub(r"#.*", "", (DEPLOY / "Caddyfile").read_text(encoding="utf-8"))
    depth = 0
    for sign in re.sub(r'"[^"]*"|\{\w+\}', "", text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert re.findall(r"reverse_proxy (\S+)", text) == ["127.0.0.1:8501"]
    assert "Strict-Transport-Security" in text
    assert "admin off" in text
    assert "output discard" in text


@pytest.mark.skipif(shutil.which("caddy") is None, reason="there is no Caddy here")
def test_caddy_reads_the_proxy_file_without_a_warning():
    done = subprocess.run(
        ["caddy", "adapt", "--config", DEPLOY / "Caddyfile"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "WARN" not in done.stderr.upper()
    assert json.loads(done.stdout)["admin"] == {"disabled": True}


# -- the container


def test_the_container_file_has_instructions_alone_and_copies_what_exists():
    known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}
    assert {word for word, _ in instructions()} <= known
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from"):
            assert all((ROOT / name).exists() for name in rest.split()[:-1]), rest
        if word in {"CMD", "VOLUME"}:
            json.loads(rest)


def test_the_container_does_not_run_as_root_and_holds_no_secret():
    last = dict(instructions())
    assert int(last["USER"]) > 1000
    assert json.loads(last["CMD"])[-1] == "0.0.0.0"  # noqa: S104 - it is published on 127.0.0.1 alone
    assert "PLACEMENT_KEY_FILE=/run/secrets/desk.key" in last["ENV"]


def test_the_container_has_the_python_that_the_project_asks_for():
    bases = [rest for word, rest in instructions() if word == "FROM"]
    assert all(base.startswith("python:3.11-slim") for base in bases)
