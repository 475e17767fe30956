"""A finished or paused run, replayed in the browser without a further word to the server."""

import pandas as pd
import streamlit as st

from core.plane import Plane, activations_over, plane_around
from core.training import Run, visit
from dashboard.charts.live import Description
from dashboard.charts.palette import Palette
from dashboard.charts.picture import picture
from dashboard.charts.plane import STRENGTH
from dashboard.charts.replay import Words, replay
from dashboard.charts.thinning import thinned
from dashboard.panels.lab import boundary, curves
from dashboard.text import Text, feature_words
from dashboard.view import View

MOST_FRAMES = 120
MOST_POINTS = 300
SIDE = 64
"""Of each picture, in cells."""


def button(view: View) -> None:
    """A button that opens the replay."""
    text = view.text
    if st.button(
        text("replay.title"), key="replay", icon=":material/movie:", help=text("replay.help")
    ):
        st.dialog(text("replay.title"), width="large", icon=":material/movie:")(_show)(view)


def _show(view: View) -> None:
    text, features = view.text, boundary.features(view.session.settings.look)
    st.vega_lite_chart(description(text, view.run, features, view.colours), alt=text("replay.alt"))
    st.caption(text("replay.note", frames=len(view.run.history.spread(MOST_FRAMES))))


def description(text: Text, run: Run, features: tuple[int, int], colours: Palette) -> Description:
    """The chart of a replay: so many of the recorded iterations, evenly spread."""
    data = run.dataset
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
        classes=boundary.class_words(text, data.class_names),
    )
    points = pd.DataFrame(
        boundary.points(run.snapshot.train, plane, thinned(run.snapshot.train.m, MOST_POINTS))
    )
    points["class"] = [words.classes[label] for label in points.pop("label")]
    return replay(frames, points, plane, cost, norms, words, colours)


def _picture(run: Run, iteration: int, plane: Plane, colours: Palette) -> str:
    then = visit(run, iteration).train
    output = activations_over(plane, SIDE, then.parameters, then.config.activation)
    return picture(output[len(output)][0], 0, 1, colours, strength=STRENGTH)
