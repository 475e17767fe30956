"""What the learner knows by now, skill by skill, and a small file that keeps it."""

from functools import partial

import streamlit as st

from core.practice.leitner import BOXES, SKILLS
from dashboard import state
from dashboard.practice import Practice
from dashboard.text import Text

FILE = "shallow-practice.txt"
KEY = "progress_file"
ON, OFF = "●", "○"


def draw(text: Text, practice: Practice) -> None:
    """The boxes of all skills that were asked for, and the way to keep and to open them."""
    st.markdown(f"**{text('progress.title')}**", help=text("progress.help"))
    lines = [
        text(
            "progress.line", boxes=ON * card.box + OFF * (BOXES - card.box),
            skill=text(f"skill.{skill}"), right=card.right, all=card.right + card.wrong,
        )
        for skill in SKILLS
        if (card := practice.progress.get(skill)) is not None
    ]  # fmt: skip
    st.caption("  \n".join(lines) or text("progress.none"))
    with st.popover(text("progress.keep"), icon=":material/save:", type="tertiary"):
        st.caption(text("progress.keep_note"))
        st.download_button(
            text("progress.download"), practice.saved, FILE, key="progress_save",
            icon=":material/download:", on_click="ignore", disabled=not practice.progress,
        )  # fmt: skip
        st.file_uploader(
            text("progress.open"), type="txt", key=KEY,
            on_change=state.submitted(partial(_open, practice), KEY),
        )  # fmt: skip
        if practice.opened is not None:
            st.caption(text("progress.opened" if practice.opened else "progress.refused"))


def _open(practice: Practice, file: object) -> None:
    """Take over a file that was chosen; a file that was taken away changes nothing."""
    read = getattr(file, "getvalue", None)
    if read is not None:
        practice.load(read().decode("utf-8", errors="replace"))
