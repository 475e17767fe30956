"""Learners' files: what they mean, and one plain sentence for whatever else they hold."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.datasets import DatasetError, read_csv

ROWS = [(i, 2.5 * i, "yes" if i % 3 else "no") for i in range(30)]


def as_file(rows=ROWS, header="height,weight,answer", separator=",") -> io.StringIO:
    lines = [header.replace(",", separator)]
    return io.StringIO("\n".join(lines + [separator.join(map(str, row)) for row in rows]))


def test_a_plain_file():
    data = read_csv(as_file())
    assert data.X.shape == (2, 24)
    assert data.X_test.shape == (2, 6)
    assert data.feature_names == ("height", "weight")
    assert data.class_names == ("no", "yes")
    np.testing.assert_allclose(data.X.mean(axis=1), 0, atol=1e-12)
    assert data.Y.sum() + data.Y_test.sum() == 20
    # weight is a multiple of height, so standardised they are the same.
    np.testing.assert_allclose(data.X[0], data.X[1])


def test_the_learner_chooses_target_and_class():
    data = read_csv(as_file(), target="answer", positive="no")
    assert data.class_names == ("yes", "no")
    assert data.Y.sum() + data.Y_test.sum() == 10


def test_other_spellings_of_the_same_table():
    plain = read_csv(as_file())
    tabs = read_csv(as_file(separator="\t"))
    commas = [(i, str(w).replace(".", ","), a) for i, w, a in ROWS]
    semicolons = read_csv(as_file(commas, separator=";"))
    marked = read_csv(io.BytesIO(b"\xef\xbb\xbf" + as_file().read().encode()))
    for other in (tabs, semicolons, marked):
        np.testing.assert_array_equal(other.X, plain.X)
        assert other.feature_names == plain.feature_names
    chinese = read_csv(io.BytesIO(as_file(header="身高,体重,答案").read().encode("gb18030")))
    assert chinese.feature_names == ("身高", "体重")


def test_text_columns_are_left_out_and_named():
    rows = [(f"person {i}", i, a) for i, _, a in ROWS]
    data = read_csv(as_file(rows, "name,height,answer"))
    assert data.dropped == ("name",)
    assert data.feature_names == ("height",)


def test_rows_with_gaps_are_left_out():
    rows = [*ROWS, ("", 1.0, "yes"), (1, 2.0, "")]
    data = read_csv(as_file(rows))
    assert data.X.shape[1] + data.X_test.shape[1] == 30


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("empty", ""),
        ("empty", "a,b\n"),
        ("one_column", "a\n1\n2\n"),
        ("not_two_classes", "a,b\n" + "1,x\n" * 20),
        ("not_two_classes", "a,b\n" + "1,x\n2,y\n3,z\n" * 9),
        ("no_numeric_feature", "a,b\n" + "p,x\nq,y\n" * 9),
        ("infinite", "a,b\n" + "1,x\ninf,y\n" * 9),
        ("infinite", "a,b\n" + "1,x\n1e300,y\n" * 9),
        ("too_few_samples", "a,b\n1,x\n2,y\n"),
        ("too_many_features", ",".join(f"f{i}" for i in range(40)) + "\n" + (",".join(["1"] * 39 + ["x"]) + "\n" + ",".join(["2"] * 39 + ["y"]) + "\n") * 9),
        ("too_large", "a,b\n" + "1,x\n2,y\n" * 50_001),
        ("unreadable", b"\xff\xfe\x00\x80\x81"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_in_one_sentence(code: str, content):
    file = io.BytesIO(content) if isinstance(content, bytes) else io.StringIO(content)
    with pytest.raises(DatasetError) as caught:
        read_csv(file)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


def test_a_wrong_choice_names_what_there_is(tmp_path):
    with pytest.raises(DatasetError, match="height, weight, answer"):
        read_csv(as_file(), target="colour")
    with pytest.raises(DatasetError, match="no, yes"):
        read_csv(as_file(), positive="maybe")
    with pytest.raises(DatasetError) as caught:
        read_csv(tmp_path / "missing.csv")
    assert caught.value.code == "unreadable"


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(alphabet="ab1,;\t\n\"'.-e9 \x00é", max_size=200).map(str.encode),
    )
)
def test_no_file_raises_anything_else(content: bytes):
    try:
        data = read_csv(io.BytesIO(content))
    except DatasetError:
        return
    assert np.isfinite(data.X).all()
    assert set(np.unique(data.Y)) <= {0.0, 1.0}


def test_an_uploaded_file_can_be_read_again():
    file = as_file()
    np.testing.assert_array_equal(read_csv(file).X, read_csv(file).X)


def test_the_features_are_standardised_by_the_training_part_alone():
    data = read_csv(as_file())
    np.testing.assert_allclose(data.X.std(axis=1), 1)
    assert np.abs(data.X_test.mean(axis=1)).max() > 1e-3


def test_rows_left_out_are_counted():
    assert read_csv(as_file([*ROWS, ("", 1.0, "yes"), (1, "?", "no")])).rows_removed == 2


def test_row_numbers_without_a_name_are_no_feature():
    data = read_csv(as_file(header=",weight,answer"))
    assert data.feature_names == ("weight",)
    assert len(data.dropped) == 1


def test_a_first_line_of_numbers_is_no_header():
    with pytest.raises(DatasetError) as caught:
        read_csv(as_file(header="1.5,2.5,yes"))
    assert caught.value.code == "no_header"


def test_labels_that_are_numbers_are_compared_as_numbers():
    rows: list[tuple[object, ...]] = [(i, (2, 10)[i % 2]) for i in range(20)]
    assert read_csv(as_file(rows, "x,y")).class_names == ("2", "10")
    rows = [(i, f"{i % 2}.0") for i in range(20)]
    assert read_csv(as_file(rows, "x,y"), positive=0).class_names == ("1.0", "0.0")


def test_commas_in_words_stay():
    rows = [(i, ("a,b", "c")[i % 2]) for i in range(20)]
    assert read_csv(as_file(rows, "x,y", separator=";")).class_names == ("a,b", "c")


@pytest.mark.parametrize("file", [None, 5, "a\0b", ".", "\udc80"])
def test_what_is_no_file_is_unreadable(file):
    with pytest.raises(DatasetError) as caught:
        read_csv(file)
    assert caught.value.code == "unreadable"


def test_a_closed_file_is_unreadable():
    file = as_file()
    file.close()
    with pytest.raises(DatasetError, match="cannot be read"):
        read_csv(file)
