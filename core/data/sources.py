"""Where samples come from: what each source can do, how it is drawn, and those with a name."""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from core.data.dataset import Dataset, DatasetError
from core.data.generated import BLOCK, GROWING, Samples, flower, growing
from core.data.real import real, table

MAX_SEED = 2**32 - 1


@dataclass(frozen=True)
class Source:
    """Where samples come from, and what may be asked of it.

    name : a code; that of a learner's own file stands in no table.
    make : (m, noise, seed) -> Samples; takes only values within the limits below.
    n0 : the number of features.
    min_m, max_m : limits of m; for real data max_m is what the test samples leave.
    max_noise : the limit of the noise, a standard deviation; 0 is the least.
    noisy : whether noise does anything.
    grows : whether a larger m adds samples to the same ones. Generated values stay the same to
        the bit; for real data the rows do, but standardisation follows the m samples in use.
    feature_names, class_names : codes; "" for a class that has no name of its own.
    """

    name: str
    make: Callable[[int, float, int], Samples]
    n0: int
    default_m: int
    max_m: int
    default_noise: float
    feature_names: tuple[str, ...]
    class_names: tuple[str, str]
    grows: bool = True
    min_m: int = 1
    max_noise: float = 1.0
    noisy: bool = True

    def draw(self, m: int, *, noise: float | None = None, seed: int = 1) -> Dataset:
        """Draw m training samples, and test samples, as `make_dataset` does.

        Raises
        ------
        DatasetError
            m_out_of_range, noise_out_of_range or seed_out_of_range.
        """
        noise = self.default_noise if noise is None else noise
        if not _is_whole(m) or not self.min_m <= m <= self.max_m:
            raise DatasetError(
                "m_out_of_range",
                "{name} has {low} to {high} training samples, so m cannot be {m}.",
                name=self.name, m=m, low=self.min_m, high=self.max_m,
            )  # fmt: skip
        # The comparison is also false for NaN.
        if not _is_number(noise) or not 0 <= noise <= self.max_noise:
            raise DatasetError(
                "noise_out_of_range",
                "The noise of {name} is a number from {low:g} to {high:g}, not {noise}.",
                name=self.name, noise=noise, low=0.0, high=self.max_noise,
            )  # fmt: skip
        if not _is_whole(seed) or not 0 <= seed <= MAX_SEED:
            raise DatasetError(
                "seed_out_of_range",
                "The seed is a whole number from {low} to {high}, not {seed}.",
                seed=seed, low=0, high=MAX_SEED,
            )  # fmt: skip
        samples = self.make(operator.index(m), float(noise), operator.index(seed))
        return Dataset(self.name, *samples, self.feature_names, self.class_names)


def _generated(
    name: str, default_noise: float, class_names: tuple[str, str] = ("", ""), n0: int = 2
) -> Source:
    return Source(
        name=name,
        make=partial(growing, GROWING[name]),
        n0=n0,
        default_m=400,
        max_m=BLOCK,
        default_noise=default_noise,
        feature_names=tuple(f"x{i + 1}" for i in range(n0)),
        class_names=class_names,
    )


def _real(name: str) -> Source:
    rows = table(name)
    training_samples = len(rows.y) - rows.test_samples
    return Source(
        name=name,
        make=partial(real, name),
        n0=len(rows.feature_names),
        default_m=training_samples,
        max_m=training_samples,
        default_noise=0.0,
        feature_names=rows.feature_names,
        class_names=rows.class_names,
    )


_ALL = (
    Source(
        name="flower",
        make=flower,
        n0=2,
        default_m=400,
        max_m=BLOCK,
        default_noise=0.2,
        feature_names=("x1", "x2"),
        class_names=("", ""),
        grows=False,
    ),
    _generated("moons", 0.15, ("upper", "lower")),
    _generated("ball", 0.1, ("outside", "inside"), n0=3),
    _real("iris"),
    _generated("circles", 0.1, ("outside", "inside")),
    _generated("blobs", 0.3),
    _generated("xor", 0.1, ("same_sign", "different_sign")),
    _generated("spirals", 0.1),
    _generated("quantiles", 0.1, ("outside", "inside")),
    _generated("linear", 0.0),
    _real("breast_cancer"),
)
SOURCES: Mapping[str, Source] = MappingProxyType({source.name: source for source in _ALL})
"""Every data set by its name, in the order in which they are offered."""


def source_named(name: str) -> Source:
    """The source of that name.

    Raises
    ------
    DatasetError
        unknown_dataset.
    """
    if not isinstance(name, str) or name not in SOURCES:
        raise DatasetError(
            "unknown_dataset", "There is no data set called {name!r}; there are {known}.",
            name=name, known=", ".join(SOURCES),
        )  # fmt: skip
    return SOURCES[name]


def make_dataset(name: str, m: int, *, noise: float | None = None, seed: int = 1) -> Dataset:
    """Draw m training samples, and test samples that depend on the noise and the seed only.

    The same arguments give the same bits. Test samples are never training samples. For real data,
    standardisation comes from the m training samples in use, so X_test follows m there too.

    Parameters
    ----------
    name : str
        One of SOURCES.
    m : int
        The number of training samples.
    noise : float, optional
        A standard deviation, in the features' units (for real data, after standardisation); by
        default the source's own.
    seed : int
        Any from 0 to 2^32 - 1.

    Returns
    -------
    Dataset
        X (n0, m), Y (1, m); for generated data 200 test samples, for real data 30 % of the rows.

    Raises
    ------
    DatasetError
        unknown_dataset, m_out_of_range, noise_out_of_range or seed_out_of_range.
    """
    return source_named(name).draw(m, noise=noise, seed=seed)


def _is_whole(value: Any) -> bool:
    try:
        operator.index(value)
    except TypeError:
        return False
    return True


def _is_number(value: Any) -> bool:
    try:
        return math.isfinite(value)
    except (TypeError, OverflowError):
        return False
