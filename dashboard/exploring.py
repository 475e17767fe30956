"""The page Explore: which view is shown, its sweep, and the cells of that as they come."""

from collections.abc import Callable, Sequence
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
TOGETHER = ("gradient_ratio", "saturated")
"""Measures of which one explains the other, so that both are shown where either is chosen."""
SECTIONS = ("path", "gradient", "weights")
"""Planes of the landscape: the path's principal directions, -∇J and a random one, two weights."""


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
    refused : the code of the setting for which something was just typed that it does not take.
    kept : what a view has computed last, with the run and the choices that it is of.
    learning : the learning curve is to be trained when its view is drawn next.
    section : the plane of the landscape, one of SECTIONS.
    entries : the two weights or biases of its third plane, such as "W[1](2,1)".
    """

    view: str = VIEWS[0]
    plan: Plan = field(default_factory=Plan)
    measure: str = MEASURES[0]
    asked: Asked | None = None
    cells: list[Cell] = field(default_factory=list)
    work: Background[Cell] | None = None
    chosen: Place | None = None
    guess: Place | None = None
    refused: str | None = None
    kept: dict[str, tuple[Run, object, object]] = field(default_factory=dict)

    learning: bool = False
    section: str = SECTIONS[0]
    entries: tuple[str, str] = ("W[1](1,1)", "W[2](1,1)")

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

    def entries_among(self, offered: Sequence[str]) -> tuple[str, str]:
        """The two chosen weights or biases, as far as the network has them; else the first ones."""
        found = [entry for entry in self.entries if entry in offered]
        found += [entry for entry in offered if entry not in found]
        return found[0], found[1]

    def take_entry(self, at: int, entry: str, offered: Sequence[str]) -> None:
        """Take another weight or bias across (0) or up (1).

        Raises
        ------
        ValueError
            If the network has no such entry, or it is the other one.
        """
        chosen = list(self.entries_among(offered))
        if entry not in offered or entry == chosen[1 - at]:
            raise ValueError(f"{entry!r} is no other entry of W or b")
        chosen[at] = entry
        self.entries = chosen[0], chosen[1]

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
        self.refused = None
        if plan != self.plan:
            self.halt()
            self.plan, self.chosen, self.guess = plan, None, None

    def begin(self, config: Config, source: Source) -> None:
        """Begin the sweep of the present plan from a set-up."""
        self.halt()
        self.refused = None
        asked = self.asked = Asked(self.plan, config, source)
        self.cells, self.chosen = [], None
        self.work = Background(
            lambda stop: sweep(
                asked.config, asked.plan.axes(asked.config), iterations=asked.plan.iterations,
                source=asked.source, target=asked.plan.target, stop=stop,
            )
        )  # fmt: skip

    def halt(self, only: Background[Cell] | None = None) -> None:
        """End the sweep; what is there stays. With `only`, no other sweep than that one."""
        work = self.work
        if work is not None and only in (None, work):
            self.work = None
            self.cells += work.end()

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
