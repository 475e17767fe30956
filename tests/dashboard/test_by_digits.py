"""A learner recomputes every number from the digits on the page, within the rounding it states."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from core.activations import ACTIVATIONS, activation_named
from core.config import Config
from core.equations import SAMPLE, UPDATE, evaluate, operands, vectorised
from core.lessons.facts import update
from core.lessons.sample import Sample, sample_of
from core.training import advance, start
from core.types import Array
from dashboard import typeset
from dashboard.lesson import NETWORKS, Lesson, notes_network
from dashboard.panels.lessons import given

HALF = 0.5


def shown(array: Array) -> tuple[Array, Array]:
    """The numbers as they stand on the page, and half a unit of each one's last digit."""
    values, halves = np.zeros(array.shape), np.zeros(array.shape)
    for place, value in np.ndenumerate(array):
        text = typeset.number(float(value))
        mantissa, _, power = text.partition(r"\cdot 10^{")
        exponent = int(power.rstrip("}") or 0)
        values[place] = float(mantissa) * 10.0**exponent
        decimals = len(mantissa.partition(".")[2])
        exact = "." not in mantissa or float(value) == values[place]
        halves[place] = 0.0 if exact else HALF * 10.0 ** (exponent - decimals)
    return values, halves


def carried(
    compute: Callable[[dict[str, Array]], Array], inputs: dict[str, Array]
) -> tuple[Array, Array]:
    """A line run on the digits shown, and how far the rounding of its inputs can carry it."""
    digits = {name: shown(array) for name, array in inputs.items()}
    numbers = {name: values for name, (values, _) in digits.items()}
    result = compute(numbers)
    reach = np.zeros(result.shape)
    for name, (values, halves) in digits.items():
        for place in zip(*np.nonzero(halves), strict=True):
            moved = values.copy()
            moved[place] += halves[place]
            reach += abs(compute({**numbers, name: moved}) - result)
    return result, reach


def agrees(result: Array, reach: Array, target: Array) -> bool:
    values, halves = shown(target)
    # A little more than the first order, for the curvature of σ, log and 1/a over half a digit.
    return bool(np.all(abs(result - values) <= 1.05 * reach + halves + 1e-12))


def sample_of_network(source: str) -> Sample:
    lab = advance(start(Config(n1=5, m=60, activation="sigmoid")), 30).snapshot
    return Lesson(source=source, index=2).sample(lab)


def inputs_of(sample: Sample, step: str) -> dict[str, Array]:
    return {op.name.code: sample.values[op.name.code] for op in operands(SAMPLE[step])}


def computed(sample: Sample, step: str) -> Callable[[dict[str, Array]], Array]:
    g = activation_named(sample.config.activation).g
    sigmoid = activation_named("sigmoid").g

    def compute(numbers: dict[str, Array]) -> Array:
        return evaluate(SAMPLE[step], {**numbers, "g1": g, "sigmoid": sigmoid, "log": np.log})

    return compute


@pytest.mark.parametrize("source", NETWORKS)
@pytest.mark.parametrize("step", SAMPLE)
def test_every_step_comes_out_from_the_digits_shown(source: str, step: str):
    sample = sample_of_network(source)
    result, reach = carried(computed(sample, step), inputs_of(sample, step))
    assert agrees(result, reach, sample.values[step])
    # It can fail: five percent more, or the other sign, is no rounding.
    wrong = sample.values[step] * 1.05
    assert not agrees(result, reach, wrong)
    assert not agrees(result, reach, -sample.values[step])


def test_of_the_short_numbers_z1_is_exact():
    """W and b of two decimals and x of one: three decimals, and the page shows them all."""
    of = Lesson(source="rounded").of(notes_network())
    for i in range(of.m):
        z1 = sample_of(of, i).values["z1"]
        assert np.all(abs(z1 - z1.round(3)) < 1e-12)
        _, halves = shown(z1[abs(z1[:, 0]) < 10].round(3))
        assert not halves.any()


@pytest.mark.parametrize("source", NETWORKS)
@pytest.mark.parametrize("name", [name for name in vectorised(2) if name[0] != "A"])
def test_over_m_samples_it_comes_out_as_well(source: str, name: str):
    """The first samples only, so that a learner could: every line that is no activation."""
    lab = advance(start(Config(n1=5, m=60)), 30).snapshot
    of = Lesson(source=source).of(lab)
    of = of.__class__(of.parameters, of.X[:, :5], of.Y[:, :5], of.config, of.backward)
    code = vectorised(2)[name]
    inputs = {op.name.code: of.by_code[op.name.code] for op in operands(code)}

    def compute(numbers: dict[str, Array]) -> Array:
        return evaluate(code, {**numbers, "np": np, "m": of.m})

    result, reach = carried(compute, inputs)
    assert agrees(result, reach, of.by_code[name])
    assert not agrees(result, reach, of.by_code[name] * 1.05)


@pytest.mark.parametrize("kind", ["W", "b"])
def test_the_update_comes_out(kind: str):
    of = notes_network().train
    step = update(of, 0.5)
    before, gradient, after = (
        (step.before.W, step.gradients.dW, step.after.W) if kind == "W"
        else (step.before.b, step.gradients.db, step.after.b)
    )  # fmt: skip

    def compute(numbers: dict[str, Array]) -> Array:
        return evaluate(UPDATE[kind], {**numbers, "alpha": 0.5})

    result, reach = carried(compute, {kind: before[2], f"d{kind}": gradient[2]})
    assert agrees(result, reach, after[2])
    assert not agrees(result, reach, before[2])


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_the_pass_as_a_program_runs(activation: str):
    """Copied from the page into Python it gives all that the page shows."""
    of = advance(start(Config(n1=5, m=60, activation=activation)), 30).snapshot.train
    sample = sample_of(of, 3)
    names: dict[str, object] = {n: sample.values[n] for n in ("x", "y", "W1", "b1", "W2", "b2")}
    exec(given.program(activation), names)
    for step in SAMPLE:
        np.testing.assert_allclose(np.asarray(names[step]), sample.values[step], rtol=1e-9)


def test_the_numbers_that_cancel_are_the_samples():
    """1 / a · a (1 - a): what is struck out twice is the same number, and the rest is dz[2]."""
    for i in range(20):
        sample = Lesson(index=i).sample(notes_network())
        line = typeset.cancellation(sample)[1]
        struck = re.findall(r"\\cancel\{([\d.]+)\}", line)
        a, y = (float(sample.values[name].item()) for name in ("a2", "y"))
        assert struck == [typeset.number(a if y else 1 - a)] * 2
        assert line.endswith(f"= {typeset.number(a - y)}")
