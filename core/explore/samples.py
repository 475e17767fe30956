"""What m does: to what is learned, to how sure a gradient is, and to the time of an update."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.config import Config
from core.data.dataset import Dataset
from core.data.sources import Source, source_named
from core.explore.cells import Cell, Group, grouped
from core.explore.sweep import sweep
from core.network import Parameters, backward_propagation, forward_propagation
from core.steppers import stepper
from core.training import start
from core.types import Array

POOL = 5000
"""Samples are drawn from so many at most."""
TURNS = 3
"""A time is the shortest of so many, because whatever else runs only adds to it."""


def learning_cells(
    config: Config,
    ms: Sequence[int],
    seeds: Sequence[int],
    *,
    iterations: int = 2000,
    source: Source | None = None,
    stop: threading.Event | None = None,
) -> Iterator[Cell]:
    """The runs of a learning curve, as they are done: every m with every seed of the samples.

    stop : once set, no more come.

    Raises
    ------
    ValueError
        As `core.explore.sweep.sweep`.
    """
    axes = {"m": ms, "seed": seeds}
    return sweep(config, axes, iterations=iterations, source=source, stop=stop)


def learning_curve(cells: Iterator[Cell] | Sequence[Cell]) -> list[Group]:
    """Cells by m, ascending: training and test J and accuracy, with median, band and each run."""
    return sorted(grouped(cells, over="seed"), key=lambda group: group.config.m)


@dataclass(frozen=True, eq=False)
class Spread:
    """How far dW[l] of m samples lies from the dW[l] of all, over random draws.

    m : (k,).
    measured : by layer, (k,); the root of the mean squared Frobenius distance over the draws.
    expected : by layer, (k,); the spread of one sample's own gradient, divided by √m.
    """

    m: Array
    measured: dict[int, Array]
    expected: dict[int, Array]


def gradient_spread(
    parameters: Parameters, data: Dataset, activation: str, ms: Sequence[int], *, draws: int = 200,
    seed: int = 0,
) -> Spread:  # fmt: skip
    """The spread of dW[l] over random draws of m samples, for fixed parameters.

    dW[l] is the mean of the samples' own gradients, so the draws' variance is theirs over m, and
    its root shrinks as 1/√m.

    Parameters
    ----------
    parameters : Parameters
    data : Dataset
        Samples are drawn from its training samples with replacement, so that each is independent.
    activation : str
    ms : sequence of int
        Each at least 1.
    draws : int
        Of each m.
    seed : int
        Of the draws.
    """
    X, Y, rng = data.X, data.Y, np.random.default_rng(seed)
    cache = forward_propagation(parameters, X, activation)
    whole = backward_propagation(parameters, cache, Y)
    squares: dict[int, list[float]] = {l: [] for l in parameters.layers}
    for m in ms:
        sums = dict.fromkeys(parameters.layers, 0.0)
        for _ in range(draws):
            chosen = rng.integers(0, X.shape[1], m)
            part = forward_propagation(parameters, X[:, chosen], activation)
            dW = backward_propagation(parameters, part, Y[:, chosen]).dW
            for l in sums:
                sums[l] += float(np.sum((dW[l] - whole.dW[l]) ** 2))
        for l, total in sums.items():
            squares[l].append(total / draws)
    all_m = np.array(ms, dtype=float)
    one = {l: _one(whole.dZ[l], cache.A[l - 1], whole.dW[l]) for l in parameters.layers}
    return Spread(
        all_m,
        {l: np.sqrt(s) for l, s in squares.items()},
        {l: one[l] / np.sqrt(all_m) for l in one},
    )


def _one(dZ: Array, A: Array, dW: Array) -> float:
    """The spread of one sample's dW = dz aᵀ, whose Frobenius norm is ||dz|| ||a||."""
    squared = float(np.mean(np.sum(dZ**2, axis=0) * np.sum(A**2, axis=0)))
    return float(np.sqrt(max(0.0, squared - float(np.sum(dW**2)))))


def pool(config: Config, source: Source | None = None) -> Dataset:
    """As many samples as the source has, at most POOL, to draw from."""
    source = source_named(config.dataset) if source is None else source
    return source.draw(min(POOL, source.max_m), noise=config.noise, seed=config.seed)


def update_times(
    config: Config, ms: Sequence[int], *, updates: int = 200, source: Source | None = None
) -> Array:
    """Seconds of one update for each m, (k,), measured on this machine now.

    Raises
    ------
    DatasetError
        m_out_of_range, and what else `core.training.start` may raise.
    """
    return np.array([_seconds(config, m, updates, source) for m in ms])


def _seconds(config: Config, m: int, updates: int, source: Source | None) -> float:
    run = start(replace(config, m=m), source, most_records=4)
    here, best = run.snapshot.train, np.inf
    with np.errstate(all="ignore"):
        for _ in range(TURNS):
            descent = stepper(here.parameters, here.X, here.Y, run.config)
            began = time.perf_counter()
            for _ in range(updates):
                descent.step()
            best = min(best, (time.perf_counter() - began) / updates)
    return best
