"""This week: what whoever opens the app sees first. Each role has its own; an empty desk says how to begin."""

from placement.app.parts.here import Here
from placement.app.parts.home_first import draw_first_run
from placement.app.parts.home_roles import draw_auditor, draw_caseworker, draw_keeper, draw_keys, draw_manager
from placement.app.parts.home_week import draw_planner
from placement.app.parts.lead import follow
from placement.app.parts.past_week import draw_past
from placement.app.parts.weeks import week_shown
from placement.domain.permission import Action, FieldClass
from placement.service.desk.own_week import is_empty


def draw_home(now: Here) -> None:
    """The start page of whoever looks."""
    follow()
    if week := week_shown(now):
        draw_past(now, week)
    elif now.may(Action.PLAN):
        draw_first_run(now) if is_empty(now.content) else draw_planner(now)
    elif now.may(Action.READ, FieldClass.PERSON):
        draw_caseworker(now)
    elif now.may(Action.REPORT):
        draw_manager(now)
    elif now.may(Action.READ, FieldClass.ADDRESS):
        draw_keeper(now)
    elif now.may(Action.LOG):
        draw_auditor(now)
    else:
        draw_keys(now)
