"""Predictions and guided experiments: their answers, their charts, their way to the Lab."""

import copy
import re
import threading

import altair as alt
import numpy as np
import pytest

from core.config import Config
from core.practice.bench import hunt_on
from core.practice.experiments import EXPERIMENTS
from core.training import start
from dashboard import questions, typeset
from dashboard.charts.palette import DARK, LIGHT
from dashboard.charts.practice import costs_chart, plane_chart, runs_chart
from dashboard.charts.units import units_chart
from dashboard.link import read_link, write_link
from dashboard.panels.practice import beside
from dashboard.panels.practice.experiments import SHARES
from dashboard.questions import ITEMS
from dashboard.session import Session
from dashboard.settings import Settings
from dashboard.text import text_in
from tests.dashboard.practice_pages import (
    boxes,
    in_turns,
    page,
    score,
    submit,
)


def number(shown: str) -> float:
    shown = re.split("[ (（]*(?:stopped|第)", shown)[0]
    return float(shown.removesuffix(" %")) / (100 if shown.endswith("%") else 1)


@pytest.mark.parametrize(("name", "language"), in_turns(EXPERIMENTS))
def test_experiments(name: str, language: str):
    text, card = text_in(language), EXPERIMENTS[name]
    runs = card.run()
    finding = card.answer(runs)
    drill = "predict" if name in ITEMS["predict"] else "experiments"
    wrong = next(option for option in card.options if option != finding.answer)
    for answer in (finding.answer, wrong):
        test = page(drill, name, language=language)
        test.radio(key=f"{drill}_predict_0_{language}").set_value(answer)
        said = boxes(submit(test, f"check_{drill}_predict_0"))
        assert bool(said["success"]) == (answer == finding.answer)
        assert any(typeset.prose(text(f"reason.{name}")) == m.value for m in test.markdown)
        near = 6e-5 if name in SHARES else 1e-12
        numbers = [number(value) for table in test.dataframe for value in table.value["value"]]
        np.testing.assert_allclose(numbers, list(finding.numbers.values()), rtol=1e-3, atol=near)
        # A wrong answer leads to what explains it, and every answer to the Lab.
        assert any(b.key == "to_lesson" for b in test.button) == (card.statement is not None)
        assert any(b.key == "to_lab_0" for b in test.button)
        unseen = text("experiment.only_two")
        said_so = any(typeset.prose(unseen) == caption.value for caption in test.caption)
        assert said_so == (runs[0].dataset.X.shape[0] > 2)
        assert score(test, drill) == ((1, 0) if answer == finding.answer else (0, 1))


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_set_up_can_stand_in_the_lab(name: str):
    for trial in EXPERIMENTS[name].trials:
        session = Session(Settings(), start(Config()))
        session.set_up(trial.config)
        assert session.run.config == trial.config
        link = read_link(write_link(session.settings, session.run))
        assert link.problems == []
        assert link.settings.config == trial.config


def test_an_experiment_opens_in_the_lab():
    test = page("experiments", "saturation")
    test.radio(key="experiments_predict_0_en").set_value("1")
    submit(test, "check_experiments_predict_0")
    labels = [b.key for b in test.button if b.key and b.key.startswith("to_lab_")]
    assert len(labels) == 2


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_charts_are_valid_and_hold_cores_numbers(colours):
    of = hunt_on("sign")
    runs, _ = questions.experiment("overfitting")
    costs = costs_chart(
        {"right": of.right_costs, "this": of.costs}, ("iteration", "J, log"), colours
    )
    history = [run.history for run in runs]
    several = runs_chart(
        ["m = 20"], history, True, ("iteration", "J, log", "train", "test"), colours
    )
    plane = plane_chart(runs[0].snapshot.train, ("y = 0", "y = 1"), ("x1", "x2"), colours)
    np.testing.assert_array_equal(costs["datasets"]["right"]["J"], of.right_costs)
    np.testing.assert_array_equal(
        several["datasets"]["test0"]["J"], runs[0].history.measure("test_cost")
    )
    assert len(plane["datasets"]["points"]) == 20
    for chart in (costs, several, plane):
        bare = {name: copy.deepcopy(part) for name, part in chart.items() if name != "datasets"}
        alt.LayerChart.from_dict(bare, validate=True)


def test_charts_are_made_while_the_question_is_read():
    """So that the answer need not wait for the measures of the runs' records."""
    name = "m_against_overfitting"
    questions._experiment.cache_clear()
    page("experiments", name)
    for thread in threading.enumerate():
        if thread.name == questions.BEFOREHAND:
            thread.join(timeout=60)
    runs, _ = questions.experiment(name)
    assert all("measures" in vars(record) for run in runs for record in run.history.records)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_data_beside_a_question_are_those_it_trains_on(name: str):
    for trial in EXPERIMENTS[name].trials:
        if trial.stretched == 1:
            data = questions.samples(name, trial.label)
            np.testing.assert_array_equal(data.X, start(trial.config).dataset.X)
    drawn = beside._different(name)
    labels = {trial.label for trial in drawn}
    assert drawn[0] == EXPERIMENTS[name].trials[0]
    several = {"m_without_mean": 2, "m_against_overfitting": 2, "noise_floor": 3}
    assert len(labels) == several.get(name, 1)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_drawing_has_a_circle_for_each_unit_and_a_line_for_each_weight(colours):
    chart = units_chart((5, 4, 2), ("n[0] = 5", "n[1] = 4", "n[2] = 2"), colours)
    alt.LayerChart.from_dict(copy.deepcopy(chart), validate=True)
    weights, units, names = (layer["data"]["values"] for layer in chart["layer"])
    assert len(weights) == 5 * 4 + 4 * 2
    assert [sum(unit["layer"] == l for unit in units) for l in range(3)] == [5, 4, 2]
    assert [name["label"] for name in names] == ["n[0] = 5", "n[1] = 4", "n[2] = 2"]
    ends = {(unit["x"], unit["y"]) for unit in units}
    assert all({(w["x"], w["y"]), (w["x2"], w["y2"])} <= ends for w in weights)
