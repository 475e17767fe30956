"""All that decides a run's numbers: its config at the start, and what is changed on the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple


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
    """Something changed on the way: from `iteration` on, the field `name` has this value."""

    iteration: int
    name: str
    value: int | float


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
        if change.iteration <= iteration:
            config = CHANGEABLE[change.name](config, change.value)
    return config
