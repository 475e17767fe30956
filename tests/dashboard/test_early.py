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

FORGETTING = """
import asyncio, gc, weakref
from types import SimpleNamespace
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from dashboard import closed
from dashboard.early import starting

class Session:
    def __init__(self, id):
        self.id, self.itself = id, self

def left(storage, id):
    session = Session(id)
    storage.save(SimpleNamespace(session=session))
    return weakref.ref(session)

storage = MemorySessionStorage(ttl_seconds=1)
closed.EVERY = 0.05
closed.runtime = SimpleNamespace(
    exists=lambda: True,
    get_instance=lambda: SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=storage)),
)
gc.disable()

async def start():
    async with starting(None):
        first = left(storage, "first")
        await asyncio.sleep(0.6)
        assert first() is not None, "a connection that is lost for a moment loses its run"
        second = left(storage, "second")
        await asyncio.sleep(0.7)
        assert first() is None, "nobody else came, and its run is still there"
        assert second() is not None
    await asyncio.sleep(1)
    assert second() is not None, "it goes on when the server has ended"

asyncio.run(start())
"""


def run(script: str) -> None:
    subprocess.run([sys.executable, "-c", script], check=True)


def test_what_draws_is_imported_when_the_server_has_started():
    run(IMPORTING)


def test_the_end_of_a_file_is_sent_at_once():
    run(SENDING)


def test_what_was_closed_for_good_is_given_up_though_nobody_comes():
    run(FORGETTING)


def test_arrow_keeps_nothing_for_later():
    run(
        IMPORTING
        + "\nimport pyarrow\nassert pyarrow.default_memory_pool().backend_name == 'system'"
    )
