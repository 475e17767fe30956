"""A product looked into: an entry of its result as the sum of the terms that make it."""

from collections.abc import Mapping
from time import monotonic

import streamlit as st

from core.equations import Operand
from core.lessons.entries import Entry, can_be_opened, opened
from core.types import Array, Name, Shape
from dashboard import typeset
from dashboard.formulas import in_symbols, symbol
from dashboard.panels.lessons.entry import choose_entry
from dashboard.view import View

MOST_TERMS = 4
"""So many terms are written out, the last one among them."""
SECONDS = 1.5
"""Each entry's time when they come by themselves."""
SMALL = 6
"""A matrix of at most so many rows and columns is shown whole, its row or column in colour."""


def draw(view: View, key: str, name: Name, code: str, values: Mapping[str, Array]) -> None:
    """The entry chosen of a line's result, with the row and the column that it comes from.

    key : of the widgets, another one at each place of a page.
    """
    text, lesson = view.text, view.lesson
    if not can_be_opened(code):
        return
    result = values[name.code]
    with st.expander(
        text("product.title", name=f"${symbol(name)}$"), icon=":material/frame_inspect:",
        key=f"product_{key}", on_change="rerun",
    ) as drawer:  # fmt: skip
        if not drawer.open:
            return
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            i, j = choose_entry(view, f"entry_{key}_{name}", result.shape)
            st.button(
                text("product.next"), key=f"entry_{key}_next", icon=":material/arrow_forward:",
                on_click=lesson.look_into, args=(lesson.entry_after(result.shape),),
                disabled=result.size == 1,
            )  # fmt: skip
            st.button(
                text("product.halt" if lesson.playing else "product.play"),
                key=f"entry_{key}_play", on_click=lesson.play, args=(not lesson.playing,),
                icon=":material/pause:" if lesson.playing else ":material/play_circle:",
                disabled=result.size == 1,
            )  # fmt: skip
        found = opened(code, values, result, i, j)
        st.markdown(typeset.prose(text(f"product.{kind_of(found)}", row=i + 1, column=j + 1)))
        if found.factors is not None:
            st.latex(factors(view, found, result, values))
        st.latex(written(name, found))
        if lesson.playing:
            _clock(view, result.shape)


def _clock(view: View, shape: Shape) -> None:
    """Go to the next entry after a while."""
    since = monotonic()

    @st.fragment(run_every=SECONDS)
    def tick() -> None:
        # The first run is that of the page itself.
        if monotonic() - since > SECONDS / 2:
            view.lesson.play_on(shape)
            st.rerun()

    tick()


def kind_of(entry: Entry) -> str:
    """What kind of line it is: a matrix product, an element-wise one, or a sum along an axis."""
    if entry.factors is None:
        return "sum"
    return "matrix" if entry.factors.matrix else "elementwise"


def factors(view: View, entry: Entry, result: Array, values: Mapping[str, Array]) -> str:
    """The two factors and the result, with the row, the column and the entry in colour."""
    assert entry.factors is not None
    left, right, is_matrix = entry.factors
    ink = view.colours.accent
    first = lit(_turned(left, values), ink, row=entry.i, column=None if is_matrix else entry.j)
    second = lit(_turned(right, values), ink, row=None if is_matrix else entry.i, column=entry.j)
    sign = r"\cdot" if is_matrix else "*"
    plus = r" + \cdots" if entry.added is not None else ""
    over = r"\tfrac{1}{m} " if entry.divisor > 1 else ""
    product = (
        rf"\underbrace{{{first}}}_{{{in_symbols(left)}}} {sign} "
        rf"\underbrace{{{second}}}_{{{in_symbols(right)}}}"
    )
    whole = lit(result, ink, row=entry.i, column=entry.j)
    # On two lines, because wide matrices would leave the column.
    return rf"\begin{{aligned}} & {over}{product}{plus} \\ & = {whole} \end{{aligned}}"


def _turned(part: Operand, values: Mapping[str, Array]) -> Array:
    array = values[part.name.code]
    return array.T if part.transposed else array


def lit(array: Array, ink: str, *, row: int | None, column: int | None) -> str:
    """A matrix with a row, a column, or an entry (where both are given) in colour.

    Of a large one only what is lit and the ends are shown.
    """
    rows, columns = (_shown(n, at) for n, at in zip(array.shape, (row, column), strict=True))

    def cell(i: int | None, j: int | None) -> str:
        if i is None or j is None:
            return r"\cdots" if i is not None else r"\vdots" if j is not None else r"\ddots"
        number = typeset.number(float(array[i, j]))
        inside = (row is None or i == row) and (column is None or j == column)
        return rf"\textcolor{{{ink}}}{{\mathbf{{{number}}}}}" if inside else number

    lines = [" & ".join(cell(i, j) for j in columns) for i in rows]
    return r"\begin{bmatrix} " + r" \\ ".join(lines) + r" \end{bmatrix}"


def _shown(count: int, at: int | None) -> list[int | None]:
    """Positions that are shown: all of few; else the first two, the one looked at, and the last."""
    if count <= SMALL:
        return list(range(count))
    kept = sorted({0, 1, count - 1, *(() if at is None else (at,))})
    found: list[int | None] = []
    for position in kept:
        if found and position - (found[-1] or 0) > 1:
            found.append(None)
        found.append(position)
    return found


def written(name: Name, entry: Entry) -> str:
    """The entry as the sum of its terms, the first ones and the last written out."""
    count = len(entry.terms)
    kept = list(range(count)) if count <= MOST_TERMS else [*range(MOST_TERMS - 1), count - 1]
    parts = [_term(entry, k) for k in kept]
    if count > MOST_TERMS:
        parts.insert(-1, r"\cdots")
    total = " + ".join(parts)
    if entry.divisor > 1:
        total = rf"\tfrac{{1}}{{{entry.divisor}}} \left({total}\right)"
    if entry.added is not None:
        total += f" + {typeset.in_brackets(entry.added)}"
    of = rf"\left({symbol(name)}\right)_{{{entry.i + 1}, {entry.j + 1}}}"
    return f"{of} = {total} = {typeset.number(entry.value)}"


def _term(entry: Entry, k: int) -> str:
    left = typeset.in_brackets(float(entry.left[k]))
    if not entry.right.size:
        return left
    return rf"{left} \cdot {typeset.in_brackets(float(entry.right[k]))}"
