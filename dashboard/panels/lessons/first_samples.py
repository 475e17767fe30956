"""One, two and three samples, one below the other: columns, the sum and the 1/m appear."""

from dataclasses import replace

import numpy as np
import streamlit as st

from core.passes import Pass
from dashboard import typeset
from dashboard.view import View

COUNTS = (1, 2, 3)


def draw(view: View) -> None:
    """dW[2] of the first samples, with the entry (1, 1) written out."""
    text, of = view.text, view.of
    counts = [count for count in COUNTS if count <= of.m]
    st.markdown(typeset.prose(text("first.intro")))
    with st.container(border=True, gap="xsmall"):
        for count in counts:
            some = replace(of, X=of.X[:, :count], Y=of.Y[:, :count])
            st.latex(rf"m = {count}: \quad {_stacked(some)}")
            st.latex(written_out(some))
    st.caption(typeset.prose(text("first.note")))


def _stacked(of: Pass) -> str:
    """dZ[2] and the transpose of A[1] with their samples as columns and rows."""
    m = of.m
    dz, a = of.gradients.dZ[2], of.cache.A[1][:1]
    over = "" if m == 1 else rf"\tfrac{{1}}{{{m}}} "
    rows = r" \\ ".join(f"{typeset.number(float(value))} & \\cdots" for value in a[0])
    turned = rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"
    return (
        rf"dW^{{[2]}} = {over}\underbrace{{{typeset.matrix(dz)}}}_{{dZ^{{[2]}}\;(1, {m})}}"
        rf"\underbrace{{{turned}}}_{{A^{{[1]\top}}\;({m}, n^{{[1]}})}}"
    )


def written_out(of: Pass) -> str:
    """The entry (1, 1) of dW[2] as the mean of its samples' products."""
    m, dz, a = of.m, of.gradients.dZ[2][0], of.cache.A[1][0]
    terms = " + ".join(_term(dz[i], a[i]) for i in range(m))
    whole = terms if m == 1 else rf"\tfrac{{1}}{{{m}}} ({terms})"
    result = typeset.number(float(of.gradients.dW[2][0, 0]))
    return rf"dW^{{[2]}}_{{11}} = {whole} = {result}"


def _term(dz: np.float64, a: np.float64) -> str:
    return rf"{typeset.in_brackets(float(dz))} \cdot {typeset.in_brackets(float(a))}"
