"""Predict, then see; and the guided experiments: a question, a prediction, the run, the reason."""

from collections.abc import Sequence

import streamlit as st

from core.practice.experiments import EXPERIMENTS, Experiment
from core.practice.findings import Finding
from core.training import Run
from dashboard import format, questions, state
from dashboard.charts.practice import plane_chart, runs_chart
from dashboard.grading import ANSWER, Round
from dashboard.panels.lab.boundary import class_words
from dashboard.panels.practice import verdict
from dashboard.panels.shared.table import draw_table, words
from dashboard.text import Text, feature_words
from dashboard.view import View

SYMBOLS = {
    "n1": "n[1]", "learning_rate": "α", "saturation": "α", "m": "m", "noise": "noise",
    "overfitting": "m",
}  # fmt: skip
"""What the number in a run's label is, by the experiment's topic."""
MOST_RUNS = 3
"""So many planes stand side by side."""
TESTED = ("overfitting", "m_against_overfitting")
"""Experiments that are about the test samples too."""


def draw(view: View, now: Round) -> None:
    """Ask for a prediction; once there is one, show what came true."""
    text, card = view.text, EXPERIMENTS[now.item]
    st.markdown(f"#### {text(f'question.{card.name}')}")
    st.caption(text(f"setting.{card.name}"))
    _entry(view, now, card)
    given = now.given.get(ANSWER)
    if given is None:
        questions.prepare(card.name)
    else:
        runs, finding = questions.experiment(card.name)
        _verdict(view, card, finding, given == (finding.answer,))
        _pictures(view, card, runs, finding)
        verdict.because(view, card.statement)
        _to_lab(view, card)
    verdict.ways(view, done=given is not None)


def option(text: Text, card: Experiment, code: str) -> str:
    """A prediction in words; the value of a setting with its symbol."""
    key = f"{card.name}.{code}"
    return text(f"option.{key}") if text.has(f"option.{key}") else label(text, card, code)


def label(text: Text, card: Experiment, code: str) -> str:
    """What tells a run from the others."""
    if text.has(f"init.{code}"):
        return text(f"init.{code}")
    if text.has(f"activation.{code}"):
        return text(f"activation.{code}")
    if text.has(f"data_form.{code}"):
        return text(f"data_form.{code}")
    symbol = text("set.noise") if card.topic == "noise" else SYMBOLS[card.topic]
    return f"{symbol} = {code}"


def _entry(view: View, now: Round, card: Experiment) -> None:
    text, practice, key = view.text, view.session.practice, f"{now.drill}_predict_{now.number}"
    field = state.worded(key)
    with st.form(f"form_{key}", border=False):
        st.radio(
            text("experiment.predict"), card.options, index=None,
            key=state.entry(field, now.given.get(ANSWER, (None,))[0]),
            format_func=lambda code: option(text, card, code), label_visibility="collapsed",
        )  # fmt: skip

        def take(code: str | None) -> None:
            practice.answer(ANSWER, (code,))

        st.form_submit_button(
            text("experiment.run"), key=f"check_{key}",
            on_click=state.submitted(take, field), icon=":material/play_arrow:",
            type="secondary" if ANSWER in now.given else "primary",
        )  # fmt: skip


def _verdict(view: View, card: Experiment, finding: Finding, right: bool) -> None:
    text = view.text
    came = text("experiment.came", option=option(text, card, finding.answer))
    say = verdict.right if right else verdict.wrong
    say(f"{text('practice.right' if right else 'practice.wrong')} {came}")
    st.markdown(text(f"reason.{card.name}"))


def _pictures(view: View, card: Experiment, runs: Sequence[Run], finding: Finding) -> None:
    """The numbers that decided it, the cost curves, and the plane of every run."""
    text = view.text
    labels = [label(text, card, trial.label) for trial in card.trials]
    left, right = st.columns((2, 3), gap="large")
    with left:
        rows = [
            {"run": _number_name(text, card, name), "value": format.size(value)}
            for name, value in finding.numbers.items()
        ]
        columns = {
            "run": words(" ", 160),
            "value": words(text(f"measured.{card.name}"), 180),
        }
        draw_table(st.container(), rows, columns, text("experiment.numbers_alt"))
    with right:
        if all(run.iteration for run in runs):
            chart = runs_chart(
                labels, [run.history for run in runs], card.name in TESTED,
                (text("cost.x"), text("cost.train"), text("cost.test")), view.colours,
            )  # fmt: skip
            st.vega_lite_chart(chart, alt=text("experiment.curves_alt"))
    if not all(run.iteration for run in runs):
        return
    for column, name, run in zip(st.columns(MOST_RUNS), labels, runs, strict=False):
        data = run.dataset
        across, up, *_ = (feature_words(text, name) for name in data.feature_names)
        classes = class_words(text, data.class_names)
        chart = plane_chart(run.snapshot.train, classes, (across, up), view.colours)
        with column:
            st.caption(name)
            st.vega_lite_chart(chart, alt=text("boundary.alt"))


def _number_name(text: Text, card: Experiment, name: str) -> str:
    """What a number of a finding is: the run that it is of, a parameter, or a word."""
    if name in [trial.label for trial in card.trials]:
        return label(text, card, name)
    return text(f"number.{name}") if text.has(f"number.{name}") else name


def _to_lab(view: View, card: Experiment) -> None:
    """Buttons that open a run's set-up in the Lab, where the learner trains it."""
    text = view.text
    shown = [trial for trial in card.trials if trial.stretched == 1]
    with st.container(horizontal=True, gap="small"):
        for i, trial in enumerate(shown):
            name = label(text, card, trial.label)
            if st.button(
                text("experiment.to_lab", run=name), key=f"to_lab_{i}", type="tertiary",
                icon=":material/science:", on_click=view.session.set_up, args=(trial.config,),
            ):  # fmt: skip
                state.go("lab")
