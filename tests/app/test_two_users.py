"""Two people beside each other: neither ever sees what is the other's."""

import random

from placement.app.parts.search import GOTO
from tests.app.conftest import html

STEPS = 300
PAGES = ("people", "housing", "activities", "rules", "settings")


def told(screen):
    drawn = [*screen.markdown, *screen.caption, *screen.info, *screen.error, *screen.warning, *screen.success]
    options = [str(option) for one in screen.selectbox for option in one.options]
    return "\n".join([html(screen), *(str(one.value) for one in drawn), *options])


def test_in_300_interleaved_steps_a_caseworker_sees_nothing_of_those_who_are_not_theirs(open_page, desk):
    content = desk.now().content
    mine = {"Gaupe-9", "Mår-15", "Ekorn-5"}
    others = [
        alias
        for alias, row in content["persons"].items()
        if row["household"] not in mine and alias not in content["contacts"]
    ]
    whom = sorted(mine)
    draw = random.Random(4)
    kari, eva = open_page("people"), open_page("people", login="eva")
    for _ in range(STEPS // 2):
        kari.session_state[GOTO] = ("households", draw.choice(sorted(content["households"])))
        kari.run()
        eva.session_state[GOTO] = ("households", draw.choice([*whom, *others]))
        eva.run()
        assert not kari.exception
        assert not eva.exception
        seen = told(eva)
        assert not [one for one in others if one in seen]
