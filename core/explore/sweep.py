"""Many runs that differ in a few settings, trained at once, each with a single run's numbers."""

import os
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import NamedTuple

import numpy as np

from core.config import Config
from core.data.generated import Samples
from core.data.sources import Source, source_named
from core.explore.cells import Cell, cell_of, grouped
from core.explore.together import EARLY, never, train_alone, train_together
from core.explore.workers import as_done
from core.training import Run, advance, start
from core.types import Array
from core.vectors import flatten

__all__ = ["AXES", "Cell", "grouped", "sweep"]

AXES = (
    "n1", "learning_rate", "m", "noise", "activation", "initialization", "weight_seed", "seed",
    "dataset",
)  # fmt: skip
"""The fields of a Config that a sweep may vary."""
MOST_RECORDS = 10
"""Of each run; a record costs as much as 20 updates, and only the diagnosis reads them."""
MOST_STACKED, MOST_NUMBERS = 16, 40_000
"""Runs in a stack, and numbers in its A[1]: beyond that they leave the processor's fast memory."""
MOST_WORKERS = 8
WORTHWHILE = 0.6
"""Seconds of work below which processes would take longer to start than they save."""

Value = int | float | str


@dataclass(frozen=True, eq=False)
class Batch:
    """Set-ups that can be trained together, and the samples they share."""

    configs: tuple[Config, ...]
    source: Source
    iterations: int
    target: float | None

    def starts(self) -> list[Run]:
        return [start(c, self.source, most_records=MOST_RECORDS) for c in self.configs]


def sweep(
    config: Config,
    axes: Mapping[str, Sequence[Value]],
    *,
    iterations: int = 2000,
    source: Source | None = None,
    target: float | None = None,
    workers: int | None = None,
    stop: threading.Event | None = None,
) -> Iterator[Cell]:
    """Train every combination of the axes' values; each cell comes as it is done.

    Parameters
    ----------
    config : Config
        What the axes do not vary.
    axes : mapping
        From names in AXES to the values of each, such as {"n1": [1, 2], "learning_rate": [0.1, 1]}.
    iterations : int
        Updates of each run.
    source : Source, optional
        Where the samples come from, such as a learner's file; by default the one that each config
        names.
    target : float, optional
        A J; each cell tells the first iteration that reached it.
    workers : int, optional
        Processes to share the work; 0 works in this one. By default as many as there are cores,
        or 0 where it is soon done.
    stop : threading.Event, optional
        Once set, no more cells come. Closing the iterator ends the work as well.

    Yields
    ------
    Cell
        Cheap ones first. Its numbers are those of `advance(start(config), iterations)` to the
        last bit.

    Raises
    ------
    ValueError
        At once, if an axis is unknown or empty, or a value is not a possible one (`DatasetError`
        for the data's).
    """
    batches = _batches(_configs(config, axes), source, iterations, target)
    for batch in batches:
        start(batch.configs[0], batch.source, most_records=MOST_RECORDS)
    if workers is None:
        cores = min(os.cpu_count() or 1, MOST_WORKERS)
        workers = cores if sum(map(_seconds, batches)) > WORTHWHILE else 0
    return _cells(batches, min(workers, len(batches)), stop)


def _configs(config: Config, axes: Mapping[str, Sequence[Value]]) -> list[Config]:
    for name, values in axes.items():
        if name not in AXES:
            raise ValueError(f"{name!r} is no axis of a sweep; there are {', '.join(AXES)}")
        if not len(values):
            raise ValueError(f"the axis {name!r} has no values")
    every = (dict(zip(axes, values, strict=True)) for values in product(*axes.values()))
    # `replace` cannot know that each value belongs to its field; `start` finds out.
    return list(dict.fromkeys(replace(config, **changed) for changed in every))  # type: ignore[arg-type]


def _batches(
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
    batches = []
    for key, members in alike.items():
        shared = drawn[key[:4]]
        most = max(1, min(MOST_STACKED, MOST_NUMBERS // (members[0].n1 * members[0].m)))
        batches += [
            Batch(tuple(members[i : i + most]), shared, iterations, target)
            for i in range(0, len(members), most)
        ]
    return sorted(batches, key=lambda batch: batch.configs[0].n1 * batch.configs[0].m)


def _drawn(source: Source, config: Config) -> Source:
    """The source with a config's samples drawn; unlike a learner's file it can be pickled."""
    data = source.draw(config.m, noise=config.noise, seed=config.seed)
    samples = Samples(data.X, data.Y, data.X_test, data.Y_test)
    return replace(source, make=partial(_given, samples))


def _given(samples: Samples, m: int, noise: float, seed: int) -> Samples:  # noqa: ARG001
    return samples


def _seconds(batch: Batch) -> float:
    """About how long a batch takes on one core: 5 µs and 3 ns a number for an update."""
    first = batch.configs[0]
    update = 5e-6 + 3e-9 * first.n1 * first.m
    return len(batch.configs) * batch.iterations * update


class _Done(NamedTuple):
    """A batch's cells, and the first one's parameters after EARLY updates."""

    cells: list[Cell]
    early: Array


def _stacked(batch: Batch, stopped: Callable[[], bool] = never) -> _Done | None:
    """A batch trained together; None if it was stopped."""
    found = train_together(batch.starts(), batch.iterations, stopped)
    if not found:
        return None
    return _Done([cell_of(each, batch.target) for each in found], flatten(found[0].early))


def _alone(batch: Batch, stopped: Callable[[], bool]) -> Iterator[Cell]:
    """A batch's runs one by one, as the Lab trains them."""
    for run in batch.starts():
        trained = train_alone(run, batch.iterations, stopped)
        if trained is not None:
            yield cell_of(trained, batch.target)


def _cells(batches: Sequence[Batch], workers: int, stop: threading.Event | None) -> Iterator[Cell]:
    stopped = never if stop is None else stop.is_set
    done: Generator[tuple[Batch, _Done | None], None, None]
    if workers:
        done = as_done(_stacked, batches, workers, stopped)
    else:
        done = ((batch, _stacked(batch, stopped)) for batch in batches)
    with closing(done):
        for batch, found in done:
            if stopped():
                return
            if found is not None and _as_the_lab(batch, found.early):
                yield from found.cells
            else:
                yield from _alone(batch, stopped)


def _as_the_lab(batch: Batch, early: Array) -> bool:
    """Whether the first few updates gave the bits that a run in this process gives.

    A linear-algebra library may add in another order on another number of threads: OpenBLAS does
    with 30 features, n[1] = 50 and m = 398. Then some of the sums differ at the first update.
    """
    run = advance(batch.starts()[0], min(EARLY, batch.iterations))
    here = flatten(run.snapshot.train.parameters)
    return np.array_equal(here, early, equal_nan=True)
