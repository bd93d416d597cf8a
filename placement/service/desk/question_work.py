"""A question about a plan that is kept, looked into: what is found is said as it is found, in every language."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from placement.domain.planner import Stop
from placement.review.ask_first import AskFirst
from placement.review.causes import Causes
from placement.review.smallest import Way
from placement.review.watch import Watch
from placement.service.ask_first import SECONDS, ask_first_view
from placement.service.desk.desk import Desk
from placement.service.desk.jobs import ASK_FIRST, CAUSES, HELPS
from placement.service.desk.kept_plan import Kept, kept_plan
from placement.service.desk.section_rows import rows_of
from placement.service.plan_diff import causes_view, diff_sections
from placement.service.searches import Searcher, what_first, what_from, what_helps
from placement.service.sections import Section
from placement.service.smallest import help_sections
from placement.store.jobs import Job
from placement.words.language import LANGUAGES, Lang

MOST = 5
LOOKS = 60
"""Plans that are made at most: half a minute for a town."""


class QuestionWork:
    """The work of one job. Its words name people: an erasure takes them out of the row."""

    def __init__(self, desk: Desk, job: Job, stop: Stop, tell: Callable[[dict[str, Any]], None]) -> None:
        self._desk, self._job, self._stop, self._tell = desk, job, stop, tell
        self.said: dict[str, Any] | None = None
        """What was said last."""

    def look(self, searcher: Searcher) -> bool:
        """Look into it; whether all was looked at.

        Raises:
            Refused, CannotDo: Whoever asked may not read the plan any more, or it is not there.
            OutOfTime: It was ended, and what was said was found by then.
            Defect: The solver failed.
        """
        asked = SEARCHES[self._job.kind](self._desk, self._job)

        def say(found: Any) -> None:  # noqa: ANN401 - what this search finds
            self.said = {"phase": "asking", **asked.row(found)}
            self._tell(self.said)

        found = searcher.search(asked.search, *asked.args, watch=Watch[Any](self._stop, say))
        is_whole = not (self._stop() and asked.is_cut(found))
        if is_whole or asked.is_something(found):
            say(found)
        return is_whole


class _Search(NamedTuple):
    """What is searched for, and how the row tells what is found."""

    search: Callable[..., Any]
    args: tuple[object, ...]
    row: Callable[[Any], Mapping[str, Any]]
    is_cut: Callable[[Any], bool] = lambda _: True
    """Whether a stop left something out, as far as the answer tells."""
    is_something: Callable[[Any], bool] = bool
    """Whether there is anything to tell of a search that was stopped."""


def _first(desk: Desk, job: Job) -> _Search:
    kept = _kept(desk, job, "plan")

    def row(found: AskFirst) -> dict[str, Any]:
        told = {lang: ask_first_view(kept.week, found, lang).as_json() for lang in LANGUAGES}
        count = len(found.asked) + found.more + found.nothing + found.unsettled
        could = len(found.asked) + found.more
        return {"looked": count, "of": count + found.waiting, "could": could, "told": told}

    args = kept.week.instance, kept.plan, SECONDS, MOST, LOOKS
    return _Search(what_first, args, row, lambda found: found.waiting > 0)


def _helps(desk: Desk, job: Job) -> _Search:
    kept = _kept(desk, job, "plan")
    household = kept.whom(str(job.params["household"]))

    def row(found: tuple[Way, ...]) -> dict[str, Any]:
        return _told(lambda lang: help_sections(kept.week, household, found, lang))

    return _Search(what_helps, (kept.week.instance, kept.plan, household, SECONDS), row)


def _causes(desk: Desk, job: Job) -> _Search:
    then, now = _kept(desk, job, "then"), _kept(desk, job, "plan")

    def row(found: Causes) -> dict[str, Any]:
        return _told(lambda lang: diff_sections(causes_view(found, then.week, now.week, lang), lang))

    sides = ((one.week.instance, one.plan) for one in (then, now))
    args = (*sides, SECONDS, LOOKS)
    return _Search(what_from, args, row, lambda found: found.is_cut, lambda found: found.looks > 0)


SEARCHES: Mapping[str, Callable[[Desk, Job], _Search]] = {ASK_FIRST: _first, HELPS: _helps, CAUSES: _causes}


def _kept(desk: Desk, job: Job, which: str) -> Kept:
    return kept_plan(desk, job.by, int(job.params[which]))


def _told(sections: Callable[[Lang], Iterable[Section]]) -> dict[str, Any]:
    return {"told": {lang: rows_of(sections(lang)) for lang in LANGUAGES}}
