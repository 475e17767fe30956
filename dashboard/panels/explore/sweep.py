"""Many runs at once: two settings varied against each other, a cell for each pair of values."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import plans, state
from dashboard.exploring import MEASURES
from dashboard.panels.explore import results
from dashboard.panels.explore.grid import grid, written
from dashboard.plans import OFFERED, offered
from dashboard.settings import Value
from dashboard.turns import TURNS
from dashboard.view import View

NEXT = 0.15
"""Seconds between two looks at what has come."""


def draw(view: View) -> None:
    """The controls, the grid, and what belongs to the cell that is looked at."""
    text, explore = view.text, view.session.explore
    config, source = view.session.settings.config, view.run.source
    explore.plan = plans.fitted(explore.plan, source)
    if not explore.fresh(config, source):
        explore.halt()
        explore.cells, explore.asked, explore.chosen = [], None, None
    _tries(view)
    _axes(view)
    _buttons(view)
    place = st.empty()
    grid(place, view)
    if explore.work is not None:
        _fill(view, place)
    if explore.cells:
        results.chosen(view)
        results.more(view)
    else:
        st.caption(text("explore.guess"))


def _fill(view: View, place: DeltaGenerator) -> None:
    """Draw the grid again as cells come, until all are there."""
    explore = view.session.explore
    bar = st.progress(0.0)
    TURNS.answered()
    while explore.work is not None:
        found = explore.work.wait(NEXT)
        explore.cells += found
        done, all_ = len(explore.cells), explore.plan.runs
        bar.progress(min(1.0, done / all_), view.text("explore.progress", done=done, all=all_))
        if found:
            with TURNS.picture():
                grid(place, view, moving=True)
        if explore.work.over:
            explore.halt()
    st.rerun()


def _tries(view: View) -> None:
    """Sweeps worth a look, each set up by one click."""
    text, explore = view.text, view.session.explore
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(text("explore.try"), width="content")
        for name in ("default", "course", "saturating"):
            st.button(
                text(f"try.{name}"), key=f"try_{name}", icon=":material/bolt:",
                on_click=view.session.try_sweep, args=(name,),
                disabled=explore.work is not None,
            )  # fmt: skip


def _axes(view: View) -> None:
    """Which two settings are varied, and over which values."""
    text, explore = view.text, view.session.explore
    source, plan = view.run.source, explore.plan
    words = {code: text(f"set.{code}") for code in OFFERED}
    for side, name, other in (("across", "columns", plan.up), ("up", "rows", plan.across)):
        code = str(getattr(plan, side))
        left, right = st.columns((0.25, 0.75), gap="small", vertical_alignment="bottom")
        left.selectbox(
            text(f"explore.{side}"), [c for c in OFFERED if c != other],
            format_func=words.__getitem__,
            **state.bound(state.worded(f"axis_{side}"), code, partial(_take_axis, view, side)),
        )  # fmt: skip
        right.multiselect(
            text("explore.values", axis=words[code]), list(offered(code, source)),
            format_func=partial(written, text, code), label_visibility="collapsed",
            **state.bound(
                state.worded(f"values_{side}_{code}"), list(getattr(plan, name)),
                partial(_take_values, view, name, code),
            ),
        )  # fmt: skip


def _take_axis(view: View, side: str, code: str) -> None:
    plan, source = view.session.explore.plan, view.run.source
    if code not in OFFERED or code in (plan.across, plan.up):
        raise ValueError(f"{code!r} is no other axis")
    values = offered(code, source)[:8]
    changed = (
        {"across": code, "columns": values} if side == "across" else {"up": code, "rows": values}
    )
    view.session.explore.vary(plan.having(**changed))


def _take_values(view: View, name: str, code: str, values: list[Value]) -> None:
    chosen = tuple(v for v in offered(code, view.run.source) if v in values)
    if not chosen:
        raise ValueError("an axis needs a value")
    view.session.explore.vary(view.session.explore.plan.having(**{name: chosen}))


def _buttons(view: View) -> None:
    """How long and how often, the measure, and Run or Stop."""
    text, explore, plan = view.text, view.session.explore, view.session.explore.plan
    config, source = view.session.settings.config, view.run.source
    took = plans.estimate(plan, config, source)
    too_much = took > plans.LONGEST or plan.runs > plans.MOST_CELLS
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    running = explore.work is not None
    with row:
        if running:
            st.button(
                text("explore.stop"), key="sweep_go", icon=":material/stop:", type="primary",
                on_click=explore.halt,
            )  # fmt: skip
        else:
            st.button(
                text("explore.run", runs=plan.runs), key="sweep_go", type="primary",
                icon=":material/play_arrow:", on_click=explore.begin, args=(config, source),
                disabled=too_much,
            )  # fmt: skip
        _number(view, "iterations", plans.ITERATIONS)
        _number(view, "seeds", plans.SEEDS)
        st.selectbox(
            text("explore.measure"), MEASURES, width=230,
            format_func=lambda m: text(f"measure.{m}", target=f"{plan.target:g}"),
            **state.bound(state.worded("measure"), explore.measure, explore.read),
        )  # fmt: skip
        if explore.measure == "reached":
            _number(view, "target", plans.TARGETS)
    if too_much:
        st.warning(text("explore.too_much", runs=plan.runs, seconds=round(took)))


def _number(view: View, name: str, choices: tuple[int | float, ...]) -> None:
    explore = view.session.explore

    def take(value: int | float) -> None:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {choices}")
        explore.vary(explore.plan.having(**{name: value}))

    st.selectbox(
        view.text(f"explore.{name}"), choices, width=120, format_func=lambda v: f"{v:g}",
        **state.bound(f"sweep_{name}", getattr(explore.plan, name), take),
    )  # fmt: skip
