"""A handle on a quantity: moved a little, what becomes of L, beside its derivative."""

from functools import partial

import streamlit as st

from core.lessons.nudge import (
    MOVABLE,
    Nudge,
    activation_along,
    can_move,
    loss_along,
    nudge,
    room,
)
from dashboard import state, typeset
from dashboard.charts.tangent import TangentWords, tangent_chart
from dashboard.panels.lessons.entry import choose_entry
from dashboard.view import View

MOVES = (-1.0, -0.5, -0.2, -0.1, -0.01, -0.001, 0.001, 0.01, 0.1, 0.2, 0.5, 1.0)
"""How far the handle moves, as parts of the room that there is."""
FIRST = 0.5
SLOPED = {"a1": ("z1", 1), "dz1": ("z1", 1), "a2": ("z2", 2), "dz2": ("z2", 2)}
"""Steps that use an activation or its slope, by the quantity and the layer it is taken of."""


def handle(view: View) -> None:
    """Move an entry of the quantity that the step on show is about."""
    text, sample = view.text, view.sample
    name = view.lesson.stop.removeprefix("d")
    if name not in MOVABLE:
        return
    symbol = typeset.symbol(name)
    with st.expander(
        text("nudge.title", name=f"${symbol}$"), icon=":material/open_with:", key="nudge",
        on_change="rerun",
    ) as drawer:  # fmt: skip
        if not drawer.open:
            return
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            i, j = choose_entry(view, f"nudge_{name}", sample.values[name].shape)
            reach = room(sample, name, i, j)
            moves = [move for move in MOVES if can_move(sample, name, i, j, move * reach)]
            if not moves:
                st.markdown(typeset.prose(text("check.edge")))
                return
            part = st.select_slider(
                text("nudge.delta"), moves, format_func=lambda move: f"{move * reach:.3g}",
                key=state.kept("nudge_by", moves, FIRST if FIRST in moves else moves[-1]),
            )  # fmt: skip
        found = nudge(sample, name, i, j, part * reach)
        st.latex(told(symbol, found))
        end = (found.value + found.delta, found.after)
        words = TangentWords(
            text("nudge.axis", name=typeset.spoken(name)), "L", text("nudge.tangent"),
            text("nudge.secant"),
        )  # fmt: skip
        curve = loss_along(sample, name, i, j, reach)
        st.vega_lite_chart(tangent_chart(curve, end, words, view.colours), alt=text("nudge.alt"))
        st.caption(typeset.prose(text("nudge.lost" if found.lost else "nudge.note")))


def told(symbol: str, found: Nudge) -> str:
    """L before and after, the quotient with its numbers, and the derivative below it."""
    before, after, difference, delta, quotient, derivative = map(
        typeset.number,
        (found.before, found.after, found.difference, found.delta, found.quotient,
         found.derivative),
    )  # fmt: skip
    loss = r"\mathcal{L}"
    return (
        rf"\begin{{aligned}} {loss}:\; {before} &\to {after} \\"
        rf"\frac{{\Delta{loss}}}{{\Delta}} &= \frac{{{difference}}}{{{delta}}} = {quotient} \\"
        rf"d{symbol} &= {derivative} \end{{aligned}}"
    )


def slope(view: View) -> None:
    """The activation that a step uses, with its tangent at the learner's own z."""
    text, lesson, sample = view.text, view.lesson, view.sample
    if lesson.stop not in SLOPED:
        return
    name, layer = SLOPED[lesson.stop]
    activation = "sigmoid" if layer == 2 else sample.config.activation
    g = r"\sigma" if activation == "sigmoid" else r"g"
    with st.expander(
        text("slope.title", g=f"${g}$"), icon=":material/show_chart:", key=f"slope_{layer}",
        on_change="rerun",
    ) as drawer:  # fmt: skip
        if not drawer.open:
            return
        z = sample.values[name]
        i, _ = lesson.entry_in(z.shape)
        if len(z) > 1:
            st.number_input(
                text("slope.unit"), 1, len(z), width=120,
                **state.bound(
                    f"slope_{name}_{len(z)}", i + 1, partial(lesson.choose_entry, 0)
                ),
            )  # fmt: skip
        curve = activation_along(activation, float(z[i, 0]))
        formula, derivative = typeset.of_z(activation)
        st.latex(rf"{g}(z) = {formula} \qquad {g}'(z) = {derivative}")
        if text.has(f"slope.{activation}"):
            st.markdown(typeset.prose(text(f"slope.{activation}")))
        st.latex(
            rf"\begin{{aligned}} z &= {typeset.number(curve.at)} \\"
            rf"a = {g}(z) &= {typeset.number(curve.value)} \\"
            rf"{g}'(z) &= {typeset.number(curve.slope)} \end{{aligned}}"
        )
        words = TangentWords("z", "a", text("slope.tangent"))
        st.vega_lite_chart(tangent_chart(curve, None, words, view.colours), alt=text("slope.alt"))
