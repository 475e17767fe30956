"""How gradients become a step: pairs of pure functions, an optimizer's memory and what it does."""

from typing import NamedTuple, Protocol

from core.config import Config
from core.network import Gradients, Parameters
from core.types import Layers

Memory = tuple[Layers, ...]
"""What an optimizer carries from step to step, such as a mean of past gradients."""


class Init(Protocol):
    """The memory before the first step."""

    def __call__(self, parameters: Parameters) -> Memory: ...


class Update(Protocol):
    """The direction to step against, and the memory after the step."""

    def __call__(
        self, gradients: Gradients, memory: Memory, config: Config
    ) -> tuple[Gradients, Memory]: ...


class Optimizer(NamedTuple):
    """A way to descend: the step is W[l] := W[l] - α dW[l] with the direction that `update` gives.

    The pair of functions is that of the library optax.
    """

    init: Init
    update: Update


def _nothing(parameters: Parameters) -> Memory:  # noqa: ARG001
    return ()


def _gradients(
    gradients: Gradients,
    memory: Memory,
    config: Config,  # noqa: ARG001
) -> tuple[Gradients, Memory]:
    return gradients, memory


DESCENT = Optimizer(_nothing, _gradients)
"""Plain gradient descent: the direction is the gradient, and nothing is remembered."""
