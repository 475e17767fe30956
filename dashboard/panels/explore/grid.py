"""The grid of a sweep: what stands in every cell, and which one is the best."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.explore.cells import Cell
from dashboard import format, state
from dashboard.charts.heat import GridWords, Square, heat_chart
from dashboard.exploring import Explore, Place, value_of
from dashboard.plans import Plan
from dashboard.settings import Value
from dashboard.text import Text
from dashboard.view import View

LOW_IS_GOOD = frozenset({"cost", "test_cost", "reached", "saturated"})
MOST = {"cost": math.log(2), "test_cost": math.log(2)}
"""J of guessing; a run that has come to more would leave no colours for all others."""
SYMBOLS = {"n1": "n[1]", "alpha": "α", "m": "m"}
WITHOUT_BEST = frozenset({"diagnosis", "gradient_ratio"})
"""Measures of which none is better than another."""


def grid(slot: DeltaGenerator, view: View, *, moving: bool = False) -> None:
    """The grid with the cells that are there; at rest a click looks at one."""
    text, explore = view.text, view.session.explore
    plan = explore.plan
    columns, rows = labels(text, plan)
    chart = heat_chart(
        squares(text, explore), list(columns.values()), list(rows.values()),
        GridWords(
            text(f"set.{plan.across}"), text(f"set.{plan.up}"),
            text(f"measure.{explore.measure}", target=f"{plan.target:g}"),
        ),
        view.colours, low_is_good=explore.measure in LOW_IS_GOOD,
        most=MOST.get(explore.measure),
    )  # fmt: skip
    click: dict[str, Any] = {}
    if not moving and explore.work is None:
        back = ({w: v for v, w in columns.items()}, {w: v for v, w in rows.items()})
        click = {
            "key": "grid", "selection_mode": state.CLICKED,
            "on_select": state.of_selection("grid", lambda mark: _take_cell(explore, back, mark)),
        }  # fmt: skip
    slot.vega_lite_chart(chart, alt=text("explore.grid"), **click)


def _take_cell(
    explore: Explore, back: tuple[dict[str, Value], dict[str, Value]], mark: Mapping[str, object]
) -> None:
    explore.look_at(back[0][str(mark["column"])], back[1][str(mark["row"])])


def labels(text: Text, plan: Plan) -> tuple[dict[Value, str], dict[Value, str]]:
    """How the values of the columns and of the rows are written."""
    return (
        {value: written(text, plan.across, value) for value in plan.columns},
        {value: written(text, plan.up, value) for value in plan.rows},
    )


def symbol(text: Text, code: str) -> str:
    """A setting by its symbol in the notes, where it has one."""
    return SYMBOLS.get(code) or text(f"set.{code}")


def written(text: Text, code: str, value: Value) -> str:
    """A setting's value in the page's language."""
    if code in ("activation", "init"):
        return text(f"{code}.{value}")
    return format.learning_rate(value) if isinstance(value, float) else str(value)


def squares(text: Text, explore: Explore) -> list[Square]:
    """Every cell of the plan, those without a run yet empty."""
    columns, rows = labels(text, explore.plan)
    best = best_of(explore)
    found = []
    for column in columns:
        for row in rows:
            cells, place = explore.at((column, row)), (column, row)
            marked = {explore.guess: "guess", best: "best", explore.chosen: "chosen"}
            found.append(
                Square(
                    columns[column], rows[row], middle(cells, explore.measure),
                    _said(text, cells, explore.measure), told(text, explore, place, cells),
                    marked.get(place, ""),
                )
            )  # fmt: skip
    return found


def middle(cells: list[Cell], measure: str) -> float | None:
    """The median over the seeds, where every run has a number."""
    values = [value_of(cell, measure) for cell in cells if cell.diverged is None]
    if not cells or len(values) < len(cells) or not np.isfinite(values).all():
        return None
    return float(np.median(values))


def _said(text: Text, cells: list[Cell], measure: str) -> str:
    """What is written in a cell."""
    if not cells:
        return ""
    if any(cell.diverged for cell in cells):
        return text("explore.diverged")
    if measure == "diagnosis":
        codes = [cell.diagnosis for cell in cells]
        code = max(codes, key=codes.count)
        return text(f"reading.{code}") if code else "–"
    number = middle(cells, measure)
    if number is None:
        return "–"
    if measure in ("accuracy", "test_accuracy", "saturated"):
        return f"{100 * number:.4g} %"
    return f"{number:.0f}" if measure == "reached" else format.short(number)


def told(text: Text, explore: Explore, place: Place, cells: list[Cell]) -> str:
    """The set-up of a cell and its numbers, in one line."""
    plan, (column, row) = explore.plan, place
    parts = [
        f"{symbol(text, plan.across)} = {written(text, plan.across, column)}",
        f"{symbol(text, plan.up)} = {written(text, plan.up, row)}",
    ]
    if cells:
        cost, accuracy = (
            float(np.median([getattr(cell, name) for cell in cells]))
            for name in ("cost", "accuracy")
        )
        parts.append(f"J = {format.short(cost)}")
        parts.append(f"{text('measure.accuracy')}: {format.share(accuracy)}")
    return " · ".join(parts)


def best_of(explore: Explore) -> Place | None:
    """The place with the best number, once all are there; none for what has no best."""
    if explore.work is not None or not explore.cells or explore.measure in WITHOUT_BEST:
        return None
    sign = 1 if explore.measure in LOW_IS_GOOD else -1
    places = [(c, r) for c in explore.plan.columns for r in explore.plan.rows]
    numbers = {p: m for p in places if (m := middle(explore.at(p), explore.measure)) is not None}
    return min(numbers, key=lambda p: sign * numbers[p]) if numbers else None
