"""One forward and backward pass with everything that is shown of it: the cache behind a screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.dataset import Dataset
from core.matrices import matrices
from core.network import (
    Cache,
    Gradients,
    Parameters,
    backward_propagation,
    compute_cost,
    forward_propagation,
    labels,
)
from core.shapes import Dimension, Name, Product, dimension_table, products
from core.types import Array


@dataclass(frozen=True)
class Snapshot:
    """A network at one iteration on one data set; every number derives from the same pass."""

    iteration: int
    parameters: Parameters
    dataset: Dataset
    activation: str
    learning_rate: float

    @cached_property
    def cache(self) -> Cache:
        return forward_propagation(self.parameters, self.dataset.X, self.activation)

    @cached_property
    def gradients(self) -> Gradients:
        return backward_propagation(self.parameters, self.cache, self.dataset.Y)

    @cached_property
    def test_cache(self) -> Cache:
        return forward_propagation(self.parameters, self.dataset.X_test, self.activation)

    @cached_property
    def cost(self) -> float:
        """J on the training samples."""
        return compute_cost(self.cache, self.dataset.Y)

    @cached_property
    def test_cost(self) -> float:
        """J on the held-out samples."""
        return compute_cost(self.test_cache, self.dataset.Y_test)

    @cached_property
    def accuracy(self) -> float:
        """Share of training samples with the right label, 0 to 1."""
        return accuracy(self.cache, self.dataset.Y)

    @cached_property
    def test_accuracy(self) -> float:
        """Share of held-out samples with the right label, 0 to 1."""
        return accuracy(self.test_cache, self.dataset.Y_test)

    @cached_property
    def dimensions(self) -> list[Dimension]:
        return dimension_table(self.parameters, self.cache, self.gradients, self.dataset.Y)

    @cached_property
    def matrices(self) -> Mapping[Name, Array]:
        return matrices(self.parameters, self.cache, self.gradients, self.dataset.Y)

    @cached_property
    def products(self) -> list[Product]:
        return list(products(self.parameters, self.cache, self.gradients))

    @cached_property
    def sizes(self) -> list["GradientSize"]:
        return gradient_sizes(self.parameters, self.gradients, self.learning_rate)


def accuracy(cache: Cache, Y: Array) -> float:
    """Share of entries of Y (n[L], m) that the forward pass labels rightly, 0 to 1."""
    return float(np.mean(labels(cache) == Y))


@dataclass(frozen=True)
class GradientSize:
    """How large one gradient is, and what it does to its parameter.

    norm : Frobenius norm.
    largest, mean : of the entries' absolute values.
    update : α ||dW|| / ||W||, the relative size of the step; None for dZ, or where ||W|| is 0.

    ||dZ|| carries no 1/m and grows with m, so for dZ compare `mean` between different m.
    """

    kind: str
    layer: int
    norm: float
    largest: float
    mean: float
    update: float | None

    @property
    def name(self) -> str:
        return f"{self.kind}[{self.layer}]"


def gradient_sizes(
    parameters: Parameters, gradients: Gradients, learning_rate: float
) -> list[GradientSize]:
    """Sizes of dW[l], db[l] and dZ[l] for l = 1..L, layer by layer."""
    return [
        _size(kind, l, gradient[l], None if owner is None else owner[l], learning_rate)
        for l in parameters.layers
        for kind, gradient, owner in (
            ("dW", gradients.dW, parameters.W),
            ("db", gradients.db, parameters.b),
            ("dZ", gradients.dZ, None),
        )
    ]


def _size(
    kind: str, l: int, gradient: Array, owner: Array | None, learning_rate: float
) -> GradientSize:
    magnitude = np.abs(gradient)
    norm = float(np.linalg.norm(gradient))
    owner_norm = 0.0 if owner is None else float(np.linalg.norm(owner))
    update = learning_rate * norm / owner_norm if owner_norm else None
    return GradientSize(kind, l, norm, float(magnitude.max()), float(magnitude.mean()), update)
