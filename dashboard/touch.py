"""What can be touched in the run: an entry of W or b, a unit, a phase of an update, a sample."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from core.config import Entry
from core.focus import unit, weight
from core.training import change
from core.types import Name
from dashboard.changes import ENTRY
from dashboard.slow import Slow
from dashboard.work import Focus, Work

FIRST_MATRIX = Name("W", 1)
"""The matrix whose numbers are shown to begin with."""


@dataclass
class Touch(Work):
    """The work, with what a learner changes or looks at in the network itself.

    matrix : the matrix whose numbers are shown.
    """

    matrix: Name = FIRST_MATRIX

    def edit(self, cells: Mapping[int, Mapping[str, float | None]]) -> None:
        """Give entries of the matrix on show, W[l] or b[l], other values at the end of the run.

        What is no entry of it, or out of range, is left out. The run as it was can be had back.
        """
        before, (kind, l) = self.run, self.matrix
        for row, columns in cells.items():
            for column, value in columns.items():
                with suppress(ValueError, TypeError):
                    entry = Entry(kind, l, int(row) + 1, int(column))
                    self.run = change(self.run, str(entry), float(str(ENTRY.taken(value))))
        if self.run is not before:
            self._forget()
            self.before_edit, self.edits = before, self.edits + 1

    def undo_edit(self) -> None:
        """Take the run as it was before the latest edit."""
        if self.before_edit is not None:
            self.run, self.before_edit, self.edits = self.before_edit, None, self.edits + 1

    def set_entry(self, entry: str, value: float) -> None:
        """Give an entry of W or b another value by hand.

        Raises
        ------
        ValueError
            If there is no such entry, or the value is out of range.
        """
        if Entry.of(entry) is None:
            raise ValueError(f"{entry} is no entry of W or b")
        self.run = change(self.run, entry, float(str(ENTRY.taken(value))))
        self._forget()
        if self.hand is not None and not self.hand.shown:
            self.hand = self.hand.after(self.run.snapshot.train.cost)

    def switch_off(self, l: int, i: int) -> None:
        """Set all weights by which hidden unit i of layer l, counted from 0, is heard to 0.

        It is an edit like any other: it can be undone, and training may raise them again.
        """
        before = self.run
        for row in range(len(before.snapshot.train.parameters.W[l + 1])):
            self.run = change(self.run, str(Entry("W", l + 1, row + 1, i + 1)), 0.0)
        self._forget()
        self.before_edit, self.edits = before, self.edits + 1

    @property
    def at_the_end(self) -> bool:
        """Whether the run rests, and its end is on show."""
        return not self.playing and self.visited is None

    @property
    def editable(self) -> bool:
        """Whether the matrix on show can be edited: W or b, at the end of a run that rests."""
        return self.matrix.kind in ("W", "b") and self.at_the_end

    def leave_hand(self) -> None:
        """Train by hand no longer."""
        self.hand = None

    def walk_slowly(self) -> None:
        """Begin to walk through the next iteration phase by phase."""
        self.show_slow(Slow(self.run))

    def show_slow(self, slow: Slow | None) -> None:
        """Show a phase of an iteration, with the run as it is then; None ends the walk."""
        self._forget()
        self.playing, self.before_edit, self.slow = False, None, slow
        if slow is not None:
            self.run = slow.run

    def look_at(self, mark: Mapping[str, object]) -> None:
        """Look at what was clicked in a picture: a sample, a unit or a weight, counted from 1.

        Raises
        ------
        ValueError, LookupError
            If there is no such part.
        """
        kind = str(mark.get("kind", "sample"))
        names = {"sample": ["number"], "unit": ["layer", "i"], "weight": ["layer", "i", "j"]}[kind]
        at = [int(str(mark[name]).removesuffix(".0")) for name in names]
        of = self.shown.train
        if kind == "sample":
            if not 1 <= at[0] <= of.m:
                raise ValueError(f"there is no sample {at[0]}")
            self.focus = Focus(kind, 0, at[0] - 1)
        elif kind == "unit":
            unit(of, at[0], at[1] - 1)
            self.focus = Focus(kind, at[0], at[1] - 1)
        else:
            weight(of, at[0], at[1] - 1, at[2] - 1)
            self.focus = Focus(kind, at[0], at[1] - 1, at[2] - 1)

    def look_away(self) -> None:
        """Look at the whole network again."""
        self.focus = None

    @property
    def sample(self) -> int | None:
        """The column of X that is looked at, if a sample is."""
        focus = self.focus
        if focus is None or focus.kind != "sample":
            return None
        return min(focus.i, self.shown.train.m - 1)
