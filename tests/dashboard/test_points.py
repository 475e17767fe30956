"""Samples that are drawn: what a click, the table, undo and a link make of them."""

from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config import Config
from core.training import advance, start
from dashboard.link import POINTS, read_link
from dashboard.own_data import drawn
from dashboard.panels.shared.problems import sentence
from dashboard.points import MOST, SIDE, Drawing, Point, as_csv, read, written
from dashboard.session import opened
from dashboard.text import text_in
from tests.dashboard.test_lab import page, run_of

PLACE = st.integers(0, SIDE)
SOME = st.lists(st.builds(Point, PLACE, PLACE, st.integers(0, 1)), min_size=1, max_size=MOST)
XOR = (Point(10, 10, 0), Point(30, 30, 0), Point(10, 30, 1), Point(30, 10, 1))


@given(SOME)
def test_a_link_gives_back_what_was_drawn(points: list[Point]):
    assert read(written(points)) == tuple(points)


@given(st.text(max_size=60))
def test_any_other_text_is_refused_and_named(text: str):
    try:
        read(text)
    except ValueError:
        link = read_link({"dataset": "csv", POINTS: text})
        assert [problem.name for problem in link.problems] == [POINTS]
        assert link.settings.config.dataset == Config().dataset


def test_the_features_are_where_it_was_clicked():
    drawing = Drawing()
    drawing.put(0, 40, 1)
    drawing.put(20, 25, 0)
    assert as_csv(drawing.points) == "x1,x2,y\n-4,4,1\n0,1,0\n"


def test_several_at_once_lie_around_the_place_and_undo_takes_them_back():
    drawing, again = Drawing(), Drawing()
    for one in (drawing, again):
        one.put(20, 20, 1, 5)
    assert drawing.points == again.points
    assert len(drawing.points) == 5
    assert all(max(abs(p.across - 20), abs(p.up - 20)) < 8 for p in drawing.points)
    drawing.put(5, 5, 0)
    drawing.undo()
    assert len(drawing.points) == 5
    drawing.clear()
    drawing.undo()
    assert len(drawing.points) == 5
    drawing.undo()
    assert not drawing.points
    drawing.undo()


def test_erasing_takes_a_place_and_its_neighbours():
    drawing = Drawing((Point(10, 10, 0), Point(11, 9, 1), Point(12, 10, 1)))
    drawing.erase(10, 10)
    assert drawing.points == (Point(12, 10, 1),)


def test_there_are_never_more_than_the_most():
    drawing = Drawing()
    for at in range(MOST):
        drawing.put(at % SIDE, 3, at % 2, 5)
    assert len(drawing.points) == MOST


@pytest.mark.parametrize("place", [(-1, 3, 0), (3, SIDE + 1, 0), (3, 3, 2)])
def test_no_other_place_is_taken(place: tuple[int, int, int]):
    drawing = Drawing()
    with pytest.raises(ValueError, match="no place"):
        drawing.put(*place)
    assert drawing.points == ()


def test_the_table_changes_adds_and_removes_rows():
    drawing = Drawing(XOR)
    drawing.rewrite({0: {"x1": 4.0}, 1: {"y": 1}}, [{"x1": 0.0, "x2": 0.2, "y": 1}], [2])
    assert drawing.points == (
        Point(40, 10, 0), Point(30, 30, 1), Point(30, 10, 1), Point(20, 21, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    "row", [{}, {"x1": 1.0}, {"x1": 99.0, "x2": 0.0, "y": 1}, {"x1": 0.0, "x2": 0.0, "y": 0.5}, {"x1": float("nan"), "x2": 0.0, "y": 1}, {"x1": None, "x2": None, "y": None}],
)  # fmt: skip
def test_a_row_that_is_not_whole_is_left_out(row: dict[str, float | None]):
    drawing = Drawing(XOR)
    drawing.rewrite({}, [row], [])
    assert drawing.points == XOR


def test_a_link_of_drawn_samples_brings_the_same_run_back():
    own = drawn(written(XOR))
    assert own.source is not None
    config = Config(dataset="csv", m=4, noise=0.0, n1=3)
    run = advance(start(config, own.source), 30)
    raw = {"dataset": "csv", POINTS: written(XOR), "m": "4", "n1": "3", "at": "30"}
    session = opened(read_link(raw))
    while session.coming is not None:
        piece = next(session.coming, None)
        if piece is None:
            break
        session.arrive(piece)
    assert session.run.snapshot.train.cost == run.snapshot.train.cost
    # Both features are used as they are, though each alone tells nothing, or everything.
    np.testing.assert_allclose(np.abs(session.run.dataset.X), 1)
    assert session.run.dataset.Y.tolist() == [[0, 0, 1, 1]] or session.run.dataset.Y.sum() == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_opens_such_a_link_and_writes_it_again(language: str):
    raw = {"dataset": "csv", POINTS: written(XOR), "n1": "3", "at": "20"}
    test = page(lang=language, **raw)
    assert not test.exception
    assert run_of(test).dataset.X.shape == (2, 4)
    assert test.query_params[POINTS] == written(XOR)
    assert "table" not in test.query_params
    test.button(key="step").click().run()
    assert test.metric[0].value == "21"


def test_samples_of_one_class_are_no_data_set():
    link = read_link({"dataset": "csv", POINTS: written(XOR[:2] * 4)})
    (problem,) = link.problems
    assert sentence(text_in("en"), problem) == text_in("en")("problem.points")


def test_one_threshold_may_separate_what_was_drawn():
    """In a file such a feature would be left out, for it could be a copy of the label."""
    sides = [Point(x, y, int(x > 20)) for x in (5, 10, 30, 35) for y in (5, 20, 35)]
    own = drawn(written(sides))
    assert own.used is not None
    assert own.used.selection.names == ("x1", "x2")
    assert dict(parse_qsl(urlencode({POINTS: own.used.points})))[POINTS] == written(sides)
