"""A person's need for language in one line: who understands them, and what is missing."""

from collections.abc import Iterator, Sequence

from placement.domain.interpreter import TalkKind
from placement.service.language_need import Following, Gap, LanguageNeed, Voice
from placement.words.render import say_word
from placement.words.say import say_either, say_list, say_weekday
from placement.words.texts import Texts, later
from placement.words.tongue import say_language

COURSES = {
    Following.ANY: later("needs no language"),
    Following.PROVIDED: later("has an interpreter of its own"),
    Following.BOOKED: later("through an interpreter"),
}
WHY = {
    "unmet_language": later("no interpreter speaks {languages}"),
    "unmet_fit": later("no interpreter whom the person can have"),
    "unmet_hours": later("no hours free"),
}
MISSING = {
    Gap.UNKNOWN: later("which languages the person speaks"),
    Gap.STAFF: later("somebody on duty who speaks {languages}"),
    Gap.CONTACT: later("a language in common with the contact"),
    Gap.COURSE: later("a language in common with {programme}"),
    Gap.LEVEL: later("the level of language that {programme} asks for"),
    Gap.ASSESSMENT: later("an assessment of the level of language for {programme}"),
}


def language_line(need: LanguageNeed, _: Texts) -> str:
    """`tigrinja · på vakt: engelsk · kontakt: engelsk · tolk: Tolk-1 (ukens samtale) · Norsk-A: norsk`."""
    parts = [_languages(need.languages, _) or _("not known")]
    if need.staff:
        parts.append(_("on duty: {languages}", languages=_languages(need.staff, _)))
    if need.contact:
        parts.append(_("contact: {languages}", languages=_languages(need.contact, _)))
    if need.interpreters:
        parts.append(_("interpreter: {who}", who=", ".join(_voices(need.interpreters, _))))
    for course in need.courses:
        if course.following is Following.OWN:
            parts.append(f"{course.programme}: {_languages(course.languages, _)}")
        elif course.following in COURSES:
            parts.append(f"{course.programme}: {_(COURSES[course.following])}")
    return " · ".join(parts)


def missing_line(need: LanguageNeed, _: Texts) -> str:
    """`Mangler: tolk til ukens samtale (ingen tolk snakker tigrinja); …`, or nothing."""
    told = "; ".join(_missing(need, _))
    return _("Missing: {what}", what=told) if told else ""


def _missing(need: LanguageNeed, _: Texts) -> Iterator[str]:
    """Interpreters first: they are what can still be found this week."""
    languages = say_either([say_language(code, _.lang) for code in need.languages], _.lang)
    sessions: dict[tuple[str, str], list[str]] = {}
    for one in need.missing:
        if one.gap is Gap.TALK:
            talk = say_word(f"~TalkKind.{need.talk}", _.lang)
            yield _because(_("an interpreter for the {talk}", talk=talk), one.why, languages, _)
        elif one.on is not None:
            days = sessions.setdefault((one.programme or "", one.why or ""), [])
            days.append(say_weekday(one.on.weekday(), _.lang))
    for (programme, why), days in sessions.items():
        when = say_list(days, _.lang)
        told = _("an interpreter for {programme} {days}", programme=programme, days=when)
        yield _because(told, why, languages, _)
    for one in need.missing:
        if one.gap in MISSING:
            yield _(MISSING[one.gap], languages=languages, programme=one.programme)


def _because(told: str, why: str | None, languages: str, _: Texts) -> str:
    """With what stands in the way; nothing more of somebody whose languages nobody knows."""
    return f"{told} ({_(WHY[why], languages=languages)})" if why in WHY and languages else told


def _voices(voices: Sequence[Voice], _: Texts) -> Iterator[str]:
    """Each interpreter once, with what they are booked for."""
    booked: dict[str, list[str]] = {}
    for one in voices:
        what = say_word(f"~TalkKind.{one.kind}", _.lang)
        if one.kind is TalkKind.SESSION and one.on and one.start:
            what = f"{one.programme} {say_weekday(one.on.weekday(), _.lang)} {one.start:%H:%M}"
        booked.setdefault(one.interpreter, []).append(what)
    for interpreter, needs in booked.items():
        yield f"{interpreter} ({say_list(needs, _.lang)})"


def _languages(codes: Sequence[str], _: Texts) -> str:
    return ", ".join(say_language(code, _.lang) for code in codes)
