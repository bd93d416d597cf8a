"""Each change of a plan and the changes of the facts that it came from, in words: for a coordinator who may see all.

A change of the facts is told by its table, by whom or what it is about and by the names of the fields, never by what
they hold.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from placement.domain.fact import Edit
from placement.domain.week import Week
from placement.review.causes import Cause, Causes, Set
from placement.review.input_changes import InputChange
from placement.review.outcome import Matter, Result, Subject
from placement.service.desk.named import field_name, table_name
from placement.service.homes import spot
from placement.words.language import Lang
from placement.words.say import say_day, say_either, say_list
from placement.words.texts import Texts, texts

ABOUT = (
    "household",
    "households",
    "person",
    "a",
    "b",
    "unit",
    "room",
    "programme",
    "helper",
    "contact",
    "area",
    "rule",
)
"""Fields by which a row without an alias says whom or what it is about."""
MOST_SETS = 4


class CauseLine(NamedTuple):
    """One change of the plan."""

    who: str
    change: str
    """From what to what."""
    cause: tuple[str, ...]
    """Sentences."""


def cause_lines(found: Causes, then: Week, now: Week, lang: Lang) -> tuple[CauseLine, ...]:
    """Every change of the plan with its causes, in order of what changed and who.

    Args:
        found: The causes.
        then: The earlier week, whose places are named as it has them.
        now: Today's.
        lang: The language of the texts.
    """
    return tuple(_Told(found, then, now, texts(lang)).line(one) for one in found.changes)


class _Told:
    def __init__(self, found: Causes, then: Week, now: Week, _: Texts) -> None:
        self._found, self._then, self._now, self._ = found, (then, now), (now, then), _
        self._names = [change_text(one, _) for one in found.inputs]

    def line(self, cause: Cause) -> CauseLine:
        _ = self._
        old = result_text(self._then, cause.subject, cause.before, _)
        new = self._result(cause, cause.after)
        return CauseLine(
            cause.subject.who, _("Before: {old}. Now: {new}.", old=old, new=new), self._why(cause)
        )

    def _why(self, cause: Cause) -> tuple[str, ...]:
        _ = self._
        match cause.aside:
            case "then":
                return (_("The earlier plan was chosen by people. The facts of that time give another one."),)
            case "now":
                return (_("The plan of today was chosen by people. The facts give another one."),)
            case "unproved":
                return (_("It was not proved which plan is the best, so no cause is told."),)
        told = [*self._enough(cause.enough), *self._undone(cause)]
        if not cause.is_settled:
            told.append(_("There may be other causes: not all was tried."))
        return tuple(told)

    def _enough(self, sets: tuple[Set, ...]) -> list[str]:
        _ = self._
        if len(sets) == 1 and len(sets[0]) == 1:
            return [_("The cause: {what}.", what=self._list(sets[0]))]
        if sets and all(len(one) == 1 for one in sets):
            what = say_either([self._list(one) for one in sets], _.lang)
            return [_("Each of these alone was enough: {what}.", what=what)]
        return [_("Together they are the cause: {what}.", what=self._list(one)) for one in sets[:MOST_SETS]]

    def _undone(self, cause: Cause) -> list[str]:
        _ = self._
        told = []
        for one in cause.undoing[:MOST_SETS]:
            instead, what = self._result(cause, one.instead), self._list(one.changes)
            is_clear = len(cause.undoing) == len(one.changes) == 1
            text = "" if is_clear else _("But for {what}: {instead}.", instead=instead, what=what)
            told.append(text or _("Without it: {instead}.", instead=instead))
        return told

    def _list(self, which: Set) -> str:
        return say_list([self._names[n] for n in sorted(which)], self._.lang)

    def _result(self, cause: Cause, result: Result | None) -> str:
        return result_text(self._now, cause.subject, result, self._)


def result_text(weeks: Sequence[Week], subject: Subject, result: Result | None, _: Texts) -> str:
    """What a plan says of a household or person: where they live, a place with its date, a programme or a contact.

    Args:
        weeks: That of the plan, and others; the first that has the place names it.
        subject: Whose, and what.
        result: What the plan says; none: nothing.
        _: The texts.
    """
    match subject.matter, result:
        case Matter.HOME, None:
            return _("no place")
        case Matter.HOME, Result(what, since) if since is not None:
            if lives_in(weeks[0], subject.who, what):
                return _("lives in {place}", place=_spot(weeks, what, _))
            return _(
                "{place} from {date}",
                place=_spot(weeks, what, _),
                date=say_day(since, _.lang, weeks[0].as_of),
            )
        case Matter.CONTACT, None:
            return _("no contact")
        case Matter.PROGRAMME, None:
            return _no_seat(weeks[0], subject, _)
    return result.what if result else ""


def _no_seat(week: Week, subject: Subject, _: Texts) -> str:
    """Who attends today gives a seat up; who does not goes without."""
    if week.is_enrolled(subject.who, subject.what):
        return _("leaves {programme}", programme=subject.what)
    return _("not in {programme}", programme=subject.what)


def lives_in(week: Week, household: str, place: str) -> bool:
    """Whether that is where they are, and no plan had to give it to them."""
    current = week.current(household)
    return current is not None and current.place == place


def _spot(weeks: Iterable[Week], place: str, _: Texts) -> str:
    """The place as the week that has it calls it."""
    for week in weeks:
        try:
            return spot(week, place, _)
        except (KeyError, ValueError):
            continue
    return place


def change_text(change: InputChange, _: Texts) -> str:
    """One change of the facts: `“persons”, Rype-3 (support)`, `a new row in “vetoes” (Rype-3 and Granly)`."""
    edit = change.edits[0]
    if edit.table == "week":
        return _("the date of the plan")
    table, whom = table_name(edit.table, _.lang), _whom(edit, _.lang)
    if edit.before is None:
        return _("a new row in “{table}” ({whom})", table=table, whom=whom)
    if edit.after is None:
        return _("a deleted row in “{table}” ({whom})", table=table, whom=whom)
    fields = say_list([field_name(edit.table, one, _.lang) for one in edit.fields], _.lang)
    return _("“{table}”, {whom} ({fields})", table=table, whom=whom, fields=fields)


def _whom(edit: Edit, lang: Lang) -> str:
    body = edit.after or edit.before or {}
    if "alias" in body:
        return edit.key
    found = [one for name in ABOUT for one in _texts(body.get(name))]
    return say_list(list(dict.fromkeys(found)), lang) or edit.key


def _texts(value: object) -> list[str]:
    return (
        [value] if isinstance(value, str) else [str(one) for one in value] if isinstance(value, list) else []
    )
