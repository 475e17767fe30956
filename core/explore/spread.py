"""Where the hidden units' z lie as a run goes on, and how many of them have left g's slope."""

from dataclasses import dataclass

import numpy as np

from core.activations import activation_named
from core.diagnosis import SATURATED
from core.explore.cells import STEEPEST
from core.training import Run
from core.types import Array

MOST_MOMENTS, BINS = 40, 61
LEAST_REACH = 3.0
"""The range of z is at least so wide to both sides, so that the bend of g is seen."""


@dataclass(frozen=True, eq=False)
class Spread:
    """The entries of Z[1], all units and samples together, at some iterations.

    iterations : (k,) of the moments.
    edges : (BINS + 1,) of the bins of z.
    shares : (k, BINS); the part of the entries that lies in a bin, 1 in all.
    saturated : (k,); the part with g'(z) below SATURATED times the largest g'.
    """

    iterations: Array
    edges: Array
    shares: Array
    saturated: Array


def spread_of_z(run: Run) -> Spread:
    """Where Z[1] lies at up to MOST_MOMENTS of a run's records, the last among them."""
    g = activation_named(run.config.activation)
    records = [run.history.records[i] for i in run.history.spread(MOST_MOMENTS)]
    with np.errstate(all="ignore"):
        found = [record.snapshot.train.cache.Z[1].ravel() for record in records]
    # A run that diverges ends with numbers that are none.
    finite = [z[np.isfinite(z)] for z in found]
    reach = max(LEAST_REACH, *(float(np.abs(z).max(initial=0.0)) for z in finite))
    edges = np.linspace(-reach, reach, BINS + 1)
    least = SATURATED * STEEPEST[run.config.activation]
    shares, saturated = [], []
    for values in finite:
        counts = np.histogram(values, edges)[0]
        shares.append(counts / max(1, len(values)))
        slopes = g.derivative(values, g.g(values))
        saturated.append(float(np.mean(slopes < least)) if len(values) else np.nan)
    return Spread(
        np.array([float(record.iteration) for record in records]), edges, np.array(shares),
        np.array(saturated),
    )  # fmt: skip
