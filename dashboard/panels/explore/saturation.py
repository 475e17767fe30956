"""When do units stop learning? Z[1] over the iterations, below g and its slope."""

import numpy as np
import streamlit as st

from core.activations import activation_named
from core.explore.spread import spread_of_z
from dashboard import format, typeset
from dashboard.charts.spread import slope_chart, spread_chart
from dashboard.panels.explore import tries
from dashboard.view import View

POINTS = 401


def draw(view: View) -> None:
    """The present run's Z[1], iteration by iteration, and what share of it is saturated."""
    text, run = view.text, view.run
    tries.draw(view)
    found = view.session.explore.keep("saturation", run, run.now, lambda: spread_of_z(run))
    reach = float(found.edges[-1])
    z = np.linspace(-reach, reach, POINTS)
    g = activation_named(run.config.activation)
    a = g.g(z)
    names = (f"g = {text(f'activation.{run.config.activation}')}", "g′")
    with st.container(gap="xxsmall"):
        st.vega_lite_chart(
            slope_chart(z, a, g.derivative(z, a), names, view.colours),
            alt=text("spread.above"),
        )
        words = ("z[1]", text("cost.x"), text("spread.share"))
        st.vega_lite_chart(spread_chart(found, words, view.colours), alt=text("spread.alt"))
    if run.iteration > 0:
        first, last = (format.share(float(found.saturated[at])) for at in (0, -1))
        told = text(
            "spread.told", first=first, last=last,
            iteration=format.whole(int(found.iterations[-1])),
        )  # fmt: skip
        st.markdown(typeset.prose(told))
    st.caption(text("spread.note"))
    if run.iteration == 0:
        st.info(text("spread.begin"), icon=":material/play_arrow:")
