"""One line that says where the run stands and what to do next."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.reading import read
from core.training import Run
from dashboard import numbers
from dashboard.panels.lately import Lately
from dashboard.session import Session
from dashboard.text import Text

HEIGHT = 59
"""Pixels, as high as the slider that stands in the same place while a run rests."""
WHOLE = ("rose", "of", "dead", "flat", "n1", "at")
GOOD = ("fine", "converged")


def draw(
    slots: list[DeltaGenerator], text: Text, current: Session, run: Run, lately: Lately
) -> list[DeltaGenerator]:
    """Draw a sentence about the run, and below it the progress towards the stop."""
    words, bar = slots
    said = sentence(text, current, run)
    if not lately.shows("sentence", said):
        words = words.markdown(said)
    done = min(100, 100 * run.iteration // current.setup.iterations)
    if not lately.shows("progress", done):
        bar = bar.progress(done)
    return [words, bar]


def reading(text: Text, run: Run) -> str:
    """What the run's numbers say about it and what to try, or nothing."""
    found = read(run)
    if found is None:
        return ""
    shown = {name: _number(name, value) for name, value in found.numbers.items()}
    icon = ":material/check_circle:" if found.code in GOOD else ":material/lightbulb:"
    return f"{icon} {text(f'reading.{found.code}', **shown)}"


def _number(name: str, value: float) -> str:
    if name == "alpha":
        return numbers.learning_rate(value)
    return numbers.whole(int(value)) if name in WHOLE else numbers.size(value)


def sentence(text: Text, current: Session, run: Run) -> str:
    """What the run is doing, why it was begun anew, or how it ended."""
    iteration = numbers.whole(run.iteration)
    if run.diverged:
        return text("status.stopped", iteration=iteration)
    if current.playing:
        return reading(text, run) or text("status.training")
    if current.visited is not None:
        shown = numbers.whole(current.visited.iteration)
        return text("status.viewing", shown=shown, iteration=iteration)
    if current.restarted_by:
        names = text("list.and").join(text(f"set.{name}") for name in current.restarted_by)
        return text("status.restarted", names=names)
    if current.m_before is not None:
        return text("status.m_changed", before=current.m_before, after=current.setup.config.m)
    if run.iteration == 0:
        return text("status.fresh")
    reason = current.setup.stop.reason(run.snapshot)
    rests = f"finished_{reason}" if reason else "paused"
    said = text(f"status.{rests}", iteration=iteration)
    return " ".join(filter(None, [said, reading(text, run)]))


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
