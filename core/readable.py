"""Training in the functions of `core.network` themselves: any depth, any labels in [0, 1]."""

import numpy as np

from core.config import Config
from core.network import (
    Parameters,
    backward_propagation,
    compute_cost,
    forward_propagation,
    update_parameters,
)
from core.optimizers import DESCENT, Memory, Optimizer
from core.types import Array
from core.vectors import flatten


class Readable:
    """Full-batch gradient descent on X (n[0], m) and Y (n[L], m), one update a `step`.

    cost : J of the parameters as they are.
    """

    def __init__(
        self,
        parameters: Parameters,
        X: Array,
        Y: Array,
        config: Config,
        memory: Memory = (),
        optimizer: Optimizer = DESCENT,
    ) -> None:
        self._parameters, self._X, self._Y, self._config = parameters, X, Y, config
        self._memory, self._optimizer = memory, optimizer
        self._forward()

    def step(self) -> None:
        """One update, and J after it."""
        gradients = backward_propagation(self._parameters, self._cache, self._Y)
        direction, self._memory = self._optimizer.update(gradients, self._memory, self._config)
        self._parameters = update_parameters(
            self._parameters, direction, self._config.learning_rate
        )
        self._forward()

    def parameters(self) -> Parameters:
        """W and b as they are."""
        return self._parameters

    def vector(self) -> Array:
        """The same in one new vector."""
        return flatten(self._parameters)

    def memory(self) -> Memory:
        """What the optimizer remembers."""
        return self._memory

    def _forward(self) -> None:
        self._cache = forward_propagation(self._parameters, self._X, self._config.activation)
        self.cost = compute_cost(self._cache, self._Y)


def train_readably(
    parameters: Parameters,
    X: Array,
    Y: Array,
    activation: str,
    learning_rate: float,
    iterations: int,
) -> tuple[Parameters, Array]:
    """The whole of training as the notes have it; the program that the lesson shows.

    Returns
    -------
    parameters : Parameters
        After the last update.
    costs : (iterations,) array
        costs[i] is J after i updates.
    """
    costs = np.empty(iterations)
    for i in range(iterations):
        cache = forward_propagation(parameters, X, activation)
        costs[i] = compute_cost(cache, Y)
        gradients = backward_propagation(parameters, cache, Y)
        parameters = update_parameters(parameters, gradients, learning_rate)
    return parameters, costs
