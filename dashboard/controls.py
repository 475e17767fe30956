"""The sidebar: widgets for everything that can be set. Computes nothing."""

import math

import streamlit as st

from core.datasets import SOURCES
from dashboard import numbers, state
from dashboard.lesson import SOURCES as SOURCES_OF_LESSONS
from dashboard.panels import pictures
from dashboard.session import Session
from dashboard.setup import (
    FIELDS,
    MAX_ALPHA,
    MAX_ITERATIONS,
    MIN_ALPHA,
    PRESETS,
    SPEEDS,
    Setup,
    field_for,
    on_dataset,
)
from dashboard.text import LANGUAGES, Text, feature_words

ALPHA_MANTISSAS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


def language(text: Text) -> None:
    """The switch between the languages."""
    st.segmented_control(
        text("controls.language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=state.widget_key("lang", text.language),
        on_change=state.take,
        args=("lang",),
        required=True,
        label_visibility="collapsed",
    )


def lesson(text: Text, current: Session) -> None:
    """Which network and which sample the lessons take their numbers from."""
    language(text)
    st.radio(
        text("lesson.source"),
        SOURCES_OF_LESSONS,
        format_func=lambda source: text(f"lesson.{source}"),
        key=state.lesson_key("source", current.lesson.source),
        on_change=state.take_source,
        help=text("lesson.source_help"),
    )
    m = current.lesson.snapshot(current.shown).dataset.X.shape[1]
    st.number_input(
        text("lesson.sample", m=numbers.whole(m)),
        1,
        m,
        key=state.lesson_key("sample", min(current.lesson.index, m - 1) + 1),
        on_change=state.take_sample,
        help=text("lesson.sample_help"),
    )
    if current.lesson.edited is not None:
        st.caption(text("lesson.edited"))


def settings(text: Text, setup: Setup) -> None:
    """Every setting of a run, in the order in which one decides about them."""
    language(text)
    st.selectbox(
        text("controls.preset"),
        list(PRESETS),
        index=None,
        format_func=lambda name: text(f"preset.{name}"),
        key="preset",
        placeholder=text("controls.preset_placeholder"),
        on_change=state.take_preset,
        help=text("help.preset"),
    )
    st.markdown(f"**{text('controls.descent')}**")
    _alpha(text, setup)
    left, right = st.columns(2, wrap=False)
    with left:
        _whole(text, setup, "iters", 1, MAX_ITERATIONS, step=1000)
    with right:
        _choice(text, setup, "speed", list(SPEEDS), translated=False)
    with st.expander(text("controls.stops")):
        _target(text, setup, "stopj", 10.0, "%.4f", 0.01)
        _target(text, setup, "stopacc", 100.0, "%.1f", 1.0)
    st.markdown(f"**{text('controls.network')}**")
    st.slider(
        text("set.n1"),
        int(FIELDS["n1"].low),
        int(FIELDS["n1"].high),
        key=state.widget_key("n1", setup.config.n1),
        on_change=state.take,
        args=("n1",),
        help=text("help.n1"),
    )
    left, right = st.columns(2, wrap=False)
    with left:
        _choice(text, setup, "activation", list(FIELDS["activation"].choices))
    with right:
        _choice(text, setup, "init", list(FIELDS["init"].choices))
    st.markdown(f"**{text('controls.data')}**")
    _dataset(text, setup)
    _m(text, setup)
    _noise(text, setup)
    _features(text, setup)
    left, right = st.columns(2, wrap=False)
    with left:
        _whole(text, setup, "seed", 0, int(FIELDS["seed"].high))
    with right:
        _whole(text, setup, "wseed", 0, int(FIELDS["wseed"].high))


def _choice(
    text: Text, setup: Setup, name: str, options: list[object], *, translated: bool = True
) -> None:
    st.selectbox(
        text(f"set.{name}"),
        options,
        format_func=lambda code: text(f"{name}.{code}") if translated else str(code),
        key=state.widget_key(name, setup.value(name)),
        on_change=state.take,
        args=(name,),
        help=text(f"help.{name}"),
    )


def _whole(text: Text, setup: Setup, name: str, low: int, high: int, *, step: int = 1) -> None:
    st.number_input(
        text(f"set.{name}"),
        low,
        high,
        step=step,
        key=state.widget_key(name, setup.value(name)),
        on_change=state.take,
        args=(name,),
        help=text(f"help.{name}"),
    )


def _dataset(text: Text, setup: Setup) -> None:
    """The data sets as little pictures, drawn only while they are looked at."""
    chosen = setup.config.dataset
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
    for start in range(0, len(SOURCES), 3):
        for column, name in zip(
            picker.columns(3, wrap=False), list(SOURCES)[start : start + 3], strict=False
        ):
            with column:
                pictures.draw(on_dataset(setup, name).config, dark=state.dark())
                st.button(
                    text(f"dataset.{name}"),
                    key=f"dataset_{name}",
                    type="primary" if name == chosen else "secondary",
                    on_click=state.take_dataset,
                    args=(name,),
                    width="stretch",
                    wrap=True,
                )


def _target(text: Text, setup: Setup, name: str, high: float, digits: str, step: float) -> None:
    """A stop condition, empty where it is not set."""
    st.number_input(
        text(f"set.{name}"),
        0.0,
        high,
        value=None,
        step=step,
        format=digits,
        key=state.widget_key(name, setup.value(name)),
        on_change=state.take,
        args=(name,),
        placeholder=text("controls.not_set"),
        help=text(f"help.{name}"),
    )


def _alpha(text: Text, setup: Setup) -> None:
    alpha = setup.config.learning_rate
    st.select_slider(
        text("set.alpha"),
        alphas(alpha),
        format_func=numbers.learning_rate,
        key=state.widget_key("alpha", alpha),
        on_change=state.take,
        args=("alpha",),
        help=text("help.alpha"),
    )


def alphas(current: float) -> list[float]:
    """A ladder of learning rates, evenly spread in the logarithm, with the current one on it."""
    decades = range(round(math.log10(MIN_ALPHA)), round(math.log10(MAX_ALPHA)))
    ladder = {float(f"{x}e{decade}") for decade in decades for x in ALPHA_MANTISSAS}
    return sorted(ladder | {MAX_ALPHA, current})


def _m(text: Text, setup: Setup) -> None:
    rules = field_for("m", setup.config.dataset)
    _whole(text, setup, "m", int(rules.low), int(rules.high), step=50)


def _noise(text: Text, setup: Setup) -> None:
    rules = field_for("noise", setup.config.dataset)
    st.slider(
        text("set.noise"),
        0.0,
        float(rules.high),
        step=0.01,
        key=state.widget_key("noise", setup.config.noise),
        on_change=state.take,
        args=("noise",),
        help=text("help.noise"),
    )


def _features(text: Text, setup: Setup) -> None:
    """Which two features the plane shows, where there are more than two."""
    codes = SOURCES[setup.config.dataset].feature_names
    if len(codes) <= 2:
        return
    names = [feature_words(text, code) for code in codes]
    for column, name in zip(st.columns(2, wrap=False), ("across", "up"), strict=True):
        column.selectbox(
            text(f"set.{name}"),
            range(len(names)),
            format_func=names.__getitem__,
            key=state.widget_key(name, setup.value(name)),
            on_change=state.take,
            args=(name,),
        )
