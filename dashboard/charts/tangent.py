"""A curve with its tangent at one place, and the line to another place on it."""

from functools import lru_cache
from typing import NamedTuple

import altair as alt

from core.lessons.nudge import Curve
from dashboard.charts.live import Description, arrow, live
from dashboard.charts.palette import Palette

HEIGHT = 200


class TangentWords(NamedTuple):
    """What is written at the axes, and in the legend at the tangent and the line to the other."""

    x: str
    y: str
    tangent: str
    secant: str = ""


def tangent_chart(
    curve: Curve, to: tuple[float, float] | None, words: TangentWords, colours: Palette
) -> Description:
    """The curve in ink, the tangent in the accent's colour, the line to `to` dashed."""
    ends = (float(curve.x[0]), float(curve.x[-1]))
    touching = [curve.value + curve.slope * (end - curve.at) for end in ends]
    places = [(curve.at, curve.value), *([] if to is None else [to])]
    low, high = float(curve.y.min()), float(curve.y.max())
    space = 0.15 * (high - low) or 0.5
    return {
        **_tangent(words, ends, (low - space, high + space), colours, secant=to is not None),
        "datasets": {
            "curve": arrow({"x": curve.x, "y": curve.y}),
            "tangent": arrow({"x": list(ends), "y": touching, "line": [words.tangent] * 2}),
            "places": arrow({"x": [x for x, _ in places], "y": [y for _, y in places]}),
            **(
                {}
                if to is None
                else {
                    "secant": arrow(
                        {
                            "x": [x for x, _ in places],
                            "y": [y for _, y in places],
                            "line": [words.secant] * 2,
                        }
                    )
                }
            ),
        },
    }


@lru_cache(maxsize=64)
def _tangent(
    words: TangentWords, across: tuple[float, float], up: tuple[float, float], colours: Palette,
    *, secant: bool,
) -> Description:  # fmt: skip
    x = alt.X("x:Q", title=words.x, scale=alt.Scale(domain=list(across), nice=False))
    y = alt.Y("y:Q", title=words.y, scale=alt.Scale(domain=list(up), nice=False))
    names = [words.tangent, *([words.secant] if secant else [])]
    ink = alt.Scale(domain=names, range=[colours.accent, colours.grey][: len(names)])
    dash = alt.Scale(domain=names, range=[[1, 0], [5, 3]][: len(names)])
    legend = alt.Legend(title=None, orient="top", direction="horizontal", labelLimit=400)

    def data(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name))

    def line(name: str) -> alt.Chart:
        drawn: alt.Chart = (
            data(name)
            .mark_line(strokeWidth=1.8, clip=True, tooltip=None)
            .encode(
                x=x, y=y, color=alt.Color("line:N", scale=ink, legend=legend),
                strokeDash=alt.StrokeDash("line:N", scale=dash, legend=legend),
            )
        )  # fmt: skip
        return drawn

    curve = data("curve").mark_line(strokeWidth=2.2, color=colours.ink, clip=True, tooltip=None)
    places = data("places").mark_point(
        filled=True, size=60, color=colours.accent, opacity=1, clip=True
    )
    told = [alt.Tooltip(f"{axis}:Q", format=".5g", title=title)
            for axis, title in (("x", words.x), ("y", words.y))]  # fmt: skip
    lines = [line("tangent"), *([line("secant")] if secant else [])]
    return live(
        alt.layer(curve.encode(x=x, y=y), *lines, places.encode(x=x, y=y, tooltip=told)), HEIGHT
    )
