"""Predict, then see; and the guided experiments: a question, a prediction, the run, the reason."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from core.practice.experiments import EXPERIMENTS, Experiment
from core.practice.findings import Finding
from core.training import TOO_MUCH
from dashboard import format, questions, state, typeset
from dashboard.charts.palette import Palette
from dashboard.charts.practice import plane_chart, runs_chart
from dashboard.grading import ANSWER, Round
from dashboard.panels.lab.boundary import class_words
from dashboard.panels.practice import beside, verdict
from dashboard.panels.shared.table import draw_table, words
from dashboard.text import Text, feature_words
from dashboard.view import View

SYMBOLS = {
    "n1": "n[1]", "learning_rate": "α", "saturation": "α", "m": "m", "noise": "noise",
    "overfitting": "m",
}  # fmt: skip
"""What the number in a run's label is, by the experiment's topic."""
SHARES = ("width_line", "width_xor", "width_ball", "saturation")
"""Experiments whose numbers are shares."""
APART = {"change": "dW[1]", "power": "m‖dW[1]‖"}
"""Numbers that are something else than the others beside them, and what they are of."""
NORM = "norm"
MOST_RUNS = 3
"""So many planes stand side by side."""
Chart = Mapping[str, object]
TESTED = ("overfitting", "m_against_overfitting")
"""Experiments that are about the test samples too."""


def draw(view: View, now: Round) -> None:
    """Ask for a prediction; once there is one, show what came true."""
    text, card = view.text, EXPERIMENTS[now.item]
    st.markdown(f"#### {typeset.prose(text(f'question.{card.name}'))}")
    question, beside_it = st.columns(2, gap="large")
    with question:
        st.caption(typeset.prose(text(f"setting.{card.name}", most=TOO_MUCH)))
        _entry(view, now, card)
        verdict.blank(text, now, ANSWER)
        if ANSWER not in now.given:
            verdict.ways(view, done=False)
    given = now.given.get(ANSWER)
    if given is None:
        with beside_it:
            beside.data(view, card)
        questions.prepare(card.name, partial(charts, text, view.colours, card))
    else:
        _, finding = questions.experiment(card.name)
        with beside_it:
            _verdict(view, card, finding, given == (finding.answer,))
        _pictures(view, card, finding)
        if card.statement is not None:
            verdict.because(view, card.statement)
        _to_lab(view, card)
        verdict.ways(view, done=True)


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
    st.markdown(typeset.prose(text(f"reason.{card.name}")))


def _pictures(view: View, card: Experiment, finding: Finding) -> None:
    """The numbers that decided it, the cost curves, and the plane of every run."""
    text = view.text
    curves, planes = charts(text, view.colours, card)
    left, right = st.columns((2, 3), gap="large")
    with left:
        written = format.share if card.name in SHARES else format.size
        stopped = _stopped(text, card)
        rows = {
            _number_name(text, card, name): stopped.get(name, "{}").format(written(value))
            for name, value in finding.numbers.items()
            if name not in APART
        }
        _table(text, text(f"measured.{card.name}"), rows)
        for name in finding.numbers.keys() & APART.keys():
            of = APART[name]
            _table(text, text(f"number.{name}"), {of: format.size(finding.numbers[name])})
    if curves is not None:
        with right:
            st.vega_lite_chart(curves, alt=text("experiment.curves_alt"))
    for column, trial, plane in zip(st.columns(MOST_RUNS), card.trials, planes, strict=False):
        with column:
            st.caption(label(text, card, trial.label))
            st.vega_lite_chart(plane, alt=text("boundary.alt"))
    if card.trials[0].config.dataset == beside.IN_SPACE:
        st.caption(typeset.prose(text("experiment.only_two")))


def _stopped(text: Text, card: Experiment) -> Mapping[str, str]:
    """What is said beside a number of a run that diverged before its end, by the run's label."""
    runs, _ = questions.experiment(card.name)
    return {
        trial.label: text("experiment.stopped", value="{}", count=run.iteration)
        for trial, run in zip(card.trials, runs, strict=True)
        if run.diverged
    }


def _table(text: Text, heading: str, rows: Mapping[str, str]) -> None:
    """Numbers under what they are, each beside what it is of."""
    columns = {"run": words(" ", 160), "value": words(heading, 200)}
    cells = [{"run": run, "value": value} for run, value in rows.items()]
    draw_table(st.container(), cells, columns, text("experiment.numbers_alt"))


def charts(text: Text, colours: Palette, card: Experiment) -> tuple[Chart | None, Sequence[Chart]]:
    """J of an experiment's runs, if they train at all, and the plane of each."""
    runs, _ = questions.experiment(card.name)
    if not all(run.iteration for run in runs):
        return None, []
    curves = runs_chart(
        [label(text, card, trial.label) for trial in card.trials],
        [run.history for run in runs], card.name in TESTED,
        (text("cost.x"), text("practice.cost_axis"), text("cost.train"), text("cost.test")),
        colours,
    )  # fmt: skip
    planes = []
    for run in runs:
        across, up, *_ = (feature_words(text, name) for name in run.dataset.feature_names)
        classes = class_words(text, run.dataset.class_names)
        planes.append(plane_chart(run.snapshot.train, classes, (across, up), colours))
    return curves, planes


def _number_name(text: Text, card: Experiment, name: str) -> str:
    """What a number of a finding is: the run that it is of, a parameter, or a word."""
    if name in [trial.label for trial in card.trials]:
        return label(text, card, name)
    if name == NORM:
        return "dW[1]"
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
