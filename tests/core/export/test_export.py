"""A notebook runs as its program does; an archive comes back to the bit; nonsense is refused."""

import csv
import io
import json
import pickle
import re
import zipfile

import numpy as np
import pytest

from core.config import Config
from core.export import archive, history_csv, matrix_csv, notebook, read_archive
from core.training import advance, start
from tests.core.export.test_script import RUNS


@pytest.mark.parametrize("name", RUNS)
def test_the_notebooks_cells_print_the_runs_costs(name: str, capsys):
    """Each cell in turn in one namespace, as a kernel runs them; the plot is the learner's own."""
    run = RUNS[name]()
    found = json.loads(notebook(run))
    assert (found["nbformat"], found["nbformat_minor"]) == (4, 5)
    cells = found["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    code = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    assert code[-1].startswith("import matplotlib")
    names: dict[str, object] = {}
    for source in code[:-1]:
        exec(compile(source, "cell", "exec"), names)
    printed = dict(re.findall(r"(\d+)  J = (\S+)", capsys.readouterr().out))
    costs = dict(zip(run.history.iterations, run.history.measure("cost"), strict=True))
    costs[run.iteration] = run.snapshot.cost
    assert len(printed) >= 10
    for iteration, J in printed.items():
        assert float(J) == pytest.approx(costs[int(iteration)], rel=1e-12)
    drawn = names["costs"]
    assert isinstance(drawn, list)
    assert len(drawn) == run.iteration + 1


def test_a_notebooks_words_are_given():
    words = dict.fromkeys(("title", "data", "start", "functions", "training", "plot"), "字")
    cells = json.loads(notebook(advance(start(Config(m=20)), 3), words))["cells"]
    assert {c["source"] for c in cells if c["cell_type"] == "markdown"} == {"字"}


def test_an_archive_comes_back_to_the_bit():
    run = advance(start(Config()), 40)
    saved = read_archive(archive(run, "at=40&n1=4"))
    assert (saved.address, saved.iteration) == ("at=40&n1=4", 40)
    for l in (1, 2):
        np.testing.assert_array_equal(saved.parameters.W[l], run.snapshot.train.parameters.W[l])
        np.testing.assert_array_equal(saved.parameters.b[l], run.snapshot.train.parameters.b[l])


class Evil:
    def __reduce__(self):
        return (exec, ("raise SystemExit('it ran')",))


def packed(**arrays: object) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("W1.npy", b"\0" * 50_000_000)
    return file.getvalue()


@pytest.mark.parametrize("content", [
    b"", b"nonsense", pickle.dumps(Evil()), bomb(), packed(W1=np.array([Evil()], dtype=object)),
    packed(W1=np.zeros((2, 2)), b1=np.zeros((2, 1))), packed(address=np.array("x"), iteration=np.array(1)),
    packed(address=np.array("x" * 5000), iteration=np.array(1), W1=np.zeros((2, 2)), b1=np.zeros((2, 1))),
    packed(address=np.array("x"), iteration=np.array(1.5), W1=np.zeros((2, 2)), b1=np.zeros((2, 1))),
    packed(address=np.array("x"), iteration=np.array(1), W1=np.zeros(4), b1=np.zeros((2, 1))),
    packed(address=np.array("x"), iteration=np.array(1), W1=np.zeros((2, 2)).astype("f4"), b1=np.zeros((2, 1))),
    archive(advance(start(Config(m=20)), 2), "x")[:-30],
])  # fmt: skip
def test_what_is_no_archive_of_a_run_is_refused(content: bytes):
    with pytest.raises(ValueError, match=r"archive|no matrix|allow_pickle"):
        read_archive(content)


def test_bytes_at_random_are_refused_politely():
    good, rng = archive(advance(start(Config(m=20)), 2), "at=2"), np.random.default_rng(0)
    for _ in range(300):
        broken = bytearray(good)
        for at in rng.integers(0, len(good), rng.integers(1, 6)):
            broken[at] = rng.integers(0, 256)
        try:
            saved = read_archive(bytes(broken))
        except ValueError:
            continue
        assert saved.parameters.W


def test_tables_have_all_digits():
    run = advance(start(Config(m=20)), 30)
    head, *rows = csv.reader(io.StringIO(history_csv(run)))
    assert head == ["iteration", *run.history.names]
    assert [int(row[0]) for row in rows] == run.history.iterations
    costs = [float(row[head.index("cost")]) for row in rows]
    np.testing.assert_array_equal(costs, run.history.measure("cost"))
    Z = run.snapshot.train.cache.Z[1]
    again = np.array(
        [[float(cell) for cell in row] for row in csv.reader(io.StringIO(matrix_csv(Z)))]
    )
    np.testing.assert_array_equal(again, Z)
