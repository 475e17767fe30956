"""The page Explore: which view is shown, its sweep, and the cells of that as they come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, cast

from core.config import Config
from core.data.sources import Source
from core.explore.cells import Cell
from core.explore.sweep import sweep
from core.training import Run
from dashboard.background import Background
from dashboard.plans import Plan
from dashboard.settings import SETTINGS, Choices, Value

T = TypeVar("T")
Place = tuple[Value, Value]
"""A cell of a sweep, by the values of its column and its row."""
VIEWS = ("sweep", "alpha", "landscape", "samples", "symmetry", "saturation", "compare")
MEASURES = (
    "cost", "test_cost", "accuracy", "test_accuracy", "reached", "diagnosis", "gradient_ratio",
    "saturated",
)  # fmt: skip
"""What a cell may show: fields of a `Cell`."""
SECTIONS = ("path", "gradient")
"""Planes of the landscape: the path's principal directions, or -∇J and a random one."""


class Asked(NamedTuple):
    """All that decides a sweep's numbers."""

    plan: Plan
    config: Config
    source: Source


@dataclass
class Explore:
    """Where the learner stands on the page.

    asked, cells : the latest sweep and as much of it as is there.
    work : the cells to come, while they come.
    chosen : the column and row looked at, by their values.
    guess : where the learner expects the best cell; set before a sweep runs.
    kept : what a view has computed last, with the run and the choices that it is of.
    section : the plane of the landscape, one of SECTIONS.
    """

    view: str = VIEWS[0]
    plan: Plan = field(default_factory=Plan)
    measure: str = MEASURES[0]
    asked: Asked | None = None
    cells: list[Cell] = field(default_factory=list)
    work: Background[Cell] | None = None
    chosen: Place | None = None
    guess: Place | None = None
    kept: dict[str, tuple[Run, object, object]] = field(default_factory=dict)

    section: str = SECTIONS[0]

    def keep(self, name: str, run: Run, choices: object, make: Callable[[], T]) -> T:
        """What a view computes of a run with some choices; once, until one of them is another."""
        of, chosen, value = self.kept.get(name, (None, None, None))
        if of is not run or chosen != choices:
            value = make()
            self.kept[name] = (run, choices, value)
        return cast(T, value)

    def cut(self, section: str) -> None:
        """Look at J on another plane."""
        self.section = str(Choices(SECTIONS).taken(section))

    def show(self, view: str) -> None:
        """Show another view.

        Raises
        ------
        ValueError
            If there is no such view.
        """
        self.view = str(Choices(VIEWS).taken(view))

    def read(self, measure: str) -> None:
        """Show another measure in the cells."""
        self.measure = str(Choices(MEASURES).taken(measure))

    def vary(self, plan: Plan) -> None:
        """Plan another sweep; what a former one gave is no longer shown."""
        if plan != self.plan:
            self.halt()
            self.plan, self.chosen, self.guess = plan, None, None

    def begin(self, config: Config, source: Source) -> None:
        """Begin the sweep of the present plan from a set-up."""
        self.halt()
        asked = self.asked = Asked(self.plan, config, source)
        self.cells, self.chosen = [], None
        self.work = Background(
            lambda stop: sweep(
                asked.config, asked.plan.axes(asked.config), iterations=asked.plan.iterations,
                source=asked.source, target=asked.plan.target, stop=stop,
            )
        )  # fmt: skip

    def halt(self) -> None:
        """End the sweep; what is there stays."""
        if self.work is not None:
            self.cells += self.work.end()
            self.work = None

    def fresh(self, config: Config, source: Source) -> bool:
        """Whether the cells are those of the present plan and set-up."""
        return self.asked == Asked(self.plan, config, source)

    def look_at(self, column: Value, row: Value) -> None:
        """Look at a cell; before a sweep has run, expect the best one there.

        Raises
        ------
        ValueError
            If the plan has no such cell.
        """
        if column not in self.plan.columns or row not in self.plan.rows:
            raise ValueError(f"there is no cell {column!r}, {row!r}")
        if self.cells:
            self.chosen = (column, row)
        elif self.work is None:
            self.guess = None if self.guess == (column, row) else (column, row)

    def at(self, place: Place) -> list[Cell]:
        """The cells of a column and a row, one for each seed."""
        across, up = (SETTINGS[code].attribute for code in (self.plan.across, self.plan.up))
        return [
            cell
            for cell in self.cells
            if (getattr(cell.config, across), getattr(cell.config, up)) == place
        ]


def value_of(cell: Cell, measure: str) -> float:
    """A measure of a cell as a number; nan where there is none."""
    value = getattr(cell, measure)
    return float("nan") if value is None or isinstance(value, str) else float(value)


def unpinned(pins: tuple[Run, ...], run: Run) -> tuple[Run, ...]:
    """The runs to compare: those that are pinned, and the present one where it is none of them."""
    return pins if any(run is pin for pin in pins) else (*pins, run)
