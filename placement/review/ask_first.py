"""What to ask first: open questions of which some answer would make the plan as it is no longer the best one.

Of each possible answer the week is planned anew with that answer alone. It changes the plan where the plan as it is
would then break a rule, or is worse than the best: in a stage, or in points. Both are judged on the same facts, so
that nothing is called a change which is only what the answer itself says, or another plan that is as good.
"""

from collections.abc import Sequence
from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import Stop
from placement.domain.review import Review
from placement.domain.run import Run, Status
from placement.domain.value import Nights
from placement.domain.week import Week
from placement.review.audit import judge, judged, without_breach
from placement.review.nearest_plan import Value, bare, is_worth, nearest_plan, value
from placement.review.open_questions import open_questions
from placement.review.outcome import Result, Subject, outcome
from placement.review.question import Question, Reply
from placement.review.same_options import Alike
from placement.review.stages import nights_without
from placement.review.watch import Watch
from placement.review.why_not_there import Means

MOST, LOOKS, IN_FULL = 5, 400, 2


class Weight(NamedTuple):
    """How much an answer changes; the greatest is asked for first, in this order."""

    nights: tuple[Nights, ...]
    """For P0 to P3: nights that become or cease to be without a place, of all households of the tier."""
    breaks: bool
    """Whether a rule would then speak against some home that the plan gives."""
    points: int
    """Where nothing is broken: so many more than the best plan it would lose to wishes and other goals."""


class Touch(NamedTuple):
    """A home, programme or contact that the answer would change. None: no such."""

    subject: Subject
    before: Result | None
    after: Result | None


class Goal(NamedTuple):
    """A goal that the answer lets the plan meet better, or worse, for somebody."""

    goal: str
    household: str
    is_won: bool


class Effect(NamedTuple):
    """What an answer would change. Nobody loses a home here who could keep it at no loss."""

    reply: str
    weight: Weight
    touched: tuple[Touch, ...]
    goals: tuple[Goal, ...]
    """Those of the touched that the plan with the answer meets better or worse than the plan as it is."""
    after: Plan


class Asked(NamedTuple):
    """A question of which some answer changes the plan."""

    question: Question
    weights: tuple[tuple[str, Weight], ...]
    """The answers that change it, the one that changes most first."""
    effects: tuple[Effect, ...]
    """Of the first of these, each that comes to something else than those before."""


class AskFirst(NamedTuple):
    """What to ask first, and what was looked at."""

    asked: tuple[Asked, ...]
    """The questions that could change most, most first."""
    more: int
    """How many others could change the plan."""
    nothing: int
    """How many open questions have no answer that does."""
    unsettled: int
    """Of how many others it was not proved."""
    is_given: bool
    """Whether the plan that was given is as good as the best; else all is about the best one."""
    looks: int
    """How many weeks were planned to find them."""
    answers: int
    """How many answers the questions have, all told."""
    waiting: int = 0
    """How many open questions were not looked at: not yet, or no more after a stop."""


def ask_first(
    instance: Instance,
    plan: Plan | None,
    means: Means,
    *,
    most: int = MOST,
    looks: int = LOOKS,
    in_full: int = IN_FULL,
    shortcut: bool = True,
    watch: Watch[AskFirst] | None = None,
) -> AskFirst:
    """The open questions that could change the plan, in the order in which to ask them.

    A stop keeps what is found by then: nothing is told of a question that was not looked at to its end.

    Args:
        instance: The facts.
        plan: The plan as it is; none: the best one.
        means: With what weeks are planned anew.
        most: How many questions are told.
        looks: How many weeks are planned at most to find which questions change anything.
        in_full: Of how many answers of a question it is told what they change.
        shortcut: Whether answers that leave all options as they are count as changing nothing without planning anew.
        watch: Hears what is found by then, and may have had enough.
    """
    stop, so_far = watch or Watch[AskFirst]()
    week = Week(instance, means.rules)
    questions = open_questions(week)
    run = means.best(instance)
    if run.status is not Status.OPTIMAL or run.plan is None:
        count = sum(len(question.replies) for question in questions)
        left = (0, len(questions)) if stop() else (len(questions), 0)
        return AskFirst((), 0, 0, left[0], plan is None, 1, count, left[1])
    is_given = plan is None or is_worth(week, plan, _worth(run), means)
    base = bare(plan if plan and is_given else run.plan)
    search = _Search(week, base, means, looks, stop, shortcut=shortcut)
    listed = _List(search, questions, is_given=is_given, most=most, in_full=in_full)
    so_far(listed.told())  # how many there are is known before the first is looked at
    for question in questions:
        if stop():
            break
        listed.look(question)
        so_far(listed.told())
    return listed.told()


class _List:
    """The questions that were looked at, and what is told of those that could change most."""

    def __init__(
        self, search: "_Search", questions: Sequence[Question], *, is_given: bool, most: int, in_full: int
    ) -> None:
        self._search, self._questions, self._is_given = search, questions, is_given
        self._most, self._in_full = most, in_full
        self._found: dict[Question, list[_Answer]] = {}
        self._asked: dict[Question, Asked] = {}

    def look(self, question: Question) -> None:
        """Try each answer to it."""
        answers = self._search.answers(question)
        if not self._search.is_stopped():
            self._found[question] = answers

    def told(self) -> AskFirst:
        """What is known by now."""
        found = self._found.items()
        changing = {q: max(weights) for q, answers in found if (weights := _weights(answers))}
        nothing = sum(q not in changing and all(one.proved for one in answers) for q, answers in found)
        order = sorted(changing, key=lambda q: changing[q], reverse=True)
        asked = tuple(one for q in order[: self._most] if (one := self._told(q)))
        more, unsettled = len(order[self._most :]), len(found) - nothing - len(order)
        waiting = len(self._questions) - len(found) + len(order) - more - len(asked)
        count = sum(len(question.replies) for question in self._questions)
        looks = self._search.looked
        return AskFirst(asked, more, nothing, unsettled, self._is_given, looks, count, waiting)

    def _told(self, question: Question) -> Asked | None:
        """None: a stop came before it was known what its answers change."""
        if question not in self._asked and not self._search.is_stopped():
            asked = self._search.told(question, self._found[question], self._in_full)
            if self._search.is_stopped():
                return None
            self._asked[question] = asked
        return self._asked.get(question)


class _Answer(NamedTuple):
    """What comes of one answer."""

    reply: Reply
    week: Week
    proved: bool
    change: tuple[Weight, Plan] | None = None
    """How much it changes, and the best plan then; none: nothing, as far as is known."""


def _weights(answers: list[_Answer]) -> list[Weight]:
    return [one.change[0] for one in answers if one.change]


class _Search:
    """Weeks planned anew with an answer, each once."""

    def __init__(
        self, week: Week, plan: Plan, means: Means, looks: int, stop: Stop, *, shortcut: bool
    ) -> None:
        self._week, self._plan, self._means, self._most, self._stop = week, plan, means, looks, stop
        self._shortcut, self.looked = shortcut, 1
        self._alike = Alike(tuple(goal.configured(week.instance.policy) for goal in means.goals))

    def is_stopped(self) -> bool:
        """Whether what was found last may be cut short."""
        return self._stop()

    def answers(self, question: Question) -> list[_Answer]:
        """What comes of each answer; one that leaves all options as another does, or as they are, is as that."""
        whose = _whose(self._week, question)
        known = [_Answer(Reply("", ()), self._week, proved=True)] if self._shortcut else []
        found = []
        for reply in question.replies:
            week = Week(reply.made(self._week.instance), self._means.rules)
            same = next((one for one in known if self._alike.alike(one.week, week, whose)), None)
            answer = same._replace(reply=reply, week=week) if same else self._answer(reply, week)
            if self._shortcut and answer.proved and same is None:
                known.append(answer)
            found.append(answer)
        return found

    def _answer(self, reply: Reply, week: Week) -> _Answer:
        if self.looked >= self._most or self.is_stopped():
            return _Answer(reply, week, proved=False)
        self.looked += 1
        run = self._means.best(week.instance)
        if run.status is not Status.OPTIMAL or run.plan is None:
            return _Answer(reply, week, proved=False)
        weight = self._weight(week, run, run.plan)
        return _Answer(reply, week, proved=True, change=(weight, run.plan) if weight else None)

    def _said(self, week: Week, plan: Plan) -> Review:
        return judge(week, bare(plan), self._means.goals)

    def _weight(self, week: Week, run: Run, best: Plan) -> Weight | None:
        said = judged(week, self._plan, self._means.goals)
        then = said.review
        if not then.breaches and value(then) == _worth(run):
            return None
        nights = _nights(week, self._plan, best)
        breaks = len(without_breach(self._plan, said.found)) < len(self._plan.stays)
        is_wish = not then.breaches and not any(nights)
        return Weight(nights, breaks, then.points - (run.points or 0) if is_wish else 0)

    def told(self, question: Question, answers: list[_Answer], in_full: int) -> Asked:
        """The question with the answers that change most."""
        changes = [(one, *one.change) for one in answers if one.change]
        changes.sort(key=lambda change: change[1], reverse=True)
        effects: list[Effect] = []
        for one, weight, best in changes:
            if len(effects) == in_full:
                break
            effect = self._effect(_whose(self._week, question), one, weight, best)
            if all(effect.touched != other.touched for other in effects):
                effects.append(effect)
        return Asked(question, tuple((one.reply.says, weight) for one, weight, _ in changes), tuple(effects))

    def _effect(self, asked: frozenset[str], answer: _Answer, weight: Weight, best: Plan) -> Effect:
        week, today = answer.week, self._week.as_of
        after = nearest_plan(week, self._plan, best, self._means, asked)
        before, then = outcome(self._week, self._plan, today), outcome(week, after, today)
        subjects = sorted(s for s in before.keys() | then.keys() if before.get(s) != then.get(s))
        touched = tuple(Touch(s, before.get(s), then.get(s)) for s in subjects)
        mine = {_household(week, touch.subject.who) for touch in touched}
        goals = _goals(self._said(week, self._plan), self._said(week, after))
        return Effect(
            answer.reply.says, weight, touched, tuple(g for g in goals if g.household in mine), after
        )


def _worth(run: Run) -> Value:
    """What the best plan is worth, as it is proved."""
    return (*(stage.vector for stage in run.stages), run.points)


def _whose(week: Week, question: Question) -> frozenset[str]:
    """The households that are asked."""
    return frozenset(_household(week, name) for name in question.who)


def _household(week: Week, name: str) -> str:
    return name if name in week.household else week.household_of[name].alias


def _nights(week: Week, plan: Plan, best: Plan) -> tuple[Nights, ...]:
    """By tier: how far the nights without a place of its households differ, whichever way."""
    then, now = ({stay.household: stay for stay in one.stays} for one in (plan, best))

    def differ(name: str) -> Nights:
        before, after = (nights_without(week, week.household[name], one.get(name)) for one in (then, now))
        return abs(after - before)

    return tuple(sum(differ(h.alias) for h in week.in_tier(tier)) for tier in Tier)


def _goals(before: Review, after: Review) -> list[Goal]:
    """What the later plan loses more or less to each goal, household by household."""
    then, now = ({(g.goal, name): n for g in r.goals for name, n in g.households} for r in (before, after))
    keys = sorted(key for key in {*then, *now} if then.get(key, 0) != now.get(key, 0))
    return [Goal(*key, now.get(key, 0) < then.get(key, 0)) for key in keys]
