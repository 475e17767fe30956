"""Many runs at once: two settings varied against each other, a cell for each pair of values."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.data.sources import Source
from dashboard import format, plans, state, typeset
from dashboard.exploring import MEASURES, TOGETHER
from dashboard.panels.explore import results, tries
from dashboard.panels.explore.grid import Places, grid, has_boundaries, places, written
from dashboard.panels.shared.standing import standing
from dashboard.plans import OFFERED, offered
from dashboard.settings import SETTINGS, Range, Value
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
    tries.draw(view)
    _axes(view)
    _buttons(view)
    where = places(explore)
    grid(where, view)
    if explore.measure in TOGETHER:
        st.caption(typeset.prose(text("explore.together")))
    standing(explore.work is None, _results, view)
    if explore.work is not None:
        _fill(view, where)


def _results(view: View) -> None:
    """What belongs to the cell that is looked at, and to all of them; or how to guess before."""
    text = view.text
    if not view.session.explore.cells:
        st.caption(text("explore.guess"))
        return
    if has_boundaries(view):
        st.caption(text("explore.boundary"))
    results.chosen(view)
    results.more(view)


def _fill(view: View, where: Places) -> None:
    """Draw the grid again as cells come, until all are there.

    A click is answered by another thread while this one still waits, and may end the sweep or
    begin the next one. So what comes is added to the list that its own sweep was begun with, which
    is looked up first because `begin` puts a new list before the new work.
    """
    explore = view.session.explore
    cells, work = explore.cells, explore.work
    bar = st.progress(0.0)
    TURNS.answered()
    while work is not None and explore.work is work and explore.cells is cells:
        found = work.wait(NEXT)
        cells += found
        done, all_ = len(cells), explore.plan.runs
        bar.progress(min(1.0, done / all_), view.text("explore.progress", done=done, all=all_))
        if found:
            with TURNS.picture():
                grid(where, view, moving=True)
        if work.over:
            explore.halt(work)
    st.rerun()


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
        chosen = list(getattr(plan, name))
        right.multiselect(
            text("explore.values", axis=words[code]), _options(code, chosen, source),
            format_func=partial(written, text, code), label_visibility="collapsed",
            accept_new_options=plans.takes_numbers(code), max_selections=plans.MOST_VALUES,
            **state.bound(
                state.worded(f"values_{side}_{code}"), chosen,
                partial(_take_values, view, name, code),
            ),
        )  # fmt: skip
    if explore.refused is not None:
        st.warning(_refused(view, explore.refused), icon=":material/edit_off:")
    elif any(plans.takes_numbers(code) for code in (plan.across, plan.up)):
        st.caption(text("explore.own"))


def _options(code: str, chosen: Sequence[Value], source: Source) -> list[Value]:
    """What is offered of a setting, and the learner's own values among it."""
    values = offered(code, source)
    if not plans.takes_numbers(code):
        return list(values)
    return sorted({*values, *chosen}, key=lambda value: float(value or 0))


def _refused(view: View, code: str) -> str:
    """What a setting takes, after something else was typed."""
    allowed = SETTINGS[code].allowed(view.run.source)
    if not isinstance(allowed, Range):
        raise TypeError(f"nothing can be typed for {code}")
    kind = "whole" if allowed.whole else "number"
    return view.text(
        f"explore.takes_{kind}", axis=view.text(f"set.{code}"), most=plans.MOST_VALUES,
        low=format.learning_rate(allowed.low), high=format.learning_rate(allowed.high),
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


def _take_values(view: View, name: str, code: str, values: list[object]) -> None:
    explore = view.session.explore
    chosen, fits = plans.chosen_values(code, values, view.run.source)
    if chosen:
        explore.vary(explore.plan.having(**{name: chosen}))
    # Where nothing can be typed only a stranger sends what is not offered, and is told nothing.
    explore.refused = code if not fits and plans.takes_numbers(code) else None


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
