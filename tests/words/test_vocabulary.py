"""Every word of the domain has a name in both languages, and no name is left over."""

import importlib
import pkgutil
from enum import StrEnum

import placement.domain
from placement.domain.value import Ordered
from placement.words.vocabulary import VOCABULARY


def kinds() -> dict[str, type[StrEnum]]:
    for module in pkgutil.iter_modules(placement.domain.__path__):
        importlib.import_module(f"placement.domain.{module.name}")
    found = [*StrEnum.__subclasses__(), *Ordered.__subclasses__()]
    return {k.__name__: k for k in found if k.__module__.startswith("placement.domain") and k is not Ordered}


def test_the_vocabulary_names_every_word_of_every_enumeration_and_no_other():
    expected = {name: {str(word.value) for word in kind} for name, kind in kinds().items()}
    assert {name: set(words) for name, words in VOCABULARY.items()} == expected


def test_no_name_is_empty_and_names_within_a_kind_differ():
    for kind, words in VOCABULARY.items():
        for lang in ("nb", "en"):
            names = [getattr(w, lang) for w in words.values()]
            assert all(names), kind
            assert len(set(names)) == len(names), (kind, lang)
