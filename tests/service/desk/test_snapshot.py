"""The facts after an edit are the same, whether they are made of those before or of all rows anew."""

from collections import Counter
from random import Random

import pytest
from pydantic import ValidationError

from placement.domain.fact import EXTRA, Edit, Wrong, applied, fields_of, instance_of, key_field
from placement.service.desk.snapshot import Misfit, Snapshot, Stamp
from placement.simulation.generate import generate
from tests.random_worlds import tiny
from tests.service.desk.facts import facts_of, same

STARTS = [
    *(facts_of(generate("S", seed)) for seed in range(2)),
    *(facts_of(tiny(n, "mixed")) for n in range(4)),
]


def fast(facts, edit):
    """The facts after an edit; none where it is refused."""
    try:
        return facts.after([edit], facts.change + 1, {})
    except (Wrong, Misfit):
        return None


def anew(facts, edit):
    """All rows after it, looked at from the beginning."""
    try:
        week = instance_of(applied(facts.content, [edit]))
    except (Wrong, ValidationError):
        return None
    return facts_of(week)


def drawn(draw, facts):
    """An edit of a field to what another row has there, or to what nobody is called; or a row that comes or goes."""
    table = draw.choice([t for t, rows in facts.content.items() if rows and t not in EXTRA])
    key, body = draw.choice(list(facts.rows(table).items()))
    if (kind := draw.random()) < 0.1:
        return Edit(table, key, body, None)
    own = key_field(table)
    if kind < 0.25:
        new = f"Ny-{draw.randint(1, 10**6)}" if own else str(10**6 + draw.randint(1, 10**6))
        return Edit(table, new, None, {**body, **({own: new} if own else {})})
    field = draw.choice([name for name in fields_of(table) if name != own] or list(fields_of(table)))
    values = [other[field] for other in facts.rows(table).values()] + ["Ingen-1", None, True, 2]
    return Edit(table, key, body, {**body, field: draw.choice(values)})


@pytest.mark.parametrize("start", STARTS, ids=range(len(STARTS)))
def test_every_edit_is_accepted_or_refused_as_if_all_rows_were_looked_at(start):
    draw, facts = Random(7), start
    fits: Counter[bool] = Counter()
    for _ in range(250):
        edit = drawn(draw, facts)
        if edit.before == edit.after:
            continue
        after, slow = fast(facts, edit), anew(facts, edit)
        assert (after is None) == (slow is None), edit
        fits[after is not None] += 1
        if after is not None:
            assert after.instance.content_hash == slow.instance.content_hash, edit
            facts = after
    assert min(fits[True], fits[False]) > 20
    rows = ((t, key, body, Stamp(1, 1)) for t, of in facts.content.items() for key, body in of.items())
    assert same(facts, Snapshot.of(1, rows))


def test_what_follows_from_facts_can_be_kept_by_them():
    assert {STARTS[0]: "kept"}[STARTS[0]] == "kept"
    assert STARTS[0] != facts_of(generate("S", 0))
