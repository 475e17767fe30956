"""Which entry of a matrix a learner looks at: the same one wherever a page asks."""

from functools import partial

import streamlit as st

from core.types import Shape
from dashboard import state
from dashboard.view import View

LABELS = ("row", "column")


def choose_entry(view: View, key: str, shape: Shape) -> tuple[int, int]:
    """A box for the row and one for the column; the entry that is chosen, counted from 0.

    key : of the boxes, another one at each place of a page and for each quantity.
    """
    at = view.lesson.entry_in(shape)
    for axis, label in enumerate(LABELS):
        st.number_input(
            view.text(f"product.{label}"), 1, shape[axis], width=130, disabled=shape[axis] == 1,
            **state.bound(
                f"{key}_{label}_{shape[axis]}", at[axis] + 1,
                partial(view.lesson.choose_entry, axis),
            ),
        )  # fmt: skip
    return at
