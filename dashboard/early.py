"""What draws a page is imported while the first browser still loads Streamlit itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

import streamlit as st


@asynccontextmanager
async def importing(_: st.App) -> AsyncIterator[None]:
    """Begin the imports as the server starts; a page that comes sooner waits for them itself."""
    Thread(target=import_module, args=("dashboard.pages.lab",), daemon=True).start()
    yield
