"""The dimension table and the product lines, read from real arrays, right ones and wrong ones."""

from dataclasses import replace

import numpy as np

from core.network import backward_propagation, forward_propagation, initialize_parameters
from core.shapes import dimension_table, products
from core.training import Config, start

M = 7


def notes_network():
    rng = np.random.default_rng(0)
    parameters = initialize_parameters((3, 4, 1), rng=rng)
    Y = np.ones((1, M))
    cache = forward_propagation(parameters, rng.standard_normal((3, M)))
    return parameters, cache, backward_propagation(parameters, cache, Y), Y


def test_the_notes_example():
    table = {str(row.name): row for row in dimension_table(*notes_network())}
    assert table["W[1]"].shape == table["W[1]"].gradient_shape == (4, 3)
    assert table["Z[1]"].shape == table["A[1]"].shape == (4, M)
    assert table["W[2]"].shape == (1, 4)
    assert table["Z[2]"].shape == table["A[2]"].shape == table["Y[2]"].shape == (1, M)
    assert table["b[1]"].rule == ("n[1]", "1")
    assert table["Z[2]"].rule == ("n[2]", "m")
    assert table["A[0]"].gradient is None
    assert all(row.matches for row in table.values())
    assert {name for name, row in table.items() if row.holds_m} == {
        "A[0]", "Z[1]", "A[1]", "Z[2]", "A[2]", "Y[2]"
    }  # fmt: skip


def test_a_wrongly_shaped_gradient_turns_its_row_to_mismatch():
    parameters, cache, gradients, Y = notes_network()
    wrong = replace(gradients, db={**gradients.db, 1: np.zeros((1, M))})
    mismatched = [
        str(row.name) for row in dimension_table(parameters, cache, wrong, Y) if not row.matches
    ]
    assert mismatched == ["b[1]"]


def test_every_product_is_written_from_its_arrays():
    parameters, cache, gradients, _ = notes_network()
    lines = [str(p) for p in products(parameters, cache, gradients)]
    assert lines == [
        "Z[1] (4,m) = W[1] (4,3) · A[0] (3,m)",
        "Z[2] (1,m) = W[2] (1,4) · A[1] (4,m)",
        "dZ[2] (1,m) = dA[2] (1,m) * g'[2] (1,m)",
        "dW[2] (1,4) = dZ[2] (1,m) · A[1]ᵀ (m,4)",
        "dA[1] (4,m) = W[2]ᵀ (4,1) · dZ[2] (1,m)",
        "dZ[1] (4,m) = dA[1] (4,m) * g'[1] (4,m)",
        "dW[1] (4,3) = dZ[1] (4,m) · A[0]ᵀ (m,3)",
    ]
    assert all(p.conformable for p in products(parameters, cache, gradients))


def test_a_product_that_does_not_fit_says_so():
    parameters, cache, gradients, _ = notes_network()
    wrong = replace(gradients, dZ={**gradients.dZ, 1: np.zeros((5, M))})
    failing = [p for p in products(parameters, cache, wrong) if not p.conformable]
    assert [str(p.result) for p in failing] == ["dZ[1]", "dW[1]"]
    assert str(failing[1]) == "dW[1] (4,3) = dZ[1] (5,m) · A[0]ᵀ (m,3)"
    flat = replace(gradients, dW={**gradients.dW, 1: np.zeros(4)})
    assert [str(p.result) for p in products(parameters, cache, flat) if not p.conformable] == [
        "dW[1]"
    ]


def test_a_run_of_one_unit_and_one_sample():
    snapshot = start(Config(n1=1, m=1)).snapshot
    assert all(row.matches for row in snapshot.dimensions)
    assert all(p.conformable for p in snapshot.products)
