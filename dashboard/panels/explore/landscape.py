"""J over a plane of the parameters, with the run's path and its next step."""

from functools import partial

import numpy as np
import streamlit as st

from core.config import Entry
from core.explore.landscape import Landscape, landscape, path_vectors
from core.explore.sections import (
    Section,
    gradient_section,
    principal_section,
    weight_section,
)
from core.lessons.facts import fall
from core.network import Parameters
from core.types import Name
from dashboard import format, state
from dashboard.charts.landscape import Words, is_seen, landscape_chart
from dashboard.exploring import SECTIONS
from dashboard.panels.explore import tries
from dashboard.view import View


def draw(view: View) -> None:
    """The plane chosen, J on it, and how far it can be trusted."""
    text, run, explore = view.text, view.run, view.session.explore
    tries.draw(view)
    if run.iteration == 0 or run.diverged:
        st.info(text("alpha.train"))
        return
    entries = _plane(view)
    section, at = explore.section, view.shown.iteration
    near = st.toggle(text("landscape.closely"), key=state.kept("closely", (False, True)))
    choices = (at, section, entries if section == "weights" else (), near)
    found = explore.keep("landscape", run, choices, lambda: _computed(view, entries, near))
    if found is None:
        st.info(text("landscape.still"))
        return
    across, up = (
        entries
        if section == "weights"
        else (text(f"landscape.{section}_across"), text(f"landscape.{section}_up"))
    )
    words = Words(across, up, "J", text("landscape.next"), text("landscape.unseen"))
    st.vega_lite_chart(
        landscape_chart(found, words, view.colours), alt=text("landscape.alt"), width=700
    )
    st.markdown(" ".join(said(view, found, entries)))
    fell = fall(view.shown.train)
    if fell.real < 0:
        now = view.shown.train.cost
        st.markdown(text("landscape.over", now=format.cost(now), then=format.cost(now - fell.real)))


def _plane(view: View) -> tuple[str, str]:
    """Which plane it is; the two weights or biases that one of them is made of."""
    text, explore = view.text, view.session.explore
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.segmented_control(
            text("landscape.plane"), SECTIONS, required=True,
            format_func=lambda name: text(f"landscape.{name}"),
            **state.bound(state.worded("section"), explore.section, explore.cut),
        )  # fmt: skip
        offered = entries_of(view.shown.train.parameters)
        chosen = explore.entries_among(offered)
        if explore.section == "weights":
            for at, side in enumerate(("across", "up")):
                st.selectbox(
                    text(f"landscape.weights_{side}"),
                    [entry for entry in offered if entry != chosen[1 - at]], width=150,
                    **state.bound(
                        f"entry_{side}_{len(offered)}", chosen[at],
                        partial(_take_entry, view, at),
                    ),
                )  # fmt: skip
    return chosen


def _take_entry(view: View, at: int, entry: str) -> None:
    offered = entries_of(view.shown.train.parameters)
    view.session.explore.take_entry(at, entry, offered)


def entries_of(parameters: Parameters) -> list[str]:
    """All weights and biases as "W[1](2,1)", layer by layer, rows and columns counted from 1."""
    found = []
    for l in parameters.layers:
        for kind, array in (("W", parameters.W[l]), ("b", parameters.b[l])):
            rows, columns = array.shape
            found += [
                str(Entry(kind, l, row + 1, column + 1))
                for row in range(rows)
                for column in range(columns)
            ]
    return found


def said(view: View, found: Landscape, entries: tuple[str, str]) -> list[str]:
    """What is seen in the picture, and what is left out of it."""
    text, section = view.text, found.section
    alpha = view.shown.train.config.learning_rate
    words = [text("landscape.step", alpha=format.learning_rate(alpha))]
    length = format.short(float(np.linalg.norm(found.next_step - found.here)))
    words.append(text("landscape.long" if is_seen(found) else "landscape.short", length=length))
    gap = format.short(found.path.gap)
    if section.shares is not None:
        first, second = (format.share(share) for share in section.shares)
        words.append(text("landscape.shares", first=first, second=second))
    if view.session.explore.section == "weights":
        first, second = (f"${latex(entry)}$" for entry in entries)
        words.append(text("landscape.exact", first=first, second=second, gap=gap))
    else:
        words.append(text("landscape.gap", gap=gap))
    return words


def _computed(view: View, entries: tuple[str, str], near: bool) -> Landscape | None:
    """J over the plane; None where the run gives no directions."""
    run, at = view.run, view.shown.iteration
    try:
        return landscape(run, _section(view, entries), iteration=at, closely=near)
    except ValueError:
        return None


def _section(view: View, entries: tuple[str, str]) -> Section:
    of, section = view.shown.train, view.session.explore.section
    if section == "weights":
        first, second = map(_place, entries)
        return weight_section(of.parameters, first, second)
    if section == "gradient":
        return gradient_section(of.parameters, of.gradients)
    return principal_section(path_vectors(view.run, view.shown.iteration)[1])


def latex(written: str) -> str:
    """An entry as LaTeX: W^{[1]}_{2,1}."""
    name, row, column = _place(written)
    return f"{name.latex}_{{{row + 1},{column + 1}}}"


def _place(written: str) -> tuple[Name, int, int]:
    """An entry as `weight_section` takes it, counted from 0."""
    entry = Entry.of(written)
    if entry is None:
        raise ValueError(f"{written!r} is no entry of W or b")
    return Name(entry.kind, entry.layer), entry.row - 1, entry.column - 1
