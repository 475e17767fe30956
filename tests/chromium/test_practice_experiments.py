"""Predictions and experiments in a browser: run, drawn at once, opened in the Lab, by keyboard."""

import statistics
import time

import pytest
from playwright.sync_api import expect

from core.practice.assemble import TASKS
from dashboard import questions
from tests.chromium.driver import Lab
from tests.chromium.practising import address, alert, practise, tab_to


@pytest.mark.parametrize(
    ("drill", "name"), [("predict", "alpha_diverges"), ("experiments", "conditioning")]
)
def test_an_experiment_is_run_and_opened_in_the_lab(lab: Lab, drill: str, name: str):
    practise(lab, drill, name)
    runs, finding = questions.experiment(name)
    lab.page.locator(f".st-key-{drill}_predict_0_en [role=radiogroup] label").first.click()
    lab.press(f"check_{drill}_predict_0")
    lab.page.wait_for_selector("[data-testid=stAlert]")
    lab.settle()
    canvases = lab.page.locator("[data-testid=stVegaLiteChart] canvas")
    expect(canvases).to_have_count(1 + len(runs))

    def assert_told() -> None:
        assert len(lab.table(0)) == 1 + len(finding.numbers)

    lab.eventually(assert_told)
    lab.press("to_lab_0")
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    config = runs[0].config
    assert address(lab)["dataset"] == config.dataset
    assert float(address(lab).get("alpha", "1.2")) == config.learning_rate
    assert lab.exceptions() == 0


@pytest.mark.alone
def test_an_answer_comes_at_once(lab: Lab):
    """Trained, measured and drawn while the question is read, it only has to be shown."""
    times = {}
    for drill, name in (
        ("experiments", "m_against_overfitting"),
        ("predict", "width_ball"),
        ("experiments", "noise_floor"),
    ):
        practise(lab, drill, name)
        lab.page.locator(f".st-key-{drill}_predict_0_en [role=radiogroup] label").first.click()
        lab.page.wait_for_timeout(2_000)
        began = time.perf_counter()
        lab.press(f"check_{drill}_predict_0")
        lab.page.wait_for_selector("[data-testid=stMain] [data-testid=stAlert]")
        times[name] = 1000 * (time.perf_counter() - began)
    print("\nexperiments:", {name: f"{ms:.0f} ms" for name, ms in times.items()})
    assert statistics.median(times.values()) < 900


def test_predictions_by_keyboard_alone(lab: Lab):
    for drill, name in (("predict", "alpha_diverges"), ("numpy_says", "dW2.1")):
        practise(lab, drill, name)
        field, check = {
            "predict": ("predict_predict_0_en", "check_predict_predict_0"),
            "numpy_says": ("says_0_en", "check_says_0"),
        }[drill]
        tab_to(lab, f".st-key-{field}")
        lab.page.keyboard.press("Space")
        lab.page.keyboard.press("ArrowDown")
        tab_to(lab, f".st-key-{check}")
        lab.page.keyboard.press("Enter")
        lab.page.wait_for_selector("[data-testid=stMain] [data-testid=stAlert]")
        lab.settle()
        lab.page.keyboard.press("Control+Enter")
        lab.page.wait_for_function("new URL(location).searchParams.get('q') === '1'")
        lab.settle()
        assert lab.exceptions() == 0


def test_a_line_is_assembled_by_keyboard_alone(lab: Lab):
    practise(lab, "assemble", "sample_dW2")
    tiles = TASKS["sample_dW2"].tiles
    for tile in ("dz2", "@", "a1", "T"):
        tab_to(lab, f".st-key-tile_{tiles.index(tile)}")
        lab.page.keyboard.press("Enter")
        lab.settle()
    tab_to(lab, ".st-key-check_line")
    lab.page.keyboard.press("Enter")
    alert(lab, "Success", "same numbers")
    assert lab.exceptions() == 0
