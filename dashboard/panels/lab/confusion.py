"""Which samples are taken for which class, and what guessing would get."""

import streamlit as st

from core.passes import Pass
from dashboard import format
from dashboard.view import View


def draw(view: View) -> None:
    """A small table of counts for the training and the test samples."""
    text = view.text
    head = [text("confusion.y"), *(text(f"confusion.{part}") for part in ("train", "test"))]
    lines = [" | ".join(head), " | ".join(["---"] * 3)]
    for label in (0, 1):
        cells = [_counts(view, of, label) for of in (view.shown.train, view.shown.test)]
        lines.append(" | ".join([f"y\u00a0=\u00a0{label}", *cells]))
    st.markdown("\n".join(lines))
    shares = view.shown.train.Y.mean()
    st.caption(text("confusion.guess", share=format.share(max(shares, 1 - shares))))


def _counts(view: View, of: Pass, label: int) -> str:
    zero, one = of.confusion[2 * label : 2 * label + 2]
    right = one if label else zero
    return view.text(
        "confusion.cell", right=format.whole(right), all=format.whole(zero + one),
        wrong=format.whole(zero + one - right),
    )  # fmt: skip
