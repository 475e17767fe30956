"""The grid of a sweep: what stands in every cell, and which one is the best."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.explore.cells import Cell
from dashboard import format, state
from dashboard.charts.heat import GridWords, Square, heat_chart
from dashboard.exploring import TOGETHER, Explore, Place, value_of
from dashboard.panels.explore import maps
from dashboard.plans import Plan, as_written
from dashboard.settings import Value
from dashboard.text import Text
from dashboard.view import View

LOW_IS_GOOD = frozenset({"cost", "test_cost", "reached"})
MOST = {"cost": math.log(2), "test_cost": math.log(2)}
"""J of guessing; a run that has come to more would leave no colours for all others."""
SYMBOLS = {"n1": "n[1]", "alpha": "α", "m": "m"}
WITHOUT_BEST = frozenset({"diagnosis", "gradient_ratio", "saturated"})
"""Measures of which none is better than another."""


Places = list[tuple[DeltaGenerator, str]]
"""Where a grid is drawn, and of which measure."""


def places(explore: Explore) -> Places:
    """One place for the chosen measure, or two side by side for those that belong together."""
    if explore.measure not in TOGETHER:
        return [(st.empty(), explore.measure)]
    slots = st.columns(len(TOGETHER), gap="small")
    return [(slot.empty(), measure) for slot, measure in zip(slots, TOGETHER, strict=True)]


def grid(where: Places, view: View, *, moving: bool = False) -> None:
    """The cells that are there; at rest a click looks at one."""
    for at, (slot, measure) in enumerate(where):
        _grid(slot, view, measure, f"grid{at or ''}", moving=moving)


def _grid(slot: DeltaGenerator, view: View, measure: str, key: str, *, moving: bool) -> None:
    text, explore = view.text, view.session.explore
    plan = explore.plan
    columns, rows = labels(text, plan)
    resting = not moving and explore.work is None
    X = view.run.dataset.X
    pictured = resting and has_boundaries(view)
    seen = squares(
        text,
        explore,
        lambda cell: maps.boundary_of(cell, X, view.colours) if pictured else "",
        measure,
    )
    chart = heat_chart(
        seen, list(columns.values()), list(rows.values()),
        GridWords(
            text(f"set.{plan.across}"), text(f"set.{plan.up}"),
            text(f"measure.{measure}", target=f"{plan.target:g}"),
        ),
        view.colours, low_is_good=measure in LOW_IS_GOOD, most=MOST.get(measure),
    )  # fmt: skip
    click: dict[str, Any] = {}
    if resting:
        back = ({w: v for v, w in columns.items()}, {w: v for v, w in rows.items()})
        click = {
            "key": key, "selection_mode": state.CLICKED,
            "on_select": state.of_selection(key, lambda mark: _take_cell(explore, back, mark)),
        }  # fmt: skip
    alt = f"{text(f'measure.{measure}', target=f'{plan.target:g}')}. {text('explore.grid')}"
    slot.vega_lite_chart(chart, alt=alt, **click)


def has_boundaries(view: View) -> bool:
    """Whether a cell shows its boundary: only of two features the plane is all there is."""
    return bool(view.session.explore.cells) and len(view.run.dataset.X) == 2


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
    return as_written(value)


def squares(
    text: Text, explore: Explore, pictured: Callable[[Cell], str] = lambda _: "",
    measure: str | None = None,
) -> list[Square]:  # fmt: skip
    """Every cell of the plan, those without a run yet empty.

    measure : what the cells show; by default the one that is chosen.
    pictured : the picture of a run. Of several weight seeds the first one's is shown.
    """
    columns, rows = labels(text, explore.plan)
    measure = measure or explore.measure
    best = best_of(explore)
    found = []
    for column in columns:
        for row in rows:
            cells, place = explore.at((column, row)), (column, row)
            marked = {explore.guess: "guess", best: "best", explore.chosen: "chosen"}
            found.append(
                Square(
                    columns[column], rows[row], middle(cells, measure),
                    _said(text, cells, measure), told(text, explore, place, cells),
                    marked.get(place, ""), picture=pictured(cells[0]) if cells else "",
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
        parts.append(f"{text('measure.accuracy')} {format.share(accuracy)}")
    return " · ".join(parts)


def best_of(explore: Explore) -> Place | None:
    """The place with the best number, once all are there; none for what has no best."""
    if explore.work is not None or not explore.cells or explore.measure in WITHOUT_BEST:
        return None
    sign = 1 if explore.measure in LOW_IS_GOOD else -1
    places = [(c, r) for c in explore.plan.columns for r in explore.plan.rows]
    numbers = {p: m for p in places if (m := middle(explore.at(p), explore.measure)) is not None}
    return min(numbers, key=lambda p: sign * numbers[p]) if numbers else None
