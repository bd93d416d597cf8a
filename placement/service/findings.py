"""What the judge says, in words."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from placement.domain.plan import Plan
from placement.domain.relation import HARMFUL
from placement.domain.review import Finding, FindingKind, Review, TierStages
from placement.domain.rule import Rule
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.review.act_sentences import ACT_FORM
from placement.review.form import FORM_RULES
from placement.rules import GOALS, RULES
from placement.service.homes import spot
from placement.service.priority import in_words
from placement.service.resting import Resting
from placement.service.rows import Lost, Said
from placement.service.veil import DEPENDS, NOBODY, SOMEBODY, Names
from placement.words.finding import render_finding
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_date, say_day, say_list
from placement.words.texts import Texts, texts

MOST_PLACES = 2
"""Places named beside one sentence; where it is said of more, it names none."""

RULES_BY_ID: dict[str, Rule] = {rule.id: rule for rule in (*RULES, *FORM_RULES)}


def said(
    week: Week, plan: Plan, findings: Iterable[Finding], lang: Lang, untold: Names = NOBODY
) -> tuple[Said, ...]:
    """Findings in words, in the judge's order; what is said alike of several is one row.

    Args:
        week: The facts.
        plan: The plan that they are about.
        findings: What the judge says.
        lang: Of the texts.
        untold: Of whom the reader may not know. What is of these alone is left out. What is of others too is told of
            them, and says nothing: most sentences about two people name neither.
    """
    every = tuple(findings)
    theirs = [one for one in every if untold and not untold.isdisjoint(rests_on(week, one))]
    rows = _said(week, plan, (one for one in every if one not in theirs), lang)
    _ = texts(lang)
    known = ([a for a in one.about if a not in untold] for one in theirs)
    whom = (", ".join(a for a in about if a in week.household or a in week.person) for about in known)
    return (*rows, *(Said(f"{who}, {_(SOMEBODY)}", "", _(DEPENDS), "") for who in dict.fromkeys(whom) if who))


def rests_on(week: Week, finding: Finding) -> frozenset[str]:
    """All of whom a finding tells: whom it is about, and others whom its rule looked at without naming them."""
    others = UNNAMED.get((finding.rule, finding.says))
    return frozenset(finding.about).union(others(week, finding) if others else ())


def _other_side(week: Week, finding: Finding) -> Iterator[str]:
    """Those with a harmful link to whom it is about."""
    about = set(finding.about)
    people = {m.alias for one in about & week.household.keys() for m in week.household[one].members} | about
    for link in week.instance.relations:
        if link.kind in HARMFUL and people & {link.a, link.b}:
            yield from {link.a, link.b} - people


def _who_leaves(week: Week, finding: Finding) -> Iterator[str]:
    """Those in a room of the place whose stay has an end."""
    try:
        rooms = week.place(finding.where).rooms
    except (KeyError, ValueError):
        return
    for room in rooms:
        yield from (s.household for s in week.held_in_room.get(room.alias, ()) if s.until is not None)


def _who_attends(week: Week, finding: Finding) -> Iterator[str]:
    """Those who have the seats of the programme."""
    yield from (one.person for one in week.enrolled_in.get(finding.where, ()))


UNNAMED: dict[tuple[str, str], Callable[[Week, Finding], Iterator[str]]] = {
    ("harmful_link", "known"): _other_side,
    ("notice", "turnaround"): _who_leaves,
    ("programme_fit", "no_seat"): _who_attends,
}
"""Sentences, by rule, that rest on others than those whom their finding is about. All other findings name everybody."""


def without_theirs(week: Week, review: Review, untold: Names) -> Review:
    """A review without the findings that rest on somebody of whom the reader may not know."""
    if not untold:
        return review
    known = (one for one in review.findings if untold.isdisjoint(rests_on(week, one)))
    return review.but(findings=tuple(known))


def _said(week: Week, plan: Plan, findings: Iterable[Finding], lang: Lang) -> tuple[Said, ...]:
    _ = texts(lang)
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        text = _bed_goes(week, plan, finding, _) or _dated(week, finding, lang)
        grouped.setdefault((finding.code, text), []).append(finding)
    rows = []
    for (code, text), alike in grouped.items():
        where = sorted({_where(week, finding) for finding in alike})
        where = [name for name in where if not _names(text, name)]
        whom = ", ".join(_whom(week, alike, lang)) or _("The plan")
        rows.append(Said(whom, "; ".join(where) if len(where) <= MOST_PLACES else "", text, code))
    return tuple(rows)


def sentence(week: Week, finding: Finding, lang: Lang) -> str:
    """One finding in words, for a coordinator."""
    named = finding.but(facts=in_words(finding.facts, lang))
    text = render_finding(named, RULES_BY_ID, lang, need_to_know=True, near=week.as_of)
    return Resting(text, rests_on(week, finding))


def _dated(week: Week, finding: Finding, lang: Lang) -> str:
    """The sentence, and from when, where that is still to come and the sentence does not say so."""
    text = sentence(week, finding, lang)
    if finding.since is None or finding.since <= week.as_of:
        return text
    _, day = texts(lang), say_date(finding.since, lang)
    since = _("from {day}", day=day)
    if day in text:
        return text
    ends = tuple(say_date(value, lang) for _, value in finding.facts if isinstance(value, date))
    stem = text if text.endswith(tuple(one for one in ends if one.endswith("."))) else text.removesuffix(".")
    return f"{stem[:-1]}; {since})." if stem.endswith(")") else f"{stem} ({since})."


def _bed_goes(week: Week, plan: Plan, finding: Finding, _: Texts) -> str:
    """What takes the bed away from who lives there, when, and what to do; nothing for other findings."""
    if finding.kind is not FindingKind.ALARM or not _is_bedless(finding):
        return ""
    try:
        place = week.place(finding.where)
    except (KeyError, ValueError):
        return ""
    unit, since = place.unit, max(finding.since or week.as_of, week.as_of)
    closures = [c for c in week.closures_in(unit.alias) if c.since <= since < c.until]
    if not closures:
        return ""
    begins = max(closures, key=lambda c: c.since)
    day = say_day(begins.since, _.lang, week.as_of)
    if begins.since == unit.available_until:
        what = _(
            "The lease of {unit} runs until {day}; from then on the room is gone.", unit=unit.alias, day=day
        )
    elif begins.since == begins.since.min:
        what = _("{unit} opens on {day}; until then there is no bed.", unit=unit.alias,
                 day=say_day(begins.until, _.lang, week.as_of))  # fmt: skip
    else:
        kind = say_word(f"~ClosureKind.{begins.kind}", _.lang)
        what = _("{unit} is closed from {day} ({kind}).", unit=unit.alias, day=day, kind=kind)
    return f"{what} {_way_out(week, plan, finding, _)}"


def _is_bedless(finding: Finding) -> bool:
    """Whether the bed rule speaks of a room without any bed: of its own beds, or of those taken."""
    return finding.says == "no_beds" or (finding.says == "over_full" and dict(finding.facts).get("beds") == 0)


def _way_out(week: Week, plan: Plan, finding: Finding, _: Texts) -> str:
    """The plan's own proposal with the nights that it leaves open, or that a place must be found."""
    mine = [s for s in plan.stays if s.household in finding.about]
    if not mine:
        if (finding.since or week.as_of) <= week.as_of:
            return _("Find another place now.")
        return _("Find another place before that.")
    stay = mine[0]
    told = _("The plan proposes {place} from {day}: ask for consent.", place=spot(week, stay.place, _),
             day=say_day(stay.start, _.lang, week.as_of))  # fmt: skip
    nights = (stay.start - max(finding.since or week.as_of, week.as_of)).days
    if nights <= 0:
        return told
    return (
        told
        + " "
        + _.n(
            "Settle where they sleep the {count} night between.",
            "Settle where they sleep the {count} nights between.",
            nights,
        )
    )


def tier_line(stages: TierStages, people: int, _: Texts) -> str:
    """`P1 unsafe: 3 of 4 in time, 6 nights without a place`."""
    tier = say_word(f"~Tier.{stages.tier}", _.lang)
    if not people:
        return _("{tier}: nobody now", tier=tier)
    parts = [
        _("{tier}: {placed} of {all} in time", tier=tier, placed=people - stages.not_in_time, all=people)
    ]
    if stages.nights:
        parts.append(_.n("{count} night without a place", "{count} nights without a place", stages.nights))
    if stages.impossible:
        parts.append(
            _.n(
                "for {count} no place exists in time",
                "for {count} no place exists in time",
                stages.impossible,
            )
        )
    return ", ".join(parts)


def percent_better(points: int, bound: int) -> int:
    """By how much a plan can be better at most: fewer points are better, and none is below the bound."""
    return math.ceil(100 * (points - bound) / points) if points > bound else 0


def status_line(run: Run, _: Texts) -> str:
    """How good the plan is proved to be."""
    if run.differs_from and run.status is Status.OPTIMAL:
        return _("Proven best of the plans that house somebody elsewhere.")
    if run.status is Status.OPTIMAL:
        return _(
            "Proven best: no plan serves the most urgent better, and none as good meets the wishes better."
        )
    if run.stages_proved and run.points is not None and run.bound is not None:
        return _(
            "Who gets a place in time is proven best. Wishes: at most {percent} % better is possible.",
            percent=percent_better(run.points, run.bound),
        )
    if run.stages_proved:
        return _(
            "Who gets a place in time is proven best. Whether the wishes can be met better is not proven."
        )
    return _why_unproved(run, _)


def _why_unproved(run: Run, _: Texts) -> str:
    """What kept even the stages from being proved."""
    if run.cut_short == "cancelled":
        return _("Valid, but not proven best: it was stopped. With more time, more may get a place in time.")
    if not run.cut_short:
        return _("Valid, but not proven best: the week is too large for a proof.")
    return _("Valid, but not proven best: time ran out. With more time, more may get a place in time.")


def _whom(week: Week, alike: Iterable[Finding], lang: Lang) -> list[str]:
    """Households, or members with their household in brackets; each once."""
    members: dict[tuple[str, bool], list[str]] = {}
    for finding in alike:
        households = [alias for alias in finding.about if alias in week.household]
        others = [alias for alias in finding.about if alias not in week.household]
        members.setdefault((say_list(households, lang), bool(others)), []).extend(others)
    named = []
    for (who, _), found in members.items():
        some = say_list(list(dict.fromkeys(found)), lang)
        named.append(f"{some} ({who})" if some and who else some or who)
    return [name for name in named if name]


def _names(text: str, name: str) -> bool:
    """Whether the sentence itself names the programme, helper or unit."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _where(week: Week, finding: Finding) -> str:
    """The unit, and the room where one is meant; the programme, contact or interpreter."""
    rule = RULES_BY_ID[finding.rule]
    if not rule.is_about_housing or rule is ACT_FORM or finding.where in ("", *week.unit):
        return finding.where
    try:
        place = week.place(finding.where)
    except (KeyError, ValueError):
        return finding.where
    return f"{place.unit.alias}, {'+'.join(room.alias for room in place.rooms)}"


def lost(review: Review, lang: Lang) -> tuple[Lost, ...]:
    """Points by goal, the most first."""
    titles = {goal.id: str(getattr(goal.title, lang)) for goal in (*GOALS, *RULES)}
    rows = [
        Lost(titles.get(g.goal, g.code), ", ".join(alias for alias, _ in g.households), g.points)
        for g in review.goals
        if g.points
    ]
    return tuple(sorted(rows, key=lambda row: (-row.points, row.title)))
