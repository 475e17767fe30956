"""A data set for two classes, the error that says why there is none, and the split of real rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.types import Array

MESSAGES: Mapping[str, str] = {
    "unknown_dataset": "There is no data set called {name!r}; there are {known}.",
    "m_out_of_range": "{name} has {low} to {high} training samples, so m cannot be {m}.",
    "noise_out_of_range": "The noise of {name} is a number from {low:g} to {high:g}, not {noise}.",
    "seed_out_of_range": "The seed is a whole number from {low} to {high}, not {seed}.",
    "unreadable_file": "The file cannot be opened or read.",
    "file_too_large": "The file is larger than {most_megabytes} MB.",
    "empty_file": "The file is empty.",
    "not_csv": "The file is not a table in text form (CSV).",
    "no_header": "The first line must name the columns, but it holds numbers.",
    "duplicate_column": "Two columns are called {column!r}.",
    "one_column": "The table has one column; at least one feature and a target are needed.",
    "ragged_row": "Line {line} has {cells} cells, but the first line has {columns}.",
    "unknown_target": "There is no column called {target!r}; the columns are {columns}.",
    "no_numeric_feature": "No column besides the target {target!r} holds numbers only.",
    "too_many_features": "The table has {features} columns of numbers; {most} is the most.",
    "infinite_value": "Column {column!r} has an infinite value in line {line}.",
    "too_few_rows": "{rows} complete rows are left ({removed} had empty cells); {least} are needed.",
    "not_two_classes": "The target {target!r} needs exactly two values; it has {count}.",
    "unknown_positive": "The value {positive!r} is not one of the target's two: {classes}.",
    "too_many_samples": "The table has {samples} training samples; {most} is the most.",
    "too_wide_range": "The numbers of column {column!r} are too far apart to be standardised.",
}
"""What can be wrong with a wish for data, by code; the sentence is worded from the fields."""


class DatasetError(ValueError):
    """Data that cannot be had: a code, its fields for other wordings, and a plain sentence."""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(MESSAGES[code].format(**fields))
        self.code = code
        self.fields = fields


@dataclass(frozen=True, eq=False)
class Dataset:
    """Samples of two classes; columns are examples. The arrays are copied and read-only.

    name : a name in SOURCES, or a learner's file.
    X, X_test : (n0, m) and (n0, m_test) arrays of float64.
    Y, Y_test : (1, m) and (1, m_test) arrays of 0.0 and 1.0.
    feature_names : one per row of X.
    class_names : of y = 0 and of y = 1; "" where a class has no name.
    dropped : columns of a learner's file that are not used, because they do not hold numbers.
    rows_removed : how many rows of a learner's file had empty cells.
    """

    name: str
    X: Array
    Y: Array
    X_test: Array
    Y_test: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, str]
    dropped: tuple[str, ...] = ()
    rows_removed: int = 0

    def __post_init__(self) -> None:
        for name in ("X", "Y", "X_test", "Y_test"):
            array = np.array(getattr(self, name), dtype=np.float64, order="C")
            array.flags.writeable = False
            object.__setattr__(self, name, array)


def stratified_order(y: Array, rng: np.random.Generator) -> NDArray[np.intp]:
    """Shuffle the samples so that every beginning of the order has about the classes' shares.

    The k-th of a class's n samples (shuffled, k from 0) stands at the fraction (k + 1/2) / n of
    the order. So the last sample of each class is in the order's second half: whoever takes less
    than the first half leaves both classes behind.

    Parameters
    ----------
    y : (m,) array of class labels
    rng : numpy.random.Generator

    Returns
    -------
    (m,) array
        Each of 0..m-1 once.
    """
    shuffled = rng.permutation(len(y))
    fraction = np.empty(len(y))
    for label in np.unique(y):
        members = np.flatnonzero(y[shuffled] == label)
        fraction[members] = (np.arange(len(members)) + 0.5) / len(members)
    return shuffled[np.argsort(fraction, kind="stable")]


def standardized(X: Array, X_test: Array) -> tuple[Array, Array]:
    """Both parts with the mean and the standard deviation of the training part.

    x := (x - mean) / std for each feature, std with 1/m. A feature that is the same in every
    training sample becomes 0 there: its std counts as 1.

    Parameters
    ----------
    X : (n0, m) array, m >= 1
    X_test : (n0, m_test) array

    Returns
    -------
    X, X_test : arrays of the same shapes
        With an infinite entry where training values of one feature are too far from test values.
    """
    constant = X.max(axis=1, keepdims=True) == X.min(axis=1, keepdims=True)
    # Squares of very large values would overflow, and those of very small ones vanish.
    size = np.where(constant, 1.0, np.abs(X).max(axis=1, keepdims=True))
    with np.errstate(over="ignore", invalid="ignore"):
        X, X_test = X / size, X_test / size
        # The mean of equal values can be off by a rounding error, which would not give 0.
        mean = np.where(constant, X[:, :1], X.mean(axis=1, keepdims=True))
        std = np.where(constant, 1.0, (X - mean).std(axis=1, keepdims=True))
        std[std == 0] = 1.0
        return (X - mean) / std, (X_test - mean) / std
