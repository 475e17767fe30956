"""The package: what it declares, and that its command starts the page from anywhere."""

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path

from dashboard.launch import options

PROJECT = tomllib.loads(Path("pyproject.toml").read_text())["project"]


def test_what_is_imported_is_declared():
    """Every package that core and dashboard import, by what the imports say."""
    files = [
        *Path("core").rglob("*.py"),
        *Path("dashboard").rglob("*.py"),
        Path("streamlit_app.py"),
    ]
    roots: set[str] = set()
    for node in (n for path in files for n in ast.walk(ast.parse(path.read_text()))):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            roots.add((node.module or "").split(".")[0])
    foreign = roots - set(sys.stdlib_module_names) - {"core", "dashboard", "_typeshed"}
    declared = {re.match(r"[\w-]+", line).group() for line in PROJECT["dependencies"]}
    names = {"PIL": "pillow"}
    assert {names.get(name, name) for name in foreign} <= declared


def test_the_package_needs_what_requirements_name():
    named = [line for line in Path("requirements.txt").read_text().splitlines() if line]
    assert PROJECT["dependencies"][: len(named)] == named


def test_settings_become_options(tmp_path: Path):
    config = tmp_path / "config.toml"
    config.write_text(
        '[theme]\nbaseFontSize = 14\n[theme.light.sidebar]\nx = "#fff"\n[server]\non = true\n'
    )
    assert options(config) == [
        "--theme.baseFontSize=14", "--theme.light.sidebar.x=#fff", "--server.on=true",
    ]  # fmt: skip


def test_the_command_starts_the_page_from_another_folder(tmp_path: Path):
    """Installed as a stranger would, but for the packages that are there already."""
    source, target = tmp_path / "source", tmp_path / "installed"
    # A copy, because a build leaves its traces beside what it builds.
    for name in ("core", "dashboard", ".streamlit"):
        shutil.copytree(name, source / name)
    for name in ("pyproject.toml", "streamlit_app.py", "README.md"):
        shutil.copy(name, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", target, source],
        check=True, timeout=300,
    )  # fmt: skip
    assert (target / "share" / "shallow" / "config.toml").exists()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard.launch", "--server.headless=true", f"--server.port={port}"],
        cwd=elsewhere, env={**os.environ, "PYTHONPATH": str(target)},
    )  # fmt: skip
    try:
        for _ in range(100):
            try:
                health = f"http://127.0.0.1:{port}/_stcore/health"
                assert urllib.request.urlopen(health, timeout=2).read() == b"ok"
                break
            except OSError:
                assert server.poll() is None
                time.sleep(0.2)
        else:
            raise AssertionError("the server does not answer")
    finally:
        server.terminate()
        server.wait(20)
