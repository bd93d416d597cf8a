"""The public benchmark of patient admission scheduling, with the engines of this project."""

import csv
import io
from pathlib import Path
from typing import Any, NamedTuple

from placement.bench.pas.hospital import Stretch
from placement.bench.pas.planned import Limits, Planned, plan_hospital
from placement.bench.pas.reading import read_hospital
from placement.domain.planner import Stop
from placement.domain.run import Status
from placement.errors import Defect
from placement.service.plan_file import save_text
from placement.words.language import Lang
from placement.words.say import say_decimal, say_list
from placement.words.texts import Texts, later, texts

TENTHS = 10


class PasView(NamedTuple):
    """What one file gave, in points."""

    status: str
    value: float | None
    bound: float
    gap: float | None
    """Per cent by which the plan may be above the best."""
    seconds: float
    transfers: int
    split: tuple[str, ...]
    """Patients who may change rooms, because no plan was found with one room for the whole stay."""
    crowded: tuple[dict[str, Any], ...]
    """Of each night without a plan: patients who do not fit, and all rooms that any of them may have."""


def run_pas(path: Path, *, seconds: float, workers: int, stop: Stop = lambda: False) -> Planned:
    """The best plan of a file that is found in the time.

    Raises:
        InputError: The file breaks the format.
        Defect: The judge found a fault in a plan of ours.
    """
    from placement.solver.optimiser import Engines

    found = plan_hospital(read_hospital(path), Engines(), Limits(seconds, workers, stop))
    if found.verdict and found.verdict.wrong:
        raise Defect("The judge found a breach in the plan.", code="plan_in_breach")
    return found


def pas_view(found: Planned) -> PasView:
    """The figures of an answer."""
    bound = max(0.0, found.bound) / TENTHS
    value = found.verdict.tenths / TENTHS if found.verdict else None
    gap = 100 * (value / bound - 1) if value is not None and bound > 0 else None
    crowded = tuple(one._asdict() for one in found.crowded)
    transfers = found.verdict.transfers if found.verdict else 0
    return PasView(
        found.status.value, value, bound, gap, round(found.seconds, 1), transfers, found.split, crowded
    )


STATUS = {
    Status.OPTIMAL: later("Proved: no plan costs less."),
    Status.FEASIBLE: later("A plan; a better one may exist."),
    Status.IMPOSSIBLE: later("No plan has room for everybody, even with a change of room every night."),
    Status.OUT_OF_TIME: later("No plan was found in the time."),
}


def show_pas(view: PasView, lang: Lang) -> str:
    """The same in lines of text."""
    _ = texts(lang)
    lines = [_(STATUS[Status(view.status)])]
    if view.value is not None:
        lines.append(_("Value: {points} points", points=say_decimal(view.value, lang)))
    if view.bound:
        lines.append(_("Bound: {points} points", points=say_decimal(view.bound, lang)))
    if view.gap is not None:
        lines.append(_("Gap: at most {gap} %", gap=say_decimal(view.gap, lang)))
    if view.transfers:
        lines.append(_.n("{count} change of room", "{count} changes of room", view.transfers))
    lines += [_crowded(one, lang, _) for one in view.crowded]
    return "\n".join([*lines, _("Time: {seconds} s", seconds=say_decimal(view.seconds, lang))])


def _crowded(one: dict[str, Any], lang: Lang, _: Texts) -> str:
    return _(
        "Night {night}: {patients} patients have {beds} beds (patients {names}; rooms {rooms}).",
        night=one["night"], patients=len(one["patients"]), beds=one["beds"],
        names=say_list(one["patients"], lang), rooms=say_list(one["rooms"], lang) or "–",
    )  # fmt: skip


def exit_code(found: Planned) -> int:
    """0 a plan, 3 none exists, 4 none was found in the time."""
    return {Status.IMPOSSIBLE: 3, Status.OUT_OF_TIME: 4}.get(found.status, 0)


def save_answer(stretches: tuple[Stretch, ...], path: Path) -> None:
    """Write patient, night and room, a line a night. Raises InputError: the file cannot be written."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("patient", "night", "room"))
    for one in stretches:
        rows.writerows((one.patient, night, one.room) for night in range(one.first, one.last))
    save_text(out.getvalue(), path)
