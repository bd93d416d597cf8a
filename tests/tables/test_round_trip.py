"""What is written is read back the same: folders and workbooks, both languages, any week."""

import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from placement.domain.instance import Instance
from placement.errors import InputError
from placement.isolate import Child
from placement.tables.raw import read_raw
from placement.tables.read import assembled, read_week
from placement.tables.write import write_folder, write_template, write_workbook
from placement.words.language import LANGUAGES, Lang
from tests.tables.opendocument import whole_ods
from tests.tables.weeks import weeks
from tests.worlds import town

EXAMPLES = int(os.environ.get("PLACEMENT_WEEKS", "40"))
# No shrinking: a week is large, and what differs is said by the assertion.
slowly = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.reuse, Phase.generate),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_town_survives_a_folder(tmp_path: Path, lang: Lang):
    write_folder(town(), tmp_path / "week", lang)
    assert read_week(tmp_path / "week") == town()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_town_survives_a_workbook(tmp_path: Path, lang: Lang):
    write_workbook(town(), tmp_path / "week.xlsx", lang)
    assert read_week(tmp_path / "week.xlsx") == town()


@given(week=weeks(), lang=st.sampled_from(LANGUAGES))
@slowly
def test_any_week_survives_a_folder(week: Instance, lang: Lang):
    with tempfile.TemporaryDirectory() as folder:
        write_folder(week, Path(folder) / "week", lang)
        again = assembled(read_raw(str(Path(folder) / "week")))
    assert again == week
    assert again.content_hash == week.content_hash


@given(week=weeks(), lang=st.sampled_from(LANGUAGES))
@settings(slowly, max_examples=max(10, EXAMPLES // 4))
def test_any_week_survives_a_workbook(week: Instance, lang: Lang):
    with tempfile.TemporaryDirectory() as folder:
        write_workbook(week, Path(folder) / "week.xlsx", lang)
        again = assembled(read_raw(str(Path(folder) / "week.xlsx")))
    assert again == week
    assert again.content_hash == week.content_hash


@given(week=weeks(), lang=st.sampled_from(LANGUAGES))
@settings(slowly, max_examples=max(10, EXAMPLES // 4))
def test_any_week_survives_an_opendocument_workbook(week: Instance, lang: Lang):
    with tempfile.TemporaryDirectory() as folder:
        again = assembled(read_raw(str(whole_ods(week, Path(folder) / "week.ods", lang))))
    assert again == week
    assert again.content_hash == week.content_hash


@given(week=weeks(), dice=st.randoms(use_true_random=False))
@slowly
def test_rows_in_any_order_are_the_same_week(week: Instance, dice: random.Random):
    with tempfile.TemporaryDirectory() as folder:
        write_folder(week, Path(folder) / "week")
        raw = read_raw(str(Path(folder) / "week"))
    tables = [t._replace(rows=tuple(dice.sample(t.rows, len(t.rows)))) for t in raw.tables]
    assert assembled(raw._replace(tables=tuple(tables))).content_hash == week.content_hash


@pytest.mark.parametrize("name", ["template.xlsx", "template"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_lacks_nothing_but_its_week(tmp_path: Path, child: Child, name: str, lang: Lang):
    write_template(tmp_path / name, lang)
    with pytest.raises(InputError) as refused:
        read_week(tmp_path / name, child=child)
    assert [one.code for one in refused.value.problems] == ["tables.one_row"]
