"""Every control of every view of Explore: what stands there afterwards is core's, computed anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from core.config import Config
from core.training import replay
from dashboard.exploring import VIEWS
from dashboard.panels.explore import alpha, samples
from dashboard.panels.explore.tries import TRIES
from dashboard.plans import Plan
from dashboard.session import ALPHAS, Session
from dashboard.text import text_in
from tests.dashboard.test_lab import page

SMALL = Plan(columns=(1, 3), rows=(0.3, 1.2), iterations=200, target=0.5)
EN = text_in("en")
Act = Callable[[AppTest], object]


def script(session: Session) -> AppTest:
    """The page Explore of a session."""
    test = AppTest.from_string(
        "from dashboard import state\nfrom dashboard.pages.explore import explore\n"
        "from dashboard.panels.shared import catching\n"
        "catching.up(state.text(), state.session())\nexplore()",
        default_timeout=60,
    )
    test.session_state["session"] = session
    return test


def explore_page(
    view: str, language: str = "en", prepare: Callable[[Session], object] = lambda _: None,
    **link: object,
) -> AppTest:  # fmt: skip
    """The page Explore at a view, with a session that something was done to first."""
    session: Session = page(lang=language, **link).session_state["session"]
    session.explore.show(view)
    session.language = language
    prepare(session)
    return script(session).run()


def tables(test: AppTest) -> list[dict[str, pd.DataFrame]]:
    """The data of every chart on the page, by their names."""
    return [
        {
            each.name: pa.ipc.open_stream(each.data.data).read_pandas()
            for each in chart.proto.datasets
        }
        for chart in test.get("vega_lite_chart")
    ]


def titles(test: AppTest) -> list[str]:
    return [chart.proto.alt for chart in test.get("vega_lite_chart")]


def anew(test: AppTest) -> AppTest:
    """The same choices on a page that has computed nothing yet, with the run trained again."""
    old: Session = test.session_state["session"]
    run = replay(old.run.config, old.run.changes, old.run.iteration)
    pins = tuple(
        run if p is old.run else replay(p.config, p.changes, p.iteration) for p in old.pins
    )
    kept = {"learning": old.explore.kept["learning"]} if "learning" in old.explore.kept else {}
    fresh = Session(
        old.settings, run, language=old.language, pins=pins,
        explore=replace(old.explore, kept=dict(kept)),
    )  # fmt: skip
    if kept:
        fresh.explore.kept["learning"] = (run, *kept["learning"][1:])
    other = script(fresh)
    for key in ("both_sides", "closely", "small", "parallel"):
        if key in test.session_state:
            other.session_state[key] = test.session_state[key]
    return other.run()


def same_pictures(test: AppTest) -> None:
    """Every chart has the numbers that it has when nothing is remembered."""
    assert not test.exception
    other = anew(test)
    assert not other.exception
    assert titles(test) == titles(other)
    for name, here, there in zip(titles(test), tables(test), tables(other), strict=True):
        assert here.keys() == there.keys()
        if name == EN("samples.time"):
            continue
        for key in here:
            pd.testing.assert_frame_equal(here[key], there[key])
    assert [e.value for e in test.markdown] == [e.value for e in other.markdown]
    assert [e.value for e in test.caption] == [e.value for e in other.caption]


def trained(code: str, value: object, updates: int = 60) -> Act:
    """Change a setting in the sidebar, and train again."""

    def act(test: AppTest) -> None:
        session: Session = test.session_state["session"]
        session.set(code, value)
        session._come(session.settings.config, updates)
        test.run()

    return act


def chosen(key: str, value: object) -> Act:
    return lambda test: test.selectbox(key=key).set_value(value).run()


def section(name: str) -> Act:
    return lambda test: test.button_group(key="section_en").set_value(name).run()


SETTINGS: list[Act] = [
    trained("alpha", 0.3), trained("n1", 2), trained("m", 90), trained("seed", 5),
    trained("activation", "sigmoid"), trained("init", "he"), trained("noise", 0.1),
    trained("wseed", 7), lambda test: (test.session_state["session"].step(), test.run()),
]  # fmt: skip
CONTROLS: dict[str, list[Act]] = {
    "alpha": [lambda test: test.toggle(key="both_sides").set_value(True).run()],
    "landscape": [
        section("gradient"), section("weights"), chosen("entry_across_17", "b[1](3,1)"),
        chosen("entry_up_17", "W[2](1,4)"),
        lambda test: test.toggle(key="closely").set_value(True).run(), section("path"),
    ],
    "samples": [], "symmetry": [], "saturation": [],
    "compare": [
        lambda test: (test.session_state["session"].pin(), test.run()), trained("alpha", 3.0),
    ],
}  # fmt: skip


def test_every_view_has_its_controls_here():
    assert {*CONTROLS, "sweep"} == set(VIEWS)


@pytest.mark.parametrize("view", CONTROLS)
def test_no_picture_is_an_old_one(view: str, monkeypatch):
    """After every control of a view, and after every setting that its run can have."""
    monkeypatch.setattr(alpha, "POINTS", 5)
    monkeypatch.setattr("dashboard.panels.explore.symmetry.ITERATIONS", 60)
    test = explore_page(view, at=60, m=60)
    before = shown(test)
    for act in CONTROLS[view]:
        act(test)
        same_pictures(test)
        # A control that changes nothing at all would be tested for nothing.
        assert view == "compare" or shown(test) != before
        before = shown(test)
    for act in SETTINGS:
        act(test)
        same_pictures(test)
    assert shown(test) != before


def shown(test: AppTest) -> list[str]:
    return [frame.to_csv() for chart in tables(test) for frame in chart.values()]


def sweep_again(test: AppTest) -> None:
    session: Session = test.session_state["session"]
    assert session.explore.cells == []
    test.button(key="sweep_go").click().run()


@pytest.mark.parametrize(
    ("name", "act", "empties"),
    [
        ("measure", chosen("measure_en", "accuracy"), False),
        ("diagnosis", chosen("measure_en", "diagnosis"), False),
        ("saturated", chosen("measure_en", "saturated"), False),
        ("lines", lambda test: test.toggle(key="parallel").set_value(True).run(), False),
        ("small", lambda test: test.toggle(key="small").set_value(True).run(), False),
        ("iterations", chosen("sweep_iterations", 500), True),
        ("seeds", chosen("sweep_seeds", 2), True),
        ("axis", chosen("axis_up_en", "noise"), True),
        (
            "values",
            lambda test: test.multiselect(key="values_across_n1_en").set_value([1, "6"]).run(),
            True,
        ),
        ("setting", trained("seed", 4, 0), True),
    ],
)
def test_no_cell_of_a_sweep_is_an_old_one(name: str, act: Act, empties: bool):
    """A control either shows the same runs anew, or takes them from the screen until they run."""
    test = explore_page("sweep", m=60, prepare=lambda session: session.explore.vary(SMALL))
    test.button(key="sweep_go").click().run()
    before = tables(test)[0]["squares"]
    assert before["value"].notna().all()
    act(test)
    assert not test.exception
    if empties:
        assert tables(test)[0]["squares"]["value"].isna().all()
        sweep_again(test)
    session: Session = test.session_state["session"]
    if name != "small":
        same_pictures(test)
    if name == "saturated":
        assert len(titles(test)) == 4
    for cell in session.explore.cells:
        run = replay(cell.config, (), session.explore.plan.iterations)
        assert cell.cost == run.snapshot.train.cost
        assert cell.config.seed == session.settings.config.seed
    assert len(session.explore.cells) == session.explore.plan.runs


def tries() -> Iterator[tuple[str, str]]:
    yield from ((view, name) for view, names in TRIES.items() for name in names)


@pytest.mark.parametrize(("view", "name"), list(tries()))
def test_one_click_sets_up_what_a_view_asks(view: str, name: str, monkeypatch):
    """From a set-up that has little to do with it."""
    monkeypatch.setattr(samples, "SIZES", (20, 60))
    monkeypatch.setattr("dashboard.panels.explore.symmetry.ITERATIONS", 3000)
    monkeypatch.setattr(alpha, "POINTS", 5)
    test = explore_page(view, dataset="moons", m=50, n1=2)
    shown = [button.key for button in test.button if (button.key or "").startswith("try_")]
    assert shown == [f"try_{each}" for each in TRIES[view]]
    test.button(key=f"try_{name}").click().run()
    assert not test.exception
    session: Session = test.session_state["session"]
    session.explore.halt()
    if name in ("default", "course", "saturating"):
        assert session.explore.view == "sweep"
        assert session.explore.cells
        return
    assert session.explore.view == view
    config, iteration = session.run.config, session.run.iteration
    assert session.run.snapshot.cost == replay(config, (), iteration).snapshot.cost
    if name == "run":
        assert f"{session.run.snapshot.cost:.6f}" == "0.217504"
    elif name == "saturated":
        assert config.learning_rate == 30
        of = session.run.snapshot.train
        # A run that jumps about so is another one on each processor, but saturated on all.
        assert np.mean(1 - of.cache.A[1] ** 2 < 0.1) > 0.9
        assert of.cost > replay(Config(), (), iteration).snapshot.cost
    elif name == "rounding":
        words = " ".join(e.value for e in test.caption)
        assert EN("symmetry.broken", spread="0").split(",")[0] in words
    elif name == "learning":
        assert titles(test)[:2] == [EN("samples.curve"), EN("samples.accuracy")]
    else:
        assert [run.config.learning_rate for run in (*session.pins, session.run)] == [*ALPHAS]
        assert session.run.config == replace(Config(), learning_rate=10.0)
        assert len(titles(test)) == 2 + 3 + 2
