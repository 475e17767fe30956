"""Beat it by hand: a slider for every weight and bias, then the direction that descent takes."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.config import Entry
from core.passes import Pass
from core.types import Name
from dashboard import format, state
from dashboard.hand import Hand
from dashboard.view import View

REACH, STEP = 8.0, 0.1
"""A slider goes from -REACH to REACH."""
NEARLY = 1e-4
"""A gradient below this points nowhere."""


def draw(view: View) -> None:
    """Draw the sliders, how far the learner has come, and the ways on."""
    text, current, hand = view.text, view.session, view.session.hand
    if hand is None:
        return
    of = view.shown.train
    with st.container(border=True, key="hand_panel", gap="xsmall"):
        st.markdown(
            f"**{text('manual.title')}** {text('manual.shown' if hand.shown else 'manual.task')}"
        )
        _sliders(view, of, hand)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                text(
                    "manual.score", now=format.cost(of.cost), best=format.cost(hand.best),
                    first=format.cost(hand.first),
                ),
                width="content",
            )  # fmt: skip
            st.button(
                text("manual.show"), key="hand_show", icon=":material/visibility:",
                on_click=current.show_gradients, disabled=hand.shown,
            )  # fmt: skip
            st.button(
                text("manual.descend"), key="hand_descend", icon=":material/play_arrow:",
                type="primary", on_click=current.play,
            )  # fmt: skip
            st.button(
                text("manual.close"), key="hand_close", icon=":material/close:", type="tertiary",
                on_click=current.leave_hand,
            )  # fmt: skip


def _sliders(view: View, of: Pass, hand: Hand) -> None:
    """A column of sliders for each unit: its row of W[l] and its entry of b[l]."""
    units = [(l, i) for l in of.parameters.layers for i in range(len(of.parameters.b[l]))]
    for (l, i), column in zip(units, st.columns(len(units), gap="medium"), strict=True):
        column.caption(view.text("manual.unit", unit=i + 1, layer=l))
        for j in range(of.parameters.W[l].shape[1]):
            _slider(view, column, of, Entry("W", l, i + 1, j + 1), hand)
        _slider(view, column, of, Entry("b", l, i + 1, 1), hand)


def _slider(view: View, column: DeltaGenerator, of: Pass, entry: Entry, hand: Hand) -> None:
    kind, l, i, j = entry
    value = float(getattr(of.parameters, kind)[l][i - 1, j - 1])
    gradient = float(getattr(of.gradients, f"d{kind}")[l][i - 1, j - 1])
    at = f"{i}, {j}" if kind == "W" else str(i)
    symbol = f"${Name(kind, l).latex}_{{{at}}}$"
    shown = min(REACH, max(-REACH, round(value, 2)))
    column.slider(
        f"{symbol} {arrow(gradient)}" if hand.shown else symbol, -REACH, REACH, step=STEP,
        **state.bound(f"hand_{entry}", shown, partial(view.session.set_entry, str(entry))),
    )  # fmt: skip


def arrow(gradient: float) -> str:
    """Where descent would move a parameter: against its gradient."""
    if abs(gradient) < NEARLY:
        return "·"
    return f"{'←' if gradient > 0 else '→'} {format.short(abs(gradient))}"
