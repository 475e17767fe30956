"""A data set for two classes, the error that says why there is none, and the split of real rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.types import Array


class DatasetError(ValueError):
    """Data that cannot be had: a code, its fields for other wordings, and a plain sentence.

    The sentence is a template that the fields are put into, so that none can be forgotten.
    """

    def __init__(self, code: str, sentence: str, **fields: Any) -> None:
        super().__init__(sentence.format(**fields))
        self.code = code
        self.fields = fields


class Note(NamedTuple):
    """Something done to a learner's file: a code, its fields for other wordings, a sentence."""

    code: str
    fields: Mapping[str, Any]
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def note(code: str, sentence: str, **fields: Any) -> Note:
    """A note whose sentence is a template that the fields are put into."""
    return Note(code, fields, sentence.format(**fields))


@dataclass(frozen=True, eq=False)
class Dataset:
    """Samples of two classes; columns are examples. The arrays are copied and read-only.

    name : a name in SOURCES, or a learner's file.
    X, X_test : (n0, m) and (n0, m_test) arrays of float64.
    Y, Y_test : (1, m) and (1, m_test) arrays of 0.0 and 1.0.
    feature_names : one per row of X.
    class_names : of y = 0 and of y = 1; "" where a class has no name.
    dropped : columns of a learner's file that are not used; `notes` tell why.
    rows_removed : how many rows of a learner's file had empty cells.
    notes : what was done to a learner's file.
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
    notes: tuple[Note, ...] = ()

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
        X_test has entries that are not finite where it lies too far from X for a float64.
    """
    constant = X.max(axis=1, keepdims=True) == X.min(axis=1, keepdims=True)
    # Squares of very large values would overflow, and those of very small ones would vanish.
    size = np.where(constant, 1.0, np.abs(X).max(axis=1, keepdims=True))
    with np.errstate(over="ignore", invalid="ignore"):
        X, X_test = X / size, X_test / size
        # The mean of equal values can be off by a rounding error, and so be no 0 after all.
        mean = np.where(constant, X[:, :1], X.mean(axis=1, keepdims=True))
        std = np.where(constant, 1.0, X.std(axis=1, keepdims=True))
        return (X - mean) / std, (X_test - mean) / std
