"""J over a plane of the parameters, with the run's path and its next step."""

import streamlit as st

from core.explore.landscape import Landscape, landscape, path_vectors
from core.explore.sections import Section, gradient_section, principal_section
from core.lessons.facts import fall
from dashboard import format, state
from dashboard.charts.explore import landscape_chart
from dashboard.exploring import SECTIONS
from dashboard.panels.explore.alpha import untrained
from dashboard.view import View


def draw(view: View) -> None:
    """The plane chosen, J on it, and how far it can be trusted."""
    text, run, explore = view.text, view.run, view.session.explore
    if run.iteration == 0 or run.diverged:
        untrained(view)
        return
    st.segmented_control(
        text("landscape.plane"), SECTIONS, required=True,
        format_func=lambda name: text(f"landscape.{name}"),
        **state.bound(state.worded("section"), explore.section, explore.cut),
    )  # fmt: skip
    at = view.shown.iteration
    section = explore.section
    found = explore.keep("landscape", run, (at, section), lambda: _computed(view, section))
    if found is None:
        st.info(text("landscape.still"))
        return
    titles = (text(f"landscape.{section}_across"), text(f"landscape.{section}_up"), "J")
    st.vega_lite_chart(
        landscape_chart(found, titles, view.colours), alt=text("landscape.alt"), width=700
    )
    said = [text("landscape.step", alpha=format.learning_rate(run.now.learning_rate))]
    if found.section.shares is not None:
        shares = [format.share(share) for share in found.section.shares]
        said.append(text("landscape.shares", first=shares[0], second=shares[1]))
    said.append(text("landscape.gap", gap=format.short(found.path.gap)))
    st.markdown(" ".join(said))
    fell = fall(view.shown.train)
    if fell.real < 0:
        now = view.shown.train.cost
        st.markdown(text("landscape.over", now=format.cost(now), then=format.cost(now - fell.real)))


def _computed(view: View, section: str) -> Landscape | None:
    """J over the plane; None where the run gives no directions."""
    run, at = view.run, view.shown.iteration
    try:
        return landscape(run, _section(view, section), iteration=at)
    except ValueError:
        return None


def _section(view: View, section: str) -> Section:
    if section == "gradient":
        of = view.shown.train
        return gradient_section(of.parameters, of.gradients)
    return principal_section(path_vectors(view.run, view.shown.iteration)[1])
