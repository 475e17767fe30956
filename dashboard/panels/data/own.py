"""The dialog in which a learner brings a table and chooses what of it is used."""

import pandas as pd
import streamlit as st

from core.data.dataset import DatasetError
from dashboard import format, own_data, state
from dashboard.own_data import OwnData, Ready, usable
from dashboard.panels.data import drawing
from dashboard.panels.data.wording import plain, said
from dashboard.session import Session
from dashboard.text import Text

TYPES = ("csv", "tsv", "txt", "data", "dat")
MOST_MB = 10


def button(text: Text, current: Session) -> None:
    """The button that opens the dialog; below it, what is in use."""
    if st.button(
        text("own.open"), key="own_data", icon=":material/upload_file:", width="stretch",
        help=text("own.open_help"),
    ):  # fmt: skip
        _dialog(text, current)


def _dialog(text: Text, current: Session) -> None:
    @st.dialog(text("own.title"), width="large", icon=":material/upload_file:")
    def opened() -> None:
        _content(text, current)

    opened()


def _content(text: Text, current: Session) -> None:
    own = current.own
    st.caption(text("own.private"))
    _given(text, own)
    _trouble(text, own, own.error)
    if own.table is not None:
        if not own.points:
            _choice(text, own)
        ready = own.ready()
        if ready is not None:
            _summary(text, ready)
            words = text("draw.use" if ready.points else "own.use")
            if st.button(words, key="own_use", type="primary", icon=":material/check:"):
                current.use_own(ready)
                st.rerun()
        _trouble(text, own, own.refused)


def _trouble(text: Text, own: OwnData, error: DatasetError | None) -> None:
    """Why something cannot be used, and what a learner can say that the reader does not decide."""
    if error is None:
        return
    st.error(said(text, "trouble", error.code, error.fields))
    with st.container(horizontal=True, gap="small"):
        if error.code == "no_header":
            for name, header in (("number", False), ("names", True)):
                st.button(
                    text(f"own.{name}"), key=f"own_{name}", on_click=own.take_again,
                    kwargs={"header": header}, help=text(f"own.{name}_help"),
                )  # fmt: skip
        if error.code == "label_spellings":
            st.button(
                text("own.case"), key="own_case", on_click=own.choose, kwargs={"ignore_case": True}
            )  # fmt: skip


def _given(text: Text, own: OwnData) -> None:
    """A file, pasted rows, or the four rows of exclusive or."""
    files, rows, plane = st.tabs(
        [text("own.file"), text("own.paste"), text("draw.title")], key=state.worded("own_tab"),
        on_change="rerun", default=text("draw.title") if own.points else None,
    )  # fmt: skip
    file = files.file_uploader(
        text("own.file"), type=list(TYPES), key="own_file", max_upload_size=MOST_MB,
        label_visibility="collapsed",
    )  # fmt: skip
    if file is not None and not plane.open:
        own.take(file.getvalue())
    with rows:
        with st.form("own_rows", border=False):
            pasted = st.text_area(
                text("own.paste"), key="own_paste", height=140, max_chars=own_data.LONGEST,
                placeholder=own_data.XOR, label_visibility="collapsed",
            )  # fmt: skip
            if st.form_submit_button(text("own.read"), key="own_read"):
                own.take(pasted)
        st.button(
            text("own.xor"), key="own_xor", icon=":material/bolt:", on_click=own.take,
            args=(own_data.XOR,),
        )  # fmt: skip
    with plane:
        drawing.draw(text, own)
        if plane.open and own.drawing.enough:
            own.take_drawing()


def _choice(text: Text, own: OwnData) -> None:
    """The first rows, and what is to be used of them."""
    found, table = own.inspection, own.table
    assert found is not None
    assert table is not None
    st.markdown(text("own.rows", rows=format.whole(found.rows), columns=len(table.names)))
    st.dataframe(
        pd.DataFrame(list(found.first_rows), columns=list(table.names)), hide_index=True,
        height=35 * (len(found.first_rows) + 1) + 3,
    )  # fmt: skip
    left, right = st.columns(2, gap="small")
    left.selectbox(
        text("own.target"), list(table.names), index=None, placeholder=text("own.choose"),
        format_func=plain, help=text("own.target_help"),
        **state.bound("own_target", own.chosen.target, lambda name: own.choose(target=name)),
    )  # fmt: skip
    values = _values(own)
    right.selectbox(
        text("own.positive"), values, index=None, placeholder=text("own.by_itself"),
        format_func=plain, help=text("own.positive_help"),
        **state.bound(
            f"own_positive_{own.chosen.target}", own.chosen.positive,
            lambda value: own.choose(positive=value),
        ),
    )  # fmt: skip
    st.multiselect(
        text("own.features"), usable(found, own.chosen.target), format_func=plain,
        placeholder=text("own.by_itself"), help=text("own.features_help"),
        **state.bound(
            f"own_features_{own.chosen.target}", list(own.chosen.features or ()),
            lambda names: own.choose(features=tuple(names) or None),
        ),
    )  # fmt: skip


def _values(own: OwnData) -> list[str]:
    """The values of the target, the most frequent first."""
    found = own.inspection
    columns = () if found is None else found.columns
    return [
        value for column in columns if column.name == own.chosen.target
        for value, _ in column.values
    ]  # fmt: skip


def _summary(text: Text, ready: Ready) -> None:
    """What the choice comes to, and what was noticed on the way."""
    selection, source = ready.selection, ready.source
    zero, one = source.class_names
    ones = float(selection.y.mean())
    st.markdown(
        text(
            "own.summary", m=format.whole(source.max_m), n0=source.n0,
            one=plain(one), zero=plain(zero), ones=format.share(ones),
            zeros=format.share(1 - ones),
        )
    )  # fmt: skip
    st.caption(text("own.standardised"))
    notes = [said(text, "noted", note.code, note.fields) for note in selection.notes]
    if notes:
        with st.expander(text("own.noticed", count=len(notes)), icon=":material/info:"):
            st.markdown("\n".join(f"- {note}" for note in notes))
