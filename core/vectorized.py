"""What is only true of m samples at once: means of gradients, sums along an axis, broadcasting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from core.network import (
    Gradients,
    Parameters,
    backward_propagation,
    compute_cost,
    forward_propagation,
    update_parameters,
)
from core.sample import Sample, evaluate
from core.snapshot import Snapshot
from core.types import Array

CHUNK = 256
"""Samples whose own gradients are held at a time."""


def sample_of(snapshot: Snapshot, i: int) -> Sample:
    """Column i of a pass's samples as a sample of its own."""
    data = snapshot.dataset
    return Sample(
        snapshot.parameters, data.X[:, [i]], data.Y[:, [i]], snapshot.activation
    )  # fmt: skip


class Mean(NamedTuple):
    """The mean of the per-sample gradients of one parameter beside the vectorised gradient."""

    name: str
    mean: Array
    vectorised: Array

    @property
    def norm(self) -> float:
        """Frobenius norm of the mean."""
        return float(np.linalg.norm(self.mean))

    @property
    def vectorised_norm(self) -> float:
        """Frobenius norm of the vectorised gradient."""
        return float(np.linalg.norm(self.vectorised))

    @property
    def difference(self) -> float:
        """The largest difference of two entries, which is rounding."""
        return float(np.max(np.abs(self.mean - self.vectorised)))


def means_of_samples(snapshot: Snapshot) -> list[Mean]:
    """The mean over i of dW(i) = dz(i) a(i)ᵀ and db(i) = dz(i), for l = 1..L."""
    A, dZ, gradients = snapshot.cache.A, snapshot.gradients.dZ, snapshot.gradients
    means = []
    for l in snapshot.parameters.layers:
        m = dZ[l].shape[1]
        total = np.zeros_like(gradients.dW[l])
        for at in range(0, m, CHUNK):
            own = dZ[l][:, None, at : at + CHUNK] * A[l - 1][None, :, at : at + CHUNK]
            total += own.sum(axis=2)
        means += [
            Mean(f"dW[{l}]", total / m, gradients.dW[l]),
            Mean(f"db[{l}]", dZ[l].mean(axis=1).reshape(-1, 1), gradients.db[l]),
        ]
    return means


class Doubled(NamedTuple):
    """What duplicating every sample changes: J, and the largest change in each gradient."""

    m: int
    cost: float
    cost_before: float
    changes: dict[str, float]


def doubled(snapshot: Snapshot) -> Doubled:
    """Run the pass over X and Y twice side by side, (n[0], 2m)."""
    data = snapshot.dataset
    X, Y = np.hstack([data.X, data.X]), np.hstack([data.Y, data.Y])
    cache = forward_propagation(snapshot.parameters, X, snapshot.activation)
    twice, once = backward_propagation(snapshot.parameters, cache, Y), snapshot.gradients
    changes = {}
    for l in snapshot.parameters.layers:
        changes[f"dW[{l}]"] = float(np.max(np.abs(twice.dW[l] - once.dW[l])))
        changes[f"db[{l}]"] = float(np.max(np.abs(twice.db[l] - once.db[l])))
    return Doubled(X.shape[1], compute_cost(cache, Y), snapshot.cost, changes)


class Growth(NamedTuple):
    """‖dW[1]‖ with the first m samples, as it is and without the 1/m."""

    m: int
    mean: float
    total: float


def growth(snapshot: Snapshot, points: int = 12) -> list[Growth]:
    """The size of dW[1] against m, for m evenly spread in the logarithm up to the present one."""
    data = snapshot.dataset
    most = data.X.shape[1]
    sizes = sorted({round(m) for m in np.geomspace(1, most, points)})
    found = []
    for m in sizes:
        part = replace(snapshot, dataset=replace(data, X=data.X[:, :m], Y=data.Y[:, :m]))
        mean = float(np.linalg.norm(part.gradients.dW[1]))
        found.append(Growth(m, mean, m * mean))
    return found


SUMS: Sequence[str] = (
    "np.sum(dZ, axis=1, keepdims=True) / m",
    "np.sum(dZ, axis=1) / m",
    "np.sum(dZ, axis=0, keepdims=True) / m",
    "np.sum(dZ, axis=0) / m",
)
"""Ways to sum dZ; the first is the right one."""


@dataclass(frozen=True)
class SumOutcome:
    """What one way to sum gives, and what becomes of b and of the next forward pass.

    Shapes are None where NumPy raised; `error` and `next_error` hold its words.
    """

    code: str
    shape: tuple[int, ...]
    updated: tuple[int, ...] | None
    error: str
    in_place: str
    next_shape: tuple[int, ...] | None
    next_error: str
    right: bool


def sums(snapshot: Snapshot, l: int) -> list[SumOutcome]:
    """Run every way to sum dZ[l], the update of b[l] with it, and the forward step after that."""
    W, b, A = snapshot.parameters.W, snapshot.parameters.b, snapshot.cache.A
    names: dict[str, object] = {
        "np": np, "dZ": snapshot.gradients.dZ[l], "m": A[0].shape[1],
        "W": W[l], "b": b[l], "A": A[l - 1], "alpha": snapshot.learning_rate,
    }  # fmt: skip
    exact = update_parameters(snapshot.parameters, snapshot.gradients, snapshot.learning_rate)
    return [_sum(code, names, exact.b[l]) for code in SUMS]


def _sum(code: str, names: dict[str, object], exact: Array) -> SumOutcome:
    db = evaluate(code, names)
    names = {**names, "db": db}
    updated, error = _try("b - alpha * db", names)
    _, in_place = _try("np.subtract(b, alpha * db, out=b.copy())", names)
    following, next_error = None, ""
    if updated is not None:
        following, next_error = _try("W @ A + b", {**names, "b": updated})
    right = updated is not None and updated.shape == exact.shape and np.allclose(updated, exact)
    return SumOutcome(
        code, db.shape, _shape(updated), error, in_place, _shape(following), next_error, right
    )  # fmt: skip


def _try(code: str, names: dict[str, object]) -> tuple[Array | None, str]:
    try:
        return evaluate(code, names), ""
    except ValueError as error:
        return None, str(error)


def _shape(array: Array | None) -> tuple[int, ...] | None:
    return None if array is None else array.shape


class Update(NamedTuple):
    """One update and what it does to J."""

    learning_rate: float
    before: Parameters
    gradients: Gradients
    after: Parameters
    cost_before: float
    cost_after: float


def update(snapshot: Snapshot, learning_rate: float) -> Update:
    """W - α dW and b - α db from one pass, and J on the same samples afterwards."""
    after = update_parameters(snapshot.parameters, snapshot.gradients, learning_rate)
    cache = forward_propagation(after, snapshot.dataset.X, snapshot.activation)
    cost = compute_cost(cache, snapshot.dataset.Y)
    return Update(
        learning_rate, snapshot.parameters, snapshot.gradients, after, snapshot.cost, cost
    )  # fmt: skip


def costs_after(snapshot: Snapshot, learning_rates: Sequence[float]) -> Array:
    """J after one update with each learning rate."""
    return np.array([update(snapshot, alpha).cost_after for alpha in learning_rates])
