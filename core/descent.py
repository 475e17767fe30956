"""The inner loop of training: the equations of `core.network` for one hidden layer, made fast.

Nothing is allocated while it runs. Biases are the last column of a matrix whose factor has a last
row of ones, so each layer is one product. With D = g'(Z[1]) and * element-wise,

    dW[1] = (1/m) ((W[2]ᵀ dZ[2]) * D) Xᵀ = (1/m) W[2]ᵀ * (D (X * dZ[2])ᵀ)

which needs no matrix of dA[1] or dZ[1]; and J and dZ[2] come from one exponential. The readable
functions remain the source of truth: `tests/core/test_descent.py` holds this loop equal to them.
"""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from core.activations import LEAK, sigmoid
from core.network import Parameters
from core.optimizers import Memory
from core.types import Array


def _sigmoid(Z: Array) -> None:
    Z[:] = sigmoid(Z)


def _relu(Z: Array) -> None:
    np.maximum(Z, 0.0, out=Z)


def _leaky_relu(Z: Array) -> None:
    np.maximum(Z, LEAK * Z, out=Z)


def _tanh(Z: Array) -> None:
    np.tanh(Z, out=Z)


def _tanh_slope(A: Array, D: Array) -> None:
    np.multiply(A, A, out=D)
    np.subtract(1.0, D, out=D)


def _sigmoid_slope(A: Array, D: Array) -> None:
    np.subtract(1.0, A, out=D)
    np.multiply(A, D, out=D)


def _relu_slope(A: Array, D: Array) -> None:
    np.greater(A, 0.0, out=D, casting="unsafe")


def _leaky_relu_slope(A: Array, D: Array) -> None:
    _relu_slope(A, D)
    np.maximum(D, LEAK, out=D)


IN_PLACE: Mapping[str, tuple[Callable[[Array], None], Callable[[Array, Array], None]]] = {
    "tanh": (_tanh, _tanh_slope),
    "sigmoid": (_sigmoid, _sigmoid_slope),
    "relu": (_relu, _relu_slope),
    "leaky_relu": (_leaky_relu, _leaky_relu_slope),
}
"""g, which overwrites Z with A, and g', which writes into D what A says of it."""


@lru_cache(maxsize=64)
def _in_order(n0: int, n1: int) -> Array:
    """Where W[1], b[1], W[2] and b[2] stand in a vector in which each bias follows its weights."""
    first, second = np.split(np.arange(n1 * (n0 + 1) + n1 + 1), [n1 * (n0 + 1)])
    rows = first.reshape(n1, n0 + 1)
    return np.concatenate([rows[:, :-1].ravel(), rows[:, -1], second])


class Descent:
    """Full-batch gradient descent on X (n[0], m) and Y (1, m), one update a `step`.

    It takes for granted what `core.steppers` checks: one hidden layer, one output, labels 0 or 1.

    cost : J of the parameters as they are.
    """

    def __init__(
        self, parameters: Parameters, X: Array, Y: Array, activation: str, learning_rate: float
    ) -> None:
        W, b, n1 = parameters.W, parameters.b, len(parameters.b[1])
        n0, m = X.shape
        split = n1 * (n0 + 1)
        self._m: int = m
        self._g, self._slope = IN_PLACE[activation]
        self._all, self._change = np.empty((2, split + n1 + 1))
        self._P1, self._G1 = (v[:split].reshape(n1, n0 + 1) for v in (self._all, self._change))
        self._P2, self._G2 = (v[split:].reshape(1, n1 + 1) for v in (self._all, self._change))
        self._order = _in_order(n0, n1)
        self._P1[:], self._P2[:] = np.hstack([W[1], b[1]]), np.hstack([W[2], b[2]])
        self._W2T = self._P2[:, :-1].T
        self._X = np.vstack([X, np.ones((1, m))])
        self._A_ones = np.ones((n1 + 1, m))
        self._A, self._AT = self._A_ones[:-1], self._A_ones.T
        self._D, self._U = np.empty((n1, m)), np.empty((n0 + 1, m))
        self._UT = self._U.T
        # With s = -z where y = 1 and s = z where y = 0, the loss is log(1 + e^s).
        self._sign = 1 - 2 * Y
        self._rate = self._sign * (learning_rate / m)
        self._s, self._t = np.empty((1, m)), np.empty((1, m))
        self.cost = self._forward()

    def step(self) -> None:
        """One update, and J after it."""
        s, G1 = self._s, self._G1
        np.multiply(s, self._rate, out=s)
        np.dot(s, self._AT, out=self._G2)
        np.multiply(self._X, s, out=self._U)
        self._slope(self._A, self._D)
        np.dot(self._D, self._UT, out=G1)
        np.multiply(G1, self._W2T, out=G1)
        np.subtract(self._all, self._change, out=self._all)
        self.cost = self._forward()

    def parameters(self) -> Parameters:
        """W and b as they are, in arrays of their own."""
        P1, P2 = self._P1, self._P2
        return Parameters(
            {1: P1[:, :-1].copy(), 2: P2[:, :-1].copy()},
            {1: P1[:, -1:].copy(), 2: P2[:, -1:].copy()},
        )

    def vector(self) -> Array:
        """The same in one new vector, in the order of `core.vectors.flatten`."""
        ordered: Array = self._all[self._order]
        return ordered

    def memory(self) -> Memory:
        """Plain descent remembers nothing."""
        return ()

    def _forward(self) -> float:
        """J, with A[1] left in its buffer and σ(s), the size of dZ[2], in that of s."""
        s, t, A = self._s, self._t, self._A
        np.dot(self._P1, self._X, out=A)
        self._g(A)
        np.dot(self._P2, self._A_ones, out=s)
        np.multiply(s, self._sign, out=s)
        np.exp(s, out=s)
        np.add(s, 1.0, out=t)
        np.divide(s, t, out=s)
        np.log(t, out=t)
        cost = float(np.add.reduce(t, axis=None)) / self._m
        return cost if math.isfinite(cost) else self._forward_far()

    def _forward_far(self) -> float:
        """The same where e^s overflows: beyond s = 709, as in a run that is diverging."""
        s, t = self._s, self._t
        np.dot(self._P2, self._A_ones, out=s)
        np.multiply(s, self._sign, out=s)
        np.logaddexp(0, s, out=t)
        s[:] = sigmoid(s)
        return float(np.add.reduce(t, axis=None)) / self._m
