"""The lines that formulas are read from are the equations of the network, and nothing else runs."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS, sigmoid
from core.equations import (
    ACTIVATION,
    SAMPLE,
    SIMPLIFIED,
    SLOPE,
    UPDATE,
    evaluate,
    operands,
    products,
    vectorised,
)
from core.network import (
    backward_propagation,
    forward_propagation,
    initialize_parameters,
    update_parameters,
)

SIZES = {1: (3, 1), 2: (3, 4, 1), 3: (3, 5, 4, 2)}


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("L", SIZES)
@pytest.mark.parametrize("m", [1, 7])
def test_every_line_over_m_samples_gives_the_networks_array(L: int, activation: str, m: int):
    rng = np.random.default_rng(L)
    parameters = initialize_parameters(SIZES[L], method="xavier", rng=rng)
    for b in parameters.b.values():
        b += rng.standard_normal(b.shape)
    X, Y = rng.standard_normal((3, m)), (rng.random((SIZES[L][-1], m)) < 0.5).astype(float)
    cache = forward_propagation(parameters, X, activation)
    gradients = backward_propagation(parameters, cache, Y)
    g, derivative = ACTIVATIONS[activation]
    names: dict[str, object] = {"X": X, "Y": Y, "m": m, "np": np, "sigmoid": sigmoid}
    right: dict[str, np.ndarray] = {}
    for l in parameters.layers:
        names |= {f"W{l}": parameters.W[l], f"b{l}": parameters.b[l], f"g{l}": g}
        names[f"dG{l}"] = derivative(cache.Z[l], cache.A[l])
        right |= {f"Z{l}": cache.Z[l], f"A{l}": cache.A[l], f"dA{l}": gradients.dA[l]}
        right |= {f"dZ{l}": gradients.dZ[l], f"dW{l}": gradients.dW[l], f"db{l}": gradients.db[l]}
    lines = vectorised(L)
    assert lines.keys() == right.keys()
    # In the order of the lines, each from what the lines before it gave.
    for name, code in lines.items():
        value = names[name] = evaluate(code, names)
        np.testing.assert_allclose(value, right[name], rtol=1e-10, atol=1e-12, err_msg=name)
        assert value.shape == right[name].shape, name


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_g_and_its_slope_are_those_of_the_network(name: str):
    z = np.linspace(-3, 3, 50)
    names = {"z": z, "a": ACTIVATIONS[name].g(z), "tanh": np.tanh, "exp": np.exp,
             "maximum": np.maximum, "where": np.where}  # fmt: skip
    np.testing.assert_allclose(evaluate(ACTIVATION[name], names), ACTIVATIONS[name].g(z))
    slopes = ACTIVATIONS[name].derivative(z, ACTIVATIONS[name].g(z))
    np.testing.assert_allclose(evaluate(SLOPE[name], names), slopes)
    assert ACTIVATION.keys() == SLOPE.keys() == ACTIVATIONS.keys()


def test_what_is_left_of_dz2_is_dz2():
    for y in (0.0, 1.0):
        for z in (-2.0, 0.3, 4.0):
            a = sigmoid(np.array([[z]]))
            names = {"a2": a, "y": np.array([[y]]), "dg2": a * (1 - a)}
            names["da2"] = evaluate(SAMPLE["da2"], names)
            full = evaluate(SAMPLE["dz2"], names)
            np.testing.assert_allclose(evaluate(SIMPLIFIED["dz2"], names), full, rtol=1e-12)


def test_the_update_is_the_networks():
    rng = np.random.default_rng(0)
    parameters, X = initialize_parameters((2, 3, 1), rng=rng), rng.standard_normal((2, 5))
    gradients = backward_propagation(
        parameters, forward_propagation(parameters, X), np.ones((1, 5))
    )
    after = update_parameters(parameters, gradients, 0.7)
    W = evaluate(UPDATE["W"], {"W": parameters.W[1], "dW": gradients.dW[1], "alpha": 0.7})
    b = evaluate(UPDATE["b"], {"b": parameters.b[1], "db": gradients.db[1], "alpha": 0.7})
    np.testing.assert_array_equal(W, after.W[1])
    np.testing.assert_array_equal(b, after.b[1])


def test_what_a_line_is_made_of_is_read_from_it():
    assert [str(op) for op in operands("dz1 @ x.T")] == ["dz[1]", "xᵀ"]
    assert [str(op) for op in operands(vectorised(2)["dW2"])] == ["dZ[2]", "A[1]ᵀ"]
    (factors,) = products("W2.T @ dz2")
    assert (str(factors.left), str(factors.right), factors.matrix) == ("W[2]ᵀ", "dz[2]", True)
    (factors,) = products("da1 * dg1")
    assert not factors.matrix
    assert products("a2 - y") == []


@pytest.mark.parametrize("code", [
    "__import__('os')", "a.__class__", "a.T.__class__", "[x for x in a]", "(lambda: a)()", "'text'",
    "a[0]", "a if a else a", "a.tofile(a)", "np.load(a)", "{a}", "f'{a}'", "a := 1", "print(a)", "a ** a", "a % a", "a and a", "9 << 9",
])  # fmt: skip
def test_nothing_else_runs(code: str):
    with pytest.raises((ValueError, SyntaxError)):
        evaluate(code, {"a": np.ones((2, 2)), "np": np})
