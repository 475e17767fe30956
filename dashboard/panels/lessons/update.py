"""The update: W before, the step, W after, and what becomes of J."""

import numpy as np
import streamlit as st

from core.lessons.facts import at_zero, cost_if_early, costs_after, update
from core.types import Layers
from dashboard import format, state, typeset
from dashboard.charts.growth import alpha_chart
from dashboard.panels.shared.statement import statement
from dashboard.view import View

ALPHAS = [
    round(mantissa * 10.0**power, 6) for power in range(-2, 3) for mantissa in (1, 2, 3, 5, 8)
]


@st.fragment
def draw(view: View) -> None:
    """One update with an α to choose, up to where J rises."""
    text, of, colours = view.text, view.of, view.colours
    with statement(25):
        st.latex(
            r"W^{[l]} := W^{[l]} - \alpha \, dW^{[l]}, \quad "
            r"b^{[l]} := b^{[l]} - \alpha \, db^{[l]}"
        )
        st.markdown(typeset.prose(text("update.why")))
        nearest = min(ALPHAS, key=lambda alpha: abs(alpha - of.config.learning_rate))
        alpha = st.select_slider(
            text("update.alpha"), ALPHAS, format_func=format.learning_rate,
            key=state.kept("update_alpha", ALPHAS, nearest),
        )  # fmt: skip
        step = update(of, alpha)
        _lines("W", 2, alpha, step.before.W, step.gradients.dW, step.after.W)
        _lines("b", 1, alpha, step.before.b, step.gradients.db, step.after.b)
        fell = step.cost_after < step.cost_before
        show = st.success if fell else st.error
        show(
            text(
                "update.fell" if fell else "update.rose", before=format.cost(step.cost_before),
                after=format.cost(step.cost_after), alpha=format.learning_rate(alpha),
            )
        )  # fmt: skip
        st.markdown(
            typeset.prose(
                text(
                    "update.early", early=format.cost(cost_if_early(of, alpha)),
                    after=format.cost(step.cost_after),
                )
            )
        )  # fmt: skip
        st.vega_lite_chart(
            alpha_chart(ALPHAS, costs_after(of, ALPHAS), alpha, step.cost_before, colours),
            alt=text("update.alt"),
        )
        st.caption(typeset.prose(text("update.chart")))


@st.fragment
def beginning(view: View) -> None:
    """Why W starts from random numbers: what zeros would do, run on these samples."""
    text, of = view.text, view.of
    with st.expander(text("update.zeros"), icon=":material/casino:"):
        st.markdown(typeset.prose(text("update.zeros_why")))
        found = at_zero(of)
        st.latex(
            r", \quad ".join(
                rf"\|dW^{{[{l}]}}\| = {typeset.number(float(np.linalg.norm(found.dW[l])))}"
                for l in of.parameters.layers
            )
        )
        st.markdown(typeset.prose(text("update.alike")))


def _lines(
    kind: str, l: int, alpha: float, before: Layers, gradient: Layers, after: Layers
) -> None:
    """A parameter before, what is taken off it, and the parameter after."""
    symbol, rate = f"{kind}^{{[{l}]}}", format.learning_rate(alpha)
    st.latex(
        rf"\begin{{aligned}} {symbol} &= {typeset.flat(before[l])} \\"
        rf"\alpha \, d{symbol} &= {rate} \cdot {typeset.flat(gradient[l])} \\"
        rf"{symbol} - \alpha \, d{symbol} &= {typeset.flat(after[l])} \end{{aligned}}"
    )
