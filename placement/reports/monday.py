"""The Monday list: what a meeting looks at, on paper, under aliases alone.

It is one HTML file with all its looks inside, so that it prints the same without a network. Every value goes through
the template's own escaping.
"""

from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from placement.reports.style import css_string
from placement.words.language import Lang
from placement.words.say import say_date
from placement.words.texts import Texts, texts


class Copy(NamedTuple):
    """One printed copy: its number, the code by which the log finds it, and who printed it when."""

    number: int
    code: str
    by: str
    at: datetime


class NewPlace(NamedTuple):
    """A household that the plan gives a place. `now`: the place where it lives, if it lives in one of ours."""

    household: str
    now: str
    place: str
    since: date


class Home(NamedTuple):
    """A household that lives in a place, or has one held."""

    household: str
    place: str
    until: date | None
    agreed_from: date | None
    """Of a place that is held: from when."""


class FreeBeds(NamedTuple):
    """Beds of a unit that are free tonight."""

    unit: str
    beds: int


class Monday(NamedTuple):
    """What stands on the list. `plan`: the number of the one that waits for the meeting, if one does."""

    as_of: date
    plan: int | None
    starts: tuple[NewPlace, ...]
    moves: tuple[NewPlace, ...]
    waiting: tuple[str, ...]
    """Households that live nowhere yet, and to whom the plan gives nothing."""
    homes: tuple[Home, ...]
    free: tuple[FreeBeds, ...]
    untold: int
    """So many households are left out, because whoever prints it may not know of them."""


class Part(NamedTuple):
    """A table of the list. Each row has a box to tick; `notes`: and a line to write on."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    notes: bool = True


def monday_html(monday: Monday, copy: Copy, lang: Lang) -> str:
    """The list as one HTML page."""
    _ = texts(lang)
    return _template().render(
        lang=lang,
        title=_("Monday list"),
        copy=_("Copy {number}", number=copy.number),
        when=_("Week {week}, {day}", week=monday.as_of.isocalendar().week, day=_day(monday.as_of, _)),
        plan=_("Plan {number}: a proposal, nothing is decided.", number=monday.plan)
        if monday.plan
        else _("No plan waits for the meeting."),
        untold=_.n(
            "{count} household is not on this copy. Somebody else must bring it to the meeting.",
            "{count} households are not on this copy. Somebody else must bring them to the meeting.",
            monday.untold,
        )
        if monday.untold
        else "",
        parts=_parts(monday, _),
        notes=_("Notes"),
        tick=_("Tick"),
        foot=f"{_('Copy {number}', number=copy.number)} · {copy.by} · {_('Destroy after the meeting.')}",
        printed=_("Printed by {who}, {day} {time}. Code {code}.", who=copy.by, day=_day(copy.at.date(), _),
                  time=f"{copy.at:%H:%M}", code=copy.code),
    )  # fmt: skip


def _day(day: date, _: Texts) -> str:
    return say_date(day, _.lang, year=True)


def _parts(monday: Monday, _: Texts) -> tuple[Part, ...]:
    beds = sum(one.beds for one in monday.free)
    return (
        *(_of_plan(monday, _) if monday.plan else ()),
        Part(
            f"{_('Without a place')} ({len(monday.waiting)})", (_("Household"),),
            tuple((one,) for one in monday.waiting), _("Everybody has a place, or gets one."),
        ),
        Part(
            f"{_('Who lives where')} ({len(monday.homes)})", (_("Household"), _("Place"), _("Until")),
            tuple(_home(one, _) for one in monday.homes), _("Nobody lives here yet."), notes=False,
        ),
        Part(
            f"{_('Beds free tonight')} ({beds})", (_("Unit"), _("Beds")),
            tuple((one.unit, str(one.beds)) for one in monday.free), _("No bed is free."), notes=False,
        ),
    )  # fmt: skip


def _of_plan(monday: Monday, _: Texts) -> tuple[Part, ...]:
    starts = tuple((one.household, one.place, say_date(one.since, _.lang)) for one in monday.starts)
    moves = tuple((one.household, one.now, one.place, say_date(one.since, _.lang)) for one in monday.moves)
    who, to, since = _("Household"), _("New place"), _("From")
    own_word = _("Moves: each awaits the person's own consent")
    return (
        Part(
            f"{_('New places')} ({len(starts)})", (who, to, since), starts, _("The plan begins no new stay.")
        ),
        Part(
            f"{own_word} ({len(moves)})", (who, _("Now"), to, since), moves, _("The plan proposes no move.")
        ),
    )


def _home(one: Home, _: Texts) -> tuple[str, ...]:
    if one.agreed_from is not None:
        said = _("agreed from {day}", day=say_date(one.agreed_from, _.lang))
    else:
        said = say_date(one.until, _.lang, year=True) if one.until else ""
    return one.household, one.place, said


@cache
def _template() -> Template:
    made = Environment(
        loader=PackageLoader("placement.reports", ""), autoescape=True, undefined=StrictUndefined
    )
    made.filters["css_string"] = css_string
    # The only text that is not escaped: our own style sheet.
    made.globals["style"] = (files("placement.reports") / "print.css").read_text(encoding="utf-8")
    return made.get_template("monday.html")
