"""Assemble the line: tiles are laid one after another, and NumPy runs what they make."""

from collections.abc import Mapping

import streamlit as st

from core.equations import operands
from core.practice.assemble import (
    ELEMENTWISE,
    MATRIX,
    MEAN,
    TASKS,
    TRANSPOSE,
    Outcome,
    Task,
    shapes,
)
from core.types import Name, Shape
from dashboard import format, formulas, questions
from dashboard.grading import LINE, TILES, Round
from dashboard.panels.practice import beside, products, verdict
from dashboard.panels.shared.raised import raised
from dashboard.text import Text
from dashboard.view import View

WRITTEN = {TRANSPOSE: ".T", MATRIX: " @ ", ELEMENTWISE: " * ", MEAN: "(1 / m)"}


def draw(view: View, now: Round) -> None:
    """Ask for a line and run what has been laid."""
    sizes = questions.sizes_of(now.item, view.session.practice.seed, now.number)
    question, beside_it = st.columns((8, 5), gap="large")
    with question:
        _question(view, now, shapes(TASKS[now.item], sizes))
    with beside_it:
        m = 1 if now.item.startswith("sample_") else sizes.m
        beside.network(view, (sizes.n0, sizes.n1, sizes.n2), m)


def _question(view: View, now: Round, known: Mapping[str, Shape]) -> None:
    text, task, practice = view.text, TASKS[now.item], view.session.practice
    symbol = f"${formulas.symbol(Name.of(task.name))}$"
    which = "assemble.one" if now.item.startswith("sample_") else "assemble.many"
    st.markdown(f"#### {text(which, symbol=symbol, shape=format.shape(known[task.name]))}")
    operands = (_with_shape(name, known[name]) for name in task.operands)
    st.markdown(products.large(r" \qquad ".join(operands)))
    tiles = now.given.get(TILES, ())
    outcome = now.outcome
    with st.container(horizontal=True, gap="small", key="tiles"):
        for i, tile in enumerate(task.tiles):
            st.button(
                WRITTEN.get(tile, tile).strip().replace("*", r"\*"), key=f"tile_{i}",
                on_click=practice.put, args=(tile,), help=text(f"tile.{_kind(tile)}"),
            )  # fmt: skip
    st.code(
        f"{task.name} = {''.join(WRITTEN.get(tile, tile) for tile in tiles)}", language="python"
    )
    if LINE not in now.given and not now.told:
        st.caption(_so_far(text, outcome) if tiles else text("assemble.begin"))
    with st.container(horizontal=True, gap="small"):
        st.button(
            text("practice.check"), key="check_line", on_click=practice.check_line,
            type="secondary" if LINE in now.given else "primary", disabled=not tiles,
        )  # fmt: skip
        st.button(
            text("assemble.back"), key="tile_back", icon=":material/backspace:",
            on_click=practice.take_back, disabled=not tiles,
        )  # fmt: skip
        st.button(
            text("assemble.clear"), key="tile_clear", on_click=practice.clear, type="tertiary",
            disabled=not tiles,
        )  # fmt: skip
    checked = LINE in now.given
    right = checked and outcome.verdict == "right"
    if checked:
        _verdict(text, task, outcome, known[task.name])
    if now.told and not right:
        st.info(text("practice.answer", answer=f"`{task.code}`"), icon=":material/lightbulb:")
    if now.told or (checked and outcome.verdict not in ("incomplete", "unreadable")):
        verdict.because(view, task.reason(outcome), task.name)
    again = now.first.get(LINE) is False
    verdict.ways(view, done=right or now.told, tell=True, again=again)


def _kind(tile: str) -> str:
    kinds = {TRANSPOSE: "transpose", MATRIX: "matrix", ELEMENTWISE: "elementwise", MEAN: "mean"}
    return kinds.get(tile, "operand")


def _with_shape(name: str, shape: tuple[int, ...]) -> str:
    symbol = formulas.symbol(Name.of(name))
    both = "" if symbol == name else f" = {symbol}"
    return products.under(rf"\texttt{{{name}}}{both}", shape)


def _so_far(text: Text, outcome: Outcome) -> str:
    """What NumPy makes of the line as it stands, before it is checked."""
    if outcome.shape is not None:
        return text("assemble.shape", shape=format.shape(outcome.shape))
    if outcome.verdict == "error":
        return text("assemble.error", why=raised(text, outcome.message))
    return _missing(text, outcome) or text("assemble.open")


def _missing(text: Text, outcome: Outcome) -> str:
    """What is missing between two tiles of a line that is not whole, if anything."""
    if not outcome.gap:
        return ""
    return text("assemble.side_by_side_mean" if outcome.gap == MEAN else "assemble.side_by_side")


def _verdict(text: Text, task: Task, outcome: Outcome, right: tuple[int, ...]) -> None:
    shape = "" if outcome.shape is None else format.shape(outcome.shape)
    why = raised(text, outcome.message) if outcome.verdict == "error" else ""
    fields = {"shape": shape, "right": format.shape(right), "why": why}
    words = text(f"assembled.{outcome.verdict}", **fields)
    if outcome.verdict == "right":
        # · of the lesson was written as *, and 1/m * is none.
        stretched = " * " in outcome.code.replace("(1 / m) *", "") and "@" in task.code
        more = f" {text('assembled.broadcast')}" if stretched else ""
        verdict.right(f"{text('practice.right')} {words}{more}")
    elif outcome.verdict in ("incomplete", "unreadable"):
        verdict.unclear(_missing(text, outcome) or words)
    else:
        factor = outcome.factor
        more = (
            ""
            if factor is None
            else text("assemble.factor", factor=format.learning_rate(round(factor, 6)))
        )
        said = (text("practice.wrong"), words, more, _foreign(text, task, outcome))
        verdict.wrong(" ".join(filter(None, said)))


def _foreign(text: Text, task: Task, outcome: Outcome) -> str:
    """A matrix that the line has and the right one has not, with one that it lacks."""
    used, needed = ({op.name.code for op in operands(code)} for code in (outcome.code, task.code))
    foreign, lacking = sorted(used - needed), sorted(needed - used)
    if not (foreign and lacking):
        return ""
    wrong, right, symbol = (f"`{name}`" for name in (foreign[0], lacking[0], task.name))
    return text("assemble.foreign", wrong=wrong, right=right, symbol=symbol)
