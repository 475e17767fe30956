"""The front door as Streamlit's server opens it."""

import subprocess
import sys

SERVER = """
import asyncio, sys, threading
import streamlit_app
from dashboard.early import importing

assert "altair" not in sys.modules, "the server waits for imports"

async def start():
    async with importing(streamlit_app.app):
        for thread in threading.enumerate():
            if thread.daemon:
                thread.join()

asyncio.run(start())
assert "dashboard.pages.lab" in sys.modules
"""


def test_what_draws_is_imported_when_the_server_has_started():
    subprocess.run([sys.executable, "-c", SERVER], check=True)
