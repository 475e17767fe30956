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
    """How large one gradient is, and what it does to its parameter (None where it has none)."""

    kind: str
    layer: int
    gradient: Array
    parameter: Array | None
    learning_rate: float

    @property
    def name(self) -> str:
        return f"{self.kind}[{self.layer}]"

    @cached_property
    def norm(self) -> float:
        """Frobenius norm; ||dZ|| carries no 1/m and grows with m, so compare its `mean` instead."""
        return float(np.linalg.norm(self.gradient))

    @cached_property
    def largest(self) -> float:
        """The largest absolute value of an entry."""
        return float(np.abs(self.gradient).max())

    @cached_property
    def mean(self) -> float:
        """The mean of the entries' absolute values."""
        return float(np.abs(self.gradient).mean())

    @cached_property
    def update(self) -> float | None:
        """α ||dW|| / ||W||, the relative size of the step; None for dZ, or where ||W|| is 0."""
        size = 0.0 if self.parameter is None else float(np.linalg.norm(self.parameter))
        return self.learning_rate * self.norm / size if size else None


def gradient_sizes(
    parameters: Parameters, gradients: Gradients, learning_rate: float
) -> list[GradientSize]:
    """Sizes of dW[l], db[l] and dZ[l] for l = 1..L, layer by layer."""
    return [
        GradientSize(kind, l, gradient[l], owner[l] if owner else None, learning_rate)
        for l in parameters.layers
        for kind, gradient, owner in (
            ("dW", gradients.dW, parameters.W),
            ("db", gradients.db, parameters.b),
            ("dZ", gradients.dZ, None),
        )
    ]
