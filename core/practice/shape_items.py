"""What the shape drills ask about: quantities and lines of NumPy, each with its statement."""

from typing import NamedTuple

import numpy as np

from core.equations import vectorised


class Item(NamedTuple):
    """A row of a drill's table: a line of NumPy, the statement behind it, and its result's name."""

    code: str
    statement: int
    step: str


_STATEMENTS = {
    "X": 3, "Y": 3, "W1": 3, "W2": 3, "b1": 3, "b2": 3, "Z1": 3, "A1": 3, "Z2": 3, "A2": 3,
}  # fmt: skip
QUANTITIES = tuple(Item(name, statement, name) for name, statement in _STATEMENTS.items())
GRADIENTS = tuple(
    Item(f"d{kind}{l}", 4, f"d{kind}{l}") for kind in ("W", "b", "Z", "A") for l in (1, 2)
)
NAMES = (*_STATEMENTS, *(item.code for item in GRADIENTS))
"""Every quantity by its name in code."""

PRODUCTS = (
    Item("W1 @ X", 19, "Z1"),
    Item("W2 @ A1", 19, "Z2"),
    Item("dZ2 @ A1.T", 12, "dW2"),
    Item("W2.T @ dZ2", 14, "dA1"),
    Item("dA1 * dG1", 15, "dZ1"),
    Item("dZ1 @ X.T", 17, "dW1"),
    Item("W1 @ X + b1", 19, "Z1"),
    Item("W2 @ A1 + b2", 19, "Z2"),
    Item("A2 - Y", 21, "dZ2"),
    Item("X @ dZ1.T", 17, "dW1"),
    Item("A1 @ dZ2.T", 12, "dW2"),
    Item("dZ2.T @ W2", 14, "dA1"),
)

SUMS = tuple(
    Item(f"np.sum({of}, axis={axis}{keep})", 23 if keep else 24, f"db{of[-1]}")
    for of in ("dZ1", "dZ2", "A1", "X")
    for axis in (1, 0)
    for keep in (", keepdims=True", "")
)

TRANSPOSES = (
    Item("W1 @ X", 7, "Z1"),
    Item("W2 @ A1", 7, "Z2"),
    Item("dZ2 @ A1", 12, "dW2"),
    Item("W2 @ dZ2", 14, "dA1"),
    Item("dZ1 @ X", 17, "dW1"),
)

OPERATORS = (
    Item("W1 ? X", 6, "Z1"),
    Item("W2 ? A1", 6, "Z2"),
    Item("dZ2 ? A1.T", 12, "dW2"),
    Item("W2.T ? dZ2", 14, "dA1"),
    Item("dA1 ? dG1", 15, "dZ1"),
    Item("dZ1 ? X.T", 17, "dW1"),
)

_EQUATIONS = vectorised(2)
_RIGHT = tuple(
    Item(_EQUATIONS[step], statement, step)
    for step, statement in {
        "Z1": 19, "Z2": 19, "dZ2": 21, "dW2": 12, "db2": 23, "dA1": 14, "dZ1": 15, "dW1": 17,
        "db1": 23,
    }.items()
)  # fmt: skip
LINES = (
    *_RIGHT,
    Item("W1 * X + b1", 6, "Z1"),
    Item("W1.T @ X + b1", 7, "Z1"),
    Item("X @ W1 + b1", 7, "Z1"),
    Item("1 / m * (dZ2 @ A1)", 12, "dW2"),
    Item("1 / m * (A1 @ dZ2.T)", 12, "dW2"),
    Item("1 / m * (dZ2 * A1.T)", 12, "dW2"),
    Item("W2 @ dZ2", 14, "dA1"),
    Item("dZ2.T @ W2", 14, "dA1"),
    Item("dA1 @ dG1", 15, "dZ1"),
    Item("dA1 @ dG1.T", 16, "dZ1"),
    Item("1 / m * (X @ dZ1.T)", 17, "dW1"),
    Item("1 / m * (dZ1 * X.T)", 17, "dW1"),
    Item("1 / m * np.sum(dZ1, axis=1)", 24, "db1"),
    Item("1 / m * np.sum(dZ1, axis=0, keepdims=True)", 23, "db1"),
    Item("1 / m * np.sum(dZ2, axis=0)", 23, "db2"),
    Item("b1 - dZ1", 23, "b1"),
    Item("W1 - dW1.T", 4, "W1"),
    Item("b1 - np.sum(dZ1, axis=1)", 24, "b1"),
    Item("b1 - np.sum(dZ1, axis=0)", 23, "b1"),
    Item("b2 - np.sum(dZ2, axis=1, keepdims=True)", 23, "b2"),
)


def turn(count: int, number: int, *seed: int) -> int:
    """Which of `count` things has its turn; every one once in `count` turns, no two in a row.

    Each round is shuffled by itself, so that any turn can be asked for without those before it.
    """
    round_, place = divmod(number, count)
    order = _shuffled(count, round_, seed)
    # Only the first two places change here, so with three or more the last one of the round
    # before is known without asking how that round began.
    if round_ and count > 2 and order[0] == _shuffled(count, round_ - 1, seed)[-1]:
        order[0], order[1] = order[1], order[0]
    return order[place]


def _shuffled(count: int, round_: int, seed: tuple[int, ...]) -> list[int]:
    order: list[int] = np.random.default_rng([*seed, round_]).permutation(count).tolist()
    return order
