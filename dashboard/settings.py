"""Everything a person can set: one row a setting, with its code in a link and its range."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from core.activations import ACTIVATIONS
from core.config import CHANGEABLE, Config
from core.data.sources import SOURCES, Source
from core.network import INITIALIZATIONS
from core.training import Stop

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Part = TypeVar("Part", bound=DataclassInstance)

Value = str | int | float | None
"""What a setting can be; None where it may be left open."""

SPEEDS = (1, 5, 20, 100, 500)
"""Iterations a frame to choose from."""
MAX_N1 = 64
MIN_ALPHA, MAX_ALPHA = 0.0001, 10_000.0
MAX_ITERATIONS = 1_000_000
MAX_SEED = 9_999
"""The largest seed that a person can choose; a source takes larger ones, too."""


@dataclass(frozen=True)
class Drive:
    """How a run is trained on the screen: where it stops, and how many iterations a frame has."""

    iterations: int = 10_000
    speed: int = 20
    stop_cost: float | None = None
    stop_accuracy: float | None = None

    @property
    def stop(self) -> Stop:
        """When training is to stop; the accuracy is set in percent."""
        percent = self.stop_accuracy
        return Stop(self.iterations, self.stop_cost, None if percent is None else percent / 100)


@dataclass(frozen=True)
class Look:
    """What is looked at.

    across, up : the two features that the plane shows, counted from 0.
    tests : 1 if the plane shows the test samples too, else 0.
    """

    across: int = 0
    up: int = 1
    tests: int = 0


@dataclass(frozen=True)
class Settings:
    """All that is set: what makes the run's numbers, how it is driven, and what is looked at."""

    config: Config = field(default_factory=Config)
    drive: Drive = field(default_factory=Drive)
    look: Look = field(default_factory=Look)


class Choices(NamedTuple):
    """A setting takes one of these codes or numbers."""

    values: tuple[str | int, ...]

    def taken(self, value: object) -> Value:
        """The choice that a value is, by any case.

        Raises
        ------
        ValueError
            If it is none of the choices.
        """
        for choice in self.values:
            if str(value).casefold() == str(choice).casefold():
                return choice
        raise ValueError(f"{value!r} is none of {self.values}")


class Range(NamedTuple):
    """A setting takes a number from low to high, whole or not."""

    low: float
    high: float
    whole: bool = False

    def taken(self, value: object) -> Value:
        """The number that a value is, given as one or written.

        Raises
        ------
        ValueError
            If it is no number, not finite or out of range.
        """
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError(f"{value!r} is no number")
        whole = self.whole and not isinstance(value, float)
        number = int(value) if whole else float(value)
        # The comparison is also false for NaN.
        if not self.low <= number <= self.high or (self.whole and not float(number).is_integer()):
            raise ValueError(f"{value!r} is not from {self.low} to {self.high}")
        return int(number) if self.whole else number


@dataclass(frozen=True)
class Setting:
    """A setting: its part and attribute in Settings, and what is allowed with a source.

    optional : whether it may be left open (None).
    """

    part: str
    attribute: str
    allowed: Callable[[Source], Choices | Range]
    optional: bool = False

    @property
    def restarts(self) -> bool:
        """Whether only a new run can take another value of it."""
        return self.part == "config" and self.attribute not in CHANGEABLE

    def get(self, settings: Settings) -> Value:
        """Its value among the settings."""
        value: Value = getattr(getattr(settings, self.part), self.attribute)
        return value

    def put(self, settings: Settings, value: object, source: Source) -> Settings:
        """The settings with another value, whoever has sent it.

        Raises
        ------
        ValueError
            If the value is not allowed.
        """
        taken = None if value is None and self.optional else self.allowed(source).taken(value)
        return changed(
            settings, self.part, changed(getattr(settings, self.part), self.attribute, taken)
        )


def changed(part: "Part", attribute: str, value: object) -> "Part":
    """A part of the settings with another value of one attribute."""
    return replace(part, **{attribute: value})


def _always(allowed: Choices | Range) -> Callable[[Source], Choices | Range]:
    return lambda _: allowed


SETTINGS: Mapping[str, Setting] = {
    "dataset": Setting("config", "dataset", _always(Choices(tuple(SOURCES)))),
    "m": Setting("config", "m", lambda source: Range(source.min_m, source.max_m, whole=True)),
    "noise": Setting("config", "noise", lambda source: Range(0, source.max_noise)),
    "seed": Setting("config", "seed", _always(Range(0, MAX_SEED, whole=True))),
    "n1": Setting("config", "n1", _always(Range(1, MAX_N1, whole=True))),
    "activation": Setting("config", "activation", _always(Choices(tuple(ACTIVATIONS)))),
    "init": Setting("config", "initialization", _always(Choices(tuple(INITIALIZATIONS)))),
    "wseed": Setting("config", "weight_seed", _always(Range(0, MAX_SEED, whole=True))),
    "alpha": Setting("config", "learning_rate", _always(Range(MIN_ALPHA, MAX_ALPHA))),
    "iters": Setting("drive", "iterations", _always(Range(1, MAX_ITERATIONS, whole=True))),
    "speed": Setting("drive", "speed", _always(Choices(SPEEDS))),
    "stopj": Setting("drive", "stop_cost", _always(Range(0, 10)), optional=True),
    "stopacc": Setting("drive", "stop_accuracy", _always(Range(0, 100)), optional=True),
    "across": Setting("look", "across", lambda source: Range(0, source.n0 - 1, whole=True)),
    "up": Setting("look", "up", lambda source: Range(0, source.n0 - 1, whole=True)),
    "tests": Setting("look", "tests", _always(Range(0, 1, whole=True))),
}
"""By the code in a link; the dataset first, because the ranges of m and noise depend on it."""


def code_of(attribute: str) -> str:
    """The code of the setting that is kept under an attribute of a Config."""
    return next(code for code, row in SETTINGS.items() if row.attribute == attribute)


def differing(config: Config, other: Config) -> list[str]:
    """The codes of the settings in which two configs differ."""
    return [
        code_of(part.name)
        for part in fields(Config)
        if getattr(config, part.name) != getattr(other, part.name)
    ]


def with_source(settings: Settings, source: Source) -> Settings:
    """The settings on another source, with that source's usual m and noise."""
    config = replace(
        settings.config, dataset=source.name, m=source.default_m, noise=source.default_noise
    )
    return replace(settings, config=config, look=Look(tests=settings.look.tests))


def moved_to(settings: Settings, source: Source) -> Settings:
    """The settings moved to another source, with their m and noise wherever it allows them.

    Real data begin without noise, and generated data after real ones with their usual noise.
    """
    config, usual = settings.config, with_source(settings, source)
    was_noisy = config.dataset in SOURCES and SOURCES[config.dataset].default_noise
    keeps = bool(was_noisy and source.default_noise)
    noise = min(config.noise, source.max_noise) if keeps else source.default_noise
    m = max(source.min_m, min(config.m, source.max_m))
    return replace(usual, config=replace(usual.config, m=m, noise=noise))


PRESETS: Mapping[str, Settings] = {
    "course": Settings(),
    "notes": with_source(Settings(Config(initialization="xavier")), SOURCES["ball"]),
    "one_unit": Settings(Config(n1=1)),
    "zeros": Settings(Config(initialization="zeros")),
    "too_fast": Settings(Config(learning_rate=100.0)),
    "by_hand": with_source(Settings(Config(n1=2, initialization="xavier")), SOURCES["xor"]),
    "flowers": with_source(
        Settings(Config(initialization="xavier", learning_rate=0.3)), SOURCES["iris"]
    ),
}
"""Examples worth a visit, by the key of their words."""
