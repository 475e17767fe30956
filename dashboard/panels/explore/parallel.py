"""All runs of a sweep as lines through their settings and their results."""

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from core.explore.cells import Cell
from dashboard import format
from dashboard.charts.parallel import NONE, Axis, Line, parallel_chart
from dashboard.exploring import value_of
from dashboard.panels.explore.grid import LOW_IS_GOOD, SYMBOLS, told, written
from dashboard.plans import OFFERED
from dashboard.settings import SETTINGS, Value
from dashboard.text import Text
from dashboard.view import View

RESULTS = ("cost", "test_cost", "accuracy", "test_accuracy", "reached")
PERCENT = frozenset({"accuracy", "test_accuracy"})
LOGARITHMIC = frozenset({"n1", "alpha", "m"})
"""Settings whose values lie at equal distances when each is a multiple of the one before."""
MOST_TICKS = 10
"""More values of a setting are not all written."""


def draw(view: View) -> None:
    """The chart, and how it is read."""
    text, explore = view.text, view.session.explore
    st.vega_lite_chart(
        parallel_chart(
            axes_of(view), lines_of(view), text("parallel.left", shown="{shown}", all="{all}"),
            view.colours,
        ),
        alt=text("parallel.alt"),
    )  # fmt: skip
    words = [text("parallel.read")]
    if any(cell.diverged for cell in explore.cells):
        words.append(text("parallel.diverged"))
    if any(cell.reached is None for cell in explore.cells):
        words.append(text("parallel.never", target=f"{explore.plan.target:g}"))
    st.caption(" ".join(words))


def axes_of(view: View) -> list[Axis]:
    """The two settings, the seed if there are several, and the results."""
    text, explore = view.text, view.session.explore
    plan, cells = explore.plan, explore.cells
    found = [_setting(text, code, cells) for code in (plan.across, plan.up)]
    if "wseed" not in (plan.across, plan.up) and plan.seeds > 1:
        found.append(_setting(text, "wseed", cells))
    return [*found, *(_result(text, name, cells, plan.target) for name in RESULTS)]


def lines_of(view: View) -> list[Line]:
    """A line for every run, the better the more of the accent: by the measure that is shown."""
    text, explore = view.text, view.session.explore
    attributes = [SETTINGS[code].attribute for code in (explore.plan.across, explore.plan.up)]
    measure = explore.measure if explore.measure in RESULTS else RESULTS[0]
    numbers = [float("nan") if c.diverged else value_of(c, measure) for c in explore.cells]
    lines = []
    for cell, place in zip(explore.cells, _linear(numbers), strict=True):
        column, row = (getattr(cell.config, name) for name in attributes)
        said = told(text, explore, (column, row), [cell])
        if explore.plan.seeds > 1:
            said += " · " + text("explore.seed", seed=cell.config.weight_seed)
        good = max(0.0, 1 - place if measure in LOW_IS_GOOD else place)
        lines.append(Line(said, 0.0 if place == NONE else good, cell.diverged is not None))
    return lines


def _setting(text: Text, code: str, cells: Sequence[Cell]) -> Axis:
    values: list[Value] = [getattr(cell.config, SETTINGS[code].attribute) for cell in cells]
    if isinstance(values[0], str):
        order: list[Value] = [value for value in OFFERED[code] if value in values]
        numbers = [float(order.index(value)) for value in values]
    else:
        order = sorted(set(values), key=lambda value: float(value or 0))
        numbers = [float(value or 0) for value in values]
    places = (_logarithmic if code in LOGARITHMIC else _linear)(numbers)
    at = dict(zip(values, places, strict=True))
    every = -(-len(order) // MOST_TICKS)
    ticks = [(at[value], written(text, code, value)) for value in order[::every]]
    return Axis(SYMBOLS.get(code) or text(f"parallel.{code}"), places, ticks)


def _result(text: Text, name: str, cells: Sequence[Cell], target: float) -> Axis:
    """A result; runs that have diverged, or have no such number, are at the place for that."""
    numbers = [value_of(cell, name) for cell in cells]
    if name != "reached":
        numbers = [
            float("nan") if cell.diverged else number
            for cell, number in zip(cells, numbers, strict=True)
        ]
    places, write = _linear(numbers), _write(name)
    known = sorted(n for n in numbers if np.isfinite(n))
    ticks: list[tuple[float, str]] = []
    if known:
        low, high = known[0], known[-1]
        steps = np.linspace(low, high, 5) if high > low else [low]
        ticks = [(_part(n, low, high), write(float(n))) for n in steps]
    never = name == "reached" and NONE in places
    title = text(f"parallel.{name}", target=f"{target:g}")
    return Axis(title, places, ticks, "–" if never else "")


def _write(name: str) -> Callable[[float], str]:
    if name in PERCENT:
        return lambda number: f"{100 * number:.3g} %"
    return (lambda number: f"{number:.0f}") if name == "reached" else format.short


def _part(number: float, low: float, high: float) -> float:
    return float((number - low) / (high - low)) if high > low else 0.5


def _linear(numbers: Sequence[float]) -> list[float]:
    """Numbers from 0 to 1, from the lowest to the highest; NONE where there is none."""
    known = [n for n in numbers if np.isfinite(n)]
    if not known:
        return [NONE] * len(numbers)
    low, high = min(known), max(known)
    return [_part(n, low, high) if np.isfinite(n) else NONE for n in numbers]


def _logarithmic(numbers: Sequence[float]) -> list[float]:
    """As `_linear`, by the numbers' logarithms."""
    return _linear([float(np.log(n)) if n > 0 else float("nan") for n in numbers])
