"""What a panel is given to draw, and the one shape that all panels have."""

from collections.abc import Callable
from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator

from core.lessons.sample import Sample
from core.passes import Pass, Snapshot
from core.training import Run
from dashboard.charts.palette import Palette
from dashboard.lesson import Lesson
from dashboard.session import Session
from dashboard.text import Text
from dashboard.underlay import Underlay


class View(NamedTuple):
    """What a page shows.

    run : the run, at its end.
    shown : the iteration on show, which may be a past one.
    underlay : the pictures lately shown.
    """

    text: Text
    colours: Palette
    session: Session
    run: Run
    shown: Snapshot
    underlay: Underlay

    @property
    def lesson(self) -> Lesson:
        """Where the learner stands in the lessons."""
        return self.session.lesson

    @property
    def of(self) -> Pass:
        """The pass over m samples that the lessons take their numbers from."""
        return self.lesson.of(self.shown)

    @property
    def sample(self) -> Sample:
        """The sample on show in the lessons."""
        return self.lesson.sample(self.shown)


Panel = Callable[[DeltaGenerator, View], DeltaGenerator]
"""Draws at a place, and returns the element that it has drawn there."""
