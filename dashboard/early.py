"""What the server does beside its pages: it begins early, and forgets those that were closed."""

import asyncio
import gc
import socket
from asyncio import AbstractEventLoop, Server
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread
from typing import Any

import streamlit as st

from dashboard.closed import forgetting


@asynccontextmanager
async def starting(_: st.App) -> AsyncIterator[None]:
    """Begin to import what draws; a page that comes sooner waits for it itself."""
    Thread(target=_import, daemon=True).start()
    send_at_once(asyncio.get_running_loop())
    task = asyncio.create_task(forgetting())
    yield
    task.cancel()


def _import() -> None:
    """Import what draws, and take it out of every later search for garbage.

    Python searches all objects for garbage now and then, and nobody is answered meanwhile. Those of
    the imported packages never are any, and they are nearly all there are.
    """
    import_module("dashboard.pages.lab")
    pyarrow = import_module("pyarrow")
    # Arrow's own store keeps what pictures took: 20 learners who trained left 70 MB behind, 30 now.
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    gc.freeze()


def send_at_once(loop: AbstractEventLoop) -> None:
    """Let the server send the end of a file without waiting for an answer to its beginning.

    That is 40 ms of each file: with it all elements of the first page are there after 3.1 s,
    without it after 3.5 s (medians of three, both on one machine). asyncio does it for sockets
    that name their protocol, which Streamlit's does not; connections take the setting over from
    the socket that listens.
    """
    listen = loop.create_server

    async def create_server(*args: Any, sock: socket.socket | None = None, **kwargs: Any) -> Server:
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await listen(*args, sock=sock, **kwargs)

    loop.create_server = create_server  # type: ignore[method-assign]
