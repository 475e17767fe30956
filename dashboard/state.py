"""What a session remembers: the only place that touches session state and the page's address."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from core.checks import GradientCheck, check
from core.shapes import Name
from core.snapshot import Snapshot
from core.training import Run, advance, change, replay, rewind, start, visit
from dashboard.link import Problem, read_link, write_link
from dashboard.setup import FIELDS, PRESETS, Setup, on_dataset
from dashboard.text import LANGUAGES, Text, language_for, text_in

_SESSION = "session"
RESTARTING = ("dataset", "noise", "seed", "n1", "activation", "init", "wseed")
"""Settings that only a new run can take."""
TOUR = ("course", "too_fast", "one_unit", "zeros")
"""The stations of the tour, by the names of their presets."""
OPTIONAL = ("stopj", "stopacc")
"""Settings that may be empty."""


@dataclass
class Session:
    """One visitor's work.

    `restarted_by` names the settings that began the present run, `m_before` is the m that the
    present one has just replaced, `viewing` the past iteration on show, if it is not the last.
    """

    setup: Setup
    run: Run
    problems: list[Problem]
    language: str | None
    playing: bool = False
    restarted_by: list[str] = field(default_factory=list)
    m_before: int | None = None
    check: GradientCheck | None = None
    tour: int | None = None
    _viewed: Snapshot | None = None

    @property
    def viewing(self) -> int | None:
        return self._viewed.iteration if self._viewed else None

    @property
    def shown(self) -> Snapshot:
        """The pass on show: the last one, or that of the iteration being visited."""
        return self._viewed or self.run.snapshot

    def view(self, iteration: int | None) -> None:
        """Show a recorded iteration, or (None, or the last one) the last."""
        past = iteration is not None and iteration < self.run.iteration
        self._viewed = visit(self.run, iteration) if past and iteration is not None else None


def session() -> Session:
    """The visitor's session, opened from the link on the first visit."""
    if _SESSION not in st.session_state:
        raw = st.query_params.to_dict()
        link = read_link(raw)
        run = replay(link.setup.config, link.changes, link.iteration)
        language = raw.get("lang")
        st.session_state[_SESSION] = Session(
            _as_in(run, link.setup),
            run,
            link.problems,
            language if language in LANGUAGES else None,
            tour=None if raw.keys() - {"lang"} else 0,
        )
    found: Session = st.session_state[_SESSION]
    return found


def _as_in(run: Run, setup: Setup) -> Setup:
    """The setup with the α and m that are in force at the end of a run."""
    m, alpha = int(run.value("m")), run.value("learning_rate")
    return setup.with_value("m", m).with_value("alpha", alpha)


def text() -> Text:
    """The words in the visitor's language: chosen, or in the link, or the browser's."""
    return text_in(language_for(session().language, st.context.locale))


def widget_key(name: str, value: Any) -> str:
    """The key of a setting's widget, which shows the session's value whenever it is drawn anew."""
    key = f"set_{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def take(name: str) -> None:
    """Take over a setting from its widget (a widget's on_change)."""
    current = session()
    value = st.session_state[f"set_{name}"]
    if name == "lang":
        current.language = value or current.language
    elif (value is not None or name in OPTIONAL) and value != current.setup.value(name):
        settle(current.setup.with_value(name, value))


def take_dataset(name: str) -> None:
    """Move to another dataset."""
    settle(on_dataset(session().setup, name))


def take_preset() -> None:
    """Take over the example chosen in its widget."""
    name = st.session_state["preset"]
    if name is not None:
        session().playing = False
        settle(PRESETS[name], afresh=True)
        st.session_state["preset"] = None


def settle(setup: Setup, *, afresh: bool = False) -> None:
    """Make a setup the present one: in the present run where it can take it, else in a new run."""
    current = session()
    changed = [name for name in FIELDS if setup.value(name) != current.setup.value(name)]
    restarting = [name for name in changed if name in RESTARTING]
    current.problems, current.restarted_by = [], restarting
    current.m_before = current.setup.config.m if changed == ["m"] else None
    current.view(None)
    # Before the first update nothing is lost by beginning with the new value at once.
    if restarting or afresh or (changed and current.run.iteration == 0):
        current.run = start(setup.config)
        current.playing = current.playing and not restarting and not afresh
    else:
        run = change(current.run, "m", setup.config.m)
        current.run = change(run, "learning_rate", setup.config.learning_rate)
    current.setup = setup


def tour_do() -> None:
    """Make happen what the present station of the tour is about."""
    settle(PRESETS[TOUR[session().tour or 0]], afresh=True)
    play()


def tour_next() -> None:
    """Go to the next station, after the last one to the free page."""
    current = session()
    onward = (current.tour or 0) + 1
    current.tour = onward if onward < len(TOUR) else None


def tour_end() -> None:
    session().tour = None


def play() -> None:
    current = session()
    current.playing, current.restarted_by, current.m_before = True, [], None
    current.problems = []
    current.view(None)


def pause() -> None:
    session().playing = False


def step() -> None:
    """One more update."""
    current = session()
    current.playing, current.restarted_by, current.m_before = False, [], None
    current.view(None)
    keep(advance(current.run, 1))


def reset() -> None:
    """The same setup from its first iteration."""
    settle(session().setup, afresh=True)


def back_to(iteration: int) -> None:
    """The run as it was at a recorded iteration, with the α and m of that time."""
    current = session()
    current.run = rewind(current.run, iteration)
    current.playing = False
    current.view(None)
    current.setup = _as_in(current.run, current.setup)


def view_key() -> str:
    """The key of the slider over the iterations, set to the one on show."""
    key = "view"
    st.session_state[key] = session().shown.iteration
    return key


def take_view() -> None:
    """Visit the iteration chosen on the slider."""
    session().view(st.session_state["view"])


def view_end() -> None:
    """Show the last iteration again."""
    session().view(None)


def keep(run: Run) -> None:
    """Remember the run as it is now."""
    session().run = run


def show_in_address() -> None:
    """Put the setup and a chosen language into the page's address."""
    current = session()
    link = write_link(current.setup, current.run)
    if current.language:
        link["lang"] = current.language
    if current.tour is None and not link.keys() - {"lang"}:
        link["tour"] = "off"
    if st.query_params.to_dict() != link:
        st.query_params.from_dict(link)


def dark() -> bool:
    """Whether the page is shown in the dark theme."""
    return bool(st.context.theme.type == "dark")


def address() -> str:
    """The page's address as a link that brings the page back."""
    current = session()
    link = write_link(current.setup, current.run)
    base = str(st.context.url).split("?")[0]
    return f"{base}?{urlencode(link)}" if link else base


def chosen_matrix(names: Sequence[Name]) -> str:
    """The key of the widget that chooses a matrix, kept to a matrix that there is."""
    key = "matrix"
    if st.session_state.get(key) not in names:
        st.session_state[key] = Name("W", 1)
    return key


def take_check() -> None:
    """Compare the gradients on show with numerical ones."""
    current = session()
    current.check = check(current.shown)


def checked() -> GradientCheck | None:
    """The gradient check, if it was made for exactly the pass on show."""
    current = session()
    fresh = current.check is not None and current.check.snapshot is current.shown
    return current.check if fresh else None
