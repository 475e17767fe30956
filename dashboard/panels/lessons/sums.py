"""Broadcasting, axis and keepdims, run on the learner's own arrays."""

import numpy as np
import streamlit as st

from core.lessons.facts import SumOutcome, sums
from core.types import Shape
from dashboard import format, shape_lines, state, typeset
from dashboard.panels.shared.raised import raised
from dashboard.panels.shared.statement import statement
from dashboard.text import Text
from dashboard.view import View


def broadcasting(view: View) -> None:
    """b[1] stretched over the m columns of W[1] X."""
    text, of = view.text, view.of
    W, b, X = of.parameters.W[1], of.parameters.b[1], of.X
    product = W @ X
    stretched = np.broadcast_to(b, product.shape)
    st.markdown(
        typeset.prose(
            text("sums.broadcasting", b=format.shape(b.shape), Z=format.shape(product.shape))
        )
    )
    st.latex(shape_lines.aligned({"W^{[1]} X": product.shape, "b^{[1]}": b.shape}))
    with statement(19, "b"):
        st.latex(
            rf"\underbrace{{{typeset.matrix(product)}}}_{{W^{{[1]}} X}} + "
            rf"\underbrace{{{typeset.matrix(stretched)}}}_{{b^{{[1]}}}}"
        )
        st.latex(rf"= Z^{{[1]}} = {typeset.matrix(of.cache.Z[1])}")


@st.fragment
def ways(view: View) -> None:
    """axis=1 beside axis=0, keepdims beside none: shapes, the update, and what comes after."""
    text, of = view.text, view.of
    layers = [str(l) for l in of.parameters.layers]
    layer = st.segmented_control(
        text("sums.layer"), layers, key=state.kept("sum_layer", layers), required=True,
        format_func=lambda l: f"dZ[{l}] {format.shape(of.gradients.dZ[int(l)].shape)}",
    )  # fmt: skip
    l = int(layer or "1")
    outcomes = sums(of, l)
    with statement(23):
        st.markdown(typeset.prose(text("sums.axis")))
        _cards(text, [outcomes[0], outcomes[2]], l)
        _aligned(l, of.parameters.b[l].shape, outcomes[2].shape)
        st.markdown(typeset.prose(text("sums.own_b")))
    with statement(24):
        st.markdown(typeset.prose(text("sums.keepdims")))
        _cards(text, [outcomes[0], outcomes[1]], l)
        _aligned(l, of.parameters.b[l].shape, outcomes[1].shape)
        one = len(of.parameters.b[l]) == 1
        st.markdown(typeset.prose(text("sums.harmless" if one else "sums.worse", l=l)))


def _aligned(l: int, b: Shape, db: Shape) -> None:
    """How broadcasting lines up b[l] and α db[l]."""
    st.latex(shape_lines.aligned({f"b^{{[{l}]}}": b, rf"\alpha \, db^{{[{l}]}}": db}))


def _cards(text: Text, outcomes: list[SumOutcome], l: int) -> None:
    """What each way gives, side by side."""
    for column, outcome in zip(st.columns(len(outcomes)), outcomes, strict=True):
        with column.container(border=True):
            st.markdown(f"{text('sums.right' if outcome.right else 'sums.wrong')} `{outcome.code}`")
            lines = {
                f"`db{l}`": format.shape(outcome.shape),
                f"`b{l} - alpha * db{l}`": _result(text, outcome.updated, outcome.error),
                f"`b{l} -= alpha * db{l}`": _words(text, outcome.in_place) or text("sums.works"),
                typeset.prose(text("sums.next", l=l)): _result(
                    text, outcome.next_shape, outcome.next_error
                ),
            }
            st.markdown("\n".join(f"- {what}: {words}" for what, words in lines.items()))


def _result(text: Text, shape: tuple[int, ...] | None, error: str) -> str:
    return format.shape(shape) if shape is not None else _words(text, error)


def _words(text: Text, error: str) -> str:
    return text("sums.error", why=raised(text, error)) if error else ""
