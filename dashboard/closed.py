"""What pages leave behind that were closed for good, given up though nobody opens another."""

import asyncio
import gc

from streamlit import runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage

EVERY = 20.0
"""Seconds between two looks."""


async def forgetting() -> None:
    """Look again and again for sessions whose time is over, as long as the server runs."""
    while True:
        await asyncio.sleep(EVERY)
        if runtime.exists():
            forget(runtime.get_instance()._session_mgr._session_storage)  # type: ignore[attr-defined]


def forget(storage: MemorySessionStorage) -> None:
    """Drop the sessions whose time is over, and with them their runs.

    Streamlit keeps the session of a lost connection for `server.disconnectedSessionTTL` seconds,
    but drops those that are older only when the next connection is lost. A class that has gone home
    would stay in memory until the next one. A session's parts know one another, so that only a
    search for garbage frees them: here one in all objects, for `early` takes out of every other
    what there is when its imports end, and the first page may be among it.
    """
    if storage._cache.expire():  # type: ignore[attr-defined]
        gc.unfreeze()
        gc.collect()
        gc.freeze()
