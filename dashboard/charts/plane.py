"""The decision boundary: the output over a plane of two features, under the samples."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt

from core.plane import Plane
from core.types import Array
from dashboard.charts.live import AXIS_WIDTH, Description, arrow, clicked, live, moving
from dashboard.charts.palette import Palette, blended

STRENGTH = 0.55
"""How strong the colours of the output are under the samples."""
SIDE = 22
"""Area of a sample's mark, in square pixels."""


class PlaneWords(NamedTuple):
    """What is written on the plane: the classes 0 and 1, the features across and up, the bar.

    output, bar : the title of the bar of colours, and what stands at its ends and its middle.
    """

    classes: tuple[str, str]
    features: tuple[str, str]
    output: str
    bar: tuple[str, str, str]
    sample: str


def boundary_chart(
    pictures: Sequence[str],
    pictured: Plane,
    plane: Plane,
    points: Mapping[str, Array],
    tests: Mapping[str, Array],
    wrong: Mapping[str, Array],
    chosen: Mapping[str, Array],
    words: PlaneWords,
    colours: Palette,
) -> Description:
    """The output over a plane, under the samples.

    Parameters
    ----------
    pictures : of data URIs
        The picture to show, last; before it those that were shown, which fill the short time in
        which a browser decodes the new one, so that nothing flickers.
    pictured : Plane
        What the pictures show, as much as `plane` or more.
    plane : Plane
        What is shown at least.
    points, tests : mapping
        The training samples, and the test samples that are shown: the columns x, y, label (0 or 1)
        and number, counted from 1.
    wrong, chosen : mapping
        The same of the samples that are labelled wrongly, and of the one that is looked at.
    words : PlaneWords
    """
    (left, bottom), (right, top) = pictured.low, pictured.high
    at = {"left": left, "right": right, "bottom": bottom, "top": top}
    field = {"url": pictures, **{side: [value] * len(pictures) for side, value in at.items()}}
    extra = {"tests": tests, "chosen": chosen}
    present = {name: data for name, data in extra.items() if len(data["x"])}
    return {
        **_boundary(words, plane.middle, plane.half, colours, tuple(present)),
        "datasets": {
            "field": arrow(field),
            "points": arrow(points),
            "wrong": arrow(wrong),
            **{name: arrow(data) for name, data in present.items()},
        },
    }


@lru_cache(maxsize=64)
def _boundary(
    words: PlaneWords,
    middle: tuple[float, float],
    half: float,
    colours: Palette,
    extra: tuple[str, ...],
) -> Description:
    """The description of the plane without its data.

    extra : of {"tests", "chosen"}
        What is drawn besides. A layer without rows would take a browser as long as one with some.

    One unit is as long across as up whatever the shape of the chart: its longer side shows more.
    """

    def scale(at: float, longer: str) -> alt.Scale:
        reach = f"{half} * max(1, {longer})"
        ends = [alt.ExprRef(f"{at} - {reach}"), alt.ExprRef(f"{at} + {reach}")]
        return alt.Scale(domain=ends, nice=False, zero=False)

    across, up = words.features
    shared: dict[str, Any] = {"grid": False, "tickCount": 5, "format": "~r"}
    field = (
        moving("field")
        .mark_image(aspect=False, clip=True, invalid=None, tooltip=None)
        .encode(
            x=alt.X(
                "left:Q",
                scale=scale(middle[0], "width / height"),
                axis=alt.Axis(title=across, **shared),
            ),
            x2=alt.X2("right:Q"),
            y=alt.Y(
                "top:Q",
                scale=scale(middle[1], "height / width"),
                axis=alt.Axis(title=up, minExtent=AXIS_WIDTH, maxExtent=AXIS_WIDTH, **shared),
            ),
            y2=alt.Y2("bottom:Q"),
            url=alt.Url("url:N"),
            # The same picture stays the same mark, already decoded, from frame to frame.
            key=alt.Key("url:N"),
        )
    )
    rings = moving("wrong").mark_point(
        size=4 * SIDE, stroke=colours.ink, strokeWidth=1, filled=False, invalid=None, tooltip=None,
        opacity=0.9, clip=True,
    )  # fmt: skip
    chosen = moving("chosen").mark_point(
        size=9 * SIDE, stroke=colours.accent, strokeWidth=3, filled=False, invalid=None,
        tooltip=None, opacity=1, clip=True,
    )  # fmt: skip
    place = {"x": alt.X("x:Q"), "y": alt.Y("y:Q")}
    return live(
        alt.layer(
            field,
            *([_samples("tests", words, colours, hollow=True)] if "tests" in extra else []),
            _samples("points", words, colours, hollow=False),
            rings.encode(**place),
            *([chosen.encode(**place)] if "chosen" in extra else []),
            _bar(words, colours),
        ).resolve_scale(color="independent")
    )


def _samples(data: str, words: PlaneWords, colours: Palette, *, hollow: bool) -> alt.Chart:
    """Samples, a diamond for y = 0 and a circle for y = 1; those of the test are hollow."""
    pair = [colours.negative, colours.positive]
    colour = alt.Scale(domain=[0, 1], range=pair)
    shape = alt.Scale(domain=[0, 1], range=["diamond", "circle"])
    legend = alt.Legend(
        title=None, orient="top", direction="horizontal", symbolSize=90,
        labelExpr=f"{json.dumps(words.classes)}[datum.value]",
    )  # fmt: skip
    look: dict[str, Any] = {"fill": colours.neutral} if hollow else {"stroke": colours.point_edge}
    drawn = moving(data).mark_point(
        filled=not hollow, invalid=None, size=SIDE, opacity=1, clip=True,
        strokeWidth=1.4 if hollow else 0.6, **look,
    )  # fmt: skip
    inked: dict[str, Any] = (
        {"stroke": alt.Stroke("label:N", scale=colour, legend=None)}
        if hollow
        else {"fill": alt.Fill("label:N", scale=colour, legend=legend)}
    )
    chart: alt.Chart = drawn.encode(
        x=alt.X("x:Q"),
        y=alt.Y("y:Q"),
        shape=alt.Shape("label:N", scale=shape, legend=legend),
        tooltip=[
            alt.Tooltip("number:Q", title=words.sample),
            alt.Tooltip("x:Q", title=words.features[0], format=".4g"),
            alt.Tooltip("y:Q", title=words.features[1], format=".4g"),
            alt.Tooltip("label:Q", title="y"),
        ],
        **inked,
    )
    return chart if hollow else chart.add_params(clicked("number"))


def _bar(words: PlaneWords, colours: Palette) -> alt.Chart:
    """A layer of which nothing but a bar of the output's colours is seen."""
    ends = [colours.negative, colours.neutral, colours.positive]
    shown = [blended(colour, colours.neutral, STRENGTH) for colour in ends]
    scale = alt.Scale(domain=[0, 0.5, 1], range=shown, interpolate="rgb")
    legend = alt.Legend(
        title=words.output, orient="top", direction="horizontal", titleOrient="left",
        gradientLength=84, gradientThickness=15, values=[0, 0.5, 1], titleFontSize=11,
        # Within the bar, so that one line of the height is enough.
        labelOffset=alt.ExprRef("-14"), labelColor=colours.ink,
        labelExpr=f"{json.dumps(words.bar)}[2 * datum.value]",
    )  # fmt: skip
    bar: alt.Chart = (
        alt.Chart(alt.InlineData(values=[{"a": 0}, {"a": 1}]))
        .mark_point(opacity=0, tooltip=None, size=0)
        .encode(color=alt.Color("a:Q", scale=scale, legend=legend))
    )
    return bar
