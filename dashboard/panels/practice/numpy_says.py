"""What will NumPy say? A step of the lesson written another way; predicted first, then run."""

import streamlit as st

from core.equations import operands
from dashboard import format, formulas, questions, state, typeset
from dashboard.grading import ANSWER, SAID, Round
from dashboard.panels.lessons.outcome import said
from dashboard.panels.lessons.step import STATEMENT
from dashboard.panels.practice import beside, products, verdict
from dashboard.view import View

FORWARD = 6
"""The statement of the forward steps."""


def draw(view: View, now: Round) -> None:
    """Ask what NumPy says to a line, then let it say it."""
    question, beside_it = st.columns((8, 5), gap="large")
    with question:
        _question(view, now)
    with beside_it:
        W = questions.sample().parameters.W
        beside.network(view, (W[1].shape[1], len(W[1]), len(W[2])), 1)


def _question(view: View, now: Round) -> None:
    text, practice = view.text, view.session.practice
    step, code = questions.other_way(now.item)
    values = questions.sample().values
    st.markdown(f"#### {text('says.ask')}")
    st.code(f"{step} = {code}", language="python")
    right = questions.right_way(now.item)
    shapes = [
        products.under(formulas.symbol(o.name), values[o.name.code].shape) for o in operands(right)
    ]
    st.markdown(products.large(r" \qquad ".join(shapes)))
    st.caption(text("says.right", line=f"`{step} = {right}`"))
    for l in (1, 2):
        if f"dg{l}" in f"{code} {right}":
            slope = f"${typeset.symbol(f'dg{l}')}$"
            st.caption(text("whatif.slope", code=f"`dg{l}`", symbol=slope))
    key = f"says_{now.number}"
    field = state.worded(key)
    given = now.given.get(ANSWER)
    with st.form(f"form_{key}", border=False):
        st.radio(
            text("says.ask"), SAID, index=None, key=state.entry(field, given[0] if given else None),
            format_func=lambda kind: text(f"says_kind.{kind}"), label_visibility="collapsed",
        )  # fmt: skip

        def take(kind: str | None) -> None:
            practice.answer(ANSWER, (kind,))

        st.form_submit_button(
            text("says.run"), key=f"check_{key}", on_click=state.submitted(take, field),
            type="secondary" if ANSWER in now.given else "primary",
        )  # fmt: skip
    verdict.blank(text, now, ANSWER)
    if given is not None:
        outcome = questions.numpy_says(now.item)
        words = said(text, outcome, values[step].shape, step)
        if given == (outcome.kind,):
            verdict.right(f"{text('practice.right')} {words}")
        else:
            verdict.wrong(f"{text('practice.wrong')} {text('says.in_fact', said=words)}")
        if outcome.result is not None:
            st.caption(text("says.result", shape=format.shape(outcome.result.shape)))
        verdict.because(view, STATEMENT.get(step, FORWARD), step)
    verdict.ways(view, done=given is not None)
