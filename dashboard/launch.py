"""The command `shallow`: starts the dashboard from wherever it is installed."""

import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from streamlit.web import cli

CONFIG = Path("share", "shallow", "config.toml")
"""Where the package's build puts `.streamlit/config.toml`, below the place for data."""


def main() -> None:
    """Start the server; what stands behind the command goes on to Streamlit."""
    sys.argv = ["streamlit", "run", str(_app()), *options(_config()), *sys.argv[1:]]
    cli.main(prog_name="streamlit")


def _app() -> Path:
    found = find_spec("streamlit_app")
    if found is None or found.origin is None:
        raise FileNotFoundError("streamlit_app.py is not installed beside the dashboard")
    return Path(found.origin)


def _config() -> Path:
    """The settings of the project, of the checkout or of the installed package."""
    home = _app().parent
    places = (home / ".streamlit" / "config.toml", home / CONFIG)
    installed = Path(sysconfig.get_path("data")) / CONFIG
    return next((place for place in places if place.exists()), installed)


def options(config: Path) -> list[str]:
    """A file of settings as options of the command line, which hold in any folder."""
    with config.open("rb") as file:
        return list(_flat(tomllib.load(file)))


def _flat(table: Mapping[str, Any], section: str = "-") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{section}{'-' if section == '-' else '.'}{name}")
        else:
            written = str(value).lower() if isinstance(value, bool) else str(value)
            yield f"{section}.{name}={written}"


if __name__ == "__main__":
    main()
