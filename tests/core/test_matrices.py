"""The dimension table and the product lines, read from real arrays, right ones and wrong ones."""

from dataclasses import replace

import numpy as np

from core.config import Config
from core.network import Gradients, backward_propagation, initialize_parameters
from core.passes import Pass
from core.training import start

M = 7


def notes_network(**wrong: dict[int, np.ndarray]) -> Pass:
    """The notes' 3-4-1 network; with some gradients replaced, as a faulty backward pass has them."""
    rng = np.random.default_rng(0)
    parameters = initialize_parameters((3, 4, 1), rng=rng)

    def backward(*given) -> Gradients:
        gradients = backward_propagation(*given)
        return replace(
            gradients,
            **{name: {**getattr(gradients, name), **arrays} for name, arrays in wrong.items()},
        )

    X, Y = rng.standard_normal((3, M)), np.ones((1, M))
    return Pass(parameters, X, Y, Config(), backward)


def test_the_notes_example():
    table = {str(row.name): row for row in notes_network().dimensions}
    assert table["W[1]"].shape == table["W[1]"].gradient_shape == (4, 3)
    assert table["Z[1]"].shape == table["A[1]"].shape == (4, M)
    assert table["W[2]"].shape == (1, 4)
    assert table["Z[2]"].shape == table["A[2]"].shape == table["Y"].shape == (1, M)
    assert table["b[1]"].rule == ("n[1]", "1")
    assert table["Z[2]"].rule == table["Y"].rule == ("n[2]", "m")
    assert table["X"].rule == ("n[0]", "m")
    assert table["X"].gradient is None
    assert all(row.matches for row in table.values())
    assert {name for name, row in table.items() if row.holds_m} == {
        "X", "Z[1]", "A[1]", "Z[2]", "A[2]", "Y"
    }  # fmt: skip


def test_a_wrongly_shaped_gradient_turns_its_row_to_mismatch():
    wrong = notes_network(db={1: np.zeros((1, M))})
    assert [str(row.name) for row in wrong.dimensions if not row.matches] == ["b[1]"]


def test_every_product_is_written_from_its_arrays():
    right = notes_network()
    assert [str(p) for p in right.products] == [
        "Z[1] (4, m) = W[1] (4, 3) · X (3, m)",
        "Z[2] (1, m) = W[2] (1, 4) · A[1] (4, m)",
        "dW[2] (1, 4) = dZ[2] (1, m) · A[1]ᵀ (m, 4)",
        "dA[1] (4, m) = W[2]ᵀ (4, 1) · dZ[2] (1, m)",
        "dZ[1] (4, m) = dA[1] (4, m) * g'(Z[1]) (4, m)",
        "dW[1] (4, 3) = dZ[1] (4, m) · Xᵀ (m, 3)",
    ]
    assert all(p.conformable for p in right.products)


def test_a_product_that_does_not_fit_says_so():
    failing = [p for p in notes_network(dZ={1: np.zeros((5, M))}).products if not p.conformable]
    assert [str(p.result) for p in failing] == ["dZ[1]", "dW[1]"]
    assert str(failing[1]) == "dW[1] (4, 3) = dZ[1] (5, m) · Xᵀ (m, 3)"
    flat = notes_network(dW={1: np.zeros(4)})
    assert [str(p.result) for p in flat.products if not p.conformable] == ["dW[1]"]


def test_a_run_of_one_unit_and_one_sample():
    train = start(Config(n1=1, m=1)).snapshot.train
    assert all(row.matches for row in train.dimensions)
    assert all(p.conformable for p in train.products)
