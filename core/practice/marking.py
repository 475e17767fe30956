"""Marks a computation by hand, going on from the learner's own values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.equations import operands
from core.practice.by_hand import DECIMALS, STEPS, Task, Values, tolerance
from core.practice.entries import read_number
from core.types import Array

MOST_SLACK = 0.3
"""However wrong the numbers are, an answer this far off is another one."""
RIGHT, FOLLOWS, WRONG, BLANK, UNREADABLE = "right", "follows", "wrong", "blank", "unreadable"


@dataclass(frozen=True, eq=False)
class Mark:
    """What became of one step.

    status : "right"; "follows" (right, given the learner's own earlier values); "wrong"; "blank"
        (something is missing); "unreadable" (something is no number).
    expected : what the step should be, given the learner's own earlier values.
    wrong : the entries that are wrong, blank or unreadable, (row, column) from 0.
    slip : the code of the usual slip that gives these numbers, "rounded" where they are right but
        have too few decimals, or "".
    follows_from : of "follows", the first step that was wrong.
    """

    step: str
    status: str
    expected: Array
    wrong: tuple[tuple[int, int], ...] = ()
    slip: str = ""
    follows_from: str = ""


def mark(task: Task, answers: Mapping[str, Sequence[str]]) -> list[Mark]:
    """Mark every step that has an answer, in the order of the steps.

    Parameters
    ----------
    task : Task
    answers : by step, the texts of its entries row by row; steps without one are left out.
    """
    own: dict[str, Array] = {}
    marks: list[Mark] = []
    earlier = ""
    for step, exact in task.solution.items():
        texts = answers.get(step)
        if texts is None:
            # Before the first answer there is nothing of the learner's own to go on from.
            own[step] = task.compute(step, own) if marks else exact
            continue
        found = _mark(task, step, texts, own, earlier)
        earlier = earlier or (step if found.status == WRONG else "")
        own[step] = _own(task, step, texts, own)
        marks.append(found)
        if len(marks) == len(answers):
            break
    return marks


def first_wrong(marks: Sequence[Mark]) -> Mark | None:
    """The first step that is wrong, which the others may follow from."""
    return next((found for found in marks if found.status == WRONG), None)


def _mark(task: Task, step: str, texts: Sequence[str], own: Values, earlier: str) -> Mark:
    exact, expected = task.solution[step], task.compute(step, own)
    given = _numbers(texts, exact)
    # Where an own value is impossible (a logarithm of 2, say), only the exact one can be asked for.
    expected = np.where(np.isfinite(expected), expected, exact)
    missing = np.isnan(given)
    if missing.any():
        is_blank = len(texts) < exact.size or any(not text.strip() for text in texts)
        return Mark(step, BLANK if is_blank else UNREADABLE, expected, _places(missing))
    near = tolerance(step)
    if (np.abs(given - exact) <= near).all():
        return Mark(step, RIGHT, expected)
    off = np.abs(given - expected) > (slack(task, step, own) if earlier else near)
    if not off.any():
        return Mark(step, FOLLOWS if earlier else RIGHT, expected, follows_from=earlier)
    return Mark(step, WRONG, expected, _places(off), _slip(task, step, given, own))


def slack(task: Task, step: str, own: Values) -> float:
    """How far a value that goes on from own ones may be off, because those are rounded.

    In a product each factor's rounding is multiplied by the other factor, and in J that of a[2] by
    1 / a[2] or 1 / (1 - a[2]); with wrong numbers on the way these can be large.
    """
    half = 0.5 * 10.0**-DECIMALS
    if step == "J":
        A2 = own["A2"]
        return max(tolerance(step), min(MOST_SLACK, half / max(half, float(np.min([A2, 1 - A2])))))
    names = {**task.given, **own}
    factors = [names[o.name.code] for o in operands(STEPS[step]) if o.name.code in names]
    sizes = [float(np.abs(factor).max()) for factor in factors]
    return max(tolerance(step), min(MOST_SLACK, half * (1 + 2 * sum(sizes))))


def _slip(task: Task, step: str, given: Array, own: Values) -> str:
    """The usual slip that explains every wrong entry, or ""."""
    near = tolerance(step)
    for done in (own, task.solution):
        right = task.compute(step, done)
        off = ~(np.abs(given - right) <= near)
        # All four entries say so, where another slip explains only those that are wrong.
        if right.shape == right.T.shape and off.any() and (np.abs(given - right.T) <= near).all():
            return "transposed"
        for slip, value in task.slips(step, done).items():
            if (np.abs(given - value)[off] <= near).all():
                return slip
        # A whole number in place of a fraction is a guess.
        for decimals in range(1, DECIMALS):
            close = np.abs(given - right) <= 0.5 * 10.0**-decimals + near
            is_rounded = np.abs(given - np.round(given, decimals)) < 1e-9
            # A number of which rounding has left nothing is no rounded one, it is 0.
            kept = (given != 0) | ~off
            if (close & is_rounded & kept).all():
                return "rounded"
    return ""


def _own(task: Task, step: str, texts: Sequence[str], own: Values) -> Array:
    """The learner's values where they are numbers; the rest as it follows from the earlier ones."""
    expected = task.compute(step, own)
    given = _numbers(texts, expected)
    return np.where(np.isnan(given), expected, given)


def _numbers(texts: Sequence[str], like: Array) -> Array:
    """The entries as numbers in the shape of the step; NaN where there is none."""
    read = [read_number(text) for text in list(texts)[: like.size]]
    read += [None] * (like.size - len(read))
    return np.array([np.nan if number is None else number for number in read]).reshape(like.shape)


def _places(mask: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    return tuple((int(row), int(column)) for row, column in np.argwhere(mask))


def written(values: Array) -> list[str]:
    """Values as a learner would fill them in: row by row, rounded as asked."""
    return [f"{value:.{DECIMALS}f}" for value in values.ravel()]
