"""Everything that the log and the history can say was done has a name in both languages."""

import ast
import importlib
import pkgutil
from pathlib import Path

import placement.service.desk
from placement.service.desk.act_words import COMMANDS, OTHERS, act_name
from placement.service.desk.commands.command import COMMANDS as KNOWN
from placement.service.desk.undo import REDO, UNDO
from placement.words.language import LANGUAGES

ARGUMENT = {"log": 0, "write": 1, "carry_out": 3}
"""Function -> which argument says what was done."""
PUT = {"ask_erase", "ask_restore", UNDO, REDO}
"""What `approvals.put` makes of the kind of a request, and what one function writes for two."""


def said_in(module):
    """The words that a module writes into the log or the history."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        whose = getattr(getattr(node.func, "value", None), "id", "")
        if name not in ARGUMENT or whose == "settings" or len(node.args) <= ARGUMENT[name]:
            continue
        word = node.args[ARGUMENT[name]]
        found = word.value if isinstance(word, ast.Constant) else vars(module).get(getattr(word, "id", ""))
        if isinstance(found, str):
            yield found


def test_every_act_has_a_name_and_no_name_is_left_over():
    modules = [one.name for one in pkgutil.iter_modules(placement.service.desk.__path__) if not one.ispkg]
    found = {
        word
        for name in modules
        for word in said_in(importlib.import_module(f"placement.service.desk.{name}"))
    }
    assert set(COMMANDS) == set(KNOWN)
    assert set(OTHERS) == (found | PUT) - set(KNOWN)


def test_names_differ_and_an_unknown_act_is_named_by_its_code():
    for lang in LANGUAGES:
        names = [act_name(code, lang) for code in (*COMMANDS, *OTHERS)]
        assert len(set(names)) == len(names)
    assert act_name("of_a_newer_program", "nb") == "of_a_newer_program"
