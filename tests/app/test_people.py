"""Everybody's week on the page."""

import pytest
from streamlit.testing.v1 import AppTest

from placement.app.parts.people import _rows
from placement.service.person_week_words import people_view
from placement.service.rows import Line
from placement.words.texts import texts
from tests.monday import PLAN, monday


def screen():
    import streamlit as st

    from placement.app.parts.people import draw_people
    from placement.domain.plan import Plan
    from placement.service.person_week_words import people_view
    from placement.words.texts import texts
    from tests.monday import PLAN, monday, week_with

    _ = texts("en" if "en" in st.query_params else "nb")
    if "empty" in st.query_params:
        week = week_with({"drop_" + table: "all" for table in ("contacts", "assignments", "impartiality")})
        draw_people(people_view(week, Plan(), _), _)
    else:
        draw_people(people_view(monday(), PLAN, _), _)


def drawn(*asked):
    page = AppTest.from_function(screen, default_timeout=30)
    for word in asked:
        page.query_params[word] = "1"
    page.run()
    assert not page.exception
    return page


def html(page):
    return "".join(part.proto.body for part in page.get("html"))


@pytest.mark.parametrize(
    ("asked", "columns", "cells"),
    [
        (
            (),
            ("Husstand", "Prioritet", "Bolig", "Kontakt", "Aktiviteter", "Språk"),
            (
                "Eik-2 (tar over etter Ask-1, borte til ma. 7. des.)",
                "Norsk-A, norskkurs: ma. og on. 10:00–12:00 (fortsetter)",
                "tigrinja · tolk: Tolk-1 (ukens samtale og Norsk-A on. 10:00) · Norsk-A: gjennom tolk",
                "Mangler: tolk til ukens samtale (ingen tolk snakker vietnamesisk)",
            ),
        ),
        (
            ("en",),
            ("Household", "Priority", "Place", "Contact", "Activities", "Languages"),
            ("Praksis, work practice: Fri 09:00–14:00 (given up for a place to live)",),
        ),
    ],
)
def test_a_row_tells_home_contact_activities_and_languages(asked, columns, cells):
    text = html(drawn(*asked))
    heads = [part.partition("<")[0] for part in text.split('role="columnheader" class="')[1:]]
    assert [head.partition(">")[2] for head in heads] == list(columns)
    assert all(f">{cell}<" in text for cell in cells)


def test_members_stand_below_their_household_and_name_it():
    text = html(drawn())
    assert text.index(">Oter-4<") < text.index(">Oter-41 (Oter-4)<") < text.index(">Oter-42 (Oter-4)<")
    assert text.count(">Lerke-2<") == 1


def test_a_member_who_has_the_name_of_the_household_is_named_once():
    view = people_view(monday(), PLAN, texts("nb"))
    oter = next(one for one in view.households if one.household == "Oter-4")
    first = oter.people[0]._replace(person="Oter-4")
    rows = list(_rows(oter._replace(people=(first, *oter.people[1:]))))
    assert [row["who"] for row in rows] == [
        "Oter-4",
        (Line("Oter-4", "member"),),
        (Line("Oter-42 (Oter-4)", "member"),),
    ]


def test_what_is_missing_can_be_looked_at_alone():
    page = drawn()
    assert ">Oter-4<" in html(page)
    page.toggle(key="only_where_missing").set_value(True).run()
    assert ">Oter-4<" not in html(page)
    assert ">Lerke-2<" in html(page)
    assert page.subheader[0].value == "Uken for hver husstand (4)"


def test_what_is_there_for_nobody_has_no_column_and_is_said_once():
    page = drawn("empty")
    assert "Kontakt" not in html(page)
    assert "Aktiviteter" not in html(page)
    assert page.markdown[0].value.count("Ingen kontaktpersoner i denne ukens tabeller.") == 1
    assert "Ingen deltar i noen aktivitet." in page.markdown[0].value


def test_nothing_is_told_by_looks_alone():
    text = html(drawn())
    assert 'class="new">Granly, F1a, delt (ny fra' in text
    assert 'class="ends">Praksis, arbeidspraksis: fr. 09:00–14:00 (avsluttes for en boplass)' in text
    assert 'class="lacks">Mangler: ' in text
