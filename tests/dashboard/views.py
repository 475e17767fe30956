"""What a panel is given, without a browser."""

from unittest.mock import Mock

from core.training import Run
from dashboard.charts.palette import palette
from dashboard.session import Session
from dashboard.settings import Settings
from dashboard.text import text_in
from dashboard.underlay import Underlay
from dashboard.view import View


def view_of(run: Run, language: str = "en", *, dark: bool = False) -> View:
    """A page at rest at the end of a run."""
    session = Session(Settings(run.now), run)
    return View(text_in(language), palette(dark), session, run, run.snapshot, Underlay())


def drawn(panel, view: View) -> dict:
    """The chart that a panel draws, with its `alt`."""
    slot = Mock()
    panel(slot, view)
    (chart,), options = slot.vega_lite_chart.call_args
    return {"alt": options["alt"], **chart}
