"""The data sets as a grid of little pictures, each of which can be clicked."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import altair as alt

from dashboard.charts.live import Description, arrow, clicked, live
from dashboard.charts.palette import Palette

COLUMNS, SIDE, PITCH = 4, 88, 112
"""Pictures in a row; pixels of a picture, and from one row to the next, with room for a name."""


class Exhibit(NamedTuple):
    """A picture of the grid: what a click on it gives, its name, and the picture as a data URI."""

    code: str
    name: str
    url: str


def gallery_chart(exhibits: Sequence[Exhibit], chosen: str, colours: Palette) -> Description:
    """The grid, with a frame around the one that is chosen."""
    rows = -(-len(exhibits) // COLUMNS)
    places = [
        (i % COLUMNS + 0.5, i // COLUMNS * PITCH + SIDE / 2 + 4) for i in range(len(exhibits))
    ]
    data: dict[str, Sequence[object]] = {
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "code": [exhibit.code for exhibit in exhibits],
        "name": [exhibit.name for exhibit in exhibits],
        "url": [exhibit.url for exhibit in exhibits],
        "chosen": [exhibit.code == chosen for exhibit in exhibits],
    }
    return {**_gallery(rows, colours), "datasets": {"exhibits": arrow(data)}}


@lru_cache(maxsize=8)
def _gallery(rows: int, colours: Palette) -> Description:
    base = alt.Chart(alt.NamedData("exhibits")).encode(
        x=alt.X("x:Q", scale=alt.Scale(domain=[0, COLUMNS], nice=False), axis=None),
        y=alt.Y("y:Q", scale=None, axis=None),
    )
    pictures = base.mark_image(width=SIDE, height=SIDE, tooltip=None).encode(url="url:N")
    frames = (
        base.mark_square(
            size=(SIDE + 4) ** 2, fill="transparent", opacity=1, tooltip=None, cursor="pointer"
        )
        .encode(
            stroke=alt.condition(
                "datum.chosen", alt.value(colours.accent), alt.value(colours.faint)
            ),
            strokeWidth=alt.condition("datum.chosen", alt.value(3), alt.value(1)),
        )
        .add_params(clicked("code"))
    )
    names = base.mark_text(dy=SIDE / 2 + 10, fontSize=11, limit=98, color=colours.ink, tooltip=None)
    return live(alt.layer(pictures, frames, names.encode(text="name:N")), rows * PITCH)
