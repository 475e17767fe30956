"""Guided experiments: what came true is computed from the runs, and other runs give other answers."""

from dataclasses import replace

import numpy as np
import pytest

from core.data.sources import source_named
from core.practice.experiments import EXPERIMENTS, PREDICTIONS, Experiment, stretched
from core.practice.findings import SEPARATED
from core.practice.statements import PLACES
from core.training import TOO_MUCH, replay

RUNS = {name: experiment.run() for name, experiment in EXPERIMENTS.items()}


def redrawn(experiment: Experiment, seed: int) -> Experiment:
    trials = tuple(
        trial._replace(config=replace(trial.config, seed=seed, weight_seed=seed + 1))
        for trial in experiment.trials
    )
    return replace(experiment, trials=trials)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_has_an_answer_among_its_options(name: str):
    experiment = EXPERIMENTS[name]
    found = experiment.answer(RUNS[name])
    assert found.answer in experiment.options
    assert len(set(experiment.options)) == len(experiment.options) >= 3
    assert experiment.statement is None or experiment.statement in PLACES
    assert found.numbers
    assert all(np.isfinite(number) for number in found.numbers.values())


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_answer_is_no_luck_of_one_draw(name: str):
    experiment = EXPERIMENTS[name]
    answer = experiment.answer(RUNS[name]).answer
    others = [redrawn(experiment, seed) for seed in (3, 4)]
    same = [other.answer(other.run()).answer == answer for other in others]
    # Four units can enclose the ball, but not from every start: seed 2 finds no way in time.
    assert sum(same) >= (1 if name == "width_ball" else 2)


def test_the_cards_go_over_all_that_the_page_promises():
    topics = {experiment.topic for experiment in EXPERIMENTS.values()}
    assert topics == {
        "n1", "learning_rate", "m", "initialization", "activation", "noise", "overfitting",
        "saturation", "symmetry", "conditioning",
    }  # fmt: skip
    assert len(EXPERIMENTS) >= 10
    assert set(PREDICTIONS) <= set(EXPERIMENTS)


OTHER = [
    ("width_xor", {"n1": 1}, "none"),
    ("alpha_diverges", {"learning_rate": 0.5}, "none"),
    ("alpha_slow", {"learning_rate": 0.5}, "alike"),
    ("zero_gradient", {"initialization": "xavier"}, None),
    ("zero_learns", {"initialization": "xavier"}, "all"),
    ("zero_learns", {"m": 100}, "nothing"),
    ("noise_floor", {"noise": 0.6}, "none"),
    ("noise_floor", {"noise": 0.0}, "all"),
    ("symmetry", {"initialization": "zeros"}, "none"),
    ("symmetry", {"initialization": "he"}, "both"),
    ("saturation", {"learning_rate": 1.0}, "alike"),
    ("vanishing", {"activation": "relu"}, "alike"),
    ("overfitting", {"m": 1000, "n1": 2, "learning_rate": 0.3}, "falls"),
]


@pytest.mark.parametrize(("name", "config", "answer"), OTHER)
def test_other_runs_give_other_answers(name: str, config: dict[str, object], answer: str | None):
    experiment = EXPERIMENTS[name]
    trials = tuple(t._replace(config=replace(t.config, **config)) for t in experiment.trials)
    found = replace(experiment, trials=trials).run()
    given = experiment.answer(found).answer
    assert given in experiment.options
    assert given != experiment.answer(RUNS[name]).answer
    assert answer is None or given == answer


def test_the_numbers_are_those_of_the_runs():
    # Computed here by other means: the doubled data are drawn side by side, the sum has no 1/m.
    run = RUNS["m_doubled"][0].snapshot.train
    twice = replace(run, X=np.hstack([run.X, run.X]), Y=np.hstack([run.Y, run.Y]))
    np.testing.assert_allclose(twice.gradients.dW[1], run.gradients.dW[1], rtol=1e-12, atol=1e-15)
    found = EXPERIMENTS["m_without_mean"].answer(RUNS["m_without_mean"])
    of = RUNS["m_without_mean"][1].snapshot.train
    total = np.linalg.norm(of.gradients.dZ[1] @ of.X.T)
    assert found.numbers["800"] == pytest.approx(total, rel=1e-12)


def test_the_least_test_cost_lies_between_the_start_and_the_end():
    """As the reason says: test J falls at first, seen in the curve, and then J alone falls."""
    (run,) = RUNS["overfitting"]
    found = EXPERIMENTS["overfitting"].answer((run,))
    cost, held_out = run.history.measure("cost"), run.history.measure("test_cost")
    least = int(held_out.argmin())
    assert least >= 3, "more than one record shows that it falls"
    assert (np.diff(held_out[: least + 1]) < 0).all()
    assert (np.diff(cost[: least + 1]) < 0).all()
    assert held_out[least] < 0.8 * held_out[0]
    # From there to the end, of which the last record may fall short.
    assert run.snapshot.test.cost > 2 * held_out[least]
    assert run.snapshot.train.cost < 0.5 * cost[least]
    assert found.numbers["last"] == run.snapshot.test.cost
    assert found.numbers["least"] == held_out[least]
    assert found.answer == "turns_upward"


def test_a_trial_is_the_run_that_its_config_sets_up():
    trial = EXPERIMENTS["alpha_slow"].trials[1]
    cost = RUNS["alpha_slow"][1].snapshot.train.cost
    assert replay(trial.config, (), trial.iterations).snapshot.train.cost == cost


def test_stretching_multiplies_the_second_feature_alone():
    plain = source_named("xor")
    one, other = (source.draw(30, noise=0.0, seed=4) for source in (plain, stretched(plain, 0.05)))
    np.testing.assert_array_equal(one.X[0], other.X[0])
    np.testing.assert_array_equal(one.X[1] * 0.05, other.X[1])
    np.testing.assert_array_equal(one.X_test[1] * 0.05, other.X_test[1])
    assert stretched(plain, 1.0) is plain


def test_what_is_said_of_xor_holds():
    """Two lines stay just short of 98 %, with a third it is passed."""
    shares = EXPERIMENTS["width_xor"].answer(RUNS["width_xor"]).numbers
    assert 0.94 < shares["2"] < SEPARATED <= shares["3"] <= shares["4"]


def test_where_a_run_is_said_to_stop_it_stops():
    """J begins below 1 there, so the bound is the one that the page names."""
    for run in RUNS["alpha_diverges"]:
        assert run.history.measure("cost")[0] < 1
        assert run.diverged == (run.snapshot.train.cost > TOO_MUCH)


def test_at_the_start_the_same_learning_rate_makes_shorter_steps_with_the_sigmoid():
    tanh, sigmoid = (run.history.measure("dW[1]")[0] for run in RUNS["activation_slope"])
    assert sigmoid < tanh


def test_only_the_bias_of_the_output_learns_from_zeros():
    """It comes to where sigmoid(b[2]) is the share of y = 1."""
    (run,) = RUNS["zero_learns"]
    b2 = run.snapshot.train.parameters.b[2].item()
    assert 1 / (1 + np.exp(-b2)) == pytest.approx(run.dataset.Y.mean(), abs=1e-6)
