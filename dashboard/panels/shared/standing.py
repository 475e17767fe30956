"""A place on the page that is taken even when nothing stands there."""

from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

P = ParamSpec("P")


def standing(
    wanted: bool, draw: Callable[P, object], /, *args: P.args, **options: P.kwargs
) -> None:
    """Draw something in a place of its own; or let nothing take that place.

    Streamlit puts what a script draws over what stood at the same place, and clears the rest when
    the script ends. While a run trains it does not end. So whatever had stood there while the run
    rested would stay in sight for as long, with numbers of an earlier iteration.
    """
    if wanted:
        with st.container(gap="xsmall"):
            draw(*args, **options)
    else:
        st.empty()
