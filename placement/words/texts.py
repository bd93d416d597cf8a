"""Texts of screens and command line from the `.po` files, bound to one language.

The ids are plain English, so that code reads like the screen. `locale/<lang>/LC_MESSAGES/` holds a `.po` file for each
part of the program; they are read when the first text is asked for, so no compiled file can be stale. A text that
several parts use stands in one of them. Every command reads them, so nothing slow is imported for it.
"""

import re
from functools import cache
from pathlib import Path

from placement.words.language import Lang
from placement.words.say import one_stop, say_number


class Texts:
    """The texts of one language: `_ = texts(lang)`, then `_("Free beds")`."""

    def __init__(self, lang: Lang, catalogue: dict[str, tuple[str, ...]]) -> None:
        """`catalogue`: a text's id and what it is in the language, first for one, then for several."""
        self.lang: Lang = lang
        self._catalogue = catalogue

    def __call__(self, text: str, **named: object) -> str:
        """The text with its named values filled in."""
        said = self._catalogue.get(text, (text,))[0]
        return one_stop(said.format(**named)) if named else said

    def n(self, one: str, many: str, count: int, **named: object) -> str:
        """The text for one or for several; `{count}` is the number in words of the language."""
        said = self._catalogue.get(one, (one, many))[count != 1]
        return one_stop(said.format(count=say_number(count, self.lang), **named))


@cache
def texts(lang: Lang) -> Texts:
    """The texts of one language. They never change while the program runs."""
    catalogue: dict[str, tuple[str, ...]] = {}
    for source in sorted(one for one in _folder(lang).iterdir() if one.suffix == ".po"):
        catalogue |= read_po(source.read_text("utf-8"))
    return Texts(lang, catalogue)


@cache
def texts_of(part: str, lang: Lang) -> Texts:
    """The texts of one part of the program alone, for whoever needs no other and is in a hurry."""
    return Texts(lang, read_po((_folder(lang) / f"{part}.po").read_text("utf-8")))


def _folder(lang: Lang) -> Path:
    return Path(__file__).parent / "locale" / lang / "LC_MESSAGES"


ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*"(?:\n".*")*)$', re.MULTILINE)
ESCAPED = re.compile(r"\\(.)")
ESCAPES = {"n": "\n", "t": "\t"}


def read_po(text: str) -> dict[str, tuple[str, ...]]:
    """The texts of one `.po` file by id; with a plural, both forms (both languages have `n != 1`)."""
    found: dict[str, tuple[str, ...]] = {}
    now = ""
    for what, quoted in ENTRY.findall(text):
        said = "".join(line[1:-1] for line in quoted.split("\n"))
        if "\\" in said:
            said = ESCAPED.sub(lambda m: ESCAPES.get(m[1], m[1]), said)
        if what == "msgid":
            now = said
        elif what != "msgid_plural":
            found[now] = (*found.get(now, ()), said)
    found.pop("", None)
    return {one: forms for one, forms in found.items() if all(forms)}


def later(text: str) -> str:
    """Mark a text for translation where no language is known yet (help texts, tables)."""
    return text
