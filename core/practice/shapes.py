"""Endless shape drills: n[0], n[1], n[2] and m are given, and every answer is what NumPy says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from core.equations import evaluate
from core.matrices import rule
from core.practice.entries import plain, read_names, read_shape
from core.practice.shape_items import (
    GRADIENTS,
    LINES,
    NAMES,
    OPERATORS,
    PRODUCTS,
    QUANTITIES,
    SUMS,
    TRANSPOSES,
    Item,
    turn,
)
from core.types import Array, Name, Shape

SMALLEST, LARGEST = 2, 9
NO_TRANSPOSE, LEFT, RIGHT = "none", "left", "right"
MATRIX, ELEMENTWISE = "@", "*"
RAISES, WRONG_SHAPE, FITS = "error", "shape", "fits"


class Sizes(NamedTuple):
    """n[0], n[1], n[2] and m: pairwise different and each at least 2, so no shape fits by luck."""

    n0: int
    n1: int
    n2: int
    m: int


class Grade(NamedTuple):
    """What became of an answer.

    verdict : "right", "wrong" or "unreadable".
    slip : of a wrong one, what it is: "number", "both" (no number is right), "swapped" (the axes),
        "axes" (how many there are), "choice", "missing" or "extra" (names).
    at : the first wrong number's place from 0, or None.
    rule : what should stand there, such as "n[1]", or None.
    """

    verdict: str
    slip: str = ""
    at: int | None = None
    rule: str | None = None


@dataclass(frozen=True)
class Question:
    """One drill.

    kind : one of KINDS.
    asked : the quantity or the line of NumPy that is asked about; of "reverse", a shape.
    sizes : those given.
    answer : a shape; a choice; or, of "reverse", all the names that have the shape.
    choices : what may be chosen; empty where the answer is typed freely.
    rule : the answer's sizes as symbols, of a shape.
    statement : the statement of the notes behind it.
    step : the code that explains it, a key of the equations.
    """

    kind: str
    asked: str
    sizes: Sizes
    answer: Shape | str | frozenset[str]
    choices: tuple[str, ...]
    rule: tuple[str, ...]
    statement: int
    step: str

    @cached_property
    def arrays(self) -> Mapping[str, Array]:
        """Zeros of every quantity's shape, by name."""
        return arrays(self.sizes)

    def grade(self, answer: str) -> Grade:
        """Grade what was typed or chosen; any text at all gives a Grade."""
        if isinstance(self.answer, tuple):
            return grade_shape(read_shape(answer), self.answer, self.rule)
        if isinstance(self.answer, frozenset):
            return _grade_names(read_names(answer, NAMES), self.answer)
        chosen = plain(answer)
        if chosen not in self.choices:
            return Grade("unreadable")
        return Grade("right") if chosen == self.answer else Grade("wrong", "choice")


def grade_shape(given: Shape | None, right: Shape, rules: tuple[str, ...]) -> Grade:
    """Compare two shapes, and name the first number that is wrong."""
    if given is None:
        return Grade("unreadable")
    if given == right:
        return Grade("right")
    pairs = zip(given, right, strict=False)
    at = next((i for i, pair in enumerate(pairs) if pair[0] != pair[1]), None)
    if len(given) != len(right):
        return Grade("wrong", "axes", at, None if at is None else rules[at])
    none = len(given) > 1 and all(a != b for a, b in zip(given, right, strict=True))
    slip = "swapped" if given == right[::-1] else "both" if none else "number"
    return Grade("wrong", slip, at, rules[at or 0])


def _grade_names(given: frozenset[str] | None, right: frozenset[str]) -> Grade:
    if given is None:
        return Grade("unreadable")
    if given == right:
        return Grade("right")
    return Grade("wrong", "extra" if given - right else "missing")


def arrays(sizes: Sizes) -> dict[str, Array]:
    """Zeros of every quantity's shape, by its name in code; G1 is g'(Z[1]) under the name dG1."""
    number = {f"n[{l}]": n for l, n in enumerate(sizes[:3])} | {"m": sizes.m, "1": 1}
    found = {}
    for name in (*NAMES, "dG1"):
        first, second = rule(Name.of(name), 2)
        found[name] = np.zeros((number[first], number[second]))
    return found


def _run(code: str, sizes: Sizes) -> Array | None:
    """What a line of the table gives, or None where NumPy raises."""
    try:
        return np.asarray(evaluate(code, {**arrays(sizes), "np": np, "m": sizes.m}))
    except ValueError:
        return None


def _symbols(shape: Shape, sizes: Sizes) -> tuple[str, ...]:
    """A shape's sizes by name; they are pairwise different, so each has only one."""
    names = {**{n: f"n[{l}]" for l, n in enumerate(sizes[:3])}, sizes.m: "m", 1: "1"}
    return tuple(names[size] for size in shape)


def _shape_of(kind: str, item: Item, sizes: Sizes) -> Question:
    result = _run(item.code, sizes)
    assert result is not None, f"the table's {item.code!r} raises"
    symbols = _symbols(result.shape, sizes)
    return Question(kind, item.code, sizes, result.shape, (), symbols, item.statement, item.step)


def _chosen(kind: str, item: Item, sizes: Sizes, ways: Mapping[str, str]) -> Question:
    """Which of several ways to write a line gives the shape of its result?"""
    target = arrays(sizes)[item.step].shape
    fitting = [
        choice
        for choice, code in ways.items()
        if (result := _run(code, sizes)) is not None and result.shape == target
    ]
    assert len(fitting) == 1, f"{item.code!r} can be completed in {len(fitting)} ways"
    return Question(
        kind, item.code, sizes, fitting[0], tuple(ways), (), item.statement, item.step
    )  # fmt: skip


def _transpose(kind: str, item: Item, sizes: Sizes) -> Question:
    left, right = item.code.split(" @ ")
    ways = {
        NO_TRANSPOSE: item.code, LEFT: f"{left}.T @ {right}", RIGHT: f"{left} @ {right}.T",
    }  # fmt: skip
    return _chosen(kind, item, sizes, ways)


def _operator(kind: str, item: Item, sizes: Sizes) -> Question:
    return _chosen(
        kind, item, sizes, {op: item.code.replace("?", op) for op in (MATRIX, ELEMENTWISE)}
    )


def _line(kind: str, item: Item, sizes: Sizes) -> Question:
    result = _run(item.code, sizes)
    if result is None:
        answer = RAISES
    else:
        answer = FITS if result.shape == arrays(sizes)[item.step].shape else WRONG_SHAPE
    asked = f"{item.step} = {item.code}"
    choices = (RAISES, WRONG_SHAPE, FITS)
    return Question(kind, asked, sizes, answer, choices, (), item.statement, item.step)


def _reverse(kind: str, item: Item, sizes: Sizes) -> Question:
    found = arrays(sizes)
    shape = found[item.code].shape
    having = frozenset(name for name in NAMES if found[name].shape == shape)
    asked = f"({shape[0]}, {shape[1]})"
    return Question(
        kind, asked, sizes, having, (), _symbols(shape, sizes), item.statement, item.step
    )  # fmt: skip


class Kind(NamedTuple):
    """A kind of drill: its table, and what makes a question of a row."""

    items: tuple[Item, ...]
    make: Callable[[str, Item, Sizes], Question]


KINDS: Mapping[str, Kind] = {
    "matrix": Kind(QUANTITIES, _shape_of),
    "product": Kind(PRODUCTS, _shape_of),
    "gradient": Kind(GRADIENTS, _shape_of),
    "sum": Kind(SUMS, _shape_of),
    "transpose": Kind(TRANSPOSES, _transpose),
    "operator": Kind(OPERATORS, _operator),
    "line": Kind(LINES, _line),
    "reverse": Kind(QUANTITIES, _reverse),
}


def question(seed: int, number: int, kind: str | None = None) -> Question:
    """The drill with this number; the same seed, number and kind give the same one.

    kind : one of KINDS; without it the kinds take turns. Either way no two neighbours are alike.
    """
    names = tuple(KINDS)
    kind = names[turn(len(names), number, seed, 0)] if kind is None else kind
    place = names.index(kind)
    row = KINDS[kind].items[turn(len(KINDS[kind].items), number, seed, 1 + place)]
    rng = np.random.default_rng([seed, number, place])
    drawn = rng.choice(np.arange(SMALLEST, LARGEST + 1), size=4, replace=False)
    return KINDS[kind].make(kind, row, Sizes(*(int(size) for size in drawn)))
