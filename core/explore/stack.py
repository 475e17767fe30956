"""The inner loop of several runs at once, on a leading axis, with the very numbers of each alone.

One call of NumPy costs about a microsecond before it computes anything, and a small network's step
is twenty calls; k runs stacked share them. `np.matmul` hands each run's product to the same routine
of the linear-algebra library, with the same arguments, as `np.dot` does in `core.descent`, and the
rest is element-wise or a sum along one run's samples, so that every bit is that of a run alone;
`tests/core/explore/test_stack.py` holds it so.
"""

from collections.abc import Sequence

import numpy as np

from core.activations import sigmoid
from core.descent import IN_PLACE
from core.network import Parameters
from core.types import Array


class Stack:
    """k networks of one shape in training on the same X (n[0], m) and Y (1, m).

    It takes for granted what `core.descent.Descent` does: one hidden layer, one output, labels 0
    or 1. The learning rates may differ.

    costs : (k,), J of each network's parameters as they are.
    """

    def __init__(
        self,
        networks: Sequence[Parameters],
        X: Array,
        Y: Array,
        activation: str,
        learning_rates: Sequence[float],
    ) -> None:
        k, n1 = len(networks), len(networks[0].b[1])
        n0, m = X.shape
        split = n1 * (n0 + 1)
        self._m: int = m
        self._g, self._slope = IN_PLACE[activation]
        self._all, self._change = np.empty((2, k, split + n1 + 1))
        both = (self._all, self._change)
        self._P1, self._G1 = (v[:, :split].reshape(k, n1, n0 + 1) for v in both)
        self._P2, self._G2 = (v[:, split:].reshape(k, 1, n1 + 1) for v in both)
        for i, network in enumerate(networks):
            W, b = network.W, network.b
            self._P1[i], self._P2[i] = np.hstack([W[1], b[1]]), np.hstack([W[2], b[2]])
        self._W2T = self._P2[:, :, :-1].transpose(0, 2, 1)
        self._X = np.vstack([X, np.ones((1, m))])
        self._A_ones = np.ones((k, n1 + 1, m))
        self._A, self._AT = self._A_ones[:, :-1], self._A_ones.transpose(0, 2, 1)
        self._D, self._U = np.empty((k, n1, m)), np.empty((k, n0 + 1, m))
        self._UT = self._U.transpose(0, 2, 1)
        self._sign = 1 - 2 * Y
        self._rates = self._sign * (np.array(learning_rates, dtype=float) / m)[:, None, None]
        self._s, self._t = np.empty((k, 1, m)), np.empty((k, 1, m))
        self.costs = self._forward()

    def step(self) -> None:
        """One update of every network, and each J after it."""
        s, G1 = self._s, self._G1
        np.multiply(s, self._rates, out=s)
        np.matmul(s, self._AT, out=self._G2)
        np.multiply(self._X, s, out=self._U)
        self._slope(self._A, self._D)
        np.matmul(self._D, self._UT, out=G1)
        np.multiply(G1, self._W2T, out=G1)
        np.subtract(self._all, self._change, out=self._all)
        self.costs = self._forward()

    def parameters(self, i: int) -> Parameters:
        """W and b of the i-th network as they are, in arrays of their own."""
        P1, P2 = self._P1[i], self._P2[i]
        return Parameters(
            {1: P1[:, :-1].copy(), 2: P2[:, :-1].copy()},
            {1: P1[:, -1:].copy(), 2: P2[:, -1:].copy()},
        )

    def _forward(self) -> Array:
        s, t, A = self._s, self._t, self._A
        np.matmul(self._P1, self._X, out=A)
        self._g(A)
        np.matmul(self._P2, self._A_ones, out=s)
        np.multiply(s, self._sign, out=s)
        np.exp(s, out=s)
        np.add(s, 1.0, out=t)
        np.divide(s, t, out=s)
        np.log(t, out=t)
        costs: Array = np.add.reduce(t, axis=(1, 2)) / self._m
        # One sum tells whether any is not finite, in a quarter of the time of asking each.
        if not np.isfinite(costs.sum()):
            for i in np.flatnonzero(~np.isfinite(costs)):
                costs[i] = self._forward_far(int(i))
        return costs

    def _forward_far(self, i: int) -> float:
        """One network's J where e^s overflows, as in `core.descent`."""
        s, t = self._s[i], self._t[i]
        np.dot(self._P2[i], self._A_ones[i], out=s)
        np.multiply(s, self._sign, out=s)
        np.logaddexp(0, s, out=t)
        s[:] = sigmoid(s)
        return float(np.add.reduce(t, axis=None)) / self._m
