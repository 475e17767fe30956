"""The table of faults of the bug hunt: each is the right program with one line written wrongly."""

from collections.abc import Iterator, Mapping

import numpy as np

from core.practice.faults import Mistake
from core.practice.program import BACKWARD, PARAMETERS, RIGHT, Edit, Program, Setup


def _table(*rows: Mistake) -> Mapping[str, Mistake]:
    return {row.name: row for row in rows}


def _fault(
    name: str,
    key: str,
    code: str,
    repairs: tuple[str, ...],
    caught: str,
    statement: int,
    *,
    given: tuple[tuple[str, str], ...] = (),
    square: bool = False,
    harmless_with: str = "",
) -> Mistake:
    """One row: `code` and `repairs` are what stands to the right of the key's own "=" sign."""
    target = RIGHT[key].split(" = ")[0] + " = "

    def whole(text: str) -> str:
        return text if " = " in text or " -= " in text else target + text

    edits = tuple(Edit(*line) for line in given)
    caught_by = frozenset(caught.split())
    written = tuple(whole(repair) for repair in repairs)
    return Mistake(
        name, Edit(key, whole(code)), written, caught_by, statement, edits, square,
        frozenset(harmless_with.split()),
    )  # fmt: skip


def _moved(
    name: str, key: str, before: str, repairs: tuple[str, ...], caught: str, statement: int
) -> Mistake:
    """One row whose line is right but stands in the wrong place; repairs are other wrong places."""
    return Mistake(
        name, Edit(key, RIGHT[key], before), repairs, frozenset(caught.split()), statement
    )


_WRONG = "gradient_check reference"
_FROM_THE_LOSS = (("dZ2", "dZ2 = dA2 * A2 * (1 - A2)"),)
"""With A2 - Y unsigned bytes do no harm; with -Y / A2, where -1 becomes 255, they do."""
_IN_PLACE = tuple((f"{name} :=", f"{name} -= alpha * d{name}") for name in PARAMETERS)
"""All four, for if only b1 were written so, its line would stick out beside the changed one."""
_SUM = "1 / m * np.sum"

MISTAKES: Mapping[str, Mistake] = _table(
    _fault("no_mean", "dW1", "dZ1 @ X.T",
           ("1 / n1 * (dZ1 @ X.T)", "1 / m * (dZ1 @ X)", "1 / m * (dZ1.T @ X)"), _WRONG, 22),
    _fault("no_mean_in_b", "db2", "np.sum(dZ2, axis=1, keepdims=True)",
           ("1 / m * np.sum(dZ2, axis=0, keepdims=True)", "np.mean(dZ2, axis=0, keepdims=True)"),
           _WRONG, 22),
    _fault("mean_twice", "dZ2", "1 / m * (A2 - Y)",
           ("np.mean(A2 - Y)", "1 / m * np.sum(A2 - Y)", "Y - A2"), _WRONG, 22),
    _fault("no_transpose", "dW2", "1 / m * (dZ2 @ A1)",
           ("1 / m * (dZ2.T @ A1)", "1 / m * (A1.T @ dZ2)", "1 / m * (dZ2 * A1)"), "error", 12),
    _fault("no_transpose_of_W", "dA1", "W2 @ dZ2",
           ("W2 @ dZ2.T", "dZ2 @ W2.T", "W1.T @ dZ2"), "error", 14),
    _fault("elementwise_for_matrix", "dW1", "1 / m * (dZ1 * X.T)",
           ("1 / m * (dZ1 * X)", "1 / m * (dZ1 @ X)", "1 / m * (X.T @ dZ1)"), "error", 17),
    _fault("matrix_for_elementwise", "dZ1", "dA1 @ dG1",
           ("dA1 @ dG1.T", "dA1.T @ dG1", "dA1"), "error", 15),
    _fault("no_keepdims", "db1", f"{_SUM}(dZ1, axis=1)",
           (f"{_SUM}(dZ1, keepdims=True)", f"{_SUM}(dZ1)", f"{_SUM}(dZ1, axis=0)"),
           "error shape", 24),
    _fault("axis_0", "db1", f"{_SUM}(dZ1, axis=0, keepdims=True)",
           (f"{_SUM}(dZ1, axis=0)", f"{_SUM}(dZ1, axis=1)", f"{_SUM}(dZ1)"), "shape reference", 23),
    _fault("wrong_slope", "dG1", "A1 * (1 - A1)",
           ("1 - A1", "A2 * (1 - A2)", "1 - Z1 * Z1"), _WRONG, 15, harmless_with="sigmoid"),
    _fault("slope_of_A", "dG1", "g1_prime(A1)",
           ("g1_prime(dA1)", "g1(Z1)", "g1_prime(X)"), _WRONG, 15,
           harmless_with="relu leaky_relu"),
    _fault("no_slope", "dZ1", "dA1", ("dA1 @ dG1", "dG1", "dA1 + dG1"), _WRONG, 15),
    _fault("sign", "dZ2", "Y - A2", ("-(A2 - Y)", "(A2 - Y) ** 2", "1 - A2"),
           "gradient_check cost_curve reference", 10),
    _fault("slope_twice", "dZ2", "(A2 - Y) * A2 * (1 - A2)",
           ("A2 * (1 - A2)", "(A2 - Y) / (A2 * (1 - A2))", "dA2"), _WRONG, 10),
    _fault("output_slope_missing", "dZ2", "dA2",
           ("dA2 * A2", "dA2 * (1 - A2)", "dA2 * (1 - A2 * A2)"),
           "gradient_check cost_curve reference", 10),
    _fault("output_dA_for_dZ", "dA1", "W2.T @ dA2",
           ("W2.T @ A2", "W2 @ dZ2", "W2.T @ dW2"), _WRONG, 14),
    _fault("Z_for_A", "dW2", "1 / m * (dZ2 @ Z1.T)",
           ("1 / m * (dZ2 @ X.T)", "1 / m * (A2 @ A1.T)", "1 / m * (Z2 @ A1.T)"), _WRONG, 12),
    _fault("square", "dW1", "1 / m * (X @ dZ1.T)",
           ("1 / m * (X.T @ dZ1)", "1 / m * (dZ1.T @ X)", "1 / m * (X * dZ1)"), _WRONG, 16,
           square=True),
    _fault("other_layer", "db1", f"{_SUM}(dZ2, axis=1, keepdims=True)",
           (f"{_SUM}(dZ2, axis=0, keepdims=True)", f"{_SUM}(dA1, axis=1, keepdims=True)"),
           "shape reference", 17),
)  # fmt: skip
"""Faults of the backward pass by name; each can be called in place of `backward_propagation`."""

PROGRAM_MISTAKES: Mapping[str, Mistake] = _table(
    _fault("no_keepdims_in_place", "db1", f"{_SUM}(dZ1, axis=1)",
           (f"{_SUM}(dZ1, keepdims=True)", f"{_SUM}(dZ1, axis=0)"), "error shape", 24,
           given=_IN_PLACE),
    _moved("early_update", "W2 :=", "dA1", ("dZ2", "L"), _WRONG, 25),
    _moved("old_cache", "Z1", "loop", ("A2", "dZ2"), _WRONG, 8),
    _fault("zero_start", "scale", "0.0", ("0", "1e-300", "100.0"), "cost_curve reference", 25),
    _fault("alpha_negative", "alpha", "-{alpha}", ("0.0", "100.0"),
           "cost_curve reference", 25),
    _fault("plus", "W1 :=", "W1 + alpha * dW1",
           ("alpha * dW1 - W1", "W1 * alpha - dW1", "W1 - alpha + dW1"),
           "cost_curve reference", 25),
    _fault("cost_not_averaged", "J", "np.sum(L)", ("np.max(L)", "m * np.sum(L)"),
           "gradient_check cost_curve reference", 20),
    _fault("bytes", "Y", "labels.reshape(1, m).astype(np.uint8)",
           ("labels.reshape(1, m).astype(np.uint8) + np.uint8(0)", "labels.astype(np.uint8)"),
           "gradient_check cost_curve reference", 9, given=_FROM_THE_LOSS),
    _fault("Y_column", "Y", "labels.reshape(m, 1).astype(float)",
           ("labels.reshape(-1, 1).astype(float)", "labels.reshape(1, m).T.astype(float)"),
           "error shape", 3),
    _fault("rows", "X", "samples", ("samples.reshape(-1, m).T", "samples.reshape(-1, m)"),
           "error shape", 3),
    _fault("mean_of_units", "b1 :=", "b1 - alpha * np.mean(db1)", ("b1 - alpha", "alpha * db1"),
           "reference", 25),
)  # fmt: skip
"""Faults outside the backward pass by name: of data, labels, start, cost, update and order."""

HARMLESS: Mapping[str, Mistake] = _table(
    _fault("harmless_broadcast", "dA1", "W2.T * dZ2", (), "", 14),
    _fault("harmless_dims", "db2", f"{_SUM}(dZ2, axis=1)", (), "shape", 24),
    _fault("harmless_order", "dZ1", "dG1 * dA1", (), "", 15),
)  # fmt: skip
"""Lines that look wrong and give the same parameters, because n[2] = 1 or the order is free."""

EVERY: Mapping[str, Mistake] = {**MISTAKES, **PROGRAM_MISTAKES, **HARMLESS}
"""All that the bug hunt can ask about."""


def program_of(mistake: Mistake, setup: Setup) -> Program:
    """The faulty program with the numbers of another set-up, such as the Lab's."""
    return Program(mistake.edits, setup.n1, setup.alpha, setup.scale, setup.weight_seed)


def in_backward(mistake: Mistake) -> bool:
    """Whether the fault stands in the lines of the backward pass."""
    return mistake.edit.key in BACKWARD


def hunt(seed: int) -> Iterator[Mistake]:
    """The faults without end, in an order of the seed's; none comes twice in a row."""
    rng = np.random.default_rng(seed)
    names, last = list(EVERY), ""
    while True:
        order = [names[i] for i in rng.permutation(len(names))]
        if order[0] == last:
            order.reverse()
        yield from (EVERY[name] for name in order)
        last = order[-1]
