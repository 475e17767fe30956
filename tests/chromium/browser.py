"""A real Chromium, found or installed."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.serving import apt

# Debian's start script asks for rasterising on a GPU. Without one a GPU is imitated on the same two
# cores, and the tests take a fifth longer.
FLAGS = [
    "--disable-gpu-rasterization", "--disable-software-rasterizer",
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")


def launch(playwright: Playwright) -> Browser:
    """A Chromium of the machine's own, else Playwright's, else one that is installed now.

    Raises
    ------
    RuntimeError
        If there is none and none can be installed. Tests must not pass without a browser.
    """
    for commands in (
        [],
        [[sys.executable, "-m", "playwright", "install", "chromium"]],
        apt("chromium", "fonts-noto-cjk"),
    ):
        for command in commands:
            if shutil.which(command[0]):
                subprocess.run(command, check=False, timeout=600)
        path = next(filter(None, map(shutil.which, NAMES)), None)
        path = path or playwright.chromium.executable_path
        if path and Path(path).exists():
            return playwright.chromium.launch(executable_path=path, args=FLAGS)
    raise RuntimeError(
        "No Chromium was found or could be installed: run `playwright install chromium`, "
        "or install your system's chromium package."
    )
