"""The cost curve and the gradient curves, from what a run has recorded."""

import numpy as np
import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from core.history import History
from core.types import Array
from dashboard.charts.curves import curve_chart, curves, thinned
from dashboard.charts.live import HEIGHT
from dashboard.charts.palette import palette
from dashboard.text import Text

MOST_POINTS = 100
NORMS_HEIGHT = HEIGHT


def draw_cost(slot: DeltaGenerator, text: Text, history: History, now: int, *, dark: bool) -> None:
    """Draw J on the training and on the test samples."""
    colours = palette(dark)
    series = (
        ("train", text("cost.train"), colours.ink, False),
        ("test", text("cost.test"), colours.grey, True),
    )
    spec = curves(series, text("cost.x"), colours.grey, HEIGHT, log=False)
    frame = _frame(history, {"train": "cost", "test": "test_cost"})
    slot.vega_lite_chart(curve_chart(frame, now, spec), alt=text("cost.alt"))


def draw_gradients(
    slot: DeltaGenerator, text: Text, history: History, now: int, *, dark: bool
) -> None:
    """Draw the norms of dW[l] and db[l], layer by layer in the layer's colour."""
    colours = palette(dark)
    layers = range(1, len(history.layer_sizes))
    names = [f"{kind}[{l}]" for l in layers for kind in ("dW", "db")]
    columns = {f"g{i}": name for i, name in enumerate(names)}
    series = tuple(
        (column, name, colours.layer(int(name[3])), name.startswith("db"))
        for column, name in columns.items()
    )
    spec = curves(series, text("cost.x"), colours.grey, NORMS_HEIGHT, log=True)
    frame = _frame(history, columns)
    # A logarithm has no place for a gradient of exactly zero: the curve is broken there.
    frame[list(columns)] = frame[list(columns)].mask(frame[list(columns)] <= 0)
    slot.vega_lite_chart(curve_chart(frame, now, spec), alt=text("curves.alt"))


def _frame(history: History, columns: dict[str, str]) -> pd.DataFrame:
    at = list(thinned(len(history.records), MOST_POINTS))
    data: dict[str, Array] = {"iteration": np.array(history.iterations)[at]}
    for column, measure in columns.items():
        values = history.measure(measure, at)
        data[column] = np.where(np.isfinite(values), values, np.nan)
    return pd.DataFrame(data)
