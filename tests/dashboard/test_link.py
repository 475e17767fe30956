"""Links: what is written is read back, and whatever else they hold is survived."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.datasets import SOURCES
from core.history import flatten
from core.training import Config, advance, change, replay, start
from dashboard.link import FURTHEST, read_link, write_link
from dashboard.setup import FIELDS, Setup, field_for, on_dataset, with_dataset


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    setup = with_dataset(Setup(), draw(st.sampled_from(sorted(SOURCES))))
    for name in FIELDS:
        rules = field_for(name, setup.config.dataset)
        if name == "dataset":
            continue
        if rules.choices:
            value = draw(st.sampled_from(rules.choices))
        elif rules.read is int:
            value = draw(st.integers(int(rules.low), int(rules.high)))
        else:
            value = draw(st.floats(rules.low, rules.high))
        setup = setup.with_value(name, value)
    return setup


@settings(max_examples=60, deadline=None)
@given(setups())
def test_any_setup_is_read_back(setup: Setup):
    link = read_link(write_link(setup, start(setup.config)))
    assert link.problems == []
    assert link.setup == setup


def test_a_usual_page_has_an_empty_link():
    assert write_link(Setup(), start(Config())) == {}


def test_a_run_with_changes_is_read_back_to_the_bit():
    run = advance(start(Config(m=90)), 7)
    run = advance(change(run, "learning_rate", 0.1 + 0.2), 5)
    run = advance(change(run, "m", 120), 4)
    setup = Setup(replace(run.config, m=120, learning_rate=0.1 + 0.2))
    link = read_link(write_link(setup, run))
    assert link.problems == []
    again = replay(link.setup.config, link.changes, link.iteration)
    np.testing.assert_array_equal(
        flatten(again.snapshot.parameters), flatten(run.snapshot.parameters)
    )
    assert again.snapshot.cost == run.snapshot.cost


def test_a_run_too_long_for_a_link_leaves_its_setup():
    far = advance(start(Config(dataset="moons", m=2, noise=0.1, n1=1)), FURTHEST + 1)
    link = write_link(Setup(replace(far.config, learning_rate=0.5)), far)
    assert "at" not in link
    assert link["alpha"] == "0.5"


@pytest.mark.parametrize(
    ("name", "given_"),
    [("n1", "abc"), ("n1", "0"), ("n1", "65"), ("m", "-5"), ("m", "1e3"), ("alpha", "1e999"), ("alpha", "nan"), ("dataset", "roses"), ("activation", "ReLU"), ("speed", "7"), ("at", "-1"), ("changes", "9a1")],
)  # fmt: skip
def test_an_impossible_value_gets_its_default_and_is_named(name: str, given_: str):
    link = read_link({name: given_})
    assert [problem.name for problem in link.problems] == [name]
    assert link.setup == Setup()
    assert (link.changes, link.iteration) == ((), 0)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*FIELDS, "at", "changes", "lang"]), st.text(max_size=30)))
def test_any_text_is_survived(raw: dict[str, str]):
    link = read_link(raw)
    start(link.setup.config)


def test_another_dataset_keeps_m_and_noise_where_it_can():
    setup = Setup(Config(m=300, noise=0.3))
    assert on_dataset(setup, "moons").config.m == 300
    assert on_dataset(setup, "moons").config.noise == 0.3
    assert on_dataset(setup, "iris").config.m == SOURCES["iris"].max_m
    assert on_dataset(setup, "iris").config.noise == 0.0
