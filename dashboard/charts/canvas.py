"""The plane on which samples are drawn: every place of a grid can be clicked."""

from functools import lru_cache

import altair as alt

from dashboard.charts.live import Description, arrow, clicked, live, moving
from dashboard.charts.palette import Palette
from dashboard.points import SIDE, UNIT, Point

PIXELS = 340


def canvas(points: tuple[Point, ...], colours: Palette) -> Description:
    """The drawn samples: a diamond for y = 0, a circle for y = 1."""
    return {
        **_canvas(colours),
        "datasets": {
            "drawn": arrow(
                {
                    "across": [p.across for p in points],
                    "up": [p.up for p in points],
                    "label": [p.label for p in points],
                    "x1": [p.x[0] for p in points],
                    "x2": [p.x[1] for p in points],
                }
            )
        },
    }


@lru_cache(maxsize=4)
def _canvas(colours: Palette) -> Description:
    middle = SIDE // 2
    scale = alt.Scale(domain=[-0.5, SIDE + 0.5], nice=False, zero=False)
    ticks = list(range(0, SIDE + 1, UNIT * 2))
    axis = alt.Axis(
        values=ticks, labelExpr=f"(datum.value - {middle}) / {UNIT}", grid=True, domain=False
    )

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=axis, title="x1")

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=scale, axis=axis, title="x2")

    side = PIXELS / (SIDE + 1)
    places = (
        alt.Chart(alt.sequence(0, (SIDE + 1) ** 2, as_="place"))
        .transform_calculate(
            across=f"datum.place % {SIDE + 1}", up=f"floor(datum.place / {SIDE + 1})"
        )
        # Vega finds nothing at the pointer that is quite transparent.
        .mark_square(size=side**2, opacity=0.001, tooltip=None, cursor="crosshair")
        .encode(x=x("across"), y=y("up"))
        .add_params(clicked("across", "up"))
    )
    pair = [colours.negative, colours.positive]
    samples = (
        moving("drawn")
        .mark_point(
            filled=True, size=50, opacity=1, stroke=colours.point_edge, strokeWidth=0.8,
            tooltip=None,
        )
        .encode(
            x=x("across"), y=y("up"),
            fill=alt.Fill("label:N", scale=alt.Scale(domain=[0, 1], range=pair), legend=None),
            shape=alt.Shape(
                "label:N", scale=alt.Scale(domain=[0, 1], range=["diamond", "circle"]), legend=None
            ),
        )
    )  # fmt: skip
    # The places lie on top, so that a click on a sample hits its place.
    return live(alt.layer(samples, places), PIXELS + 40)
