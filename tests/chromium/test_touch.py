"""What can be touched in the Lab beside the run's own buttons, in a real browser."""

import pytest

from core.config import Change, Config
from core.data.sources import SOURCES
from core.lessons.facts import fall
from core.training import advance, replay, start
from dashboard import format
from dashboard.charts.gallery import COLUMNS, PITCH, SIDE
from dashboard.charts.layout import layout
from dashboard.settings import PRESETS
from dashboard.text import text_in
from tests.chromium.driver import Lab
from tests.chromium.test_lab import shown


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_iteration_is_walked_through(lab: Lab, language: str):
    lab.open(lang=language, at=60)
    before = advance(start(Config()), 60)
    lab.press("slow")
    panel = lab.page.locator(".st-key-slow_panel")
    panel.wait_for()
    for phase in ("loss", "backward", "update"):
        lab.press("slow_next")
        words = text_in(language)(f"slow.{phase}").split("**")[1]
        panel.get_by_text(words).wait_for()
        lab.settle()
        assert lab.page.locator(".katex-error").count() == 0
    after = advance(before, 1)
    assert lab.measures() == shown(after)
    read = lab.read(panel)
    found = fall(before.snapshot.train)
    for value in (format.short(found.predicted), format.short(found.real),
                  format.cost(before.snapshot.train.cost), format.cost(after.snapshot.train.cost)):  # fmt: skip
        assert value in read
    lab.press("slow_back")
    lab.page.wait_for_function(
        "document.querySelector('[data-testid=stMetricValue]').textContent === '60'"
    )
    # By itself it comes to the update, and on into the next iteration.
    lab.press("slow_play")
    lab.page.wait_for_function(
        "document.querySelector('[data-testid=stMetricValue]').textContent === '61'", timeout=15_000
    )
    lab.press("slow_close")
    panel.wait_for(state="detached")
    assert lab.exceptions() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_trained_by_hand(lab: Lab, language: str):
    """By keyboard alone: a slider moved, the gradients asked for, descent taking over."""
    lab.open(lang=language)
    text = text_in(language)
    lab.page.get_by_role("combobox").first.focus()
    lab.page.keyboard.type(text("preset.by_hand")[:6])
    lab.page.keyboard.press("Enter")
    panel = lab.page.locator(".st-key-hand_panel")
    panel.wait_for()
    lab.settle()
    first = start(PRESETS["by_hand"].config)
    assert format.cost(first.snapshot.train.cost) in lab.read(panel)
    slider = panel.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    lab.page.wait_for_function("new URL(location).searchParams.has('changes')")
    lab.settle()
    value = float(lab.page.evaluate("new URL(location).searchParams.get('changes')").split("v")[1])
    assert -0.29 < value < -0.15
    moved = replay(first.config, [Change(0, "W[1](1,1)", value)], 0)
    assert lab.measures() == shown(moved)
    lab.press("hand_show")
    panel.get_by_text(text("manual.shown")).wait_for()
    lab.press("hand_descend")
    lab.page.wait_for_function(
        "+document.querySelector('[data-testid=stMetricValue]').textContent.replace(',', '') > 20"
    )
    lab.press("play")
    lab.settle()
    assert lab.exceptions() == 0


def test_a_unit_is_switched_off(lab: Lab):
    lab.open(at=60)
    box, unit = lab.chart(0), layout((2, 4, 1)).layer(1)[1]
    lab.page.mouse.click(box["x"] + unit.x * box["width"], box["y"] + unit.y)
    lab.page.locator(".st-key-focus").wait_for()
    lab.settle()
    lab.press("switch_off")
    lab.page.wait_for_function("new URL(location).searchParams.has('changes')")
    lab.settle()
    assert lab.measures() == shown(replay(Config(), [Change(60, "W[2](1,2)", 0.0)], 60))


def test_a_click_on_a_picture_takes_the_data_set(lab: Lab):
    """All of them are in sight at once."""
    lab.open()
    lab.page.locator(".st-key-datasets button").first.click()
    chart = lab.page.locator(".st-key-gallery canvas")
    chart.wait_for()
    lab.settle()
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
    at = list(SOURCES).index("xor")
    x = box["width"] * (at % COLUMNS + 0.5) / COLUMNS
    lab.page.mouse.click(box["x"] + x, box["y"] + at // COLUMNS * PITCH + SIDE / 2)
    lab.page.wait_for_function("new URL(location).searchParams.get('dataset') === 'xor'")
    lab.settle()
    assert lab.exceptions() == 0
