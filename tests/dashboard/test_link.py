"""Links: what is written is read back, and whatever else they hold is survived."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.config import Config
from core.data.sources import SOURCES
from core.training import advance, change, replay, start
from core.vectors import flatten
from dashboard.link import KNOWN, furthest, read_link, write_link
from dashboard.settings import SETTINGS, Choices, Drive, Settings, moved_to, with_source


@st.composite
def any_settings(draw: st.DrawFn) -> Settings:
    source = SOURCES[draw(st.sampled_from(sorted(SOURCES)))]
    found = with_source(Settings(), source)
    for code, row in SETTINGS.items():
        allowed = row.allowed(source)
        if code == "dataset":
            continue
        if isinstance(allowed, Choices):
            value: object = draw(st.sampled_from(allowed.values))
        elif allowed.whole:
            value = draw(st.integers(int(allowed.low), int(allowed.high)))
        else:
            value = draw(st.floats(allowed.low, allowed.high))
        found = row.put(found, value, source)
    return found


@settings(max_examples=60, deadline=None)
@given(any_settings())
def test_any_settings_are_read_back(found: Settings):
    link = read_link(write_link(found, start(found.config)))
    assert link.problems == []
    assert link.settings == found


def test_a_usual_page_has_an_empty_link():
    assert write_link(Settings(), start(Config())) == {}


def test_a_run_with_changes_is_read_back_to_the_bit():
    run = advance(start(Config(m=90)), 7)
    run = advance(change(run, "learning_rate", 0.1 + 0.2), 5)
    run = advance(change(run, "m", 120), 4)
    link = read_link(write_link(Settings(run.now), run))
    assert link.problems == []
    again = replay(link.settings.config, link.changes, link.iteration)
    np.testing.assert_array_equal(
        flatten(again.snapshot.train.parameters), flatten(run.snapshot.train.parameters)
    )
    assert again.snapshot.train.cost == run.snapshot.train.cost
    assert again.now == run.now


def test_a_run_too_long_for_a_link_leaves_its_settings():
    config = Config(dataset="moons", m=2, noise=0.1, n1=64)
    far = advance(start(config), furthest(64, SOURCES["moons"]) + 1)
    link = write_link(Settings(replace(far.config, learning_rate=0.5)), far)
    assert "at" not in link
    assert link["alpha"] == "0.5"


def test_a_link_may_ask_for_so_much_work_not_for_so_many_iterations():
    """The smaller the network, the further; the largest still reaches 20,000."""
    flower = SOURCES["flower"]
    reach = [furthest(n1, flower) for n1 in (1, 4, 16, 64)]
    assert reach == sorted(reach, reverse=True)
    assert reach[-1] >= 20_000
    assert reach[1] > 250_000
    within, beyond = ({"n1": "64", "at": str(reach[-1] + more)} for more in (0, 1))
    assert read_link(within).iteration == reach[-1]
    refused = read_link(beyond)
    assert refused.iteration == 0
    assert [problem.name for problem in refused.problems] == ["at"]
    assert refused.problems[0].allowed.high == reach[-1]


@pytest.mark.parametrize(
    ("name", "given_"),
    [("n1", "abc"), ("n1", "0"), ("n1", "65"), ("n1", "4.5"), ("m", "-5"), ("m", "1e3"), ("alpha", "1e999"), ("alpha", "nan"), ("stopj", "nan"), ("dataset", "roses"), ("activation", "swish"), ("speed", "7"), ("at", "-1"), ("at", "302327"), ("at", "1e9"), ("changes", "9a1"), ("lang", "fr"), ("tour", "on")],
)  # fmt: skip
def test_an_impossible_value_gets_its_default_and_is_named(name: str, given_: str):
    link = read_link({name: given_})
    assert [problem.name for problem in link.problems] == [name]
    assert link.settings == Settings()
    assert (link.changes, link.iteration, link.language) == ((), 0, None)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ({"dataset": "Moons"}, with_source(Settings(), SOURCES["moons"])),
        ({"activation": "ReLU"}, Settings(Config(activation="relu"))),
        ({"init": "XAVIER"}, Settings(Config(initialization="xavier"))),
        ({"N1": "6", "Alpha": "0.5"}, Settings(Config(n1=6, learning_rate=0.5))),
        ({"SPEED": "100"}, Settings(drive=Drive(speed=100))),
    ],
)
def test_case_does_not_matter(raw: dict[str, str], found: Settings):
    link = read_link(raw)
    assert link.problems == []
    assert link.settings == found


def test_names_that_no_page_knows_are_told():
    link = read_link({"learningRate": "0.3", "n1": "5", "utm_source": "x"})
    assert [problem.name for problem in link.problems] == ["learningRate", "utm_source"]
    assert link.settings.config.n1 == 5


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*KNOWN, "other"]), st.text(max_size=30)))
def test_any_text_is_survived(raw: dict[str, str]):
    link = read_link(raw)
    start(link.settings.config)


def test_another_dataset_keeps_m_and_noise_where_it_can():
    found = Settings(Config(m=300, noise=0.3))
    assert moved_to(found, SOURCES["moons"]).config.m == 300
    assert moved_to(found, SOURCES["moons"]).config.noise == 0.3
    assert moved_to(found, SOURCES["iris"]).config.m == SOURCES["iris"].max_m
    assert moved_to(found, SOURCES["iris"]).config.noise == 0.0
