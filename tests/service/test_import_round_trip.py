"""A week that is written and taken in again changes nothing, and what is taken in once is known the second time."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from placement.domain.fact import Content, Wrong, applied, content_of, instance_of
from placement.domain.instance import Instance
from placement.service.compared import Unclear
from placement.service.imports import Choices, Preview, preview
from placement.service.planning import load
from placement.simulation.generate import generate
from placement.tables.partial import Part, part_of_file
from placement.tables.write import write_folder, write_workbook
from placement.words.language import LANGUAGES, Lang
from tests.tables.weeks import weeks
from tests.worlds import town, week_of_activities

DATA = Path(__file__).parents[2] / "data"
EXAMPLES = int(os.environ.get("PLACEMENT_WEEKS", "40"))
slowly = settings(
    max_examples=EXAMPLES // 2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.reuse, Phase.generate),
)
SOME = 0.7
WRITTEN = {"week": write_folder, "week.xlsx": write_workbook}


def written(week: Instance, name: str, lang: Lang = "nb") -> Part:
    """What a week says once it is written."""
    with tempfile.TemporaryDirectory() as folder:
        WRITTEN[name](week, Path(folder) / name, lang)
        return part_of_file(str(Path(folder) / name), {})


def changes_nothing(week: Instance, part: Part) -> bool:
    one = preview(content_of(week), part)
    assert [repr(one), one.problems, one.edits()] == [repr(one), (), ()]
    return one.empty


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("week", ["bergen_week", "small_town", "town", "activities", "made up"])
def test_a_week_that_is_written_changes_nothing(week: str, name: str, lang: Lang):
    known = {"town": town, "activities": week_of_activities, "made up": lambda: generate("S", 3)}
    one = known[week]() if week in known else load(DATA / week)
    assert changes_nothing(one, written(one, name, lang))


@given(week=weeks(), lang=st.sampled_from(LANGUAGES))
@slowly
def test_any_week_in_a_folder_changes_nothing(week: Instance, lang: Lang):
    assert changes_nothing(week, written(week, "week", lang))


@given(week=weeks(), lang=st.sampled_from(LANGUAGES))
@settings(slowly, max_examples=max(5, EXAMPLES // 8))
def test_any_week_in_a_workbook_changes_nothing(week: Instance, lang: Lang):
    assert changes_nothing(week, written(week, "week.xlsx", lang))


@given(old=weeks(), new=weeks(), dice=st.randoms(use_true_random=False))
@slowly
def test_what_is_taken_in_once_is_known_the_second_time(old: Instance, new: Instance, dice: Any):
    part = written(new, "week")
    first = preview(content_of(old), part)
    choices = everything(first, dice)
    after = numbered(applied(first.content, first.edits(choices)))
    again = preview(after, part)
    assert (again.adds, again.changes) == ((), ())
    assert not [
        one for one in again.conflicts if one.kind is Unclear.EMPTIED and chosen(one) in choices.clear
    ]
    assert {(one.table, one.key) for one in again.removals} & choices.remove == set()
    assert again.edits() == ()


@given(old=weeks(), new=weeks(), dice=st.randoms(use_true_random=False))
@slowly
def test_a_preview_has_no_problems_where_its_rows_are_a_week_and_only_there(
    old: Instance, new: Instance, dice: Any
):
    tables = written(new, "week").tables
    # A few tables of another week fit now and then; all of them hardly ever do.
    few = dice.sample(sorted(tables), dice.choice([1, 2, 3, len(tables)]))
    one = preview(content_of(old), Part({name: tables[name] for name in few}))
    choices = everything(one, dice)
    problems = one.problems_after(choices)
    assert (problems == ()) is is_week(applied(one.content, one.edits(choices)))
    assert all(told.where and told.what and told.todo for told in problems)


def everything(one: Preview, dice: Any) -> Choices:
    """Some of the empty cells clear, some of the missing rows go."""
    clear = [chosen(clash) for clash in one.conflicts if clash.kind is Unclear.EMPTIED]
    remove = [(gone.table, gone.key) for gone in one.removals]
    share = dice.choice([0, 0, SOME])
    return Choices(
        clear=frozenset(one for one in clear if dice.random() < SOME),
        remove=frozenset(one for one in remove if dice.random() < share),
    )


def chosen(clash: Any) -> tuple[str, str, str]:
    return clash.table, clash.key, clash.field


def numbered(content: Content) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Rows that are new get numbers, as the desk gives them."""
    return {
        table: {f"{n + 900}" if key.startswith("new") and "alias" not in body else key: body
                for n, (key, body) in enumerate(rows.items())}
        for table, rows in content.items()
    }  # fmt: skip


def is_week(content: Content) -> bool:
    try:
        instance_of(content)
    except (Wrong, ValidationError, KeyError):
        return False
    return True
