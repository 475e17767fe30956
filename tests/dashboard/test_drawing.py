"""The network drawn: every weight of the pass, and nothing else."""

import base64
import io
import json
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from core.config import Config
from core.plane import activations_over, plane_around
from core.training import advance, start
from dashboard import format
from dashboard.charts.layout import layout
from dashboard.panels.lab import network
from dashboard.text import text_in
from dashboard.underlay import KEPT, Underlay
from tests.dashboard.views import drawn, view_of


def numbers_in(chart) -> str:
    return " ".join(str(table.to_pylist()) for table in chart["datasets"].values())


@pytest.mark.parametrize(
    ("dataset", "n1"), [("moons", 1), ("moons", 4), ("moons", 16), ("moons", 40), ("ball", 4), ("breast_cancer", 3)]
)  # fmt: skip
def test_any_network_is_drawn_and_only_its_data_change(dataset: str, n1: int):
    run = advance(start(Config(dataset=dataset, m=50, noise=0.0, n1=n1)), 2)
    early, late = (drawn(network.draw, view_of(r)) for r in (run, advance(run, 30)))
    assert early["datasets"].keys() == late["datasets"].keys()
    early.pop("datasets")
    late.pop("datasets")
    assert json.dumps(early) == json.dumps(late)


def test_every_weight_stands_in_the_drawing():
    run = advance(start(Config(m=50)), 20)
    text = numbers_in(drawn(network.draw, view_of(run)))
    for l, W in run.snapshot.train.parameters.W.items():
        for i, j in np.ndindex(W.shape):
            assert f"W[{l}]: {i + 1}, {j + 1} → {format.size(W[i, j])}" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_caption_says_what_the_faces_mean(language: str):
    flat = start(Config(m=20)).snapshot.train
    deep = start(Config(dataset="ball", m=20)).snapshot.train
    assert network.note(text_in(language), flat) != network.note(text_in(language), deep)


def test_a_picture_stays_until_the_next_ones_are_there():
    underlay = Underlay()
    for i in range(10):
        shown = underlay.push("here", f"picture {i}")
        assert underlay.push("there", "another") == ["another"]
        assert shown[-1] == f"picture {i}"
        assert len(shown) == min(i, KEPT) + 1
    assert underlay.push("here", "picture 8")[-2:] == ["picture 9", "picture 8"]


def test_units_stand_where_their_pictures_are():
    """The pictures of a column are one; each unit's own part of it is its map over the plane."""
    run = advance(start(Config(m=50, n1=12)), 20)
    chart, of = drawn(network.draw, view_of(run)), run.snapshot.train
    places = layout((2, 12, 1))
    plane = plane_around(of.X)
    for column in places.columns(1):
        side = column.nodes[0].side
        A = activations_over(plane, side, of.parameters, "tanh")[1]
        pictures = chart["datasets"]["pictures"].to_pylist()
        (row,) = (SimpleNamespace(**picture) for picture in pictures if picture["x"] == column.x)
        image = np.array(
            Image.open(io.BytesIO(base64.b64decode(row.url.split(",")[1]))).convert("RGBA")
        )
        # As wide as the widest column's, so that one kind of mark shows them all.
        width = places.layer(2)[0].side
        assert image.shape == (row.y2 - row.y, width, 4)
        left = (width - side) // 2
        for node in column.nodes:
            top = node.y - side // 2 - row.y
            part = image[top : top + side, left : left + side].astype(int)
            assert (part[..., 3] == 255).all()
            # Blue where the unit is positive, orange where it is negative.
            clear = abs(A[node.row]) > 0.3
            assert ((part[..., 2] > part[..., 0]) == (A[node.row] > 0))[clear].all()


@pytest.mark.parametrize("dataset", ["moons", "ball"])
def test_every_mark_has_its_data(dataset: str):
    chart = drawn(network.draw, view_of(start(Config(dataset=dataset, m=20, noise=0.0))))
    named = [layer["data"]["name"] for layer in chart["layer"] if "name" in layer["data"]]
    assert sorted(named) == sorted(chart["datasets"])
    assert all(table.num_rows for table in chart["datasets"].values())
    still = [layer["data"]["values"] for layer in chart["layer"] if "name" not in layer["data"]]
    assert len(still) == 3
    assert all(still)
