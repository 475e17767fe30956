"""One line that says where the run stands and what to do next."""

from streamlit.delta_generator import DeltaGenerator

from core.training import Run
from dashboard import numbers, state
from dashboard.text import Text


def draw(slot: DeltaGenerator, text: Text, current: state.Session) -> None:
    """Say what the run is doing, why it was begun anew, or how it ended."""
    run = current.run
    if run.diverged:
        _diverged(slot, text, run)
    elif current.restarted_by:
        names = text("list.and").join(text(f"set.{name}") for name in current.restarted_by)
        slot.info(text("status.restarted", names=names), icon=":material/restart_alt:")
    elif run.iteration >= current.setup.iterations:
        iteration = numbers.whole(run.iteration)
        slot.success(text("status.finished", iteration=iteration), icon=":material/flag:")
    elif run.iteration == 0:
        slot.info(text("status.fresh"), icon=":material/play_arrow:")
    else:
        iteration = numbers.whole(run.iteration)
        slot.info(text("status.paused", iteration=iteration), icon=":material/pause:")


def _diverged(slot: DeltaGenerator, text: Text, run: Run) -> None:
    box = slot.container()
    box.error(
        text(
            "status.diverged",
            iteration=numbers.whole(run.iteration),
            cost=numbers.cost(run.snapshot.cost),
            alpha=numbers.learning_rate(run.value("learning_rate")),
        ),
        icon=":material/trending_up:",
    )
    best = run.best_iteration
    cost = run.history.at(best).measures[0]
    box.button(
        text("status.back_to", iteration=numbers.whole(best), cost=numbers.cost(cost)),
        key="back_to",
        icon=":material/undo:",
        on_click=state.back_to,
        args=(best,),
    )
