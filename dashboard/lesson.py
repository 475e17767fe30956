"""Where a learner stands in the lessons: which network, which sample, which step."""

from dataclasses import dataclass
from functools import cache

from core.sample import STEPS, Sample
from core.snapshot import Snapshot
from core.training import advance, start
from core.types import Array
from core.vectorized import sample_of
from dashboard.setup import PRESETS

SOURCES = ("notes", "lab")
"""The notes' own 3-4-1 network, or the Lab's at the iteration on show."""
STOPS = ("given", *STEPS, "summary")
"""Where the walk through one sample stops: what is given, every step, and all of it together."""
LAST = len(STOPS) - 1
UPDATES = 20
"""Of the notes' network."""


@dataclass
class Lesson:
    """What is on show in the lessons.

    edited : the sample as the learner has changed it, or None as it is in the data.
    version : how often the values to edit were replaced by others.
    """

    source: str = "notes"
    index: int = 0
    step: int = 0
    edited: Sample | None = None
    version: int = 0

    @property
    def stop(self) -> str:
        """The stop of the walk, a name in STOPS."""
        return STOPS[self.step]

    def snapshot(self, of_lab: Snapshot) -> Snapshot:
        """The pass that the lessons take their numbers from."""
        return of_lab if self.source == "lab" else notes_network()

    def sample(self, of_lab: Snapshot) -> Sample:
        """The sample on show."""
        return self.sample_in_data(of_lab) if self.edited is None else self.edited

    def sample_in_data(self, of_lab: Snapshot) -> Sample:
        """The sample on show, as it is in the data."""
        snapshot = self.snapshot(of_lab)
        return sample_of(snapshot, self.place(of_lab))

    def place(self, of_lab: Snapshot) -> int:
        """The column of X in which the sample stands."""
        m: int = self.snapshot(of_lab).dataset.X.shape[1]
        return min(self.index, m - 1)

    def choose(self, source: str, index: int) -> None:
        """Move to another network or another sample."""
        self.source, self.index = source, index
        self.undo_edits()

    def edit(self, name: str, value: Array, of_lab: Snapshot) -> None:
        """Change x, y or a parameter; the rest follows."""
        self.edited = self.sample(of_lab).with_value(name, value)

    def undo_edits(self) -> None:
        """Go back to the sample as it is in the data."""
        self.edited, self.version = None, self.version + 1

    def go(self, step: int) -> None:
        """Go to a step, no further than the first and the last."""
        self.step = max(0, min(step, LAST))


@cache
def notes_network() -> Snapshot:
    """The notes' 3-4-1 network after a few updates, when no bias is 0 any more."""
    return advance(start(PRESETS["notes"].config), UPDATES).snapshot
