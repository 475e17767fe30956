"""The set-ups of a sweep in the groups in which they are trained: same samples, same shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import numpy as np

from core.activations import activation_named
from core.config import Config
from core.data.generated import Samples
from core.data.sources import Source, source_named
from core.network import initialize_parameters
from core.training import Run, start

AXES = (
    "n1", "learning_rate", "m", "noise", "activation", "initialization", "weight_seed", "seed",
    "dataset",
)  # fmt: skip
"""The fields of a Config that a sweep may vary."""
MOST_RECORDS = 10
"""Of each run; a record costs as much as 20 updates, and only the diagnosis reads them."""
MOST_STACKED, MOST_NUMBERS = 16, 40_000
"""Runs in a stack, and numbers in its A[1]: beyond that they leave the processor's fast memory."""

Value = int | float | str


@dataclass(frozen=True, eq=False)
class Batch:
    """Set-ups that can be trained together, and the samples they share."""

    configs: tuple[Config, ...]
    source: Source
    iterations: int
    target: float | None

    def starts(self) -> list[Run]:
        """Every run before its first update."""
        return [start(c, self.source, most_records=MOST_RECORDS) for c in self.configs]


def combinations(config: Config, axes: Mapping[str, Sequence[Value]]) -> list[Config]:
    """Every set-up that the axes span, each once.

    Raises
    ------
    ValueError
        If an axis is unknown or empty, or a value is not a possible one.
    """
    for name, values in axes.items():
        if name not in AXES:
            raise ValueError(f"{name!r} is no axis of a sweep; there are {', '.join(AXES)}")
        if not len(values):
            raise ValueError(f"the axis {name!r} has no values")
    every = (dict(zip(axes, values, strict=True)) for values in product(*axes.values()))
    # `replace` cannot know that each value belongs to its field; `start` finds out.
    configs = list(dict.fromkeys(replace(config, **changed) for changed in every))  # type: ignore[arg-type]
    _check(configs)
    return configs


def _check(configs: Sequence[Config]) -> None:
    """Raise what `start` would raise, before any work has begun; the samples check themselves."""
    for activation in {c.activation for c in configs}:
        activation_named(activation)
    for n1, method, seed in {(c.n1, c.initialization, c.weight_seed) for c in configs}:
        initialize_parameters((1, n1, 1), method=method, rng=np.random.RandomState(seed))


def batches(
    configs: Sequence[Config], source: Source | None, iterations: int, target: float | None
) -> list[Batch]:
    """Set-ups with the same samples and shapes together, cheap ones first; samples drawn once."""
    drawn: dict[tuple[Value, ...], Source] = {}
    alike: dict[tuple[Value, ...], list[Config]] = {}
    for c in configs:
        samples = (c.dataset, c.m, c.noise, c.seed)
        if samples not in drawn:
            drawn[samples] = _drawn(source or source_named(c.dataset), c)
        alike.setdefault((*samples, c.n1, c.activation), []).append(c)
    found = []
    for key, members in alike.items():
        shared = drawn[key[:4]]
        most = max(1, min(MOST_STACKED, MOST_NUMBERS // (members[0].n1 * members[0].m)))
        found += [
            Batch(tuple(members[i : i + most]), shared, iterations, target)
            for i in range(0, len(members), most)
        ]
    return sorted(found, key=lambda batch: batch.configs[0].n1 * batch.configs[0].m)


def _drawn(source: Source, config: Config) -> Source:
    """The source with a config's samples drawn; unlike a learner's file it can be pickled."""
    data = source.draw(config.m, noise=config.noise, seed=config.seed)
    samples = Samples(data.X, data.Y, data.X_test, data.Y_test)
    return replace(source, make=partial(_given, samples))


def _given(samples: Samples, m: int, noise: float, seed: int) -> Samples:  # noqa: ARG001
    return samples


def seconds(batch: Batch) -> float:
    """About how long a batch takes on one core: 5 µs and 3 ns a number for an update."""
    first = batch.configs[0]
    update = 5e-6 + 3e-9 * first.n1 * first.m
    return len(batch.configs) * batch.iterations * update
