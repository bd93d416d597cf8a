"""What changed from one week's plan to another's, and which changes of the facts it came from: for a coordinator."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.week import Week
from placement.review.causes import LOOKS, Causes, Facts, Means, causes
from placement.review.input_changes import as_rows
from placement.review.outcome import Matter
from placement.service.plan_causes import CauseLine, cause_lines, change_text
from placement.service.question import Question
from placement.service.sections import Section
from placement.words.language import Lang
from placement.words.say import say_list
from placement.words.texts import Texts, later, texts

MATTERS: dict[Matter, str] = {
    Matter.HOME: later("Homes"),
    Matter.PROGRAMME: later("Activities"),
    Matter.CONTACT: later("Contacts"),
}
"""In the order in which they are told."""


class DiffLine(NamedTuple):
    """One change of the plan."""

    matter: Matter
    who: str
    change: str
    cause: tuple[str, ...]
    is_settled: bool
    """Whether it is proved that what is named is all of the cause."""


class DiffView(NamedTuple):
    """All that changed."""

    facts: tuple[str, ...]
    """The changes of the facts."""
    plan: tuple[DiffLine, ...]
    limits: tuple[str, ...]
    """What was not looked at."""


def diff_view(then: Question, now: Question, lang: Lang, *, looks: int = LOOKS) -> DiffView:
    """The changes from an earlier plan to a later one, with their causes.

    Args:
        then: The earlier week with its plan.
        now: The later one; both are planned anew by its means.
        lang: Of the texts.
        looks: How many weeks are planned anew at most.
    """
    before, after = as_rows(then.week.instance, now.week.instance)
    found = causes(Facts(before, then.plan), Facts(after, now.plan), Means(*now.means), looks=looks)
    return causes_view(found, then.week, now.week, lang)


def causes_view(found: Causes, then: Week, now: Week, lang: Lang) -> DiffView:
    """In words: what was found of the changes from one week's plan to another's."""
    _, lines = texts(lang), cause_lines(found, then, now, lang)
    told = [_line(cause.subject.matter, line, settled=cause.is_settled)
            for cause, line in zip(found.changes, lines, strict=True)]  # fmt: skip
    order = list(MATTERS)
    return DiffView(
        facts=tuple(change_text(one, _) for one in found.inputs),
        plan=tuple(sorted(told, key=lambda line: (order.index(line.matter), line.who))),
        limits=tuple(_limits(found, _)),
    )


def _line(matter: Matter, line: CauseLine, *, settled: bool) -> DiffLine:
    return DiffLine(matter, line.who, line.change, line.cause, settled)


def _limits(found: Causes, _: Texts) -> Iterator[str]:
    if found.is_cut:
        yield _.n("After {count} plan nothing more was tried.", "After {count} plans nothing more was tried.",
                  found.looks)  # fmt: skip
    if found.not_undone:
        what = say_list([change_text(found.inputs[n], _) for n in found.not_undone], _.lang)
        yield _("Not tried alone, since the rest does not fit together without it: {what}.", what=what)


def diff_sections(view: DiffView, lang: Lang) -> Iterator[Section]:
    """The answer, part by part."""
    _ = texts(lang)
    nothing = _("Nothing changed.")
    yield Section(_("In the facts"), () if view.facts else (nothing,), view.facts)
    if not view.plan:
        yield Section(_("In the plan"), (nothing,))
    for matter, heading in MATTERS.items():
        mine = (line for line in view.plan if line.matter is matter)
        yield Section(_(heading), points=tuple(" ".join((f"{m.who}.", m.change, *m.cause)) for m in mine))
    yield Section(_("Limits of this answer"), points=view.limits)
