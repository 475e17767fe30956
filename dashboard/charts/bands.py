"""Curves that share an axis: what they are, and the marks that draw them."""

import re
from typing import Any, Literal, NamedTuple

import altair as alt

from dashboard.charts.live import AXIS_WIDTH, moving
from dashboard.charts.palette import Palette

_POWER = "log(datum.value) / LN10"
DECADES: Any = {
    "condition": {"test": f"abs({_POWER} - round({_POWER})) < 1e-9", "value": 1}, "value": 0,
}  # fmt: skip
"""Of a logarithmic axis' lines only those of the powers of ten, the ones that have a number."""
DASHES = ([1, 0], [5, 3])
"""Of a line that is not dashed, and of one that is."""
LEGEND, HEADING = 22, 32
"""Pixels by which a band's legend and the heading begin above its curves."""
BESIDE = AXIS_WIDTH + 16
"""Pixels from the chart's left edge to its plot: labels and title of the vertical axis."""


class Curve(NamedTuple):
    """A recorded measure drawn over the iterations; its rows have a column named as its label."""

    measure: str
    label: str
    colour: str
    dashed: bool = False

    @property
    def field(self) -> str:
        """The label as Vega is told of a column; of a bare bracket it would make a path."""
        return re.sub(r"([.\[\]'])", r"\\\1", self.label)


class Band(NamedTuple):
    """Curves that share a vertical axis, and the part of the chart that they have for themselves.

    heading : what is written above them, where the page has no line of its own for it.
    measure : the title of their axis.
    empty : stands in the middle of a band without a single number.
    log : whether the axis is logarithmic.
    """

    curves: tuple[Curve, ...]
    measure: str
    top: int
    bottom: int
    heading: str = ""
    empty: str = ""
    log: bool = False


def across(column: str) -> alt.X:
    """A column along the axis of iterations, which one layer alone describes."""
    return alt.X(field=column, type="quantitative")


def _y(column: str) -> alt.Y:
    return alt.Y(field=column, type="quantitative")


def _with_axis(y: alt.Y, band: Band) -> alt.Y:
    """With the band's vertical axis, in its own part of the height."""
    axis = alt.Axis(
        title=band.measure,
        titleAngle=0,
        titleAlign="left",
        # At one place whatever the title, so that the bands begin at one place too.
        titleX=-BESIDE,
        orient="left",
        offset=0,
        minExtent=AXIS_WIDTH,
        maxExtent=AXIS_WIDTH,
        tickCount=5 if band.log else 4,
        format=".0e" if band.log else "~r",
        labelOverlap=True,
        grid=True,
        **({"gridOpacity": DECADES} if band.log else {}),
    )
    scale = alt.Scale(
        type="log" if band.log else "linear",
        zero=not band.log,
        nice=True,
        rangeMin=band.bottom,
        rangeMax=band.top,
    )
    return y.axis(axis).scale(scale)


def drawn_band(
    band: Band, x: alt.X, pins: list[alt.Chart], colours: Palette, *, empty: bool
) -> alt.LayerChart | alt.FacetChart:
    """The curves of a band, a dot on each where the run is, and their legend."""
    # A mark for each curve: one mark of folded and grouped rows takes a browser twice as long.
    lines = [
        moving("curves")
        .mark_line(
            strokeWidth=2, strokeCap="round", color=curve.colour, strokeDash=DASHES[curve.dashed]
        )
        .encode(x=x, y=_y(curve.field) if i else _with_axis(_y(curve.field), band))
        for i, curve in enumerate(band.curves)
    ]
    dots = [
        moving("now")
        .mark_point(filled=True, size=26, opacity=1, color=curve.colour)
        .encode(x=x, y=_y(curve.field))
        for curve in band.curves
    ]
    words = []
    if band.heading:
        above = band.top - HEADING
        words.append(_word(band.heading, above, colours, dx=-BESIDE, size=14, weight=600))
    if band.empty and empty:
        words.append(_word(band.empty, (band.top + band.bottom) / 2, colours, dx=12))
    return alt.layer(*pins, *lines, *dots, *words, _legend(band))


def drawn_pins(colours: Palette) -> alt.Chart:
    """The curves of other runs, pale."""
    drawn: alt.Chart = (
        moving("pins")
        .mark_line(color=colours.accent, opacity=0.45, strokeWidth=1.6)
        .encode(
            x=across("at"), y=_y("cost"), detail="pin:N", tooltip=alt.Tooltip("name:N", title=" ")
        )
    )
    return drawn


def drawn_changes(colours: Palette) -> list[alt.Chart]:
    """Where something was changed on the way, and what."""
    changes, x = moving("changes"), across("at")
    where = changes.mark_rule(color=colours.accent, strokeDash=[2, 2], invalid=None).encode(x=x)
    words = changes.mark_text(
        color=colours.accent, align="left", baseline="top", dx=3, fontSize=10, invalid=None
    ).encode(x=x, y=alt.value(0), text=alt.Text("words:N"))
    return [where, words]


def _word(
    word: str,
    y: float,
    colours: Palette,
    *,
    dx: int,
    size: int = 11,
    weight: Literal[400, 600] = 400,
) -> alt.Chart:
    """A line of words in the chart."""
    drawn: alt.Chart = (
        moving("now")
        .mark_text(
            align="left", color=colours.ink, invalid=None, dx=dx, fontSize=size, fontWeight=weight
        )
        .encode(x=alt.value(0), y=alt.value(y), text=alt.value(word))
    )
    return drawn


def _legend(band: Band) -> alt.Chart:
    """A layer of which nothing but the legend is seen."""
    labels = [curve.label for curve in band.curves]
    legend = alt.Legend(
        title=None,
        orient="none",
        legendX=-BESIDE,
        legendY=band.top - LEGEND,
        direction="horizontal",
        symbolType="stroke",
        symbolSize=80,
        columns=4,
        columnPadding=5,
        labelLimit=80,
        symbolOpacity=1,
        symbolStrokeWidth=2,
    )
    colour = alt.Scale(domain=labels, range=[curve.colour for curve in band.curves])
    dash = alt.Scale(domain=labels, range=[DASHES[curve.dashed] for curve in band.curves])
    unseen: alt.Chart = (
        alt.Chart(alt.InlineData(values=[{"label": label} for label in labels]))
        .mark_line(opacity=0)
        .encode(
            color=alt.Color("label:N", scale=colour, legend=legend),
            strokeDash=alt.StrokeDash("label:N", scale=dash, legend=legend),
        )
    )
    return unseen
