"""The replay: every frame holds core's numbers, and all of it is small."""

import json

import numpy as np
import pytest

from core.config import Config
from core.training import advance, change, start, visit
from dashboard.charts.palette import palette
from dashboard.panels.lab.replay import MOST_FRAMES, description
from dashboard.text import text_in


def frames_of(chart) -> list[dict]:
    (group,) = chart["marks"]
    return next(data["values"] for data in group["data"] if data["name"] == "frames")


def test_every_frame_is_a_recorded_iteration():
    run = change(advance(start(Config()), 150), "m", 300)
    run = advance(run, 250)
    frames = frames_of(description(text_in("en"), run, (0, 1), palette(False)))
    assert MOST_FRAMES / 2 < len(frames) <= MOST_FRAMES + 1
    assert [frame["frame"] for frame in frames] == list(range(len(frames)))
    assert (frames[0]["iteration"], frames[-1]["iteration"]) == (0, run.iteration)
    for frame in frames[::17]:
        then = visit(run, frame["iteration"])
        assert then.iteration == frame["iteration"]
        assert frame["training"] == pytest.approx(then.train.cost, rel=1e-12)
        assert frame["test"] == pytest.approx(then.test.cost, rel=1e-12)
        assert frame["dW[1]"] == pytest.approx(
            np.linalg.norm(then.train.gradients.dW[1]), rel=1e-12
        )
    assert len({frame["url"] for frame in frames}) > 90


@pytest.mark.parametrize("config", [
    Config(), Config(dataset="spirals", n1=64, initialization="he", learning_rate=5.0),
    Config(dataset="breast_cancer", m=300, noise=0.0, n1=16), Config(initialization="zeros"),
])  # fmt: skip
def test_it_is_small_and_readable_by_a_browser(config: Config):
    run = advance(start(config), 600)
    chart = description(text_in("zh"), run, (0, 1), palette(True))
    written = json.dumps(chart, allow_nan=False)
    assert len(written.encode()) < 500_000


def test_a_run_of_one_update_has_two_frames():
    run = advance(start(Config()), 1)
    assert len(frames_of(description(text_in("en"), run, (0, 1), palette(False)))) == 2
