"""The whole of training as the program that the learner has now seen, each line with its place."""

import inspect

import streamlit as st

from core.readable import train_readably
from dashboard import format, typeset
from dashboard.panels.shared.statement import statement
from dashboard.view import View

LINES = {
    "forward_propagation(": ("program.forward", "forward"),
    "compute_cost(": ("program.cost", "cost"),
    "backward_propagation(": ("program.backward", "backward"),
    "update_parameters(": ("program.update", "update"),
}
"""What stands in a line of the loop, the words for it, and the section that shows it."""


def draw(view: View) -> None:
    """The readable loop of training from the code itself, and where each line was seen."""
    text, snapshot = view.text, view.lesson.snapshot(view.shown)
    with statement(26):
        st.markdown(typeset.prose(text("program.intro")))
        source = inspect.getsource(train_readably).splitlines()
        st.code(inspect.cleandoc("\n" + "\n".join(loop(source))), language="python")
        for part, (words, anchor) in LINES.items():
            line = next(line.strip() for line in source if part in line)
            st.markdown(f"- `{line}` · [{text(words)}](#{anchor})")
        st.markdown(typeset.prose(text("program.falls")))
        st.markdown(
            text(
                "program.end", iteration=format.whole(snapshot.iteration),
                cost=format.cost(snapshot.train.cost),
            )
        )  # fmt: skip


def to_lab(view: View) -> None:
    """The way on: this network in the Lab, where it can be trained further."""
    st.button(
        view.text("to_lab.open"), key="to_lab", icon=":material/science:",
        on_click=view.session.open_lesson,
    )  # fmt: skip
    if view.lesson.source == "rounded":
        st.caption(typeset.prose(view.text("to_lab.rounded")))


def loop(source: list[str]) -> list[str]:
    """The lines of a function's loop, from its `for` to the line before `return`."""
    start = next(i for i, line in enumerate(source) if line.strip().startswith("for "))
    end = next(i for i, line in enumerate(source) if line.strip().startswith("return "))
    return source[start:end]
