"""What a session remembers: the only place that touches session state and the page's address."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from core.training import Run, advance, change, rewind, start
from dashboard.setup import FIELDS, PRESETS, Problem, Setup, read_link, with_dataset, write_link
from dashboard.text import LANGUAGES, Text, language_for, text_in

_SESSION = "session"
RESTARTING = ("dataset", "noise", "seed", "n1", "activation", "init", "wseed")
"""Settings that only a new run can take."""


@dataclass
class Session:
    """One visitor's work.

    `restarted_by` names the settings that began the present run, `m_before` is the m that the
    present one has just replaced.
    """

    setup: Setup
    run: Run
    problems: list[Problem]
    language: str | None
    playing: bool = False
    restarted_by: list[str] = field(default_factory=list)
    m_before: int | None = None


def session() -> Session:
    """The visitor's session, opened from the link on the first visit."""
    if _SESSION not in st.session_state:
        raw = st.query_params.to_dict()
        setup, problems = read_link(raw)
        language = raw.get("lang")
        st.session_state[_SESSION] = Session(
            setup, start(setup.config), problems, language if language in LANGUAGES else None
        )
    found: Session = st.session_state[_SESSION]
    return found


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
    elif value is not None and value != current.setup.value(name):
        settle(
            with_dataset(current.setup, value)
            if name == "dataset"
            else current.setup.with_value(name, value)
        )


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
    if restarting or afresh:
        current.run = start(setup.config)
        current.playing = False
    else:
        run = change(current.run, "m", setup.config.m)
        current.run = change(run, "learning_rate", setup.config.learning_rate)
    current.setup = setup


def play() -> None:
    current = session()
    current.playing, current.restarted_by, current.m_before = True, [], None
    current.problems = []


def pause() -> None:
    session().playing = False


def step() -> None:
    """One more update."""
    pause()
    keep(advance(session().run, 1))


def reset() -> None:
    """The same setup from its first iteration."""
    settle(session().setup, afresh=True)


def back_to(iteration: int) -> None:
    """The run as it was at a recorded iteration, with the α and m of that time."""
    current = session()
    current.run = rewind(current.run, iteration)
    current.playing = False
    m, alpha = int(current.run.value("m")), current.run.value("learning_rate")
    current.setup = current.setup.with_value("m", m).with_value("alpha", alpha)


def keep(run: Run) -> None:
    """Remember the run as it is now."""
    session().run = run


def show_in_address() -> None:
    """Put the setup and a chosen language into the page's address."""
    current = session()
    link = write_link(current.setup)
    if current.language:
        link["lang"] = current.language
    if st.query_params.to_dict() != link:
        st.query_params.from_dict(link)


def dark() -> bool:
    """Whether the page is shown in the dark theme."""
    return bool(st.context.theme.type == "dark")
