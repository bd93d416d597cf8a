"""The drill of a group on a desk: for those who plan with the places, for others in sums. Nothing is saved."""

from typing import NamedTuple

from placement.domain.actor import ActorRelation
from placement.domain.instance import Instance
from placement.domain.permission import Action
from placement.errors import Defect, PlacementError
from placement.isolate import Failed, run_isolated
from placement.reports.comparison import Comparison, Part, comparison_page
from placement.service.access import may
from placement.service.child import MEMORY_MB
from placement.service.desk.comparison import base_line, made_line
from placement.service.desk.desk import Desk
from placement.service.drill import Drill, DrillView, drill_view
from placement.service.drill_words import drill_sections, drill_sums, drill_title
from placement.service.planning import derived
from placement.service.sections import Section
from placement.service.veil import untold, veiled
from placement.words.language import Lang
from placement.words.texts import texts

SECONDS = 60.0
"""A drill takes a few; after so long it is given up."""


class Drilled(NamedTuple):
    """What a drill tells whoever asked."""

    title: str
    sections: tuple[Section, ...]


def drill_here(desk: Desk, login: str, asked: Drill, lang: Lang, *, for_others: bool = False) -> Drilled:
    """Do the drill in a process of its own: nobody's page waits for it. The log has a line.

    Args:
        desk: The desk.
        login: Who asks. Whoever does not plan reads sums alone.
        asked: Who comes, and when.
        lang: The language.
        for_others: Whether others look at the screen too: sums alone, whoever asks.

    Raises:
        Refused: They may not ask what if.
        InputError: The day is not one of the week, or nobody or too many come.
        Defect: The judge found a breach in an answer, or it took too long.
    """
    with desk.acting(login) as act:
        act.ask(Action.SCENARIO)
        act.log("preview_scenario", {"week": {str(act.now.change): ()}})
        now, actor = act.now, act.actor
    view = _found(now.instance, asked, lang)
    plans = any(may(actor, Action.PLAN, relation=one) for one in ActorRelation) and not for_others
    sections = tuple(drill_sections(view, lang) if plans else drill_sums(view, lang))
    hidden = untold(actor, derived(now.instance), now.content)
    return Drilled(drill_title(view, lang), veiled(sections, hidden, texts(lang)))


def _found(week: Instance, asked: Drill, lang: Lang) -> DrillView:
    answer = run_isolated(
        drill_view, week, asked, lang, seconds=SECONDS, memory_mb=MEMORY_MB, lets_through=(PlacementError,)
    )
    if not isinstance(answer, Failed):
        return answer.value
    if isinstance(answer.error, PlacementError):
        raise answer.error
    raise Defect(f"The drill failed ({answer.kind}: {answer.detail}).", code=f"solver_{answer.kind}")


def drill_html(desk: Desk, login: str, found: Drilled, lang: Lang) -> bytes:
    """What is on the screen as a page that a browser prints; the log has a line. Raises Refused."""
    _ = texts(lang)
    with desk.acting(login) as act:
        act.ask(Action.REPORT)
        act.log("export_scenarios", {"week": {str(act.now.change): ()}})
        as_of, at = act.now.instance.as_of, act.tx.at
    first, *others = found.sections
    page = Comparison(
        title=found.title, when=base_line(as_of, _), sampled=" ".join(first.lines),
        parts=tuple(_part(one) for one in others if not one.is_empty), foot=made_line(login, at, _),
    )  # fmt: skip
    return comparison_page(page, lang).encode()


def _part(one: Section) -> Part:
    return Part(one.title, (*one.lines, *one.points))
