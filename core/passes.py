"""One forward and one backward pass with everything that is shown of it: the cache of a screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from core.activations import activation_named
from core.config import Config
from core.data.dataset import Dataset
from core.matrices import Dimension, Product, dimension_table, matrices, pass_products
from core.network import (
    Cache,
    Gradients,
    Parameters,
    backward_propagation,
    compute_cost,
    forward_propagation,
    labels,
    losses,
)
from core.types import Array, Name

Backward = Callable[[Parameters, Cache, Array], Gradients]


class Confusion(NamedTuple):
    """How many samples with y = 0 are labelled 0 and 1, and how many with y = 1."""

    zero_as_zero: int
    zero_as_one: int
    one_as_zero: int
    one_as_one: int


@dataclass(frozen=True, eq=False)
class Pass:
    """A network on samples X (n[0], m) with labels Y (n[L], m); every number derives from one pass.

    A single sample is a Pass with m = 1.

    backward : makes the gradients, usually `backward_propagation`; another one, with a fault in it,
        can be looked at and checked in the same way.
    """

    parameters: Parameters
    X: Array
    Y: Array
    config: Config
    backward: Backward = backward_propagation

    @property
    def m(self) -> int:
        """The number of samples."""
        m: int = self.X.shape[1]
        return m

    @cached_property
    def cache(self) -> Cache:
        return forward_propagation(self.parameters, self.X, self.config.activation)

    @cached_property
    def gradients(self) -> Gradients:
        return self.backward(self.parameters, self.cache, self.Y)

    @cached_property
    def cost(self) -> float:
        """J, the mean of the samples' losses."""
        return compute_cost(self.cache, self.Y)

    @cached_property
    def losses(self) -> Array:
        """Each sample's loss, (m,); those of several outputs are added."""
        own: Array = losses(self.cache, self.Y).sum(axis=0)
        return own

    def slopes(self, l: int) -> Array:
        """g'(Z[l]), (n[l], m); of the output layer that of the sigmoid."""
        last = l == len(self.parameters.W)
        g = activation_named("sigmoid" if last else self.config.activation)
        return g.derivative(self.cache.Z[l], self.cache.A[l])

    @cached_property
    def accuracy(self) -> float:
        """The share of labels that the network gives rightly, 0 to 1."""
        return float(np.mean(labels(self.cache) == self.Y))

    @cached_property
    def confusion(self) -> Confusion:
        """How many labels of each class are given as 0 and as 1."""
        said, one = labels(self.cache) > 0.5, self.Y > 0.5
        pairs = ((~one, ~said), (~one, said), (one, ~said), (one, said))
        return Confusion(*(int(np.sum(y & given)) for y, given in pairs))

    @cached_property
    def matrices(self) -> Mapping[Name, Array]:
        """Every matrix by its name."""
        return matrices(self.parameters, self.cache, self.gradients, self.Y)

    @cached_property
    def by_code(self) -> Mapping[str, Array]:
        """Every matrix by its name in code, such as dW1, and the slopes dG1 = g'(Z[1])."""
        found = {name.code: array for name, array in self.matrices.items()}
        hidden = self.parameters.layers[:-1]
        return found | {f"dG{l}": self.slopes(l) for l in hidden}

    @cached_property
    def dimensions(self) -> list[Dimension]:
        """The rows of the dimension table."""
        return dimension_table(self.parameters, self.matrices)

    @cached_property
    def products(self) -> list[Product]:
        """Every product with the shapes of its arrays."""
        return pass_products(self.matrices, len(self.parameters.W))

    @cached_property
    def sizes(self) -> list["GradientSize"]:
        """The sizes of dW[l], db[l] and dZ[l] for l = 1..L, layer by layer."""
        W, b = self.parameters.W, self.parameters.b
        g, alpha = self.gradients, self.config.learning_rate
        return [
            GradientSize(Name(kind, l), gradient[l], owner[l] if owner else None, alpha)
            for l in self.parameters.layers
            for kind, gradient, owner in (("dW", g.dW, W), ("db", g.db, b), ("dZ", g.dZ, None))
        ]


@dataclass(frozen=True, eq=False)
class GradientSize:
    """How large one gradient is, and what it does to its parameter (None where it has none)."""

    name: Name
    gradient: Array
    parameter: Array | None
    learning_rate: float

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


class Snapshot(NamedTuple):
    """A run at one iteration: a pass over the training samples, and one over the test samples."""

    iteration: int
    train: Pass
    test: Pass

    @classmethod
    def on(
        cls, data: Dataset, config: Config, iteration: int, parameters: Parameters
    ) -> "Snapshot":
        """The passes of a network over a data set's samples."""
        return cls(
            iteration,
            Pass(parameters, data.X, data.Y, config),
            Pass(parameters, data.X_test, data.Y_test, config),
        )

    @property
    def cost(self) -> float:
        """J on the training samples."""
        return self.train.cost


def measures(snapshot: Snapshot) -> dict[str, float]:
    """What is recorded of a snapshot, by name.

    cost, test_cost (J), accuracy, test_accuracy (0 to 1); for every layer the Frobenius norms of
    dW[l], db[l], dZ[l], and update[l], which is α ||dW[l]|| / ||W[l]|| (nan where ||W[l]|| is 0).
    """
    train, test = snapshot.train, snapshot.test
    found = {
        "cost": train.cost, "test_cost": test.cost,
        "accuracy": train.accuracy, "test_accuracy": test.accuracy,
    }  # fmt: skip
    found |= {str(size.name): size.norm for size in train.sizes}
    for size in train.sizes:
        if size.name.kind == "dW":
            found[f"update[{size.name.layer}]"] = np.nan if size.update is None else size.update
    return found
