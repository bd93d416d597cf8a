"""A drill in words."""

from collections.abc import Iterator

from rich.console import Console

from placement.service.drill import DrillView, Talks, Without
from placement.service.sections import Section, show_sections
from placement.service.tonight import tonight_sections
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, texts
from placement.words.tongue import say_language

SMALL = 5
"""What stands in the way of fewer is told to those who plan alone."""


def drill_title(view: DrillView, lang: Lang) -> str:
    """Who comes when."""
    _, day = texts(lang), say_day(view.asked.on, lang, view.asked.on)
    who = _people(Without(view.asked.men, view.asked.women, ()), _)
    return _("Drill: {who} on {day}", who=who, day=day)


def drill_sums(view: DrillView, lang: Lang) -> Iterator[Section]:
    """For whoever does not plan: how many get a bed, and what to prepare; no place, and no reason of few."""
    _, group = texts(lang), len(view.tonight.group)
    yield Section("", _opening(view, _))
    first, then = (say_day(on, lang, view.asked.on) for on in (view.asked.on, view.later_on))
    beds = _("A bed that night: {count} of {all}.", count=group - view.without.all, all=group)
    yield Section(_("Asked on {day}", day=first), (beds,))
    if view.without.all:
        beds = _("A bed by then: {count} of {all}.", count=group - view.still_without.all, all=group)
        yield Section(_("Asked again on {day}", day=then), (beds,))
    yield Section(
        _("To prepare"), points=tuple(_prepare(view._replace(talks=_unplaced(view.talks)), then, _, SMALL))
    )


def _unplaced(talks: Talks) -> Talks:
    """Without where some of them would sleep."""
    return talks._replace(silent_units=())


def _opening(view: DrillView, _: Texts) -> tuple[str, ...]:
    language = say_language(view.asked.language, _.lang)
    return (
        _("A drill: the group is fictional, nobody else is moved, and nothing is saved."),
        _("One case; all speak {language}, and have nowhere to sleep.", language=language),
        _("Only what is written down counts as taken: others who wait may be offered the same beds."),
    )


def drill_sections(view: DrillView, lang: Lang) -> Iterator[Section]:
    """The answer, part by part: that night, three days later, what that supposes, and what to prepare."""
    _ = texts(lang)
    yield Section("", (*_opening(view, _), _("“Tonight” is the night of the day that is asked about.")))
    first, then = (say_day(on, lang, view.asked.on) for on in (view.asked.on, view.later_on))
    group = len(view.tonight.group)
    beds = _("A bed that night: {count} of {all}.", count=group - view.without.all, all=group)
    yield Section(_("Asked on {day}", day=first), (beds,))
    yield from tonight_sections(view.tonight, lang)
    if view.without.all:
        beds = _("A bed by then: {count} of {all}.", count=group - view.still_without.all, all=group)
        yield Section(_("Asked again on {day}", day=then), (beds,))
        yield from tonight_sections(view.later, lang) if view.later else ()
        yield Section(_("Supposed for {day}", day=then), points=tuple(_supposed(view, _)))
    yield Section(_("To prepare"), points=tuple(_prepare(view, then, _)))


def _supposed(view: DrillView, _: Texts) -> Iterator[str]:
    yield _("Who is given a place by then, as above, lives there; the others are in a hotel until then.")
    if view.has_notice:
        yield _("Units were told on the day of arrival: their notice runs from then.")
    if view.opens:
        yield _("Closures end as written: {units}.", units=say_list(view.opens, _.lang))
    of = view.supposed
    if of.yes:
        yield _("Asked meanwhile, and said yes to a place: {who}.", who=say_list(of.yes, _.lang))
    if of.threat:
        yield _("Threat assessed meanwhile, as medium: {who}.", who=say_list(of.threat, _.lang))
    if of.areas:
        yield _("Asked meanwhile about areas, and avoid no others: {who}.", who=say_list(of.areas, _.lang))
    if of.support:
        yield _("Need of support known meanwhile, as some: {who}.", who=say_list(of.support, _.lang))
    yield _("Everything else stands as it is written. A no stays a no, and no pair is assessed.")


def _prepare(view: DrillView, then: str, _: Texts, fewest: int = 1) -> Iterator[str]:
    if view.without.all:
        yield _("A hotel, or beds that can be used at once, for {who}.", who=_people(view.without, _))
    if view.still_without.all:
        yield _(
            "Beds for {who} that are still missing on {day}.", who=_people(view.still_without, _), day=then
        )
    now = view.still_without if view.still_without.all else view.without
    for reason, count in now.reasons:
        if count < fewest:
            continue
        yield _("In the way of {count}: {reason}.", count=count, reason=say_word(f"~Reason.{reason}", _.lang))
    yield from _voices(view.talks, _)


def _people(who: Without, _: Texts) -> str:
    of = []
    if who.men:
        of.append(_.n("one man", "{count} men", who.men))
    if who.women:
        of.append(_.n("one woman", "{count} women", who.women))
    return say_list(of, _.lang)


def _voices(talks: Talks, _: Texts) -> Iterator[str]:
    language = say_language(talks.language, _.lang)
    if not talks.needed_by:
        return
    if not talks.interpreters:
        yield _(
            "Interpreters of {language} for {count}: none is in the tables.",
            language=language,
            count=talks.needed_by,
        )
    elif talks.hours < talks.needed_by:
        yield _.n(
            "Interpreters of {language} for {needed}: only one hour can be booked in the first seven days.",
            "Interpreters of {language} for {needed}: only {count} hours can be booked in the first seven days.",
            talks.hours, language=language, needed=talks.needed_by,
        )  # fmt: skip
    if talks.silent_units:
        units = say_list(talks.silent_units, _.lang)
        yield _("Staff who speak {language}: nobody on duty does in {units}.", language=language, units=units)
    if not talks.contacts:
        yield _("A contact who speaks {language}: none does.", language=language)


def show_drill(view: DrillView, lang: Lang, console: Console | None = None) -> None:
    """Print it."""
    show_sections(drill_title(view, lang), drill_sections(view, lang), console)
