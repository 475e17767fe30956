"""A learner's samples as a Source: m of them to train on, and test samples that stay the same."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.data.dataset import DatasetError, standardized, stratified_order
from core.data.generated import Samples
from core.data.real import ORDER, TEST_NOISE, TRAINING_NOISE, normal
from core.data.sources import Source
from core.types import Array

TEST_SHARE = 0.2
# So few samples are all needed to train on: of XOR's four, none can be left out.
LEAST_TO_SPLIT = 8


def own_source(
    X: Array, y: Array, feature_names: tuple[str, ...], class_names: tuple[str, str],
    name: str = "csv",
) -> Source:  # fmt: skip
    """A source of a learner's own samples.

    Parameters
    ----------
    X : (n0, rows) array
        As measured; standardised by the m samples in use when they are drawn.
    y : (rows,) array of 0.0 and 1.0
        At least two of each.

    Returns
    -------
    Source
        A fifth of each class, at least one sample, is for testing; a larger m adds samples to the
        same ones. Fewer than LEAST_TO_SPLIT samples are all for training, and for testing too.
    """
    X, y = np.array(X, dtype=np.float64), np.array(y, dtype=np.float64)
    X.flags.writeable = y.flags.writeable = False
    held_out = _held_out(y, 0) if len(y) >= LEAST_TO_SPLIT else np.empty(0, dtype=np.intp)
    most = len(y) - len(held_out)
    return Source(
        name=name,
        make=partial(draw, X, y),
        n0=len(X),
        default_m=most,
        max_m=most,
        default_noise=0.0,
        feature_names=feature_names,
        class_names=class_names,
    )


def draw(X: Array, y: Array, m: int, noise: float, seed: int) -> Samples:
    """The first m training samples in an order drawn with the seed, and all test samples.

    Raises
    ------
    DatasetError
        "infinite" where the m samples in use are so nearly equal that others lie too far away.
    """
    if len(y) < LEAST_TO_SPLIT:
        order = stratified_order(y, np.random.default_rng([seed, ORDER]))
        used, test = order[:m], order
    else:
        test = _held_out(y, seed)
        rest = np.setdiff1d(np.arange(len(y)), test)
        order = stratified_order(y[rest], np.random.default_rng([seed, ORDER]))
        used = rest[order[:m]]
    X_train, X_test = standardized(X[:, used], X[:, test])
    if not np.isfinite(X_test).all():
        raise DatasetError(
            "infinite",
            "The file's numbers are too far apart to be standardised; leave out the largest.",
        )
    return Samples(
        X_train + noise * normal(X_train.shape, seed, TRAINING_NOISE),
        y[np.newaxis, used],
        X_test + noise * normal(X_test.shape, seed, TEST_NOISE),
        y[np.newaxis, test],
    )


def _held_out(y: Array, seed: int) -> NDArray[np.intp]:
    """Positions of the test samples: a fifth of each class, at least one."""
    rng = np.random.default_rng([seed, TEST_NOISE, ORDER])
    parts = []
    for label in (0.0, 1.0):
        members = rng.permutation(np.flatnonzero(y == label))
        parts.append(members[: max(1, round(TEST_SHARE * len(members)))])
    return rng.permutation(np.concatenate(parts))
