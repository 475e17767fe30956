"""One server and one Chromium for all tests; a fresh page for each."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium.driver import Lab, launch, serve


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    log: Path = tmp_path_factory.mktemp("server") / "log"
    with serve(log) as running:
        yield running
    text = log.read_text()
    # Whatever the tests did, the server has nothing to complain of.
    for word in ("Traceback", "Warning", "Error", "Exception"):
        assert word not in text, text


@pytest.fixture
def lab(chromium: Browser, server: tuple[str, subprocess.Popen[bytes]]) -> Iterator[Lab]:
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield Lab(page, server[0])
    context.close()
