"""Hidden units that begin alike: how far they come apart while a network is trained."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.config import Config
from core.data.dataset import Dataset
from core.network import Parameters, backward_propagation, compute_cost, forward_propagation
from core.steppers import stepper
from core.types import Array

CONSTANT = 0.01
"""The size of the published run's start."""
SAME = 1e-6
"""Units that differ by no more than this part of the largest entry compute the same."""


@dataclass(frozen=True, eq=False)
class Moment:
    """Hidden units at one iteration.

    W1, dW1 : (n[1], n[0]); row j is unit j's.
    spread, gradient_spread : the largest difference between two entries of one column of W[1], and
        of dW[1]; 0 where all units are the same to the last bit.
    different : how many hidden units compute something of their own.
    """

    iteration: int
    cost: float
    W1: Array
    dW1: Array
    spread: float
    gradient_spread: float
    different: int


def constant_parameters(layer_sizes: Sequence[int], value: float = CONSTANT) -> Parameters:
    """Every weight the same, W[l] = value, and every b[l] = 0."""
    shapes = {l: (layer_sizes[l], layer_sizes[l - 1]) for l in range(1, len(layer_sizes))}
    return Parameters(
        {l: np.full(shape, value) for l, shape in shapes.items()},
        {l: np.zeros((shape[0], 1)) for l, shape in shapes.items()},
    )


def told_apart(dataset: Dataset, config: Config) -> int:
    """The fewest hidden units, five or more, that rounding tells apart when they begin alike.

    Which row of a product is summed in another order than its neighbours depends on the number of
    rows and on the machine: with seven units some processors compute all rows the same way and
    others do not. Where rounding shows at all, it shows within 300 updates. Where it never does,
    the answer is five.
    """
    n0 = dataset.X.shape[0]
    found = (
        n1
        for n1 in range(5, 17)
        if watch(constant_parameters((n0, n1, 1)), dataset, config, 300, moments=2)[-1].spread
    )
    return next(found, 5)


def spread_of_rows(matrix: Array) -> float:
    """The largest difference between two entries of one column, over all columns."""
    return float(np.ptp(matrix, axis=0).max())


def different_units(parameters: Parameters, tolerance: float = SAME) -> int:
    """How many units of the first hidden layer differ in weights in, bias or weights out.

    Units belong together where every entry differs by no more than the tolerance times the largest
    entry of all from that of the first one of them.
    """
    units = np.hstack([parameters.W[1], parameters.b[1], parameters.W[2].T])
    allowed = tolerance * float(np.abs(units).max())
    found: list[Array] = []
    for unit in units:
        if all(np.abs(unit - other).max() > allowed for other in found):
            found.append(unit)
    return len(found)


def watch(
    parameters: Parameters,
    dataset: Dataset,
    config: Config,
    iterations: int,
    *,
    moments: int = 50,
) -> list[Moment]:
    """Train from a start and look at the hidden units at evenly spaced iterations.

    Parameters
    ----------
    parameters : Parameters
        The start, with one hidden layer or more.
    dataset : Dataset
    config : Config
        Its activation and learning rate are used.
    iterations : int
        Updates, at least 1.
    moments : int
        So many are looked at, at least 2; the first is the start and the last the end.
    """
    at = set(np.linspace(0, iterations, min(moments, iterations + 1)).round().astype(int).tolist())
    found = []
    with np.errstate(all="ignore"):
        descent = stepper(parameters, dataset.X, dataset.Y, config)
        for iteration in range(iterations + 1):
            if iteration in at:
                found.append(_moment(iteration, descent.parameters(), dataset, config))
            if iteration < iterations:
                descent.step()
    return found


def _moment(iteration: int, parameters: Parameters, dataset: Dataset, config: Config) -> Moment:
    cache = forward_propagation(parameters, dataset.X, config.activation)
    W1, dW1 = parameters.W[1], backward_propagation(parameters, cache, dataset.Y).dW[1]
    return Moment(
        iteration, compute_cost(cache, dataset.Y), W1, dW1,
        spread_of_rows(W1), spread_of_rows(dW1), different_units(parameters),
    )  # fmt: skip
