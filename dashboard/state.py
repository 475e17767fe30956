"""The only place that touches session state and the page's address."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from core.training import Run, replay
from dashboard.lesson import STOPS
from dashboard.link import read_link, write_lesson, write_link
from dashboard.session import Session, opened
from dashboard.setup import PRESETS, on_dataset
from dashboard.text import LANGUAGES, Text, language_for, text_in

_SESSION = "session"
OPTIONAL = ("stopj", "stopacc")
"""Settings that may be empty."""
TOUR_OFF = {"tour": "off"}
"""Put into an address that says nothing else, so that a tour once left stays away."""


def session() -> Session:
    """The visitor's session, opened from the link on the first visit."""
    if _SESSION not in st.session_state:
        raw = st.query_params.to_dict()
        link = read_link(raw)
        session = opened(link, replay(link.setup.config, link.changes, link.iteration))
        session.language = raw["lang"] if raw.get("lang") in LANGUAGES else None
        session.tour = None if raw.keys() - {"lang"} else 0
        st.session_state[_SESSION] = session
    found: Session = st.session_state[_SESSION]
    return found


def text() -> Text:
    """The words in the visitor's language: chosen, or in the link, or the browser's."""
    return text_in(language_for(session().language, st.context.locale))


def dark() -> bool:
    """Whether the page is shown in the dark theme."""
    return bool(st.context.theme.type == "dark")


def widget_key(name: str, value: Any) -> str:
    """The key of a setting's widget, which shows the session's value whenever it is drawn."""
    return _set(f"set_{name}", value)


def view_key() -> str:
    """The key of the slider over the iterations, set to the one on show."""
    return _set("view", session().shown.iteration)


def matrix_key(names: Sequence[str]) -> str:
    """The key of the widget that chooses a matrix by its name, kept to one that there is."""
    chosen = st.session_state.get("matrix")
    return _set("matrix", chosen if chosen in names else "W[1]")


def take_cell(key: str, table: Sequence[Mapping[str, str]]) -> None:
    """Choose the matrix that a table names for the cell just chosen in its widget."""
    cells = st.session_state[key].selection.cells
    if cells:
        row, column = cells[0]
        st.session_state["matrix"] = table[row][column]


def take_source() -> None:
    """Take the lessons' network from its widget."""
    session().lesson.choose(st.session_state["lesson_source"], 0)


def take_sample() -> None:
    """Take the lessons' sample from its widget; a person counts from 1."""
    lesson = session().lesson
    lesson.choose(lesson.source, st.session_state["lesson_sample"] - 1)


def take_step() -> None:
    """Go to the stop chosen in its widget."""
    lesson = session().lesson
    lesson.go(STOPS.index(st.session_state["lesson_step"] or lesson.stop))


def lesson_key(name: str, value: Any) -> str:
    """The key of a lesson's widget, which shows this value whenever it is drawn."""
    return _set(f"lesson_{name}", value)


def edit_key(name: str) -> str:
    """The key of the table in which x or a parameter is edited; a new one for new values."""
    return f"edit_{name}_{session().lesson.version}"


def take_edit(name: str) -> None:
    """Take over what was written into the table of x or a parameter."""
    current = session()
    value = current.lesson.sample(current.shown).values[name].copy()
    for row, cells in st.session_state[edit_key(name)]["edited_rows"].items():
        for column, number in cells.items():
            if number is not None:
                value[int(row), int(column)] = number
    current.lesson.edit(name, value, current.shown)


def take_label() -> None:
    """Take over y from its widget."""
    current = session()
    label = st.session_state["lesson_label"]
    if label is not None:
        current.lesson.edit("y", np.array([[float(label)]]), current.shown)


def update_alpha_key(alphas: Sequence[float]) -> str:
    """The key of the α of the lesson's update; to begin with the one nearest to the Lab's."""
    if "update_alpha" not in st.session_state:
        now = session().shown.learning_rate
        st.session_state["update_alpha"] = min(alphas, key=lambda alpha: abs(alpha - now))
    return "update_alpha"


def choice_key(name: str, options: Sequence[str]) -> str:
    """The key of a widget that keeps its own choice, the first of its options to begin with."""
    chosen = st.session_state.get(name)
    return _set(name, chosen if chosen in options else options[0])


def _set(key: str, value: Any) -> str:
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def take(name: str) -> None:
    """Take over a setting from its widget (a widget's on_change)."""
    current = session()
    value = st.session_state[f"set_{name}"]
    if name == "lang":
        current.language = value or current.language
    elif (value is not None or name in OPTIONAL) and value != current.setup.value(name):
        current.settle(current.setup.with_value(name, value))


def take_dataset(name: str) -> None:
    """Move to another dataset."""
    current = session()
    current.settle(on_dataset(current.setup, name))


def take_preset() -> None:
    """Take over the example chosen in its widget."""
    name = st.session_state["preset"]
    if name is not None:
        session().settle(PRESETS[name], afresh=True)
        st.session_state["preset"] = None


def take_view() -> None:
    """Visit the iteration chosen on the slider."""
    session().view(st.session_state["view"])


def keep(run: Run) -> None:
    """Remember the run as it is now."""
    session().run = run


def show_in_address() -> None:
    """Put the page's state and a chosen language into its address."""
    link = _link()
    if st.query_params.to_dict() != link:
        st.query_params.from_dict(link)


def address() -> str:
    """The page's address as a link that brings the page back."""
    return f"{str(st.context.url).split('?')[0]}?{urlencode(_link())}"


def _link() -> dict[str, str]:
    current = session()
    link = write_link(current.setup, current.run) | write_lesson(current.lesson)
    if current.tour is None and not link:
        link |= TOUR_OFF
    if current.language:
        link["lang"] = current.language
    return link
