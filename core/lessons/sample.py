"""One sample's forward and backward pass, step by step, in the order in which it is computed.

Lower case stands for one sample: x is (n[0], 1), z1 and a1 are (n[1], 1), z2, a2 and y are (1, 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.activations import KINKED, activation_named
from core.checks import central_difference, relative_error
from core.equations import SAMPLE, evaluate
from core.network import Parameters, losses
from core.passes import Pass
from core.types import Array, Name

FORWARD = tuple(SAMPLE)[:5]
"""The steps up to the loss L."""
BACKWARD = tuple(SAMPLE)[5:]
"""The steps that are derivatives of L."""
GATHERED = 1e-6
"""Two derivatives whose relative error is no larger agree."""
EPSILON = 3e-5
"""How far a quantity is moved to either side for the difference quotient."""
OF_THE_ROOM = 1e-4
"""a2 is moved by this part of its distance to 0 or 1, between which it must stay."""
ROUNDING = 8 * float(np.finfo(float).eps)
"""What a few operations in a row may lose, as a part of the largest number in them."""


@dataclass(frozen=True)
class Check:
    """A derivative beside the difference quotient for it.

    relative, absolute : the relative error of the whole, the largest difference of two entries.
    verdict : "agrees"; "rounding" where they differ by no more than the quotient's own error;
        "kink" where g has no derivative so near; "edge" where a2 has rounded to 0 or 1, so that it
        cannot be moved to both sides and there is no quotient; else "differs".
    """

    numerical: Array
    relative: float
    absolute: float
    verdict: str


@dataclass(frozen=True, eq=False)
class Sample(Pass):
    """A Pass with one hidden layer and m = 1, under the notes' lower-case names."""

    @cached_property
    def values(self) -> Mapping[str, Array]:
        """Every quantity by its name in SAMPLE, and x, y, W1, b1, W2, b2, dg1, dg2."""
        W, b, Z, A = self.parameters.W, self.parameters.b, self.cache.Z, self.cache.A
        found = {"x": self.X, "y": self.Y, "L": losses(self.cache, self.Y)}
        derivative = activation_named(self.config.activation).derivative
        found["dg1"] = derivative(Z[1], A[1])
        # σ' from the logit: a2 (1 - a2) would be 0 as soon as a2 rounds to 1.
        found["dg2"] = np.exp(-np.abs(Z[2])) / (1 + np.exp(-np.abs(Z[2]))) ** 2
        g = self.gradients
        for l in (1, 2):
            found |= {f"W{l}": W[l], f"b{l}": b[l], f"z{l}": Z[l], f"a{l}": A[l]}
            found |= {f"dW{l}": g.dW[l], f"db{l}": g.db[l], f"dz{l}": g.dZ[l], f"da{l}": g.dA[l]}
        return found

    @cached_property
    def namespace(self) -> Mapping[str, object]:
        """The quantities under the names that the code of SAMPLE uses, and its functions."""
        g = activation_named(self.config.activation).g
        sigmoid = activation_named("sigmoid").g
        return {**self.values, "g1": g, "sigmoid": sigmoid, "log": np.log}

    def loss_with(self, name: str, value: Array) -> float:
        """L if one quantity of the forward pass had another value, all after it following."""
        names = {**self.namespace, name: value}
        if name == "a2":
            return evaluate(SAMPLE["L"], names).item()
        for step in FORWARD[FORWARD.index(name) + 1 if name in FORWARD else 0 : 3]:
            names[step] = evaluate(SAMPLE[step], names)
        # From z2: as soon as a2 rounds to 0 or 1 its logarithm is lost.
        z, y = np.asarray(names["z2"]), self.Y
        return float(np.sum(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)))

    def check(self, step: str) -> Check:
        """A derivative of L, such as "dW2", against differences of L in W2's own entries."""
        name = step.removeprefix("d")
        at, exact = self.values[name], self.values[step]
        epsilon = self._epsilon(name)
        if not epsilon:
            return Check(np.full_like(at, np.nan), np.nan, np.nan, "edge")

        def loss(value: Array) -> float:
            return self.loss_with(name, value)

        with np.errstate(all="ignore"):
            numerical = central_difference(loss, at, epsilon)
            # The error of a quotient grows with the square of its step: with twice the step it is
            # four times as large, so a third of the difference of the two is the first one's.
            steps = np.abs(central_difference(loss, at, 2 * epsilon) - numerical) / 3
        own = self._own_rounding(step)
        relative = relative_error(exact, numerical)
        difference = np.abs(exact - numerical)
        if relative <= GATHERED or bool(np.all(difference <= own)):
            verdict = "agrees"
        elif bool(np.all(difference <= own + 2 * steps + self.loss_rounding(name) / epsilon)):
            verdict = "rounding"
        else:
            verdict = "kink" if self._at_kink(name, epsilon) else "differs"
        return Check(numerical, relative, float(np.max(difference)), verdict)

    def _epsilon(self, name: str) -> float:
        if name != "a2":
            return EPSILON
        a = float(self.cache.A[2][0, 0])
        return OF_THE_ROOM * min(a, 1 - a)

    def loss_rounding(self, name: str) -> float:
        """How far L may be off because every number on the way to it is rounded."""
        v = {n: np.abs(value) for n, value in self.values.items()}
        if name == "a2":
            # 1 - a2 keeps few digits where a2 is nearly 1.
            return ROUNDING * float((v["L"] + v["da2"]).item())
        sums = v["W2"] @ (v["W1"] @ v["x"] + v["b1"] + v["a1"]) + v["b2"]
        slope = np.abs(self.cache.A[2] - self.Y)
        return ROUNDING * float((v["L"] + (slope + ROUNDING) * sums).item())

    def _own_rounding(self, step: str) -> Array:
        """How far a derivative may be off because dz2 = a2 - y is rounded, entry by entry.

        Where a2 is nearly y, the rounding of a2 is all that is left of dz2.
        """
        names: dict[str, object] = {n: np.abs(value) for n, value in self.values.items()}
        names["dz2"] = np.full((1, 1), ROUNDING)
        for later in BACKWARD[BACKWARD.index("dz2") + 1 :]:
            names[later] = evaluate(SAMPLE[later], names)
        return np.zeros((1, 1)) if step == "da2" else np.asarray(names[step])

    def _at_kink(self, name: str, epsilon: float) -> bool:
        if self.config.activation not in KINKED or name not in ("z1", "W1", "b1"):
            return False
        reach = epsilon * max(1.0, float(np.abs(self.X).max()))
        return bool(np.any(np.abs(self.cache.Z[1]) <= reach))

    def with_value(self, name: str, value: Array) -> "Sample":
        """The sample with another x, y, W1, b1, W2 or b2; all that follows is computed anew."""
        kind, l = Name.of(name)
        if kind == "x":
            return replace(self, X=value)
        if kind == "y":
            return replace(self, Y=value)
        W, b = dict(self.parameters.W), dict(self.parameters.b)
        (W if kind == "W" else b)[l] = value
        return replace(self, parameters=Parameters(W, b))


def sample_of(of: Pass, i: int) -> Sample:
    """Column i of a pass's samples as a sample of its own."""
    return Sample(of.parameters, of.X[:, [i]], of.Y[:, [i]], of.config, of.backward)
