"""A hard rule set aside: by two people, or by one alone at night, and seen by another afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from placement.domain import desk_rows
from placement.domain.decision import OverrideReason
from placement.domain.desk_rows import BREAK_GLASS
from placement.domain.fact import Edit, Wrong, desk_tables, identity
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.overrides import BreakGlass, Countersign, GrantOverride
from placement.service.protection_kinds import Kind
from tests.service.desk.facts import done, facts_of, refused, row, rows
from tests.worlds import AS_OF, day, town

WHO = "Lerke-2"
NIGHT = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 23, 30, tzinfo=UTC)
FACTS = facts_of(town())
GLASS: dict[str, Any] = {
    "rule": "H06", "households": (WHO,), "unit": "Granly", "night": AS_OF, "by": "eva", "at": NIGHT,
}  # fmt: skip


def grant(**more):
    fields: dict[str, Any] = {"rule": "H12", "households": (WHO,), "unit": "Granly", "since": AS_OF, "until": day(9),
              "reason": OverrideReason.NO_ALTERNATIVE, "by": "kari", "approved_by": "ola"}  # fmt: skip
    return GrantOverride(**(fields | more))


def glass(**more):
    fields = GLASS | {"reason": OverrideReason.SHORT_TIME, "until": NIGHT + timedelta(hours=10)}
    return BreakGlass(**(fields | more))


def test_two_people_set_a_hard_rule_aside_for_named_nights():
    after = done(FACTS, grant()).after
    week = Week(after.instance, RULES)
    assert week.overridden("H12", [WHO], "Granly", AS_OF, day(9))
    assert not week.overridden("H12", [WHO], "Granly", AS_OF, day(10))
    assert tuple(grant().edits(after)) == ()


def test_one_that_guards_somebody_is_seen_to_lower_a_protection():
    done(FACTS, grant(rule="H06"), lowers=[Kind.OVERRIDE])


@pytest.mark.parametrize("code", sorted({rule.code for rule in RULES}))
def test_no_absolute_rule_and_no_gate_is_set_aside(code):
    levels = {str(level) for rule in RULES if rule.code == code for level in rule.levels}
    where = {"H": "unit", "A": "programme", "K": "helper", "T": "helper"}[code[0]]
    wanted = grant(**{"rule": code, "unit": None, where: "Granly"})
    if "hard" in levels:
        assert next(iter(wanted.edits(FACTS))).table == "overrides"
    else:
        assert refused(FACTS, wanted) == ("gate_is_answered" if "gate" in levels else "absolute")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"rule": "H99"}, "no_rule"),
        ({"approved_by": "KARI"}, "same_person"),
        ({"approved_by": BREAK_GLASS}, "same_person"),
        ({"households": ()}, "no_household"),
        ({"households": (WHO, "Ulv-9")}, "no_household"),
        ({"unit": None}, "override_where"),
        ({"programme": "Norsk-A"}, "override_where"),
        ({"until": AS_OF}, "ends_first"),
        ({"since": day(-9), "until": day(-1)}, "date_passed"),
    ],
)
def test_an_override_names_two_people_whom_and_what_and_until_when(more, code):
    assert refused(FACTS, grant(**more)) == code


def test_somebody_alone_at_night_may_and_it_is_seen():
    after = done(FACTS, glass(), lowers=[Kind.OVERRIDE]).after
    override, seen = row(after, "overrides"), row(after, "break_glass")
    assert (override["approved_by"], override["since"], override["until"]) == (
        BREAK_GLASS, AS_OF.isoformat(), day(1).isoformat())  # fmt: skip
    assert (seen["by"], seen["countersigned_by"]) == ("eva", None)
    assert not BreakGlass.undoable


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"rule": "H03"}, "absolute"),
        ({"rule": "K01"}, "override_where"),
        ({"until": NIGHT + timedelta(hours=24, seconds=1)}, "glass_too_long"),
        ({"until": NIGHT}, "glass_too_long"),
        ({"night": day(1)}, "not_tonight"),
        ({"night": day(-1)}, "not_tonight"),
        ({"by": BREAK_GLASS}, "same_person"),
        ({"unit": "Borg"}, "row_gone"),
    ],
)
def test_alone_it_is_for_tonight_and_never_an_absolute_rule(more, code):
    assert refused(FACTS, glass(**more)) == code


def test_after_midnight_the_night_is_that_of_the_evening_before():
    late = NIGHT + timedelta(hours=3)
    after = done(FACTS, glass(at=late, until=late + timedelta(hours=24)), lowers=[Kind.OVERRIDE]).after
    assert row(after, "overrides")["since"] == AS_OF.isoformat()


def test_another_named_person_countersigns_once():
    broken = done(FACTS, glass(), lowers=[Kind.OVERRIDE]).after
    (key,) = broken.rows("break_glass")
    assert refused(broken, Countersign(key=key, by="EVA")) == "same_person"
    after = done(broken, Countersign(key=key, by="kari")).after
    assert row(after, "overrides")["approved_by"] == row(after, "break_glass")["countersigned_by"] == "kari"
    assert refused(after, Countersign(key=key, by="ola")) == "countersigned"
    assert refused(FACTS, Countersign(key=key, by="ola")) == "row_gone"


def test_broken_glass_is_countersigned_also_when_the_override_is_gone():
    broken = done(FACTS, glass(), lowers=[Kind.OVERRIDE]).after
    (key,), (override,) = broken.rows("break_glass"), broken.rows("overrides")
    gone = broken.after([Edit("overrides", override, broken.body("overrides", override), None)], 3, {})
    assert rows(done(gone, Countersign(key=key, by="kari")).after, "overrides") == []


def test_the_desks_own_rows_are_checked_as_all_others():
    body = {"alias": "S-1", "name": "+1 flat", "by": "mona", "body": "{}"}
    after = FACTS.after([Edit("scenarios", "S-1", None, body)], 2, {})
    assert after.body("scenarios", "S-1") == body
    with pytest.raises(Wrong, match="scenarios, S-1, name"):
        FACTS.after([Edit("scenarios", "S-1", None, body | {"name": ""})], 2, {})
    mapping = {"table": "persons", "header": "Støtte", "field": "support"}
    assert identity("mappings", mapping) == ("persons", "Støtte")
    assert {"break_glass", "mappings", "scenarios", "users"} <= set(desk_tables())


def test_broken_glass_lasts_a_day_at_most_and_is_seen_by_another():
    one = NIGHT + timedelta(hours=1)
    for more in ({"until": NIGHT + timedelta(hours=25)}, {"until": one, "countersigned_by": "Eva"}):
        with pytest.raises(ValidationError):
            desk_rows.BreakGlass(**(GLASS | more))
