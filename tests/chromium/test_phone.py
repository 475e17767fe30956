"""On a phone the ways to the pages, the language and Pause are within reach."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.chromium.driver import Lab

PHONE = {
    "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140 Mobile Safari",
}  # fmt: skip
HEIGHT = 844


@pytest.fixture
def phone(chromium: Browser, server: tuple[str, int]) -> Iterator[Lab]:
    context = chromium.new_context(locale="en-US", **PHONE)
    yield Lab(context.new_page(), server[0])
    context.close()


def test_pause_stays_in_reach(phone: Lab):
    """However far the page is scrolled; and nothing of it is hidden for good."""
    phone.open(at=5)
    phone.press("play")
    pause = phone.page.locator(".st-key-play button:visible").first
    expect(pause).to_contain_text("Pause")
    phone.page.evaluate("document.querySelector('.stMain').scrollTo(0, 1200)")
    expect(pause).to_be_in_viewport()
    pause.click()
    expect(pause).to_contain_text("Train")
    phone.settle()
    last = "() => [...document.querySelectorAll('.stMain .stExpander')].at(-1)"
    bar = phone.page.locator(".st-key-buttons").bounding_box()
    assert bar
    assert bar["y"] + bar["height"] <= HEIGHT + 1
    phone.page.evaluate("document.querySelector('.stMain').scrollTo(0, 1e6)")
    phone.page.wait_for_function(f"top => ({last})().getBoundingClientRect().bottom <= top",
                                 arg=bar["y"])  # fmt: skip


def test_pages_and_language_are_one_press_away(phone: Lab):
    phone.open(at=5)
    ways = phone.page.locator(".st-key-ways")
    ways.get_by_text("One sample").click()
    phone.page.wait_for_url("**/one_sample*")
    phone.press("speak_zh")
    expect(ways.get_by_text("单个样本")).to_be_visible()
    phone.settle()
    phone.press("next")
    phone.settle()
    assert "lang=zh" in phone.page.url
    assert "step=1" in phone.page.url
    ways.get_by_text("实验台").click()
    expect(phone.page.locator(".st-key-play button:visible").first).to_contain_text("训练")
    phone.settle()
    assert phone.iteration() == 5
    assert phone.exceptions() == 0


def test_a_wide_screen_has_its_navigation_above(lab: Lab):
    lab.open(at=5)
    assert lab.page.locator(".st-key-ways").count() == 0
    box = lab.page.locator(".st-key-buttons").bounding_box()
    assert box
    assert box["y"] < 200
