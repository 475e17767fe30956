"""What every page begins with."""

from dashboard import state
from dashboard.charts.palette import palette
from dashboard.underlay import Underlay
from dashboard.view import View


def opened() -> View:
    """Put the page's state into its address, and give what its panels draw."""
    current = state.session()
    state.show_in_address()
    colours = palette(state.dark())
    return View(state.text(), colours, current, current.run, current.shown, Underlay())
