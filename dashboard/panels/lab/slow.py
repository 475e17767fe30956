"""One iteration phase by phase: its formulas, their shapes, and what the update does to J."""

from time import monotonic

import streamlit as st

from core.lessons.facts import fall
from core.phases import PHASES, Moved, computed, moved
from core.types import Name
from dashboard import format, state, typeset
from dashboard.panels.lab.values import shapes
from dashboard.slow import Slow
from dashboard.view import View

SECONDS = 3.0
"""A phase's time when they come by themselves: enough to read its lines."""
ENTRIES = 4
"""So many entries of W and b are written out in the update."""


def draw(view: View) -> None:
    """Draw the phase on show, if an iteration is walked through."""
    slow = view.session.slow
    if slow is None:
        return
    with st.container(border=True, key="slow_panel", gap="xsmall"):
        _steer(view, slow)
        st.markdown(view.text(f"slow.{slow.phase}"))
        lines = _update(slow) if slow.phase == "update" else _made(slow)
        if slow.phase == "loss":
            lines = [_loss(slow)]
        st.markdown("\n\n".join(lines))
        if slow.phase == "update":
            _fell(view, slow)
    if slow.plays:
        _clock(view, slow)


def _steer(view: View, slow: Slow) -> None:
    """The four phases to choose from, and the ways through them."""
    text, current = view.text, view.session
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            text("slow.title"), PHASES, required=True, label_visibility="collapsed",
            format_func=lambda phase: f"{PHASES.index(phase) + 1} {text(f'slow.{phase}_name')}",
            **state.bound(
                state.worded("phase"), slow.phase, lambda phase: current.show_slow(slow.at(phase))
            ),
        )  # fmt: skip
        st.button(
            text("slow.back"), key="slow_back", icon=":material/chevron_left:",
            on_click=current.show_slow, args=(slow.back,), disabled=slow.first,
        )  # fmt: skip
        st.button(
            text("slow.next"), key="slow_next", icon=":material/chevron_right:", type="primary",
            on_click=current.show_slow, args=(slow.onward,),
        )  # fmt: skip
        st.button(
            text("slow.halt" if slow.plays else "slow.play"), key="slow_play",
            icon=":material/pause:" if slow.plays else ":material/play_circle:",
            on_click=current.show_slow, args=(slow._replace(plays=not slow.plays),),
        )  # fmt: skip
        st.button(
            text("slow.close"), key="slow_close", icon=":material/close:", type="tertiary",
            on_click=current.show_slow, args=(None,),
        )  # fmt: skip


def _made(slow: Slow) -> list[str]:
    """A line for each matrix that the phase makes: its formula, and the shapes in it."""
    L = len(slow.of.parameters.W)
    return [
        f"${typeset.formula(name, L)}$ &emsp; {shapes(slow.of, name)}"
        for name in computed(slow.phase, L)
    ]


def _loss(slow: Slow) -> str:
    """J as the mean of the losses, with its number."""
    return (
        r"$J = \frac{1}{m} \sum_{i=1}^{m} \mathcal{L}^{(i)} = "
        rf"\frac{{1}}{{{slow.of.m}}} \cdot {typeset.number(float(slow.of.losses.sum()))} = "
        rf"{format.cost(slow.of.cost)}$"
    )


def _update(slow: Slow) -> list[str]:
    """The entries that move furthest: before, what is taken off, and after."""
    return [_entry(entry, slow.of.config.learning_rate) for entry in moved(slow.of, ENTRIES)]


def _entry(entry: Moved, alpha: float) -> str:
    kind, l = entry.name
    symbol = Name(kind, l).latex + rf"_{{{entry.row}, {entry.column}}}"
    return (
        rf"${symbol}:\; {typeset.number(entry.before)} - {format.learning_rate(alpha)} \cdot "
        rf"{typeset.in_brackets(entry.gradient)} = {typeset.number(entry.after)}$"
    )


def _fell(view: View, slow: Slow) -> None:
    """How far J fell or rose, beside what the gradient alone promised."""
    found, alpha = fall(slow.of), slow.of.config.learning_rate
    st.markdown(
        view.text(
            "slow.fell" if found.real > 0 else "slow.rose", before=format.cost(slow.of.cost),
            after=format.cost(view.run.snapshot.train.cost), real=format.short(abs(found.real)),
            predicted=format.short(found.predicted), alpha=format.learning_rate(alpha),
        )
    )  # fmt: skip


def _clock(view: View, slow: Slow) -> None:
    """Go to the next phase after a while."""
    since = monotonic()

    @st.fragment(run_every=SECONDS)
    def tick() -> None:
        if monotonic() - since > SECONDS / 2:
            view.session.show_slow(slow.onward)
            st.rerun()

    tick()
