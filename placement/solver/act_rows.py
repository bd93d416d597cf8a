"""What every plan keeps to before any rule is asked, as rows over columns of acts (docs/model.md §46-§54)."""

import numpy as np

from placement.domain.interpreter import TalkKind
from placement.solver.facts import by_owner
from placement.solver.requirements import Requirements
from placement.solver.rows import Aux, Part


def form_rows(terms: Requirements) -> None:
    """One contact a household, one booking a need, one enrolment a wish; a session is interpreted if attended."""
    by_household = by_owner(terms.n + terms.acts.contacts, terms.acts.offers.household)
    by_need: dict[tuple[object, ...], list[int]] = {}
    for (need, interpreter), k in terms.acts.bookings.items():
        by_need.setdefault(need, []).append(terms.n + k)
        if need.kind is TalkKind.SESSION:
            terms.only_if(terms.interprets(need, interpreter), [terms.attends(need.person, need.programme)])
    for group in (*by_household.values(), *map(np.array, by_need.values())):
        if len(group) > 1:
            terms.row(group, np.ones(len(group), np.int64), high=1)
    for person in terms.people():
        _one_for_each_wish(terms, person.alias)


def _one_for_each_wish(terms: Requirements, person: str) -> None:
    """Of a kind no more than there are wishes for the kind; a wish for one programme is met by that one alone.

    A current enrolment that nobody wished for by name meets a wish for its kind. Where there are more of them than
    wishes, a new one is added only if so many are given up that a wish is left.
    """
    wishes = terms.week.wishes_of.get(person, ())
    named = {w.programme for w in wishes}
    facts = {p: terms.attends(person, p.alias) for p in terms.choices(person) if p.alias not in named}
    for kind in sorted({p.kind for p in facts}):
        mine = [f for p, f in facts.items() if p.kind is kind]
        new = [int(f.cols[0]) for f in mine if not f.standing]
        held = [int(f.cols[0]) for f in mine if f.standing]
        rows = sum(w.kind is kind for w in wishes)
        if not new or len(new) + len(held) <= rows:
            continue
        cols, coefs, most = [*new, *held], [1] * len(mine), rows
        if len(held) > rows:
            mark = terms.add(Aux(tuple(Part((c,), (1,), 0) for c in new), 0))
            for col in new:
                terms.row(np.array([col, mark]), np.array([1, -1]), high=0)
            cols, coefs, most = [*cols, mark], [*coefs, len(held) - rows], len(held)
        terms.row(np.array(cols), np.array(coefs), high=most)


def give_ups(terms: Requirements) -> None:
    """A current enrolment goes on unless a planned stay that stands against it is chosen."""
    for k, column in enumerate(terms.acts.enrolled, terms.n):
        if column.standing:
            cols = np.array([k, *sorted(terms.ends.get(k, ()))], np.int64)
            terms.row(cols, np.ones(len(cols), np.int64), low=1)
