"""Real data: measurements of plants and of cells, read from the small files in core/data."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from core.data.dataset import standardized, stratified_order
from core.data.generated import Samples
from core.types import Array

FOLDER = Path(__file__).parent
TEST_SHARE = 0.3
ORDER, TRAINING_NOISE, TEST_NOISE = 0, 1, 2


class Table(NamedTuple):
    """A file: X (n0, rows) as measured, y (rows,) of 0 and 1, the features, and the classes."""

    X: Array
    y: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, str]

    @property
    def test_samples(self) -> int:
        return round(TEST_SHARE * len(self.y))


@lru_cache
def table(name: str) -> Table:
    """Read core/data/<name>.csv, whose last column names the class; in the alphabet y = 1 is last.

    Returns
    -------
    Table
        With read-only arrays, because it is read once and shared.
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    X = np.array([row[:-1] for row in rows], dtype=np.float64).T
    zero, one = sorted({row[-1] for row in rows})
    y = np.array([row[-1] == one for row in rows], dtype=np.float64)
    X.flags.writeable = y.flags.writeable = False
    return Table(X, y, tuple(header[:-1]), (zero, one))


def real(name: str, m: int, noise: float, seed: int) -> Samples:
    """A file's rows in an order drawn with the seed: first the test samples, then m to train on.

    A larger m adds rows to the same ones; but the features are standardised by the m samples in
    use, so the values of those already there change with m. Normal noise, with standard deviation
    `noise`, is added after that, so its unit is the feature's standard deviation.
    """
    X, y, *_ = table(name)
    test_samples = table(name).test_samples
    order = stratified_order(y, np.random.default_rng([seed, ORDER]))
    held_out, used = order[:test_samples], order[test_samples : test_samples + m]
    X_train, X_test = standardized(X[:, used], X[:, held_out])
    return Samples(
        X_train + noise * normal(X_train.shape, seed, TRAINING_NOISE),
        y[np.newaxis, used],
        X_test + noise * normal(X_test.shape, seed, TEST_NOISE),
        y[np.newaxis, held_out],
    )


def normal(shape: tuple[int, ...], seed: int, part: int) -> Array:
    # Drawn sample by sample, so that each keeps its noise when m grows.
    features, samples = shape
    return np.random.default_rng([seed, part]).standard_normal((samples, features)).T
