"""What each role may do and see, in words: read from the table of permissions itself."""

from collections.abc import Iterator
from functools import cache

from placement.domain.actor import ActorRelation, Role
from placement.domain.permission import FIELD_ACTIONS, Action, FieldClass
from placement.service.access import granted
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_list
from placement.words.texts import texts

HOUSEHOLDS = {ActorRelation.OWN, ActorRelation.OTHER}


@cache
def role_lines(lang: Lang) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each role, and sentences: what of whom it reads, changes and takes out, and what else it does."""
    return tuple((say_word(f"~Role.{role}", lang), tuple(_sentences(role, lang))) for role in Role)


def _sentences(role: Role, lang: Lang) -> Iterator[str]:
    _ = texts(lang)
    for action in (one for one in Action if one in FIELD_ACTIONS):
        what = [say_word(f"~FieldClass.{one}", lang) for one in FieldClass if _to_whom(role, action, one)]
        if what:
            told = _begun(
                _("{act}: {what}", act=say_word(f"~Action.{action}", lang), what=say_list(what, lang))
            )
            yield (
                _("{told} (of people: their own households alone).", told=told)
                if _own_alone(role, action)
                else f"{told}."
            )
    others = [one for one in Action if one not in FIELD_ACTIONS and _to_whom(role, one)]
    if others:
        yield f"{_begun(say_list([say_word(f'~Action.{one}', lang) for one in others], lang))}."


def _to_whom(role: Role, action: Action, field_class: FieldClass = FieldClass.NONE) -> set[ActorRelation]:
    found = granted()
    return {one.relation for one in found if one[:3] == (role, action, field_class)}


def _own_alone(role: Role, action: Action) -> bool:
    """Whether it is of somebody in care, and then of the role's own alone."""
    every = {relation for one in FieldClass for relation in _to_whom(role, action, one)}
    return every & HOUSEHOLDS == {ActorRelation.OWN}


def _begun(told: str) -> str:
    return told[:1].upper() + told[1:]
