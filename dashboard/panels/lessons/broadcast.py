"""Two shapes of the learner's own, broadcast as NumPy does it."""

import streamlit as st

from core.lessons.broadcast import Misfit, common_shape
from core.practice.entries import read_shape
from dashboard import format, shape_lines, state
from dashboard.view import View

FIELDS = {"first": "(4, 400)", "second": "(4, 1)"}
"""What stands in the two fields to begin with: a product, and the bias that is added to it."""


@st.fragment
def draw(view: View) -> None:
    """Two fields, and the common shape of what is in them, or why there is none."""
    text = view.text
    with st.expander(text("broadcast.title"), icon=":material/open_in_full:"):
        st.caption(text("broadcast.try"))
        with st.container(horizontal=True):
            typed = {
                name: st.text_input(
                    text(f"broadcast.{name}"), key=state.entry(f"broadcast_{name}", shape),
                    autocomplete="off", width=180,
                )
                for name, shape in FIELDS.items()
            }  # fmt: skip
        first, second = map(read_shape, typed.values())
        if first is None or second is None:
            st.markdown(text("shape.unreadable"))
            return
        st.latex(shape_lines.aligned({"1": first, "2": second}))
        found = common_shape(first, second)
        if isinstance(found, Misfit):
            st.markdown(text("broadcast.misfit", **found._asdict()))
        else:
            st.markdown(text("broadcast.result", shape=format.shape(found)))
