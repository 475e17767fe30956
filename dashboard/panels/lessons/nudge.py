"""A handle on a quantity: moved a little, what becomes of L, beside its derivative."""

from functools import partial

import streamlit as st

from core.lessons.nudge import MOVABLE, Nudge, activation_along, loss_along, nudge, room
from dashboard import state, typeset
from dashboard.charts.tangent import TangentWords, tangent_chart
from dashboard.view import View

MOVES = (-1.0, -0.5, -0.2, -0.1, -0.01, -0.001, 0.001, 0.01, 0.1, 0.2, 0.5, 1.0)
"""How far the handle moves, as parts of the room that there is."""
FIRST = 0.5
SLOPED = {"a1": ("z1", 1), "dz1": ("z1", 1), "a2": ("z2", 2), "dz2": ("z2", 2)}
"""Steps that use an activation or its slope, by the quantity and the layer it is taken of."""


def handle(view: View) -> None:
    """Move an entry of the quantity that the step on show is about."""
    text, lesson, sample = view.text, view.lesson, view.sample
    name = lesson.stop.removeprefix("d")
    if name not in MOVABLE:
        return
    symbol = typeset.symbol(name)
    with st.expander(
        text("nudge.title", name=f"${symbol}$"), icon=":material/open_with:", key="nudge",
        on_change="rerun",
    ) as drawer:  # fmt: skip
        if not drawer.open:
            return
        shape = sample.values[name].shape
        i, j = (min(at, size - 1) for at, size in zip(lesson.entry, shape, strict=True))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            for axis, label in ((0, "row"), (1, "column")):
                if shape[axis] > 1:
                    st.number_input(
                        text(f"product.{label}"), 1, shape[axis], width=120,
                        **state.bound(
                            f"nudge_{name}_{label}_{shape[axis]}", (i, j)[axis] + 1,
                            partial(lesson.choose_entry, axis),
                        ),
                    )  # fmt: skip
            reach = room(sample, name, i, j)
            part = st.select_slider(
                text("nudge.delta"), MOVES, format_func=lambda move: f"{move * reach:.3g}",
                key=state.kept("nudge_by", MOVES, FIRST),
            )  # fmt: skip
        if reach == 0:
            st.markdown(typeset.prose(text("check.edge")))
            return
        found = nudge(sample, name, i, j, part * reach)
        _told(symbol, found)
        end = (found.value + found.delta, found.after)
        words = TangentWords(
            text("nudge.axis", name=typeset.spoken(name)),
            "L",
            text("nudge.tangent"),
            text("nudge.secant"),
        )
        st.vega_lite_chart(
            tangent_chart(
                loss_along(sample, name, i, j, reach), end, words, view.colours
            ), alt=text("nudge.alt"),
        )  # fmt: skip
        st.caption(typeset.prose(text("nudge.note")))


def _told(symbol: str, found: Nudge) -> None:
    """The quotient with its numbers, beside the derivative."""
    before, after = (typeset.long_number(value) for value in (found.before, found.after))
    delta = typeset.number(found.delta)
    st.latex(
        rf"\begin{{aligned}} \frac{{\Delta\mathcal{{L}}}}{{\Delta}} &= "
        rf"\frac{{{after} - {before}}}{{{delta}}} = {typeset.number(found.quotient)} \\"
        rf"d{symbol} &= {typeset.number(found.derivative)} \end{{aligned}}"
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
        i = min(lesson.entry[0], len(z) - 1)
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
