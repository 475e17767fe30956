"""One line that says where the run stands and what to do next."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.training import Run
from dashboard import numbers
from dashboard.session import Session
from dashboard.text import Text


def draw(slot: DeltaGenerator, text: Text, current: Session, run: Run) -> None:
    """Draw the progress towards the stop under a sentence about the run."""
    done = min(1.0, run.iteration / current.setup.iterations)
    slot.progress(done, text=sentence(text, current, run))


def sentence(text: Text, current: Session, run: Run) -> str:
    """What the run is doing, why it was begun anew, or how it ended."""
    iteration = numbers.whole(run.iteration)
    if run.diverged:
        return text("status.stopped", iteration=iteration)
    if current.playing:
        return text("status.training")
    if current.visited is not None:
        shown = numbers.whole(current.visited.iteration)
        return text("status.viewing", shown=shown, iteration=iteration)
    if current.restarted_by:
        names = text("list.and").join(text(f"set.{name}") for name in current.restarted_by)
        return text("status.restarted", names=names)
    if current.m_before is not None:
        return text("status.m_changed", before=current.m_before, after=current.setup.config.m)
    reason = current.setup.stop.reason(run.snapshot)
    if reason and run.iteration:
        return text(f"status.finished_{reason}", iteration=iteration)
    if run.iteration == 0:
        return text("status.fresh")
    return text("status.paused", iteration=iteration)


def divergence(text: Text, current: Session) -> None:
    """Say in words that and why the run diverged, and offer its best iteration."""
    run = current.run
    with st.container(horizontal=True, vertical_alignment="center"):
        st.error(
            text(
                "status.diverged",
                iteration=numbers.whole(run.iteration),
                cost=numbers.cost(run.snapshot.cost),
                alpha=numbers.learning_rate(run.value("learning_rate")),
            ),
            icon=":material/trending_up:",
        )
        best = run.best_iteration
        cost = float(run.history.at(best).measures[0])
        st.button(
            text("status.back_to", iteration=numbers.whole(best), cost=numbers.cost(cost)),
            key="back_to",
            icon=":material/undo:",
            on_click=current.back_to,
            args=(best,),
        )
