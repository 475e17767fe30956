"""The one door to training: the fast loop where a network and its labels fit it, else the readable.

Everything is checked here once, so that neither loop has to ask in its steps.
"""

from typing import Protocol

import numpy as np

from core.activations import activation_named
from core.config import Config
from core.descent import Descent
from core.doors import floats, require_labels, require_layers, require_shape_of
from core.network import Parameters
from core.optimizers import Memory
from core.readable import Readable
from core.types import Array, Layers


class Stepper(Protocol):
    """A network in training: one update a `step`, and J of the parameters as they are."""

    cost: float

    def step(self) -> None: ...

    def parameters(self) -> Parameters: ...

    def vector(self) -> Array: ...

    def memory(self) -> Memory: ...


def stepper(
    parameters: Parameters, X: Array, Y: Array, config: Config, memory: Memory = ()
) -> Stepper:
    """What trains a network on X (n[0], m) and Y (n[L], m), with the config's g and α.

    Raises
    ------
    ValueError
        If a shape is not that of the dimension rules (it names both shapes), a label does not lie
        in [0, 1] (it names the values), or the activation is unknown.
    """
    parameters = Parameters(_floats(parameters.W), _floats(parameters.b))
    X, Y = floats(X), floats(Y)
    require_layers(parameters.W, parameters.b, X)
    L = len(parameters.W)
    output = np.broadcast_to(0.0, (len(parameters.b[L]), X.shape[1]))
    require_shape_of("Y", Y, f"A[{L}] (n[{L}], m)", output)
    require_labels(Y)
    activation_named(config.activation)
    if fits(parameters, Y):
        return Descent(parameters, X, Y, config.activation, config.learning_rate)
    return Readable(parameters, X, Y, config, memory)


def fits(parameters: Parameters, Y: Array) -> bool:
    """Whether `Descent` can train it: one hidden layer, one output, every label 0 or 1."""
    one_output = len(parameters.W) == 2 and len(parameters.b[2]) == 1
    return one_output and bool(np.all((Y == 0) | (Y == 1)))


def _floats(layers: Layers) -> Layers:
    return {l: floats(array) for l, array in layers.items()}
