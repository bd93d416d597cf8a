"""Whatever a coordinator does in whichever order: every week holds together, and all of it can be taken back."""

from collections import Counter
from random import Random

import pytest

from placement.domain.fact import instance_of
from placement.domain.instance import Instance
from placement.service.desk.commands.command import COMMANDS, CannotDo
from placement.service.desk.requests import read, written
from placement.service.protection import lowered
from placement.simulation.generate import generate
from tests.random_worlds import tiny
from tests.service.desk import drawn_commands
from tests.service.desk.drawn_commands import Drawn, draw
from tests.service.desk.facts import facts_of, numbered, same, undone

LOWER = {"split_household", "merge_households", "correct_fact", "grant_override", "break_glass"}
"""Commands by which somebody can be protected less than before: two people are asked, or it is seen."""
FAMILIES = ("H03", "H04", "H08", "H09", "H14", "H18", "H20", "H25", "mixed")


def steps_of(facts, seed, steps):
    """Draw commands; the snapshots after those that were carried out, with their edits and names."""
    random = Random(seed)
    done = []
    for _ in range(steps):
        name, command = draw(random, facts)
        try:
            edits = tuple(numbered(edit) for edit in command.edits(facts) if edit.before != edit.after)
        except CannotDo:
            continue
        if edits:
            after = facts.after(edits, facts.change + 1, {})
            done.append((name, facts, edits, after))
            facts = after
    return facts, done


def check(start, seed, steps):
    """Run a sequence, and say which commands were carried out."""
    last, done = steps_of(start, seed, steps)
    for name, before, edits, after in done:
        rows = [(edit.table, edit.key) for edit in edits]
        assert len(rows) == len(set(rows)), f"{name} edits a row twice"
        assert all(before.body(edit.table, edit.key) == edit.before for edit in edits), name
        assert name in LOWER or not lowered(before.content, edits), name
        assert after.values.get("stays", {}).keys() == after.rows("stays").keys()
    week = instance_of(last.content)
    assert Instance.model_validate(week.model_dump()) == week
    assert week.content_hash == last.instance.content_hash
    for _, before, edits, _ in reversed(done):
        last = undone(last, edits)
        assert same(last, before)
    assert same(last, start)
    return Counter(name for name, *_ in done)


@pytest.mark.parametrize("family", FAMILIES)
def test_any_sequence_on_a_small_world_holds_together_and_can_be_taken_back(family):
    for seed in range(12):
        check(facts_of(tiny(seed, family)), seed, 25)


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_on_a_made_up_week_holds_together_and_can_be_taken_back(seed):
    check(facts_of(generate("S", seed)), seed, 60)


def test_every_command_is_drawn_and_carried_out_somewhere():
    found: Counter[str] = Counter()
    for seed in range(30):
        for start in (tiny(seed, "mixed"), generate("S", seed)):
            found += Counter(name for name, *_ in steps_of(facts_of(start), seed, 60)[1] if name)
    assert drawn_commands.COMMANDS.keys() == COMMANDS.keys() - {
        "set_fields",
        "set_same",
        "add_row",
        "remove_row",
        "edit_rows",
        "take_back",
    }
    assert found.keys() == drawn_commands.COMMANDS.keys()


@pytest.mark.parametrize("name", sorted(drawn_commands.COMMANDS))
def test_every_command_is_the_same_after_it_was_written_down(name):
    for seed in range(5):
        command = drawn_commands.COMMANDS[name](Drawn(Random(seed), facts_of(generate("S", seed))))
        assert read(written(command)) == command
