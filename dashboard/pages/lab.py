"""The Lab: a network in training, every matrix, every gradient and the cost at once."""

from collections.abc import Mapping
from contextlib import closing
from time import monotonic
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import player, state
from dashboard.live import Live
from dashboard.pages.opening import opened
from dashboard.panels.lab import (
    boundary,
    confusion,
    curves,
    dimensions,
    editor,
    focus,
    gradients,
    hand,
    network,
    room,
    share,
    slow,
    status,
    toolbar,
    tour,
    travel,
    values,
)
from dashboard.panels.shared import problems
from dashboard.panels.shared.standing import standing
from dashboard.session import Session
from dashboard.text import Text
from dashboard.view import View

PICTURES = {"see_drawing": 0.28, "see_plane": 0.43, "see_cost": 0.29}
TABLES = {"see_dimensions": 0.52, "see_gradients": 0.48}
"""Widths of the columns as shares, by their keys: the tour frames what it speaks of."""
FOLLOWED = 2.0
"""Seconds after which the address takes over where a training run is: so much is lost at most when
the page is loaded again."""


def lab() -> None:
    """Draw the page; while the run is playing, go on drawing it as it trains."""
    view = opened()
    current = view.session
    live = Live(view)
    # Half of Streamlit's space between two rows: so the tables begin in sight at 1280 x 720.
    with st.container(gap="xsmall"):
        _head(view)
        _top(live)
        _pictures(live)
        _tables(live)
    if current.playing:
        _train(live, current)


def _head(view: View) -> None:
    """What stands above the run."""
    text, current = view.text, view.session
    tour.frame(view)
    room.style()
    standing(current.tour is not None, tour.draw, view)
    standing(bool(current.problems), problems.show, text, current.problems)
    standing(current.differs, st.warning, text("away.differs"), icon=":material/difference:")


def _train(live: Live, current: Session) -> None:
    """Draw the panels again and again as the run trains, until it is over."""
    drive, followed = current.settings.drive, monotonic()
    with closing(player.frames(current.run, drive.stop, drive.speed)) as frames:
        for run in frames:
            state.keep(run)
            # The dimension table stands still: training changes no shape.
            live.draw(run)
            if monotonic() - followed > FOLLOWED:
                state.show_in_address()
                followed = monotonic()
    current.pause()
    st.rerun()


def _top(live: Live) -> None:
    """The buttons, the measures, and the sentence with the slider or the progress."""
    view = live.view
    row = st.container(horizontal=True, vertical_alignment="center", gap="xsmall")
    # One column of pictures is some 2,000 px long: on a phone Pause would scroll out of sight.
    place = st.bottom if state.on_phone() else row
    with place.container(horizontal=True, gap="xsmall", width="content", key="buttons"):
        over = player.over(view.run, view.session.settings.drive.stop)
        toolbar.buttons(view.text, view.session, can_train=not over)
    for name, shown in toolbar.MEASURES.items():
        live.add(row, toolbar.measure(name), shown)
    diverged, playing = view.run.diverged, view.session.playing
    travels = not (diverged or playing) and view.run.iteration > 0
    with st.container(gap=None, key="course"):
        standing(diverged, status.divergence, view.text, view.session)
        standing(travels, travel.draw, view)
        standing(not (diverged or travels), _status, live)


def _status(live: Live) -> None:
    """The sentence about the run over the way it has come."""
    height = room.PHONE_COURSE if state.on_phone() else room.COURSE
    place = st.container(height=height, border=False, gap="xxsmall")
    live.add(place, status.draw, every=status.READ)
    live.add(place, status.progress, status.done)


def _pictures(live: Live) -> None:
    """The network, the plane, and J above the gradients' norms."""
    view, text = live.view, live.view.text
    columns = _columns(PICTURES)
    # Columns stand under one another on a phone: there the plane comes first, J second.
    middle, right, left = columns if state.on_phone() else [*columns[1:], columns[0]]
    _title(text, "drawing", left, network.note(text, view.shown.train))
    live.add(left, network.draw)
    left.caption(text("drawing.caption"))
    _title(text, "boundary", middle, boundary.note(text, view.run.dataset))
    live.add(middle, boundary.draw)
    middle.caption(boundary.caption(view))
    _title(text, "cost", right, text("cost.note"))
    live.add(right, curves.draw)
    standing(not view.session.playing, _looked_at, view)


def _looked_at(view: View) -> None:
    """What is tried, walked through or looked at while the run rests."""
    hand.draw(view)
    slow.draw(view)
    focus.draw(view)


def _tables(live: Live) -> None:
    """The dimension table, the gradients' sizes, and a matrix's numbers.

    Who trains by hand sees no gradients before asking for them.
    """
    view, text = live.view, live.view.text
    hand = view.session.hand
    left, right = _columns(TABLES)
    with left:
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            _title(text, "dimensions", st, text("dimensions.note"))
            share.draw(text, view.session)
        dimensions.draw(st.container(), view)
    if hand is not None and not hand.shown:
        right.caption(text("manual.hidden"))
        return
    with right:
        _gradients(live, right)
    _title(text, "values", st)
    values.choose(view)
    values.explain(view)
    live.add(st.container(), values.draw)
    standing(not view.session.playing, editor.draw, view)


def _gradients(live: Live, slot: DeltaGenerator) -> None:
    """The gradients' sizes, and at rest what the next update does and which samples are right."""
    view, text = live.view, live.view.text
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        _title(text, "gradients", st, text("gradients.note"))
        gradients.check_button(text, view.session)
    live.add(slot, gradients.draw)
    standing(not view.session.playing, _of_the_gradients, view)


def _of_the_gradients(view: View) -> None:
    """What the check has found, what the next update does, and which samples are right."""
    gradients.checked(view.text, view.session)
    gradients.next_step(view)
    confusion.draw(view)


def _columns(widths: Mapping[str, float]) -> list[DeltaGenerator]:
    """Columns side by side, by their keys."""
    columns = st.columns(list(widths.values()), gap="small")
    return [
        column.container(gap="xxsmall", key=key)
        for key, column in zip(widths, columns, strict=True)
    ]


def _title(text: Text, panel: str, slot: Any, help: str | None = None) -> None:
    slot.markdown(f"**{text(f'{panel}.title')}**", help=help)
