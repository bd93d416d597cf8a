"""Whether two weeks that differ in answers alone leave every plan worth the same, so that neither need be planned anew.

What pair rules and pair goals read of a household is compared by what they say of each of its options; all else that a
rule could read must be the same as it stands. So a new field makes no two weeks alike by mistake.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from placement.domain.activity import wished
from placement.domain.bites import objections
from placement.domain.household import Household
from placement.domain.instance import Instance
from placement.domain.load import load_points
from placement.domain.person import Person, Track, ZoneWish
from placement.domain.rule import Blocks, Rule
from placement.domain.stay import Stay
from placement.domain.tier import priority_of
from placement.domain.value import Answer
from placement.domain.week import Week
from placement.review.options import Said, choices, everywhere
from placement.review.points import pair_points

BY_OPTIONS = frozenset({"consents", "activity_consents", "avoid_areas"})
"""Tables that only pair rules read; of avoid areas also what is about the way to a programme."""
UNREAD: dict[str, Any] = {
    "threat": None, "secrecy": None, "track": Track.NOT_CLARIFIED, "zone_wish": ZoneWish.NOT_ASKED,
    "support": None, "work_right": Answer.NOT_ASKED, "areas_asked": False,
}  # fmt: skip
"""Fields of a person that pair rules read, and beside them only the work they make (`load_points`), the count of those
who need help round the clock, and the tier."""
ROUND_THE_CLOCK = 3
Parts = tuple[Any, ...]


class Alike(NamedTuple):
    """How weeks are compared: the goals, as configured."""

    goals: tuple[Rule, ...]

    def alike(self, one: Week, other: Week, households: Iterable[str]) -> bool:
        """Whether every plan keeps to the rules in both or in neither, and is worth the same in both.

        Args:
            one: A week.
            other: The same week with other answers.
            households: Those whom the answers are about.
        """
        names = tuple(households)
        if _rest(one.instance, names) != _rest(other.instance, names):
            return False
        _share(one, other, names)
        return all(self._digest(one, name) == self._digest(other, name) for name in names)

    def _digest(self, week: Week, name: str) -> Parts | None:
        kept: dict[str, Parts | None] = week.__dict__.setdefault("_digests", {})
        if name not in kept:
            kept[name] = self._of(week, week.household[name]) if name in week.household else None
        return kept[name]

    def _of(self, week: Week, household: Household) -> Parts:
        options = tuple(self._options(week, household))
        lives = any(spans for _, _, spans, *_ in options) or household.alias in week.held_of
        return (
            week.tier(household.alias),
            week.window(household),
            load_points(household),
            tuple(_facts(week, person, lives=lives) for person in household.members),
            options,
            tuple(_acts(week, household)),
        )

    def _options(self, week: Week, household: Household) -> Iterator[Parts]:
        """Each place with its dates, what is waived there, and what each stay costs."""
        pinned = any(p.household in (household.alias, household.origin) for p in week.instance.pins)
        if not (pinned or week.wants_option(household)):
            return
        said = _waived(week, household)
        for choice in choices(week, household):
            waived = {
                (s.rule.id, s.objection.since, s.objection.until, s.objection.blocks, s.objection.waived)
                for s in said.get(choice.place.alias, ())
            }
            points = tuple(self._points(week, stay) for stay in choice.stays(household))
            yield choice.place.alias, choice.kind, tuple(choice.spans), frozenset(waived), points

    def _points(self, week: Week, stay: Stay) -> tuple[int, ...]:
        return tuple(pair_points(week, part, stay) for goal in self.goals for part in goal.pair_goals)


def _share(one: Week, other: Week, households: tuple[str, ...]) -> None:
    """What no answer is about need not be found twice: others' priority, and the options of who only said a wish."""
    if "priorities" not in other.__dict__:
        mine = {name: priority_of(other, other.household[name]) for name in households}
        other.__dict__["priorities"] = {**one.priorities, **mine}
    tables = all(getattr(one.instance, table) == getattr(other.instance, table) for table in BY_OPTIONS)
    for name in households:
        if tables and one.household[name].members == other.household[name].members:
            who = one.household[name]
            other.__dict__.setdefault("_choices", {})[name] = choices(one, who)
            other.__dict__.setdefault("_waived_in", {})[name] = _waived(one, who)


def _waived(week: Week, household: Household) -> dict[str, list[Said]]:
    """What is waived for the household, place by place; found once a week."""
    kept: dict[str, dict[str, list[Said]]] = week.__dict__.setdefault("_waived_in", {})
    if household.alias not in kept:
        kept[household.alias] = everywhere(week, household, lambda objection: objection.waived)
    return kept[household.alias]


def _facts(week: Week, person: Person, *, lives: bool) -> Parts:
    """What is known of a person beside what pair rules read; who lives nowhere in any plan shares no room."""
    unread = UNREAD if lives else UNREAD | {"sharing": Answer.NOT_ASKED}
    goes = wished(week, person.alias) or person.alias in week.enrolled_of
    ways = week.attributes.of(person, "avoids") if goes else ()
    return person.model_copy(update=unread), person.support == ROUND_THE_CLOCK, ways


def _rest(instance: Instance, households: tuple[str, ...]) -> Parts:
    """All tables but those that are compared by what they do; of these households only what no answer is about."""
    tables = (
        getattr(instance, name) for name in Instance.model_fields if name not in {*BY_OPTIONS, "households"}
    )
    return (*tables, tuple(_without_answers(h, households) for h in instance.households))


def _without_answers(household: Household, asked: tuple[str, ...]) -> Household:
    """The household without its wishes; its people are looked at one by one."""
    names = {household.alias, *(p.alias for p in household.members)}
    return household.model_copy(update={"wishes": (), "members": ()}) if names & set(asked) else household


def _acts(week: Week, household: Household) -> Iterator[Parts]:
    """What is said of programmes that somebody wishes for or attends, of contacts and of interpreters."""
    pairs: list[tuple[Person | Household, Any]] = [(household, contact) for contact in week.contacts]
    for person in household.members:
        attended = [week.programme[e.programme] for e in week.enrolled_of.get(person.alias, ())]
        pairs += [(person, there) for there in (*wished(week, person.alias), *attended, *week.interpreters)]
    for who, there in pairs:
        yield tuple(
            (rule.id, o.level, o.since, o.until, o.blocks, o.waived)
            for rule in week.rules
            for _, o in objections(rule, who, there, week.attributes)
            if o.blocks is not Blocks.NOTE
        )
