"""Panels that are drawn again while a run trains."""

from collections.abc import Callable
from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator

from core.training import Run
from dashboard.view import Panel, View


class _Drawn(NamedTuple):
    """A panel, the element that it drew first, and what tells whether it would look the same."""

    element: DeltaGenerator
    panel: Panel
    showing: Callable[[View], object] | None


class Live:
    """The panels of a page that follow a run.

    A panel is drawn again at the element that it drew first, which the new one replaces. It must
    not be drawn at the one drawn last: every element keeps the one it was drawn at, so after a
    thousand frames Streamlit would climb through a thousand of them to find the page.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._panels: list[_Drawn] = []
        self._shown: dict[int, object] = {}

    def add(
        self,
        slot: DeltaGenerator,
        panel: Panel,
        showing: Callable[[View], object] | None = None,
    ) -> None:
        """Draw a panel now, and again with every frame.

        With `showing`, only when what it gives is another value than in the frame before: an
        element that is sent again takes a browser 3 ms, though it be the same.
        """
        if showing is not None:
            self._shown[len(self._panels)] = showing(self.view)
        self._panels.append(_Drawn(panel(slot, self.view), panel, showing))

    def draw(self, run: Run) -> None:
        """Draw every panel from the end of a run."""
        view = self.view = self.view._replace(run=run, shown=run.snapshot)
        for i, (element, panel, showing) in enumerate(self._panels):
            if showing is not None:
                value = showing(view)
                if self._shown[i] == value:
                    continue
                self._shown[i] = value
            panel(element, view)
