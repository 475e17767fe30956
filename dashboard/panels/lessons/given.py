"""What a walk through one sample starts from, what is known on the way, and all at the end."""

import inspect
import re

import pandas as pd
import streamlit as st

from core.equations import ACTIVATION, SAMPLE, SLOPE
from core.lessons.sample import Sample
from core.network import backward_propagation, forward_propagation
from core.types import Name
from dashboard import format, state, typeset
from dashboard.lesson import Lesson
from dashboard.panels.lessons import figure
from dashboard.panels.shared.statement import statement
from dashboard.text import Text
from dashboard.view import View

EDITABLE = ("x", "W1", "b1", "W2", "b2")


def draw(view: View) -> None:
    """The network, the sample, and the shapes of everything in the forward pass."""
    text, sample = view.text, view.sample
    n0, n1, n2 = len(sample.X), *(len(sample.parameters.b[l]) for l in (1, 2))
    st.markdown(f"#### {text('walk.given')}")
    st.markdown(typeset.prose(text("given.intro")))
    left, right = st.columns((3, 2), gap="large")
    with left:
        figure.draw(view)
    with right:
        with statement(1):
            st.markdown(typeset.prose(text("given.sizes", n0=n0, n1=n1, n2=n2)))
        st.markdown(typeset.prose(_origin(view)))
        with statement(5):
            st.markdown(typeset.prose(text("given.small")))
        st.markdown(typeset.prose(text("given.brackets")))
        st.caption(typeset.prose(text("lesson.rounding" if exact(view) else "given.rounding")))
    with statement(6):
        st.markdown(typeset.prose(text("given.general")))
        st.latex(
            r"z^{[l]} = W^{[l]} a^{[l-1]} + b^{[l]} \quad (1) \qquad "
            r"a^{[l]} = g^{[l]}(z^{[l]}) \quad (2) \qquad a^{[0]} = x"
        )
        st.latex(f"x = {typeset.matrix(sample.X)}, \\quad y = {typeset.matrix(sample.Y)}")
    with statement(7):
        st.markdown(typeset.prose(text("given.shapes")))
        st.latex(r"W^{[l]}: (n^{[l]}, n^{[l-1]}) \qquad b^{[l]}, z^{[l]}, a^{[l]}: (n^{[l]}, 1)")
        for l in (1, 2):
            names = (f"W{l}", f"b{l}", f"z{l}", f"a{l}")
            st.latex(r" \quad ".join(_shape(sample, name) for name in names))
    for l in (1, 2):
        st.latex(
            f"W^{{[{l}]}} = {typeset.matrix(sample.parameters.W[l])}, \\quad "
            f"b^{{[{l}]}} = {typeset.matrix(sample.parameters.b[l])}"
        )


def exact(view: View) -> bool:
    """Whether what is given is shown in full."""
    return view.lesson.source == "rounded"


def _origin(view: View) -> str:
    """What x and y are here, and where W and b come from."""
    iteration = format.whole(view.lesson.snapshot(view.shown).iteration)
    key = "given.of_lab" if view.lesson.source == "lab" else "given.of_ball"
    return view.text(key, iteration=iteration)


def _shape(sample: Sample, name: str) -> str:
    return f"{typeset.symbol(name)}: {format.shape(sample.values[name].shape)}"


def known(view: View) -> None:
    """The values of the steps that are done, the latest first."""
    text, lesson, sample = view.text, view.lesson, view.sample
    st.markdown(f"**{text('walk.known')}**")
    done = list(SAMPLE)[: max(0, lesson.step - 1)]
    label = typeset.number(float(sample.Y[0, 0]))
    st.latex(rf"x = {typeset.flat(sample.X)}, \quad y = {label}")
    if not done:
        st.caption(typeset.prose(text("walk.nothing_yet")))
    for step in reversed(done):
        st.latex(f"{typeset.symbol(step)} = {typeset.value(step, sample.values[step])}")


def summary(view: View) -> None:
    """All formulas of the pass together, each with its result, and the program that does it."""
    text, sample = view.text, view.sample
    st.markdown(f"#### {text('walk.summary')}")
    with statement(18):
        st.markdown(typeset.prose(text("summary.count")))
        for step in SAMPLE:
            formula = typeset.symbolic(step, sample.config.activation)
            st.latex(f"{formula} = {typeset.value(step, sample.values[step])}")
        st.markdown(typeset.prose(text("summary.lines")))
        st.code(program(sample.config.activation), language="python")
    with st.expander(text("summary.code"), icon=":material/code:"):
        st.code(inspect.getsource(forward_propagation), language="python")
        st.code(inspect.getsource(backward_propagation), language="python")


def program(activation: str) -> str:
    """The whole pass over one sample as NumPy that runs, from x, y and the parameters."""
    start = ["import numpy as np", ""]
    lines: list[str] = []
    for step, code in SAMPLE.items():
        if step in ("dz1", "dz2"):
            l = Name.of(step).layer
            slope = SLOPE["sigmoid" if l == 2 else activation]
            lines.append(f"dg{l} = {of_layer(slope, l)}")
        inner = of_layer(ACTIVATION[activation], 1, "z")
        code = code.replace("g1(z1)", inner).replace("sigmoid(z2)", "1 / (1 + exp(-z2))")
        lines.append(f"{step} = {code}")
    whole = re.sub(r"\b(exp|log|tanh|maximum|where)\(", r"np.\1(", "\n".join(lines))
    return "\n".join([*start, whole])


def of_layer(code: str, l: int, names: str = "za") -> str:
    """A line about z and a as one about z1 and a1."""
    return re.sub(rf"\b([{names}])\b", rf"\g<1>{l}", code)


def edit(view: View) -> None:
    """Tables in which x, y and every parameter can be changed."""
    text, lesson, sample = view.text, view.lesson, view.sample
    drawer = st.expander(text("edit.title"), icon=":material/edit:", key="edit", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        st.caption(typeset.prose(text("edit.note")))
        with st.container(horizontal=True, gap="medium"):
            for name in EDITABLE:
                with st.container(width="content"):
                    st.markdown(f"${typeset.symbol(name)}$")
                    _table(text, lesson, name, sample)
            with st.container(width="content"):
                st.markdown("$y$")
                st.segmented_control(
                    "y", [0, 1], required=True, label_visibility="collapsed",
                    **state.bound("lesson_label", int(sample.Y[0, 0]), lesson.take_label(sample)),
                )  # fmt: skip
        st.button(
            text("edit.undo"), key="undo", icon=":material/undo:", on_click=lesson.undo_edits,
            disabled=lesson.edited is None,
        )  # fmt: skip


def _table(text: Text, lesson: Lesson, name: str, sample: Sample) -> None:
    array = sample.values[name]
    key = f"edit_{name}_{lesson.version}"
    columns = [str(j + 1) for j in range(array.shape[1])]
    st.data_editor(
        pd.DataFrame(array, index=range(1, len(array) + 1), columns=columns),
        key=key,
        on_change=lambda: lesson.take_cells(sample, name, state.edited_rows(key)),
        width=min(80 * len(columns) + 44, 360),
        height=min(36 + 35 * len(array), 180),
        column_config={
            "_index": st.column_config.Column(width=40),
            **{c: st.column_config.NumberColumn(width=78, format="%.4f") for c in columns},
        },
        alt=text("edit.alt", name=typeset.spoken(name)),
    )
