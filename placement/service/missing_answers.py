"""Answers that nobody gave yet, without which no place at all can be offered: somebody must ask."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.week import Week
from placement.review.options import choices
from placement.review.reasons import ELSEWHERE, alone, needed_stay
from placement.words.language import Lang
from placement.words.say import say_list
from placement.words.texts import Texts, later, texts

ASKS: Mapping[tuple[str, str], str] = {
    (ELSEWHERE, "age_unclear"): later("{who}: the age is not clarified. Child welfare decides."),
    (ELSEWHERE, "guardian_not_confirmed"): later("{who}: nobody has confirmed a guardian. Child welfare decides."),
    (ELSEWHERE, "alone"): later("{who}: a minor who is alone. Child welfare decides."),
    ("H01", "not_asked"): later("{who}: not asked for their yes to a place. Ask now."),
    ("H01", "ended"): later("{who}: the yes to a place has ended. Ask again."),
    ("H06", "never_assessed"): later("{who}: the threat has not been assessed."),
    ("H06", "expired"): later("{who}: the threat must be assessed again."),
}  # fmt: skip
"""(code, what its rule says) of each question, in the order in which they are told."""
SAID_NO = frozenset({"declined", "withdrawn"})
Missing = tuple[str, str, str]
"""Code, what is said, and of whom."""


class MissingAnswers(NamedTuple):
    """What is missing, in words."""

    lines: tuple[str, ...] = ()
    child_welfare: bool = False
    """Whether one of them is for child welfare to decide: no change of a plan gives a place."""


def missing_answers(week: Week, households: Iterable[Household], lang: Lang) -> MissingAnswers:
    """What must be answered first for households of which each can be nowhere, whoever else lives where.

    Nothing, where one of them could be somewhere, or is barred by something that is known.
    """
    each = [_of(week, household) for household in households]
    if not all(each):
        return MissingAnswers()
    found = set().union(*each)
    return MissingAnswers(
        tuple(_lines(found, texts(lang))), child_welfare=any(code == ELSEWHERE for code, _, _ in found)
    )


def _of(week: Week, household: Household) -> set[Missing]:
    """What is open in every place that the household did not say no to."""
    everywhere = []
    for choice in choices(week, household):
        needed = None if choice.spans else needed_stay(week, household, choice)
        if needed is None:
            return set()
        why = alone(week, household, choice, needed)
        if not any(one.says in SAID_NO for one in why):
            everywhere.append(
                {(one.code, one.says, one.about[-1]) for one in why if (one.code, one.says) in ASKS}
            )
    return set.intersection(*everywhere) if everywhere else set()


def _lines(found: set[Missing], _: Texts) -> Iterator[str]:
    for (code, says), text in ASKS.items():
        who = sorted(whom for one, said, whom in found if (one, said) == (code, says))
        if who:
            yield _(text, who=say_list(who, _.lang))
