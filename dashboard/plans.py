"""What a sweep varies: its axes and values, how long it takes, and how it stands in a link."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from core.activations import ACTIVATIONS
from core.config import Config
from core.data.sources import Source
from core.explore.batches import batches, combinations, seconds
from core.network import INITIALIZATIONS
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
"""What a sweep may vary, by the setting's code, and the values to choose from."""
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
SATURATING = Plan("activation", "init", tuple(ACTIVATIONS), tuple(INITIALIZATIONS), iterations=1000)


SWEEPS: Mapping[str, tuple[Plan, str]] = {
    "default": (Plan(), "cost"), "course": (COURSE, "accuracy"),
    "saturating": (SATURATING, "gradient_ratio"),
}  # fmt: skip
"""Sweeps worth a look, by the key of their words, and what their cells show."""


def write_plan(plan: Plan) -> str:
    """A plan as it stands in an address."""
    axes = ((plan.across, plan.columns), (plan.up, plan.rows))
    parts = [",".join([code, *(f"{v:g}" if isinstance(v, float) else str(v) for v in values)])
             for code, values in axes]  # fmt: skip
    return "~".join([*parts, str(plan.iterations), str(plan.seeds), f"{plan.target:g}"])


def read_plan(written: str) -> Plan:
    """The plan that a text stands for.

    Raises
    ------
    ValueError
        If it is not written as one, or anything in it is not among the choices.
    """
    first, second, iterations, seeds, target = written.split("~")
    (across, columns), (up, rows) = (_read_axis(axis) for axis in (first, second))
    if across == up:
        raise ValueError(f"{across} cannot be both axes")
    return Plan(
        across, up, columns, rows, int(str(Choices(SEEDS).taken(seeds))),
        int(str(Choices(ITERATIONS).taken(iterations))), _among(TARGETS, target),
    )  # fmt: skip


def _read_axis(written: str) -> tuple[str, tuple[Value, ...]]:
    code, *values = written.split(",")
    choices = OFFERED.get(code)
    if choices is None or not values or len(values) > len(choices):
        raise ValueError(f"{written!r} is no axis")
    if isinstance(choices[0], str):
        return code, tuple(Choices(tuple(map(str, choices))).taken(value) for value in values)
    return code, tuple(_among(choices, value) for value in values)


def _among(choices: tuple[str | int | float, ...], written: str) -> Any:
    """The choice that is this number."""
    for choice in choices:
        if float(choice) == float(written):
            return choice
    raise ValueError(f"{written!r} is none of {choices}")


def offered(code: str, source: Source) -> tuple[Value, ...]:
    """The values of a setting to choose from, as far as the source allows them."""
    allowed = SETTINGS[code].allowed(source)

    def possible(value: Value) -> bool:
        try:
            return allowed.taken(value) is not None
        except ValueError:
            return False

    return tuple(value for value in OFFERED[code] if possible(value))


def fitted(plan: Plan, source: Source) -> Plan:
    """A plan without the values that a source does not allow."""
    columns, rows = (
        tuple(v for v in values if v in offered(code, source))
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
