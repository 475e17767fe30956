"""The decision boundary with the training samples."""

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.data.dataset import Dataset
from core.passes import Pass
from core.plane import Plane, activations_over, plane_around
from core.types import Array
from dashboard.charts.picture import picture
from dashboard.charts.plane import boundary_chart
from dashboard.charts.thinning import thinned
from dashboard.format import whole
from dashboard.settings import Look
from dashboard.text import Text, feature_words
from dashboard.view import View

SIDE = 80
MOST_POINTS = 500


def class_words(text: Text, names: tuple[str, str]) -> tuple[str, str]:
    """The two classes' names, class 0 first, each with its label y."""
    zero, one = (text(f"class.{code}") if text.has(f"class.{code}") else code for code in names)
    return f"y = 0 {zero}".strip(), f"y = 1 {one}".strip()


def features(look: Look) -> tuple[int, int]:
    """The rows of X that the plane shows, across and up."""
    return look.across, look.up


def draw(slot: DeltaGenerator, view: View) -> DeltaGenerator:
    """Draw a[2] over the plane of two features, under the training samples."""
    text, of, data = view.text, view.shown.train, view.run.dataset
    plane = plane_around(of.X, features(view.session.settings.look))
    output = activations_over(plane, SIDE, of.parameters, of.config.activation)
    image = picture(output[len(output)][0], 0, 1, view.colours, strength=0.55)
    across, up = (feature_words(text, data.feature_names[f]) for f in plane.features)
    chart = boundary_chart(
        view.underlay.push("boundary", image), plane, points(of, plane),
        class_words(text, data.class_names), (across, up), view.colours,
    )  # fmt: skip
    drawn: DeltaGenerator = slot.vega_lite_chart(chart, alt=text("boundary.alt"))
    return drawn


def note(text: Text, dataset: Dataset) -> str:
    """What is and is not on the picture."""
    n0, m = dataset.X.shape
    shown = min(MOST_POINTS, m)
    if n0 > 2:
        return text("boundary.rest", shown=whole(shown), m=whole(m))
    if shown < m:
        return text("boundary.thinned", shown=whole(shown), m=whole(m))
    return text("boundary.all")


def points(of: Pass, plane: Plane, most: int = MOST_POINTS) -> dict[str, Array]:
    """At most so many samples on the plane, each with its label 0 or 1.

    They are sent with every frame, so they take few bytes.
    """
    at = list(thinned(of.m, most))
    across, up = plane.features
    return {
        "x": of.X[across, at].astype(np.float32),
        "y": of.X[up, at].astype(np.float32),
        "label": of.Y[0, at].astype(np.int8),
    }
