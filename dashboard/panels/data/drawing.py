"""Where a learner draws samples: clicks on a plane, and a table for keyboards."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.charts.canvas import PIXELS, canvas
from dashboard.charts.palette import palette
from dashboard.own_data import OwnData
from dashboard.points import FEATURES, MOST, SIDE, UNIT, Drawing
from dashboard.text import Text

TOOLS = ("one", "zero", "erase")
LABELS = {"one": 1, "zero": 0}
AT_ONCE = (1, 5)


def draw(text: Text, own: OwnData) -> None:
    """The plane with its tools, and the samples as a table."""
    drawing = own.drawing
    st.caption(text("draw.how", most=MOST))
    left, right = st.columns((0.46, 0.54), gap="medium")
    with right:
        tool = st.segmented_control(
            text("draw.tool"), TOOLS, required=True, format_func=lambda name: text(f"draw.{name}"),
            key=state.kept("draw_tool", TOOLS),
        )  # fmt: skip
        count = st.segmented_control(
            text("draw.count"), AT_ONCE, required=True, disabled=tool == "erase",
            key=state.kept("draw_count", AT_ONCE),
        )  # fmt: skip
        with st.container(horizontal=True):
            st.button(
                text("draw.undo"), key="draw_undo", icon=":material/undo:", on_click=drawing.undo,
                disabled=not drawing.past,
            )  # fmt: skip
            st.button(
                text("draw.clear"), key="draw_clear", icon=":material/delete:",
                on_click=drawing.clear, disabled=not drawing.points,
            )  # fmt: skip
        _table(text, drawing)
    # A chart keeps its selection, and a second click at the same place would be no news; under
    # another key it is another chart.
    key = f"canvas_{drawing.version}"
    left.vega_lite_chart(
        canvas(drawing.points, palette(state.dark())), key=key, selection_mode=state.CLICKED,
        alt=text("draw.alt"), width=PIXELS + 50,
        on_select=state.of_selection(key, lambda place: _clicked(drawing, tool, count, place)),
    )  # fmt: skip
    if not drawing.enough:
        st.info(text("draw.more"), icon=":material/touch_app:")


def _clicked(
    drawing: Drawing, tool: str | None, count: int | None, place: Mapping[str, object]
) -> None:
    """Do at a place what the tool does."""
    across, up = (int(str(place[name])) for name in ("across", "up"))
    if tool in LABELS:
        drawing.put(across, up, LABELS[tool], count or 1)
    else:
        drawing.erase(across, up)


def _table(text: Text, drawing: Drawing) -> None:
    """The samples by their numbers; rows can be changed, added and removed."""
    reach = SIDE / 2 / UNIT
    number = st.column_config.NumberColumn
    key = f"drawn_{drawing.version}"
    rows = [(*p.x, p.label) for p in drawing.points]
    st.data_editor(
        pd.DataFrame(rows, columns=[*FEATURES, "y"]).astype({"x1": float, "x2": float}),
        num_rows="dynamic", height=190, hide_index=True, key=key,
        on_change=lambda: drawing.rewrite(*state.edited_table(key)),
        column_config={
            **{name: number(name, min_value=-reach, max_value=reach, step=1 / UNIT, required=True)
               for name in FEATURES},
            "y": number("y", min_value=0, max_value=1, step=1, required=True),
        },
        alt=text("draw.table"),
    )  # fmt: skip
