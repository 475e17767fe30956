"""What was clicked: a sample's way through the network, a unit's row, a weight's mean."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.focus import Response, UnitInFocus, response, unit, weight
from core.passes import Pass
from core.types import Array
from dashboard import format, state
from dashboard.charts.bands import Band, Curve
from dashboard.charts.curves import curve_chart
from dashboard.charts.response import ResponseWords, response_chart
from dashboard.charts.thinning import thinned
from dashboard.panels.lab import curves
from dashboard.text import Text
from dashboard.view import View

MOST = 6
"""So many entries of a column are written out."""
MOST_MARKS = 300
"""So many samples have a mark below the curve of a unit."""
WIDTHS = (0.5, 0.5)
WEIGHT_WIDTHS = (0.68, 0.32)
PAST_HEIGHT, PAST_BAND = 150, (22, 110)
"""Pixels of the chart of a weight's past, and between which of them its curve lies."""
TERMS = 3
"""So many of the m products of a gradient are written out."""


def draw(view: View) -> None:
    """Draw what is known of the part that is looked at, if one is."""
    text, focus = view.text, view.session.focus
    if focus is None:
        return
    with st.container(border=True, key="focus", gap="xsmall"):
        if focus.kind == "sample":
            _sample(view, view.session.sample or 0)
        elif focus.kind == "unit":
            _unit(view, view.shown.train, focus.layer, focus.i)
        else:
            left, right = st.columns(WEIGHT_WIDTHS, gap="medium")
            with left:
                _weight(text, view.shown.train, focus.layer, focus.i, focus.j)
            _past(view, right, focus.layer, focus.i, focus.j)
        with st.container(horizontal=True, gap="small"):
            if focus.kind == "sample" and st.button(
                text("focus.walk"), key="walk_through", icon=":material/looks_one:",
                on_click=view.session.walk_through, args=(view.session.sample or 0,),
            ):  # fmt: skip
                state.go("one_sample")
            st.button(
                text("focus.away"), key="look_away", type="tertiary", icon=":material/close:",
                on_click=view.session.look_away,
            )  # fmt: skip


def _sample(view: View, i: int) -> None:
    """x, z, a of every layer, y and the loss of the chosen sample."""
    text, of = view.text, view.shown.train
    A, Z, y = of.cache.A, of.cache.Z, of.Y[:, i]
    parts = [f"$x = {column(A[0][:, i])}$"]
    for l in of.parameters.layers:
        parts += [f"$z^{{[{l}]}} = {column(Z[l][:, i])}$", f"$a^{{[{l}]}} = {column(A[l][:, i])}$"]
    right = bool(np.all((A[len(Z)][:, i] > 0.5) == (y > 0.5)))
    said = text(
        "focus.right" if right else "focus.wrong", y=f"{float(y[0]):g}",
        loss=format.size(float(of.losses[i])),
    )  # fmt: skip
    st.markdown(f"**{text('focus.sample', number=format.whole(i + 1))}** {said}")
    st.markdown(r" $\;\to\;$ ".join(parts))


def _unit(view: View, of: Pass, l: int, i: int) -> None:
    """A unit's weights, bias, z, a and slope, and where it goes."""
    text, found = view.text, unit(of, l, i)
    curve = response(of, found)
    flat = int((found.slopes < curve.flat).sum())
    left, right = st.columns(WIDTHS, gap="medium")
    _response(view, right, curve, found)
    left.markdown(f"**{text('focus.unit', unit=i + 1, layer=l)}**")
    lines = [
        text("focus.row", layer=l, weights=column(found.weights), bias=number(found.bias)),
        text(
            "focus.range", layer=l, z_low=number(found.Z.min()), z_high=number(found.Z.max()),
            a_low=number(found.A.min()), a_high=number(found.A.max()),
        ),
        text("focus.slope", low=number(found.slopes.min()), high=number(found.slopes.max()),
             flat=format.whole(flat), m=format.whole(of.m)),
    ]  # fmt: skip
    if found.outgoing.size:
        lines.append(text("focus.out", layer=l + 1, weights=column(found.outgoing)))
    left.markdown("\n\n".join(lines))
    if found.outgoing.size and view.session.at_the_end:
        left.button(
            text("focus.off"), key="switch_off", icon=":material/toggle_off:",
            on_click=view.session.switch_off, args=(l, i), disabled=not found.outgoing.any(),
            help=text("focus.off_help", layer=l + 1),
        )  # fmt: skip


def _response(view: View, slot: DeltaGenerator, curve: Response, found: UnitInFocus) -> None:
    """g and g' with the samples' own z as marks."""
    text, at = view.text, list(thinned(found.Z.size, MOST_MARKS))
    marks = {"z": found.Z[at], "label": view.shown.train.Y[0, at]}
    words = ResponseWords(f"z[{found.layer}]", text("focus.g"), text("focus.g_slope"))
    slot.vega_lite_chart(
        response_chart(curve, marks, words, view.colours), alt=text("focus.curve_alt")
    )
    slot.caption(text("focus.curve"))


def _weight(text: Text, of: Pass, l: int, i: int, j: int) -> None:
    """A weight, and its gradient as the mean of m products."""
    found = weight(of, l, i, j)
    terms = " + ".join(
        rf"\underbrace{{{number(found.products[s])}}}_{{({s + 1})}}" for s in found.largest[:TERMS]
    )
    more = r" + \cdots" if of.m > TERMS else ""
    name = rf"W^{{[{l}]}}_{{{i + 1}, {j + 1}}}"
    st.markdown(
        f"**${name} = {number(found.value)}$** "
        + text("focus.weight", unit=i + 1, source=j + 1, layer=l, before=l - 1)
    )
    st.markdown(
        rf"$d{name} = \frac{{1}}{{{of.m}}} \sum_i dz^{{[{l}](i)}}_{{{i + 1}}}"
        rf"\, a^{{[{l - 1}](i)}}_{{{j + 1}}} = \frac{{1}}{{{of.m}}}"
        rf"\left({terms}{more}\right) = {number(found.gradient)}$"
    )
    st.caption(
        text(
            "focus.mean", terms=min(TERMS, of.m), m=format.whole(of.m),
            mean=format.size(float(found.products.mean())),
        )
    )  # fmt: skip


def _past(view: View, slot: DeltaGenerator, l: int, i: int, j: int) -> None:
    """A weight's values over the run."""
    text, history = view.text, view.run.history
    name = f"W[{l}]({i + 1},{j + 1})"
    at = history.spread(curves.MOST_POINTS)
    frame = {
        text("cost.x"): np.array([history.records[k].iteration for k in at]),
        name: history.weight(l, i, j, at),
    }
    band = Band((Curve(name, name, view.colours.layer(l)),), "w", *PAST_BAND)
    chart = curve_chart(
        frame, view.shown.iteration, curves.changes(view.run), None, (band,), view.colours,
        PAST_HEIGHT, rests=True,
    )  # fmt: skip
    slot.vega_lite_chart(chart, alt=text("focus.past_alt"))


def column(values: Array) -> str:
    """A few numbers as a row in brackets, which stands for a column."""
    shown = [number(value) for value in values[:MOST]]
    if len(values) > MOST:
        shown.append(r"\ldots")
    return f"({', '.join(shown)})"


def number(value: float) -> str:
    """A number as LaTeX, to three digits."""
    mantissa, _, power = format.short(float(value)).partition("e")
    return rf"{mantissa} \cdot 10^{{{int(power)}}}" if power else mantissa
