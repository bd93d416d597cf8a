"""Why this place, for a caseworker: about their own people, counted, and hidden while others look on."""

import pytest

from placement.service.desk.log import read_log
from tests.app.conftest import html
from tests.app.test_people_page import chosen

TITLE = {"nb": "Andre plasser, og hvorfor ikke der", "en": "Other places, and why not there"}
NEUTRAL = {"nb": "Kan ikke tilbys nå.", "en": "Cannot be offered now."}
HOME = {"nb": "Gaupe-9 bor i Lyngheim, L3.", "en": "Gaupe-9 lives in Lyngheim, L3."}


def text(screen):
    return "\n".join(one.value for one in (*screen.markdown, *screen.caption)) + html(screen)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_caseworker_reads_why_about_their_own(open_page, lang):
    told = text(chosen(open_page, "Gaupe-9", "why", login="eva", lang=lang))
    for one in (TITLE, NEUTRAL, HOME):
        assert one[lang] in told


def test_each_question_is_counted_and_looking_again_is_none(open_page, desk):
    screen = chosen(open_page, "Gaupe-9", "why", login="eva", lang="en")
    screen.run()
    assert "asked 1 such question" in text(screen)
    lines = [one for one in read_log(desk, "unn") if one.action == "ask_why"]
    assert [(one.by, one.about) for one in lines] == [("eva", {"households": {"Gaupe-9": ()}})]
    assert "asked 2 such questions" in text(chosen(open_page, "Ekorn-5", "why", login="eva", lang="en"))


def test_it_is_hidden_in_a_meeting_and_asked_of_nobody(open_page, desk):
    screen = open_page("people", people="why", login="eva", lang="en", meeting="1")
    screen.session_state["household_shown"] = "Gaupe-9"
    screen.run()
    assert "Hidden in a meeting." in text(screen)
    assert TITLE["en"] not in text(screen)
    assert not [one for one in read_log(desk, "unn") if one.action == "ask_why"]


def test_whoever_plans_has_another_view(open_page):
    screen = chosen(open_page, "Gaupe-9", "why", lang="en")
    assert TITLE["en"] not in text(screen)


SHOWN = {"nb": "En koordinator viser deg dette.", "en": "A coordinator shows you this."}


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_coordinator_shows_which_places_are_still_possible_and_takes_it_back(open_page, lang):
    kari, eva = (
        chosen(open_page, "Gaupe-9", view, login=login, lang=lang)
        for view, login in (("matches", "kari"), ("why", "eva"))
    )
    assert SHOWN[lang] not in text(eva)
    kari.button(key="show_places").click().run()
    assert not kari.exception
    assert SHOWN[lang] in text(eva.run())
    kari.button(key="show_no_places").click().run()
    assert SHOWN[lang] not in text(eva.run())


ACTIVITIES = {"nb": "Aktiviteter, og hvorfor ikke ennå", "en": "Activities, and why not yet"}
GOES = {"nb": "Går der, slik personen ønsket.", "en": "They go to it, as they wished."}
MINDS = {
    "nb": "ingen andre som passer personens lille barn",
    "en": "nobody else minds the person's small child",
}


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_caseworker_reads_why_their_own_have_an_activity_or_not_yet(open_page, lang):
    told = text(chosen(open_page, "Ekorn-5", "why", login="eva", lang=lang)).replace("&#x27;", "'")
    for one in (ACTIVITIES, GOES, MINDS, NEUTRAL):
        assert one[lang] in told
    assert ACTIVITIES[lang] not in text(chosen(open_page, "Ekorn-5", "why", lang=lang))
