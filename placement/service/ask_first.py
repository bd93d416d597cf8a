"""What to ask first about a week: the questions in order, for a coordinator who may see all; and on the terminal."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.week import Week
from placement.review.ask_first import LOOKS, Asked, AskFirst
from placement.review.watch import Watch
from placement.rules import RULES
from placement.service.ask_first_words import ASKS, could_change
from placement.service.searches import Searcher, what_first
from placement.service.sheet import bullets, heading, indented, line, sheet
from placement.words.language import Lang
from placement.words.say import say_day
from placement.words.texts import Texts, later, texts

SECONDS = 10.0
"""Wall clock for each plan that is made."""
SAME = later("The same is true of:")


class AskLine(NamedTuple):
    """One question."""

    ask: str
    """Whom to ask what."""
    expired: str
    """That there was an answer, and since when it holds no more; empty: there was none."""
    could: tuple[str, ...]
    """What it could change: for each answer that is told, its sentences."""


class AskFirstView(NamedTuple):
    """The questions for a coordinator, the one that could change most first."""

    told: tuple[str, ...]
    """What the list is worth."""
    asked: tuple[AskLine, ...]
    rest: tuple[str, ...]
    """What of the other open questions."""

    def as_json(self) -> dict[str, object]:
        """For other programs."""
        return {**self._asdict(), "asked": [one._asdict() for one in self.asked]}


def asked_first(
    instance: Instance, plan: Plan | None, searcher: Searcher, lang: Lang, *, most: int, looks: int = LOOKS
) -> AskFirstView:
    """What to ask first about a week.

    Args:
        instance: The facts.
        plan: The plan as it is, made for these facts; none: the best one.
        searcher: Carries the search out.
        lang: Of the texts.
        most: How many questions are told.
        looks: How many weeks are planned at most.
    """
    found = searcher.search(what_first, instance, plan, SECONDS, most, looks, watch=Watch[AskFirst]())
    return ask_first_view(Week(instance, RULES), found, lang)


def alike(asked: Iterable[AskLine]) -> tuple[tuple[AskLine, tuple[str, ...]], ...]:
    """The questions of which the same can come told once: the first of them, and the others, each in a line."""
    found: dict[tuple[str, ...], list[AskLine]] = {}
    for one in asked:
        found.setdefault(one.could, []).append(one)
    return tuple(
        (ones[0], tuple(f"{o.ask} {o.expired}".rstrip() for o in ones[1:])) for ones in found.values()
    )


def ask_first_view(week: Week, found: AskFirst, lang: Lang) -> AskFirstView:
    """The answer in words. `week` is the one in which nobody has answered yet."""
    _ = texts(lang)
    asked = tuple(_line(week, one, _) for one in found.asked)
    return AskFirstView(tuple(_told(found, _)), asked, tuple(_rest(found, _)))


def _told(found: AskFirst, _: Texts) -> list[str]:
    said = [] if found.is_given else [
        _("Another plan is better than this one, or this one breaks a rule. What follows is about the better one.")
    ]  # fmt: skip
    if found.asked:
        said.append(_("An answer to one of these could change the plan. What could change most is first."))
        said.append(
            _("Whoever is asked decides what the answer is. So it is not told which answer changes what.")
        )
    elif not found.unsettled and not found.waiting:
        said.append(_("No answer to a single question would change the plan."))
    return said


def _rest(found: AskFirst, _: Texts) -> list[str]:
    said = []
    if found.more:
        said.append(_.n("{count} more question could change the plan.",
                        "{count} more questions could change the plan.", found.more))  # fmt: skip
    if found.nothing:
        said.append(_.n("{count} open question changes nothing in this plan.",
                        "{count} open questions change nothing in this plan.", found.nothing))  # fmt: skip
    if found.unsettled:
        said.append(_.n("For {count} question it was not settled: time was too short, or the week is too large.",
                        "For {count} questions it was not settled: time was too short, or the week is too large.",
                        found.unsettled))  # fmt: skip
    return said


def _line(week: Week, asked: Asked, _: Texts) -> AskLine:
    question = asked.question
    expired = ""
    if question.expired is not None:
        day = say_day(question.expired, _.lang, week.as_of)
        expired = _("The last answer held until {day}.", day=day)
    could = dict.fromkeys(could_change(week, effect, _) for effect in asked.effects)
    return AskLine(ASKS[question.kind](question, _), expired, tuple(could))


def show_ask_first(view: AskFirstView, lang: Lang, console: Console | None = None) -> None:
    """Print the questions."""
    _ = texts(lang)
    with sheet(console) as out:
        out.print(Text(_("What to ask first"), style="bold"))
        for told in view.told:
            line(out, told)
        for number, (one, others) in enumerate(alike(view.asked), 1):
            heading(out, f"{number}. {one.ask}")
            if one.expired:
                line(out, one.expired)
            indented(out, bullets(one.could))
            if others:
                line(out, _(SAME))
                indented(out, bullets(others))
        if view.rest:
            out.print()
        for told in view.rest:
            line(out, told)
