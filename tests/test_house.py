"""The house keeps its own order: layers, names, settings, and nothing in it that belongs to one machine."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
NAMES_THAT_SAY_NOTHING = {"util", "helper", "common", "manager", "misc"}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:work|root|home|Users)/")
REGISTRY_HOST = re.compile(r"\b(?:py" + r"pi\.org|pythonhosted\.org|anaconda\.org|npmjs\.(?:com|org))")
LIKE_AN_IDENTITY_NUMBER = re.compile(r"(?<![\d.])[0-7]\d(?:0[1-9]|1[0-2])\d\d ?\d{5}(?!\d)")


def tracked_texts():
    """Every text file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def found(pattern, but_not=()):
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in tracked_texts()
        if name not in but_not
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_every_import_goes_down_the_layers():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_has_a_name_that_says_nothing():
    modules = [Path(name) for name, _ in tracked_texts() if name.endswith(".py")]
    nameless = [
        str(module)
        for module in modules
        if any(
            part.removesuffix("s").strip("_") in NAMES_THAT_SAY_NOTHING
            for part in (*module.parts[:-1], module.stem)
        )
    ]
    assert nameless == []


def test_nothing_is_marked_as_unfinished():
    assert found(UNFINISHED) == []


def test_no_file_speaks_of_one_machine():
    assert found(MACHINE_PATH) == []


def test_no_file_names_a_package_registry():
    assert found(REGISTRY_HOST) == []


def test_no_file_holds_a_national_identity_number():
    numbers = [
        f"{name}: {number}"
        for name, text in tracked_texts()
        for number in LIKE_AN_IDENTITY_NUMBER.findall(text)
        if has_identity_checksums(number.replace(" ", ""))
    ]
    assert numbers == []


@pytest.mark.parametrize(
    ("number", "valid"),
    # Of nobody: there is no 30 February. Then a digit changed, and two digits swapped.
    [("300203" + "00066", True), ("300203" + "00067", False), ("302003" + "00066", False)],
)
def test_the_checksums_tell_a_number_from_chance(number, valid):
    assert has_identity_checksums(number) is valid


def has_identity_checksums(number):
    """The two check digits (modulus 11) of a Norwegian identity or D-number."""
    digits = [int(digit) for digit in number]
    weights = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    return all(sum(w * d for w, d in zip(row, digits, strict=False)) % 11 == 0 for row in weights)


# --- what is installed ---------------------------------------------------------------------------


def test_every_dependency_is_held_at_a_tested_version_that_it_allows():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(r for extra in project["optional-dependencies"].values() for r in extra),
    ]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    held = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    versions = {canonicalize_name(name): version for name, version in held.items()}
    for requirement in map(Requirement, wanted):
        version = versions.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is missing in constraints.txt"
        assert requirement.specifier.contains(version), f"{requirement} does not allow {version}"


def test_the_checks_of_a_change_are_those_that_people_run():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert "make --keep-going lint" in text
    assert "\nmake test\n" in text


# --- the app's settings --------------------------------------------------------------------------

SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("browser", "gatherUsageStats", False),
        ("server", "address", "127.0.0.1"),
        ("server", "allowedHosts", ["localhost", "127.0.0.1"]),
        ("server", "fileWatcherType", "none"),
        ("server", "maxUploadSize", 5),
        ("runner", "magicEnabled", False),
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("client", "disableDataExport", True),
    ],
)
def test_the_app_tells_nobody_anything(section, name, value):
    assert SETTINGS[section][name] == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("enableAgentApi", False),
        ("enableStaticServing", False),
        ("enableXsrfProtection", True),
        ("enableCORS", True),
    ],
)
def test_the_safe_defaults_are_left_alone(name, value):
    assert SETTINGS["server"].get(name, value) == value
    assert option(f"server.{name}") == value


def test_every_setting_is_one_that_streamlit_knows():
    for name in flat(SETTINGS):
        option(name)
    with pytest.raises(RuntimeError):
        option("server.noSuchSetting")


def option(name):
    """What Streamlit will go by; it raises for a name that it does not know."""
    from streamlit import config

    return config.get_option(name)


def flat(settings, before=""):
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{name}.")
        else:
            yield before + name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_read(theme):
    colours = SETTINGS["theme"][theme]
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(colours["textColor"], colours[ground]) >= 7
        assert contrast(colours["linkColor"], colours[ground]) >= 4.5
        # Edges of fields and of charts: WCAG 2.1, 1.4.11.
        for colour in (colours["borderColor"], colours["primaryColor"], *colours["chartCategoricalColors"]):
            assert contrast(colour, colours[ground]) >= 3, (colour, ground)
    # The label of a main button is white in both.
    assert contrast(colours["primaryColor"], "#ffffff") >= 4.5


def contrast(one, other):
    """WCAG's contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_no_choice_of_several_has_a_button_whose_words_are_the_librarys():
    """“Select all” stands in English whatever the language of the page."""
    for path in sorted((ROOT / "placement" / "app").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "multiselect":
                given = {one.arg: getattr(one.value, "value", None) for one in call.keywords}
                assert given.get("select_all") is False, path.name
