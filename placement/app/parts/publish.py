"""Plan, publish: one page with all that a plan would change. What is grave is looked at one by one; then one press."""

from collections.abc import Iterable, Sequence

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.choose_plan import choose_plan
from placement.app.parts.comment import draw_said
from placement.app.parts.cycle_line import draw_cycle
from placement.app.parts.here import Here, here
from placement.app.parts.lead import begin_plan, turn_to
from placement.app.parts.published import draw_published
from placement.app.parts.review import draw_others, draw_renew
from placement.app.parts.review_look import MOVES_AWAIT
from placement.app.parts.table import draw_table
from placement.service.desk.accepting import accept
from placement.service.desk.cycle import cycle
from placement.service.desk.kept_plan import Kept, kept_plan
from placement.service.desk.plans import DRAFT, propose
from placement.service.desk.publishing import Publication, Tick, publication
from placement.service.rows import Said
from placement.store import plans
from placement.words.texts import later

KEPT = "plan_to_publish"
KINDS = {
    "move": (later("Moves"), MOVES_AWAIT),
    "override": (later("Rules set aside by two people"), later("Is it still right, and is there no other place?")),
    "gate": (later("Assessments that are owed"), later("Who makes them, and by when?")),
    "alarm": (
        later("Alarms, acknowledged one by one"),
        later("They are about stays that are there already. You publish in your own name, and have seen each."),
    ),
}  # fmt: skip


def draw_publish(now: Here) -> None:
    """Which plan, what it would do, and the press."""
    _ = now.texts
    draw_cycle(now, cycle(now.desk))
    line = choose_plan(now)
    if line is not None:
        draw_said(now, line.number)
    if line is None:
        st.markdown(
            _("There is no plan yet. Make one first: nothing is decided before somebody publishes a plan.")
        )
        _draw_anew(_("Make this week's plan"))
    elif not line.is_open:
        draw_published(now, line.number, line.state)
    elif not line.is_current:
        st.warning(
            _(
                "Facts changed since plan {number} was made: it cannot be published. Make it anew.",
                number=line.number,
            ),
            icon=":material/history:",
        )
        with st.container(horizontal=True):
            _draw_anew(_("Make it anew"))
            draw_renew(now, line.number)
    else:
        kept = _kept(now, line.number)
        draw_others(now, kept)
        _draw(now, publication(kept, now.lang))


def _draw_anew(label: str) -> None:
    st.button(label, key="make_anew", type="primary", icon=":material/play_arrow:", on_click=_anew)


def _anew() -> None:
    begin_plan()
    turn_to("make")


def _kept(now: Here, number: int) -> Kept:
    """The plan, judged; read anew where anything changed: each reading is a line of the log."""
    key = (now.login, number, now.sight.change)
    found = st.session_state.get(KEPT)
    if found is None or found[0] != key:
        found = st.session_state[KEPT] = (key, kept_plan(now.desk, now.login, number))
    kept: Kept = found[1]
    with now.desk.store.reading() as connection:
        row = plans.get(connection, number)
    return kept._replace(state=row.state) if row else kept


def _draw(now: Here, one: Publication) -> None:
    _ = now.texts
    if one.breaches:
        st.error(_("The judge found a breach. The plan cannot be published: change it, or make it anew."))
        _draw_said(now, _("Breaches"), one.breaches)
        return
    _draw_starts(now, one)
    for kind in KINDS:
        _draw_ticks(now, one.number, kind, one.of(kind))
    if one.tasks and not now.is_meeting:
        with st.expander(_("Tasks that come with the new places ({count})", count=len(one.tasks))):
            _draw_said(now, _("Tasks"), one.tasks)
    _draw_press(now, one)


def _draw_starts(now: Here, one: Publication) -> None:
    _ = now.texts
    title = _("New places ({count})", count=len(one.starts))
    st.subheader(title, anchor=False)
    if not one.starts:
        st.markdown(_("The plan begins no new stay."))
        return
    offered, forecast = _("offer, bed held"), _("forecast, nothing is sent")
    draw_table(
        title,
        ("*" + _("Household"), _("Now"), _("New place"), _("From"), _("Becomes"), _("Why this priority")),
        [
            (
                row.move.household, "" if now.is_meeting else row.move.old, row.move.new, row.move.since,
                offered if row.is_offered else forecast, ("" if now.is_meeting else row.move.because,),
            )
            for row in one.starts
        ],
    )  # fmt: skip
    _draw_beside(now, one)


def _draw_beside(now: Here, one: Publication) -> None:
    """What goes with the homes: who follows whom up, and who begins what."""
    _ = now.texts
    contacts, enrolments = (
        _("New contacts ({count})", count=len(one.contacts)),
        _("New enrolments ({count})", count=len(one.enrolments)),
    )
    if one.contacts:
        with st.expander(contacts):
            draw_table(contacts, ("*" + _("Household"), _("Contact")), one.contacts)
    if one.enrolments:
        with st.expander(enrolments):
            draw_table(enrolments, ("*" + _("Person"), _("Activity"), _("From")), one.enrolments)


def _draw_ticks(now: Here, number: int, kind: str, ticks: Sequence[Tick]) -> None:
    _, (title, about) = now.texts, KINDS[kind]
    if not ticks:
        return
    st.subheader(f"{_(title)} ({len(ticks)})", anchor=False)
    st.markdown(_(about))
    for one in ticks:
        text = _("hidden in a meeting") if now.is_meeting else one.text
        st.checkbox(f"**{one.who}**: {text}", key=_key(number, one), persist_state="session", width="stretch")


def _key(number: int, one: Tick) -> str:
    return f"tick:{number}:{one.ids[0]}"


def _draw_said(now: Here, title: str, rows: Iterable[Said]) -> None:
    _ = now.texts
    draw_table(
        title, ("*" + _("Who"), _("Where"), _("What"), _("Rule")),
        [(row.about, row.where, (row.text,), row.code) for row in rows],
    )  # fmt: skip


def _draw_press(now: Here, one: Publication) -> None:
    _ = now.texts
    if one.is_for_colleague:
        told = _(
            "This plan decides something for somebody whom a colleague looks after. Ask a colleague to publish it."
        )
        st.warning(told, icon=":material/group:")
        return
    left = sum(not st.session_state.get(_key(one.number, tick)) for tick in one.ticks)
    st.markdown(_("Publishing sends offers and holds beds. A named person decides: {who}.", who=now.login))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Publish plan {number}", number=one.number), key="publish", type="primary", icon=":material/send:",
            disabled=bool(left), on_click=_publish, args=(one.number, one.of("alarm")),
        )  # fmt: skip
        if one.state == DRAFT:
            st.button(_("Put it before the meeting"), key="propose", icon=":material/groups:", on_click=_propose,
                      args=(one.number,))  # fmt: skip
        if left:
            told = _.n(
                "{count} thing above is not ticked yet.", "{count} things above are not ticked yet.", left
            )
            st.html(f'<p role="status" style="margin:0">{told}</p>', width="content")


def _publish(number: int, alarms: tuple[Tick, ...]) -> None:
    now = here()
    known = [each for one in alarms if st.session_state.get(_key(number, one)) for each in one.ids]
    attempt(lambda: accept(now.desk, now.login, number, acknowledged=known))


def _propose(number: int) -> None:
    now = here()
    attempt(lambda: propose(now.desk, now.login, number))
