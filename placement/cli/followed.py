"""A job that makes a plan, followed until it has ended."""

import contextlib
import sys
import time
from typing import TYPE_CHECKING

import typer

from placement.cli.at_desk import AtDesk
from placement.cli.say import note
from placement.words.texts import Texts

if TYPE_CHECKING:
    from placement.service.desk.desk import Desk
    from placement.store.jobs import Job

LOOK_SECONDS = 0.1


def followed(at: AtDesk, desk: "Desk", number: int) -> int:
    """Do the work of a desk until a job has ended, and say what it does; the number of its plan.

    A Ctrl-C is handed on to the job, which ends with the best plan so far.

    Raises:
        Impossible, OutOfTime, Defect: There is no plan.
    """
    from placement.service.desk.job_words import no_plan
    from placement.service.desk.runner import Runner

    with Runner(desk):
        job = _ended(at, desk, number)
    if job.plan is None:
        raise no_plan(job)
    return job.plan


def _ended(at: AtDesk, desk: "Desk", number: int) -> "Job":
    from placement.service.desk import jobs
    from placement.service.desk.commands.command import CannotDo

    line = _Line(at.texts)
    while True:
        try:
            job = jobs.look(desk, number)
            if job is None or not job.is_open:
                line.end()
                break
            line.say(job)
            time.sleep(LOOK_SECONDS)
        except KeyboardInterrupt:
            with contextlib.suppress(CannotDo):  # it has just ended
                jobs.stop(desk, at.login, number)
    assert job is not None  # noqa: S101 - a job is never deleted
    return job


class _Line:
    """One line that is written over where somebody watches it; one a phase where nobody does."""

    def __init__(self, _: Texts) -> None:
        self._texts, self._said, self._phase = _, "", ""
        self._watched = sys.stderr.isatty()

    def say(self, job: "Job") -> None:
        """What the job does now."""
        from placement.service.desk.job_words import phase_of

        text = phase = self._texts(phase_of(job))
        if self._watched:
            text += f" {job.progress.get('seconds', 0):.0f} s"
            if text != self._said:
                typer.echo(f"\r\x1b[K{text}", err=True, nl=False)
        elif phase != self._phase:
            note(text)
        self._said, self._phase = text, phase

    def end(self) -> None:
        """Leave nothing behind."""
        if self._watched:
            typer.echo("\r\x1b[K", err=True, nl=False)
