"""Panels that are drawn again while a run trains."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from streamlit.delta_generator import DeltaGenerator

from core.training import Run
from dashboard.view import Panel, View


@dataclass
class _Drawn:
    """A panel, the element that it drew first, and when it is due again.

    showing, shown : what tells whether it would look the same, and what that told last.
    every, at : the seconds that it stays at least, and when it was drawn last.
    """

    element: DeltaGenerator
    panel: Panel
    showing: Callable[[View], object] | None
    shown: object
    every: float
    at: float


class Live:
    """The panels of a page that follow a run.

    A panel is drawn again at the element that it drew first, which the new one replaces. It must
    not be drawn at the one drawn last: every element keeps the one it was drawn at, so after a
    thousand frames Streamlit would climb through a thousand of them to find the page.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._panels: list[_Drawn] = []

    def add(
        self,
        slot: DeltaGenerator,
        panel: Panel,
        showing: Callable[[View], object] | None = None,
        every: float = 0.0,
    ) -> None:
        """Draw a panel now, and again with every frame.

        With `showing`, only when what it gives is another value than in the frame before: an
        element that is sent again takes a browser 3 ms, though it be the same. With `every`, not
        before so many seconds have passed.
        """
        shown = showing(self.view) if showing is not None else None
        drawn = _Drawn(panel(slot, self.view), panel, showing, shown, every, monotonic())
        self._panels.append(drawn)

    def draw(self, run: Run) -> None:
        """Draw every panel from the end of a run."""
        view = self.view = self.view._replace(run=run, shown=run.snapshot)
        now = monotonic()
        for drawn in self._panels:
            if now - drawn.at < drawn.every:
                continue
            if drawn.showing is not None:
                value = drawn.showing(view)
                if drawn.shown == value:
                    continue
                drawn.shown = value
            drawn.at = now
            drawn.panel(drawn.element, view)
