"""Real servers: one, or two behind the proxy as the README's section "A class" starts them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "dashboard" / "serving" / "haproxy.cfg"


@contextmanager
def serve(
    log: Path, *command: str, port: int | None = None, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The dashboard, or what another command starts: address and process; by default a free port."""
    port = free_port() if port is None else port
    streamlit = [sys.executable, "-m", "streamlit", *(command or ["run"])]
    streamlit += ["--server.headless", "true", "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            streamlit, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )  # fmt: skip
    url = f"http://localhost:{port}"
    try:
        wait_until_healthy(url)
        yield url, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until_healthy(url: str, seconds: float = 60) -> None:
    """Wait for a server to say that it is well."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            if time.monotonic() > until:
                raise
        time.sleep(0.02)


def apt(*packages: str) -> list[list[str]]:
    """The commands that install packages of the system's."""
    commands = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages]]
    return commands if os.geteuid() == 0 else [["sudo", "-n", *line] for line in commands]


def install(*packages: str) -> None:
    """Install packages of the system's, where that is possible."""
    for command in apt(*packages):
        if shutil.which(command[0]):
            subprocess.run(command, check=False, timeout=600)


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
    # Debian keeps servers in /usr/sbin, which is not on every user's path.
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    if shutil.which("haproxy", path=path) is None:
        install("haproxy")
    found = shutil.which("haproxy", path=path)
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
