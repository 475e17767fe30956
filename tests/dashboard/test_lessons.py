"""The lessons without a browser: where a learner stands, and extreme numbers."""

import re
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.config import Config
from core.equations import SAMPLE, vectorised
from core.lessons.entries import can_be_opened, opened
from core.lessons.nudge import nudge
from core.lessons.sample import BACKWARD, sample_of
from core.lessons.whatif import WHAT_IFS, Outcome, run
from core.training import advance, start
from core.types import Name
from dashboard import typeset
from dashboard.lesson import LAST, STOPS, UPDATES, Lesson, notes_network
from dashboard.link import read_link, write_lesson
from dashboard.panels.lessons import first_samples, predict, product
from dashboard.panels.lessons.nudge import told
from dashboard.panels.lessons.outcome import said
from dashboard.settings import PRESETS
from dashboard.text import text_in
from tests.chromium.test_lessons import TABLE
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
    assert typeset.shape_line("z1", sample) == (
        r"(4,\,1) = (4,\,\underline{\boldsymbol{3}}) \cdot (\underline{\boldsymbol{3}},\,1) + (4,\,1)"
    )
    assert typeset.shape_line("dz1", sample) == r"(4,\,1) = (4,\,1) * (4,\,1)"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_outcome_has_its_words(language: str):
    text, sample = text_in(language), Lesson().sample(notes_network())
    for step, codes in WHAT_IFS.items():
        for code in codes:
            outcome = run(code, sample.namespace, sample.values[step])
            assert outcome.message in said(text, outcome, sample.values[step].shape)
    luck = Outcome("W1.T @ x", "values", True, (4, 4), (4, 1), np.zeros((4, 1)), difference=0.5)
    assert "0.5000" in said(text, luck, (4, 1))
    square = Outcome("dz1 @ x", "same", True, (4, 1), (1, 1), np.zeros((4, 1)))
    assert "(1, 1)" in said(text, square, (4, 1))


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
        lesson.next_entry((2, 3))
    assert seen == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert lesson.entry == (0, 0)
    lesson.choose_entry(0, 2)
    lesson.choose_entry(1, 3)
    assert lesson.entry == (1, 2)
    for wrong in (0, -1, "2", 1.5):
        with pytest.raises(ValueError, match="no entry"):
            lesson.choose_entry(0, wrong)


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


def lesson_script() -> None:
    import streamlit as st

    from dashboard import sidebar, state
    from dashboard.pages.one_sample import one_sample

    with st.sidebar:
        sidebar.lesson(state.text(), state.session())
    one_sample()


def lesson_page(**link: object) -> AppTest:
    test = AppTest.from_function(lesson_script, default_timeout=60)
    for name, value in link.items():
        test.query_params[name] = str(value)
    return test.run()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("step", BACKWARD)
def test_before_a_step_the_page_asks_and_numpy_judges(step: str, language: str):
    """No formula before the answer; the right answer is called right, every other is not."""
    text, stop = text_in(language), STOPS.index(step)
    test = lesson_page(lang=language, step=stop)
    test.toggle(key="predicting").set_value(True).run()
    assert typeset.symbolic(step, "tanh") not in [latex.value for latex in test.latex]
    sample = Lesson().sample(notes_network())
    asked = {w.key: w for w in test.button_group if w.key.startswith("guess")}
    assert asked
    for key in asked:
        kind = key.split("_")[1]
        value = sample.values[step]
        right = {
            "code": SAMPLE[step],
            "shape": value.shape,
            "sign": "+" if value.item(0) > 0 else "−",
        }[kind]
        options = {
            "code": predict.lines(step) if step in WHAT_IFS else (),
            "shape": predict.shapes(sample, step),
            "sign": predict.SIGNS,
        }[kind]
        assert right in options
        for option in options:
            test.button_group(key=key).set_value(option).run()
            assert not test.exception
            ok = kind != "code" or run(option, sample.namespace, value).kind != "same"
            expected = option == right or (kind == "code" and not ok)
            assert bool(test.success) == expected, option
            assert bool(test.warning) != expected
        test.button_group(key=key).set_value(None).run()
    test.button(key="predict_show").click().run()
    assert not [w for w in test.button_group if w.key.startswith("guess")]
    assert any(typeset.symbolic(step, "tanh") in latex.value for latex in test.latex)
    test.toggle(key="predicting").set_value(False).run()
    assert typeset.prose(text(f"why.{step}")) in [m.value for m in test.markdown]


@pytest.mark.parametrize(
    ("plain", "typeset_"),
    [
        ("W[2]ⱼ moves z[2] by a[1]ⱼ", "$W^{[2]}_{j}$ moves $z^{[2]}$ by $a^{[1]}_{j}$"),
        ("对z[1]求导", "对$z^{[1]}$求导"),
        ("dW[1]ⱼₖ = dz[1]ⱼ · xₖ", "$dW^{[1]}_{jk}$ = $dz^{[1]}_{j}$ · xₖ"),
        ("n[0] = 3 inputs", "$n^{[0]} = 3$ inputs"),
        ("the code `W[1] @ x`, and $z[1]$", "the code `W[1] @ x`, and $z[1]$"),
        ("A[1]ᵀ, g[1]′, b[l]", "$A^{[1]\\top}$, $g^{[1]}'$, $b^{[l]}$"),
        ("costs[1] and core[2]", "costs[1] and core[2]"),
    ],
)
def test_symbols_in_prose_are_typeset(plain: str, typeset_: str):
    assert typeset.prose(plain) == typeset_


REASONS = {
    1: "given.sizes", 5: "many.capital", 6: "given.general", 7: "given.general", 8: "walk.cache",
    9: "why.da2", 10: "why.dz2", 11: "lesson.dz2", 12: "why.dW2", 13: "lesson.dW2", 14: "why.da1",
    15: "why.dz1", 16: "lesson.dz1", 17: "why.dW1", 18: "summary.count", 19: "many.forward_note",
    20: "mean.cost", 21: "many.backward_note", 22: "mean.why", 23: "sums.axis",
    24: "sums.keepdims", 25: "update.why", 26: "program.falls",
}  # fmt: skip
"""For every statement of the lessons, the words that give its reason."""


def many_script() -> None:
    from dashboard.pages.many_samples import many_samples

    many_samples()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("number", REASONS)
def test_every_statement_has_its_reason_on_the_page(number: int, language: str):
    """A reason says because: it is a whole sentence, and it stands on its statement's page."""
    text, key = text_in(language), REASONS[number]
    found = TABLE[number][0]
    step = int(found.split("=")[1])
    script = lesson_script if found.startswith("one") else many_script
    test = AppTest.from_function(script, default_timeout=60)
    test.query_params["lang"], test.query_params["step"] = language, str(step)
    test.run()
    assert not test.exception
    written = " ".join(
        part.value for kind in ("markdown", "caption", "info") for part in getattr(test, kind)
    )
    words = text.table[key]
    # Any number may stand where one is filled in.
    filled = typeset.prose(re.sub(r"\{\w+\}", "98765", words))
    assert re.search(re.escape(filled).replace("98765", r"[\d,]+"), written)
    assert len(words) > 25


def test_every_statement_of_the_lessons_has_a_reason():
    assert REASONS.keys() == TABLE.keys()


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


@pytest.mark.parametrize("y", [0, 1])
def test_the_sign_is_asked_only_of_what_has_the_errors_sign(y: int):
    """Of one hidden unit dW[2] is a single number too, but its sign is also that of a[1]."""
    train = advance(start(Config(n1=1, m=40)), 30).snapshot.train
    for i in np.flatnonzero(train.Y[0] == y)[:10]:
        values = sample_of(train, int(i)).values
        error = np.sign(values["a2"] - values["y"])
        assert all(np.sign(values[step]) == error for step in predict.SIGNED)
    others = {step for step in BACKWARD if step not in predict.SIGNED}
    assert {"dW2", "da1", "dz1", "db1"} <= others
    test = lesson_page(net="lab", n1=1, at=5, step=STOPS.index("dW2"))
    test.toggle(key="predicting").set_value(True).run()
    assert not test.exception
    assert not [w for w in test.button_group if w.key.startswith("guess_sign")]
    assert [w for w in test.button_group if w.key.startswith("guess_shape")]
