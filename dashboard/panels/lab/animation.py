"""The replay as a file: the plane and J over a run's recorded iterations, as an animated GIF."""

import numpy as np

from core.plane import activations_over, plane_around
from core.training import Run
from core.vectors import unflatten
from dashboard.charts.animation import Frame, animated
from dashboard.charts.palette import LIGHT
from dashboard.charts.thinning import thinned
from dashboard.panels.lab import boundary

MOST_FRAMES = 80
MOST_POINTS = 300
OF_CURVE = 150
"""J is drawn at so many iterations at most, more than there are frames."""
SIDE = 88
"""Of the plane, in places where a[L] is computed; between them it is interpolated."""


def animation(run: Run, features: tuple[int, int]) -> bytes:
    """A run's record as a GIF, over the plane of two features (rows of X, from 0)."""
    plane = plane_around(run.dataset.X, features)
    history = run.history
    frames, on_curve = [], history.spread(OF_CURVE)
    # The parameters of a run that has diverged give no finite numbers.
    with np.errstate(all="ignore"):
        at = history.spread(MOST_FRAMES)
        for i, cost in zip(at, history.measure("cost", at), strict=True):
            record = history.records[i]
            parameters = unflatten(record.parameters, record.layer_sizes)
            over = activations_over(plane, SIDE, parameters, record.config.activation)
            frames.append(Frame(record.iteration, over[len(over)][0], float(cost)))
        costs = history.measure("cost", on_curve)
    of = run.snapshot.train
    points = boundary.points(of, plane, list(thinned(of.m, MOST_POINTS)))
    (left, bottom), (right, top) = plane.low, plane.high
    across, up = (f"x{feature + 1}" for feature in plane.features)
    iterations = [history.iterations[i] for i in on_curve]
    window = (left, right, bottom, top)
    return animated(frames, iterations, costs, points, window, (across, up), LIGHT)
