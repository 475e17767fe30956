"""The front door as Streamlit's server opens it."""

import subprocess
import sys

IMPORTING = """
import asyncio, sys, threading
import streamlit_app
from dashboard.early import starting

assert "altair" not in sys.modules, "the server waits for imports"

async def start():
    async with starting(streamlit_app.app):
        for thread in threading.enumerate():
            if thread.daemon:
                thread.join()

asyncio.run(start())
assert "dashboard.pages.lab" in sys.modules
"""

# The socket that listens is made as Streamlit makes it.
SENDING = """
import asyncio, socket
from dashboard.early import starting

async def start():
    accepted = asyncio.get_running_loop().create_future()
    listening = socket.socket(family=socket.AF_INET)
    listening.bind(("127.0.0.1", 0))
    async with starting(None):
        server = await asyncio.start_server(
            lambda _, writer: accepted.set_result(writer), sock=listening
        )
        _, client = await asyncio.open_connection(*listening.getsockname())
        connection = (await accepted).get_extra_info("socket")
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        client.close()
        server.close()

asyncio.run(start())
"""


def run(script: str) -> None:
    subprocess.run([sys.executable, "-c", script], check=True)


def test_what_draws_is_imported_when_the_server_has_started():
    run(IMPORTING)


def test_the_end_of_a_file_is_sent_at_once():
    run(SENDING)
