"""The address follows the run, and Back leads to the page before."""

import re
import tempfile
from pathlib import Path

from core.config import Config
from core.training import advance, start
from tests.chromium.driver import Lab
from tests.chromium.test_lab import shown
from tests.serving import free_port, serve


def in_address(lab: Lab) -> int:
    found = re.search(r"[?&]at=(\d+)", lab.page.url)
    return int(found[1]) if found else 0


def iteration(lab: Lab) -> int:
    return int(lab.measures()[0].replace(",", ""))


def entries(lab: Lab) -> int:
    return int(lab.page.evaluate("history.length"))


def train_until_followed(lab: Lab, beyond: int = 0) -> int:
    """Train until the address has come along, and give the iteration that it holds."""
    lab.press("play")
    lab.page.wait_for_function(
        "beyond => +(new URLSearchParams(location.search).get('at') ?? 0) > beyond",
        arg=beyond, timeout=20_000,
    )  # fmt: skip
    return in_address(lab)


def test_a_page_loaded_again_in_mid_training_goes_on_where_it_was(lab: Lab):
    lab.open(speed=20, iters=100_000)
    before = entries(lab)
    first = train_until_followed(lab)
    train_until_followed(lab, first)
    assert entries(lab) == before
    was = in_address(lab)
    lab.page.reload()
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    assert iteration(lab) >= was
    assert lab.measures() == shown(advance(start(Config()), iteration(lab)))


def test_a_server_that_starts_again_has_the_run_back(lab: Lab):
    """The page connects by itself, to a process that knows nothing of it."""
    with tempfile.TemporaryDirectory() as scratch:
        port = free_port()
        with serve(Path(scratch) / "one", port=port) as (url, _):
            there = Lab(lab.page, url).open(speed=20, iters=100_000)
            was = train_until_followed(there)
        with serve(Path(scratch) / "two", port=port):
            lab.page.wait_for_function(
                """was => +(document.querySelector('[data-testid=stMetricValue]')?.textContent
                    .replaceAll(',', '') ?? 0) >= was
                    && document.querySelector('.st-key-play button')?.textContent.includes('Train')
                """,
                arg=was, timeout=60_000,
            )  # fmt: skip
            there.settle()
            assert there.measures() == shown(advance(start(Config()), iteration(there)))


def test_back_leads_to_the_page_before_and_not_to_the_setting_before(lab: Lab):
    lab.open()
    before = entries(lab)
    for _ in range(3):
        lab.page.locator(".st-key-set_alpha input[type=range]").first.press("ArrowRight")
        lab.settle()
    assert "alpha=" in lab.page.url
    assert entries(lab) == before
    lab.page.get_by_role("link", name="One sample").first.click()
    lab.page.wait_for_url("**/one_sample**")
    lab.settle()
    assert entries(lab) == before + 1
    lab.page.go_back()
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    assert "alpha=" in lab.page.url
    slider = lab.page.locator(".st-key-set_alpha input[type=range]").first
    assert slider.get_attribute("aria-valuetext") != "1.2"
