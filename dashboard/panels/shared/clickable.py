"""Charts that can be clicked while the run rests."""

from typing import Any

from dashboard import state
from dashboard.view import View


def clickable(view: View, key: str) -> dict[str, Any]:
    """What makes a chart hand over the parts that are clicked in it.

    While a run trains there is nothing: a chart that is drawn again and again in one run of the
    script may not have a key.
    """
    if view.session.playing:
        return {}
    return {
        "key": key,
        "on_select": state.of_selection(key, view.session.look_at),
        "selection_mode": state.CLICKED,
    }
