"""How far the simulation of some scenarios has come, how it failed, and whether the week changed since, in words."""

from collections.abc import Sequence

from placement.errors import Defect
from placement.service.desk.futures import Known
from placement.service.failures import say_error
from placement.store.jobs import FAILED, ORPHANED, RUNNING, Job
from placement.words.language import Lang
from placement.words.say import say_decimal
from placement.words.texts import Texts

MINUTE, HOUR = 60, 3600


def phase_of(jobs: Sequence[Known], _: Texts) -> tuple[str, str]:
    """What is done now, and how far it is."""
    at_work = [one for one in jobs if one.job.is_open]
    if any(one.job.stop for one in at_work):
        phase = _("Stopping, and keeping what is known …")
    elif all(not one.job.progress for one in at_work):
        phase = _("Begins in a moment …")
    else:
        phase = _("Simulating the weeks to come …")
    done, of = (sum(each) for each in zip(*((one.done, one.of) for one in jobs), strict=True))
    told = _("{done} of {of} futures.", done=done, of=of)
    paces = [
        left / max(1, one.of - one.done)
        for one in jobs
        if (left := one.job.progress.get("left")) is not None and one.of > one.done
    ]
    if not paces:
        return phase, told
    left = max(paces) * (of - done) / max(1, sum(one.job.state == RUNNING for one in at_work))
    return phase, f"{told} {_('About {time} left.', time=time_left(left, _))}"


def time_left(seconds: float, _: Texts) -> str:
    """A time that is not known better: `10 seconds`, `7 minutes`, `2.5 hours`."""
    if seconds >= HOUR:
        hours = round(2 * seconds / HOUR) / 2
        return (
            _("{hours} hours", hours=say_decimal(hours, _.lang))
            if hours % 1
            else _.n("{count} hour", "{count} hours", int(hours))
        )
    if seconds >= 1.5 * MINUTE:
        return _.n("{count} minute", "{count} minutes", round(seconds / MINUTE))
    return _("{seconds} seconds", seconds=max(5, 5 * round(seconds / 5)))


def failed_of(jobs: Sequence[Known], lang: Lang) -> str:
    """What went wrong, and what to do; empty where nothing did. What is known stays."""
    return next((told for one in jobs if not one.is_whole and (told := failed_job(one.job, lang))), "")


def failed_job(job: Job, lang: Lang) -> str:
    """What went wrong with one piece of work, and what to do; empty where nothing did."""
    if job.state not in (FAILED, ORPHANED):
        return ""
    return " ".join(say_error(Defect("it could not be simulated.", code=job.error or ORPHANED), lang))


def stale_of(jobs: Sequence[Known], _: Texts) -> str:
    """That what is known is of another week than the one on the desk."""
    if any(one.is_stale and one.found for one in jobs):
        return _(
            "The week, or the program, has changed since: what stands below is of the week as it was. Simulate again."
        )
    return ""
