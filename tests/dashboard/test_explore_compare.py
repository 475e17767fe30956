"""Runs side by side in Explore, and what m does: their pictures' numbers against core."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from core.config import Config
from core.explore.samples import learning_cells
from core.network import forward_propagation
from core.plane import plane_around
from core.training import advance, change, start
from dashboard import format
from dashboard.charts.palette import LIGHT
from dashboard.panels.explore import compare
from dashboard.panels.explore.compare import codes_of, name_of
from dashboard.panels.explore.samples import learning_frame
from dashboard.session import Session
from dashboard.text import text_in
from dashboard.work import Focus
from tests.dashboard.test_explore_views import explore_page, tables, titles

EN = text_in("en")


def test_changes_are_known_to_compare():
    one = advance(start(Config(m=60)), 10)
    other = change(one, "learning_rate", 0.3)
    assert codes_of((one, other)) == ["alpha"]
    assert "0.3" in name_of(EN, other, (one, other))


def outputs(run, places):
    of = run.snapshot.train
    return forward_propagation(of.parameters, places, of.config.activation).A[2][0]


def test_below_each_further_run_stands_its_difference_to_the_first():
    """The picture is bluest where its output is higher by most; the share is counted anew."""
    one, other = advance(start(Config(m=60)), 60), advance(start(Config(m=60, n1=2)), 900)

    def prepare(session: Session) -> None:
        session.pins = (one,)
        session.run = other

    test = explore_page("compare", prepare=prepare, m=60, n1=2)
    assert titles(test)[-1] == EN("compare.difference_alt", name="2: n[1] = 2")
    seen = plane_around(one.dataset.X).wider(1.17)
    places = seen.grid(compare.SIDE)
    a, b = outputs(one, places), outputs(other, places)
    share = float(np.mean((a > 0.5) != (b > 0.5)))
    assert 0.05 < share < 0.95
    said = EN("compare.share", share=format.share(share))
    assert said in [caption.value for caption in test.caption]
    url = tables(test)[-1]["field"]["url"].iloc[-1]
    pixels = np.asarray(
        Image.open(io.BytesIO(base64.b64decode(url.split(",")[1]))).convert("RGB"), dtype=float
    ).reshape(-1, 3)
    high, low = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)
                 for c in (LIGHT.positive, LIGHT.negative))  # fmt: skip
    bluer = np.linalg.norm(pixels - low, axis=1) - np.linalg.norm(pixels - high, axis=1)
    assert np.corrcoef(bluer, b - a)[0, 1] > 0.95


def test_other_data_have_no_plane_in_common():
    def prepare(session: Session) -> None:
        session.pins = (start(Config(m=60)),)
        session.run = start(Config(dataset="ball", m=60))

    test = explore_page("compare", prepare=prepare, m=60, dataset="ball")
    assert not test.exception
    assert EN("compare.other_data") in [caption.value for caption in test.caption]
    assert len(titles(test)) == 4


def test_accuracy_against_m_is_the_median_and_the_range_of_the_draws():
    cells = list(learning_cells(Config(), (20, 60), (1, 2, 3), iterations=100))
    frame = learning_frame(cells, {"accuracy": "training", "test_accuracy": "test"})
    for which, measure in (("training", "accuracy"), ("test", "test_accuracy")):
        for m in (20, 60):
            values = [getattr(cell, measure) for cell in cells if cell.config.m == m]
            row = frame[(frame["x"] == m) & (frame["which"] == which)].iloc[0]
            assert (row["y"], row["low"], row["high"]) == (
                np.median(values), min(values), max(values)
            )  # fmt: skip


@pytest.mark.parametrize("focus", [Focus("unit", 1, 4), Focus("sample", 0, 300)])
def test_what_is_looked_at_in_the_lab_need_not_be_in_every_run(focus):
    """A pinned run may have fewer units and fewer samples than the one of the Lab."""

    def prepare(session: Session) -> None:
        session.pins = (start(Config(m=60, n1=2)),)
        session.run = start(Config(n1=6))
        session.focus = focus

    test = explore_page("compare", prepare=prepare, n1=6)
    assert not test.exception
    assert len(titles(test)) == 2 + 2 + 1
