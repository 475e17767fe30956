"""Where a learner stands in the lessons: which network, which sample, which step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from core.equations import SAMPLE
from core.lessons.sample import BACKWARD, Sample, sample_of
from core.network import Parameters
from core.passes import Pass, Snapshot
from core.training import advance, start
from core.types import Array, Name, Shape
from dashboard.settings import PRESETS

NETWORKS = ("notes", "rounded", "lab")
"""The notes' own 3-4-1 network, the same with numbers of two decimals, or the Lab's as shown."""
STOPS = ("given", *SAMPLE, "summary")
"""Where the walk through one sample stops: what is given, every step, and all of it together."""
LAST = len(STOPS) - 1
UPDATES = 20
"""Of the notes' network."""
OF_PARAMETERS, OF_X = 2, 1
"""Decimals that W, b and x keep in the network to compute by hand."""


@dataclass
class Lesson:
    """What is on show in the lessons.

    edited : the sample as the learner has changed it, or None as it is in the data.
    version : how often the values to edit were replaced by others.
    entry : the row and column of the product that is looked into, counted from 0.
    playing : whether the entries of the product are gone through by themselves.
    predicting : whether the page asks before each backward step.
    revealed : the steps that it has shown since.
    """

    source: str = "notes"
    index: int = 0
    step: int = 0
    edited: Sample | None = None
    version: int = 0
    entry: tuple[int, int] = (0, 0)
    playing: bool = False
    predicting: bool = False
    revealed: set[str] = field(default_factory=set)

    @property
    def stop(self) -> str:
        """The stop of the walk, a name in STOPS."""
        return STOPS[self.step]

    @property
    def asks(self) -> bool:
        """Whether the page asks about the present step before it shows it."""
        return self.predicting and self.stop in BACKWARD and self.stop not in self.revealed

    def predict(self, on: bool) -> None:
        """Ask before each backward step, from now on, or no more."""
        self.predicting, self.revealed = bool(on), set()

    def reveal(self) -> None:
        """Show the present step."""
        self.revealed.add(self.stop)

    def snapshot(self, of_lab: Snapshot) -> Snapshot:
        """The iteration that the lessons take their numbers from."""
        if self.source == "lab":
            return of_lab
        return rounded_network() if self.source == "rounded" else notes_network()

    def of(self, of_lab: Snapshot) -> Pass:
        """The pass over m samples that the lessons take their numbers from."""
        return self.snapshot(of_lab).train

    def sample(self, of_lab: Snapshot) -> Sample:
        """The sample on show."""
        return self.sample_in_data(of_lab) if self.edited is None else self.edited

    def sample_in_data(self, of_lab: Snapshot) -> Sample:
        """The sample on show, as it is in the data."""
        return sample_of(self.of(of_lab), self.place(of_lab))

    def place(self, of_lab: Snapshot) -> int:
        """The column of X in which the sample stands, counted from 0."""
        return min(self.index, self.of(of_lab).m - 1)

    def choose_network(self, name: str) -> None:
        """Take the numbers from another network.

        Raises
        ------
        ValueError
            If it is none of NETWORKS.
        """
        if name not in NETWORKS:
            raise ValueError(f"there is no network {name!r}")
        self.source, self.index = name, 0
        self.undo_edits()

    def choose_sample(self, number: int) -> None:
        """Take another sample, counted from 1.

        Raises
        ------
        ValueError
            If it is no whole number from 1 on.
        """
        if not isinstance(number, int) or number < 1:
            raise ValueError(f"there is no sample {number!r}")
        self.index = number - 1
        self.undo_edits()

    def take_label(self, sample: Sample) -> Callable[[int], None]:
        """What takes over another label y of the sample on show."""

        def take(label: int) -> None:
            if label not in (0, 1):
                raise ValueError(f"{label!r} is no label")
            self.edited = sample.with_value("y", np.array([[float(label)]]))

        return take

    def take_cells(
        self, sample: Sample, name: str, cells: Mapping[int, Mapping[str, float | None]]
    ) -> None:
        """Change entries of x or a parameter of the sample on show; the rest follows.

        Rows go by their position from 0, columns by their heading from 1. What stands outside of
        the matrix, or is no finite number, is left out.
        """
        value = sample.values[name].copy()
        for row, columns in cells.items():
            for column, number in columns.items():
                i, j = int(row), int(column) - 1
                inside = 0 <= i < value.shape[0] and 0 <= j < value.shape[1]
                if inside and number is not None and np.isfinite(number):
                    value[i, j] = number
        self.edited = sample.with_value(name, value)

    def choose_entry(self, axis: int, at: int) -> None:
        """Look into another row (axis 0) or column (axis 1), counted from 1.

        Raises
        ------
        ValueError
            If it is no whole number from 1 on.
        """
        if not isinstance(at, int) or at < 1:
            raise ValueError(f"there is no entry {at!r}")
        row, column = self.entry
        self.entry = (at - 1, column) if axis == 0 else (row, at - 1)

    def entry_in(self, shape: Shape) -> tuple[int, int]:
        """The entry that is looked at in a matrix of a shape, which may be smaller."""
        row, column = (min(at, size - 1) for at, size in zip(self.entry, shape, strict=True))
        return row, column

    def entry_after(self, shape: Shape) -> tuple[int, int]:
        """The next entry of a result, row by row, after the last one the first."""
        rows, columns = shape
        row, column = self.entry_in(shape)
        return divmod((row * columns + column + 1) % (rows * columns), columns)

    def look_into(self, entry: tuple[int, int]) -> None:
        """Look into an entry, counted from 0.

        A button that leads to the next one says which that is. On a press that comes before the
        browser has the boxes' new numbers it sends their old ones with it, and a step from there
        would be lost.
        """
        self.entry = entry

    def play(self, on: bool) -> None:
        """Go through the entries of a product by itself, or stop."""
        self.playing = bool(on)

    def play_on(self, shape: Shape) -> None:
        """The next entry, until the last one has been shown."""
        if self.entry_in(shape) == (shape[0] - 1, shape[1] - 1):
            self.playing = False
        else:
            self.look_into(self.entry_after(shape))

    def undo_edits(self) -> None:
        """Go back to the sample as it is in the data."""
        self.edited, self.version = None, self.version + 1

    def explain(self, matrix: Name) -> None:
        """Go to the step, in the Lab's network, that computes a matrix; what is given has none."""
        self.choose_network("lab")
        step = Name(matrix.kind[:-1] + matrix.kind[-1].lower(), matrix.layer).code
        weight = matrix.kind in ("dW", "db")
        self.go_to(matrix.code if weight else step if step in SAMPLE else "given")

    def go(self, step: int) -> None:
        """Go to a step by its place in STOPS, no further than the first and the last."""
        self.step, self.playing = max(0, min(step, LAST)), False

    def go_to(self, stop: str) -> None:
        """Go to a step by its name.

        Raises
        ------
        ValueError
            If it is none of STOPS.
        """
        self.go(STOPS.index(stop))


@cache
def notes_network() -> Snapshot:
    """The notes' 3-4-1 network after a few updates, when no bias is 0 any more."""
    return advance(start(PRESETS["notes"].config), UPDATES).snapshot


@cache
def rounded_network() -> Snapshot:
    """The notes' network with short numbers, to compute by hand: everything follows from these.

    With W and b of two decimals and x of one, z[1] has three, so that it is shown in full.
    """
    whole = notes_network()
    W, b = (
        {l: _short(array, OF_PARAMETERS) for l, array in arrays.items()}
        for arrays in (whole.train.parameters.W, whole.train.parameters.b)
    )
    parameters = Parameters(W, b)
    train, test = (
        replace(of, parameters=parameters, X=_short(of.X, OF_X)) for of in (whole.train, whole.test)
    )
    return whole._replace(train=train, test=test)


def _short(array: Array, decimals: int) -> Array:
    # Adding 0 turns the -0.0 that rounding leaves into a 0 without a sign.
    return array.round(decimals) + 0.0
