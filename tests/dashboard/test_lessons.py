"""The lessons without a browser: where a learner stands, and extreme numbers."""

import re
from dataclasses import replace

import numpy as np
import pytest

from core.config import Config
from core.equations import SAMPLE, vectorised
from core.lessons.entries import can_be_opened, opened
from core.lessons.nudge import nudge
from core.lessons.whatif import WHAT_IFS, Outcome, run
from core.training import advance, start
from core.types import Name
from dashboard import format, shape_lines, typeset
from dashboard.charts.graph import ASIDE, ON_THE_WAY, PLACES, Label, graph_chart
from dashboard.charts.layout import layout
from dashboard.charts.palette import palette
from dashboard.lesson import LAST, STOPS, UPDATES, Lesson, notes_network
from dashboard.link import read_link, write_lesson
from dashboard.panels.lessons import figure, first_samples, product
from dashboard.panels.lessons.nudge import told
from dashboard.panels.lessons.outcome import said
from dashboard.settings import PRESETS
from dashboard.text import text_in
from tests.dashboard.lesson_pages import lesson_page
from tests.dashboard.test_lab import page, run_of


def test_a_link_brings_a_learner_back():
    lesson = Lesson(source="lab", index=7, step=9)
    assert read_link(write_lesson(lesson)).lesson == lesson
    link = read_link({"net": "moon", "sample": "x", "step": "99"})
    assert link.lesson == Lesson()
    assert [problem.name for problem in link.problems] == ["net", "sample", "step"]


def test_the_walk_has_two_ends():
    lesson = Lesson()
    lesson.go(-1)
    assert lesson.stop == "given"
    lesson.go(LAST + 5)
    assert lesson.stop == "summary"


def test_the_notes_network_is_theirs():
    snapshot = notes_network()
    assert [snapshot.train.parameters.W[l].shape for l in (1, 2)] == [(4, 3), (1, 4)]


def test_cells_are_taken_by_the_headings_that_a_learner_sees():
    """Rows come by their position from 0, columns by their heading; a stranger can send any."""
    lesson = Lesson()
    sample = lesson.sample(notes_network())
    cells = {0: {"2": 7.0, "0": 8.0, "4": 8.0}, -1: {"1": 8.0}, 9: {"1": 8.0}}
    lesson.take_cells(sample, "W1", cells)
    assert lesson.edited is not None
    wanted = sample.values["W1"].copy()
    wanted[0, 1] = 7.0
    np.testing.assert_array_equal(lesson.edited.values["W1"], wanted)


@pytest.mark.parametrize("z", [40.0, -40.0])
def test_a_saturated_output_is_shown_with_finite_numbers(z: float):
    sample = Lesson().sample(notes_network())
    sample = sample.with_value("W2", np.zeros((1, 4))).with_value("b2", np.array([[z]]))
    for step in SAMPLE:
        assert not re.search(r"nan|infty", typeset.substituted(step, sample))
    assert typeset.number(1 / (1 + np.exp(-z))) in typeset.substituted("a2", sample)
    right = -(1 + np.exp(-z)) if sample.Y[0, 0] else 1 + np.exp(z)
    assert typeset.number(right) in typeset.substituted("da2", sample)


def test_a_large_matrix_is_shortened():
    written = typeset.matrix(np.arange(64 * 30, dtype=float).reshape(64, 30))
    assert written.count(r"\\") == 5
    assert r"\ddots" in written
    assert typeset.number(64 * 30 - 1) in written


def test_shapes_are_the_arrays_own():
    sample = Lesson().sample(notes_network())
    assert shape_lines.shape_line("z1", sample) == (
        r"(4,\,1) = (4,\,\underline{\boldsymbol{3}}) \cdot (\underline{\boldsymbol{3}},\,1) + (4,\,1)"
    )
    assert shape_lines.shape_line("dz1", sample) == r"(4,\,1) = (4,\,1) * (4,\,1)"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_outcome_has_its_words(language: str):
    text, sample = text_in(language), Lesson().sample(notes_network())
    for step, codes in WHAT_IFS.items():
        for code in codes:
            outcome = run(code, sample.namespace, sample.values[step])
            assert outcome.message in said(text, outcome, sample.values[step].shape, step)
    luck = Outcome("W1.T @ x", "values", True, (4, 4), (4, 1), np.zeros((4, 1)), difference=0.5)
    assert "0.5000" in said(text, luck, (4, 1), "z1")
    square = Outcome("dz1 @ x", "same", True, (4, 1), (1, 1), np.zeros((4, 1)))
    assert "(1, 1)" in said(text, square, (4, 1), "dW1")


def test_every_matrix_of_the_lab_leads_to_its_step_and_back():
    stops = {}
    for name in start(Config()).snapshot.train.matrices:
        lesson = Lesson()
        lesson.explain(name)
        assert lesson.source == "lab"
        stops[str(name)] = lesson.stop
    assert stops == {
        "X": "given", "Y": "given", "W[1]": "given", "b[1]": "given", "W[2]": "given", "b[2]": "given",
        "Z[1]": "z1", "A[1]": "a1", "Z[2]": "z2", "A[2]": "a2", "dA[2]": "da2", "dZ[2]": "dz2",
        "dW[2]": "dW2", "db[2]": "db2", "dA[1]": "da1", "dZ[1]": "dz1", "dW[1]": "dW1", "db[1]": "db1",
    }  # fmt: skip
    for matrix, stop in stops.items():
        if stop != "given":
            assert str(Name.of(typeset.capital(stop))) == matrix


@pytest.mark.parametrize("config", [Config(), Config(dataset="iris", n1=7, m=30, noise=0.0)])
def test_a_product_is_written_as_the_sum_of_its_terms(config: Config):
    """Every entry on the page: its terms as they are written come to its value as it is written."""
    of = advance(start(config), 20).snapshot.train
    values = {name.code: array for name, array in of.matrices.items()} | {"dG1": of.slopes(1)}
    for name, code in vectorised(2).items():
        if not can_be_opened(code):
            continue
        for i in range(values[name].shape[0]):
            entry = opened(code, values, values[name], i, 0)
            tex = product.written(Name.of(name), entry)
            terms, value = tex.split(" = ", 1)[1].rsplit(" = ", 1)
            assert value == typeset.number(entry.value)
            if len(entry.terms) <= product.MOST_TERMS:
                plain = (
                    terms.replace(r"\cdot 10^", "*10**")
                    .replace(r"\cdot", "*")
                    .replace("{", "(")
                    .replace("}", ")")
                )
                assert eval(plain) == pytest.approx(entry.value, rel=2e-3, abs=2e-4)
            else:
                assert r"\cdots" in terms


def test_the_next_entry_goes_row_by_row_and_begins_again():
    lesson = Lesson()
    seen = []
    for _ in range(6):
        seen.append(lesson.entry)
        lesson.look_into(lesson.entry_after((2, 3)))
    assert seen == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert lesson.entry == (0, 0)
    lesson.choose_entry(0, 2)
    lesson.choose_entry(1, 3)
    assert lesson.entry == (1, 2)
    for wrong in (0, -1, "2", 1.5):
        with pytest.raises(ValueError, match="no entry"):
            lesson.choose_entry(0, wrong)


def test_a_press_too_quick_for_the_browser_is_not_lost():
    """It comes with the boxes' numbers of before the last press, which are stale."""
    test = lesson_page(step=STOPS.index("dW1"))
    test.session_state["product_step"] = True
    test.run()
    for stale, shown in ((1, 2), (1, 3)):
        test.number_input(key="entry_step_dW[1]_column_3").set_value(stale)
        test.button(key="entry_step_next").click().run()
        assert test.number_input(key="entry_step_dW[1]_column_3").value == shown


def test_the_lit_row_and_column_are_those_of_the_entry():
    A = np.arange(12.0).reshape(3, 4)
    tex = product.lit(A, "#000000", row=1, column=None)
    assert [float(n) for n in re.findall(r"\\mathbf\{([\d.]+)\}", tex)] == [4, 5, 6, 7]
    tex = product.lit(np.arange(400.0).reshape(20, 20), "#000000", row=9, column=9)
    assert [float(n) for n in re.findall(r"\\mathbf\{([\d.]+)\}", tex)] == [189]
    assert tex.count(r"\\") == 5


@pytest.mark.parametrize("m", [1, 2, 3])
def test_the_first_samples_terms_add_up(m: int):
    """From the digits on the page, by hand."""
    of = notes_network().train
    some = replace(of, X=of.X[:, :m], Y=of.Y[:, :m])
    line = first_samples.written_out(some)
    terms = re.findall(r"\(?(-?[\d.]+)\)? \\cdot \(?(-?[\d.]+)\)?", line)
    assert len(terms) == m
    total = sum(float(dz) * float(a) for dz, a in terms) / m
    assert float(line.rsplit("=", 1)[1]) == pytest.approx(total, abs=2e-4)
    assert float(line.rsplit("=", 1)[1]) == pytest.approx(some.gradients.dW[2][0, 0], abs=1e-4)


def test_the_rounded_network_can_be_typed_in():
    """All that is given has two decimals, and what follows is computed from those."""
    of = Lesson(source="rounded").of(notes_network())
    for array in (of.X, *of.parameters.W.values(), *of.parameters.b.values()):
        np.testing.assert_array_equal(array, array.round(2))
    z1 = of.parameters.W[1] @ of.X + of.parameters.b[1]
    np.testing.assert_allclose(of.cache.Z[1], z1, rtol=1e-12)
    given = Lesson(source="rounded").sample(notes_network())
    for name in ("x", "W1", "b1", "W2", "b2"):
        written = typeset.matrix(given.values[name])
        for value in given.values[name].ravel():
            assert float(typeset.number(float(value))) == value
            assert typeset.number(float(value)) in written


@pytest.mark.parametrize("source", ["notes", "rounded", "lab"])
def test_the_lessons_network_opens_in_the_lab(source: str):
    test = page(n1=3, at=5)
    session = test.session_state["session"]
    session.lesson.choose_network(source)
    session.open_lesson()
    test.run()
    assert not test.exception
    if source == "lab":
        assert test.metric[0].value == "5"
    else:
        assert run_of(test).config == PRESETS["notes"].config
        assert test.metric[0].value == str(UPDATES)
        np.testing.assert_array_equal(
            run_of(test).snapshot.train.cache.A[2], notes_network().train.cache.A[2]
        )


def test_the_page_divides_the_numbers_that_it_shows():
    """However small the derivative: ΔL / Δ from the digits on the page is the quotient on it."""
    sample = Lesson().sample(notes_network())
    small = sample.with_value("W2", 1e-6 * sample.values["W2"])
    for delta in (1.0, 0.01, 0.001):
        line = told("W", nudge(small, "W1", 0, 0, delta))
        plain = re.sub(r"\\cdot 10\^\{(-?\d+)\}", r"e\1", line)
        numbers = re.search(r"&= \\frac\{([^{}]+)\}\{([^{}]+)\} = (\S+)", plain)
        assert numbers
        difference, by, quotient = map(float, numbers.groups())
        assert difference
        assert quotient == pytest.approx(difference / by, rel=2e-3)


@pytest.mark.parametrize("source", ["notes", "lab"])
def test_the_figure_shows_this_samples_activations(source: str):
    """A circle's words are its unit's a[l] of the sample, and its colour grows with it."""
    run = advance(start(Config(n1=5, m=40)), 30)
    of = notes_network() if source == "notes" else run.snapshot
    sample = Lesson(source=source, index=3).sample(of)
    W = sample.parameters.W
    places = layout((W[1].shape[1], W[1].shape[0], 1))
    drawn = figure.faces(sample, places, palette(dark=False))
    a1, a2 = sample.values["a1"][:, 0], sample.values["a2"][:, 0]
    assert [face.words for face in drawn] == [
        *(f"a[1], {i + 1}: {format.size(float(a))}" for i, a in enumerate(a1)),
        f"a[2], 1: {format.size(float(a2[0]))}",
    ]
    blue = [int(face.colour[5:], 16) - int(face.colour[1:3], 16) for face in drawn]
    assert list(np.argsort(blue[:-1])) == list(np.argsort(a1))
    assert (blue[-1] > 0) == (a2[0] > 0.5)


def test_the_graph_shows_what_the_forward_pass_has_left():
    """On the way the present step's need alone; at the end that of every step."""
    labels = {name: Label(name, "") for name in PLACES}
    colours = palette(dark=False)

    def dashed(done: list[str], now: str | None) -> set[tuple[float, float, float, float]]:
        lines = graph_chart(labels, done, now, colours)["datasets"]["edges"]
        kept = lines[lines["cached"]]
        return set(kept[["x", "y", "x2", "y2"]].itertuples(index=False, name=None))

    def line(a: str, b: str) -> tuple[float, float, float, float]:
        (x, y), (x2, y2) = {**PLACES, **ON_THE_WAY}[a], PLACES[b]
        aside = ASIDE if x == x2 else 0.0
        return x + aside, y, x2 + aside, y2

    steps = list(SAMPLE)
    assert dashed([], None) == set()
    assert dashed(["x", *steps[: steps.index("da1")]], "da1") == {line("W2", "da1")}
    assert dashed(["x", *steps], None) == {
        line(a, b)
        for a, b in (("a2", "da2"), ("z2", "dz2"), ("a1", "dW2"), ("W2", "da1"), ("z1", "dz1"),
                     ("x", "dW1"))
    }  # fmt: skip
