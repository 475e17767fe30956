"""All that decides a run's numbers: its config at the start, and what is changed on the way."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.network import Parameters


@dataclass(frozen=True)
class Config:
    """What a run starts with; the defaults are the published run of the notes' assignment.

    dataset : the name of the source of the samples.
    m : the number of training samples.
    noise : a standard deviation, in the features' units.
    seed, weight_seed : draw the samples, and the starting weights.
    n1 : the number of hidden units.
    activation, initialization : names in `core.activations` and `core.network`.
    learning_rate : α.
    """

    dataset: str = "flower"
    m: int = 400
    noise: float = 0.2
    seed: int = 1
    n1: int = 4
    activation: str = "tanh"
    initialization: str = "small"
    weight_seed: int = 2
    learning_rate: float = 1.2


class Change(NamedTuple):
    """Something changed on the way: at `iteration`, `name` was given this value.

    name : a field of CHANGEABLE, which has the value from then on; or an `Entry` as text, whose
        value descent changes further.
    """

    iteration: int
    name: str
    value: int | float


class Entry(NamedTuple):
    """An entry of W[l] or b[l], as text "W[1](2,3)"; rows and columns are counted from 1."""

    kind: str
    layer: int
    row: int
    column: int

    @classmethod
    def of(cls, written: str) -> "Entry | None":
        """The entry behind a text, or None if it is none."""
        found = _ENTRY.fullmatch(written)
        if found is None:
            return None
        kind, layer, row, column = found.groups()
        return cls(kind, int(layer), int(row), int(column))

    def __str__(self) -> str:
        return f"{self.kind}[{self.layer}]({self.row},{self.column})"

    def put(self, parameters: Parameters, value: float) -> Parameters:
        """The parameters with another value of this entry.

        Raises
        ------
        ValueError
            If there is no such entry, or the value is not a finite number.
        """
        W, b = dict(parameters.W), dict(parameters.b)
        layers = W if self.kind == "W" else b
        if self.layer not in layers or not math.isfinite(value):
            raise ValueError(f"{self} cannot be {value}")
        rows, columns = layers[self.layer].shape
        if not (1 <= self.row <= rows and 1 <= self.column <= columns):
            raise ValueError(f"there is no {self}: {self.kind}[{self.layer}] is {(rows, columns)}")
        layers[self.layer] = layers[self.layer].copy()
        layers[self.layer][self.row - 1, self.column - 1] = value
        return Parameters(W, b)


_ENTRY = re.compile(r"([Wb])\[(\d{1,2})\]\((\d{1,4}),(\d{1,4})\)")


CHANGEABLE: Mapping[str, Callable[[Config, int | float], Config]] = {
    "m": lambda config, m: replace(config, m=int(m)),
    "learning_rate": lambda config, alpha: replace(config, learning_rate=float(alpha)),
}
"""The fields of a Config that may change during a run, each with the config that it gives.

Any other field needs a new run.
"""


def in_force(config: Config, changes: Sequence[Change], iteration: int) -> Config:
    """The config that holds at an iteration: the run's first one with the changes made so far."""
    for change in changes:
        if change.iteration <= iteration and change.name in CHANGEABLE:
            config = CHANGEABLE[change.name](config, change.value)
    return config
