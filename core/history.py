"""What is remembered of a run: evenly spaced iterations, in bounded memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from core.passes import Snapshot, measures
from core.types import Array
from core.vectors import flatten, layer_sizes_of, parameter_count

MOST_RECORDS = 2000
MOST_BYTES = 8_000_000
_OVERHEAD = 500
"""Bytes of Python objects around the numbers of one record, rounded up."""


class Record(NamedTuple):
    """One remembered iteration; `measures` is in the order of the history's names."""

    iteration: int
    measures: Array
    parameters: Array


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
        column = self.names.index(name)
        records = self.records if at is None else [self.records[i] for i in at]
        return np.array([record.measures[column] for record in records])

    def with_snapshot(self, snapshot: Snapshot) -> "History":
        """The history with a snapshot recorded, if its iteration falls on the stride.

        A snapshot of the iteration recorded last replaces that record: after a change of m, say,
        the same parameters have another cost.
        """
        if snapshot.iteration % self.stride:
            return self
        records = tuple(r for r in self.records[-1:] if r.iteration < snapshot.iteration)
        records = (*self.records[:-1], *records, record(snapshot))
        stride = self.stride
        if len(records) > self.capacity:
            stride *= 2
            records = tuple(r for r in records if r.iteration % stride == 0)
        return replace(self, records=records, stride=stride)

    def until(self, iteration: int) -> "History":
        """The history without the records after an iteration."""
        return replace(self, records=tuple(r for r in self.records if r.iteration <= iteration))

    def at(self, iteration: int) -> Record:
        """The latest record not after an iteration."""
        return next(r for r in reversed(self.records) if r.iteration <= iteration)


def begin(snapshot: Snapshot, most_records: int = MOST_RECORDS) -> History:
    """The history of a run that begins with a snapshot."""
    layer_sizes = layer_sizes_of(snapshot.train.parameters)
    return History(layer_sizes, tuple(measures(snapshot)), most_records).with_snapshot(snapshot)


def record(snapshot: Snapshot) -> Record:
    """What is remembered of a snapshot."""
    numbers = np.array(list(measures(snapshot).values()))
    return Record(snapshot.iteration, numbers, flatten(snapshot.train.parameters))
