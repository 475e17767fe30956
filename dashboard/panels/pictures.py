"""Little pictures of the data sets, as they will look with the present settings."""

import streamlit as st

from core.datasets import make_dataset
from core.training import Config
from dashboard.charts.palette import palette
from dashboard.charts.picture import scatter
from dashboard.numbers import thinned

MOST_POINTS = 200


def draw(config: Config, *, dark: bool) -> None:
    """Draw the data that a run of this config would train on."""
    data = make_dataset(config.dataset, config.m, noise=config.noise, seed=config.seed)
    at = list(thinned(config.m, MOST_POINTS))
    st.image(scatter(data.X[:, at], data.Y[:, at], palette(dark)), width="stretch")
