"""A finished or paused run, replayed in the browser without a further word to the server."""

from typing import Any

import pandas as pd
import streamlit as st

from core.plane import Plane, activations_over, plane_around
from core.training import Run, visit
from dashboard.charts.palette import Palette, palette
from dashboard.charts.picture import picture
from dashboard.charts.replay import Words, replay
from dashboard.panels import boundary, curves
from dashboard.session import Session
from dashboard.text import Text, feature_words

MOST_FRAMES = 120
MOST_POINTS = 300
SIDE = 64
"""Of each picture, in cells."""


def button(text: Text, current: Session, *, dark: bool) -> None:
    """A button that opens the replay."""
    if st.button(
        text("replay.title"), key="replay", icon=":material/movie:", help=text("replay.help")
    ):
        st.dialog(text("replay.title"), width="large", icon=":material/movie:")(_show)(
            text, current, dark=dark
        )


def _show(text: Text, current: Session, *, dark: bool) -> None:
    features = (current.setup.across, current.setup.up)
    st.vega_lite_chart(
        description(text, current.run, features, palette(dark)), alt=text("replay.alt")
    )
    st.caption(text("replay.note", frames=min(MOST_FRAMES, len(current.run.history.records))))


def description(
    text: Text, run: Run, features: tuple[int, int], colours: Palette
) -> dict[str, Any]:
    """The chart of a replay: so many of the recorded iterations, evenly spread."""
    data = run.snapshot.dataset
    plane = plane_around(data.X, features)
    cost, norms = curves.cost_curves(text, colours), curves.norm_curves(run.history, colours)
    frames = pd.DataFrame(curves.frame(run.history, [*cost, *norms], text("cost.x"), MOST_FRAMES))
    frames["frame"] = range(len(frames))
    frames["url"] = [
        _picture(run, iteration, plane, colours) for iteration in frames[text("cost.x")].tolist()
    ]
    across, up = (feature_words(text, data.feature_names[f]) for f in plane.features)
    words = Words(
        slider=text("replay.slider"),
        play=text("replay.play"),
        iteration=text("cost.x"),
        features=(across, up),
        classes=boundary.class_words(text, data),
    )
    points = pd.DataFrame(boundary.points(data, plane, MOST_POINTS))
    points["class"] = [words.classes[label] for label in points.pop("label")]
    return replay(frames, points, plane, cost, norms, words, colours)


def _picture(run: Run, iteration: int, plane: Plane, colours: Palette) -> str:
    then = visit(run, iteration)
    output = activations_over(plane, SIDE, then.parameters, then.activation)
    return picture(output[len(output)][0], 0, 1, colours, strength=0.55)
