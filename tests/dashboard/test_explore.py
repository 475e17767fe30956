"""The page Explore without a browser: every view in both languages, its numbers against core."""

import base64
import io
import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from core.config import Config
from core.explore.landscape import landscape, path_vectors
from core.explore.sections import principal_section
from core.explore.sweep import sweep
from core.lessons.facts import fall
from core.training import advance, replay, start
from dashboard import background, format, typeset
from dashboard.background import Background
from dashboard.charts.heat import GridWords, Square, domain, heat_chart
from dashboard.charts.landscape import Words, landscape_chart
from dashboard.charts.palette import LIGHT
from dashboard.exploring import MEASURES, VIEWS, Explore
from dashboard.link import read_link, write_explore
from dashboard.panels.explore import alpha, grid, maps, results
from dashboard.panels.explore import sweep as sweep_panel
from dashboard.plans import COURSE, ITERATIONS, OFFERED, SWEEPS, TARGETS, Plan, fitted, offered
from dashboard.settings import SETTINGS
from dashboard.text import text_in
from tests.dashboard.test_lab import page, run_of
from tests.dashboard.views import view_of

EN = text_in("en")
SET_UP = Config(m=60)
SMALL = Plan(columns=(1, 3), rows=(0.3, 1.2), iterations=60, target=0.6)


def explore_of(test) -> Explore:
    return test.session_state["session"].explore


def swept(plan: Plan = SMALL, config: Config = SET_UP) -> Explore:
    explore = Explore(plan=plan)
    explore.begin(config, start(config).source)
    while not explore.work.over:
        explore.cells += explore.work.wait(0.1)
    explore.halt()
    return explore


def test_a_cell_is_exactly_the_run_of_the_lab():
    explore = swept()
    assert len(explore.cells) == SMALL.runs == 4
    for n1 in SMALL.columns:
        for rate in SMALL.rows:
            (cell,) = explore.at((n1, rate))
            run = replay(Config(m=60, n1=n1, learning_rate=rate), (), 60)
            assert cell.cost == run.snapshot.train.cost
            assert cell.test_accuracy == run.snapshot.test.accuracy


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("measure", MEASURES)
def test_what_stands_in_the_cells(language: str, measure: str):
    explore = swept()
    explore.read(measure)
    found = grid.squares(text_in(language), explore)
    assert len(found) == 4
    for square in found:
        (cell,) = explore.at((int(square.column), float(square.row)))
        value = getattr(cell, measure)
        if measure == "diagnosis":
            assert square.written == (text_in(language)(f"reading.{value}") if value else "–")
        elif value is None:
            assert square.written == "–"
        else:
            assert square.value == value
            digits = float(square.written.removesuffix(" %")) / (
                100 if "%" in square.written else 1
            )
            assert digits == pytest.approx(value, rel=6e-3)
    best = [s for s in found if s.marked == "best"]
    if measure in grid.WITHOUT_BEST:
        assert not best
    elif measure == "cost":
        assert best[0].value == min(s.value or 0 for s in found)
    elif measure == "accuracy":
        assert best[0].value == max(s.value or 0 for s in found)


def test_the_courses_table():
    """The published accuracies of n[1] = 1..5, and those of 20 and 50 with this core."""
    explore = swept(COURSE, Config())
    accuracy = {n: 100 * explore.at((n, 1.2))[0].accuracy for n in COURSE.columns}
    assert {n: f"{accuracy[n]:.2f}" for n in range(1, 6)} == {
        1: "67.50",
        2: "67.25",
        3: "90.75",
        4: "90.50",
        5: "91.25",
    }
    # Processors add the terms of a product in different orders and have an exponential function of
    # their own. That moves a few of the 400 samples over the boundary: six kernels of OpenBLAS with
    # NumPy for AVX-512, AVX2 and SSE give 90.00, 90.50 and 90.75 for 20 units, 90.25 and 90.75 for 50.
    assert 90.0 <= accuracy[20] <= 90.75
    assert 90.25 <= accuracy[50] <= 90.75


def test_where_nothing_can_be_typed_nothing_is_said_of_it():
    """A message can name any activation; no browser offers a field to type one into."""
    view = view_of(start(Config()))
    sweep_panel._take_values(view, "rows", "alpha", ["nan"])
    assert view.session.explore.refused == "alpha"
    assert "0.0001" in sweep_panel._refused(view, "alpha")
    sweep_panel._take_values(view, "columns", "activation", ["nan"])
    assert view.session.explore.refused is None


def test_several_seeds_give_the_median():
    explore = swept(SMALL.having(seeds=3))
    assert len(explore.cells) == 12
    cells = explore.at((3, 1.2))
    assert sorted(c.config.weight_seed for c in cells) == [2, 3, 4]
    square = next(s for s in grid.squares(EN, explore) if (s.column, s.row) == ("3", "1.2"))
    assert square.value == sorted(c.cost for c in cells)[1]


def test_a_diverged_run_says_so_and_has_no_colour():
    explore = swept(
        SMALL.having(rows=(1.2, 3000.0), columns=(20,)), Config(m=60, initialization="he")
    )
    squares = {s.row: s for s in grid.squares(EN, explore)}
    assert squares["3000"].written == EN("explore.diverged")
    assert squares["3000"].value is None
    assert squares["1.2"].value is not None


def test_what_has_changed_is_no_longer_shown():
    explore = swept()
    config, source = explore.asked.config, explore.asked.source
    assert explore.fresh(config, source)
    assert not explore.fresh(replace(config, noise=0.3), source)
    explore.vary(SMALL.having(iterations=200))
    assert not explore.fresh(config, source)


def test_the_medians_along_an_axis():
    explore = swept()
    frame = results.along(explore.cells, "n1", {1: "1", 3: "3"}, {"cost": "train"})
    for value, _, cost in frame.itertuples(index=False):
        exact = [c.cost for c in explore.cells if c.config.n1 == int(value)]
        assert cost == np.median(exact)
    table = results.table(explore.cells)
    assert sorted(table["cost"]) == sorted(c.cost for c in explore.cells)
    assert set(Config().__dataclass_fields__) <= set(table.columns)


def test_colours_have_the_range_of_the_useful_numbers():
    assert domain([0.2, 0.5, 4.3], 0.69) == (0.2, 0.69)
    assert domain([0.2, 0.5], None) == (0.2, 0.5)
    assert domain([0.9, 4.3], 0.69) == (0.9, 0.9)
    squares = [Square("1", "1", v, "", "", "") for v in (0.2, 0.69)]
    chart = heat_chart(squares, ["1"], ["1"], GridWords("a", "b", "J"), LIGHT, low_is_good=True)
    assert list(chart["datasets"]["squares"]["strong"]) == [True, False]


def test_an_axis_offers_what_the_source_takes():
    iris = start(Config(dataset="iris", m=60, noise=0.0)).source
    assert max(float(str(m)) for m in offered("m", iris)) <= iris.max_m
    plan = fitted(Plan("m", "n1", (5000, 50), (1, 2)), iris)
    assert plan.columns == (50,)
    flower = start(Config()).source
    for code, values in OFFERED.items():
        assert set(offered(code, flower)) == {
            v for v in values if code != "noise" or float(v) <= flower.max_noise
        }


def test_no_stranger_chooses_a_cell_a_view_or_a_measure():
    explore = Explore()
    for act in (
        lambda: explore.show("x"),
        lambda: explore.read("__class__"),
        lambda: explore.cut("y"),
        lambda: explore.look_at(7, 0.1),
    ):
        with pytest.raises(ValueError, match=r"none of|no cell"):
            act()


def test_a_guess_before_and_a_look_after():
    explore = Explore(plan=SMALL)
    explore.look_at(3, 1.2)
    assert (explore.guess, explore.chosen) == ((3, 1.2), None)
    explore.look_at(3, 1.2)
    assert explore.guess is None
    explore = swept()
    explore.look_at(1, 0.3)
    assert (explore.guess, explore.chosen) == (None, (1, 0.3))


def test_background_work_ends_when_nobody_asks(monkeypatch):
    monkeypatch.setattr(background, "UNSEEN", 0.2)
    seen = []

    def items(stop: threading.Event):
        while not stop.is_set():
            seen.append(1)
            yield len(seen)
            time.sleep(0.01)

    work = Background(items)
    for _ in range(5):
        assert work.wait(0.1)
    time.sleep(0.5)
    assert work._ended.is_set()
    assert work.wait(0)
    assert work.over


def test_background_hands_an_error_on():
    def items(_):
        yield 1
        raise ValueError("no such axis")

    work = Background(items)
    work._ended.wait(5)
    with pytest.raises(ValueError, match="no such axis"):
        work.wait(0.1)


@pytest.mark.alone
def test_stopping_keeps_what_is_there():
    explore = Explore(plan=Plan(iterations=5000))
    config = Config()
    explore.begin(config, start(config).source)
    while len(explore.cells) < 1:
        explore.cells += explore.work.wait(0.1)
    began = time.monotonic()
    explore.halt()
    assert time.monotonic() - began < 0.5
    assert explore.work is None
    assert 1 <= len(explore.cells) < explore.plan.runs


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn(language: str, view: str):
    """With a run, and with what it has to say of it."""
    test = page(lang=language, at=300)
    session = test.session_state["session"]
    session.pin()
    session.explore.show(view)
    script = AppTest.from_string(
        "from dashboard.pages.explore import explore\nexplore()", default_timeout=60
    )
    session.set("n1", 3)
    for _ in range(3):
        session.step()
    script.session_state["session"] = session
    script.query_params["lang"] = language
    session.language = language
    script.run()
    assert not script.exception
    words = " ".join(e.value for e in [*script.markdown, *script.caption, *script.info])
    assert typeset.prose(text_in(language)(f"asks.{view}")) in words


def test_the_landscapes_numbers():
    run = advance(start(Config()), 200)
    land = landscape(run, principal_section(path_vectors(run, 200)[1]), iteration=200)
    chart = landscape_chart(land, Words("a", "b", "J", "next", "unseen"), LIGHT)
    ground, path = chart["datasets"]["ground"], chart["datasets"]["path"]
    assert sorted(ground["J"]) == sorted(land.costs.ravel())
    assert path["J"].iloc[-1] == pytest.approx(run.snapshot.cost, rel=1e-12)
    (step,) = chart["datasets"]["step"].to_dict("records")
    assert (step["x"], step["y"]) == tuple(land.here)
    assert (step["x2"], step["y2"]) == tuple(land.next_step)
    # The colours of the ground and of the path are those of one scale.
    assert fall(run.snapshot.train).real > 0


def test_a_cell_opens_as_that_run_in_the_lab():
    (cell,) = sweep(Config(m=60), {"n1": [3], "learning_rate": [0.3]}, iterations=80)
    test = page()
    session = test.session_state["session"]
    session.open_cell(cell)
    test.run()
    assert not test.exception
    assert run_of(test).iteration == 80
    assert run_of(test).snapshot.train.cost == cell.cost
    assert session.settings.config == cell.config
    assert test.metric[1].value == format.cost(cell.cost)


@pytest.mark.parametrize("name", SWEEPS)
def test_a_try_begins_its_sweep(name: str):
    test = page(n1=7, noise=0.3)
    session = test.session_state["session"]
    session.try_sweep(name)
    plan, measure = SWEEPS[name]
    assert (session.explore.plan, session.explore.measure) == (plan, measure)
    assert session.explore.work is not None
    if name == "course":
        assert session.settings.config == Config()
    session.explore.halt()
    codes = {plan.across, plan.up}
    assert codes <= set(SETTINGS)


def test_a_plan_names_its_axes():
    assert SMALL.axes(Config()) == {"n1": [1, 3], "learning_rate": [0.3, 1.2]}
    assert SMALL.having(seeds=2).axes(Config())["weight_seed"] == [2, 3]
    varied = Plan("wseed", "n1", (1, 2, 3), (2,), seeds=4)
    assert varied.axes(Config()) == {"weight_seed": [1, 2, 3], "n1": [2]}
    assert varied.runs == 3


@pytest.mark.parametrize(
    "plan",
    [
        Plan(),
        COURSE,
        *(plan for plan, _ in SWEEPS.values()),
        SMALL.having(iterations=200, seeds=4, target=0.25),
        Plan("noise", "init", (0.0, 0.05), ("he",)),
        Plan("alpha", "n1", (0.1, 0.12345678901, 1e-3, 7000.0), (7, 33)),
    ],
)
def test_a_plan_travels_in_the_address(plan: Plan):
    fitting = plan.having(
        iterations=plan.iterations if plan.iterations in ITERATIONS else 200,
        target=plan.target if plan.target in TARGETS else 0.3,
    )
    explore = Explore(view="samples", plan=fitting, measure="accuracy")
    link = read_link(write_explore(explore))
    assert link.problems == []
    assert (link.explore.plan, link.explore.view, link.explore.measure) == (
        fitting,
        "samples",
        "accuracy",
    )


@pytest.mark.parametrize(
    "written",
    [
        "",
        "n1,1",
        "n1,1~n1,2~200~1~0.3",
        "n1,65~alpha,1~200~1~0.3",
        "n1,1.5~alpha,1~200~1~0.3",
        "n1,1~alpha,0~200~1~0.3",
        "n1," + ",".join(map(str, range(1, 23))) + "~alpha,1~200~1~0.3",
        "n1~alpha,1~200~1~0.3",
        "__class__,1~alpha,1~200~1~0.3",
        "n1,1~alpha,1~999999~1~0.3",
        "n1,1~alpha,1~200~77~0.3",
        "n1,1~alpha,nan~200~1~0.3",
        "n1,1~activation,eval~200~1~0.3",
        "n1,1~alpha,1~200~1~9",
        "~~~~",
        "n1," + "1," * 5000 + "~alpha,1~200~1~0.3",
    ],
)
def test_a_strangers_plan_is_told_and_not_taken(written: str):
    link = read_link({"sweep": written})
    assert link.explore.plan == Plan()
    assert [p.name for p in link.problems] == ["sweep"]


def test_a_cells_picture_is_its_own_boundary():
    """Decoded again: blue where the run trained anew predicts 1, point by point; none of ✗."""
    data = start(Config(m=60)).dataset
    for cell in swept().cells:
        uri = maps.boundary_of(cell, data.X, LIGHT)
        shown = Image.open(io.BytesIO(base64.b64decode(uri.split(",")[1]))).convert("RGB")
        pixels = np.asarray(shown).astype(int)
        trained = advance(start(cell.config), cell.iterations).snapshot.train.parameters
        low, high = data.X.min(axis=1), data.X.max(axis=1)
        half = 0.58 * (high - low).max()
        steps = (2 * (np.arange(maps.SIDE) + 0.5) / maps.SIDE - 1) * half
        x1, x2 = np.meshgrid(steps, -steps)
        points = np.stack([x1.ravel(), x2.ravel()]) + ((low + high) / 2)[:, None]
        hidden = np.tanh(trained.W[1] @ points + trained.b[1])
        above = (trained.W[2] @ hidden + trained.b[2] > 0).reshape(maps.SIDE, maps.SIDE)
        strong = np.abs(pixels[..., 2] - pixels[..., 0]) > 40
        assert strong.sum() > 100
        assert ((pixels[..., 2] > pixels[..., 0]) == above)[strong].all()
        assert maps.boundary_of(replace(cell, diverged="not_finite"), data.X, LIGHT) == ""


def test_costs_beside_the_curvature_show_single_jumps():
    """All costs of the run where there are few, else so many; from the asked iteration on."""
    run = advance(start(Config(m=60)), 900)
    at, costs = alpha.costs(run)
    assert at[0] == 0
    assert at[-1] == 900
    assert len(at) <= alpha.MOST_COSTS + 1
    recorded = dict(zip(run.history.iterations, run.history.measure("cost"), strict=True))
    assert costs == [recorded[i] for i in at]
    later, _ = alpha.costs(run, 880)
    assert later == [i for i in run.history.iterations if i >= 880]
