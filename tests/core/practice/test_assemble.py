"""Assembling a line: all that NumPy proves equal is accepted, and nothing else."""

from itertools import product

import numpy as np
import pytest

from core.practice.assemble import TASKS, Sizes, Task, build, line, shapes

every = pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)


def verdict(task: Task, text: str) -> str:
    return build(task, text.split()).verdict


def oracle(task: Task, tiles: tuple[str, ...]) -> bool:
    """Plain NumPy, written for this test: integers, so that equal is equal to the bit."""
    rng = np.random.default_rng(11)
    sizes = Sizes()
    for _ in range(4):
        arrays = {
            name: rng.integers(-9, 10, shape).astype(float)
            for name, shape in shapes(task, sizes).items()
        }
        arrays["m"] = 1.0  # type: ignore[assignment]
        values, ops = [], []
        for t in tiles:
            if t in arrays:
                values.append(arrays[t])
            elif t == "T":
                values[-1] = values[-1].T
            else:
                ops.append(t)
        result = values[0]
        for op, value in zip(ops, values[1:], strict=True):
            try:
                result = result @ value if op == "@" else result * value
            except ValueError:
                return False
        code = task.code.replace("1 / m * ", "")
        right = eval(code, {}, arrays)
        if result.shape != right.shape or not (result == right).all():
            return False
    return True


@every
def test_all_that_is_equal_is_accepted_and_all_else_refused(task: Task):
    accepted = 0
    mean = ("1/m", "*") if "1/m" in task.tiles else ()
    forms = [(name,) for name in task.operands] + [(name, "T") for name in task.operands]
    for left, op, right in product(forms, "@*", forms):
        tiles = (*left, op, *right)
        expected = oracle(task, tiles)
        accepted += expected
        assert (build(task, (*mean, *tiles)).verdict == "right") == expected, tiles
    assert accepted >= 1


def test_one_sample_takes_either_product():
    task = TASKS["sample_dW2"]
    assert verdict(task, "dz2 @ a1 T") == verdict(task, "dz2 * a1 T") == "right"
    assert verdict(task, "a1 T * dz2") == "right"
    assert verdict(task, "dz2 @ a1") == "error"
    assert verdict(task, "W2 * a1") == "shape"
    assert build(task, ["dz2", "@", "a1"]).message.startswith("matmul")


def test_m_samples_take_one_product_only():
    task = TASKS["dW1"]
    assert verdict(task, "1/m * dZ1 @ X T") == "right"
    assert verdict(task, "dZ1 @ X T * 1/m") == "right"
    assert verdict(task, "dZ1 T T @ X T * 1/m") == "right"
    forgotten = build(task, ["dZ1", "@", "X", "T"], Sizes(m=6))
    assert forgotten.verdict == "values"
    assert forgotten.factor == pytest.approx(6)
    assert verdict(task, "1/m * W1") == "values"
    assert build(task, ["1/m", "*", "W1"]).factor is None


@pytest.mark.parametrize(
    "text", ["", "dZ1", "dZ1 @", "@ dZ1", "T dZ1", "dZ1 X", "1/m T", "dZ1 @ @ X"]
)
def test_what_is_no_line_yet(text: str):
    assert verdict(TASKS["dW1"], text) in ("incomplete", "shape")
    assert (line(TASKS["dW1"], text.split()) is None) == (text != "dZ1")


def test_a_thousand_random_lists_of_tiles_have_an_outcome():
    rng = np.random.default_rng(0)
    known = {"right", "shape", "values", "error", "incomplete", "unreadable"}
    seen = set()
    for _ in range(1000):
        task = list(TASKS.values())[rng.integers(len(TASKS))]
        alphabet = [*task.tiles, *task.operands, "@"] + (
            ["__import__('os')", "\x00", "m"] if rng.random() < 0.1 else []
        )
        tiles = [alphabet[i] for i in rng.integers(len(alphabet), size=rng.integers(0, 20))]
        found = build(task, tiles).verdict
        assert found in known
        seen.add(found)
    assert {"incomplete", "unreadable", "error"} <= seen


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("1/m * dZ2 @ A1 T", 22), ("dZ2 @ A1 T", 22), ("1/m * A1 @ dZ2 T", 12), ("dZ2 @ A1", 12),
        ("1/m * dZ2 @ A1", 12),
    ],
)  # fmt: skip
def test_the_mean_is_the_reason_only_where_the_product_is_right(text: str, statement: int):
    task = TASKS["dW2"]
    assert task.reason(build(task, text.split())) == statement


def test_with_one_sample_no_mean_is_a_reason():
    for name, task in TASKS.items():
        if name.startswith("sample_"):
            assert task.reason(build(task, ())) == task.statement != 22
