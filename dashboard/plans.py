"""What a sweep varies: its axes and values, how long it takes, and how it stands in a link."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from core.activations import ACTIVATIONS
from core.config import Config
from core.data.sources import Source
from core.explore.batches import batches, combinations, seconds
from core.network import INITIALIZATIONS
from core.practice.entries import plain
from dashboard.changes import written
from dashboard.settings import SETTINGS, Choices, Value

OFFERED: Mapping[str, tuple[str | int | float, ...]] = {
    "n1": (1, 2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 50, 64),
    "alpha": (0.01, 0.03, 0.1, 0.3, 1.0, 1.2, 3.0, 10.0, 30.0, 100.0),
    "m": (10, 20, 50, 100, 200, 400, 1000, 2000, 5000),
    "noise": (0.0, 0.05, 0.1, 0.2, 0.3, 0.5),
    "activation": tuple(ACTIVATIONS),
    "init": tuple(INITIALIZATIONS),
    "wseed": tuple(range(1, 11)),
}
"""What a sweep may vary, by the setting's code, and the values to choose from.

Of the numbers a learner may take others, too, as far as the setting's own row allows them.
"""
MOST_VALUES = 20
"""Of an axis; so many cells still have room for what is written in them."""
ITERATIONS = (200, 500, 1000, 2000, 5000)
TARGETS = (0.5, 0.4, 0.3, 0.25, 0.2, 0.1)
"""Costs whose first iteration is looked up."""
SEEDS = (1, 2, 3, 4, 5)
MOST_CELLS = 200
LONGEST = 300.0
"""Seconds of work that a sweep may take at most, by the estimate before it begins."""


class Plan(NamedTuple):
    """What a sweep varies: two settings by their codes, and the values of each.

    seeds : so many weight seeds, from the present one on, for every set-up.
    """

    across: str = "n1"
    up: str = "alpha"
    columns: tuple[Value, ...] = (1, 2, 3, 4, 5, 8, 20, 50)
    rows: tuple[Value, ...] = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
    seeds: int = 1
    iterations: int = 2000
    target: float = 0.3

    def axes(self, config: Config) -> dict[str, list[str | int | float]]:
        """The axes as `core.explore.sweep.sweep` takes them."""
        codes = {self.across: self.columns, self.up: self.rows}
        axes = {
            SETTINGS[code].attribute: [v for v in vs if v is not None] for code, vs in codes.items()
        }
        if self.seeds > 1 and "weight_seed" not in axes:
            axes["weight_seed"] = [config.weight_seed + i for i in range(self.seeds)]
        return axes

    def having(self, **changed: object) -> "Plan":
        """The plan with other values of some of its fields."""
        return Plan(**{**self._asdict(), **changed})

    @property
    def runs(self) -> int:
        """How many runs it is made of."""
        varied = "wseed" in (self.across, self.up)
        return len(self.columns) * len(self.rows) * (1 if varied else self.seeds)


COURSE = Plan(columns=(1, 2, 3, 4, 5, 20, 50), rows=(1.2,), iterations=5000)
"""The table of the course behind the notes."""
SATURATING = Plan(
    "activation", "alpha", tuple(ACTIVATIONS), (0.1, 1.2, 10.0, 30.0), iterations=1000
)
"""Large steps drive z far from 0, where tanh and sigmoid are flat, or to where ReLU is."""

SWEEPS: Mapping[str, tuple[Plan, str]] = {
    "default": (Plan(), "cost"), "course": (COURSE, "accuracy"),
    "saturating": (SATURATING, "gradient_ratio"),
}  # fmt: skip
"""Sweeps worth a look, by the key of their words, and what their cells show."""


def write_plan(plan: Plan) -> str:
    """A plan as it stands in an address."""
    axes = ((plan.across, plan.columns), (plan.up, plan.rows))
    parts = [",".join([code, *map(as_written, values)]) for code, values in axes]
    return "~".join([*parts, str(plan.iterations), str(plan.seeds), f"{plan.target:g}"])


def as_written(value: Value) -> str:
    """A value as short as possible, but with all digits that tell it from every other."""
    short = f"{value:g}" if isinstance(value, float) else str(value)
    return written(value) if isinstance(value, float) and float(short) != value else short


def read_plan(text: str, source: Source) -> Plan:
    """The plan that a text stands for.

    Raises
    ------
    ValueError
        If it is not written as one, or anything in it is not possible.
    """
    first, second, iterations, seeds, target = text.split("~")
    (across, columns), (up, rows) = (_read_axis(axis, source) for axis in (first, second))
    if across == up:
        raise ValueError(f"{across} cannot be both axes")
    return Plan(
        across, up, columns, rows, int(str(Choices(SEEDS).taken(seeds))),
        int(str(Choices(ITERATIONS).taken(iterations))), _among(TARGETS, target),
    )  # fmt: skip


def _read_axis(text: str, source: Source) -> tuple[str, tuple[Value, ...]]:
    """An axis; what is offered anywhere may stand there, because the page fits it to the source."""
    code, *values = text.split(",")
    if code not in OFFERED or not values or len(values) > MOST_VALUES:
        raise ValueError(f"{text!r} is no axis")
    found: list[Value] = []
    for value in values:
        try:
            found.append(allowed_value(code, value, source))
        except ValueError:
            found.append(_among(OFFERED[code], value))
    return code, tuple(dict.fromkeys(found))


def allowed_value(code: str, value: object, source: Source) -> Value:
    """A value of a setting as its own row takes it, whoever has typed it.

    Raises
    ------
    ValueError
        If the row does not allow it.
    """
    return SETTINGS[code].allowed(source).taken(value)


def takes_numbers(code: str) -> bool:
    """Whether a setting is a number, so that a learner may take one that is not offered."""
    return not isinstance(OFFERED[code][0], str)


def chosen_values(
    code: str, values: Sequence[object], source: Source
) -> tuple[tuple[Value, ...], bool]:
    """The values of an axis in their order, each once; and whether all of what was given fits."""
    found: list[Value] = []
    fits = len(values) <= MOST_VALUES
    for value in values[:MOST_VALUES]:
        try:
            found.append(allowed_value(code, _plain(value), source))
        except (ValueError, OverflowError):
            fits = False
    if takes_numbers(code):
        return tuple(sorted(set(found), key=lambda v: float(v or 0))), fits
    return tuple(v for v in OFFERED[code] if v in found), fits


def _plain(value: object) -> object:
    """A number as it is typed on any keyboard: full-width digits, points and signs as others."""
    return plain(value) if isinstance(value, str) else value


def _among(choices: tuple[str | int | float, ...], written: str) -> Any:
    """The choice that is this number."""
    for choice in choices:
        if float(choice) == float(written):
            return choice
    raise ValueError(f"{written!r} is none of {choices}")


def possible(code: str, value: Value, source: Source) -> bool:
    """Whether a setting can have a value with a source."""
    try:
        return allowed_value(code, value, source) is not None
    except (ValueError, OverflowError):
        return False


def offered(code: str, source: Source) -> tuple[Value, ...]:
    """The values of a setting to choose from, as far as the source allows them."""
    return tuple(value for value in OFFERED[code] if possible(code, value, source))


def fitted(plan: Plan, source: Source) -> Plan:
    """A plan without the values that a source does not allow."""
    columns, rows = (
        tuple(v for v in values if possible(code, v, source))
        for code, values in ((plan.across, plan.columns), (plan.up, plan.rows))
    )
    return plan._replace(
        columns=columns or offered(plan.across, source)[:1],
        rows=rows or offered(plan.up, source)[:1],
    )


def estimate(plan: Plan, config: Config, source: Source) -> float:
    """Seconds of work, about, on one core of a usual machine."""
    work = batches(combinations(config, plan.axes(config)), source, plan.iterations, plan.target)
    return float(sum(map(seconds, work)))
