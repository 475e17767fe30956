"""Little pictures of the data sets, as they will look with the present settings."""

from core.config import Config
from core.data.sources import Source
from dashboard.charts.palette import Palette
from dashboard.charts.picture import encoded, scatter
from dashboard.charts.thinning import thinned

MOST_POINTS = 200


def picture_of(source: Source, config: Config, colours: Palette) -> str:
    """The data that a run of this config would train on, as a data URI."""
    data = source.draw(config.m, noise=config.noise, seed=config.seed)
    at = list(thinned(config.m, MOST_POINTS))
    return encoded(scatter(data.X[:, at], data.Y[:, at], colours))
