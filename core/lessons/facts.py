"""What is only true of m samples at once: means of gradients, sums along an axis, broadcasting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from core.equations import UPDATE, evaluate
from core.network import Gradients, Parameters, update_parameters
from core.passes import Pass
from core.types import Array, Name, Shape

CHUNK = 256
"""Samples whose own gradients are held at a time."""


class Mean(NamedTuple):
    """The mean of the per-sample gradients of one parameter beside the vectorised gradient."""

    name: Name
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


def means_of_samples(of: Pass) -> list[Mean]:
    """The mean over i of dW(i) = dz(i) a(i)ᵀ and db(i) = dz(i), for l = 1..L."""
    A, dZ, gradients = of.cache.A, of.gradients.dZ, of.gradients
    means = []
    for l in of.parameters.layers:
        total = np.zeros_like(gradients.dW[l])
        for at in range(0, of.m, CHUNK):
            own = dZ[l][:, None, at : at + CHUNK] * A[l - 1][None, :, at : at + CHUNK]
            total += own.sum(axis=2)
        means += [
            Mean(Name("dW", l), total / of.m, gradients.dW[l]),
            Mean(Name("db", l), dZ[l].mean(axis=1).reshape(-1, 1), gradients.db[l]),
        ]
    return means


class Doubled(NamedTuple):
    """What duplicating every sample changes: J, and the largest change in each gradient."""

    m: int
    cost: float
    cost_before: float
    changes: dict[str, float]


def doubled(of: Pass) -> Doubled:
    """Run the pass over X and Y twice side by side, (n[0], 2m)."""
    twice = replace(of, X=np.hstack([of.X, of.X]), Y=np.hstack([of.Y, of.Y]))
    changes = {
        f"{kind}[{l}]": float(np.max(np.abs(two[l] - one[l])))
        for kind, two, one in (
            ("dW", twice.gradients.dW, of.gradients.dW),
            ("db", twice.gradients.db, of.gradients.db),
        )
        for l in of.parameters.layers
    }
    return Doubled(twice.m, twice.cost, of.cost, changes)


class Growth(NamedTuple):
    """‖dW[1]‖ with m samples, as it is and without the 1/m."""

    m: int
    mean: float
    total: float


COPIES = 6
COPIED = 500
"""At most so many samples are copied, so that a large m does not keep the page waiting."""


def growth(of: Pass) -> list[Growth]:
    """The size of dW[1] with the same samples once, twice, and so on up to COPIES times."""
    found = []
    X, Y = of.X[:, :COPIED], of.Y[:, :COPIED]
    for copies in range(1, COPIES + 1):
        more = replace(of, X=np.tile(X, copies), Y=np.tile(Y, copies))
        mean = float(np.linalg.norm(more.gradients.dW[1]))
        found.append(Growth(more.m, mean, more.m * mean))
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
    shape: Shape
    updated: Shape | None
    error: str
    in_place: str
    next_shape: Shape | None
    next_error: str
    right: bool


def sums(of: Pass, l: int) -> list[SumOutcome]:
    """Run every way to sum dZ[l], the update of b[l] with it, and the forward step after that."""
    alpha = of.config.learning_rate
    names: dict[str, object] = {
        "np": np, "dZ": of.gradients.dZ[l], "m": of.m, "alpha": alpha,
        "W": of.parameters.W[l], "b": of.parameters.b[l], "A": of.cache.A[l - 1],
    }  # fmt: skip
    exact = update_parameters(of.parameters, of.gradients, alpha)
    return [_sum(code, names, exact.b[l]) for code in SUMS]


def _sum(code: str, names: dict[str, object], exact: Array) -> SumOutcome:
    db = evaluate(code, names)
    names = {**names, "db": db}
    updated, error = _try(UPDATE["b"], names)
    _, in_place = _try("np.subtract(b, alpha * db, out=np.copy(b))", names)
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


def _shape(array: Array | None) -> Shape | None:
    return None if array is None else array.shape


class Update(NamedTuple):
    """One update and what it does to J."""

    learning_rate: float
    before: Parameters
    gradients: Gradients
    after: Parameters
    cost_before: float
    cost_after: float


def update(of: Pass, learning_rate: float) -> Update:
    """W - α dW and b - α db from one pass, and J on the same samples afterwards."""
    after = update_parameters(of.parameters, of.gradients, learning_rate)
    cost = replace(of, parameters=after).cost
    return Update(learning_rate, of.parameters, of.gradients, after, of.cost, cost)


def cost_if_early(of: Pass, learning_rate: float) -> float:
    """J after one update in which W[2] and b[2] change before layer 1 has its gradients.

    Of the new W[2] these are no derivatives of J at the old point, nor at the new one.
    """
    new = update_parameters(of.parameters, of.gradients, learning_rate)
    dZ1 = (new.W[2].T @ of.gradients.dZ[2]) * of.slopes(1)
    W1 = of.parameters.W[1] - learning_rate * (dZ1 @ of.X.T) / of.m
    b1 = of.parameters.b[1] - learning_rate * dZ1.sum(axis=1, keepdims=True) / of.m
    early = Parameters({**new.W, 1: W1}, {**new.b, 1: b1})
    return float(replace(of, parameters=early).cost)


def at_zero(of: Pass) -> Gradients:
    """The gradients on the same samples if every W and b were 0."""
    W = {l: np.zeros_like(w) for l, w in of.parameters.W.items()}
    b = {l: np.zeros_like(v) for l, v in of.parameters.b.items()}
    return replace(of, parameters=Parameters(W, b)).gradients


class Fall(NamedTuple):
    """How far one update lowers J: by the gradient alone, and really."""

    predicted: float
    real: float


def fall(of: Pass) -> Fall:
    """The fall of J in the next update: to first order it is α ‖∇J‖², all gradients together."""
    g, alpha = of.gradients, of.config.learning_rate
    parts = [part[l] for part in (g.dW, g.db) for l in of.parameters.layers]
    squares = sum(float(np.sum(part**2)) for part in parts)
    step = update(of, alpha)
    return Fall(alpha * squares, step.cost_before - step.cost_after)


def costs_after(of: Pass, learning_rates: Sequence[float]) -> Array:
    """J after one update with each learning rate."""
    return np.array([update(of, alpha).cost_after for alpha in learning_rates])
