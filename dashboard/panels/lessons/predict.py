"""Before a backward step is shown: which code, which shape, which sign?"""

import streamlit as st

from core.equations import SAMPLE
from core.lessons.sample import Sample
from core.lessons.whatif import WHAT_IFS, run
from core.types import Shape
from dashboard import format, typeset
from dashboard.panels.lessons.outcome import said
from dashboard.text import Text
from dashboard.view import View

MOST_SHAPES = 5
SIGNED = ("da2", "dz2", "db2")
"""Steps whose single number has the sign of the error a[2] - y."""
SIGNS = ("+", "−")


def draw(view: View) -> None:
    """Ask; each answer is judged at once, and the step can be shown at any time."""
    text, lesson, sample, step = view.text, view.lesson, view.sample, view.lesson.stop
    st.markdown(f"#### ${typeset.symbol(step)}$ · {text(f'step.{step}')}")
    st.caption(typeset.prose(text("predict.how")))
    answered = []
    if step in WHAT_IFS:
        answered.append(_code(text, sample, step))
    ask = _sign if step in SIGNED else _shape
    answered.append(ask(text, sample, step))
    if all(answered):
        st.markdown(typeset.prose(text(f"why.{step}")))
    st.button(
        text("predict.show"), key="predict_show", type="primary", icon=":material/visibility:",
        on_click=lesson.reveal,
    )  # fmt: skip


def _code(text: Text, sample: Sample, step: str) -> bool:
    """Which line? NumPy runs the one that is chosen. Whether a line was chosen."""
    codes = lines(step)
    chosen = st.pills(
        text("predict.code", name=f"${typeset.symbol(step)}$"), codes, key=f"guess_code_{step}",
        format_func=lambda code: f"`{code}`",
    )  # fmt: skip
    if chosen is not None:
        outcome = run(chosen, sample.namespace, sample.values[step])
        if outcome.kind == "same":
            st.success(text("predict.right"), icon=":material/check:")
        else:
            words = said(text, outcome, sample.values[step].shape, step)
            st.warning(words, icon=":material/close:")
    return chosen is not None


def lines(step: str) -> tuple[str, ...]:
    """The right line among others, not always at the same place."""
    codes = [SAMPLE[step], *WHAT_IFS[step]]
    turn = sum(map(ord, step)) % len(codes)
    return (*codes[turn:], *codes[:turn])


def _shape(text: Text, sample: Sample, step: str) -> bool:
    """Which shape? Whether one was chosen."""
    right = sample.values[step].shape
    chosen = st.pills(
        text("predict.shape", name=f"${typeset.symbol(step)}$"), shapes(sample, step),
        format_func=format.shape, key=f"guess_shape_{step}",
    )  # fmt: skip
    if chosen is not None:
        if chosen == right:
            st.success(text("predict.right"), icon=":material/check:")
        else:
            fields = {"shape": format.shape(right), "twin": f"${typeset.symbol(step[1:])}$"}
            st.warning(text("predict.wrong_shape", **fields), icon=":material/close:")
    return chosen is not None


def shapes(sample: Sample, step: str) -> list[Shape]:
    """The right shape, its transpose, and others that occur in the pass."""
    right = sample.values[step].shape
    others = {value.shape for value in sample.values.values()} - {right, right[::-1]}
    some = sorted(others)[: MOST_SHAPES - len({right, right[::-1]})]
    return sorted({right, right[::-1], *some})


def _sign(text: Text, sample: Sample, step: str) -> bool:
    """Which sign, of a single number? Whether one was chosen."""
    value = float(sample.values[step].item())
    chosen = st.pills(
        text("predict.sign", name=f"${typeset.symbol(step)}$"), SIGNS, key=f"guess_sign_{step}"
    )
    if chosen is not None:
        if (chosen == "+") == (value > 0):
            st.success(text("predict.right"), icon=":material/check:")
        else:
            y = int(sample.Y.item())
            words = text(f"predict.wrong_sign_{y}", a=format.size(float(sample.cache.A[2].item())))
            st.warning(words, icon=":material/close:")
    return chosen is not None
