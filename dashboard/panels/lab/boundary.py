"""The decision boundary with the training samples."""

from collections.abc import Sequence

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.data.dataset import Dataset
from core.network import labels
from core.passes import Pass
from core.plane import Plane, activations_over, plane_around
from core.types import Array
from dashboard.charts.live import Description
from dashboard.charts.picture import picture
from dashboard.charts.plane import STRENGTH, PlaneWords, boundary_chart
from dashboard.charts.thinning import thinned
from dashboard.format import whole
from dashboard.panels.lab.network import limits
from dashboard.panels.shared.clickable import clickable
from dashboard.settings import Look
from dashboard.text import Text, feature_words
from dashboard.view import View
from dashboard.work import Focus

SIDE = 96
WIDER = 1.17
"""The longer side of a chart that is not square shows more of the plane: so much has colours."""
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
    drawn: DeltaGenerator = slot.vega_lite_chart(
        chart(view), alt=view.text("boundary.alt"), height="stretch", **clickable(view, "plane")
    )
    return drawn


def chart(view: View, *, apart: bool = False) -> Description:
    """The plane's description with the data to draw now.

    apart : leaves out what is looked at in the Lab, for another run may not have that unit or
        that sample.
    """
    text, of, look = view.text, view.shown.train, view.session.settings.look
    data = view.run.dataset
    plane = plane_around(of.X, features(look))
    seen = plane.wider(WIDER)
    unit = None if apart else _unit(view)
    output, (low, high), line = _output(view, seen, unit)
    image = picture(output, low, high, view.colours, strength=STRENGTH, line=line)
    across, up = (feature_words(text, data.feature_names[f]) for f in plane.features)
    words = PlaneWords(
        class_words(text, data.class_names), (across, up),
        *_bar(view, unit),
        text("boundary.sample"),
    )  # fmt: skip
    at = list(thinned(of.m, MOST_POINTS))
    wrong = np.flatnonzero((labels(of.cache) != of.Y).any(axis=0)[at])
    chosen = None if apart else view.session.sample
    return boundary_chart(
        view.underlay.push("boundary", image), seen, plane, points(of, plane, at),
        points(view.shown.test, plane, range(view.shown.test.m if look.tests else 0)),
        points(of, plane, [at[i] for i in wrong]),
        points(of, plane, [] if chosen is None else [chosen]), words, view.colours,
    )  # fmt: skip


def _output(
    view: View, plane: Plane, unit: Focus | None
) -> tuple[Array, tuple[float, float], float]:
    """What is seen over the plane, the values of the full colours, and where its line is drawn.

    That is a[L] with the line at 1/2, or the activation of the hidden unit that is looked at, with
    the line where its z is 0.
    """
    of = view.shown.train
    found = activations_over(plane, SIDE, of.parameters, of.config.activation)
    L = len(found)
    if unit is None:
        return found[L][0], (0.0, 1.0), 0.5
    reach = limits(of.cache.A[unit.layer], unit.layer, L, of.config.activation)
    zero = 0.5 if of.config.activation == "sigmoid" else 0.0
    return found[unit.layer][unit.i], reach, zero


def _bar(view: View, unit: Focus | None) -> tuple[str, tuple[str, str, str]]:
    """What stands at the bar of colours: its title, and its values from low to high."""
    of = view.shown.train
    if unit is None:
        return f"a[{len(of.parameters.W)}]", ("0", "0.5", "1")
    ends = {"tanh": ("−1", "0", "1"), "sigmoid": ("0", "0.5", "1")}
    return f"a[{unit.layer}]", ends.get(of.config.activation, ("−", "0", "+"))


def _unit(view: View) -> Focus | None:
    """The hidden unit that is looked at, if one is."""
    focus = view.session.focus
    hidden = focus is not None and focus.kind == "unit"
    return focus if hidden and focus and focus.layer < len(view.shown.train.parameters.W) else None


def caption(view: View) -> str:
    """The plane in one line."""
    text, of, unit = view.text, view.shown.train, _unit(view)
    if unit is not None:
        return text("boundary.caption_unit", unit=unit.i + 1, layer=unit.layer)
    if view.session.playing:
        return text("boundary.caption_moving")
    wrong = int((labels(of.cache) != of.Y).any(axis=0).sum())
    return text("boundary.caption", wrong=whole(wrong), m=whole(of.m))


def note(text: Text, dataset: Dataset) -> str:
    """What is and is not on the picture."""
    n0, m = dataset.X.shape
    shown = min(MOST_POINTS, m)
    if n0 > 2:
        return text("boundary.rest", shown=whole(shown), m=whole(m))
    if shown < m:
        return text("boundary.thinned", shown=whole(shown), m=whole(m))
    return text("boundary.all")


def points(of: Pass, plane: Plane, at: Sequence[int]) -> dict[str, Array]:
    """Samples on the plane, by their places in X, each with its label 0 or 1 and its number from 1.

    They are sent with every frame, so they take few bytes.
    """
    across, up = plane.features
    where = np.array(at, dtype=np.intp)
    return {
        "x": of.X[across, where].astype(np.float32),
        "y": of.X[up, where].astype(np.float32),
        "label": of.Y[0, where].astype(np.int8),
        "number": (where + 1).astype(np.float32),
    }
