"""Everything that a command refuses is said in both languages, with what to do."""

import re
from pathlib import Path
from string import Formatter

import pytest

from placement.service import desk
from placement.service.desk import failures
from placement.service.desk.commands.command import COMMANDS, CannotDo
from placement.service.desk.commands.lookup import NOTHING
from placement.service.desk.failures import DESK
from placement.service.failures import ERRORS, say_error
from placement.words.language import Lang

SOURCES = sorted((Path(desk.__file__).parent / "commands").glob("*.py"))
LANGUAGES: tuple[Lang, ...] = ("nb", "en")


def test_every_refusal_of_a_command_has_a_code_with_words():
    found = {code for _, _, code in NOTHING.values()}
    for path in SOURCES:
        text = path.read_text("utf-8")
        codes = re.findall(r'\bcode="(\w+)"', text)
        refusals = len(re.findall(r"\bCannotDo\((?!PlacementError)", text))
        handed_on = text.count("code=code") + text.count("code=one.code")
        assert len(codes) + handed_on == refusals, path.name
        found |= set(codes)
    assert len(found) > 50
    assert found <= ERRORS.keys()


@pytest.mark.parametrize("code", sorted(DESK))
def test_both_languages_tell_the_same_facts(code):
    figures: dict[str, str | int] = {}
    for sentence in DESK[code]:
        nb, en = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in sentence)
        assert nb == en
        figures |= dict.fromkeys(nb, 7)
    said = [say_error(CannotDo("", code=code, facts=figures), lang) for lang in LANGUAGES]
    assert said[0] != said[1]
    assert not any("{" in line for lines in said for line in lines)


def test_no_code_stands_there_twice():
    parts = [one for name, one in vars(failures).items() if name.isupper() and name != "DESK"]
    assert sum(map(len, parts)) == len(DESK)


def test_every_command_is_known_by_its_name():
    assert {"answer_offer", "split_household", "open_week", "burn_address", "break_glass"} <= COMMANDS.keys()
    assert all(command.name == name for name, command in COMMANDS.items())
