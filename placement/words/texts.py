"""Texts of screens and command line from the `.po` files, bound to one language.

The ids are plain English, so that code reads like the screen. `locale/<lang>/LC_MESSAGES/placement.po`
holds both languages; they are compiled when they are first read, so no compiled file can be stale.
"""

import gettext
import io
from functools import cache
from importlib.resources import files

from placement.words.language import Lang
from placement.words.say import say_number

DOMAIN = "placement"


class Texts:
    """The texts of one language: `_ = texts(lang)`, then `_("Free beds")`."""

    def __init__(self, lang: Lang, catalogue: gettext.NullTranslations) -> None:
        self.lang: Lang = lang
        self._catalogue = catalogue

    def __call__(self, text: str, **named: object) -> str:
        """The text with its named values filled in."""
        said = self._catalogue.gettext(text)
        return said.format(**named) if named else said

    def n(self, one: str, many: str, count: int, **named: object) -> str:
        """The text for one or for several; `{count}` is the number in words of the language."""
        said = self._catalogue.ngettext(one, many, count)
        return said.format(count=say_number(count, self.lang), **named)


@cache
def texts(lang: Lang) -> Texts:
    """The texts of one language. They never change while the program runs."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("placement.words") / "locale" / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = io.BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=lang, domain=DOMAIN))
    compiled.seek(0)
    return Texts(lang, gettext.GNUTranslations(compiled))


def later(text: str) -> str:
    """Mark a text for translation where no language is known yet (help texts, tables)."""
    return text
