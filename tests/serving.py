"""Two servers behind the real proxy, as the README's section "A class" starts them."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.chromium.driver import ROOT, free_port, install, serve

CONFIG = ROOT / "dashboard" / "serving" / "haproxy.cfg"


class Class(NamedTuple):
    """The proxy's address, and the process of each server by the name in its cookie."""

    url: str
    servers: dict[str, subprocess.Popen[bytes]]


def haproxy() -> str:
    """The proxy's program; it is installed if it is not there.

    Raises
    ------
    RuntimeError
        If there is none and none can be installed.
    """
    if shutil.which("haproxy") is None:
        install("haproxy")
    found = shutil.which("haproxy")
    if found is None:
        raise RuntimeError(
            "No HAProxy was found or could be installed (Debian: apt install haproxy)."
        )
    return found


@contextmanager
def two_servers(scratch: Path) -> Iterator[Class]:
    """Start two servers and the proxy before them."""
    ports = {"SHALLOW_PORT": free_port()}
    with serve(scratch / "one") as (one, first), serve(scratch / "two") as (two, second):
        ports["SHALLOW_ONE"], ports["SHALLOW_TWO"] = (int(url.split(":")[-1]) for url in (one, two))
        named = {name: str(port) for name, port in ports.items()}
        with (scratch / "proxy").open("wb") as log:
            proxy = subprocess.Popen(
                [haproxy(), "-db", "-f", str(CONFIG)], env={**os.environ, **named}, cwd=ROOT,
                stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            _wait(ports["SHALLOW_PORT"])
            yield Class(f"http://localhost:{ports['SHALLOW_PORT']}", {"one": first, "two": second})
        finally:
            proxy.terminate()
            proxy.wait(timeout=20)


def _wait(port: int, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
