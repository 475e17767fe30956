"""What stands beside a question: the network that it is about, or the data to be trained on."""

from functools import lru_cache

import streamlit as st

from core.practice.experiments import EXPERIMENTS, Experiment, Trial
from dashboard import questions
from dashboard.charts.palette import Palette
from dashboard.charts.picture import encoded, scatter
from dashboard.charts.thinning import thinned
from dashboard.charts.units import units_chart
from dashboard.text import Text
from dashboard.view import View

ONE, SEVERAL = 300, 170
"""Pixels of a picture of samples, where it is the only one and where there are more."""
MOST_POINTS = 200
IN_SPACE = "ball"
"""Data with a third feature, which no plane shows."""


def network(view: View, sizes: tuple[int, int, int], m: int) -> None:
    """A drawing of a network of these sizes, and how many samples go through it."""
    labels = tuple(f"n[{l}] = {n}" for l, n in enumerate(sizes))
    first, second, third = labels
    st.container(key="beside").vega_lite_chart(
        units_chart(sizes, (first, second, third), view.colours),
        alt=view.text("beside.network_alt", sizes=view.text("list.and").join(labels)),
    )
    st.caption(view.text("beside.one" if m == 1 else "beside.samples", m=m))


def data(view: View, card: Experiment) -> None:
    """The samples that an experiment trains on, in a picture for each of its data sets."""
    drawn = _different(card.name)
    side = ONE if len(drawn) == 1 else SEVERAL
    with st.container(horizontal=True, gap="small"):
        for trial in drawn:
            st.image(
                _picture(card.name, trial.label, side, view.colours), width=side,
                caption=_caption(view.text, trial), alt=view.text("beside.data_alt"),
            )  # fmt: skip
    if card.trials[0].config.dataset == IN_SPACE:
        st.caption(view.text("experiment.hidden_x3"))


def _caption(text: Text, trial: Trial) -> str:
    config = trial.config
    name = text(f"dataset.{config.dataset}")
    return text("beside.data", data=name, m=config.m, noise=f"{config.noise:g}")


@lru_cache(maxsize=len(EXPERIMENTS))
def _different(item: str) -> tuple[Trial, ...]:
    """The trials of an experiment whose data differ; squeezed ones look like those they are of."""
    found: dict[tuple[str, int, float, int], Trial] = {}
    for trial in EXPERIMENTS[item].trials:
        config = trial.config
        found.setdefault((config.dataset, config.m, config.noise, config.seed), trial)
    return tuple(found.values())


@lru_cache(maxsize=4 * len(EXPERIMENTS))
def _picture(item: str, label: str, side: int, colours: Palette) -> str:
    data = questions.samples(item, label)
    at = list(thinned(data.X.shape[1], MOST_POINTS))
    return encoded(scatter(data.X[:, at], data.Y[:, at], colours, side))
