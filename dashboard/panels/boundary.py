"""The decision boundary with the training samples."""

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.dataset import Dataset
from core.plane import Plane, activations_over, plane_around
from core.snapshot import Snapshot
from core.types import Array
from dashboard.charts.palette import palette
from dashboard.charts.picture import picture
from dashboard.charts.plane import boundary, plane_chart
from dashboard.numbers import thinned, whole
from dashboard.panels.lately import Lately
from dashboard.text import Text, feature_words

SIDE = 80
MOST_POINTS = 500


def class_words(text: Text, dataset: Dataset) -> tuple[str, str]:
    """The two classes' names, class 0 first, each with its label y."""
    zero, one = (
        text(f"class.{code}") if text.has(f"class.{code}") else code for code in dataset.class_names
    )
    return f"y = 0 {zero}".strip(), f"y = 1 {one}".strip()


def draw(
    slot: DeltaGenerator,
    text: Text,
    snapshot: Snapshot,
    features: tuple[int, int],
    lately: Lately,
    *,
    dark: bool,
) -> DeltaGenerator:
    """Draw a[2] over the plane of two features, under the training samples."""
    data = snapshot.dataset
    plane = plane_around(data.X, features)
    output = activations_over(plane, SIDE, snapshot.parameters, snapshot.activation)
    colours = palette(dark)
    labels = class_words(text, data)
    spec = boundary(
        labels,
        feature_words(text, data.feature_names[plane.features[0]]),
        feature_words(text, data.feature_names[plane.features[1]]),
        colours,
    )
    image = picture(output[len(output)][0], 0, 1, colours, strength=0.55)
    pictures = lately.with_new("boundary", image)
    return slot.vega_lite_chart(
        plane_chart(pictures, plane, points(data, plane), spec),
        alt=text("boundary.alt"),
    )


def note(text: Text, dataset: Dataset) -> str:
    """What is and is not on the picture."""
    shown, m = min(MOST_POINTS, dataset.X.shape[1]), dataset.X.shape[1]
    if dataset.X.shape[0] > 2:
        return text("boundary.rest", shown=whole(shown), m=whole(m))
    return (
        text("boundary.thinned", shown=whole(shown), m=whole(m))
        if shown < m
        else text("boundary.all")
    )


def points(data: Dataset, plane: Plane, most: int = MOST_POINTS) -> dict[str, Array]:
    """At most so many samples on the plane, each with its label 0 or 1.

    They are sent with every frame, so they take few bytes.
    """
    at = list(thinned(data.X.shape[1], most))
    across, up = plane.features
    return {
        "x": data.X[across, at].astype(np.float32),
        "y": data.X[up, at].astype(np.float32),
        "label": data.Y[0, at].astype(np.int8),
    }
