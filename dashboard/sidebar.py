"""The sidebar: widgets for everything that can be set. Computes nothing."""

import math
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from core.data.sources import SOURCES
from dashboard import format, state
from dashboard.charts.gallery import Exhibit, gallery_chart
from dashboard.charts.palette import palette
from dashboard.panels.data import own
from dashboard.panels.lab import tour
from dashboard.panels.lessons import source
from dashboard.panels.practice import progress
from dashboard.panels.shared import pictures
from dashboard.session import Session
from dashboard.settings import (
    MAX_ALPHA,
    MIN_ALPHA,
    PRESETS,
    SETTINGS,
    Choices,
    Range,
    Value,
    moved_to,
)
from dashboard.text import LANGUAGES, Text, feature_words

GALLERY = 440
"""Pixels of the grid of data sets."""
UNITS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 32, 50, 64)
ALPHA_MANTISSAS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


def language(text: Text, current: Session) -> None:
    """The switch between the languages."""
    st.segmented_control(
        text("controls.language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        required=True,
        label_visibility="collapsed",
        **state.bound("set_lang", text.language, current.speak),
    )


def way_back(text: Text, current: Session) -> None:
    """A button back to the exercise, for who was led from there to where something is explained."""
    if current.practice.explained and st.button(
        text("practice.back"), key="to_question", icon=":material/undo:"
    ):
        state.go("practice")


def lesson(text: Text, current: Session) -> None:
    """Which network and which sample the lessons take their numbers from."""
    language(text, current)
    way_back(text, current)
    source.draw(text, current)


def practice(text: Text, current: Session) -> None:
    """What the learner knows by now."""
    language(text, current)
    progress.draw(text, current.practice)


def settings(text: Text, current: Session) -> None:
    """Every setting of a run, in the order in which one decides about them."""
    language(text, current)
    way_back(text, current)
    tour.offer(text, current)
    st.selectbox(
        text("controls.preset"),
        list(PRESETS),
        index=None,
        format_func=lambda name: text(f"preset.{name}"),
        placeholder=text("controls.preset_placeholder"),
        help=text("help.preset"),
        **state.bound(state.worded("preset"), None, partial(_take_preset, current)),
    )
    # High up, for what it opens is placed below it and takes 480 pixels.
    _dataset(text, current)
    own.button(text, current)
    st.markdown(f"**{text('controls.descent')}**")
    _alpha(text, current)
    left, right = st.columns(2, wrap=False)
    with left:
        _whole(text, current, "iters", step=1000)
    with right:
        _choice(text, current, "speed", str)
    with st.expander(text("controls.stops")):
        _target(text, current, "stopj", "%.4f", 0.01)
        _target(text, current, "stopacc", "%.1f", 1.0)
    st.markdown(f"**{text('controls.network')}**")
    st.select_slider(
        text("set.n1"), units(current.settings.config.n1), help=text("help.n1"),
        **_bound(current, "n1"),
    )  # fmt: skip
    left, right = st.columns(2, wrap=False)
    with left:
        _choice(text, current, "activation", lambda code: text(f"activation.{code}"))
    with right:
        _choice(text, current, "init", lambda code: text(f"init.{code}"))
    st.markdown(f"**{text('controls.data')}**")
    _whole(text, current, "m", step=50)
    st.slider(
        text("set.noise"), 0.0, float(_range(current, "noise").high), step=0.01,
        help=text("help.noise"), **_bound(current, "noise"),
    )  # fmt: skip
    _features(text, current)
    st.toggle(
        text("set.tests"), help=text("help.tests"),
        **state.bound(
            "set_tests", bool(current.settings.look.tests), partial(_take_tests, current)
        ),
    )  # fmt: skip
    left, right = st.columns(2, wrap=False)
    with left:
        _whole(text, current, "seed")
    with right:
        _whole(text, current, "wseed")


def _take_tests(current: Session, shown: bool) -> None:
    current.set("tests", int(shown))


def _take_preset(current: Session, name: str | None) -> None:
    if name is not None:
        if name not in PRESETS:
            raise ValueError(f"there is no example {name!r}")
        current.choose_preset(name)


def _bound(current: Session, code: str, *, worded: bool = False) -> state.WidgetOptions:
    key = f"set_{code}"
    value = SETTINGS[code].get(current.settings)
    return state.bound(state.worded(key) if worded else key, value, partial(current.set, code))


def _range(current: Session, code: str) -> Range:
    allowed = SETTINGS[code].allowed(current.run.source)
    assert isinstance(allowed, Range)
    return allowed


def _choice(text: Text, current: Session, code: str, words: Callable[[Value], str]) -> None:
    allowed = SETTINGS[code].allowed(current.run.source)
    assert isinstance(allowed, Choices)
    st.selectbox(
        text(f"set.{code}"), allowed.values, format_func=words, help=text(f"help.{code}"),
        **_bound(current, code, worded=True),
    )  # fmt: skip


def _whole(text: Text, current: Session, code: str, *, step: int = 1) -> None:
    allowed = _range(current, code)
    st.number_input(
        text(f"set.{code}"), int(allowed.low), int(allowed.high), step=step,
        help=text(f"help.{code}"), **_bound(current, code),
    )  # fmt: skip


def _target(text: Text, current: Session, code: str, digits: str, step: float) -> None:
    """A stop condition, empty where it is not set."""
    allowed = _range(current, code)
    st.number_input(
        text(f"set.{code}"), float(allowed.low), float(allowed.high), value=None, step=step,
        format=digits, placeholder=text("controls.not_set"), help=text(f"help.{code}"),
        **_bound(current, code),
    )  # fmt: skip


def _dataset(text: Text, current: Session) -> None:
    """The data sets as little pictures, drawn only while they are looked at."""
    chosen = current.settings.config.dataset
    picker = st.popover(
        text(f"dataset.{chosen}"),
        icon=":material/scatter_plot:",
        width="stretch",
        help=text("help.dataset"),
        key="datasets",
        on_change="rerun",
    )
    if not picker.open:
        return
    colours = palette(state.dark())
    exhibits = [
        Exhibit(
            name, text(f"dataset.{name}"),
            pictures.picture_of(source, moved_to(current.settings, source).config, colours),
        )
        for name, source in SOURCES.items()
    ]  # fmt: skip
    with picker:
        st.vega_lite_chart(
            gallery_chart(exhibits, chosen, colours), width=GALLERY, key="gallery",
            alt=text("controls.gallery"), selection_mode=state.CLICKED,
            on_select=state.of_selection(
                "gallery", lambda mark: current.set_dataset(str(mark["code"]))
            ),
        )  # fmt: skip
        # A chart cannot be reached by keyboard.
        st.pills(
            text("controls.gallery"), list(dict.fromkeys([*SOURCES, chosen])), required=True,
            width=GALLERY,
            format_func=lambda name: text(f"dataset.{name}"), label_visibility="collapsed",
            **state.bound(state.worded("dataset"), chosen, current.set_dataset),
        )  # fmt: skip


def _alpha(text: Text, current: Session) -> None:
    st.select_slider(
        text("set.alpha"), alphas(current.settings.config.learning_rate),
        format_func=format.learning_rate, help=text("help.alpha"), **_bound(current, "alpha"),
    )  # fmt: skip


def alphas(now: float) -> Sequence[float]:
    """A ladder of learning rates, evenly spread in the logarithm, with the present one on it."""
    decades = range(round(math.log10(MIN_ALPHA)), round(math.log10(MAX_ALPHA)))
    ladder = {float(f"{x}e{decade}") for decade in decades for x in ALPHA_MANTISSAS}
    return sorted(ladder | {MAX_ALPHA, now})


def units(now: int) -> Sequence[int]:
    """Numbers of hidden units to choose from, with the present one; most happens up to eight."""
    return sorted({*UNITS, now})


def _features(text: Text, current: Session) -> None:
    """Which two features the plane shows, where there are more than two."""
    names = [feature_words(text, code) for code in current.run.source.feature_names]
    if len(names) <= 2:
        return
    for column, code in zip(st.columns(2, wrap=False), ("across", "up"), strict=True):
        column.selectbox(
            text(f"set.{code}"), range(len(names)), format_func=names.__getitem__,
            **_bound(current, code, worded=True),
        )  # fmt: skip
