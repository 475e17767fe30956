"""J is a mean, and so are its gradients: where 1/m comes from, and what it is good for."""

import pandas as pd
import streamlit as st

from core.network import losses
from core.snapshot import Snapshot
from core.vectorized import doubled, growth, means_of_samples, sample_of
from dashboard import numbers, typeset
from dashboard.charts.growth import growth_chart
from dashboard.charts.palette import palette
from dashboard.panels.statement import statement
from dashboard.text import Text


def cost(text: Text, snapshot: Snapshot) -> None:
    """J as the mean of the m losses."""
    own = losses(snapshot.cache, snapshot.dataset.Y).sum(axis=0)
    first = " + ".join(typeset.number(float(loss)) for loss in own[:3])
    m = len(own)
    more = r" + \cdots" if m > 3 else ""
    with statement(20):
        st.markdown(text("mean.cost"))
        st.latex(
            r"J = \frac{1}{m} \sum_{i=1}^{m} \mathcal{L}^{(i)} = "
            rf"\frac{{{first}{more}}}{{{m}}} = {numbers.cost(snapshot.cost)}"
        )


def gradients(text: Text, snapshot: Snapshot, *, dark: bool) -> None:
    """Per-sample gradients, their mean, and the vectorised ones; duplicated data; no 1/m."""
    m = snapshot.dataset.X.shape[1]
    with statement(22):
        st.markdown(text("mean.why"))
        own = [sample_of(snapshot, i).gradients.dW[1] for i in range(min(2, m))]
        terms = " + ".join(typeset.matrix(g) for g in own)
        dots = r" + \cdots" if m > len(own) else ""
        st.latex(rf"dW^{{[1]}} = \frac{{1}}{{{m}}} \left( {terms}{dots} \right)")
        st.latex(f"= {typeset.matrix(snapshot.gradients.dW[1])}")
        means = means_of_samples(snapshot)
        st.table(
            pd.DataFrame(
                {
                    text("mean.gradient"): [mean.name for mean in means],
                    text("mean.of_means"): [numbers.size(mean.norm) for mean in means],
                    text("mean.vectorised"): [numbers.size(mean.vectorised_norm) for mean in means],
                    text("mean.difference"): [numbers.brief(mean.difference) for mean in means],
                }
            ).set_index(text("mean.gradient"))
        )
        _doubled(text, snapshot)
        st.markdown(text("mean.growth"))
        st.vega_lite_chart(
            growth_chart(growth(snapshot), text("mean.with"), text("mean.without"), palette(dark)),
            alt=text("mean.growth_alt"),
        )


def _doubled(text: Text, snapshot: Snapshot) -> None:
    twice = doubled(snapshot)
    st.markdown(
        text(
            "mean.doubled", m=numbers.whole(twice.m), before=numbers.cost(twice.cost_before),
            after=numbers.cost(twice.cost), largest=numbers.brief(max(twice.changes.values())),
        )
    )  # fmt: skip
