"""Looking for what to ask first about a plan that is kept: what is found is said as it is found, in every language."""

from collections.abc import Callable
from functools import partial
from typing import Any

from placement.domain.planner import Planner, Stop
from placement.review.ask_first import AskFirst, Watch, ask_first
from placement.review.why_not_there import Means
from placement.rules import GOALS, RULES
from placement.service.ask_first import ask_first_view
from placement.service.desk.desk import Desk
from placement.service.desk.kept_plan import kept_plan
from placement.store.jobs import Job
from placement.words.language import LANGUAGES

SECONDS = 10.0
"""Wall clock for each plan that is made."""
MOST = 5
LOOKS = 60
"""Plans that are made at most: half a minute for a town."""


class AskFirstWork:
    """The work of one job. Its words name people: an erasure takes them out of the row."""

    def __init__(self, desk: Desk, job: Job, stop: Stop, tell: Callable[[dict[str, Any]], None]) -> None:
        self._desk, self._job, self._stop, self._tell = desk, job, stop, tell
        self.said: dict[str, Any] | None = None
        """What was said last."""

    def look(self, planner: Planner) -> bool:
        """Look for it; whether every question was looked at.

        Raises:
            Refused, CannotDo: Whoever asked may not read the plan any more, or it is not there.
            Defect: The solver failed.
        """
        self._kept = kept_plan(self._desk, self._job.by, int(self._job.params["plan"]))
        means = Means(RULES, GOALS, partial(planner, stop=self._stop), SECONDS)
        found = ask_first(
            self._kept.week.instance, self._kept.plan, means, most=MOST, looks=LOOKS,
            watch=Watch(self._stop, self._say),
        )  # fmt: skip
        self._say(found)
        return not found.waiting

    def _say(self, found: AskFirst) -> None:
        told = {lang: ask_first_view(self._kept.week, found, lang).as_json() for lang in LANGUAGES}
        count = len(found.asked) + found.more + found.nothing + found.unsettled
        could = len(found.asked) + found.more
        self.said = {
            "phase": "asking", "looked": count, "of": count + found.waiting, "could": could, "told": told,
        }  # fmt: skip
        self._tell(self.said)
