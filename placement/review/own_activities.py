"""Which programmes members of a household could follow by their own facts, as if nobody else were there.

The week that is asked holds nobody else, as the one of `own_reasons`, and of a programme what each caseworker may read:
not where it is. Seats, and how many are needed to begin, rest on others, and are not asked about.
"""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from placement.domain.activity import wished
from placement.domain.area import Travel
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.programme import Programme
from placement.domain.review import Finding
from placement.domain.rule import Rule
from placement.domain.week import Week
from placement.review.own_reasons import NOWHERE, own_week
from placement.review.why_not_activity import MORE, why_not_activity

Kind = Literal["attends", "open", "barred"]
OF_PERSON = ("language_levels", "activity_wishes", "activity_consents", "enrolments")

NO_WAY = Travel(a=NOWHERE, b=NOWHERE, minutes=0)
"""No way between two programmes is too long: how long it is would tell where they are."""
NO_HOME = "no_home"
"""What A01 says where nobody knows how long the way home is."""


class OwnActivity(NamedTuple):
    """A person, and a programme that they go to or that would meet a wish of theirs."""

    person: str
    programme: str
    kind: Kind
    """Attends: they go to it. Open: nothing of their own is against it. Barred: rules are."""
    wish: str = ""
    """What was wished for: the programme, or the kind of programme."""
    bars: tuple[Finding, ...] = ()
    """What bars it."""


def own_activity_week(instance: Instance, household: str, rules: Iterable[Rule]) -> Week:
    """The week of a household with what there is to do, in which there is nobody else. Raises KeyError."""
    rules = tuple(rules)
    own = own_week(instance, household, rules).instance
    people = {person.alias for one in own.households for person in one.members}
    rows: dict[str, Any] = {
        name: tuple(row for row in getattr(instance, name) if row.person in people) for name in OF_PERSON
    }
    times = (row.but(district=NOWHERE) for row in instance.appointments if row.person in people)
    aside = (o for o in instance.overrides if o.programme and set(o.households) == {household})
    return Week(
        own.but(
            **rows,
            stays=(),
            appointments=tuple(times),
            overrides=tuple(aside),
            programmes=tuple(map(_public, instance.programmes)),
            travel=(NO_WAY,),
        ),
        rules,
    )


def _public(programme: Programme) -> Programme:
    return programme.but(site=None, district=NOWHERE)


def own_activities(week: Week) -> tuple[OwnActivity, ...]:
    """All that somebody of such a week goes to, or wishes for, in order of person and programme."""
    return tuple(
        one
        for person in sorted(week.person)
        for programme in _programmes(week, person)
        if (one := _of(week, person, programme)) is not None
    )


def _programmes(week: Week, person: str) -> list[str]:
    goes = {one.programme for one in week.enrolled_of.get(person, ())}
    return sorted({one.alias for one in wished(week, person)} | goes)


def _of(week: Week, person: str, programme: str) -> OwnActivity | None:
    """Nothing of a programme whose kind is wished for and had already."""
    wish = _wish(week, person, programme)
    found = why_not_activity(week, Plan(instance_hash=week.instance.content_hash), person, programme, ())
    if found.kind in ("attends", "ends"):
        return OwnActivity(person, programme, "attends", wish)
    said = [*found.blocking, *found.beside]
    if any(one.says == MORE for one in said):
        return None
    rests_on_others = {rule.id: rule.neutral for rule in week.rules}
    bars = tuple(one for one in said if one.says not in {NO_HOME, *rests_on_others.get(one.rule, ())})
    return OwnActivity(person, programme, "barred" if bars else "open", wish, bars)


def _wish(week: Week, person: str, programme: str) -> str:
    """The wish that it would meet: by its name first."""
    met = [one for one in week.wishes_of.get(person, ()) if one.means(week.programme[programme])]
    named = sorted(str(one.programme or one.kind or "") for one in met if one.programme) or sorted(
        str(one.kind) for one in met
    )
    return named[0] if named else ""
