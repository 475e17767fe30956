"""W and b changed by hand, at the end of a run that rests."""

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.view import View


def draw(view: View) -> None:
    """A table in which the entries of the matrix on show can be changed; all panels follow."""
    text, current = view.text, view.session
    if not current.editable:
        return
    array = view.shown.train.matrices[current.matrix]
    columns = [str(j + 1) for j in range(array.shape[1])]
    key = f"edit_{current.matrix}_{current.edits}_{view.run.iteration}"
    drawer = st.expander(
        text("editor.title", matrix=str(current.matrix)), icon=":material/edit:", key="editor",
        on_change="rerun",
    )  # fmt: skip
    if not drawer.open:
        return
    with drawer:
        st.caption(text("editor.note"))
        st.data_editor(
            pd.DataFrame(array, index=range(1, len(array) + 1), columns=columns),
            key=key,
            on_change=lambda: current.edit(state.edited_rows(key)),
            width=min(92 * len(columns) + 60, 720),
            height=min(38 + 35 * len(array), 320),
            column_config={
                "_index": st.column_config.Column(width=40),
                **{c: st.column_config.NumberColumn(width=92, format="%.4f") for c in columns},
            },
            alt=text("editor.title", matrix=str(current.matrix)),
        )
        st.button(
            text("editor.undo"), key="undo_edit", icon=":material/undo:",
            on_click=current.undo_edit, disabled=current.before_edit is None,
        )  # fmt: skip
