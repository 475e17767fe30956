"""The run as files: a program, a notebook, an archive, tables; and an archive opened again."""

from collections.abc import Callable

import streamlit as st

from core.export import archive, history_csv, matrix_csv, notebook, numpy_script, pytorch_script
from core.export.notebook import HEADINGS
from dashboard import state
from dashboard.link import is_whole
from dashboard.panels.lab import boundary
from dashboard.panels.lab.animation import animation
from dashboard.panels.lab.report import report
from dashboard.session import Session
from dashboard.text import Text

MOST_MB = 2


def draw(text: Text, current: Session) -> None:
    """A button for each file, which is made when it is pressed, and the way back."""
    run, matrix = current.run, str(current.matrix)
    query, features = state.query(), boundary.features(current.settings.look)
    link = state.address(run.iteration), _held(current)
    shown = current.shown.train.matrices[current.matrix]
    headings = {key: text(f"away.heading_{key}") for key in HEADINGS}
    files: dict[str, tuple[Callable[[], str | bytes], str, str]] = {
        "script": (lambda: numpy_script(run), "shallow_run.py", "text/x-python"),
        "notebook": (lambda: notebook(run, headings), "shallow_run.ipynb", "application/json"),
        "pytorch": (lambda: pytorch_script(run), "shallow_run_pytorch.py", "text/x-python"),
        "report": (
            lambda: report(text, run, *link),
            "shallow_run.html",
            "text/html",
        ),
        "replay": (lambda: animation(run, features), "shallow_replay.gif", "image/gif"),
        "archive": (lambda: archive(run, query), "shallow_run.npz", "application/octet-stream"),
        "history": (lambda: history_csv(run), "shallow_history.csv", "text/csv"),
        "matrix": (lambda: matrix_csv(shown), f"{matrix}.csv", "text/csv"),
    }
    st.markdown(f"**{text('away.title')}**")
    with st.container(horizontal=True, gap="small"):
        for name, (made, file, kind) in files.items():
            st.download_button(
                text(f"away.{name}", matrix=matrix), made, file, key=f"take_{name}", mime=kind,
                icon=":material/download:", on_click="ignore", help=text(f"away.{name}_help"),
            )  # fmt: skip
    given = st.file_uploader(
        text("away.open"), type=["npz"], key="saved", max_upload_size=MOST_MB,
        on_change=lambda: _open(current),
    )  # fmt: skip
    if given is not None and current.saved is None:
        st.error(text("away.bad"))


def _open(current: Session) -> None:
    content = state.uploaded("saved")
    if content is not None:
        try:
            current.open_saved(content)
        except ValueError:
            current.saved = None


def _held(current: Session) -> str:
    """What the link in the report brings back."""
    if not is_whole(current.run):
        return "again_setup"
    used = current.own.used if current.source is not None else None
    return "again" if used is None or used.points else "again_table"
