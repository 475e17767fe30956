"""Many runs that differ in a few settings, trained at once, each with a single run's numbers."""

import os
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

import numpy as np

from core.config import Config
from core.data.sources import Source
from core.explore.batches import AXES, Batch, Value, batches, combinations, seconds
from core.explore.cells import Cell, cell_of, grouped
from core.explore.together import EARLY, never, train_alone, train_together
from core.explore.workers import as_done
from core.training import advance
from core.types import Array
from core.vectors import flatten

__all__ = ["AXES", "Cell", "grouped", "sweep"]

MOST_WORKERS = 8
WORTHWHILE = 0.6
"""Seconds of work below which processes would take longer to start than they save."""


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
    work = batches(combinations(config, axes), source, iterations, target)
    if workers is None:
        cores = min(os.cpu_count() or 1, MOST_WORKERS)
        workers = cores if sum(map(seconds, work)) > WORTHWHILE else 0
    return _cells(work, min(workers, len(work)), stop)


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


def _cells(work: Sequence[Batch], workers: int, stop: threading.Event | None) -> Iterator[Cell]:
    stopped = never if stop is None else stop.is_set
    done: Generator[tuple[Batch, _Done | None], None, None]
    if workers:
        done = as_done(_stacked, work, workers, stopped)
    else:
        done = ((batch, _stacked(batch, stopped)) for batch in work)
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
