"""What a panel is given to draw, and the one shape that all panels have."""

from collections.abc import Callable
from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator

from core.passes import Snapshot
from core.training import Run
from dashboard.charts.palette import Palette
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


Panel = Callable[[DeltaGenerator, View], DeltaGenerator]
"""Draws at a place, and returns the element that it has drawn there."""
