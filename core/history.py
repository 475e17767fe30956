"""What is remembered of a run: evenly spaced iterations, in bounded memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from core.network import Parameters
from core.snapshot import Snapshot
from core.types import Array

MAX_RECORDS = 2000
MAX_BYTES = 8_000_000
_OVERHEAD = 500
"""Bytes of Python objects around the numbers of one record, rounded up."""


class Record(NamedTuple):
    """One remembered iteration; `measures` is in the order of `measure_names`."""

    iteration: int
    measures: Array
    parameters: Array


def measure_names(L: int) -> list[str]:
    """The recorded measures of a network with L layers.

    cost, test_cost (J), accuracy, test_accuracy (0 to 1); for every layer the Frobenius norms of
    dW[l], db[l], dZ[l], and update[l], which is α ||dW[l]|| / ||W[l]|| (nan where ||W[l]|| is 0).
    """
    layers = range(1, L + 1)
    norms = [f"{kind}[{l}]" for l in layers for kind in ("dW", "db", "dZ")]
    return [
        "cost", "test_cost", "accuracy", "test_accuracy", *norms, *(f"update[{l}]" for l in layers)
    ]  # fmt: skip


@dataclass(frozen=True)
class History:
    """Records at iterations 0, stride, 2 stride, ...; the stride doubles when they are too many.

    Which iterations are kept depends only on how far the run has come, never on how it was cut
    into chunks.
    """

    layer_sizes: tuple[int, ...]
    records: tuple[Record, ...] = ()
    stride: int = 1

    @property
    def capacity(self) -> int:
        """How many records fit the bounds in number and in bytes."""
        L = len(self.layer_sizes) - 1
        numbers = len(measure_names(L)) + parameter_count(self.layer_sizes)
        return max(4, min(MAX_RECORDS, MAX_BYTES // (8 * numbers + _OVERHEAD)))

    @property
    def iterations(self) -> list[int]:
        return [record.iteration for record in self.records]

    def measure(self, name: str, at: Sequence[int] | None = None) -> Array:
        """One measure over the records, or over the records at the given positions, (k,)."""
        column = measure_names(len(self.layer_sizes) - 1).index(name)
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


def record(snapshot: Snapshot) -> Record:
    """What is remembered of a snapshot."""
    sizes = snapshot.sizes
    updates = [size.update for size in sizes if size.kind == "dW"]
    measures = [
        snapshot.cost, snapshot.test_cost, snapshot.accuracy, snapshot.test_accuracy,
        *(size.norm for size in sizes),
        *(np.nan if update is None else update for update in updates),
    ]  # fmt: skip
    return Record(snapshot.iteration, np.array(measures), flatten(snapshot.parameters))


def parameter_count(layer_sizes: Sequence[int]) -> int:
    """How many numbers W[1], b[1], ..., W[L], b[L] hold."""
    return sum(n * (fan_in + 1) for fan_in, n in pairwise(layer_sizes))


def flatten(parameters: Parameters) -> Array:
    """W[1], b[1], W[2], b[2], ... row by row in one new vector."""
    W, b = parameters.W, parameters.b
    return np.concatenate([part.ravel() for l in parameters.layers for part in (W[l], b[l])])


def unflatten(vector: Array, layer_sizes: Sequence[int]) -> Parameters:
    """The inverse of `flatten`."""
    W, b, start = {}, {}, 0
    for l in range(1, len(layer_sizes)):
        n, fan_in = layer_sizes[l], layer_sizes[l - 1]
        W[l] = vector[start : start + n * fan_in].reshape(n, fan_in).copy()
        start += n * fan_in
        b[l] = vector[start : start + n].reshape(n, 1).copy()
        start += n
    return Parameters(W, b)
