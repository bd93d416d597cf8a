"""Who follows a programme in a language of their own."""

import pytest

from placement.domain.language import assessed, follows
from placement.domain.programme import LanguageLevel, ProgrammeKind
from tests.worlds import person, programme


def course(level, *languages):
    return programme("Norsk", ProgrammeKind.NORWEGIAN, "nord", level=level, languages=frozenset(languages))


def levels(**of):
    return assessed(LanguageLevel(person="Mus-1", language=code, level=level) for code, level in of.items())


def speaker(*languages):
    return person("Mus-1", languages=frozenset(languages))


def test_the_level_of_each_in_each_language():
    assert levels(eng=2, nob=0) == {("Mus-1", "eng"): 2, ("Mus-1", "nob"): 0}


def test_where_no_level_is_asked_for_a_shared_language_is_enough():
    assert follows(speaker("eng", "tir"), course(None, "eng", "nob"), {})
    assert not follows(speaker("tir"), course(None, "eng", "nob"), {})


def test_where_nobody_needs_a_language_nobody_does():
    assert follows(speaker("tir"), course(0, "nob"), {})
    assert follows(speaker(), course(0), {})


@pytest.mark.parametrize(
    ("has", "asked", "enough"), [(1, 2, False), (2, 2, True), (3, 2, True), (0, 1, False)]
)
def test_a_level_that_is_asked_for_is_reached(has, asked, enough):
    assert follows(speaker("nob"), course(asked, "nob"), levels(nob=has)) is enough


def test_a_level_that_nobody_assessed_is_not_reached():
    assert not follows(speaker("nob"), course(1, "nob"), {})
    assert not follows(speaker("nob"), course(1, "nob"), levels(eng=3))


def test_one_of_several_languages_is_enough():
    assert follows(speaker("nob", "eng"), course(2, "nob", "eng"), levels(nob=1, eng=2))


def test_a_level_in_a_language_that_the_person_does_not_name_is_none():
    assert not follows(speaker("tir"), course(2, "nob"), levels(nob=3))


def test_languages_that_nobody_knows_are_none():
    assert not follows(speaker(), course(None, "nob"), {})
    assert not follows(speaker("nob"), course(None), {})


def test_the_level_of_another_person_is_no_matter():
    other = [LanguageLevel(person="Rev-2", language="nob", level=3)]
    assert not follows(speaker("nob"), course(2, "nob"), assessed(other))
