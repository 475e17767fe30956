"""The replay as a file, read back by Pillow: its frames, the plane's colours, J's height."""

import io
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from core.config import Config
from core.network import forward_propagation
from core.plane import plane_around
from core.training import Run, advance, change, start, visit
from dashboard.charts import animation as drawing
from dashboard.charts.ink import FIELD, Inks
from dashboard.charts.palette import LIGHT
from dashboard.charts.thinning import thinned
from dashboard.panels.lab.animation import MOST_FRAMES, MOST_POINTS, SIDE, animation

TABLE = Inks(LIGHT).table


def rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def frames_of(content: bytes) -> tuple[list[np.ndarray], list[int]]:
    """Each frame's pixels, and how long each is seen."""
    pictures, times = [], []
    with Image.open(io.BytesIO(content)) as file:
        for at in range(getattr(file, "n_frames", 1)):
            file.seek(at)
            pictures.append(np.asarray(file.convert("RGB")).astype(int))
            times.append(file.info["duration"])
    return pictures, times


def iterations(run: Run) -> list[int]:
    return [run.history.iterations[i] for i in run.history.spread(MOST_FRAMES)]


@pytest.fixture(scope="module")
def run() -> Run:
    return advance(start(Config(dataset="moons", n1=3, learning_rate=0.8)), 900)


@pytest.fixture(scope="module")
def content(run: Run) -> bytes:
    return animation(run, (0, 1))


def test_a_frame_for_so_many_recorded_iterations(run: Run, content: bytes):
    pictures, times = frames_of(content)
    assert len(pictures) == len(iterations(run)) > 40
    assert pictures[0].shape == (*drawing.SIZE[::-1], 3)
    assert times == [drawing.TICK] * (len(times) - 1) + [drawing.LAST]
    assert len(content) < 3_000_000
    for one, next_one in pairwise(pictures):
        assert (one != next_one).any()


def test_every_colour_is_of_the_palette(content: bytes):
    pictures, _ = frames_of(content)
    known = {tuple(map(int, colour)) for colour in TABLE}
    assert len(TABLE) <= 256
    assert {tuple(colour) for colour in pictures[len(pictures) // 2].reshape(-1, 3)} <= known


def test_the_plane_has_the_colour_of_a2_at_that_iteration(run: Run, content: bytes):
    """At three hundred places of four frames; a[2] is interpolated between its neighbours."""
    pictures, _ = frames_of(content)
    left, top, side = drawing.PLANE
    plane = plane_around(run.dataset.X)
    cell = (plane.high[0] - plane.low[0]) / SIDE
    rng = np.random.default_rng(0)
    steps = TABLE[:FIELD]
    seen = 0
    for at in (0, 7, 20, len(pictures) - 1):
        of = visit(run, iterations(run)[at]).train
        for u, v in rng.integers(0, side, (300, 2)):
            x = plane.low[0] + (u + 0.5) / side * (plane.high[0] - plane.low[0])
            y = plane.high[1] - (v + 0.5) / side * (plane.high[1] - plane.low[1])
            around = [(x + i * cell, y + j * cell) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            a = forward_propagation(of.parameters, np.array(around).T, "tanh").A[2][0]
            colour = pictures[at][top + v, left + u]
            place = np.flatnonzero((steps == colour).all(axis=1))
            # Samples and the decision boundary lie on top.
            if len(place):
                seen += 1
                low, high = a.min() * (FIELD - 1), a.max() * (FIELD - 1)
                assert low - 0.51 <= place[-1]
                assert place[0] <= high + 0.51
    assert seen > 900


def test_samples_lie_where_they_are_in_their_classes_colour(run: Run, content: bytes):
    pictures, _ = frames_of(content)
    left, top, side = drawing.PLANE
    plane, X, Y = plane_around(run.dataset.X), run.dataset.X, run.dataset.Y[0]
    u = (X[0] - plane.low[0]) / (plane.high[0] - plane.low[0]) * side
    v = (plane.high[1] - X[1]) / (plane.high[1] - plane.low[1]) * side
    colours = [
        pictures[-1][top + int(down), left + int(across)].tolist()
        for across, down in zip(u, v, strict=True)
    ]
    # The sample that is drawn last lies on top of all others; most are not quite covered.
    assert colours[-1] == rgb(LIGHT.positive if Y[-1] else LIGHT.negative)
    own = [
        colour == rgb(LIGHT.positive if label else LIGHT.negative)
        for colour, label in zip(colours, Y, strict=True)
    ]
    own = [own[i] for i in thinned(len(own), MOST_POINTS)]
    assert np.mean(own) > 0.8


def test_the_curve_stands_at_the_height_of_j(run: Run, content: bytes):
    pictures, _ = frames_of(content)
    left, top, width, height = drawing.CURVE
    costs = run.history.measure("cost")
    highest = max(costs)
    ink, grey = rgb(LIGHT.ink), rgb(LIGHT.grey)
    for at in (0, 9, len(pictures) - 1):
        now = iterations(run)[at]
        for i in range(40, len(costs), 97):
            u = round(left + width * run.history.iterations[i] / run.iteration)
            v = round(top + height * (1 - costs[i] / highest))
            colours = pictures[at][v - 2 : v + 3, u].tolist()
            been = run.history.iterations[i] < now - 12
            if been or run.history.iterations[i] > now + 12:
                assert (ink if been else grey) in colours, (at, i)
        dot = pictures[at][
            round(top + height * (1 - run.history.at(now).measures[0] / highest)),
            round(left + width * now / run.iteration),
        ]
        assert dot.tolist() == ink


def test_words_are_the_same_in_all_languages_and_numbers_are_drawn(content: bytes):
    """J above the curve and the iteration below it, both in ink, other ones in each frame."""
    pictures, _ = frames_of(content)
    left, top, width, height = drawing.CURVE
    above = [picture[: top - 8, left : left + width] for picture in pictures]
    below = [picture[top + height + 6 :, left - 12 : left + width + 16] for picture in pictures]
    for place in (above, below):
        assert (place[0] == rgb(LIGHT.ink)).all(axis=2).any()
        assert all((one != next_one).any() for one, next_one in pairwise(place))


@pytest.mark.parametrize(
    ("config", "steps"),
    [
        (Config(), 0),
        (Config(learning_rate=200, activation="relu"), 300),
        (Config(dataset="breast_cancer", m=300, noise=0.0, n1=6), 60),
        (Config(n1=64, m=2000), 130),
    ],
    ids=["nothing trained", "diverged", "thirty features", "large"],
)
def test_any_run_can_be_taken_along(config: Config, steps: int):
    run = advance(start(config), steps)
    pictures, _ = frames_of(animation(run, (0, 1)))
    assert len(pictures) == len(run.history.spread(MOST_FRAMES))
    assert pictures[0].shape == (*drawing.SIZE[::-1], 3)


def test_a_change_of_m_and_another_plane():
    run = advance(start(Config(dataset="iris", m=60, noise=0.0)), 40)
    run = advance(change(run, "m", 70), 40)
    one, other = (frames_of(animation(run, features))[0] for features in ((0, 1), (2, 3)))
    assert len(one) == len(other)
    assert (one[-1] != other[-1]).any()
