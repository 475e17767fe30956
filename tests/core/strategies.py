"""Random networks with data, for Hypothesis."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.network import Parameters, initialize_parameters
from core.types import Array


class Problem(NamedTuple):
    parameters: Parameters
    X: Array
    Y: Array
    activation: str


@st.composite
def problems(
    draw: st.DrawFn, methods: tuple[str, ...] = ("xavier", "he", "small"), scale: float = 0.01
) -> Problem:
    """A network of depth 1 to 3 with random data, weights and (not zero) biases."""
    sizes = draw(st.lists(st.integers(1, 6), min_size=2, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    method = draw(st.sampled_from(methods))
    W = initialize_parameters(sizes, method=method, scale=scale, rng=rng).W
    b = {l: 0.1 * rng.standard_normal((sizes[l], 1)) for l in W}
    m = draw(st.integers(1, 12))
    X = rng.standard_normal((sizes[0], m))
    Y = (rng.random((sizes[-1], m)) < 0.5).astype(float)
    return Problem(Parameters(W, b), X, Y, draw(st.sampled_from(sorted(ACTIVATIONS))))
