"""The runs of a sweep as lines: every number is that of the run trained anew, and none is hidden."""

import copy

import altair as alt
import jsonschema
import numpy as np
import pytest

from core.config import Config
from core.training import replay
from dashboard.charts.palette import LIGHT
from dashboard.charts.parallel import NONE, Axis, Line, parallel_chart
from dashboard.exploring import Explore
from dashboard.panels.explore import parallel
from dashboard.plans import Plan
from tests.dashboard.test_explore import swept
from tests.dashboard.views import view_of

HE = Config(m=60, initialization="he")
PLAN = Plan(columns=(1, 3, 20), rows=(0.01, 1.2, 3000.0), iterations=60, target=0.6)


@pytest.fixture(scope="module")
def explore() -> Explore:
    return swept(PLAN, HE)


def seen(explore: Explore, language: str = "en"):
    view = view_of(replay(HE, (), 5), language)
    view.session.explore = explore
    return view


def test_every_line_passes_where_its_run_trained_anew_is(explore: Explore):
    axes = parallel.axes_of(seen(explore))
    assert [axis.title for axis in axes[:4]] == ["n[1]", "α", "J", "test J"]
    runs = [replay(cell.config, (), 60) for cell in explore.cells]
    diverged = np.array([run.diverged for run in runs])
    assert 0 < diverged.sum() < len(runs)
    for axis, numbers in zip(
        axes[2:6],
        (
            [run.snapshot.train.cost for run in runs],
            [run.snapshot.test.cost for run in runs],
            [run.snapshot.train.accuracy for run in runs],
            [run.snapshot.test.accuracy for run in runs],
        ),
        strict=True,
    ):
        known = np.array(numbers)[~diverged]
        places = np.array(axis.places)
        exact = (known - known.min()) / np.ptp(known)
        np.testing.assert_allclose(places[~diverged], exact, atol=1e-12)
        assert (places[diverged] == NONE).all()


def test_settings_are_logarithmic_where_they_grow_by_factors(explore: Explore):
    across, up = parallel.axes_of(seen(explore))[:2]
    rates = np.log([cell.config.learning_rate for cell in explore.cells])
    np.testing.assert_allclose(up.places, (rates - rates.min()) / np.ptp(rates), atol=1e-12)
    assert [word for _, word in up.ticks] == ["0.01", "1.2", "3000"]
    assert {w: p for p, w in across.ticks}["3"] == pytest.approx(np.log(3) / np.log(20))


def test_the_first_iteration_below_a_cost_is_the_recorded_one(explore: Explore):
    reached = parallel.axes_of(seen(explore))[-1]
    exact = []
    for cell in explore.cells:
        costs = [replay(cell.config, (), i).snapshot.cost for i in range(cell.iterations + 1)]
        below = [i for i, cost in enumerate(costs) if cost <= 0.6]
        exact.append(below[0] if below else np.nan)
    known = [i for i in exact if np.isfinite(i)]
    assert 1 < len(known) < len(exact)
    for place, at in zip(reached.places, exact, strict=True):
        assert place == (NONE if np.isnan(at) else pytest.approx((at - min(known)) / np.ptp(known)))
    assert reached.nothing == "–"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_run_is_hidden_and_each_says_what_it_is(explore: Explore, language: str):
    view = seen(explore, language)
    lines = parallel.lines_of(view)
    chart = parallel_chart(parallel.axes_of(view), lines, "{shown} of {all}", LIGHT)
    cells = chart["datasets"]["cells"]
    assert len(cells) == len(explore.cells) == 9
    assert list(cells["diverged"]) == [cell.diverged is not None for cell in explore.cells]
    for line, cell in zip(lines, explore.cells, strict=True):
        assert f"n[1] = {cell.config.n1} · α = {cell.config.learning_rate:g}" in line.told
    best = min(
        (cell for cell in explore.cells if cell.diverged is None), key=lambda cell: cell.cost
    )
    assert max(lines, key=lambda line: line.good) is lines[explore.cells.index(best)]
    assert all(line.good == 0 for line in lines if line.diverged)


def test_seeds_have_an_axis_of_their_own():
    explore = swept(PLAN.having(columns=(2,), rows=(1.2,), seeds=3), HE)
    axes = parallel.axes_of(seen(explore))
    assert axes[2].title == "seed"
    assert [word for _, word in axes[2].ticks] == ["2", "3", "4"]
    assert all("seed" in line.told for line in parallel.lines_of(seen(explore)))


def test_the_chart_is_valid_but_for_the_width_of_its_ranges():
    axes = [Axis("a", [0, 1], [(0, "0")]), Axis("b", [0.5, NONE], [(0.5, "7")], "–")]
    chart = parallel_chart(
        axes, [Line("x", 1, False), Line("y", 0, True)], "{shown} of {all}", LIGHT
    )
    chart = copy.deepcopy(chart)
    del chart["datasets"]
    ranges = [p for p in chart["params"] if p["select"]["type"] == "interval"]
    assert len(ranges) == 2
    with pytest.raises(jsonschema.ValidationError):
        alt.LayerChart.from_dict(chart, validate=True)
    for param in ranges:
        del param["select"]["mark"]["x2"]
    alt.LayerChart.from_dict(chart, validate=True)
