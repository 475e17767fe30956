"""J is a mean, and so are its gradients: where 1/m comes from, and what it is good for."""

import pandas as pd
import streamlit as st

from core.equations import vectorised
from core.lessons.facts import doubled, growth, means_of_samples
from core.lessons.sample import sample_of
from core.network import losses
from core.passes import Pass
from dashboard import format, shape_lines, typeset
from dashboard.charts.growth import growth_chart
from dashboard.panels.shared.statement import statement
from dashboard.text import Text
from dashboard.view import View


def cost(view: View) -> None:
    """J as the mean of the m losses."""
    text, of = view.text, view.of
    own = losses(of.cache, of.Y).sum(axis=0)
    first = " + ".join(typeset.number(float(loss)) for loss in own[:3])
    m = len(own)
    more = r" + \cdots" if m > 3 else ""
    with statement(20):
        st.markdown(typeset.prose(text("mean.cost")))
        st.latex(
            r"J = \frac{1}{m} \sum_{i=1}^{m} \mathcal{L}^{(i)} = "
            rf"\frac{{{first}{more}}}{{{m}}} = {format.cost(of.cost)}"
        )


def gradients(view: View) -> None:
    """Per-sample gradients, their mean, and the vectorised ones; duplicated data; no 1/m."""
    text, of, colours = view.text, view.of, view.colours
    m = of.m
    with statement(22):
        st.markdown(typeset.prose(text("mean.why")))
        st.latex(
            r"dW^{[1]} = \frac{1}{m} \sum_{i=1}^{m} dz^{[1](i)} \, x^{(i)\top} = "
            r"\frac{1}{m} \, dZ^{[1]} X^{\top}"
        )
        line = vectorised(2)["dW1"]
        st.latex(shape_lines.line_of_shapes("dW1", line, of.by_code))
        st.markdown(typeset.prose(text("mean.inner", m=format.whole(m))))
        own = [sample_of(of, i).gradients.dW[1] for i in range(min(2, m))]
        terms = " + ".join(typeset.matrix(g) for g in own)
        dots = r" + \cdots" if m > len(own) else ""
        whole = typeset.matrix(of.gradients.dW[1])
        st.latex(
            rf"\begin{{aligned}} dW^{{[1]}} &= \frac{{1}}{{{m}}} \left( {terms}{dots} \right) \\"
            rf"&= {whole} \end{{aligned}}"
        )
        means = means_of_samples(of)
        st.table(
            pd.DataFrame(
                {
                    text("mean.gradient"): [str(mean.name) for mean in means],
                    text("mean.of_means"): [format.size(mean.norm) for mean in means],
                    text("mean.vectorised"): [format.size(mean.vectorised_norm) for mean in means],
                    text("mean.difference"): [format.brief(mean.difference) for mean in means],
                }
            ).set_index(text("mean.gradient"))
        )
        _doubled(text, of)
        grown = growth(of)
        said = text("mean.growth", m=format.whole(grown[0].m), copies=len(grown))
        st.markdown(typeset.prose(said))
        st.vega_lite_chart(
            growth_chart(grown, text("mean.with"), text("mean.without"), colours),
            alt=text("mean.growth_alt"),
        )


def _doubled(text: Text, of: Pass) -> None:
    twice = doubled(of)
    st.markdown(
        text(
            "mean.doubled", m=format.whole(twice.m), before=format.cost(twice.cost_before),
            after=format.cost(twice.cost), largest=format.brief(max(twice.changes.values())),
        )
    )  # fmt: skip
