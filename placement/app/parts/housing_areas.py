"""Areas as tiles side by side, and the rows of areas and ways. It is no map: places of tiles say nothing."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.one_row import draw_one_of
from placement.domain.permission import Action, FieldClass
from placement.service.desk.areas import Tile, tiles
from placement.words.say import say_list
from placement.words.texts import Texts


def draw_areas(now: Here) -> None:
    """Draw the tiles, and what of the rows may be changed."""
    _ = now.texts
    if now.may(Action.READ, FieldClass.GEO):
        areas = sorted(now.sight.rows("areas"))
        start = st.selectbox(
            _("Ways from"), areas, index=None, key="areas_from", placeholder=_("Choose an area"), width=320
        )
        _tiles(tiles(now.content, now.week(), start, _), _)
        st.caption(_("Side by side in order of name: the tiles are no map, and addresses are nowhere here."))
    draw_one_of(now, "areas")
    draw_one_of(now, "travel", only=("a", "b", "minutes"))


def _tiles(found: Sequence[Tile], _: Texts) -> None:
    st.html(f'<ul class="tiles">{"".join(_tile(one, _) for one in found)}</ul>')


def _tile(one: Tile, _: Texts) -> str:
    name = _("{area} ({setting})", area=one.area, setting=one.setting) if one.setting else one.area
    free = _.n("{count} free bed", "{count} free beds", one.free)
    tone = "free" if one.free else "free none"
    lines = [f'<p class="name">{escape(name)}</p>']
    if one.units:
        lines.append(f'<p class="{tone}">{escape(free)}</p>')
        lines += [f"<p>{escape(unit)}</p>" for unit in one.units]
    else:
        nothing = _("No units here.")
        lines.append(f"<p>{escape(nothing)}</p>")
    if one.programmes:
        told = _("Activities: {names}", names=say_list(one.programmes, _.lang))
        lines.append(f"<p>{escape(told)}</p>")
    if one.far:
        lines.append(f"<p>{escape(one.far)}</p>")
    return f"<li>{''.join(lines)}</li>"
