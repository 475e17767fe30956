"""The house: who may import whom, and who may touch what."""

import ast
from pathlib import Path

import pytest

LAYERS = [
    {"core"},
    {"dashboard.text", "dashboard.charts", "dashboard.format", "dashboard.formulas", "dashboard.typeset", "dashboard.prose", "dashboard.shape_lines", "dashboard.settings", "dashboard.link", "dashboard.changes", "dashboard.lesson", "dashboard.session", "dashboard.work", "dashboard.touch", "dashboard.slow", "dashboard.hand", "dashboard.turns", "dashboard.practice", "dashboard.grading", "dashboard.typed", "dashboard.answered", "dashboard.questions", "dashboard.exploring", "dashboard.plans", "dashboard.own_data", "dashboard.points", "dashboard.background", "dashboard.underlay"},
    {"dashboard.state", "dashboard.view", "dashboard.live", "dashboard.player"},
    {"dashboard.panels"},
    {"dashboard.sidebar"},
    {"dashboard.pages"},
    {"dashboard.app", "dashboard.early", "dashboard.closed", "dashboard.launch"},
]  # fmt: skip
FILES = sorted([*Path("core").rglob("*.py"), *Path("dashboard").rglob("*.py")])


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names |= {node.module or ""}
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def layer(name: str) -> int:
    found = [
        i
        for i, members in enumerate(LAYERS)
        for m in members
        if name == m or name.startswith(m + ".")
    ]
    return found[0] if found else -1


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_run_one_way(path: Path):
    module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    for name in imported(path):
        assert layer(name) <= layer(module) or layer(module) == -1, f"{module} imports {name}"
        if module.startswith("core"):
            assert name.split(".")[0] not in {"streamlit", "altair", "dashboard", "PIL", "pandas"}
        if module.startswith("dashboard.charts"):
            assert name.split(".")[0] != "streamlit"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_file_has_a_layer(path: Path):
    module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    assert layer(module) >= 0 or module == "dashboard", f"{module} stands in no layer"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_only_state_touches_session_state_and_the_address(path: Path):
    if path != Path("dashboard/state.py"):
        names = {
            n.attr for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Attribute)
        }
        assert not names & {"session_state", "query_params"}


def test_no_page_computes():
    for path in Path("dashboard/pages").glob("*.py"):
        assert not {"numpy", "pandas"} & {name.split(".")[0] for name in imported(path)}


def test_the_entry_only_navigates():
    assert len(Path("dashboard/app.py").read_text().splitlines()) <= 80
