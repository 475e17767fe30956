"""One step of the pass over one sample: formula, numbers, shapes, why, and a check."""

import streamlit as st

from core.equations import SAMPLE
from core.lessons.sample import BACKWARD, Check, Sample
from core.lessons.whatif import WHAT_IFS, run
from core.types import Name
from dashboard import format, shape_lines, state, typeset
from dashboard.panels.lessons import glossary, nudge, predict, product
from dashboard.panels.lessons.outcome import said
from dashboard.panels.shared.statement import statement
from dashboard.text import Text
from dashboard.view import View

STATEMENT = {"L": 9, "da2": 9, "dz2": 10, "dW2": 12, "da1": 14, "dz1": 15, "dW1": 17, "db1": 17}
"""The statement of the notes that a step belongs to."""
LESSONS = {"dz2": 11, "dW2": 13, "dz1": 16}
"""Statements that a step leads to, beyond its own."""


def draw(view: View) -> None:
    """Draw a step in full."""
    text, sample, step = view.text, view.sample, view.lesson.stop
    if view.lesson.asks:
        predict.draw(view)
        return
    title = f"${typeset.symbol(step)}$ · {text(f'step.{step}')}"
    with statement(STATEMENT[step]) if step in STATEMENT else st.container():
        st.markdown(f"#### {title}")
        st.markdown(typeset.prose(text(f"why.{step}")))
        st.latex(
            typeset.symbolic(step, sample.config.activation), help=glossary.of_step(text, step)
        )
        if step == "dz1":
            st.latex(rf"{{g^{{[1]}}}}'(z^{{[1]}}) = {typeset.slope(sample.config.activation)}")
        st.latex(typeset.substituted(step, sample))
        if step == "dz2":
            for line in typeset.cancellation(sample):
                st.latex(line)
        st.latex(shape_lines.shape_line(step, sample))
        if step in BACKWARD:
            _check(text, step, sample.check(step))
        product.draw(view, "step", Name.of(step), SAMPLE[step], sample.values)
        nudge.slope(view)
        nudge.handle(view)
        if step in WHAT_IFS:
            _what_if(text, sample, step)
    matrix = typeset.capital(step)
    if step != "L" and st.button(
        text("step_lab.see", matrix=str(Name.of(matrix))), key="see_in_lab", type="tertiary",
        icon=":material/science:", on_click=view.session.choose_matrix,
        args=(str(Name.of(matrix)),),
    ):  # fmt: skip
        state.go("lab", ".st-key-matrix")
    if step in LESSONS:
        with statement(LESSONS[step]):
            st.info(typeset.prose(text(f"lesson.{step}")), icon=":material/school:")
            st.latex(typeset.gathered(_lesson_lines(sample, step)))


def _lesson_lines(sample: Sample, step: str) -> list[str]:
    """What shows the lesson that a step leads to: numbers, or shapes that fit and that do not."""
    if step == "dz2":
        rows = (("dz2", "da2", "dg2"), ("a2", "z2"))
        return [r", \quad ".join(_scalar(sample, name) for name in row) for row in rows]
    wrong = shape_lines.misfit(WHAT_IFS[step][0], sample.values)
    return [*filter(None, [wrong]), shape_lines.shape_line(step, sample)]


def _scalar(sample: Sample, name: str) -> str:
    return f"{typeset.symbol(name)} = {typeset.matrix(sample.values[name])}"


def _check(text: Text, step: str, check: Check) -> None:
    fields = {
        "relative": format.brief(check.relative),
        "absolute": format.brief(check.absolute),
        "name": rf"${typeset.symbol(step[1:])}$",
    }
    icons = {"agrees": "check_circle", "differs": "error"}
    icon = f":material/{icons.get(check.verdict, 'help')}:"
    if check.verdict == "edge":
        st.markdown(f"{icon} {text('check.edge')}")
        return
    st.markdown(f"{icon} {text(f'check.{check.verdict}', **fields)}")
    if check.verdict == "agrees":
        return
    twin = typeset.flat(check.numerical)
    st.latex(
        rf"\frac{{\partial \mathcal{{L}}}}{{\partial {typeset.symbol(step[1:])}}} \approx {twin}"
    )


def _what_if(text: Text, sample: Sample, step: str) -> None:
    """Let NumPy run the step written another way."""
    st.markdown(f"**{text('whatif.title')}** `{step} = {SAMPLE[step]}`")
    if "dg" in SAMPLE[step]:
        l = Name.of(step).layer
        words = text("whatif.slope", code=f"`dg{l}`", symbol=f"${typeset.symbol(f'dg{l}')}$")
        st.caption(words)
    codes = WHAT_IFS[step]
    code = st.pills(
        text("whatif.title"),
        codes,
        key=state.kept(f"whatif_{step}", codes),
        required=True,
        label_visibility="collapsed",
    )
    outcome = run(code or codes[0], sample.namespace, sample.values[step])
    show = {"error": st.error, "shape": st.warning, "values": st.warning, "same": st.info}
    show[outcome.kind](said(text, outcome, sample.values[step].shape, step))
