"""What a rule is: a law that a lawyer can read, with the parts that builder and judge evaluate."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, get_type_hints, runtime_checkable

from placement.domain.contact import AssignmentKind, ContactAssignment
from placement.domain.housing import Place
from placement.domain.interpreter import Booking
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.stay import HELD, Stay
from placement.domain.value import ALWAYS, FOREVER
from placement.words.sentence import Sentence

if TYPE_CHECKING:
    from placement.domain.policy import Policy
    from placement.domain.seen import Seen
    from placement.domain.terms import Terms

Fact = str | int | date
Facts = tuple[tuple[str, Fact], ...]


def facts(**named: object) -> Facts:
    """Facts of an objection or clash, ready to be put into a sentence.

    A word of an enumeration becomes `~Kind.word`, several become a comma list in their order, so that
    `words` can name them in any language.
    """
    return tuple((name, _fact(value)) for name, value in named.items())


def _fact(value: object) -> Fact:
    if isinstance(value, StrEnum):
        return f"~{type(value).__name__}.{value.value}"
    if isinstance(value, frozenset | set):
        return ", ".join(sorted(str(_fact(v)) for v in value))
    if isinstance(value, tuple | list):
        return ", ".join(str(_fact(v)) for v in value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str | int | date):
        return value
    raise TypeError(f"no fact: {type(value).__name__}")


class Level(StrEnum):
    """How binding a rule is."""

    ABSOLUTE = "absolute"
    HARD = "hard"
    GATE = "gate"
    SOFT = "soft"


class Reason(StrEnum):
    """Why somebody could not be placed: the unit's own codes, shown to coordinators only."""

    NO_BED = "R1"
    GENDER_ZONE = "R2"
    FAMILY_ROOM = "R3"
    AREA = "R4"
    SECURITY = "R5"
    SEPARATION = "R6"
    STAFFING = "R7"
    ACCESS = "R8"
    TRACK = "R9"
    LANGUAGE = "R10"
    CONSENT = "R11"
    ASSESSMENT = "R12"
    STAY_LIMIT = "R13"
    MOVE_LIMIT = "R14"
    """Of no rule: a place is open, but the unit allows itself no more moves that can wait."""


class Blocks(Enum):
    """When an objection bites."""

    START = "start"
    """Forbids to begin a stay on such a date."""
    NIGHT = "night"
    """Forbids every such night; for a held stay it bites where it bites tonight."""
    MOVE = "move"
    """Forbids to begin a stay without consent, but not to propose it."""
    HELD = "held"
    """Forbids nothing; says something about a held stay today."""
    NOTE = "note"
    """Forbids nothing; a task, for a held stay today or a new one at its start."""


class Objection(NamedTuple):
    """What a pair rule says against a household or person in a place. It knows dates, never the as-of date."""

    level: Level
    says: str
    """Key into the rule's sentences."""
    facts: Facts = ()
    reason: Reason | None = None
    since: date = ALWAYS
    until: date = FOREVER
    blocks: Blocks = Blocks.NIGHT
    after: int = 0
    """NIGHT and NOTE: bites only from this many nights after the stay's start on."""
    waived: str = ""
    """Why the objection blocks nothing (`P0`, `group`): it costs W01 and makes a task."""
    protects: bool = True
    """Whether the rule protects this one (of a harmful link only the protected side is acute)."""

    def and_held(self) -> "tuple[Objection, Objection]":
        """The objection itself, and the same said about a held stay, which it never ends."""
        return self, self._replace(blocks=Blocks.HELD)


Act = Stay | Enrolment | ContactAssignment | Booking
"""What a plan can begin."""
ALREADY = frozenset({*HELD, EnrolmentKind.CURRENT, AssignmentKind.CURRENT})
"""Kinds of what is there before the plan."""
ACTIVITY_CODES = ("A", "K", "T")
"""Codes of rules about activities, contacts and interpreters begin so; those about housing with H."""


class Clash(NamedTuple):
    """What a plan rule's check yields: these do not go together. All held: an alarm; waived: a task."""

    level: Level
    says: str
    about: tuple[Act, ...]
    facts: Facts = ()
    reason: Reason | None = None
    since: date | None = None
    until: date | None = None
    waived: str = ""
    where: str = ""
    """Alias of the unit, room, programme or helper."""
    whom: tuple[str, ...] = ()
    """Aliases of households or persons that it is about, where nothing is about them: of what is lacking."""
    protects: tuple[str, ...] = ()
    """Households that the rule protects here; none named: all of them."""


class Charge(NamedTuple):
    """What a plan goal's check yields: points for one household, or none."""

    points: int
    household: str
    says: str = "lost"
    facts: Facts = ()


@runtime_checkable
class PairRule(Protocol):
    """One household or member against one place. The parameters' NamedTuples declare all that it reads."""

    between: ClassVar[tuple[type, type]]

    def objections(self, who: Any, where: Any, /) -> tuple[Objection, ...]:
        """Everything that speaks against the pair, waived or not."""
        ...


@runtime_checkable
class PairGoal(Protocol):
    """Points for a household (`between` names Household and Stay) in one option; 0 where nothing is lost."""

    between: ClassVar[tuple[type, type]]

    def points(self, who: Any, stay: Any, /) -> int:
        """Whole points lost."""
        ...


@runtime_checkable
class PlanRule(Protocol):
    """A rule about who else is there, in two halves that are written apart."""

    def build(self, terms: "Terms") -> None:
        """State the rule with the words of `terms`."""
        ...

    def check(self, seen: "Seen") -> Iterator[Clash]:
        """Find every breach by plain loops over the stays, held and planned."""
        ...


@runtime_checkable
class PlanGoal(Protocol):
    """Points that depend on who else is there, in two halves. A goal's `check` yields charges."""

    def build(self, terms: "Terms") -> None:
        """State the points with the words of `terms`."""
        ...

    def check(self, seen: "Seen") -> Iterator[Charge]:
        """Every charge of the plan, by plain loops."""
        ...


DESIGNED = date(2026, 11, 23)
"""From when this project's own choices hold, and its readings of laws and guidelines."""


class Source(NamedTuple):
    """Where a rule or figure comes from: law, guideline or design choice, in both languages."""

    nb: str
    en: str
    valid_from: date


class Setting(NamedTuple):
    """A figure of a rule that a unit may change. The parts carry it as a field of the same name."""

    name: str
    default: int
    unit: str
    says: Sentence
    least: int = 0
    most: int = 1_000_000


def declared(function: Callable[..., Any]) -> tuple[type, type]:
    """The two NamedTuples that a pair rule or goal declares as its parameters."""
    # of the plain function: the hash of a bound one is that of all the settings of its rule
    return _declared(getattr(function, "__func__", function))


@cache
def _declared(function: Callable[..., Any]) -> tuple[type, type]:
    hints = get_type_hints(function)
    hints.pop("return", None)
    first, second = hints.values()
    return first, second


class Asked(NamedTuple):
    """A part that looks at two, with what it declares of each."""

    part: PairRule
    whom: type
    """Of which kind the first is: a household, or a person."""
    who: type
    where: type


@dataclass(frozen=True)
class Rule:
    """A law with its parts. A goal is the same with level SOFT and a setting `points`."""

    id: str
    code: str
    levels: tuple[Level, ...]
    title: Sentence
    because: Sentence
    source: Source
    says: Mapping[str, Sentence]
    parts: tuple[Any, ...]
    settings: tuple[Setting, ...] = ()
    neutral: frozenset[str] = frozenset()
    """Sentences that depend on other people: neutral for whoever lacks need-to-know."""
    held_is_task: bool = False
    """A held breach is a task only, and gives no priority (H13, H22-H25)."""

    @property
    def is_about_housing(self) -> bool:
        """Whether it can speak against a stay. No other rule ever does: an activity is no condition for a bed (A04)."""
        return not self.code.startswith(ACTIVITY_CODES)

    @property
    def pair_parts(self) -> tuple[PairRule, ...]:
        """The parts that look at one household or person and one place."""
        return self.parts_about(Place)

    def parts_about(self, kind: type) -> tuple[PairRule, ...]:
        """The parts that look at one household or person and one place, programme, contact or interpreter."""
        return tuple(one.part for one in self.asked_about(kind))

    def asked_about(self, kind: type) -> tuple[Asked, ...]:
        """These parts, with what each declares."""
        found = self._about.get(kind)
        if found is None:
            parts = (part for part in _of_kind(self.parts, PairRule) if part.between[1] is kind)
            found = self._about[kind] = tuple(
                Asked(part, part.between[0], *declared(part.objections)) for part in parts
            )
        return found

    @cached_property
    def _about(self) -> dict[type, tuple[Asked, ...]]:
        """Kind -> parts: looked up for every act and rule, where a hash of the parts would be most of the work."""
        return {}

    @property
    def pair_goals(self) -> tuple[PairGoal, ...]:
        """The parts of a goal that price one option."""
        return _of_kind(self.parts, PairGoal)

    @property
    def plan_parts(self) -> tuple[PlanRule, ...]:
        """The parts that look at who else is there."""
        return _of_kind(self.parts, PlanRule)

    @property
    def plan_goals(self) -> tuple[PlanGoal, ...]:
        """The parts of a goal that price who else is there."""
        return _of_kind(self.parts, PlanGoal)

    def configured(self, policy: "Policy") -> "Rule":
        """The rule with the policy's settings in its parts."""
        mine = policy.settings.get(self.id)
        if not mine:
            return self
        return replace(self, parts=tuple(_with_settings(part, mine) for part in self.parts))


@cache
def _of_kind(parts: tuple[Any, ...], kind: Any) -> tuple[Any, ...]:
    """The parts of one kind; asked once, since asking a protocol is slow."""
    return tuple(part for part in parts if isinstance(part, kind))


def _with_settings(part: Any, settings: Mapping[str, int]) -> Any:
    """A part with those of the settings that it has a field for."""
    if not is_dataclass(part) or isinstance(part, type):
        return part
    return replace(part, **{f.name: settings[f.name] for f in fields(part) if f.name in settings})
