"""The bug hunt in a browser: on the data of the Lab, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from core.config import Config
from core.practice.bench import bench_of, hunt_on
from core.practice.detectors import DETECTORS
from core.practice.mistakes import EVERY
from core.training import start
from dashboard import questions
from tests.chromium.driver import Lab
from tests.chromium.practising import TEXT, alert, practise, tab_to


@pytest.mark.parametrize("name", ["sign", "no_transpose"])
def test_bug_hunt(lab: Lab, name: str):
    practise(lab, "bugs", name)
    mistake, caught = EVERY[name], hunt_on(name, bench_of(start(Config()))).caught
    assert name not in lab.page.url
    field = lab.page.locator(".st-key-hunt_line_0 input")
    field.fill(str(mistake.faulty_line))
    field.press("Enter")
    alert(lab, "Success", f"Line {mistake.faulty_line}")
    for detector in caught:
        lab.page.locator(".st-key-hunt_detectors_0_en button").filter(
            has_text=TEXT(f"detector.{detector}")
        ).click()
    lab.press("check_hunt_detectors_0")
    lab.page.wait_for_selector(".st-key-hunt_repair_0_en")
    lab.settle()

    def assert_rejected() -> None:
        rows = lab.table(0)[1:]
        assert len(rows) == 5
        for row in rows:
            assert row[1].startswith("–" if row[2] == TEXT("detects.cannot") else "✓")
        assert sum(row[2] == TEXT("detects.rejects") for row in rows) == len(caught)

    lab.eventually(assert_rejected)
    # A program that stops in its first iteration has no curve.
    charts = lab.page.locator("[data-testid=stVegaLiteChart] canvas")
    expect(charts).to_have_count(0 if "error" in caught else 1)
    at = questions.repairs(mistake, 1, 0).index(mistake.choices[0])
    lab.page.locator(".st-key-hunt_repair_0_en [role=radiogroup] label").nth(at).click()
    lab.press("check_hunt_repair_0")
    alert(lab, "Success", "every detector passes")
    expect(lab.page.get_by_text(TEXT(f"mistake.{name}")[:40])).to_be_visible()
    assert lab.exceptions() == 0


def test_the_hunt_runs_on_what_stands_in_the_lab(lab: Lab):
    practise(lab, "bugs", "no_mean", dataset="moons", m=100, n1=7, activation="relu", alpha=0.4)
    expect(lab.page.locator("[data-testid=stCode]").first).to_contain_text("len(X), 7, 1")
    shown = lab.page.locator("[data-testid=stMain]").inner_text()
    assert "Two moons" in shown
    assert "100 samples" in shown
    assert lab.exceptions() == 0


def test_bugs_by_keyboard_alone(lab: Lab):
    """Tab, arrows, Space and Enter: the line, the detectors, the repair, the next question."""
    practise(lab, "bugs", "no_mean")
    mistake, caught = EVERY["no_mean"], hunt_on("no_mean", bench_of(start(Config()))).caught
    keys = lab.page.keyboard
    tab_to(lab, ".st-key-hunt_line_0")
    keys.type(str(mistake.faulty_line))
    keys.press("Enter")
    alert(lab, "Success", f"Line {mistake.faulty_line}")
    lab.settle()
    for detector in DETECTORS:
        if detector in caught:
            tab_to(lab, ".st-key-hunt_detectors_0_en", TEXT(f"detector.{detector}"))
            keys.press("Space")
    tab_to(lab, ".st-key-check_hunt_detectors_0")
    keys.press("Enter")
    lab.page.wait_for_selector(".st-key-hunt_repair_0_en")
    lab.settle()

    def assert_right() -> None:
        assert all(row[1].startswith("✓") for row in lab.table(0)[1:])

    lab.eventually(assert_right)
    at = questions.repairs(mistake, 1, 0).index(mistake.choices[0])
    tab_to(lab, ".st-key-hunt_repair_0_en")
    keys.press("Space")
    for _ in range(at):
        keys.press("ArrowDown")
    tab_to(lab, ".st-key-check_hunt_repair_0")
    keys.press("Enter")
    alert(lab, "Success", "every detector passes")
    keys.press("Control+Enter")
    lab.page.wait_for_function("new URL(location).searchParams.get('q') === '1'")
    assert lab.exceptions() == 0
