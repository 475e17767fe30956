"""The contract of the bug hunt: every fault is rejected, the right program is not, and how is said."""

from itertools import islice, pairwise

import numpy as np
import pytest

from core.checks import check, relative_error
from core.config import Config
from core.data.sources import make_dataset
from core.network import backward_propagation, forward_propagation, initialize_parameters
from core.passes import Pass
from core.practice.detectors import DETECTORS, Verdict, fixture, verdicts
from core.practice.faults import Mistake, run_backward
from core.practice.mistakes import (
    EVERY,
    HARMLESS,
    MISTAKES,
    PROGRAM_MISTAKES,
    hunt,
    in_backward,
    program_of,
)
from core.practice.program import BACKWARD, Program, Running, program_for

SEEDS = (1, 2, 3)
every = pytest.mark.parametrize("mistake", EVERY.values(), ids=EVERY)


def rejecting(found: dict[str, Verdict]) -> set[str]:
    return {name for name, verdict in found.items() if verdict.rejects}


@pytest.mark.parametrize("seed", SEEDS)
@every
def test_every_fault_is_rejected_by_the_detectors_that_the_table_names(mistake: Mistake, seed: int):
    found = verdicts(mistake.edits, fixture(seed, mistake.n1))
    assert rejecting(found) == mistake.caught


@pytest.mark.parametrize("seed", SEEDS)
def test_every_detector_passes_the_right_program(seed: int):
    # Most faults have the same right program, so each is run once.
    right = {(m.n1, Program(m.repaired(m.choices[0])).text): m for m in EVERY.values()}
    for mistake in right.values():
        found = verdicts(mistake.repaired(mistake.choices[0]), fixture(seed, mistake.n1))
        assert {verdict.outcome for verdict in found.values()} == {"passes"}, mistake.name


def test_no_fault_without_a_detector_and_no_detector_without_a_fault():
    faults = {**MISTAKES, **PROGRAM_MISTAKES}
    assert len(MISTAKES) >= 16
    assert len(EVERY) == len(MISTAKES) + len(PROGRAM_MISTAKES) + len(HARMLESS)
    assert all(mistake.caught for mistake in faults.values())
    assert set().union(*(mistake.caught for mistake in faults.values())) == set(DETECTORS)


@every
def test_every_wrong_repair_is_rejected(mistake: Mistake):
    for choice in mistake.choices[1:]:
        found = verdicts(mistake.repaired(choice), fixture(1, mistake.n1))
        assert rejecting(found), choice
    if mistake.name not in HARMLESS:
        assert len(mistake.choices) >= 3


@every
def test_exactly_one_line_differs_from_the_right_program(mistake: Mistake):
    faulty = mistake.lines
    right = Program(mistake.repaired(mistake.choices[0]), n1=mistake.n1).lines
    assert len(faulty) == len(right)
    if mistake.edit.before is None:
        differing = [
            n for n, pair in enumerate(zip(faulty, right, strict=True), 1) if len(set(pair)) > 1
        ]
        assert differing == [mistake.faulty_line]
    else:
        assert sorted(line.text.strip() for line in faulty) == sorted(
            line.text.strip() for line in right
        )
        assert faulty[mistake.faulty_line - 1].key == mistake.edit.key
    assert [line.text for line in faulty] == mistake.program.text.split("\n")


@every
def test_the_changed_line_does_not_stick_out(mistake: Mistake):
    """The four updates are written in one way, unless one of them is the changed line."""
    updates = [line for line in mistake.lines if line.key.endswith(":=")]
    others = [line.text for line in updates if line.key != mistake.edit.key]
    assert len(updates) == 4
    assert len({" -= " in text for text in others}) == 1


def moons(n1: int, activation: str = "tanh") -> tuple[object, ...]:
    data = make_dataset("moons", 25, seed=5)
    rng = np.random.default_rng(3)
    parameters = initialize_parameters((2, n1, 1), method="xavier", rng=rng)
    return parameters, data.X, data.Y, Config(activation=activation)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_fault_of_the_backward_pass_can_take_its_place_in_a_pass(name: str):
    mistake = MISTAKES[name]
    assert in_backward(mistake)
    parameters, X, Y, config = moons(mistake.n1)
    of = Pass(parameters, X, Y, config, backward=mistake)
    try:
        gradients = of.gradients
    except ValueError:
        assert "error" in mistake.caught
        return
    if "shape" in mistake.caught:
        assert not all(row.matches for row in of.dimensions)
    else:
        assert all(row.matches for row in of.dimensions)
        assert not all(check(of).agree.values())
    assert gradients.dW.keys() == gradients.db.keys() == gradients.dZ.keys() == {1, 2}


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "leaky_relu"])
def test_the_right_lines_are_backward_propagation(activation: str):
    parameters, X, Y, _ = moons(4)
    cache = forward_propagation(parameters, X, activation)
    ours, theirs = (
        run_backward(Program(), parameters, cache, Y),
        backward_propagation(parameters, cache, Y),
    )
    for kind in ("dW", "db", "dZ", "dA"):
        for l in (1, 2):
            assert relative_error(getattr(ours, kind)[l], getattr(theirs, kind)[l]) < 1e-13


def test_a_deeper_network_is_refused():
    rng = np.random.default_rng(0)
    parameters = initialize_parameters((2, 3, 3, 1), rng=rng)
    cache = forward_propagation(parameters, np.ones((2, 5)))
    with pytest.raises(ValueError, match="one hidden layer"):
        MISTAKES["no_mean"](parameters, cache, np.ones((1, 5)))


def test_the_error_names_the_line_on_which_numpy_stopped():
    for name in ("no_transpose", "matrix_for_elementwise", "elementwise_for_matrix"):
        failure = verdicts(MISTAKES[name].edits, fixture())["error"].failure
        assert failure is not None
        assert failure.line == MISTAKES[name].faulty_line
        assert failure.iteration == 0
    # db[1] of shape (4,) does no harm until b[1], by then (4, 4), meets W[1] X in the next pass.
    mistake = MISTAKES["no_keepdims"]
    failure = verdicts(mistake.edits, fixture())["error"].failure
    assert failure is not None
    assert (failure.iteration, failure.line) == (1, mistake.program.number("Z1"))
    in_place = PROGRAM_MISTAKES["no_keepdims_in_place"]
    failure = verdicts(in_place.edits, fixture())["error"].failure
    assert failure is not None
    assert (failure.iteration, failure.line) == (0, in_place.program.number("b1 :="))


def test_the_shown_program_runs_as_one_piece():
    # What is run step by step is the text itself: run whole, it gives the same J to the bit.
    setup = fixture()
    program = program_for(setup)
    running = Running(program, setup)
    for _ in range(20):
        running.step()
    names = {
        key: running.names[key] for key in ("samples", "labels", "np", "sigmoid", "g1", "g1_prime")
    }
    names["iterations"] = 20
    exec(program.text, names)
    assert names["costs"] == running.costs


def test_the_numbers_of_another_setup_stand_in_the_text():
    data = make_dataset("ball", 40, seed=2)
    setup = fixture().__class__(data.X.T, data.Y[0], n1=7, alpha=0.25, scale=0.2, weight_seed=9)
    text = program_of(PROGRAM_MISTAKES["alpha_negative"], setup).text
    assert "alpha = -0.25" in text
    assert "n0, n1, n2 = len(X), 7, 1" in text
    assert "RandomState(9)" in text
    assert rejecting(verdicts((), setup)) == set()
    assert "{" not in "".join(program_of(m, setup).text for m in EVERY.values())


def test_the_backward_lines_are_together():
    keys = [line.key for line in Program().lines]
    first = keys.index(BACKWARD[0])
    assert tuple(keys[first : first + len(BACKWARD)]) == BACKWARD


def test_the_hunt_asks_for_every_fault_and_none_twice_in_a_row():
    for seed in range(200):
        asked = [mistake.name for mistake in islice(hunt(seed), 3 * len(EVERY))]
        assert set(asked) == set(EVERY)
        assert all(a != b for a, b in pairwise(asked))
