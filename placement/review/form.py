"""What every plan must keep to before any rule is asked; what is overdue; and what pins ask for."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from placement.domain.household import Household
from placement.domain.option import is_offered, is_within
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import DESIGNED, Level, Rule, Source, facts
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER, overlap
from placement.domain.week import Week
from placement.review.act_form import readable_acts
from placement.review.act_sentences import ACT_FORM
from placement.review.budget_sentences import BUDGET
from placement.review.findings import Found
from placement.words.sentence import Sentence

PLANNED = frozenset({StayKind.NEW, StayKind.PROPOSAL})

PLAN_FORM = Rule(
    id="plan_form",
    code="",
    levels=(Level.ABSOLUTE,),
    title=Sentence(
        "Planen er lesbar og holder seg til behovet", "The plan can be read and keeps to the need"
    ),
    because=Sentence(
        "En plan som ikke kan leses entydig, kan heller ikke kontrolleres.",
        "A plan that cannot be read in one way cannot be checked either.",
    ),
    source=Source(
        "Valgt i prosjektet: slik er opphold, forslag og nettene som teller, definert",
        "Design choice: how stays, proposals and the nights that count are defined",
        DESIGNED,
    ),
    says={
        "unknown_household": Sentence(
            "Planen nevner en husstand som ikke finnes denne uken.",
            "The plan names a household that is not there this week.",
        ),
        "unknown_place": Sentence(
            "Planen nevner et sted som ikke tilbys: {place}.",
            "The plan names a place that is not offered: {place}.",
        ),
        "not_for_household": Sentence(
            "Flere rom tilbys bare husstander som ikke får plass i ett: {place}.",
            "Several rooms are offered only to households that do not fit into one: {place}.",
        ),
        "wrong_kind": Sentence(
            "En plan har bare nye opphold og forslag om å flytte.",
            "A plan holds only new stays and proposals to move.",
        ),
        "two_stays": Sentence(
            "Husstanden har mer enn ett opphold i planen.",
            "The household has more than one stay in the plan.",
        ),
        "no_nights": Sentence(
            "Oppholdet har ingen netter: slutten er ikke etter starten.",
            "The stay has no nights: its end is not after its start.",
        ),
        "no_end": Sentence("Et planlagt opphold må ha en sluttdato.", "A planned stay must have an end."),
        "too_early": Sentence(
            "Klar for innflytting tidligst {first}.", "Ready to move in on {first} at the earliest."
        ),
        "after_need": Sentence(
            "Oppholdet varer lenger enn behovet (til {end}).",
            "The stay lasts longer than the need (until {end}).",
        ),
        "too_short": Sentence(
            "Et opphold som slutter før behovet, må vare minst {nights:natt|netter}.",
            "A stay that ends before the need must last at least {nights:night|nights}.",
        ),
        "outside_window": Sentence(
            "Oppholdet dekker ingen av nettene som teller ({start}–{end}).",
            "The stay covers none of the nights that count ({start}–{end}).",
        ),
        "no_need": Sentence(
            "Husstanden har ikke noe behov som planen skal dekke.",
            "The household has no need for the plan to meet.",
        ),
        "not_housed": Sentence(
            "Et forslag om flytting gjelder bare den som har et sted å bo.",
            "A move is proposed only to somebody who is housed.",
        ),
        "own_place": Sentence(
            "Husstanden har denne plassen fra før: {place}.",
            "The household already has this place: {place}.",
        ),
        "other_facts": Sentence(
            "Planen er laget for andre fakta enn denne uken: lag den på nytt.",
            "The plan was made for other facts than this week's: make it again.",
        ),
    },
    parts=(),
)

OVERDUE = Rule(
    id="overdue",
    code="",
    levels=(Level.GATE,),
    title=Sentence("Datoer som har passert", "Dates that have passed"),
    because=Sentence(
        "En dato som har passert, frigjør ingen seng: et menneske må avgjøre hva som skjer.",
        "A date that has passed frees no bed: a human must decide what happens.",
    ),
    source=Source(
        "Valgt i prosjektet: ingen kastes ut på papiret",
        "Design choice: nobody is evicted on paper",
        DESIGNED,
    ),
    says={
        "stay_ended": Sentence(
            "Oppholdet skulle ha sluttet {on}: registrer utflytting eller ny dato.",
            "The stay should have ended on {on}: record the move out, or a new date.",
        ),
        "hold_not_begun": Sentence(
            "Innflyttingen var avtalt til {on}: registrer om de har flyttet inn.",
            "The move in was agreed for {on}: record whether it has happened.",
        ),
        "not_answered": Sentence(
            "Innflytting fra {on} er tilbudt, og ingen har ført svaret.",
            "A move in from {on} was offered, and nobody has recorded the answer.",
        ),
        "hold_expired": Sentence(
            "Plassen ble holdt av til {on}: avklar med boligen.",
            "The place was held until {on}: settle it with the unit.",
        ),
        "need_ended": Sentence(
            "Behovet skulle ha vært over {on}: avklar med husstanden.",
            "The need should have ended on {on}: settle it with the household.",
        ),
        "waiver_ended": Sentence(
            "Unntaket fra {rule} gikk ut {on}: vurder på nytt.",
            "The waiver of {rule} ended on {on}: assess it again.",
        ),
    },
    parts=(),
)

PIN = Rule(
    id="pin",
    code="",
    levels=(Level.ABSOLUTE, Level.GATE),
    title=Sentence("Det samordneren har låst", "What the coordinator has locked"),
    because=Sentence(
        "Det mennesker har bestemt, går foran det som er regnet ut.",
        "What people decided goes before what was computed.",
    ),
    source=Source(
        "Valgt i prosjektet: låser er rader som legges inn, og de viker bare for reglene",
        "Design choice: pins are input rows, and yield only to the rules",
        DESIGNED,
    ),
    says={
        "not_kept": Sentence(
            "Planen følger ikke låsen til {where}.", "The plan does not keep the lock to {where}."
        ),
        "broken": Sentence(
            "Planen bruker {where}, som er låst ute.", "The plan uses {where}, which is locked out."
        ),
        "set_aside": Sentence(
            "Låsen til {where} bryter en regel alene og er satt til side: fjern den, eller velg et annet sted.",
            "The lock to {where} breaks a rule by itself and is set aside: remove it, or choose another place.",
        ),
    },
    parts=(),
)

FORM_RULES = (PLAN_FORM, ACT_FORM, OVERDUE, PIN, BUDGET)


def readable(week: Week, plan: Plan) -> tuple[Plan, list[Found]]:
    """What rules can be asked about, and what is wrong with the rest and the plan as a whole."""
    offered = {p.alias for p in week.places}
    kept: list[Stay] = []
    found: list[Found] = []
    for stay in plan.stays:
        if stay.household not in week.household:
            found.append(_breach("unknown_household", stay))
        elif stay.place not in offered:
            found.append(_breach("unknown_place", stay, place=stay.place))
        elif stay.kind not in PLANNED:
            found.append(_breach("wrong_kind", stay))
        elif stay.until is not None and stay.until <= stay.start:
            found.append(_breach("no_nights", stay))
        else:
            kept.append(stay)
    if plan.instance_hash and plan.instance_hash != week.instance.content_hash:
        found.append(Found(_finding(PLAN_FORM, FindingKind.BREACH, "other_facts", ())))
    plan, of_acts = readable_acts(week, plan.but(stays=tuple(kept)))
    return plan, [*found, *of_acts]


def form_findings(week: Week, plan: Plan) -> Iterator[Found]:
    """Each planned stay against the dates and nights of its household's need."""
    many = Counter(stay.household for stay in plan.stays)
    for stay in plan.stays:
        if many[stay.household] > 1:
            yield _breach("two_stays", stay)
        household = week.household[stay.household]
        yield from _of_need(week, household, stay)
        yield from _of_place(week, household, stay)


def _of_need(week: Week, household: Household, stay: Stay) -> Iterator[Found]:
    first, end, window = week.first_possible(household), week.need_end(household), week.window(household)
    least = week.least_nights(household)
    if not week.wants_option(household) and not any(
        _names(p.household, household) for p in week.instance.pins if p.must
    ):
        yield _breach("no_need", stay)
    if stay.start < first:
        yield _breach("too_early", stay, first=first)
    if stay.until is None:
        yield _breach("no_end", stay)
    elif stay.until > end:
        yield _breach("after_need", stay, end=end)
    elif stay.until < end and (stay.until - stay.start).days < least:
        yield _breach("too_short", stay, nights=least)
    if window and (stay.start >= window.until or (stay.until or FOREVER) <= window.start):
        yield _breach("outside_window", stay, start=window.start, end=window.until)


def _of_place(week: Week, household: Household, stay: Stay) -> Iterator[Found]:
    if stay.kind is StayKind.PROPOSAL and not week.is_housed(stay.household):
        yield _breach("not_housed", stay)
    if not is_offered(household, week.place(stay.place)):
        yield _breach("not_for_household", stay, place=stay.place)
    if any(_is_own(week, held, stay) for held in week.held_of.get(stay.household, ())):
        yield _breach("own_place", stay, place=stay.place)


def _is_own(week: Week, held: Stay, stay: Stay) -> bool:
    """A home, or a part of it, is not moved into again; nor is a held place, on the nights on which it is held."""
    together = overlap(held.start, held.until or FOREVER, stay.start, stay.until or FOREVER)
    within = is_within(week.place(stay.place), week.place(held.place))
    return within and (held.kind is StayKind.CURRENT or together)


def overdue(week: Week) -> Iterator[Found]:
    """Written dates that have passed without anybody having recorded what happened."""
    for household in week.households:
        mine = household.alias
        for row in week.held_rows(household):
            yield from _passed(week, "stay_ended", mine, row.place, row.until)
            if row.kind is StayKind.HOLD:
                yield from _passed(week, "hold_expired", mine, row.place, row.expires)
                if row.start < week.as_of:  # today's move in may still be under way
                    waits = week.awaits_answer(row.but(household=mine))
                    says = "not_answered" if waits else "hold_not_begun"
                    yield from _passed(week, says, mine, row.place, row.start)
        if week.tier(mine) is not None or week.held_of.get(mine):
            yield from _passed(week, "need_ended", mine, "", household.expected_until)
        for waiver in week.instance.waivers:
            lives = any(week.unit_of(s).alias == waiver.unit for s in week.held_of.get(mine, ()))
            if lives and _names(waiver.household, household):
                yield from _passed(week, "waiver_ended", mine, waiver.unit, waiver.until, rule=waiver.rule)


def _passed(
    week: Week, says: str, household: str, where: str, on: date | None, **named: object
) -> Iterator[Found]:
    if on is not None and on <= week.as_of:
        finding = _finding(OVERDUE, FindingKind.TASK, says, (household,), where, on=on, **named)
        yield Found(finding)


def _names(alias: str, household: Household) -> bool:
    """Whether a row's alias means this household; a row about one that was split means each part."""
    return alias in (household.alias, household.origin)


def _breach(says: str, stay: Stay, **named: object) -> Found:
    finding = _finding(PLAN_FORM, FindingKind.BREACH, says, (stay.household,), stay.place, **named)
    return Found(finding, (stay,))


def _finding(
    rule: Rule, kind: FindingKind, says: str, about: tuple[str, ...], where: str = "", /, **named: object
) -> Finding:
    return Finding(
        rule=rule.id, code=rule.code, kind=kind, level=rule.levels[0], says=says, about=about, where=where,
        facts=facts(**named),
    )  # fmt: skip
