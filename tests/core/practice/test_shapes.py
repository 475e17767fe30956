"""The shape drills: well posed on 10,000 seeds, graded as NumPy says, deaf to anything else."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.entries import read_names, read_number, read_shape
from core.practice.shape_items import NAMES, turn
from core.practice.shapes import KINDS, Question, Sizes, arrays, question
from core.practice.statements import PLACES


def written(q: Question) -> str:
    if isinstance(q.answer, frozenset):
        return ", ".join(q.answer)
    return str(q.answer)


def test_ten_thousand_drills_are_well_posed():
    kinds = set()
    for seed in range(10_000):
        q = question(seed, seed % 97)
        kinds.add(q.kind)
        assert len(set(q.sizes)) == 4
        assert min(q.sizes) >= 2
        assert q.statement in PLACES
        assert q.answer in q.choices if q.choices else q.answer
        assert q.grade(written(q)).verdict == "right"
        if isinstance(q.answer, tuple):
            assert len(q.rule) == len(q.answer)
    assert kinds == set(KINDS)


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_no_question_comes_twice_in_a_row(kind: str | None):
    for seed in range(15):
        asked = [question(seed, number, kind) for number in range(60)]
        assert all(
            (a.kind, a.asked) != (b.kind, b.asked) or kind == "reverse" for a, b in pairwise(asked)
        )
        assert all((a.asked, a.sizes) != (b.asked, b.sizes) for a, b in pairwise(asked))
        if kind is None:
            assert all(a.kind != b.kind for a, b in pairwise(asked))
            assert {q.kind for q in asked} == set(KINDS)


@given(st.integers(3, 12), st.integers(0, 5))
def test_every_one_has_its_turn(count: int, seed: int):
    turns = [turn(count, number, seed) for number in range(4 * count)]
    assert all(
        sorted(turns[i : i + count]) == list(range(count)) for i in range(0, 4 * count, count)
    )
    assert all(a != b for a, b in pairwise(turns))


def test_the_same_number_gives_the_same_question():
    assert [question(3, n) for n in range(40)] == [question(3, n) for n in range(40)]
    assert [question(3, n).asked for n in range(40)] != [question(4, n).asked for n in range(40)]


def test_shapes_of_the_notes_example():
    found = {name: array.shape for name, array in arrays(Sizes(3, 4, 2, 7)).items()}
    assert found["W1"] == found["dW1"] == (4, 3)
    assert found["Z1"] == found["dA1"] == found["dG1"] == (4, 7)
    assert found["W2"] == (2, 4)
    assert found["b1"] == found["db1"] == (4, 1)
    assert found["Z2"] == found["Y"] == (2, 7)
    assert found["X"] == (3, 7)


@given(
    st.integers(0, 10_000),
    st.sampled_from(["matrix", "product", "gradient", "sum"]),
    st.lists(st.integers(0, 12), min_size=0, max_size=3),
)
def test_every_other_shape_is_refused_and_the_first_wrong_number_named(
    seed: int, kind: str, other: list[int]
):
    q = question(seed, seed % 13, kind)
    # NumPy itself runs the line again, here by eval of the table's own text.
    right = eval(q.asked, {"np": np, "m": q.sizes.m, **arrays(q.sizes)}).shape
    assert q.answer == right
    grade = q.grade(str(tuple(other)))
    assert (grade.verdict == "right") == (tuple(other) == right)
    if grade.verdict == "wrong" and len(other) == len(right):
        assert grade.at == next(i for i in range(len(right)) if other[i] != right[i])
        assert grade.rule == q.rule[grade.at]
        symbols = {
            "n[0]": q.sizes.n0,
            "n[1]": q.sizes.n1,
            "n[2]": q.sizes.n2,
            "m": q.sizes.m,
            "1": 1,
        }
        assert symbols[grade.rule] == right[grade.at]


def test_one_wrong_number_is_named_with_its_rule():
    for number in range(100):
        for kind in ("matrix", "product", "gradient", "sum"):
            q = question(2, number, kind)
            right = [int(size) for size in q.answer]
            for at in range(len(right)):
                other = list(right)
                other[at] += 1
                assert q.grade(str(tuple(other))) == ("wrong", "number", at, q.rule[at])
            if len(right) == 2:
                assert q.grade(str(tuple(right[::-1]))).slip == "swapped"
                first = right[0]
                assert q.grade(f"({first},)") == ("wrong", "axes", None, None)


def test_choices_are_graded_against_numpy():
    for number in range(300):
        for kind in ("transpose", "operator", "line"):
            q = question(1, number, kind)
            graded = {choice: q.grade(choice).verdict for choice in q.choices}
            assert [choice for choice, verdict in graded.items() if verdict == "right"] == [
                q.answer
            ]
    answers = {question(1, number, "line").answer for number in range(60)}
    assert answers == {"error", "shape", "fits"}
    for kind in ("transpose", "operator"):
        assert len({question(1, number, kind).answer for number in range(30)}) >= 2


def test_the_reverse_wants_all_the_names_and_no_other():
    groups = [{"X"}, {"W1", "dW1"}, {"W2", "dW2"}, {"b1", "db1"}, {"b2", "db2"},
              {"Z1", "A1", "dZ1", "dA1"}, {"Z2", "A2", "Y", "dZ2", "dA2"}]  # fmt: skip
    asked = [question(seed, number, "reverse") for seed in range(5) for number in range(30)]
    assert all(set(q.answer) in groups for q in asked)
    assert len({q.answer for q in asked}) == len(groups)
    q = next(q for q in asked if "Z1" in q.answer)
    names = sorted(map(str, q.answer))
    assert q.grade(" ".join(names)).verdict == "right"
    assert (
        q.grade(
            ", ".join(name[:-1] + f"[{name[-1]}]" if name[-1].isdigit() else name for name in names)
        ).verdict
        == "right"
    )
    assert q.grade(names[0]).slip == "missing"
    other = next(name for name in NAMES if name not in q.answer)
    assert q.grade(" ".join([*names, other])).slip == "extra"


@pytest.mark.parametrize(
    "text", ["(4, 3)", "4,3", "4x3", "4×3", "4 3", "4X3", "[4, 3]", "（４，３）", "４ｘ３", "４　３", " ( 4 ,3 ) ", "4、3", "4*3"],
)  # fmt: skip
def test_the_ways_to_write_a_shape(text: str):
    assert read_shape(text) == (4, 3)


@pytest.mark.parametrize(
    ("text", "shape"),
    [("(4,)", (4,)), ("4,", (4,)), ("4", (4,)), ("()", ()), ("(2,3,4)", (2, 3, 4))],
)
def test_other_numbers_of_axes(text: str, shape: tuple[int, ...]):
    assert read_shape(text) == shape


@pytest.mark.parametrize("text", ["", "(4, 3", "4,,3", "4.0,3", "-4,3", "four", "n1, m", "__import__('os')", "4" * 80, "٤,٣", "<b>4</b>", "$4,3$", "(,)", "4x", "(4,3),", "\x00"])  # fmt: skip
def test_what_is_no_shape(text: str):
    assert read_shape(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("-0.125", -0.125), ("−0,125", -0.125), (".5", 0.5), ("1/4", 0.25), ("½", 0.5), ("12.5 %", 0.125), ("－０．５", -0.5), ("+2", 2.0), ("3.", 3.0)],
)  # fmt: skip
def test_the_ways_to_write_a_number(text: str, number: float):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "1/0", "nan", "inf", "1e999", "--1", "1,000,000", "1.2.3", "1/2/3", "0x10", "1_0", "9" * 50, "1e13", "-1e99", "1e99/1e-99"])  # fmt: skip
def test_what_is_no_number(text: str):
    assert read_number(text) is None


def strings(count: int) -> list[str]:
    rng = np.random.default_rng(0)
    likely = "0123456789(),.xX×* []-−/%%dWbZA12.T@\n\t<>$_＊１，（）½\u0000\u202e😀"
    texts = []
    for _ in range(count):
        length = int(rng.integers(0, 90))
        from_all = rng.random() < 0.3
        codes = (
            [chr(int(c)) for c in rng.integers(1, 0xD7FF, length)]
            if from_all
            else rng.choice(list(likely), length)
        )
        texts.append("".join(codes))
    return texts


def test_a_thousand_random_strings_give_a_grade():
    asked = [question(5, number, kind) for number, kind in enumerate(KINDS)]
    for text in strings(1000):
        for q in asked:
            assert q.grade(text).verdict in ("right", "wrong", "unreadable")
        assert read_number(text) is None or np.isfinite(read_number(text))
        names = read_names(text, NAMES)
        assert names is None or names <= set(NAMES)
