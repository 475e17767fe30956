"""What is remembered of a run: evenly spaced iterations, in bounded memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

import numpy as np

from core.config import Config
from core.data.dataset import Dataset
from core.measuring import measured
from core.passes import Snapshot, measures
from core.types import Array
from core.vectors import flatten, layer_sizes_of, parameter_count, unflatten

MOST_RECORDS = 2000
MOST_BYTES = 8_000_000
_OVERHEAD = 500
"""Bytes of Python objects around the numbers of one record, rounded up."""


@dataclass(frozen=True, eq=False)
class Record:
    """One remembered iteration: its parameters as a vector, and what they were trained on.

    While a run trains a record is a copy of some numbers. A pass with all its norms takes as long
    as ten updates, so it is made when somebody asks for a measure, and then once; those of several
    records are made together (`measure_all`).
    """

    iteration: int
    parameters: Array
    layer_sizes: tuple[int, ...]
    data: Dataset
    config: Config

    @property
    def snapshot(self) -> Snapshot:
        """The passes of this iteration, made anew."""
        parameters = unflatten(self.parameters, self.layer_sizes)
        return Snapshot.on(self.data, self.config, self.iteration, parameters)

    @cached_property
    def measures(self) -> Array:
        """In the order of the history's names."""
        return measured([self.parameters], self.layer_sizes, self.data, self.config)[0]


@dataclass(frozen=True)
class History:
    """Records at iterations 0, stride, 2 stride, ...; the stride doubles when they are too many.

    Which iterations are kept depends only on how far the run has come, never on how it was cut
    into chunks.

    names : of the recorded measures, those of `core.passes.measures`.
    most_records : so many are kept at most, and no more than fit MOST_BYTES.
    """

    layer_sizes: tuple[int, ...]
    names: tuple[str, ...]
    most_records: int = MOST_RECORDS
    records: tuple[Record, ...] = ()
    stride: int = 1

    @property
    def capacity(self) -> int:
        """How many records fit the bounds in number and in bytes."""
        numbers = len(self.names) + parameter_count(self.layer_sizes)
        return max(4, min(self.most_records, MOST_BYTES // (8 * numbers + _OVERHEAD)))

    @property
    def iterations(self) -> list[int]:
        return [record.iteration for record in self.records]

    def measure(self, name: str, at: Sequence[int] | None = None) -> Array:
        """One measure over the records, or over the records at the given positions, (k,)."""
        found: Array = self.measures(range(len(self.records)) if at is None else at)[name]
        return found

    def measures(self, at: Sequence[int]) -> dict[str, Array]:
        """Every measure by its name over the records at the given positions, each (k,)."""
        records = [self.records[i] for i in at]
        measure_all(records)
        rows = np.array([record.measures for record in records])
        return dict(zip(self.names, rows.T, strict=True))

    def weight(self, l: int, i: int, j: int, at: Sequence[int]) -> Array:
        """W[l][i, j] over the records at the given positions, (k,)."""
        kept = (unflatten(self.records[k].parameters, self.layer_sizes) for k in at)
        return np.array([parameters.W[l][i, j] for parameters in kept])

    def spread(self, most: int, first: int = 0) -> list[int]:
        """Positions of at most so many records from the first on, and of the last one.

        They are multiples of a power of two, so that nearly all are the same when the run has
        gone on a little, and few measures have to be made anew.
        """
        count = len(self.records)
        step = 1
        while (count - first) // step >= most:
            step *= 2
        return sorted({*range(-(-first // step) * step, count, step), count - 1})

    def having(self, records: Sequence[Record]) -> "History":
        """The history with more records, each of an iteration on the stride.

        A record of the iteration recorded last replaces that one: after a change of m, say, the
        same parameters have another cost.
        """
        kept, stride, capacity = list(self.records), self.stride, self.capacity
        for record in records:
            if record.iteration % stride:
                continue
            if kept and kept[-1].iteration >= record.iteration:
                kept.pop()
            kept.append(record)
            if len(kept) > capacity:
                stride *= 2
                kept = [r for r in kept if r.iteration % stride == 0]
        return replace(self, records=tuple(kept), stride=stride)

    def until(self, iteration: int) -> "History":
        """The history without the records after an iteration."""
        if self.records[-1].iteration <= iteration:
            return self
        return replace(self, records=tuple(r for r in self.records if r.iteration <= iteration))

    def at(self, iteration: int) -> Record:
        """The latest record not after an iteration."""
        return next(r for r in reversed(self.records) if r.iteration <= iteration)


def measure_all(records: Sequence[Record]) -> None:
    """Make the measures of records that have none yet, those under one config together.

    While a run trains, each picture asks for 5 to 40 new ones.
    """
    bare = [record for record in records if "measures" not in vars(record)]
    for _, alike in groupby(bare, key=lambda record: (id(record.data), record.config)):
        group = list(alike)
        first = group[0]
        vectors = [record.parameters for record in group]
        found = measured(vectors, first.layer_sizes, first.data, first.config)
        for record, of in zip(group, found, strict=True):
            vars(record)["measures"] = of


def begin(record: Record, most_records: int = MOST_RECORDS) -> History:
    """The history of a run that begins with a record."""
    names = tuple(measures(record.snapshot))
    return History(record.layer_sizes, names, most_records).having([record])


def record(snapshot: Snapshot, data: Dataset) -> Record:
    """What is remembered of a snapshot that was taken on a data set."""
    of = snapshot.train
    sizes = layer_sizes_of(of.parameters)
    return Record(snapshot.iteration, flatten(of.parameters), sizes, data, of.config)
