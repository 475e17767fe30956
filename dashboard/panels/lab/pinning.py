"""Runs kept as pale curves, to compare the present one with."""

import numpy as np
import streamlit as st

from core.training import Run
from core.types import Array
from dashboard import format
from dashboard.settings import SETTINGS, Settings, differing
from dashboard.text import Text
from dashboard.view import View

MOST_POINTS = 80


def buttons(view: View) -> None:
    """Pin this run, and unpin all."""
    text, current = view.text, view.session
    st.button(
        text("pins.pin"), key="pin", icon=":material/keep:", on_click=current.pin,
        help=text("pins.pin_help"),
    )  # fmt: skip
    if current.pins:
        st.button(text("pins.unpin"), key="unpin", type="tertiary", on_click=current.unpin)


def curves(view: View) -> dict[str, Array | list[str] | list[int]]:
    """J of every pinned run over its iterations, with the name of the run in each row."""
    names, runs, iterations, costs = [], [], [], []
    for at, run in enumerate(view.session.pins):
        kept = run.history.spread(MOST_POINTS)
        values = run.history.measure("cost", kept)
        names += [name_of(view.text, run, view.run)] * len(kept)
        runs += [at] * len(kept)
        iterations += [run.history.iterations[i] for i in kept]
        costs += np.where(np.isfinite(values), values, np.nan).tolist()
    return {"pin": runs, "name": names, "at": iterations, "cost": costs}


def name_of(text: Text, run: Run, other: Run) -> str:
    """What a pinned run is called: the settings in which it differs from the present one."""
    codes = differing(run.config, other.config)
    written = [f"{code} = {_value(code, run)}" for code in codes]
    return ", ".join(written) or text("pins.start")


def _value(code: str, run: Run) -> str:
    value = SETTINGS[code].get(Settings(run.config))
    return format.learning_rate(value) if isinstance(value, float) else str(value)
