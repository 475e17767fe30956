"""The report of a run: its numbers are core's, its pictures are where they belong, nothing else is needed."""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import numpy as np
import pytest
import streamlit as st

from core.config import Config
from core.training import advance, change, start
from dashboard import format
from dashboard.charts import svg
from dashboard.charts.bands import Curve
from dashboard.charts.palette import LIGHT
from dashboard.panels.lab import take_away
from dashboard.panels.lab.report import plain, report
from dashboard.text import text_in
from tests.dashboard.test_lab import page


class Reader(HTMLParser):
    """The cells of the tables, row by row, all words, and what would be loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.words: list[str] = []
        self.loaded: list[str] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.inside = True
            self.rows.append([])
        self.loaded += [
            value for name, value in attrs if name in ("src",) or tag in ("link", "script")
        ]
        self.loaded += [v for n, v in attrs if tag == "image" and n == "href" and v[:5] != "data:"]

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "table"

    def handle_data(self, data):
        self.words.append(data)
        if self.inside:
            self.rows[-1].append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def a_run():
    run = advance(start(Config(m=80, n1=3)), 120)
    return advance(change(run, "learning_rate", 0.3), 40)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_numbers_are_the_runs(language: str):
    run, text = a_run(), text_in(language)
    seen = read(report(text, run, "http://here/?at=160", "again"))
    rows = {tuple(row) for row in seen.rows}
    of = run.snapshot.train
    assert (text("lab.cost"), format.cost(of.cost)) in rows
    assert (text("lab.test_cost"), format.cost(run.snapshot.test.cost)) in rows
    assert (text("set.n1"), "3") in rows
    assert (text("report.at", iteration="120"), "α = 0.3") in rows
    norm = np.linalg.norm(of.gradients.dW[1])
    assert any(row[:2] == ["dW[1]", format.short(float(norm))] for row in seen.rows)
    assert any(row[:2] == ["W[1]", "(3, 2)"] for row in seen.rows)
    assert seen.loaded == []
    other = "zh" if language == "en" else "en"
    assert text_in(other)("report.setup") not in seen.words


@pytest.mark.parametrize("rate", [1e3, 1e200])
def test_a_run_that_diverged_is_called_one(rate: float):
    run = start(Config(m=40, activation="relu", learning_rate=rate, initialization="he"))
    run = advance(run, 100)
    assert run.diverged
    text = text_in("en")
    seen = read(report(text, run, "http://here/", "again"))
    said = text("status.stopped", iteration=format.whole(run.iteration))
    assert said in seen.words
    assert text("report.no_sentence") not in seen.words


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_link_in_it_is_that_of_the_runs_end(language: str):
    """Though another iteration is on show, and though a link cannot hold every run."""
    test = page(lang=language, at=30, m=20)
    session = test.session_state["session"]
    session.view(10)
    held = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(take_away, "report", lambda *given: held.update(given=given) or "")
        patch.setattr(st, "download_button", lambda _, made, *__, **___: made())
        test.run()
        assert "at=30" in held["given"][2]
        assert held["given"][3] == "again"
        patch.setattr(take_away, "is_whole", lambda run: False)
        test.run()
    assert held["given"][3] == "again_setup"


def test_what_it_is_given_is_no_markup():
    """The only link holds the address, whatever stands in it."""
    address = 'http://x/?"><script>alert(1)</script>'
    seen = read(report(text_in("en"), a_run(), address, "again_setup"))
    assert seen.loaded == []
    assert address in seen.words


def test_a_sentence_is_plain_words():
    assert plain(":red[:material/warning:] **J** rose from `0.2`, $z$") == "J rose from 0.2, z"


def lines(picture: Element, colour: str) -> list[list[tuple[float, float]]]:
    """The points of the lines of a colour, without the one in the legend."""
    found = [
        [(float(x), float(y)) for x, y in (p.split(",") for p in line.get("points", "").split())]
        for line in picture.iter("polyline")
        if line.get("stroke") == colour
    ]
    return [points for points in found if points[0][1] != 9]


def test_a_curve_is_where_its_numbers_are():
    """Twice the J is twice as high above 0; a tenth of a norm is as far down as another tenth."""
    at = np.arange(3.0)
    drawn = svg.curves(
        {"i": at, "J": np.array([0.5, 1.0, 0.25])}, [Curve("J", "J", "#111111")], LIGHT, log=False
    )
    (points,) = lines(drawn, "#111111")
    zero = svg.HEIGHT - svg.BOTTOM
    heights = [zero - y for _, y in points]
    np.testing.assert_allclose(heights, np.array([0.5, 1, 0.25]) * heights[1], atol=0.1)
    steps = np.diff([x for x, _ in points])
    np.testing.assert_allclose(steps, steps[0], atol=0.1)
    drawn = svg.curves(
        {"i": at, "n": np.array([1e-3, 1e-2, 1e-1])}, [Curve("n", "n", "#111111")], LIGHT, log=True
    )
    (points,) = lines(drawn, "#111111")
    np.testing.assert_allclose(np.diff([y for _, y in points], n=2), 0, atol=0.15)


def test_what_has_no_number_is_a_gap():
    values = np.array([0.5, np.nan, 0.4, 0.3])
    drawn = svg.curves(
        {"i": np.arange(4.0), "J": values}, [Curve("J", "J", "#111111")], LIGHT, log=False
    )
    assert [len(piece) for piece in lines(drawn, "#111111")] == [1, 2]
    empty = svg.curves(
        {"i": np.arange(2.0), "n": np.zeros(2)}, [Curve("n", "n", "#111111")], LIGHT, log=True
    )
    assert lines(empty, "#111111") == []


def test_samples_lie_on_the_plane():
    points = {"x": np.array([0.0, 1.0]), "y": np.array([0.0, 1.0]), "label": np.array([0, 1])}
    drawn = svg.plane("data:image/png;base64,", points, (-1, 1, -1, 1), ("x1", "x2"), LIGHT, 100)
    (circle,) = drawn.iter("circle")
    assert (circle.get("cx"), circle.get("cy")) == ("120.0", "0.0")
    (diamond,) = drawn.iter("polygon")
    middle = np.mean(
        [[float(n) for n in p.split(",")] for p in re.split(" ", diamond.get("points", ""))], axis=0
    )
    np.testing.assert_allclose(middle, [70, 50])
