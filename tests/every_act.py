"""Everything that can be planned beside some stays, by the judge alone: enrolments, contacts and interpreters."""

from collections.abc import Iterator, Mapping
from itertools import chain, product
from typing import Any

from placement.domain.act import Where, dated, named, where, who
from placement.domain.activity import span_of, wished
from placement.domain.bites import bites, objections
from placement.domain.contact import AssignmentKind, ContactAssignment
from placement.domain.interpreter import Booking
from placement.domain.interpreting import Need, booking_of, session_needs
from placement.domain.person import Person
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.review import Finding, FindingKind, Review
from placement.domain.rule import Act, Objection, Rule
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.act_form import act_findings
from placement.review.audit import judge
from placement.review.findings import rule_findings
from placement.review.form import form_findings, readable
from placement.review.points import goal_points

MOST = 2000
"""Plans of a world beside its plans of stays; larger ones are left out."""
ACTIVITY_GOALS = frozenset({"G05", "G06", "G09", "G10", "G13", "G16", "G19"})
"""What these cost depends on more than stays."""
MORE_MAY_COME = "too_few"
"""What is said of a programme that would not open: the next who is enrolled may change it."""


class TooMany(Exception):
    """A world with more plans than anybody tries."""

    def __init__(self, plans: int) -> None:
        super().__init__(plans)
        self.plans = plans


def with_give_ups(week: Week, stays: tuple[Stay, ...]) -> Plan:
    """The stays, with the current enrolments that must be given up for them: those that the judge lets go."""
    gone = tuple(one.but(kind=EnrolmentKind.GIVEN_UP) for one in week.enrolled) if stays else ()
    plan = Plan(stays=stays, enrolments=gone)
    needless = {(f.finding.about[-1], f.finding.where) for f in act_findings(week, Seen(week, plan)) if gone}
    return plan.but(enrolments=tuple(e for e in gone if (e.person, e.programme) not in needless))


def broken(week: Week, plan: Plan) -> Iterator[Finding]:
    """Every breach of a plan but those of pins, one by one: who needs to know of one only, asks no more."""
    plan, found = readable(week, plan)
    seen = Seen(week, plan)
    said = chain(
        found,
        form_findings(week, plan),
        act_findings(week, seen),
        *(rule_findings(week, seen, rule) for rule in week.rules),
    )
    return (one.finding for one in said if one.finding.kind is FindingKind.BREACH)


def stands(week: Week, stays: tuple[Stay, ...]) -> bool:
    """Whether nothing speaks against the stays, with what must be given up for them."""
    return next(broken(week, with_give_ups(week, stays)), None) is None


class Everything:
    """Plans beside given stays, with a count of those that were tried."""

    def __init__(self, week: Week, goals: tuple[Rule, ...], most: int = MOST) -> None:
        self.week, self.goals, self.most = week, goals, most
        self.priced = [g.configured(week.instance.policy) for g in goals if g.code in ACTIVITY_GOALS]
        self.tried = 0
        self.contacts = list(self._contacts())
        self._fits: dict[tuple[Plan, frozenset[Act]], bool] = {}

    def least_points(self, stays: Mapping[tuple[Stay, ...], Review]) -> int:
        """The least points of a plan with one of these sets of stays. `stays`: with what the judge says of each.

        Stays cost what the goals about housing lose, whatever else is planned. Raises TooMany.
        """
        best = 10**9
        for mine, review in sorted(stays.items(), key=lambda item: _of_housing(item[1])):
            for plan in self._beside(mine) if _of_housing(review) < best else ():
                best = min(best, self._points(plan, _of_housing(review), best))
        return best

    def _beside(self, stays: tuple[Stay, ...]) -> Iterator[Plan]:
        bare = with_give_ups(self.week, stays)
        for enrolments in self._enrolments(bare):
            begun = bare.but(enrolments=(*bare.enrolments, *enrolments))
            for bookings in self._bookings(begun):
                for contacts in self.contacts:
                    yield begun.but(bookings=bookings, contacts=contacts)

    def _points(self, plan: Plan, housing: int, best: int) -> int:
        """The plan's points where it may be the best and the judge finds no breach; rules are asked last."""
        self.tried += 1
        if self.tried > self.most:
            raise TooMany(self.tried)
        seen = Seen(self.week, plan)
        if housing + sum(goal_points(self.week, seen, goal).points for goal in self.priced) >= best:
            return best
        review = judge(self.week, plan, self.goals)
        return best if review.breaches else review.points

    # -- what can be begun
    def _enrolments(self, bare: Plan) -> Iterator[tuple[Enrolment, ...]]:
        """Sets of new enrolments of which each two stand beside the stays."""
        found: list[tuple[Enrolment, ...]] = [()]
        for person in self.week.person.values():
            for one in _wished(self.week, person):
                found += [(*some, one) for some in found if self._stand(bare, one, some)]
                _not_too_many(found)
        yield from found

    def _stand(self, bare: Plan, one: Enrolment, some: tuple[Enrolment, ...]) -> bool:
        return self._stands(bare, one, None) and all(self._stands(bare, one, other) for other in some)

    def _stands(self, bare: Plan, one: Enrolment, other: Enrolment | None) -> bool:
        both = (one,) if other is None else (one, other)
        key = (bare, frozenset(both))
        if key not in self._fits:
            said = broken(self.week, bare.but(enrolments=(*bare.enrolments, *both)))
            self._fits[key] = all(f.says == MORE_MAY_COME for f in said)
        return self._fits[key]

    def _contacts(self) -> Iterator[tuple[ContactAssignment, ...]]:
        """Sets of contacts that stand by themselves: for each household nobody or one."""
        per = [[None, *_contacts_of(self.week, h.alias)] for h in self.week.households]
        for chosen in product(*per):
            some = tuple(one for one in chosen if one)
            if next(broken(self.week, Plan(contacts=some)), None) is None:
                yield some

    def _bookings(self, begun: Plan) -> Iterator[tuple[Booking, ...]]:
        """For each need nobody, or an interpreter against whom nothing speaks."""
        week = self.week
        gone = {(e.person, e.programme) for e in begun.enrolments if e.kind is EnrolmentKind.GIVEN_UP}
        attended = [e for e in week.enrolled if (e.person, e.programme) not in gone]
        attended += [e for e in begun.enrolments if e.kind is EnrolmentKind.NEW]
        needs = [Need(talk.person, talk.kind) for talk in week.talks]
        needs += [need for one in attended for need in session_needs(week, one)]
        found: list[tuple[Booking, ...]] = [()]
        for need in needs:
            bookings = [booking_of(need, t.alias) for t in week.interpreters]
            mine = [b for b in bookings if not _spoken_against(week, b)]
            found += [(*some, b) for some in found for b in mine if self._free(begun, some, b)]
            _not_too_many(found)
        yield from found

    def _free(self, begun: Plan, some: tuple[Booking, ...], one: Booking) -> bool:
        """Whether the interpreter has the hours beside what they are booked for."""
        mine = tuple(b for b in some if b.interpreter == one.interpreter)
        key = (begun, frozenset((*mine, one)))
        if key not in self._fits:
            said = broken(self.week, begun.but(bookings=(*mine, one)))
            self._fits[key] = all(f.says == MORE_MAY_COME for f in said)
        return self._fits[key]


def _not_too_many(found: list[Any]) -> None:
    if len(found) > MOST // 10:
        raise TooMany(len(found))


def _of_housing(review: Review) -> int:
    return sum(goal.points for goal in review.goals if goal.code not in ACTIVITY_GOALS)


def _said(week: Week, one: Person, there: Where) -> Iterator[Objection]:
    """What pair rules hold against a person there, beyond what is overridden."""
    for rule in week.rules:
        for _, objection in objections(rule, one, there, week.attributes):
            if not objection.waived:
                household = week.household_of[one.alias].alias
                yield from week.not_overridden(rule.code, household, named(there), objection)


def _wished(week: Week, person: Person) -> Iterator[Enrolment]:
    """New enrolments that the person wishes for, on the dates that are possible."""
    held = {e.programme for e in week.enrolled_of.get(person.alias, ())}
    for programme in wished(week, person.alias):
        span = span_of(week, person, programme, _said(week, person, programme))
        if span and programme.alias not in held:
            yield Enrolment(person=person.alias, programme=programme.alias, start=span[0], until=span[1],
                            kind=EnrolmentKind.NEW)  # fmt: skip


def _contacts_of(week: Week, household: str) -> Iterator[ContactAssignment]:
    """The one it has, and any other, where nothing speaks against them."""
    for contact in week.contacts:
        kept = week.assigned.get(household) == contact.alias
        kind = AssignmentKind.CURRENT if kept else AssignmentKind.NEW
        one = ContactAssignment(household=household, contact=contact.alias, since=week.as_of, kind=kind)
        if not _spoken_against(week, one):
            yield one


def _spoken_against(week: Week, act: Act) -> bool:
    """Whether a pair rule forbids an act; of a contact who is kept the judge only warns, and no plan keeps them."""
    one, there, when = who(week, act), where(week, act), dated(act, week.as_of)
    household = one.alias if isinstance(act, ContactAssignment) else week.household_of[one.alias].alias
    for rule in week.rules:
        for _, objection in objections(rule, one, there, week.attributes):
            blocks = objection.blocks.value in ("start", "night") and not objection.waived
            for left in week.not_overridden(rule.code, household, named(there), objection) if blocks else ():
                if bites(left, when, week.as_of):
                    return True
    return False
