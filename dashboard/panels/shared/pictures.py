"""Little pictures of the data sets, as they will look with the present settings."""

import streamlit as st

from core.config import Config
from core.data.sources import Source
from dashboard.charts.palette import Palette
from dashboard.charts.picture import scatter
from dashboard.charts.thinning import thinned

MOST_POINTS = 200


def draw(source: Source, config: Config, colours: Palette) -> None:
    """Draw the data that a run of this config would train on."""
    data = source.draw(config.m, noise=config.noise, seed=config.seed)
    at = list(thinned(config.m, MOST_POINTS))
    st.image(scatter(data.X[:, at], data.Y[:, at], colours), width="stretch")
