"""One server and one Chromium for all tests of a process; a fresh page for each."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from tests.chromium.browser import launch
from tests.chromium.driver import Lab
from tests.serving import serve


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    # Two processes test at once, and only one of them may install a browser.
    lock = FileLock(tmp_path_factory.getbasetemp().parent / "chromium.lock")
    with sync_playwright() as playwright:
        with lock:
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
