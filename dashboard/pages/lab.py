"""The Lab: a network in training, every matrix, every gradient and the cost at once."""

from contextlib import closing
from time import monotonic
from typing import Any

import streamlit as st

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
    share,
    slow,
    status,
    toolbar,
    tour,
    travel,
    values,
)
from dashboard.panels.shared import problems
from dashboard.session import Session
from dashboard.text import Text

PICTURES = (0.28, 0.43, 0.29)
"""Widths of the drawing, the plane and the curves, as shares."""
TABLES = (0.52, 0.48)
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
        _head(view.text, current)
        _top(live)
        _pictures(live)
        _tables(live)
    if current.playing:
        _train(live, current)


def _head(text: Text, current: Session) -> None:
    """What stands above the run, always in one container.

    Without it, all that is below would move up by one place when a warning or the tour goes, and
    while a run trains Streamlit does not clear what stood at the old places.
    """
    with st.container(key="head"):
        if current.tour is not None:
            tour.draw(text, current, current.tour)
        problems.show(text, current.problems)
        if current.differs:
            st.warning(text("away.differs"), icon=":material/difference:")


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
    with row.container(horizontal=True, gap="xsmall", width="content"):
        over = player.over(view.run, view.session.settings.drive.stop)
        toolbar.buttons(view.text, view.session, can_train=not over)
    for name, shown in toolbar.MEASURES.items():
        live.add(row, toolbar.measure(name), shown)
    if view.run.diverged:
        status.divergence(view.text, view.session)
    elif not view.session.playing and view.run.iteration > 0:
        travel.draw(view, status.sentence(view))
    else:
        place = st.container(height=status.HEIGHT, border=False, gap="xxsmall")
        live.add(place, status.draw, status.sentence)
        live.add(place, status.progress, status.done)


def _pictures(live: Live) -> None:
    """The network, the plane, and J above the gradients' norms."""
    view, text = live.view, live.view.text
    left, middle, right = (
        column.container(gap="xxsmall") for column in st.columns(PICTURES, gap="small")
    )
    _title(text, "drawing", left, network.note(text, view.shown.train))
    live.add(left, network.draw)
    left.caption(text("drawing.caption"))
    _title(text, "boundary", middle, boundary.note(text, view.run.dataset))
    live.add(middle, boundary.draw)
    middle.caption(boundary.caption(view))
    _title(text, "cost", right)
    live.add(right, curves.draw_cost)
    _title(text, "curves", right)
    live.add(right, curves.draw_gradients)
    if not view.session.playing:
        hand.draw(view)
        slow.draw(view)
        focus.draw(view)


def _tables(live: Live) -> None:
    """The dimension table, the gradients' sizes, and a matrix's numbers.

    Who trains by hand sees no gradients before asking for them.
    """
    view, text = live.view, live.view.text
    hand = view.session.hand
    left, right = (column.container(gap="xxsmall") for column in st.columns(TABLES, gap="small"))
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
    editor.draw(view)


def _gradients(live: Live, slot: Any) -> None:
    """The gradients' sizes, and at rest what the next update does and which samples are right."""
    view, text = live.view, live.view.text
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        _title(text, "gradients", st, text("gradients.note"))
        gradients.check_button(text, view.session)
    live.add(slot, gradients.draw)
    gradients.checked(text, view.session)
    if not view.session.playing:
        gradients.next_step(view)
        confusion.draw(view)


def _title(text: Text, panel: str, slot: Any, help: str | None = None) -> None:
    slot.markdown(f"**{text(f'{panel}.title')}**", help=help)
