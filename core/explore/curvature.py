"""How J bends: the Hessian of J over all parameters, and α times its largest eigenvalue.

Along a direction in which J bends by λ, full-batch descent multiplies the distance from the bottom
by 1 - αλ at every update. Beyond αλ = 2 that factor is below -1, so the distance grows.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from core.network import Parameters, backward_propagation, forward_propagation
from core.training import Run, visit
from core.types import Array
from core.vectors import flatten, flatten_gradients, layer_sizes_of, unflatten

STEP = 1e-6
"""How far a parameter is moved, times its size if that is above 1.

The rounding of a gradient, about 1e-16, divided by it leaves an error of 1e-10. A larger step would
carry more samples over the kinks of relu, where the difference of two gradients is no slope.
"""
DIRECT = 150
"""Up to so many parameters the whole Hessian is cheaper than the method of Lanczos."""
MOST_PRODUCTS = 300
"""Lanczos usually needs 20 to 60 products; this bounds it where eigenvalues lie close together."""
CONVERGED = 1e-7
"""The residual of the largest eigenvalue, as a part of the largest in size, at which it stops."""

Gradient = Callable[[Array], Array]


class Point(NamedTuple):
    """The curvature at one iteration of a run.

    learning_rate : α as it was in force there.
    cost : J.
    lambda_max : the largest eigenvalue of the Hessian.
    """

    iteration: int
    learning_rate: float
    cost: float
    lambda_max: float

    @property
    def product(self) -> float:
        """α λmax; above 2 descent is not stable."""
        return self.learning_rate * self.lambda_max

    @property
    def limit(self) -> float:
        """2 / λmax, the largest stable α; infinite where J bends upwards in no direction."""
        return 2 / self.lambda_max if self.lambda_max > 0 else np.inf


def lambda_max(parameters: Parameters, X: Array, Y: Array, *, activation: str = "tanh") -> float:
    """The algebraically largest eigenvalue of the Hessian of J over all parameters.

    Parameters
    ----------
    parameters : Parameters
    X : (n[0], m) array
    Y : (n[L], m) array
    activation : str
        Of the hidden layers.

    Returns
    -------
    float
        In units of J per parameter squared; negative where J bends upwards in no direction.

    Raises
    ------
    ValueError
        If a shape does not fit, or the activation is unknown.

    Notes
    -----
    Power iteration would find the eigenvalue that is largest in size, which at a saddle may be a
    negative one. At a kink of relu (z = 0 exactly) there is no Hessian; the mean of both sides
    stands in.
    """
    vector = flatten(parameters)
    gradient = _gradient(layer_sizes_of(parameters), X, Y, activation)
    if len(vector) <= DIRECT:
        return float(np.linalg.eigvalsh(_hessian(gradient, vector))[-1])
    return _lanczos(gradient, vector)


def hessian(parameters: Parameters, X: Array, Y: Array, *, activation: str = "tanh") -> Array:
    """The second derivatives of J, (p, p), in the order of `core.vectors.flatten`.

    Central differences of the gradient that `backward_propagation` gives, made symmetric.

    Raises
    ------
    ValueError
        As `lambda_max`.
    """
    gradient = _gradient(layer_sizes_of(parameters), X, Y, activation)
    return _hessian(gradient, flatten(parameters))


def spectrum(parameters: Parameters, X: Array, Y: Array, *, activation: str = "tanh") -> Array:
    """All p eigenvalues of the Hessian of J, in ascending order.

    Values of both signs say that the point is near a saddle: J bends down one way and up another.

    Raises
    ------
    ValueError
        As `lambda_max`.
    """
    H = hessian(parameters, X, Y, activation=activation)
    values: Array = np.asarray(np.linalg.eigvalsh(H), dtype=np.float64)
    return values


def along(run: Run, iterations: Iterable[int]) -> list[Point]:
    """The curvature at the recorded iterations of a run that come nearest before the given ones."""
    points = []
    for iteration in iterations:
        found = visit(run, iteration)
        here = found.train
        largest = lambda_max(here.parameters, here.X, here.Y, activation=here.config.activation)
        points.append(Point(found.iteration, here.config.learning_rate, here.cost, largest))
    return points


def _gradient(sizes: tuple[int, ...], X: Array, Y: Array, activation: str) -> Gradient:
    def gradient(vector: Array) -> Array:
        parameters = unflatten(vector, sizes)
        cache = forward_propagation(parameters, X, activation)
        return flatten_gradients(backward_propagation(parameters, cache, Y))

    return gradient


def _slope(gradient: Gradient, vector: Array, direction: Array, step: float) -> Array:
    """The gradient's change along a direction, per unit of it: H times the direction."""
    change = step * direction
    return (gradient(vector + change) - gradient(vector - change)) / (2 * step)


def _hessian(gradient: Gradient, vector: Array) -> Array:
    steps = STEP * np.maximum(1.0, np.abs(vector))
    axes = np.eye(len(vector))
    rows = [_slope(gradient, vector, *pair) for pair in zip(axes, steps, strict=True)]
    H = np.array(rows)
    symmetric: Array = (H + H.T) / 2
    return symmetric


def _lanczos(gradient: Gradient, vector: Array) -> float:
    """The largest eigenvalue from products H q alone (Lanczos 1950, kept orthogonal in full).

    The Hessian projected on the q's so far is tridiagonal; its eigenvalue approaches that of H
    from below, and the last entry of its eigenvector times β tells how far off it is at most.
    """
    step = STEP * max(1.0, float(np.abs(vector).max()))
    q = np.random.default_rng(0).standard_normal(len(vector))
    q /= np.linalg.norm(q)
    basis = [q]
    diagonal: list[float] = []
    beside: list[float] = []
    largest = 0.0
    for _ in range(min(MOST_PRODUCTS, len(vector))):
        product = _slope(gradient, vector, basis[-1], step)
        diagonal.append(float(product @ basis[-1]))
        Q = np.array(basis)
        for _ in range(2):  # Once leaves rounding errors that grow into false copies.
            product -= Q.T @ (Q @ product)
        size = float(np.linalg.norm(product))
        values, vectors = np.linalg.eigh(
            np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
        )
        largest = float(values[-1])
        if size * abs(vectors[-1, -1]) <= CONVERGED * float(np.abs(values).max()):
            break
        beside.append(size)
        basis.append(product / size)
    return largest
