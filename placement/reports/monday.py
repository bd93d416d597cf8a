"""The Monday list: what a meeting looks at, on paper, under aliases alone.

It is one HTML file with all its looks inside, so that it prints the same without a network. Every value goes through
the template's own escaping.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from placement.reports.monday_rows import Copy, HeldBed, Monday, Waits
from placement.reports.style import css_string
from placement.words.language import Lang
from placement.words.say import say_date
from placement.words.texts import Texts, texts


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


NO_BREAK = "\N{NO-BREAK SPACE}"


def _day(day: date, _: Texts) -> str:
    return say_date(day, _.lang, year=True)


def _parts(monday: Monday, _: Texts) -> tuple[Part, ...]:
    beds = sum(one.beds for one in monday.free)
    return (
        *(_of_plan(monday, _) if monday.plan else ()),
        _waiting(monday.waiting, _),
        Part(
            f"{_('Offers to call about')} ({len(monday.offers)})",
            (_("Household"), _("Offered place"), _("From"), _("Held until")),
            tuple(
                (one.household, _("{place} (a move)", place=one.place) if one.is_move else one.place,
                 _on(one.since, _), _on(one.until, _))
                for one in monday.offers
            ), _("No offer awaits an answer."),
        ),
        Part(
            f"{_('Agreed, not moved in yet')} ({len(monday.agreed)})",
            (_("Household"), _("Place"), _("From"), _("Held until")),
            tuple((one.household, one.place, _on(one.since, _), _on(one.until, _)) for one in monday.agreed),
            _("Nobody is to move in."),
        ),
        Part(
            f"{_('Who lives where')} ({len({one.household for one in monday.homes})})",
            (_("Household"), _("Place"), _("Until")),
            tuple((one.household, one.place, _on(one.until, _, year=True)) for one in monday.homes),
            _("Nobody lives here yet."), notes=False,
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


def _waiting(waiting: tuple[Waits, ...], _: Texts) -> Part:
    """Whose held bed has run out is told beside them: somebody asks the unit."""
    held = any(one.was_held for one in waiting)
    heads = (_("Household"), _("A bed was held")) if held else (_("Household"),)
    rows = tuple((one.household, *([_held(one.was_held, _)] if held else [])) for one in waiting)
    return Part(
        f"{_('Without a place')} ({len(waiting)})", heads, rows, _("Everybody has a place, or gets one.")
    )


def _held(one: HeldBed | None, _: Texts) -> str:
    if one is None or one.until is None:
        return ""
    return _("{place}, until {day}: ask the unit", place=one.place, day=say_date(one.until, _.lang))


def _on(day: date | None, _: Texts, *, year: bool = False) -> str:
    # A date in a narrow column stays in one line.
    return say_date(day, _.lang, year=year).replace(" ", NO_BREAK) if day else ""


@cache
def _template() -> Template:
    made = Environment(
        loader=PackageLoader("placement.reports", ""), autoescape=True, undefined=StrictUndefined
    )
    made.filters["css_string"] = css_string
    # The only text that is not escaped: our own style sheet.
    made.globals["style"] = (files("placement.reports") / "print.css").read_text(encoding="utf-8")
    return made.get_template("monday.html")
