"""One sample's forward and backward pass, step by step, in the order in which it is computed.

Lower case stands for one sample: x is (n[0], 1), z1 and a1 are (n[1], 1), z2, a2 and y are (1, 1).
The numbers are those of `core.network` for m = 1.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.activations import KINKED, activation_named
from core.checks import central_difference, relative_error
from core.network import (
    Cache,
    Gradients,
    Parameters,
    backward_propagation,
    forward_propagation,
    losses,
)
from core.types import Array

STEPS: Mapping[str, str] = {
    "z1": "W1 @ x + b1",
    "a1": "g1(z1)",
    "z2": "W2 @ a1 + b2",
    "a2": "sigmoid(z2)",
    "L": "-(y * log(a2) + (1 - y) * log(1 - a2))",
    "da2": "-y / a2 + (1 - y) / (1 - a2)",
    "dz2": "da2 * dg2",
    "dW2": "dz2 @ a1.T",
    "db2": "dz2",
    "da1": "W2.T @ dz2",
    "dz1": "da1 * dg1",
    "dW1": "dz1 @ x.T",
    "db1": "dz1",
}
"""What each step computes, and how it is written in NumPy; dg1 and dg2 are g'(z1) and g'(z2)."""
BACKWARD = tuple(STEPS)[5:]
"""The steps that are derivatives of L."""
GATHERED = 1e-6
"""A relative error up to this is rounding and the difference quotient's own error."""
ROUNDING = 1e-9
"""An absolute error up to this is rounding."""
REACH = 1e-4
"""How far a quantity is moved to either side, as a part of its own size or of its room."""


@dataclass(frozen=True)
class Check:
    """A derivative beside its numerical twin.

    verdict : "agrees", "kink" where g has no derivative so near, or "rounding".
    """

    numerical: Array
    relative: float
    absolute: float
    verdict: str


@dataclass(frozen=True)
class Sample:
    """A network with one hidden layer and one sample: x (n[0], 1), y (1, 1)."""

    parameters: Parameters
    x: Array
    y: Array
    activation: str

    @cached_property
    def cache(self) -> Cache:
        return forward_propagation(self.parameters, self.x, self.activation)

    @cached_property
    def gradients(self) -> Gradients:
        return backward_propagation(self.parameters, self.cache, self.y)

    @cached_property
    def values(self) -> Mapping[str, Array]:
        """Every quantity by its name in STEPS, and x, y, W1, b1, W2, b2, dg1, dg2."""
        W, b, Z, A = self.parameters.W, self.parameters.b, self.cache.Z, self.cache.A
        found = {"x": self.x, "y": self.y, "L": losses(self.cache, self.y)}
        derivative = activation_named(self.activation).derivative
        found["dg1"] = derivative(Z[1], A[1])
        # σ' from the logit: a2 (1 - a2) would be 0 as soon as a2 rounds to 1.
        found["dg2"] = np.exp(-np.abs(Z[2])) / (1 + np.exp(-np.abs(Z[2]))) ** 2
        g = self.gradients
        for l in (1, 2):
            found |= {f"W{l}": W[l], f"b{l}": b[l], f"z{l}": Z[l], f"a{l}": A[l]}
            found |= {f"dW{l}": g.dW[l], f"db{l}": g.db[l], f"dz{l}": g.dZ[l], f"da{l}": g.dA[l]}
        return found

    @property
    def namespace(self) -> dict[str, object]:
        """The quantities under the names that the code of STEPS uses, and its functions."""
        g = activation_named(self.activation).g
        sigmoid = activation_named("sigmoid").g
        return {**self.values, "g1": g, "sigmoid": sigmoid, "log": np.log}

    def loss_with(self, name: str, value: Array) -> float:
        """L if one quantity of the forward pass had another value, all after it following."""
        v, g = {**self.values, name: value}, activation_named(self.activation).g
        after = list(STEPS).index(name) if name in STEPS else -1
        if name == "a2":
            return float(np.sum(-(self.y * np.log(value) + (1 - self.y) * np.log(1 - value))))
        if after < 0:
            v["z1"] = v["W1"] @ v["x"] + v["b1"]
        if after < 1:
            v["a1"] = g(v["z1"])
        if after < 2:
            v["z2"] = v["W2"] @ v["a1"] + v["b2"]
        z = v["z2"]
        return float(np.sum(self.y * np.logaddexp(0, -z) + (1 - self.y) * np.logaddexp(0, z)))

    def check(self, step: str) -> Check:
        """A derivative of L, such as "dW2", against differences of L in W2's own entries."""
        name = step[1:]
        at = self.values[name]
        epsilon = self._epsilon(name)
        with np.errstate(all="ignore"):
            numerical = central_difference(lambda v: self.loss_with(name, v), at, epsilon)
        exact = self.values[step]
        absolute = float(np.linalg.norm(exact - numerical))
        relative = relative_error(exact, numerical)
        verdict = "rounding"
        if relative <= GATHERED or absolute <= ROUNDING:
            verdict = "agrees"
        elif self._at_kink(name, epsilon):
            verdict = "kink"
        return Check(numerical, relative, absolute, verdict)

    def _epsilon(self, name: str) -> float:
        if name != "a2":
            return REACH / 3
        # a2 must stay between 0 and 1.
        a = float(self.cache.A[2][0, 0])
        return REACH * min(a, 1 - a)

    def _at_kink(self, name: str, epsilon: float) -> bool:
        if self.activation not in KINKED or name not in ("z1", "W1", "b1"):
            return False
        reach = epsilon * max(1.0, float(np.abs(self.x).max()))
        return bool(np.any(np.abs(self.cache.Z[1]) <= reach))

    def with_value(self, name: str, value: Array) -> "Sample":
        """The sample with another x, y, W1, b1, W2 or b2; all that follows is computed anew."""
        parameters, parts = self.parameters, {"x": self.x, "y": self.y}
        if name in parts:
            parts[name] = value
        else:
            kind, l = name[0], int(name[1])
            W, b = dict(parameters.W), dict(parameters.b)
            (W if kind == "W" else b)[l] = value
            parameters = Parameters(W, b)
        return Sample(parameters, parts["x"], parts["y"], self.activation)


def evaluate(code: str, namespace: Mapping[str, object]) -> Array:
    """Run one line of NumPy over named arrays.

    Raises
    ------
    ValueError
        NumPy's own, where the shapes do not fit.
    """
    compiled: Callable[..., Array] = eval(f"lambda: {code}", dict(namespace))
    return compiled()
