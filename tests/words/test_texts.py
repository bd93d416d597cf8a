"""Every text of screens and command line is there in both languages, and none is left over."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from placement.words import texts as texts_module
from placement.words.language import LANGUAGES, language
from placement.words.texts import texts

ROOT = Path(__file__).parents[2]
SAY_IT_THEIR_OWN_WAY = ROOT / "placement" / "tables"
"""Tables and rules carry both languages beside each other."""


def used() -> set[str | tuple[str, ...]]:
    files = [f for f in (ROOT / "placement").rglob("*.py") if SAY_IT_THEIR_OWN_WAY not in f.parents]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    return {
        said for tree in trees for one in ast.walk(tree) if isinstance(one, ast.Call) for said in text_of(one)
    }


def text_of(call: ast.Call) -> list[str | tuple[str, ...]]:
    """The text that a call asks for, also inside an f-string, which the usual tools do not look into."""
    literal = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    match call.func:
        case ast.Name("_" | "later") | ast.Attribute(attr="texts") | ast.Call(func=ast.Name("texts")):
            return [*literal[:1]]
        case ast.Attribute(attr="n"):
            return [tuple(literal[:2])] if literal else []
    return []


def catalogue(lang: str) -> list[Message]:
    found: list[Message] = []
    for path in sorted((ROOT / "placement" / "words" / "locale" / lang / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as lines:
            found += read_po(lines, locale=lang)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_stands_in_one_file_alone(lang):
    twice = Counter(str(m.id) for m in catalogue(lang) if m.id)
    assert [text for text, times in twice.items() if times > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_in_the_code_is_in_the_catalogue_and_no_other(lang):
    there = {m.id if isinstance(m.id, str) else tuple(m.id) for m in catalogue(lang) if m.id}
    assert sorted(map(str, used() - there)) == []
    assert sorted(map(str, there - used())) == []


def test_a_text_inside_an_f_string_is_found():
    (call,) = [
        one for one in ast.walk(ast.parse("f'**{_(\"Not saved yet\")}**'")) if isinstance(one, ast.Call)
    ]
    assert text_of(call) == ["Not saved yet"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_translated_and_names_the_same_values(lang):
    for message in (one for one in catalogue(lang) if one.id):
        said = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        assert all(said), message.id
        assert not message.fuzzy
        assert list(message.check()) == []


def test_a_text_is_said_in_the_language_that_was_asked_for():
    assert texts("nb")("Who lives where") == "Hvem bor hvor"
    assert texts("en")("Who lives where") == "Who lives where"


def test_a_date_at_the_end_of_a_text_has_one_full_stop_and_nobody_mends_it_by_hand():
    assert texts("nb")("Held until {day}.", day="ma. 1. feb.").endswith("feb.")
    by_hand = [f for f in (ROOT / "placement").rglob("*.py") if '"..", "."' in f.read_text(encoding="utf-8")]
    assert by_hand == []


def test_one_and_several_are_told_apart():
    _ = texts("nb")
    assert _.n("{count} alarm", "{count} alarms", 1) == "1 alarm"
    assert _.n("{count} alarm", "{count} alarms", 1200) == "1\xa0200 alarmer"


@pytest.mark.parametrize(
    ("wanted", "lang"),
    [("en", "en"), ("en-GB", "en"), ("nb_NO", "nb"), ("", "nb"), (None, "nb"), ("de", "nb")],
)
def test_whoever_asks_for_no_known_language_gets_norwegian(wanted, lang):
    assert language(wanted) == lang


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "placement" / "words" / "locale").rglob("*.po")),
    ids=lambda p: f"{p.parts[-3]}-{p.stem}",
)
def test_our_reader_reads_what_the_library_of_the_format_reads(path):
    with path.open("rb") as lines:
        expected = {}
        for message in read_po(lines):
            if message.id:
                one = message.id[0] if isinstance(message.id, tuple) else message.id
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                expected[one] = tuple(forms)
    assert texts_module.read_po(path.read_text("utf-8")) == expected
