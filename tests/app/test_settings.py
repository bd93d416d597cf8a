"""Settings: everybody's own; users, backups, retention and columns for those who keep them."""

import pytest

from placement.app.parts import settings_retention
from placement.service.demo import PEOPLE
from placement.service.desk.backups import folder_beside
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.retention import Due, Purge
from tests.app.conftest import html

OWN = {
    "kari": {"you", "about", "health", "retention", "columns"},
    "ola": {"you", "about", "health", "retention", "columns"},
    "eva": {"you", "about", "health"},
    "mona": {"you", "about", "health", "retention"},
    "nils": {"you", "about", "health"},
    "unn": {"you", "about", "health"},
    "admin": {"users", "backup", "you", "about", "health"},
}
"""Who has which views."""


def view(screen, name):
    screen.segmented_control(key="settings").set_value(name).run()
    assert not screen.exception
    assert not screen.error
    return screen


def views(screen):
    return set(screen.segmented_control(key="settings").options)


def text(screen):
    return html(screen) + "\n".join(
        one.value for one in [*screen.markdown, *screen.subheader, *screen.caption]
    )


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("login", [*(one.login for one in PEOPLE), "admin"])
def test_each_role_has_its_own_views_and_no_other(open_page, login, lang):
    screen = open_page("settings", lang=lang, login=login)
    assert len(views(screen)) == len(OWN[login])
    for name in OWN[login]:
        view(screen, name)
        assert "~" not in html(screen)


def test_the_language_is_chosen_here_too(open_page):
    screen = view(open_page("settings", lang="nb"), "you")
    assert "Taster" in text(screen)
    screen.radio(key="settings_lang").set_value("en").run()
    assert not screen.exception
    assert "Keys" in text(screen)
    assert screen.segmented_control(key="lang").value == "en"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nb", ("Slik blir en plan til", "Personvern", "dommer")),
        ("en", ("How a plan is made", "Privacy", "judge")),
    ],
)
def test_method_privacy_and_accessibility_are_said_in_both_languages(open_page, lang, told):
    screen = view(open_page("settings", lang=lang), "about")
    assert all(one in text(screen) for one in told)


@pytest.mark.parametrize(("lang", "told"), [("nb", "oppdiktede personer"), ("en", "made-up people")])
def test_health_tells_of_demo_log_and_requests(open_page, lang, told):
    screen = view(open_page("settings", lang=lang, login="eva"), "health")
    assert told in html(screen)
    assert ">! " not in html(screen)


def test_an_account_is_added_changed_and_shut(open_page, desk):
    screen = view(open_page("settings", login="admin"), "users")
    screen.text_input(key="new_account:login").set_value("liv")
    screen.selectbox(key="new_account:role").set_value("caseworker")
    screen.multiselect(key="new_account:case_groups").set_value(["all"])
    screen.session_state["let_in"] = True  # its box is open, as in a browser
    next(one for one in screen.button if one.label == "Legg til").click()
    screen.run()
    assert not screen.error
    assert screen.session_state["let_in"] is False
    assert desk.now().body("users", "liv")["role"] == "caseworker"
    assert desk.now().body("users", "liv")["case_groups"] == "all"
    assert desk.now().body("users", "liv")["clearance"] == "none"
    screen.selectbox(key="account").select("liv").run()
    screen.selectbox(key="account:liv:clearance").set_value("fortrolig").run()
    screen.multiselect(key="account:liv:case_groups").set_value([]).run()
    screen.selectbox(key="account:liv:active").set_value(False).run()
    assert not screen.exception
    assert not screen.error
    row = desk.now().body("users", "liv")
    assert (row["clearance"], row["case_groups"], row["active"]) == ("fortrolig", [], False)
    assert ">stengt<" in html(screen)
    assert "fortrolig adresse" in html(screen)


@pytest.mark.parametrize(
    ("lang", "choose", "fill", "none", "empty"),
    [
        ("nb", "Velg …", "må fylles ut", "ingen", "kan stå tomt"),
        ("en", "Choose …", "must be filled in", "none", "may be left empty"),
    ],
)
def test_a_new_account_says_what_must_be_given(open_page, lang, choose, fill, none, empty):
    screen = view(open_page("settings", login="admin", lang=lang), "users")
    assert screen.selectbox(key="new_account:role").placeholder == choose
    assert screen.selectbox(key="new_account:clearance").placeholder == none
    told = [screen.text_input(key=f"new_account:{name}").placeholder for name in ("login", "name", "contact")]
    assert told == [fill, empty, empty]


def test_the_last_administrator_stays(open_page, desk):
    screen = view(open_page("settings", login="admin"), "users")
    screen.selectbox(key="account").select("admin").run()
    screen.selectbox(key="account:admin:active").set_value(False).run()
    assert "administrator" in screen.error[0].value
    assert desk.now().body("users", "admin")["active"] is True
    assert screen.selectbox(key="account:admin:active").value is True


@pytest.mark.parametrize(("lang", "done"), [("nb", "er ferdig og hel"), ("en", "is done and whole")])
def test_a_backup_is_one_press_away(open_page, desk, lang, done):
    screen = view(open_page("settings", lang=lang, login="admin"), "backup")
    screen.button(key="back_up").click().run()
    assert not screen.error
    assert done in screen.success[0].value
    (made,) = folder_beside(desk).iterdir()
    assert made.name in html(screen)


def test_the_days_of_retention_are_set_with_a_reason_within_bounds(open_page):
    screen = view(open_page("settings", login="mona"), "retention")
    assert "purge_look" not in {one.key for one in screen.button}
    screen.number_input(key="retention_days").set_value(120).run()
    assert screen.button(key="set_retention").disabled
    screen.selectbox(key="retention_why").select("supervision").run()
    screen.button(key="set_retention").click().run()
    assert not screen.error
    assert "120 dager etter at saken er avsluttet" in html(screen)
    screen.number_input(key="retention_days").set_value(5).run()
    screen.selectbox(key="retention_why").select("supervision").run()
    screen.button(key="set_retention").click().run()
    assert screen.error
    assert "120 dager" in html(screen)


@pytest.mark.parametrize(("lang", "none"), [("nb", "Det er ingenting å slette."), ("en", "Nothing is due.")])
def test_who_may_purge_sees_first_what_is_due(open_page, lang, none):
    screen = view(open_page("settings", lang=lang), "retention")
    screen.button(key="purge_look").click().run()
    assert not screen.error
    assert none in text(screen)


def test_what_is_due_is_deleted_only_after_the_list_was_read(open_page, monkeypatch):
    given = []

    def purge(_desk, _login, *, today, token):
        given.append(token)
        due = (Due("Falk-18", today, 2),)
        return Purge(due, ("Gaupe-9",), {"persons": 3}, "word", 7 if token else None)

    monkeypatch.setattr(settings_retention, "purge", purge)
    screen = view(open_page("settings", lang="en"), "retention")
    screen.button(key="purge_look").click().run()
    assert ">Falk-18<" in html(screen)
    assert "Gaupe-9" in text(screen)
    assert screen.button(key="purge").disabled
    screen.checkbox(key="purge_sure").check().run()
    screen.button(key="purge").click().run()
    assert given == [None, "word"]
    assert "cannot be taken back" in screen.success[0].value
    assert not screen.exception


def test_a_column_that_is_known_is_forgotten(open_page, desk):
    for header, field in (("Alder", "age_band"), ("Notat", "-")):
        fields = {"table": "persons", "header": header, "field": field}
        carry_out(desk, "kari", AddRow(table="mappings", fields=fields))
    screen = view(open_page("settings"), "columns")
    assert ">Alder<" in html(screen)
    assert ">utelatt<" in html(screen)
    key = next(key for key, row in desk.now().rows("mappings").items() if row["header"] == "Alder")
    screen.selectbox(key="column_to_forget").select(key).run()
    screen.button(key="forget").click().run()
    assert not screen.error
    assert [row["header"] for row in desk.now().rows("mappings").values()] == ["Notat"]
