"""Everything a person can set, and its ranges."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.activations import ACTIVATIONS
from core.datasets import SOURCES
from core.network import INITIALIZATIONS
from core.training import Config, Stop

SPEEDS = (1, 5, 20, 100, 500)
"""Iterations a frame to choose from."""

MAX_N1 = 64
MOST_SAMPLES = 5_000
MIN_ALPHA, MAX_ALPHA = 0.0001, 10_000.0
MAX_ITERATIONS = 1_000_000
MAX_SEED = 9_999


@dataclass(frozen=True)
class Setup:
    """A run's config, how it is trained on the screen, and which two features are drawn."""

    config: Config = field(default_factory=Config)
    iterations: int = 10_000
    speed: int = 20
    stop_cost: float | None = None
    stop_accuracy: float | None = None
    across: int = 0
    up: int = 1

    @property
    def stop(self) -> Stop:
        """When training is to stop; the accuracy is set in percent."""
        percent = self.stop_accuracy
        return Stop(self.iterations, self.stop_cost, None if percent is None else percent / 100)

    def value(self, name: str) -> Any:
        """A setting by its name in FIELDS."""
        attribute = FIELDS[name].attribute
        return getattr(self.config if hasattr(self.config, attribute) else self, attribute)

    def with_value(self, name: str, value: Any) -> "Setup":
        """This setup with one setting changed."""
        attribute = FIELDS[name].attribute
        if hasattr(self.config, attribute):
            return replace(self, config=replace(self.config, **{attribute: value}))
        return replace(self, **{attribute: value})


@dataclass(frozen=True)
class Field:
    """A setting: where it is kept, how its text is read, and which values are possible."""

    attribute: str
    read: Callable[[str], Any]
    choices: tuple[Any, ...] = ()
    low: float = 0
    high: float = 0

    def allows(self, value: Any) -> bool:
        return value in self.choices if self.choices else self.low <= value <= self.high


FIELDS: Mapping[str, Field] = {
    "dataset": Field("dataset", str, choices=tuple(SOURCES)),
    "m": Field("m", int, low=1, high=MOST_SAMPLES),
    "noise": Field("noise", float, low=0, high=1),
    "seed": Field("seed", int, low=0, high=MAX_SEED),
    "n1": Field("n1", int, low=1, high=MAX_N1),
    "activation": Field("activation", str, choices=tuple(ACTIVATIONS)),
    "init": Field("initialization", str, choices=tuple(INITIALIZATIONS)),
    "wseed": Field("weight_seed", int, low=0, high=MAX_SEED),
    "alpha": Field("learning_rate", float, low=MIN_ALPHA, high=MAX_ALPHA),
    "iters": Field("iterations", int, low=1, high=MAX_ITERATIONS),
    "speed": Field("speed", int, choices=SPEEDS),
    "stopj": Field("stop_cost", float, low=0, high=10),
    "stopacc": Field("stop_accuracy", float, low=0, high=100),
    "across": Field("across", int, low=0, high=29),
    "up": Field("up", int, low=0, high=29),
}
"""By the name in the link; the dataset first, because the ranges of m and noise depend on it."""


def field_for(name: str, dataset: str) -> Field:
    """A setting with the ranges that hold for a dataset."""
    source = SOURCES[dataset]
    if name == "m":
        return replace(FIELDS["m"], low=source.min_m, high=source.max_m)
    if name == "noise":
        return replace(FIELDS["noise"], high=source.max_noise)
    if name in ("across", "up"):
        return replace(FIELDS[name], high=source.n0 - 1)
    return FIELDS[name]


def with_dataset(setup: Setup, dataset: str) -> Setup:
    """The setup on another dataset, with that dataset's usual m and noise."""
    source = SOURCES[dataset]
    config = replace(setup.config, dataset=dataset, m=source.default_m, noise=source.default_noise)
    return replace(setup, config=config, across=0, up=1)


def on_dataset(setup: Setup, dataset: str) -> Setup:
    """The setup moved to another dataset, with its m and noise wherever they are possible there.

    Real data begin without noise, and generated data after real ones with their usual noise.
    """
    source, config = SOURCES[dataset], setup.config
    usual = with_dataset(setup, dataset)
    generated = SOURCES[config.dataset].default_noise and source.default_noise
    noise = min(config.noise, source.max_noise) if generated else source.default_noise
    return replace(
        usual,
        config=replace(usual.config, m=max(source.min_m, min(config.m, source.max_m)), noise=noise),
    )


PRESETS: Mapping[str, Setup] = {
    "course": Setup(),
    "notes": with_dataset(Setup(Config(initialization="xavier")), "ball"),
    "one_unit": Setup(Config(n1=1)),
    "zeros": Setup(Config(initialization="zeros")),
    "too_fast": Setup(Config(learning_rate=30.0)),
    "flowers": with_dataset(Setup(Config(initialization="xavier", learning_rate=0.3)), "iris"),
}
"""Examples worth a visit, by the key of their words."""
