"""Why weights must begin different: three starts, and what becomes of their hidden units."""

import numpy as np
import streamlit as st

from core.explore.symmetry import Moment, constant_parameters, watch
from core.network import Parameters, initialize_parameters
from dashboard import format, typeset
from dashboard.charts.explore import Axes, frame_of, line_chart
from dashboard.panels.explore import tries
from dashboard.view import View

ITERATIONS = 3000
SEED = 2
"""Of the random start: the published one."""


def draw(view: View) -> None:
    """The spread of the units over the iterations, and W[1] in the end, for each start."""
    text, run = view.text, view.run
    tries.draw(view)
    config = run.now
    found = view.session.explore.keep(
        "symmetry", run, config,
        lambda: {
            name: watch(start, run.dataset, config, ITERATIONS)
            for name, start in starts(view).items()
        },
    )  # fmt: skip
    names = {name: text(f"symmetry.{name}") for name in found}
    lines = {
        names[name]: ([m.iteration for m in moments], [m.spread or float("nan") for m in moments])
        for name, moments in found.items()
    }
    left, right = st.columns(2, gap="small")
    left.vega_lite_chart(
        line_chart(
            frame_of(lines), Axes(text("cost.x"), text("symmetry.spread"), log_y=True),
            list(names.values()), view.colours,
        ),
        alt=text("symmetry.spread"),
    )  # fmt: skip
    costs = {
        names[name]: ([m.iteration for m in moments], [m.cost for m in moments])
        for name, moments in found.items()
    }
    right.vega_lite_chart(
        line_chart(frame_of(costs), Axes(text("cost.x"), "J"), list(names.values()), view.colours),
        alt=text("cost.alt"),
    )
    st.caption(text("symmetry.zero"))
    for slot, (name, moments) in zip(
        st.columns(len(found), gap="small"), found.items(), strict=True
    ):
        with slot:
            _end(view, name, moments)


def starts(view: View) -> dict[str, Parameters]:
    """All 0, all the same, and random."""
    sizes = (view.run.dataset.X.shape[0], view.run.now.n1, 1)
    return {
        "zeros": constant_parameters(sizes, 0.0),
        "constant": constant_parameters(sizes),
        "random": initialize_parameters(sizes, method="small", rng=np.random.RandomState(SEED)),
    }


def _end(view: View, name: str, moments: list[Moment]) -> None:
    """What has become of a start."""
    text, last = view.text, moments[-1]
    st.markdown(f"**{text(f'symmetry.{name}')}**")
    st.markdown(
        text(
            "symmetry.end", different=last.different, n1=len(last.W1),
            cost=format.short(last.cost), iteration=format.whole(last.iteration),
        )
    )  # fmt: skip
    st.latex(rf"W^{{[1]}} = {typeset.matrix(last.W1)}")
    st.latex(rf"dW^{{[1]}} = {typeset.matrix(last.dW1)}")
    if name == "constant" and last.spread:
        said = "symmetry.broken" if last.different > 1 else "symmetry.rounding"
        st.caption(text(said, spread=format.short(last.spread)))
