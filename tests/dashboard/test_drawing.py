"""The network drawn: every weight of the pass, and nothing else."""

import json
from unittest.mock import Mock

import numpy as np
import pytest

from core.training import Config, advance, start
from dashboard.panels import network
from dashboard.text import text_in


def drawn(snapshot, language: str = "en", dark: bool = False):
    slot = Mock()
    network.draw(slot, text_in(language), snapshot, dark=dark)
    (chart,), options = slot.vega_lite_chart.call_args
    return chart, options["alt"]


def numbers_in(chart) -> str:
    return " ".join(frame.astype(str).to_string() for frame in chart["datasets"].values())


@pytest.mark.parametrize(
    ("dataset", "n1"), [("moons", 1), ("moons", 4), ("moons", 16), ("moons", 40), ("ball", 4), ("breast_cancer", 3)]
)  # fmt: skip
def test_any_network_is_drawn_and_only_its_data_change(dataset: str, n1: int):
    run = advance(start(Config(dataset=dataset, m=50, noise=0.0, n1=n1)), 2)
    early, alt = drawn(run.snapshot)
    late, later_alt = drawn(advance(run, 30).snapshot)
    assert alt == later_alt
    assert early["datasets"].keys() == late["datasets"].keys()
    early.pop("datasets")
    late.pop("datasets")
    assert json.dumps(early) == json.dumps(late)


def test_every_weight_stands_in_the_drawing():
    snapshot = advance(start(Config(m=50)), 20).snapshot
    chart, _ = drawn(snapshot)
    text = numbers_in(chart)
    for l, W in snapshot.parameters.W.items():
        for i, j in np.ndindex(W.shape):
            assert f"W[{l}][{i},{j}]" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_caption_says_what_the_faces_mean(language: str):
    flat = start(Config(m=20)).snapshot
    deep = start(Config(dataset="ball", m=20)).snapshot
    assert network.note(text_in(language), flat) != network.note(text_in(language), deep)
