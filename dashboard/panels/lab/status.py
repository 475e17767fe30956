"""One line that says where the run stands and what to do next."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.diagnosis import changed_at, diagnose
from core.training import Run
from dashboard import format
from dashboard.session import Session
from dashboard.text import Text
from dashboard.view import View

ICONS = {
    "good": ":green[:material/check_circle:]",
    "note": ":gray[:material/lightbulb:]",
    "warning": ":red[:material/warning:]",
}
"""How serious a sentence is, by colour and by shape."""
FRAMES = 120
"""So many frames a change of m is spoken of while the run trains: some five seconds."""
READ = 0.5
"""Seconds that a sentence stays while the run trains; with every picture nobody could read it."""
SYMBOLS = {"n1": "n[1]", "m": "m", "alpha": "α"}
"""In a sentence a setting's symbol is enough; its label has a colon of its own."""


def draw(slot: DeltaGenerator, view: View) -> DeltaGenerator:
    """Draw a sentence about the run."""
    drawn: DeltaGenerator = slot.markdown(sentence(view))
    return drawn


def progress(slot: DeltaGenerator, view: View) -> DeltaGenerator:
    """Draw how far the run has come on its way to the stop."""
    drawn: DeltaGenerator = slot.progress(done(view))
    return drawn


def done(view: View) -> int:
    """How far the run has come, in percent."""
    return min(100, 100 * view.run.iteration // view.session.settings.drive.iterations)


def diagnosis(text: Text, run: Run) -> str:
    """What the run's numbers say about it and what to try, or nothing."""
    found = diagnose(run)
    if found is None:
        return ""
    shown = {name: _number(name, value) for name, value in found.numbers.items()}
    return f"{ICONS[found.severity]} {text(f'diagnosis.{found.code}', **shown)}"


def _number(name: str, value: float) -> str:
    if name == "alpha":
        return format.learning_rate(value)
    if name in ("accuracy", "blind"):
        return format.share(value)
    return format.whole(value) if isinstance(value, int) else format.size(value)


def sentence(view: View) -> str:
    """What the run is doing, why it was begun anew, or how it ended."""
    text, current, run = view.text, view.session, view.run
    iteration = format.whole(run.iteration)
    if run.diverged:
        return text("status.stopped", iteration=iteration)
    if current.playing:
        said = diagnosis(text, run)
        # It stays for some pictures, so it says of which iteration its numbers are.
        said = text("status.at", iteration=iteration, said=said) if said else ""
        return _just_changed(view) or said or text("status.training")
    if current.visited is not None:
        shown = format.whole(current.visited.iteration)
        return text("status.viewing", shown=shown, iteration=iteration)
    if current.arranged:
        return text("status.arranged")
    if current.restarted_by:
        names = text("list.and").join(
            SYMBOLS.get(code) or text(f"set.{code}") for code in current.restarted_by
        )
        return text("status.restarted", names=names)
    return " ".join(filter(None, [_changed(text, current), _rests(view)]))


def _just_changed(view: View) -> str:
    """What a change of m did, for some frames after it."""
    current, run = view.session, view.run
    lately = run.iteration - changed_at(run) <= FRAMES * current.settings.drive.speed
    return _changed(view.text, current) if current.m_before is not None and lately else ""


def _changed(text: Text, current: Session) -> str:
    """What the latest change did, if it did not begin a new run."""
    said = []
    if current.m_before is not None:
        m = current.settings.config.m
        said.append(text("status.m_changed", before=current.m_before, after=m))
    if current.left is not None:
        left = format.whole(current.left)
        said.append(text("status.left", shown=left, iteration=format.whole(current.run.iteration)))
    return " ".join(said)


def _rests(view: View) -> str:
    """Why the run rests, and what its numbers say; nothing after a change."""
    text, current, run = view.text, view.session, view.run
    if current.m_before is not None or current.left is not None:
        return ""
    if run.iteration == 0:
        return text("status.fresh")
    reason = current.settings.drive.stop.reason(run.snapshot)
    rests = f"finished_{reason}" if reason else "paused"
    said = text(f"status.{rests}", iteration=format.whole(run.iteration))
    return " ".join(filter(None, [said, diagnosis(text, run)]))


def divergence(text: Text, current: Session) -> None:
    """Say in words that and why the run diverged, and offer its best iteration."""
    run = current.run
    said, way = st.columns((5, 2), gap="small", vertical_alignment="center")
    with said:
        st.error(
            text(
                "status.diverged",
                iteration=format.whole(run.iteration),
                cost=format.cost(run.snapshot.train.cost),
                alpha=format.learning_rate(run.now.learning_rate),
            ),
            icon=":material/trending_up:",
        )
    with way:
        best = run.best_iteration
        cost = float(run.history.measure("cost")[run.history.iterations.index(best)])
        st.button(
            text("status.back_to", iteration=format.whole(best), cost=format.cost(cost)),
            key="back_to",
            icon=":material/undo:",
            on_click=current.back_to,
            args=(best,),
        )
