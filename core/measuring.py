"""What is recorded of several iterations of a run, computed together with the numbers of each.

One call of NumPy costs about a microsecond before it computes anything, and the measures of a small
network are a hundred calls; k iterations stacked share them, so that each takes 0.05 ms and not
0.2. `np.matmul` hands each iteration's product to the same routine of the linear-algebra library
as `core.network` does, and the rest is element-wise or a sum along one iteration's samples, so that
every number is that of `core.passes.measures`, which `tests/core/test_measuring.py` holds.
"""

from collections.abc import Sequence

import numpy as np

from core.activations import activation_named, sigmoid
from core.config import Config
from core.data.dataset import Dataset
from core.network import Parameters
from core.types import Array, Layers
from core.vectors import stacked_layers

NUMBERS = 32_000
"""So many numbers of a hidden layer are computed together, 256 kB of each matrix: what fits a
processor's cache."""


def measured(
    vectors: Sequence[Array], layer_sizes: Sequence[int], data: Dataset, config: Config
) -> list[Array]:
    """The measures of parameters that are vectors (p,), in the order of `core.passes.measures`."""
    at_once = max(1, NUMBERS // (max(layer_sizes[1:]) * data.X.shape[1]))
    found: list[Array] = []
    # The last record of a run that diverges has no finite measures.
    with np.errstate(all="ignore"):
        for start in range(0, len(vectors), at_once):
            stacked = stacked_layers(np.stack(vectors[start : start + at_once]), layer_sizes)
            found.extend(_measures(stacked, data, config))
    return found


def _measures(of: Parameters, data: Dataset, config: Config) -> Array:
    """Of k networks W[l] (k, n[l], n[l-1]) and b[l] (k, n[l], 1); (k, measures)."""
    Z, A = _forward(of, data.X, config.activation)
    costs = [_cost(Z, data.Y)]
    shares = [_accuracy(A, data.Y)]
    dW, db, dZ = _backward(of, Z, A, data.Y, config.activation)
    test_Z, test_A = _forward(of, data.X_test, config.activation)
    costs.append(_cost(test_Z, data.Y_test))
    shares.append(_accuracy(test_A, data.Y_test))
    norms, updates = [], []
    for l in of.layers:
        norm, size = _norms(dW[l]), _norms(of.W[l])
        norms += [norm, _norms(db[l]), _norms(dZ[l])]
        updates.append(np.where(size != 0, config.learning_rate * norm / size, np.nan))
    found: Array = np.stack([*costs, *shares, *norms, *updates], axis=1)
    return found


def _forward(
    of: Parameters, X: Array, activation: str
) -> tuple[dict[int, Array], dict[int, Array]]:
    """Z[l] = W[l] A[l-1] + b[l] and A[l] = g[l](Z[l]), each (k, n[l], m)."""
    g, L = activation_named(activation).g, len(of.W)
    Z: dict[int, Array] = {}
    A: dict[int, Array] = {0: X}
    for l in of.layers:
        Z[l] = np.matmul(of.W[l], A[l - 1]) + of.b[l]
        A[l] = g(Z[l]) if l < L else sigmoid(Z[l])
    return Z, A


def _backward(
    of: Parameters, Z: Layers, A: Layers, Y: Array, activation: str
) -> tuple[dict[int, Array], dict[int, Array], dict[int, Array]]:
    """dW[l], db[l] and dZ[l] as `core.network.backward_propagation` has them."""
    L, m = len(of.W), Y.shape[1]
    g_prime = activation_named(activation).derivative
    dZ: dict[int, Array] = {L: A[L] - Y}
    dW: dict[int, Array] = {}
    db: dict[int, Array] = {}
    for l in range(L, 0, -1):
        if l < L:
            dA = np.matmul(of.W[l + 1].swapaxes(1, 2), dZ[l + 1])
            dZ[l] = dA * g_prime(Z[l], A[l])
        dW[l] = (1 / m) * np.matmul(dZ[l], A[l - 1].swapaxes(-1, -2))
        db[l] = (1 / m) * np.sum(dZ[l], axis=2, keepdims=True)
    return dW, db, dZ


def _cost(Z: Layers, Y: Array) -> Array:
    """J of each, (k,)."""
    last = Z[len(Z)]
    losses = Y * np.logaddexp(0, -last) + (1 - Y) * np.logaddexp(0, last)
    cost: Array = losses.reshape(len(losses), -1).sum(axis=1) / Y.shape[1]
    return cost


def _accuracy(A: Layers, Y: Array) -> Array:
    """The share of labels that each gives rightly, (k,)."""
    right = (A[len(A) - 1] > 0.5) == Y
    share: Array = right.mean(axis=(1, 2))
    return share


def _norms(arrays: Array) -> Array:
    """Each one's Frobenius norm, (k,)."""
    # One product each: a sum of squares along an axis would add in another order.
    return np.sqrt([np.dot(row, row) for row in arrays.reshape(len(arrays), -1)])
