"""What a sweep has found: its best cell, the one looked at, its curves, and a table."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from core.explore.cells import Cell
from core.training import TOO_MUCH
from dashboard import state
from dashboard.charts.heat import GridWords, marginal_chart, small_chart
from dashboard.exploring import Explore
from dashboard.panels.explore import parallel
from dashboard.panels.explore.grid import best_of, labels, told
from dashboard.settings import SETTINGS, Value
from dashboard.text import Text
from dashboard.view import View


def chosen(view: View) -> None:
    """The best cell, whether it was guessed, and the cell looked at with its way to the Lab."""
    text, explore, plan = view.text, view.session.explore, view.session.explore.plan
    best = best_of(explore)
    if best is not None:
        if explore.chosen not in (None, best):
            st.markdown(best_words(text, explore, told(text, explore, best, explore.at(best))))
        if explore.guess is not None:
            right = explore.guess == best
            guessed = told(text, explore, explore.guess, explore.at(explore.guess))
            st.markdown(
                text("explore.guess_right" if right else "explore.guess_wrong", cell=guessed)
            )
    place = explore.chosen or best
    cells = explore.at(place) if place else []
    if place is None or not cells:
        st.caption(text("explore.click"))
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="chosen_cell"):
        said = told(text, explore, place, cells)
        st.markdown(best_words(text, explore, said) if place == best else said, width="content")
        for cell in cells:
            seed = text("explore.seed", seed=cell.config.weight_seed) if plan.seeds > 1 else ""
            st.button(
                text("explore.open", seed=seed), key=f"open_{cell.config.weight_seed}",
                icon=":material/science:", on_click=view.session.open_cell, args=(cell,),
            )  # fmt: skip


def best_words(text: Text, explore: Explore, cell: str) -> str:
    """That a cell is the best one; of a sweep that was stopped, among how many runs."""
    done, planned = len(explore.cells), explore.plan.runs
    if done < planned:
        return text("explore.best_so_far", cell=cell, done=done, all=planned)
    return text("explore.best", cell=cell)


def more(view: View) -> None:
    """The same runs as curves, along the axes, and as a table to take away."""
    text, explore, plan = view.text, view.session.explore, view.session.explore.plan
    columns, rows = labels(text, plan)
    words = GridWords(text(f"set.{plan.across}"), text(f"set.{plan.up}"), "J")
    across, up = (SETTINGS[code].attribute for code in (plan.across, plan.up))
    if any(cell.diverged for cell in explore.cells):
        st.caption(text("explore.gone", times=TOO_MUCH))
    st.markdown(f"**{text('explore.along')}**")
    for slot, code, attribute, names in zip(
        st.columns(2, gap="small"), (plan.across, plan.up), (across, up), (columns, rows),
        strict=True,
    ):  # fmt: skip
        if len(names) == 1:
            continue
        kinds = {"cost": text("cost.train"), "test_cost": text("cost.test")}
        frame = along(explore.cells, attribute, names, kinds)
        slot.vega_lite_chart(
            marginal_chart(frame, list(names.values()), text(f"set.{code}"), kinds, view.colours),
            alt=text("explore.along"),
        )
    if st.toggle(text("parallel.show"), key=state.kept("parallel", (False, True))):
        parallel.draw(view)
    if st.toggle(text("explore.small"), key=state.kept("small", (False, True))):
        frame = pd.DataFrame(
            [
                (columns[getattr(c.config, across)], rows[getattr(c.config, up)],
                 c.config.weight_seed, int(i), float(cost))
                for c in explore.cells
                for i, cost in zip(c.at, c.costs, strict=True)
                if np.isfinite(cost)
            ],
            columns=["column", "row", "seed", "iteration", "cost"],
        )  # fmt: skip
        st.vega_lite_chart(
            small_chart(frame, list(columns.values()), list(rows.values()), words, view.colours),
            alt=text("explore.small"), width="content",
        )  # fmt: skip
    st.download_button(
        text("explore.csv"), table(explore.cells).to_csv(index=False), "sweep.csv", "text/csv",
        icon=":material/download:", type="tertiary", on_click="ignore",
    )  # fmt: skip


def along(
    cells: list[Cell], attribute: str, names: dict[Value, str], kinds: Mapping[str, str]
) -> pd.DataFrame:
    """The median J over all other settings, for each value of one; diverged runs are left out."""
    rows = []
    for value, name in names.items():
        kept = [c for c in cells if getattr(c.config, attribute) == value and c.diverged is None]
        if kept:
            rows += [
                (name, word, float(np.median([getattr(c, kind) for c in kept])))
                for kind, word in kinds.items()
            ]
    return pd.DataFrame(rows, columns=["value", "which", "cost"])


def table(cells: list[Cell]) -> pd.DataFrame:
    """A row for every run: its set-up, and its numbers at the end."""
    numbers = (
        "iterations", "cost", "test_cost", "accuracy", "test_accuracy", "reached", "diverged",
        "diagnosis", "gradient_ratio", "saturated",
    )  # fmt: skip
    return pd.DataFrame(
        [{**vars(cell.config), **{name: getattr(cell, name) for name in numbers}} for cell in cells]
    )
