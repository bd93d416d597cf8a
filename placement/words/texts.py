"""Texts of screens and command line from the `.po` files, bound to one language.

The ids are plain English, so that code reads like the screen. `locale/<lang>/LC_MESSAGES/` holds a `.po` file for each
part of the program; they are compiled when they are first read, so no compiled file can be stale. A text that several
parts use stands in one of them.
"""

import gettext
import io
from functools import cache
from importlib.resources import files

from placement.words.language import Lang
from placement.words.say import one_stop, say_number


class Texts:
    """The texts of one language: `_ = texts(lang)`, then `_("Free beds")`."""

    def __init__(self, lang: Lang, catalogue: gettext.NullTranslations) -> None:
        self.lang: Lang = lang
        self._catalogue = catalogue

    def __call__(self, text: str, **named: object) -> str:
        """The text with its named values filled in."""
        said = self._catalogue.gettext(text)
        return one_stop(said.format(**named)) if named else said

    def n(self, one: str, many: str, count: int, **named: object) -> str:
        """The text for one or for several; `{count}` is the number in words of the language."""
        said = self._catalogue.ngettext(one, many, count)
        return one_stop(said.format(count=say_number(count, self.lang), **named))


@cache
def texts(lang: Lang) -> Texts:
    """The texts of one language. They never change while the program runs."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    every = Catalog(locale=lang)
    folder = files("placement.words") / "locale" / lang / "LC_MESSAGES"
    for source in sorted((one for one in folder.iterdir() if one.name.endswith(".po")), key=lambda f: f.name):
        with source.open("rb") as lines:
            part = read_po(lines, locale=lang)
        for message in part:
            every[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, every)
    compiled.seek(0)
    return Texts(lang, gettext.GNUTranslations(compiled))


def later(text: str) -> str:
    """Mark a text for translation where no language is known yet (help texts, tables)."""
    return text
